/**
 * Decides what is being written: an interim report, a draft of the next version, or that version as it is issued.
 *
 * A draft spends no version. The same figures from the same exports, agreement and words, in a language that was issued,
 * are the version that stands: there is nothing to issue.
 */
import type { Language, LocalText } from '../contract/Contract.ts';
import { SlaError } from '../errors.ts';
import { isoInstant } from '../isoInstant.ts';
import type { Figures } from '../report/figures.ts';
import type { Issue } from '../report/Issue.ts';
import type { Run } from '../run/prepareRun.ts';
import { compareFigures, type Naming } from './compareFigures.ts';
import type { HashedFile, Manifest } from './Manifest.ts';
import { nameOfLanguage, revised } from './revised.ts';
import { isSameFigures } from './sameFigures.ts';
import type { Inputs } from './statement.ts';

/** Who issues a report, and as of when. */
export interface Approval {
  by: string;
  /** Epoch seconds; null: now. */
  at: number | null;
}

export interface IssuePlan extends Issue {
  /** The issued version that this one follows; null for a first one and for an interim report. */
  standing: Manifest | null;
  /** Nothing changed since that version was issued. */
  isUnchanged: boolean;
}

/** What would be issued. */
interface Planned {
  figures: Figures;
  inputs: Inputs;
  languages: readonly Language[];
  audience: 'client' | 'internal';
}

/** @param standing manifest of the version issued last */
export function planIssue(
  run: Run,
  { figures, inputs, languages, audience }: Planned,
  standing: Manifest | null,
  approval: (Approval & { at: number }) | null,
): IssuePlan {
  const approved = { issuedAt: approval?.at ?? null, issuedBy: approval?.by ?? null };
  if (run.periods.asOf < run.periods.period.endsAt) {
    if (approval) throw stillRunning(run);
    return { state: 'interim', version: null, ...approved, revisions: [], standing, isUnchanged: false };
  }
  const state = approval ? 'issued' : 'draft';
  if (!standing) {
    const first = { version: '1.0', issuedAt: approved.issuedAt, changes: [revised(({ first }) => first)] };
    return { state, version: '1.0', ...approved, revisions: [first], standing, isUnchanged: false };
  }
  const changes = [
    ...changesSince(standing, figures, inputs, languages, run.contract),
    ...otherAudience(standing, audience),
  ];
  const version = nextVersion(standing.version);
  const earlier = standing.revisions.map((revision) => ({
    version: revision.version,
    issuedAt: secondsOf(revision.issued_at),
    changes: revision.changes,
  }));
  const revisions = [...earlier, { version, issuedAt: approved.issuedAt, changes }];
  return { state, version, ...approved, revisions, standing, isUnchanged: changes.length === 0 };
}

/**
 * What makes another version: figures, exports, agreement, words, a language. The program alone does not, nor do exports
 * that were added and moved no figure: those of the next month are.
 */
export function changesSince(
  standing: Manifest,
  figures: Figures,
  inputs: Inputs,
  languages: readonly Language[],
  naming?: Naming,
): LocalText[] {
  const isSame = isSameFigures(standing.figures, figures);
  return [
    ...(isSame ? [] : compareFigures(standing.figures, figures, naming)),
    ...(isSame ? [] : otherFigures(standing, figures)),
    ...compareInputs(standing, inputs, isSame),
    ...(isSame ? [] : changedModels(standing, inputs)),
    ...addedLanguages(standing, languages),
  ];
}

/** Figures that changed without a line of their own still make a version. */
function otherFigures(standing: Manifest, figures: Figures): LocalText[] {
  if (compareFigures(standing.figures, figures).length > 0) return [];
  return [revised(({ figures }) => figures)];
}

