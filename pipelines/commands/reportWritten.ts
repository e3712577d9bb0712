/** What the terminal says of a report that was written. */
import { relative } from 'node:path';
import type { Language } from '../contract/Contract.ts';
import type { WrittenReport } from '../run/writeReport.ts';
import type { Outcome, Terminal } from './command.ts';
import { describeFindings, needsAttention } from './findings.ts';

/** Says where the report is and what its reader should know; 1 when the data needs attention. */
export function reportWritten(written: WrittenReport, lang: Language | null, { say, tell }: Terminal): Outcome {
  say(relative('', written.pdf) || written.pdf);
  const kept = written.supersedes === null ? '' : `; version ${written.supersedes} is kept in v${written.supersedes}/`;
  tell(`version ${written.version}, ${written.pages} pages${kept}`);
  for (const line of describeMissingGlyphs(written.missingGlyphs)) tell(line);
  for (const line of describeFindings(written.run, lang ?? 'en', 3)) tell(line);
  return needsAttention(written.run) ? 1 : 0;
}

export function describeMissingGlyphs(glyphs: WrittenReport['missingGlyphs']): string[] {
  return glyphs.map(
    ({ character, codePoint, times }) =>
      `warning: no font has "${character}" (${codePoint}); printed as 〓, ${times} times`,
  );
}
