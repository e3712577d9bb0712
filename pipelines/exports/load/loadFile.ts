/**
 * Loads one exported file into the raw tables that its source fills: all of it, or nothing, in one transaction.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { type Problem, SlaError } from '../../errors.ts';
import { identifier, literal, quote, type Warehouse } from '../../warehouse/Warehouse.ts';
import { foldRecords } from '../fold/foldRecords.ts';
import { foldSamples } from '../fold/foldSamples.ts';
import type { FoldContext, FoldGaps } from '../fold/plan.ts';
import { takeFolded } from '../fold/spark/takeFolded.ts';
import { emptyCells } from '../mapping/emptyCells.ts';
import { FieldSet } from '../mapping/FieldSet.ts';
import type { Source } from '../mapping/Source.ts';
import { planTable, type TablePlan } from '../mapping/tableSql.ts';
import { peekCsv } from '../read/csvRecords.ts';
import type { Input } from '../read/openBytes.ts';
import { fileKindOf, inputsOf, type Records, readRecords } from '../read/readRecords.ts';
import { unreadable } from '../read/unreadable.ts';
import { addEvidence, evidenceOf } from './evidence.ts';
import type { ExportFile } from './findExports.ts';
import { addNotices, countNotices, type Notice } from './notices.ts';

export interface LoadContext {
  /** Numbers the loads, one for each table that a file fills, once the files before this one are in. */
  nextLoadId: () => Promise<number>;
  /** Instant of the run, ISO 8601; kept for people, never used in a figure. */
  loadedAt: string;
  gaps: FoldGaps;
  /** Folder for temporary files, made and removed by the load. */
  folder: string;
}

export interface LoadedFile {
  file: string;
  table: string;
  rows: number;
  rejected: number;
  notices: string[];
}

/** Looks at the file without loading it. @throws SlaError when it cannot be read or lacks a required column. */
export function preflight(file: ExportFile, source: Source): void {
  const isPlainCsv =
    source.reading.reader === undefined &&
    source.reading.lines === undefined &&
    file.bytes > 0 &&
    fileKindOf(file) === 'csv';
  if (!isPlainCsv) return;
  const { header } = peekCsv(file, csvOptionsOf(source), 1);
  const fields = new FieldSet();
  const plans = source.tables.map((table) => planTable(table, fields, source.zone, source.isGeneric));
  const folded = header.map((name) => name.normalize('NFKC').trim().toLowerCase());
  const present = new Set(
    fields.requests
      .filter(({ names }) => names.some((name) => folded.includes(name.normalize('NFKC').trim().toLowerCase())))
      .map(({ key }) => key),
  );
  requireColumns(file.file, source, plans, present, header);
}

/**
 * Loads the file and every member of it, if it is an archive. What cannot be read row by row is set aside in
 * raw.rejects with its row, column, value and reason.
 *
 * @throws SlaError when it cannot be read at all, or when a row is set aside and its source says `on_reject: stop`.
 */
export async function loadFile(
  warehouse: Warehouse,
  file: ExportFile,
  source: Source,
  context: LoadContext,
): Promise<LoadedFile[]> {
  mkdirSync(context.folder, { recursive: true, mode: 0o700 });
  // The one transaction of the file begins with the first row that it writes: until then, only temporary tables are made,
  // and those of a transaction would be read by one thread alone.
  let isWriting = false;
  const nextLoadId = async (): Promise<number> => {
    const loadId = await context.nextLoadId();
    if (!isWriting) await warehouse.run('begin transaction');
    isWriting = true;
    return loadId;
  };
  try {
    const loaded: LoadedFile[] = [];
    for (const input of await inputsOf(file, context.folder))
      loaded.push(...(await loadInput(warehouse, file, input, source, { ...context, nextLoadId })));
    if (isWriting) await warehouse.run('commit');
    return loaded;
  } catch (error) {
    if (isWriting) await warehouse.run('rollback').catch(() => undefined);
    throw error;
  } finally {
    await warehouse.run(
      'drop view if exists records; drop table if exists record_rows; drop table if exists direct_rows; drop table if exists mapped',
    );
    rmSync(context.folder, { recursive: true, force: true });
  }
}

