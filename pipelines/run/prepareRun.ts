/**
 * One run from exports to marts: load, cut the months, expand the calendars, build the models, run the checks.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract, Exclusion } from '../contract/Contract.ts';
import { readActions, readPeriodCommentary } from '../contract/readActions.ts';
import type { Commentary } from '../contract/readCommentary.ts';
import { readContract } from '../contract/readContract.ts';
import { readExclusions } from '../contract/readExclusions.ts';
import { type Objections, objectionsOf, readObjections } from '../contract/readObjections.ts';
import { SlaError } from '../errors.ts';
import type { FoldGaps } from '../exports/fold/plan.ts';
import { type LoadReport, loadExports } from '../exports/load/loadExports.ts';
import { readSources } from '../exports/mapping/sources.ts';
import { isoInstant } from '../isoInstant.ts';
import { lastFullMonth, type Period, parsePeriod } from '../period.ts';
import { buildModels, type Finding, runChecks } from '../warehouse/buildModels.ts';
import { type ModelFile, orderModels, readMacros, readModelFiles } from '../warehouse/models.ts';
import { Warehouse } from '../warehouse/Warehouse.ts';
import { buildKeys, builtKeys, forgetBuilt, rememberBuilt } from './buildKeys.ts';
import { commentaryKnownAt, keysOf } from './commentaryOf.ts';
import { type DataExtent, dataExtent } from './dataExtent.ts';
import { requireData } from './requireData.ts';
import { expandCalendars, type RunCalendars, writeCalendarTables } from './writeCalendarTables.ts';
import { writeContractTables, writeSpokenOf } from './writeContractTables.ts';
import { choosePeriods, type RunPeriods, writeRunTables } from './writeRunTables.ts';

export interface RunRequest {
  workspace: string;
  /** `2026-10`, `2026-Q3`, or null for the last full month. */
  period: string | null;
  /** Cut-off in epoch seconds; null: the period's end, or now while the period still runs. */
  asOf: number | null;
  /** Taken with a cut-off after the period's end: an audit looks from any instant; figures and reports end with their period. */
  isCutAnywhere?: boolean;
  /** The command line's clock, epoch seconds: the only place where the present enters. */
  now: number;
  progress?: Progress;
  /**
   * Folders into which the warehouse will write: once the exports are read it can reach no other file. Without them it is
   * sealed where the report is assembled, as soon as its folder is known.
   */
  writesTo?: string[];
  /** File of the database; without it warehouse.duckdb of the workspace. */
  warehouse?: string;
  /** Another agreement than that of the workspace: what it would have said. */
  contract?: Contract;
  /** Months that are computed up to the period's last one, at least; by default those of the trend. */
  months?: number;
}

/** Says what is going on; `done` of `total` where that is known. News are said where no bar is shown, too. */
export type Progress = (step: string, done?: number, total?: number, isNews?: boolean) => void;

/** Months that a report can look back on, its own included. */
const trendMonths = 13;

export interface Run {
  workspace: string;
  warehouse: Warehouse;
  contract: Contract;
  exclusions: Exclusion[];
  /** Of the reported period alone. */
  objections: Objections;
  commentary: Commentary;
  calendars: RunCalendars;
  periods: RunPeriods;
  models: ModelFile[];
  findings: Finding[];
  loads: LoadReport;
  extent: DataExtent;
  hashes: { contract: string; models: string };
}

/** Opens the warehouse and brings its raw tables in line with exports/. Close the warehouse when done. */
export async function openAndLoad(
  request: Pick<RunRequest, 'workspace' | 'now' | 'progress' | 'warehouse'>,
  contract: Contract,
  only?: string[],
): Promise<{ warehouse: Warehouse; loads: LoadReport }> {
  const sourceOf = readSources(request.workspace);
  const warehouse = await Warehouse.open({
    path: request.warehouse ?? join(request.workspace, 'warehouse.duckdb'),
    onWait: (what) => request.progress?.(what, undefined, undefined, true),
  });
  try {
    const loads = await loadExports(warehouse, {
      workspace: request.workspace,
      sourceOf,
      gaps: foldGaps(contract),
      loadedAt: new Date(request.now * 1000).toISOString(),
      ...(only ? { only } : {}),
      onFile: (file, index, count) => request.progress?.(`load ${file}`, index, count),
    });
    return { warehouse, loads };
  } catch (error) {
    warehouse.close();
    throw error;
  }
}

/**
 * Everything up to the marts. Tables of the last run that would come out the same are kept. The others are replaced in one
 * transaction (or, where they are large, in several, and count as built after the last): a run that fails leaves the raw
 * tables as they were, and the next one builds what is missing.
 *
 * @throws SlaError for unreadable input, and for a period without any data.
 */
