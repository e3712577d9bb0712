/**
 * Gathers what shapes a report: the agreement with its holiday files, the words, the exports, and the program itself.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { previousPeriod } from '../period.ts';
import type { Run } from '../run/prepareRun.ts';
import { toolVersion } from '../toolVersion.ts';
import { readMacros } from '../warehouse/models.ts';
import { type HashedFile, type Statement, sha256 } from './Manifest.ts';

export type Inputs = Pick<
  Statement,
  'tool' | 'agreement' | 'in_force_sha256' | 'holidays_sha256' | 'commentary' | 'models' | 'sources'
>;

/** Hashes of everything that the report of a run rests on. */
export async function readInputs(run: Run): Promise<Inputs> {
  const { workspace, contract } = run;
  return {
    tool: toolVersion(),
    agreement: hashed(workspace, ['contract.yaml', 'exclusions.yaml', 'sources.yaml', ...holidayFiles(contract)]),
    in_force_sha256: inForceHash(run),
    holidays_sha256: holidaysHash(run),
    commentary: [...hashed(workspace, commentaryFiles(run)), ...objectionsHash(run)],
    models: [
      { model: 'macros', sha256: sha256(readMacros()) },
      ...run.models.map(({ qualifiedName, sql }) => ({ model: qualifiedName, sha256: sha256(sql) })),
    ].sort((a, b) => (a.model < b.model ? -1 : 1)),
    sources: await run.warehouse.rows<Statement['sources'][number]>(
      'select file, sha256, row_count as rows from staging.stg_loads order by file',
    ),
  };
}

/**
 * The agreement of the period: terms and KPI targets of later months, and exclusions of other ones, change nothing in it. A
 * ticket's exclusion without a span is left to the figures, which it moves where the ticket counts.
 */
function inForceHash({ contract, exclusions, periods: { period } }: Run): string {
  const begun = <Entry extends { effective_from_s: number }>(entries: readonly Entry[]) =>
    entries.filter(({ effective_from_s }) => effective_from_s < period.endsAt);
  const within = exclusions.filter(
    ({ from, to }) => from !== null && to !== null && from < period.endsAt && to > period.startsAt,
  );
  const agreed = { ...contract, terms: begun(contract.terms), kpis: begun(contract.kpis), exclusions: within };
  return sha256(JSON.stringify(agreed));
}

/** Files below the workspace with their hashes; '' says that there is none, so that one which is added is seen. */
function hashed(workspace: string, files: readonly string[]): HashedFile[] {
  return files.map((file) => {
    const path = join(workspace, file);
    return { file, sha256: existsSync(path) ? sha256(readFileSync(path)) : '' };
  });
}

function holidayFiles({ calendars }: Run['contract']): string[] {
  const files = Object.values(calendars).flatMap(({ holidays }) =>
    holidays.flatMap((source) => ('file' in source ? [source.file] : [])),
  );
  return [...new Set(files)].sort();
}

/**
 * The decided objections to this report, as if they were a file of their own: those to another month's change nothing here,
 * nor does one that waits for its decision, nor an acceptance, which is given to a report as it stands.
 */
function objectionsHash({ objections: { objections }, periods }: Run): HashedFile[] {
  const decided = objections.filter(({ decision }) => decision !== null);
  if (decided.length === 0) return [];
  return [{ file: `objections.yaml (${periods.period.id})`, sha256: sha256(JSON.stringify(decided)) }];
}

/** Holidays by calendar, as the clocks met them: lists that come with the program change with its version. */
function holidaysHash({ calendars }: Run): string {
  const days = Object.entries(calendars.holidays)
    .map(([id, { dates }]) => [id, [...dates].sort(([a], [b]) => (a < b ? -1 : 1))] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256(JSON.stringify(days));
}

/** The period's own words, those of its months, and those of the period before, whose actions are followed up. */
function commentaryFiles({ periods, contract }: Run): string[] {
  const { period } = periods;
  const months = period.kind === 'quarter' ? period.months : [];
  const ids = [period.id, ...months, previousPeriod(period, contract.timezone).id];
  return ids.map((id) => `commentary/${id}.yaml`);
}
