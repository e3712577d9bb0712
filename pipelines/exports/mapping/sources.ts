/**
 * Decides how each exported file is read: by an entry of sources.yaml, else by a generic table's name.
 */
import { basename } from 'node:path';
import { problemAt, readYamlFile, suggest, validate, type YamlFile } from '../../contract/yamlFile.ts';
import { type Problem, SlaError } from '../../errors.ts';
import { genericTableOf } from '../genericTables.ts';
import { compileDateFormat } from './dateFormat.ts';
import { mappableTable } from './mappableTables.ts';
import { presetNames, readPreset } from './presets.ts';
import { genericSource, resolveSource, ruleOf } from './resolveSource.ts';
import type { Source } from './Source.ts';
import { type ColumnRule, type Preset, type SourceEntry, sourcesSchema, type TableMapping } from './schema.ts';

/** The source of a file (path below the workspace), or null when nothing explains it. */
export type SourceFinder = (file: string) => Source | null;

/** Reads sources.yaml. A missing file means that every export is generic. @throws SlaError when it is wrong. */
export function readSources(workspace: string): SourceFinder {
  const file = readYamlFile(workspace, 'sources.yaml');
  const known = file ? knownSources(file) : [];
  return (path) => {
    const found = known.find(({ pattern }) => pattern.test(path));
    if (found?.source) return found.source;
    const table = genericTableOf(basename(path));
    if (!table) return null;
    return found ? resolveSource({ ...found.entry, table: table.name }, null, found.where) : genericSource(table, null);
  };
}

interface KnownSource {
  pattern: RegExp;
  /** Null: the entry names neither format nor table, so that the file's name must say the table. */
  source: Source | null;
  entry: SourceEntry;
  where: string;
}

function knownSources(file: YamlFile): KnownSource[] {
  const { value, problems } = validate(file, sourcesSchema);
  if (value === null) throw stopped(problems);
  const { sources } = value;
  const wrong = sources.flatMap((entry, index) => checkEntry(file, entry, index));
  if (wrong.length > 0) throw stopped(wrong);
  return sources.map((entry, index) => {
    const saysHow = entry.format !== undefined || entry.table !== undefined || entry.tables !== undefined;
    const where = `sources.yaml, line ${file.lineOf(['sources', index])}`;
    const source = saysHow
      ? resolveSource(entry, entry.format === undefined ? null : readPreset(entry.format), where)
      : null;
    return { pattern: globToRegExp(entry.files), source, entry, where };
  });
}

function stopped(problems: Problem[]): SlaError {
  return new SlaError(problems.map((problem) => ({ ...problem, state: 'Nothing was loaded.' })));
}

/** What the schema cannot say: presets that exist, columns that the table has, and clocks whose zone somebody named. */
function checkEntry(file: YamlFile, entry: SourceEntry, index: number): Problem[] {
  const at = ['sources', index];
  const left = openPath(entry, []);
  if (left !== null)
    return [
      problemAt(
        file,
        [...at, ...left],
        'A "?" stands here: what only you can know is still missing.',
        'Replace it; "sla load --explain FILE" says what each "?" of a proposal asks for.',
      ),
    ];
  if (entry.format !== undefined && readPreset(entry.format) === null) {
    const names = presetNames();
    return [
      problemAt(
        file,
        [...at, 'format'],
        `There is no preset "${entry.format}".${suggest(entry.format, names)}`,
        `Known presets: ${names.join(', ')}. Or map the columns: table: tickets, columns: { ticket_id: No., opened_at: { from: Opened, zone: Asia/Tokyo } }`,
      ),
    ];
  }
  if (entry.columns !== undefined && entry.table === undefined && entry.format === undefined) {
    return [
      problemAt(file, at, 'The columns are mapped, but not to which table.', 'Name it, for example: table: tickets'),
    ];
  }
  const preset = entry.format === undefined ? null : readPreset(entry.format);
  const tables: { mapping: TableMapping; path: (string | number)[] }[] = (entry.tables ?? []).map((mapping, place) => ({
    mapping,
    path: [...at, 'tables', place],
  }));
  if (entry.columns && entry.table) tables.push({ mapping: { table: entry.table, columns: entry.columns }, path: at });
  const wrong = [
    ...tables.flatMap(({ mapping, path }) => checkColumns(file, mapping, path, entry)),
    ...(preset && entry.table === undefined ? homelessColumns(file, entry, preset, at) : []),
  ];
  if (wrong.length > 0 || !preset) return wrong;
  const clock = presetClock(resolveSource(entry, preset, ''));
  return clock === null
    ? []
    : [
        problemAt(
          file,
          at,
          `The format ${entry.format} writes ${clock} as a wall clock, and nothing says in which time zone.`,
          'Add the zone of the person who exported it, for example: zone: Asia/Tokyo',
        ),
      ];
}

