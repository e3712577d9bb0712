/**
 * The figures of a period alone, for other programs.
 */
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { tableToIPC } from 'apache-arrow';
import { prepareRun, type Run, type RunRequest } from '../run/prepareRun.ts';
import { refuseUnknownHolidays } from '../run/refuseUnknownHolidays.ts';
import { quote } from '../warehouse/Warehouse.ts';
import { figureTables, readArrow, tablesAsCsv } from './exportTables.ts';
import { readFigures } from './figures.ts';

export type FigureFormat = 'json' | 'csv' | 'parquet' | 'arrow';

/** The figures as bytes: figures.json, two CSV tables, or the SLA measures of the period as Parquet or Arrow. */
export async function exportFigures(
  request: RunRequest,
  format: FigureFormat,
): Promise<{ run: Run; content: string | Uint8Array }> {
  const folder = mkdtempSync(join(tmpdir(), 'sla-figures-'));
  try {
    const run = await prepareRun({ ...request, writesTo: [folder] });
    try {
      refuseUnknownHolidays(run);
      return { run, content: await render(run, format, folder) };
    } finally {
      run.warehouse.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes the figures into `<out>/<period>/figures.<format>` instead; returns the path. */
export function writeFigures(out: string, period: string, format: FigureFormat, content: string | Uint8Array): string {
  const folder = join(resolve(out), period);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `figures.${format}`);
  writeFileSync(`${path}.writing`, content);
  renameSync(`${path}.writing`, path);
  return path;
}

async function render(run: Run, format: FigureFormat, folder: string): Promise<string | Uint8Array> {
  if (format === 'json') return `${JSON.stringify(await readFigures(run), null, 2)}\n`;
  if (format === 'csv') return await tablesAsCsv(run);
  const { sql } = figureTables(run).find(({ name }) => name === 'measures')!;
  if (format === 'arrow') return tableToIPC(await readArrow(run.warehouse, sql), 'file');
  const file = join(folder, 'measures.parquet');
  await run.warehouse.run(`copy (${sql}) to ${quote(file)} (format parquet, compression zstd)`);
  return readFileSync(file);
}