async function loadInput(
  warehouse: Warehouse,
  file: ExportFile,
  input: Input,
  source: Source,
  context: LoadContext,
): Promise<LoadedFile[]> {
  const [first] = source.tables;
  if (source.isGeneric && first?.table.name === 'uptime_samples' && input.path === file.path) {
    const fold = foldContext(context);
    const fast = (await takeFolded(warehouse, file, fold)) ?? (await foldSamples(warehouse, file, source, fold));
    if (fast) {
      const loadId = await fold.loadId();
      return [await recordLoad(warehouse, { file, input, source, context, loadId, table: 'uptime_samples', ...fast })];
    }
  }
  const loaded: LoadedFile[] = [];
  for (const part of partsOf(source)) loaded.push(...(await loadPart(warehouse, file, input, part, context)));
  return loaded;
}

/** The source, once for each place in the file where tables find their records: issues, and the journals within them. */
function partsOf(source: Source): Source[] {
  const places = [...new Set(source.tables.map(({ records }) => records))];
  if (places.length === 1 && places[0] === null) return [source];
  return places.map((records) => {
    const tables = source.tables.filter((table) => table.records === records);
    if (records === null) return { ...source, tables };
    const { dedupe, row_caps, ...reading } = source.reading;
    return { ...source, tables, reading: { ...reading, records } };
  });
}

/** Loads the tables that find their records in one place of the file. */
async function loadPart(
  warehouse: Warehouse,
  file: ExportFile,
  input: Input,
  source: Source,
  context: LoadContext,
): Promise<LoadedFile[]> {
  const fields = new FieldSet();
  const plans = source.tables.map((table) => planTable(table, fields, source.zone, source.isGeneric));
  const dedupe = source.reading.dedupe?.key.map((from) => fields.column(from));
  const records = await readRecords(warehouse, input, source, fields, context.folder);
  // Lists within records may be empty throughout: no column is missing where there is no row.
  const isEmptyList =
    records.count === 0 && records.rejects.length === 0 && (records.kind === 'json' || records.kind === 'xml');
  if (records.header.length > 0 && !isEmptyList)
    requireColumns(input.file, source, plans, records.present, records.header);
  const notices = await openRecords(warehouse, records, fields, source, dedupe ?? null, plans, file);
  const loaded: LoadedFile[] = [];
  const folds = new Map<string, FoldContext>();
  for (const plan of plans) {
    const { name } = plan.source.table;
    const isFirstOfTable = !folds.has(name);
    const fold = folds.get(name) ?? foldContext(context);
    folds.set(name, fold);
    const result = await loadTable(warehouse, plan, records, source, fold, { ...input, bytes: file.bytes });
    const loadId = await fold.loadId();
    if (loaded.length === 0) {
      await addRejects(warehouse, loadId, records.rejects);
      result.notices.unshift(...notices);
    }
    const isSound = source.isGeneric && name !== 'uptime_samples' && records.rejects.length === 0;
    const rejected = isSound ? 0 : await rejectedCount(warehouse, loadId);
    if (source.stopOnReject && rejected > 0) await stop(warehouse, loadId, input, source);
    if (isFirstOfTable)
      loaded.push(
        await recordLoad(warehouse, {
          file,
          input,
          source,
          context,
          loadId,
          table: name,
          rows: result.rows,
          rejected,
          columns: records.header,
          notices: result.notices,
        }),
      );
    else await extendLoad(warehouse, loaded.find(({ table }) => table === name)!, loadId, result, rejected);
  }
  return loaded;
}

/** The number of a load is taken when it is first needed: that is when the load begins to write. */
function foldContext({ nextLoadId, gaps, loadedAt }: LoadContext): FoldContext {
  let taken: Promise<number> | undefined;
  return {
    gaps,
    loadedAt,
    loadId: () => {
      taken ??= nextLoadId();
      return taken;
    },
  };
}

interface TableResult {
  rows: number;
  notices: Notice[];
}

