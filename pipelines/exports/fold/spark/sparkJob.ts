/** What a fold on Spark is asked to do, and the small tables that it is given. */
import { createHash } from 'node:crypto';
import { zonePieces } from '../../mapping/zonePieces.ts';
import type { FoldGaps } from '../plan.ts';

export interface SparkJob {
  /** Files, folders or patterns as Spark names them: `s3a://lake/checks/2026-10`, `/data/checks/*.csv.gz`. */
  inputs: string[];
  format: 'csv' | 'parquet';
  /** The header of the CSV files, in their order; of Parquet, which of the generic columns it has. */
  columns: string[];
  /** IANA zone of wall clocks; null: such samples cannot be read. */
  zone: string | null;
  /** Services of the agreement with the gap that ends a run. */
  gaps: FoldGaps;
  /** Folder for results, as Spark names it. */
  output: string;
  /** Folder in which the executors find the small tables, as Spark names it. */
  tables: string;
}

/** Raised when the statements change what they write: results of others are then refused. */
const sqlVersion = 1;

/** Names the job: another question to the same files has another key. Where results and small tables lie is no part of it. */
export function keyOfJob({ inputs, format, columns, zone, gaps }: SparkJob): string {
  return createHash('sha256')
    .update(JSON.stringify([sqlVersion, [...inputs].sort(), format, columns, zone, [...gaps.seconds]]))
    .digest('hex')
    .slice(0, 16);
}

/** The small tables as CSV, by the name of their file. */
export function smallTables({ gaps, zone }: Pick<SparkJob, 'gaps' | 'zone'>): Record<string, string> {
  const services = [...gaps.seconds].map(([id, seconds], number) => [id, number, seconds]);
  // What the clocks skipped or showed twice is no row: a wall clock that meets none cannot be read.
  const pieces = zone === null ? [] : zonePieces(zone).filter(({ offset }) => offset !== null);
  const zones = pieces.map(({ from, until, offset }) => [from, until, offset!]);
  return {
    'services.csv': csv(['service_id', 'service_no', 'gap_seconds'], services),
    'zones.csv': csv(['wall_from', 'wall_until', 'offset_seconds'], zones),
  };
}

function csv(header: string[], rows: (string | number)[][]): string {
  const lines = rows.map((row) => row.map(cell).join(','));
  return `${[header.join(','), ...lines].join('\n')}\n`;
}

function cell(value: string | number): string {
  return typeof value === 'number' ? String(value) : `"${value.replaceAll('"', '""')}"`;
}