export async function prepareRun(request: RunRequest): Promise<Run> {
  const contract = request.contract ?? readContract(request.workspace);
  const exclusions = readExclusions(request.workspace, contract);
  const period =
    request.period === null
      ? lastFullMonth(request.now, contract.timezone)
      : parsePeriod(request.period, contract.timezone);
  const objections = objectionsOf(readObjections(request.workspace, contract, exclusions), period.id);
  const asOf = request.asOf ?? Math.min(period.endsAt, request.now);
  const { commentary, withheldBecause } = commentaryKnownAt(
    readPeriodCommentary(request.workspace, period),
    period,
    asOf,
    request.now,
    contract.timezone,
  );
  const actions = readActions(request.workspace, period, commentary, contract);
  const commented = keysOf(commentary, withheldBecause, contract.timezone);
  requireBegun(period, asOf);
  if (!request.isCutAnywhere) requireInside(period, asOf);
  const { warehouse, loads } = await openAndLoad(request, contract);
  try {
    if (request.writesTo) await warehouse.seal(request.writesTo);
    const extent = await dataExtent(warehouse);
    await requireData(warehouse, request.workspace, loads, period, extent, contract);
    const periods = choosePeriods(period, asOf, extent.first, contract, Math.max(trendMonths, request.months ?? 0));
    const calendars = expandAround(periods, extent, contract, request.workspace);
    const models = readModelFiles();
    const keys = await buildKeys(warehouse, models, { contract, exclusions, calendars, periods, actions });
    const built = await builtKeys(warehouse);
    await warehouse.transaction(async () => {
      if (built.all === keys.all) return await writeSpokenOf(warehouse, commented, objections);
      await forgetBuilt(warehouse);
      await writeContractTables(warehouse, contract, exclusions, actions);
      await writeSpokenOf(warehouse, commented, objections);
      await writeCalendarTables(warehouse, contract, calendars, periods.months[0]!.startsAt, endOfPlans(period));
      await writeRunTables(warehouse, periods, contract);
      const ordered = await orderModels(
        warehouse,
        models.filter(({ layer }) => layer !== 'checks'),
      );
      const outdated = ordered.filter(({ layer }) => layer !== 'staging' || built.staging !== keys.staging);
      let done = 0;
      await buildModels(warehouse, outdated, ({ name }) => {
        done += 1;
        request.progress?.(`build ${name}`, done, outdated.length);
      });
      await rememberBuilt(warehouse, keys);
    });
    const findings = await runChecks(warehouse, models);
    const hashes = { contract: contractHash(request.workspace), models: modelsHash(models) };
    return {
      workspace: request.workspace,
      warehouse,
      contract,
      exclusions,
      objections,
      commentary,
      calendars,
      periods,
      models,
      findings,
      loads,
      extent,
      hashes,
    };
  } catch (error) {
    warehouse.close();
    throw error;
  }
}

/** The shortest tolerated gap of each service over all terms: runs of samples are cut there, longer ones are joined later. */
export function foldGaps(contract: Contract): FoldGaps {
  const smallest = Math.min(...contract.terms.map(({ availability }) => availability.max_gap));
  const seconds = new Map(
    contract.services.map(({ id, check_interval_seconds }) => [id, smallest * check_interval_seconds]),
  );
  const key = createHash('sha256')
    .update(JSON.stringify([...seconds]))
    .digest('hex')
    .slice(0, 16);
  return { key, seconds };
}

/** Maintenance of the following period is printed too. */
function endOfPlans(period: Period): number {
  return period.endsAt + (period.endsAt - period.startsAt) + 3 * 86_400;
}

function expandAround(periods: RunPeriods, extent: DataExtent, contract: Contract, workspace: string): RunCalendars {
  const from = Math.min(extent.firstTicket ?? periods.months[0]!.startsAt, periods.months[0]!.startsAt);
  return expandCalendars(contract, workspace, from, Math.max(periods.asOf, periods.period.endsAt));
}

function requireBegun(period: Period, asOf: number): void {
  if (asOf > period.startsAt) return;
  throw new SlaError({
    what: `${period.id} has not begun at ${isoInstant(asOf)}.`,
    fix: 'Name an earlier period, or a cut-off inside it with --as-of.',
    state: 'Nothing was written.',
  });
}

/** What a later cut-off would print as its own instant is counted up to the period's end: a line that is not true. */
function requireInside(period: Period, asOf: number): void {
  if (asOf <= period.endsAt) return;
  throw new SlaError({
    what: `${isoInstant(asOf)} is after the end of ${period.id} (${isoInstant(period.endsAt)}): a report looks at nothing that happened after its period.`,
    where: '--as-of',
    fix: `Leave --as-of out: then ${period.id} is whole. sla audit shows a ticket as of any instant.`,
    state: 'Nothing was written.',
  });
}

function contractHash(workspace: string): string {
  const hash = createHash('sha256');
  for (const name of ['contract.yaml', 'exclusions.yaml', 'sources.yaml']) {
    const path = join(workspace, name);
    hash
      .update(name)
      .update('\0')
      .update(existsSync(path) ? readFileSync(path) : '')
      .update('\0');
  }
  return hash.digest('hex');
}

function modelsHash(models: ModelFile[]): string {
  const hash = createHash('sha256').update(readMacros());
  for (const { qualifiedName, sql } of [...models].sort((a, b) => (a.qualifiedName < b.qualifiedName ? -1 : 1))) {
    hash.update(qualifiedName).update('\0').update(sql).update('\0');
  }
  return hash.digest('hex');
}