/** Columns beside a format that none of its tables has: they would change nothing. */
function homelessColumns(file: YamlFile, entry: SourceEntry, preset: Preset, at: (string | number)[]): Problem[] {
  const filled = [...new Set((preset.tables ?? []).map(({ table }) => table))];
  const known = [...new Set(filled.flatMap((table) => mappableTable(table).columns))];
  return Object.keys(entry.columns ?? {})
    .filter((name) => !known.includes(name))
    .map((name) =>
      problemAt(
        file,
        [...at, 'columns', name],
        `The format ${entry.format} fills ${filled.join(' and ')}, which has no column "${name}".${suggest(name, known)}`,
        `Columns: ${known.join(', ')}`,
      ),
    );
}

/** Where a proposal was not filled in. A list may hold a "?" (nulls: ["?"]), and so may the keys of a map. */
function openPath(value: unknown, path: (string | number)[]): (string | number)[] | null {
  if (value === '?') return path;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = openPath(inner, [...path, key]);
    if (found !== null) return found;
  }
  return null;
}

/** The first column of a source whose wall clock hangs nowhere. */
function presetClock({ tables, zone }: Source): string | null {
  for (const { table, columns } of tables) {
    for (const [name, rule] of columns) if (table.instants.includes(name) && lacksZone(rule, zone)) return name;
  }
  return null;
}

function checkColumns(
  file: YamlFile,
  { table, columns }: TableMapping,
  path: (string | number)[],
  entry: SourceEntry,
): Problem[] {
  const { columns: known, instants } = mappableTable(table);
  return Object.entries(columns).flatMap(([name, written]) => {
    const at = [...path, 'columns', name];
    if (!known.includes(name))
      return [
        problemAt(
          file,
          at,
          `The table ${table} has no column "${name}".${suggest(name, known)}`,
          `Its columns: ${known.join(', ')}`,
        ),
      ];
    const rule = ruleOf(written!);
    if (rule.from === undefined && rule.join === undefined && rule.value === undefined)
      return [
        problemAt(
          file,
          at,
          `Nothing says where ${name} comes from.`,
          `For example: ${name}: { from: Number } or ${name}: { value: incident }`,
        ),
      ];
    return instants.includes(name) && lacksZone(rule, entry.zone ?? null)
      ? [
          problemAt(
            file,
            at,
            `The clock of ${name} has no time zone.`,
            'Add the zone in which the export was written, for example: zone: Asia/Tokyo',
          ),
        ]
      : [];
  });
}

/** A format without an offset or a zone reads a wall clock, as a workbook does; without a zone that is no instant. */
function lacksZone(rule: ColumnRule, zone: string | null): boolean {
  if (rule.zone !== undefined || zone !== null) return false;
  if (rule.epoch === 'excel' || rule.epoch === 'excel-1904') return true;
  return [rule.format ?? []].flat().some((format) => {
    const compiled = compileDateFormat(format);
    return compiled !== null && !compiled.hasOffset && !compiled.hasZone;
  });
}

/** `exports/**\/redmine*.csv`: `*` within a folder, `**` across folders. */
function globToRegExp(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  const source = escaped.replace(/\*\*\/?|\*|\?/g, (token) =>
    token === '**' ? '.*' : token === '**/' ? '(?:.*/)?' : token === '*' ? '[^/]*' : '[^/]',
  );
  return new RegExp(`^${source}$`);
}
