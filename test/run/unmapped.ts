/** A workspace without one column of one table, and which of its figures became better by that. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { genericTableOf, genericTables } from '../../pipelines/exports/genericTables.ts';
import { prepareRun } from '../../pipelines/run/prepareRun.ts';
import { cellsOf } from '../review/rawRows.ts';

export interface Column {
  table: string;
  column: string;
}

export interface Figures {
  /** Value as a fraction with the direction in which it is better, by name. */
  values: Map<string, { numerator: number; denominator: number; sign: 1 | -1 }>;
  /** Promises and targets that are met. */
  met: Set<string>;
  /** How many rows of the files of a table each check found. */
  findings: Map<string, number>;
}

/** Columns that a mapping may leave out and that a file of the workspace has. */
export function optionalColumns(workspace: string): Column[] {
  return genericTables.flatMap(({ name: table, columns, required }) => {
    const heads = filesOf(workspace, table).flatMap((file) => cellsOf(readFileSync(file, 'utf8').split('\n')[0]!));
    return columns
      .filter((column) => !required.includes(column) && heads.includes(column))
      .map((column) => ({ table, column }));
  });
}

function filesOf(workspace: string, table: string): string[] {
  return readdirSync(join(workspace, 'exports'), { recursive: true, encoding: 'utf8' })
    .filter((path) => new RegExp(`(^|/)${table}(?![a-z_])[^/]*\\.csv$`).test(path))
    .sort()
    .map((path) => join(workspace, 'exports', path));
}

/** The figures of a period without those columns. */
export async function figuresWithout(workspace: string, period: string, without: readonly Column[]): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'sla-unmapped-'));
  try {
    cpSync(workspace, folder, { recursive: true });
    for (const { table, column } of without) for (const file of filesOf(folder, table)) removeColumn(file, column);
    return await figuresOf(folder, period);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function removeColumn(file: string, column: string): void {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const index = cellsOf(lines[0]!).indexOf(column);
  if (index < 0) return;
  const quoted = (cell: string) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const rows = lines.map((line) => cellsOf(line).toSpliced(index, 1).map(quoted).join(','));
  writeFileSync(file, `${rows.join('\n')}\n`);
}

async function figuresOf(workspace: string, period: string): Promise<Figures> {
  const run = await prepareRun({ workspace, period, asOf: null, now: Date.UTC(2027, 0, 1) / 1000 });
  try {
    const kpis = await run.warehouse.rows<{
      kpi: string;
      numerator: number | null;
      denominator: number | null;
      direction: 'higher' | 'lower' | null;
      verdict: string | null;
    }>(`select kpi, numerator, denominator, direction, verdict from marts.fct_kpis where period_id = '${period}'`);
    const services = await run.warehouse.rows<{ id: string; base: number; lost: number; met: boolean | null }>(
      `select service_id as id, base_seconds as base, lost_seconds as lost, is_met as met
       from marts.fct_service_availability where period_id = '${period}'`,
    );
    const values: Figures['values'] = new Map();
    for (const { kpi, numerator, denominator, direction } of kpis)
      if (numerator !== null && denominator !== null && direction !== null)
        values.set(kpi, { numerator, denominator, sign: direction === 'higher' ? 1 : -1 });
    for (const { id, base, lost } of services)
      if (base > 0) values.set(`service ${id}`, { numerator: base - lost, denominator: base, sign: 1 });
    return {
      values,
      met: new Set([
        ...kpis.filter(({ verdict }) => verdict === 'met').map(({ kpi }) => kpi),
        ...services.filter(({ met }) => met).map(({ id }) => `service ${id}`),
      ]),
      findings: counted(
        run.findings.flatMap(({ check, rows }) => rows.map(({ file }) => `${tableOf(file ?? '')}: ${check.name}`)),
      ),
    };
  } finally {
    run.warehouse.close();
  }
}

/** What became better: `mttr_hours 20 -> 18`, `backlog met`; also what is met now and had no data. */
export function improvements(before: Figures, after: Figures): string[] {
  const better = [...after.values].flatMap(([name, now]) => {
    const was = before.values.get(name);
    if (!was) return [];
    const difference = now.numerator * was.denominator - was.numerator * now.denominator;
    return difference * now.sign > 0
      ? [`${name} ${was.numerator}/${was.denominator} -> ${now.numerator}/${now.denominator}`]
      : [];
  });
  const met = [...after.met].filter((name) => !before.met.has(name)).map((name) => `${name} met`);
  return [...better, ...met];
}

/** `tickets: tickets__service_is_named`: checks that find more than before, with the table of the files. */
export function newFindings(before: Figures, after: Figures): string[] {
  return [...after.findings]
    .filter(([check, count]) => count > (before.findings.get(check) ?? 0))
    .map(([check]) => check);
}

/** The tables that a figure is made of. */
export function tablesOf(figure: string): string[] {
  const [first = ''] = figure.split(/[_ ]/);
  const own: Record<string, string> = { change: 'changes', emergency: 'changes', patch: 'patches', backup: 'backups' };
  if (own[first]) return [own[first]];
  if (first === 'problem') return ['problems'];
  if (first === 'capacity') return ['capacity'];
  return ['availability', 'mtbf', 'service'].includes(first)
    ? ['uptime_states', 'maintenance']
    : ['tickets', 'ticket_events'];
}

function tableOf(file: string): string {
  return genericTableOf(basename(file))?.name ?? '';
}

function counted(all: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const each of all) counts.set(each, (counts.get(each) ?? 0) + 1);
  return counts;
}