function compareInputs(standing: Manifest, inputs: Inputs, isSameFigures: boolean): LocalText[] {
  const agreement = changedFiles(standing.agreement, inputs.agreement).filter(
    (file) => !isSameFigures || !isSameAgreement(standing, inputs) || !clippedFiles.includes(file),
  );
  const words = changedFiles(standing.commentary, inputs.commentary);
  return [
    ...agreement.map((file) => revised((words) => words.agreement(file))),
    ...(agreement.length === 0 && standing.holidays_sha256 !== inputs.holidays_sha256
      ? [revised(({ holidays }) => holidays)]
      : []),
    ...compareSources(standing, inputs, isSameFigures),
    ...words.map(wordsChanged),
  ];
}

/** Files of which the manifest also knows what was in force in the period: what was added for later months is no change. */
export const clippedFiles: readonly string[] = ['contract.yaml', 'exclusions.yaml'];

/** Whether what was in force in the period is as it was issued; unknown of older manifests. */
export function isSameAgreement(standing: Manifest, inputs: Inputs): boolean {
  return standing.in_force_sha256 !== undefined && standing.in_force_sha256 === inputs.in_force_sha256;
}

function wordsChanged(file: string): LocalText {
  return revised(({ objections, commentary }) => (file.startsWith('objections.yaml') ? objections : commentary(file)));
}

function compareSources(standing: Manifest, { sources }: Inputs, isSameFigures: boolean): LocalText[] {
  const before = new Map(standing.sources.map(({ file, sha256: hash }) => [file, hash]));
  const after = new Map(sources.map(({ file, sha256: hash }) => [file, hash]));
  const lines: LocalText[] = [];
  for (const [file, hash] of after) {
    if (!before.has(file)) {
      if (!isSameFigures) lines.push(revised((words) => words.exportAdded(file)));
    } else if (before.get(file) !== hash) lines.push(revised((words) => words.exportReplaced(file)));
  }
  for (const file of before.keys()) if (!after.has(file)) lines.push(revised((words) => words.exportRemoved(file)));
  return lines;
}

function changedModels(standing: Manifest, { models }: Inputs): LocalText[] {
  if (JSON.stringify(standing.models) === JSON.stringify(models)) return [];
  return [revised((words) => words.models)];
}

function addedLanguages(standing: Manifest, languages: readonly Language[]): LocalText[] {
  return languages
    .filter((language) => !issuedLanguages(standing).includes(language))
    .map((added) => revised(({ edition }, language) => edition(nameOfLanguage(language, added))));
}

function otherAudience(standing: Manifest, audience: Planned['audience']): LocalText[] {
  if ((standing.audience ?? 'internal') === audience) return [];
  return [revised(({ masked, unmasked }) => (audience === 'client' ? masked : unmasked))];
}

/** Languages of the PDFs of an issued version. */
export function issuedLanguages({ pdfs }: Manifest): Language[] {
  return pdfs.map(({ file }) => file.split('.').at(-2) as Language);
}

/** Paths whose bytes are others, or that are there now and were not, or the other way round. */
export function changedFiles(before: readonly HashedFile[], after: readonly HashedFile[]): string[] {
  const hashes = (files: readonly HashedFile[]) => new Map(files.map(({ file, sha256: hash }) => [file, hash]));
  const [old, now] = [hashes(before), hashes(after)];
  return [...new Set([...old.keys(), ...now.keys()])].filter((file) => (old.get(file) ?? '') !== (now.get(file) ?? ''));
}

function nextVersion(version: string): string {
  return `${Number.parseInt(version, 10) + 1}.0`;
}

function secondsOf(instant: string): number {
  return Date.parse(instant) / 1000;
}

function stillRunning({ periods }: Run): SlaError {
  const { period, asOf } = periods;
  return new SlaError({
    what: `${period.id} ends at ${isoInstant(period.endsAt)}; figures as of ${isoInstant(asOf)} are an interim report, which is not issued.`,
    fix: `Issue it when the period has ended. Until then: sla ${period.kind}ly ${period.id} writes the interim report.`,
    state: 'Nothing was issued.',
  });
}