async function loadTable(
  warehouse: Warehouse,
  plan: TablePlan,
  records: Records,
  source: Source,
  fold: FoldContext,
  input: Input & { bytes: number },
): Promise<TableResult> {
  const { table } = plan.source;
  const notices = await countNotices(warehouse, plan, source.isGeneric ? records.header : []);
  if (table.name === 'uptime_samples')
    return { rows: await foldRecords(warehouse, plan, fold, input, notices), notices };
  const isStored = source.isGeneric && records.isStored;
  if (!isStored) await warehouse.run(`create or replace temp table mapped as ${plan.map}`);
  const loadId = await fold.loadId();
  // Generic rows have no faults here: staging casts them.
  if (!source.isGeneric)
    await warehouse.run(
      `insert into raw.rejects select ${loadId}, _row, fault.column_name, left(fault.value, 200), fault.reason
       from (select _row, unnest(faults) as fault from mapped where len(faults) > 0)`,
    );
  const columns = [...plan.source.columns.keys()];
  if ((plan.source.states || plan.source.changes) && !columns.includes('event')) columns.push('event');
  if ((plan.source.states || plan.source.changes) && !columns.includes('value')) columns.push('value');
  const names = columns.map(identifier).join(', ');
  const mapped = isStored ? `with mapped as (${plan.map}) ` : '';
  const order = source.isGeneric ? '' : ' order by _row';
  await warehouse.run(
    `insert into raw.${table.name} (${names}, _load, _row) ${mapped}select ${names}, ${loadId}, _row from (${plan.rows})${order}`,
  );
  for (const sql of plan.verdicts) {
    await warehouse.run(
      `insert into raw.vendor_verdicts (ticket_id, measure, verdict, value, _row, _load) with sound as (select * from mapped where len(faults) = 0) select *, ${loadId} from (${sql})`,
    );
  }
  if (table.name === 'uptime_states') notices.push(...(await addEvidence(warehouse, loadId, plan, source)));
  const { n } = await warehouse.row<{ n: number }>(
    `select count(*) as n from raw.${table.name} where _load = ${loadId}`,
  );
  return { rows: n, notices };
}

/** The records as temp view `records`: without the texts that mean nothing, without repeated rows. */
async function openRecords(
  warehouse: Warehouse,
  records: Records,
  fields: FieldSet,
  source: Source,
  dedupe: string[] | null,
  plans: TablePlan[],
  file: ExportFile,
): Promise<Notice[]> {
  const { nulls = [], row_caps = [] } = source.reading;
  const notices: Notice[] = records.notices.map((message) => ({ kind: 'reading', message }));
  const nullList = [...new Set([...emptyCells, ...nulls])]
    .filter((token) => token !== '')
    .map(quote)
    .join(', ');
  const cleaned = fields.requests.map((_, index) => {
    return `case when f${index} not in (${nullList}) then f${index} end as f${index}`;
  });
  // Generic rows are read once, samples are folded; a mapping looks at its records several times.
  const isReadOnce = source.isGeneric || plans.every(({ source: { table } }) => table.name === 'uptime_samples');
  const needsTable = dedupe !== null || !(isReadOnce || records.isStored);
  const cleanedSql = `select ${['_row', ...cleaned].join(', ')} from ${records.sql}`;
  try {
    if (needsTable) await warehouse.run(`create or replace temp table record_rows as ${cleanedSql}`);
    await warehouse.run(
      `create or replace temp view records as ${needsTable ? 'select * from record_rows' : cleanedSql}`,
    );
  } catch (error) {
    throw unreadable(
      file.file,
      `The file cannot be read: ${(error instanceof Error ? error.message : String(error)).split('\n')[0]}`,
      'Export it again (it may have been cut off), or name its format in sources.yaml.',
    );
  }
  const n = records.count ?? (await warehouse.row<{ n: number }>('select count(*) as n from records')).n;
  const capped = records.counted ?? n;
  if (row_caps.includes(capped))
    notices.push({
      kind: 'row-cap',
      message: `exactly ${capped} rows: the system may have cut the export off; export a shorter period`,
      row_count: capped,
    });
  if (dedupe) {
    const which = source.reading.dedupe?.keep === 'first' ? 'asc' : 'desc';
    await warehouse.run(
      `create or replace temp table record_rows as select * from record_rows qualify row_number() over (partition by ${dedupe.join(', ')} order by _row ${which}) = 1`,
    );
    const { left } = await warehouse.row<{ left: number }>('select count(*) as "left" from records');
    const key = source.reading.dedupe!.key.map((from) => [from].flat()[0]).join(', ');
    if (left < n)
      notices.push({
        kind: 'duplicate',
        message: `${n - left} rows repeat ${key}: the ${which === 'asc' ? 'first' : 'last'} of each counts`,
        row_count: n - left,
      });
  }
  return notices;
}

