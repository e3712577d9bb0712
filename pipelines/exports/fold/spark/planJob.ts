/** From what a person types to a job: where files are of this machine, they are looked at. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SlaError } from '../../../errors.ts';
import { readParquet, type Warehouse } from '../../../warehouse/Warehouse.ts';
import { genericTable } from '../../genericTables.ts';
import { peekCsv } from '../../read/csvRecords.ts';
import type { FoldGaps } from '../plan.ts';
import { uriOf } from './jobFolder.ts';
import type { SparkJob } from './sparkJob.ts';

export interface SparkWish {
  inputs: string[];
  format: 'csv' | 'parquet' | null;
  columns: string[] | null;
  zone: string | null;
  gaps: FoldGaps;
}

/** A job but for its folders. @throws SlaError for inputs that are none, and columns that hold no samples. */
export async function planJob(warehouse: Warehouse, wish: SparkWish): Promise<Omit<SparkJob, 'output' | 'tables'>> {
  const inputs = wish.inputs.map((input) => (existsSync(input) ? uriOf(input) : input));
  const local = wish.inputs.find((input) => existsSync(input));
  const sample = local === undefined ? null : firstFile(resolve(local));
  const format = wish.format ?? (/\.parquet$/i.test(sample ?? inputs[0]!) ? 'parquet' : 'csv');
  const seen = sample === null ? null : await columnsOf(warehouse, sample, format);
  const columns = wish.columns ?? seen ?? genericTable('uptime_samples').columns;
  requireColumns(columns);
  if (wish.zone !== null) requireZone(wish.zone);
  return { inputs: [...new Set(inputs)], format, columns, zone: wish.zone, gaps: wish.gaps };
}

/** The first file that Spark would read: it passes over names that begin with a dot or an underscore. */
function firstFile(path: string): string | null {
  if (!statSync(path).isDirectory()) return path;
  for (const name of readdirSync(path).sort()) {
    const found = /^[._]/.test(name) ? null : firstFile(join(path, name));
    if (found !== null) return found;
  }
  return null;
}

async function columnsOf(warehouse: Warehouse, path: string, format: SparkJob['format']): Promise<string[]> {
  if (format === 'csv') return peekCsv({ path, file: path }, {}).header;
  const found = await warehouse.rows<{ column_name: string }>(
    `describe select * exclude (file_row_number) from ${readParquet(path)}`,
  );
  return found.map(({ column_name }) => column_name);
}

function requireColumns(columns: string[]): void {
  const names = columns.map((name) => name.trim().toLowerCase());
  const missing = genericTable('uptime_samples').required.filter((name) => !names.includes(name));
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (missing.length === 0 && twice === undefined) return;
  throw new SlaError({
    what:
      missing.length > 0
        ? `The files lack the column ${missing.map((name) => `"${name}"`).join(', ')} (found: ${columns.join(', ')}).`
        : `The column "${twice}" stands twice.`,
    fix: 'Samples are folded from service_id, checked_at and state (and location). Name the columns of the files in their order: --columns service_id,checked_at,state,latency_ms,location',
    state: 'Nothing was folded.',
  });
}

function requireZone(zone: string): void {
  if (Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC') return;
  throw new SlaError({
    what: `There is no time zone "${zone}".`,
    fix: 'Name the zone in which the instants were written, for example: --zone Asia/Tokyo',
    state: 'Nothing was folded.',
  });
}
