/**
 * The SQL models as files: what each is for, its grain, and the order in which they must be built.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { wordMacros } from '../exports/words.ts';
import { packageRoot } from '../packageRoot.ts';
import { quote, type Warehouse } from './Warehouse.ts';

export type Layer = 'staging' | 'intermediate' | 'marts' | 'checks';

export interface Model {
  layer: Layer;
  name: string;
  /** `marts.fct_service_availability` */
  qualifiedName: string;
  file: string;
  sql: string;
  /** First comment line: what the model is for, or what a check claims. */
  purpose: string;
  /** Columns that identify a row, from `-- grain:`. */
  grain: string[];
  /** `-- as: view`: computed where it is read. For what one model reads once, writing it down would only cost. */
  isView: boolean;
  /** What a check that finds rows means: the data needs attention (error), look at it (warn), or nothing to do (note). */
  severity: 'error' | 'warn' | 'note';
  /** How to mend what a check found; what that is stands in templates/words/, by the check's name. */
  fix: string | null;
  /** What each column of a mart says, from the block `-- columns:` at its end. */
  columns: ModelColumn[];
  /** Qualified names that the model reads. */
  reads: string[];
}

/** A column as its model describes it: `--   verdict? (met, missed): On which side of the target; null without one.` */
export interface ModelColumn {
  name: string;
  /** `?`: null where the text says so. */
  isNullable: boolean;
  /** Whole numbers that may be beyond what JavaScript's are exact for: `(big)`. */
  isBig: boolean;
  /** The only values that it takes; empty where they are not listed. */
  values: string[];
  text: string;
}

const layers: Layer[] = ['staging', 'intermediate', 'marts', 'checks'];
/** What a layer may read; `checks` may read everything. */
export const mayRead: Record<Layer, string[]> = {
  staging: ['raw', 'run', 'contract', 'calendar', 'staging'],
  intermediate: ['run', 'contract', 'calendar', 'staging', 'intermediate'],
  marts: ['run', 'contract', 'calendar', 'staging', 'intermediate', 'marts'],
  checks: ['raw', 'run', 'contract', 'calendar', 'staging', 'intermediate', 'marts'],
};

/** A model before it is known what it reads. */
export type ModelFile = Omit<Model, 'reads'>;

/** Reads every model of `sql/`, in the order in which they can be built (checks last). */
export async function readModels(warehouse: Warehouse, folder = join(packageRoot(), 'sql')): Promise<Model[]> {
  return await orderModels(warehouse, readModelFiles(folder));
}

/** The files alone, by layer and name. */
export function readModelFiles(folder = join(packageRoot(), 'sql')): ModelFile[] {
  return layers.flatMap((layer) => readLayer(folder, layer));
}

/** Puts models in the order in which they can be built (checks last). */
export async function orderModels(warehouse: Warehouse, files: ModelFile[]): Promise<Model[]> {
  const reads = await Promise.all(files.map((model) => tablesRead(warehouse, model)));
  return inBuildOrder(files.map((model, index) => ({ ...model, reads: reads[index]! })));
}

/** The shared formulas that models call, and the words of ticket systems as formulas. */
export function readMacros(folder = join(packageRoot(), 'sql')): string {
  return `${readFileSync(join(folder, 'macros.sql'), 'utf8')}\n${wordMacros()}`;
}

/** Creates the shared formulas, unless the warehouse holds these very ones. */
export async function installMacros(warehouse: Warehouse): Promise<void> {
  const macros = readMacros();
  const version = createHash('sha256').update(macros).digest('hex');
  const found = await warehouse.rows<{ version: string }>('select macros_version() as version').catch(() => []);
  if (found[0]?.version === version) return;
  await warehouse.run(macros);
  await warehouse.run(`create or replace macro macros_version() as ${quote(version)}`);
}

function readLayer(folder: string, layer: Layer): ModelFile[] {
  return readdirSync(join(folder, layer))
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => parseModel(layer, file, readFileSync(join(folder, layer, file), 'utf8')));
}

function parseModel(layer: Layer, file: string, sql: string): ModelFile {
  const name = file.replace(/\.sql$/, '');
  const purpose = /^-- (.+)$/m.exec(sql)?.[1];
  if (!purpose) throw new Error(`sql/${layer}/${file} must open with a comment that says what it is for`);
  refuseUnknownHeaders(`sql/${layer}/${file}`, layer, sql);
  const grain = /^-- grain: (.+)$/m.exec(sql)?.[1];
  if (!grain && layer !== 'checks') throw new Error(`sql/${layer}/${file} has no "-- grain:" line`);
  return {
    layer,
    name,
    qualifiedName: `${layer}.${name}`,
    file: `sql/${layer}/${file}`,
    sql: sql.trim().replace(/;$/, ''),
    purpose,
    grain: grain ? grain.split(',').map((column) => column.trim()) : [],
    isView: /^-- as: view$/m.test(sql),
    severity: (/^-- severity: (error|warn|note)$/m.exec(sql)?.[1] ?? 'error') as Model['severity'],
    fix: /^-- fix: (.+)$/m.exec(sql)?.[1] ?? null,
    columns: parseColumns(`sql/${layer}/${file}`, layer, sql),
  };
}