/**
 * A file that is called like a generic table and holds something else: `maintenance.get.json` is an answer of Zabbix. Its name
 * was a coincidence, so it is a file without an entry.
 */
export class ForeignColumns extends Error {
  readonly columns: string;

  constructor(file: string, header: readonly string[]) {
    super(`${file} is no generic export`);
    this.columns = header
      .slice(0, 5)
      .map((name) => name.slice(0, 40))
      .join(', ');
  }
}

/** Half of the columns, at least: then one that is missing is a slip of the pen, and an error. */
function fitsTable(header: readonly string[], known: readonly string[]): boolean {
  const names = header.map((name) => name.normalize('NFKC').trim().toLowerCase()).filter((name) => name !== '');
  return names.filter((name) => known.includes(name)).length * 2 >= names.length;
}

function requireColumns(
  file: string,
  source: Source,
  plans: TablePlan[],
  present: Set<string>,
  header: string[],
): void {
  const missing = plans.flatMap(({ needs, source: { table, columns } }) => {
    const unmapped = table.required.filter((name) => !columns.has(name) && name !== 'event');
    return [
      ...[...needs]
        .filter(([, key]) => !present.has(key))
        .map(
          ([name, key]) =>
            [
              name,
              key
                .split('\u0000')
                .map((alias) => `"${alias}"`)
                .join(' or '),
            ] as const,
        ),
      ...unmapped.map((name) => [name, `"${name}"`] as const),
    ];
  });
  if (missing.length === 0) return;
  if (source.isGeneric && !fitsTable(header, source.tables[0]!.table.columns)) throw new ForeignColumns(file, header);
  const shown = header.map((name) => (name.length > 60 ? `${name.slice(0, 57)}...` : name));
  const found = shown
    .map((name) => name || '(without a name)')
    .slice(0, 60)
    .join(', ');
  const [column, names] = missing[0]!;
  throw new SlaError({
    what: `The export lacks the column ${[...new Set(missing.map(([, wanted]) => wanted))].join(', ')} (found: ${found || 'none'}).`,
    where: file,
    fix: source.isGeneric
      ? `A ${source.name} export needs ${source.tables[0]!.table.required.join(', ')}. Add the column to the export, or map it in sources.yaml: { files: "${file}", table: ${source.name}, columns: { ${column}: ${shown.find((name) => name !== '') ?? 'Number'} } }. "sla load --explain FILE" proposes a mapping.`
      : `${source.name} takes ${column} from ${names}. Add it to the export, or name the column it has in sources.yaml: columns: { ${column}: ${quoteYaml(shown[0] ?? 'Number')} }`,
    state: 'Nothing was loaded.',
  });
}

interface LoadRow {
  file: ExportFile;
  input: Input;
  source: Source;
  context: LoadContext;
  loadId: number;
  table: string;
  rows: number;
  rejected: number;
  columns: string[];
  notices: Notice[];
}

/** Whether an export of tickets has a column of responses, be it empty; null for other tables. */
function tellsResponses({ tables }: Source, name: string, header: readonly string[]): boolean | null {
  if (name !== 'tickets') return null;
  return tables
    .filter(({ table }) => table.name === name)
    .some(({ columns }) => {
      const rule = columns.get('responded_at');
      if (!rule) return false;
      const fields = rule.from === undefined ? [] : [rule.from].flat();
      const isThere = (field: string) => header.includes(field) || header.includes(field.split('.')[0]!);
      return (
        header.length === 0 || fields.length === 0 || fields.map((field) => field.trim().toLowerCase()).some(isThere)
      );
    });
}

