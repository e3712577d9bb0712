/** What the terminal says of a report that was written. */
import { relative } from 'node:path';
import type { Language } from '../contract/Contract.ts';
import { chainFile } from '../issue/chain.ts';
import type { WrittenReport } from '../run/Writing.ts';
import type { Outcome, Terminal } from './command.ts';
import { describeFindings, needsAttention } from './findings.ts';

/** Says where the report is and what its reader should know; 1 when the data needs attention. */
export function reportWritten(written: WrittenReport, lang: Language | null, { say, tell }: Terminal): Outcome {
  for (const pdf of written.pdfs) say(relative('', pdf) || pdf);
  tell(describeState(written));
  for (const line of describeMissingGlyphs(written.missingGlyphs)) tell(line);
  for (const line of describeFindings(written.run, lang ?? 'en', 3)) tell(line);
  return needsAttention(written.run) ? 1 : 0;
}

function describeState({ state, version, manifest, pages, supersedes, run }: WrittenReport): string {
  const { id } = run.periods.period;
  const issued = manifest
    ? `by ${manifest.issued_by} at ${manifest.issued_at}, entry ${manifest.issue.entry} of ${chainFile}`
    : '';
  const kept = supersedes === null ? '' : `; version ${supersedes} is kept in v${supersedes}/`;
  switch (state) {
    case 'interim':
      return `interim report, ${pages} pages: ${id} has not ended; it is not issued`;
    case 'draft':
      return `draft of version ${version}, ${pages} pages; to issue it: sla issue ${id} --by NAME`;
    case 'issued':
      return `version ${version}, ${pages} pages, issued ${issued}${kept}`;
    case 'unchanged':
      return `version ${version} was issued ${issued}; nothing changed since, and nothing was written`;
  }
}

export function describeMissingGlyphs(glyphs: WrittenReport['missingGlyphs']): string[] {
  return glyphs.map(
    ({ character, codePoint, times }) =>
      `warning: no font has "${character}" (${codePoint}); printed as 〓, ${times} times`,
  );
}
