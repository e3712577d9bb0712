/**
 * What was issued of a period, and how an issue that was interrupted is brought to its end.
 */
import { existsSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { SlaError } from '../errors.ts';
import { chainFile, readChain } from './chain.ts';
import { type Manifest, readManifest } from './Manifest.ts';
import { keep, placeIssued, removeDraft } from './writeIssue.ts';

/**
 * The manifest of the version of a period that was issued last; null before the first.
 *
 * @throws SlaError when issues.jsonl knows of an issue whose manifest is gone
 */
export function standingIssue(reports: string, folder: string, kind: string): Manifest | null {
  const manifest = readManifest(join(folder, 'manifest.json'));
  const period = basename(folder);
  const issued = readChain(reports).lines.filter((line) => line.period === period && line.kind === kind);
  const last = issued.at(-1);
  if (!last || manifest?.version === last.version) return manifest;
  throw new SlaError({
    what: `Version ${last.version} of ${period} was issued at ${last.issued_at}, but its manifest is ${manifest ? `that of version ${manifest.version}` : 'gone'}.`,
    where: join(folder, 'manifest.json'),
    fix: `Restore the folder from a copy. ${chainFile} (entry ${last.entry}) says what belongs into it.`,
    state: 'Nothing was written.',
  });
}

/**
 * Brings an issue to its end that was entered in issues.jsonl and then interrupted; one that was not entered is no issue,
 * and its files are taken away. Only while no other issue is under way.
 */
export function finishInterrupted(reports: string, folder: string): void {
  const staging = `${folder}.issuing`;
  if (!existsSync(staging)) return;
  const staged = readManifest(join(staging, 'manifest.json'));
  const isEntered = staged !== null && readChain(reports).lines.some(({ hash }) => hash === staged.issue.hash);
  if (isEntered) complete(staging, folder, []);
  else rmSync(staging, { recursive: true, force: true });
}

/** Puts an entered issue into place: the version before is kept in its own folder, drafts are taken away. */
export function complete(staging: string, folder: string, draftFiles: readonly string[]): void {
  const issued = readManifest(join(staging, 'manifest.json'));
  const standing = readManifest(join(folder, 'manifest.json'));
  if (standing && standing.issue.hash !== issued?.issue.hash) keep(folder, standing.version, namesOf(standing));
  removeDraft(folder, draftFiles);
  placeIssued(staging, folder);
}

/** Every file of an issued version, its manifest last. */
export function namesOf({ files, pdfs }: Manifest): string[] {
  return [...files, ...pdfs].map(({ file }) => file).concat('manifest.json');
}