async function recordLoad(
  warehouse: Warehouse,
  { file, input, source, context, loadId, table, rows, rejected, columns, notices }: LoadRow,
): Promise<LoadedFile> {
  const member = input.file.startsWith(`${file.file}#`) ? input.file.slice(file.file.length + 1) : null;
  const names = columns.map((name) => name.trim().toLowerCase());
  const values = [loadId, file.file, file.sha256, table, source.zone, rows, rejected, file.bytes]
    .map(literal)
    .join(', ');
  const evidence = [...(await evidenceOf(warehouse, loadId, table, source)), tellsResponses(source, table, names)];
  const kept = names.length > 0 ? `[${names.map(quote).join(', ')}]` : '[]';
  await warehouse.run(
    `insert into raw.loads values (${values}, ${kept}::varchar[], 0, ${literal(table === 'uptime_samples' ? context.gaps.key : null)}, ${quote(context.loadedAt)},
       ${literal(source.isGeneric ? null : source.name)}, ${quote(source.key)}, ${literal(member)}, ${evidence.map(literal).join(', ')})`,
  );
  await addNotices(warehouse, loadId, notices);
  return { file: input.file, table, rows, rejected, notices: notices.map(({ message }) => message) };
}

/** A second mapping of one source that fills the same table. */
async function extendLoad(
  warehouse: Warehouse,
  loaded: LoadedFile,
  loadId: number,
  { rows, notices }: TableResult,
  rejected: number,
): Promise<void> {
  await warehouse.run(
    `update raw.loads set row_count = ${rows}, rejected_count = ${rejected} where load_id = ${loadId}`,
  );
  await addNotices(warehouse, loadId, notices);
  Object.assign(loaded, { rows, rejected, notices: [...loaded.notices, ...notices.map(({ message }) => message)] });
}

async function addRejects(warehouse: Warehouse, loadId: number, rejects: Records['rejects']): Promise<void> {
  for (let start = 0; start < rejects.length; start += 1000) {
    const rows = rejects
      .slice(start, start + 1000)
      .map(({ row, column, value, reason }) => `(${[loadId, row, column, value, reason].map(literal).join(', ')})`);
    await warehouse.run(`insert into raw.rejects values ${rows.join(', ')}`);
  }
}

async function rejectedCount(warehouse: Warehouse, loadId: number): Promise<number> {
  const { n } = await warehouse.row<{ n: number }>(
    `select count(distinct _row) as n from raw.rejects where _load = ${loadId}`,
  );
  return n;
}

async function stop(warehouse: Warehouse, loadId: number, input: Input, source: Source): Promise<never> {
  const rows = await warehouse.rows<{ row: number; column: string | null; value: string | null; reason: string }>(
    `select _row as "row", column_name as "column", value, reason from raw.rejects where _load = ${loadId} order by _row limit 20`,
  );
  throw new SlaError(
    rows.map(
      ({ row, column, value, reason }): Problem => ({
        what: `${value === null ? 'A value' : `"${value}"`}${column ? ` in column ${column}` : ''}: ${reason}.`,
        where: `${input.file}, row ${row}`,
        fix: `Correct the row in the export, or its format in ${source.where ?? 'sources.yaml'}; on_reject: keep-rest would load the other rows.`,
        state: 'Nothing of this file was loaded; the warehouse is as it was.',
      }),
    ),
  );
}

function csvOptionsOf({ reading }: Source) {
  const { encoding, delimiter, header_row } = reading;
  return {
    ...(encoding ? { encoding } : {}),
    ...(delimiter ? { delimiter } : {}),
    ...(header_row ? { headerRow: header_row } : {}),
  };
}

function quoteYaml(name: string): string {
  return /^[\p{L}\p{N}_ ]+$/u.test(name) ? name : JSON.stringify(name);
}
