/**
 * Tells whether the tables of the last run still stand: same exports, same agreement, same months, same models.
 */
import { createHash } from 'node:crypto';
import type { Contract, Exclusion } from '../contract/Contract.ts';
import { type ModelFile, readMacros } from '../warehouse/models.ts';
import type { SqlValue, Warehouse } from '../warehouse/Warehouse.ts';
import type { RunCalendars } from './writeCalendarTables.ts';
import type { RunPeriods } from './writeRunTables.ts';

export interface BuildKeys {
  /** Of the staging tables: exports, the names of severities, and the SQL that types them. */
  staging: string;
  /** Of all tables. */
  all: string;
}

/** The keys of the tables that a run would build. */
export async function buildKeys(
  warehouse: Warehouse,
  models: ModelFile[],
  inputs: {
    contract: Contract;
    exclusions: Exclusion[];
    calendars: RunCalendars;
    periods: RunPeriods;
    actions: SqlValue[][];
  },
): Promise<BuildKeys> {
  const loads = await warehouse.rows(
    'select load_id, file, sha256, table_name, zone, row_count, rejected_count, ordinal, fold_gaps from raw.loads order by load_id',
  );
  const severities = inputs.contract.terms.flatMap((terms) => terms.severities.map(({ name }) => name));
  const staging = digest([loads, severities, readMacros(), sqlOf(models, (layer) => layer === 'staging')]);
  const holidays = Object.entries(inputs.calendars.holidays).map(([id, { dates, coveredYears }]) => [
    id,
    [...dates],
    coveredYears === 'all' ? 'all' : [...coveredYears],
  ]);
  const { contract, exclusions, periods, actions } = inputs;
  const all = digest([
    staging,
    contract,
    exclusions,
    periods,
    actions,
    holidays,
    sqlOf(models, (layer) => layer !== 'checks'),
  ]);
  return { staging, all };
}

/** The keys of what stands in the warehouse; nulls in a new one. */
export async function builtKeys(warehouse: Warehouse): Promise<{ staging: string | null; all: string | null }> {
  await warehouse.run(
    'create schema if not exists run; create table if not exists run.built (staging varchar, whole varchar)',
  );
  const [found] = await warehouse.rows<{ staging: string; whole: string }>('select staging, whole from run.built');
  return { staging: found?.staging ?? null, all: found?.whole ?? null };
}

/** Nothing counts as built from here on. */
export async function forgetBuilt(warehouse: Warehouse): Promise<void> {
  await warehouse.run('delete from run.built');
}

/** Remembers what was built; part of the transaction that builds the last of it. */
export async function rememberBuilt(warehouse: Warehouse, { staging, all }: BuildKeys): Promise<void> {
  await warehouse.run(`insert into run.built values ('${staging}', '${all}')`);
}

function sqlOf(models: ModelFile[], isWanted: (layer: ModelFile['layer']) => boolean): string[] {
  return models.filter(({ layer }) => isWanted(layer)).map(({ qualifiedName, sql }) => `${qualifiedName}\n${sql}`);
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