/** @throws for a block of another model than a mart, and for a line of it that says nothing of a column. */
function parseColumns(file: string, layer: Layer, sql: string): ModelColumn[] {
  const [, block] = sql.split(/^-- columns:\n/m);
  if (block === undefined) return [];
  if (layer !== 'marts') throw new Error(`${file}: only marts describe their columns`);
  return block
    .trim()
    .split('\n')
    .map((line) => {
      const [, name, nullable, listed = '', text] = /^-- {3}(\w+)(\?)?(?: \(([^)]+)\))?: (.+\.)$/.exec(line) ?? [];
      if (!name || !text)
        throw new Error(`${file}: "${line}" does not describe a column as "--   name: What it says."`);
      const isBig = listed === 'big';
      const values = isBig || listed === '' ? [] : listed.split(', ').map((value) => (value === "''" ? '' : value));
      return { name, isNullable: nullable === '?', isBig, values, text };
    });
}

/** What each header may say; a misspelt one would be a comment, and its model or check another than was meant. */
const headers: Record<string, { of: 'models' | 'checks'; value: RegExp }> = {
  grain: { of: 'models', value: /^\w+(, \w+)*$/ },
  as: { of: 'models', value: /^view$/ },
  severity: { of: 'checks', value: /^(error|warn|note)$/ },
  'found-en': { of: 'checks', value: /./ },
  'found-ja': { of: 'checks', value: /./ },
  fix: { of: 'checks', value: /./ },
};

/** @throws for `-- word: value` among the headers (the lines behind the first) with a word or a value that there is not. */
function refuseUnknownHeaders(file: string, layer: Layer, sql: string): void {
  const [, ...lines] = sql.split('\n');
  for (const line of lines) {
    const [, word, value] = /^-- ([A-Za-z-]+): *(.*)$/.exec(line) ?? [];
    const header = word === undefined ? undefined : headers[word];
    if (word === undefined) return;
    if (!header) throw new Error(`${file}: "-- ${word}:" is no header; there are ${Object.keys(headers).join(', ')}`);
    if (!header.value.test(value!)) throw new Error(`${file}: "-- ${word}:" cannot be "${value}"`);
    if ((header.of === 'checks') !== (layer === 'checks'))
      throw new Error(`${file}: "-- ${word}:" belongs to ${header.of}`);
  }
}

/** Asks DuckDB's own parser which tables a model reads; it also proves that the file is exactly one select. */
async function tablesRead(warehouse: Warehouse, model: ModelFile): Promise<string[]> {
  const { tree } = await warehouse.row<{ tree: string }>(`select json_serialize_sql(${quote(model.sql)}) as tree`);
  const parsed = JSON.parse(tree) as { error: boolean; error_message?: string; statements?: unknown[] };
  if (parsed.error || parsed.statements?.length !== 1) {
    throw new Error(`${model.file} is not exactly one select: ${parsed.error_message ?? 'several statements'}`);
  }
  const found = new Set<string>();
  collectTables(parsed.statements[0], found);
  return [...found].sort();
}

function collectTables(node: unknown, found: Set<string>): void {
  if (node === null || typeof node !== 'object') return;
  const entry = node as Record<string, unknown>;
  if (entry['type'] === 'BASE_TABLE' && entry['schema_name']) {
    found.add(`${entry['schema_name'] as string}.${entry['table_name'] as string}`);
  }
  for (const child of Object.values(entry)) collectTables(child, found);
}

function inBuildOrder(models: Model[]): Model[] {
  const byName = new Map(models.map((model) => [model.qualifiedName, model]));
  const ordered: Model[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (model: Model, path: string[]): void => {
    if (state.get(model.qualifiedName) === 'done') return;
    if (state.get(model.qualifiedName) === 'open') {
      throw new Error(`models read each other in a circle: ${[...path, model.qualifiedName].join(' -> ')}`);
    }
    state.set(model.qualifiedName, 'open');
    for (const name of model.reads) {
      const read = byName.get(name);
      if (read) visit(read, [...path, model.qualifiedName]);
      else if (layers.includes(name.split('.')[0] as Layer))
        throw new Error(`${model.file} reads ${name}, which no file makes`);
    }
    state.set(model.qualifiedName, 'done');
    ordered.push(model);
  };
  for (const model of models) visit(model, []);
  return [...ordered.filter(({ layer }) => layer !== 'checks'), ...ordered.filter(({ layer }) => layer === 'checks')];
}
