/** Looks at an exported file and proposes its entry in sources.yaml, with everything that a look cannot tell. */
import { basename } from 'node:path';
import { genericTableOf } from '../genericTables.ts';
import { presetNames, readPreset } from '../mapping/presets.ts';
import { resolveSource } from '../mapping/resolveSource.ts';
import type { Preset } from '../mapping/schema.ts';
import { fold, peekCsv } from '../read/csvRecords.ts';
import { headText, type Input, openBytes } from '../read/openBytes.ts';
import { fileKindOf } from '../read/readRecords.ts';
import { cellText, sheetRows } from '../read/tableRecords.ts';
import { knownColumns } from './explainColumns.ts';
import { dateFormatsOf } from './explainDates.ts';

export interface Explanation {
  file: string;
  /** What the file is: kind, encoding, delimiter, columns. */
  found: string[];
  /** The preset that fits, or null. */
  preset: string | null;
  /** Lines of YAML for the list `sources:`; a "?" stands where only a person can know. */
  entry: string[];
  /** What a look cannot tell, and what depends on it. */
  unsure: string[];
}

interface Look {
  kind: string;
  encoding: string | null;
  delimiter: string | null;
  header: string[];
  rows: string[][];
  head: string;
}

/**
 * @param path of the file
 * @param file as sources.yaml should name it, below the workspace: `exports/2026-10/issues.csv`
 * @throws SlaError when the file cannot be read at all.
 */
export async function explainFile(path: string, file = `exports/${basename(path)}`): Promise<Explanation> {
  const look = await lookAt({ path, file });
  const found = describeLook(look);
  const generic = genericTableOf(basename(file));
  const columns = look.header.map(fold);
  if (generic?.required.every((name) => columns.includes(name))) {
    return {
      file,
      found,
      preset: null,
      entry: [],
      unsure: [
        `It is a generic ${generic.name} export and needs no entry, if its instants say their offset; else: { files: "${file}", zone: Asia/Tokyo }`,
      ],
    };
  }
  const preset = bestPreset(look);
  return preset ? explainPreset(file, look, found, preset) : explainTable(file, look, found);
}

/** The explanation as people read it: what was found, the entry to paste, and what to make sure of. */
export function renderExplanation({ file, found, preset, entry, unsure }: Explanation): string {
  const lines = [file, ...found.map((line) => `  ${line}`), ''];
  if (preset) lines.push(`It looks like the preset "${preset}": ${readPreset(preset)!.about.export}.`, '');
  if (entry.length > 0)
    lines.push('For sources.yaml, under "sources:" (replace every "?"):', '', ...entry.map((line) => `  ${line}`), '');
  if (unsure.length > 0) lines.push('Make sure of:', ...unsure.map((line) => `  - ${line}`));
  return `${lines.join('\n').trimEnd()}\n`;
}

async function lookAt(input: Input): Promise<Look> {
  const kind = fileKindOf(input);
  const none = { kind, encoding: null, delimiter: null, header: [], rows: [] };
  if (kind === 'xlsx') {
    const [header = [], ...rows] = (await sheetRows(input, null))
      .slice(0, 200)
      .map((cells) => cells.map((cell) => cellText(cell).trim()));
    return { ...none, header, rows, head: '' };
  }
  if (kind === 'sqlite') return { ...none, head: 'SQLite format 3' };
  if (kind === 'parquet') return { ...none, head: '' };
  const { encoding } = await openBytes(input);
  const head = headText(input, encoding);
  if (kind !== 'csv') return { ...none, encoding, head };
  const { header, rows, delimiter } = peekCsv(input, { encoding });
  return { kind, encoding, delimiter, header, rows, head };
}

function describeLook({ kind, encoding, delimiter, header }: Look): string[] {
  const details = [kind, encoding, delimiter ? `delimiter ${JSON.stringify(delimiter)}` : null]
    .filter(Boolean)
    .join(', ');
  return header.length > 0 ? [details, `columns: ${header.join(', ')}`] : [details];
}

/** The preset whose marks are all there; of several, the one with most marks. */
function bestPreset({ header, head }: Look): string | null {
  const columns = new Set(header.map(fold));
  const scored = presetNames().map((name) => {
    const { recognise, tables } = readPreset(name)!;
    const marks = recognise?.header ?? [];
    const aliases = (mark: string): string[] => aliasesOf(tables, mark);
    const hasMarks = marks.length > 0 && marks.every((mark) => aliases(mark).some((alias) => columns.has(fold(alias))));
    const hasContent = recognise?.content !== undefined && new RegExp(recognise.content, 'um').test(head);
    return { name, score: hasMarks ? marks.length : hasContent ? 1 : 0 };
  });
  const [best] = scored.sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1));
  return best && best.score > 0 ? best.name : null;
}

/** Names under which the preset reads the same column: a Japanese export has Japanese marks. */
function aliasesOf(tables: Preset['tables'], mark: string): string[] {
  for (const { columns } of tables ?? []) {
    for (const rule of Object.values(columns)) {
      const from = typeof rule === 'string' || Array.isArray(rule) ? rule : rule?.from;
      const names = [from ?? []].flat();
      if (names.includes(mark)) return names;
    }
  }
  return [mark];
}

function explainPreset(file: string, look: Look, found: string[], name: string): Explanation {
  const preset = readPreset(name)!;
  const source = resolveSource({ files: file, format: name }, preset, '');
  const entry = [`- files: ${JSON.stringify(patternOf(file))}`, `  format: ${name}`];
  const unsure = [...(preset.about.gaps ?? [])];
  if (look.encoding === 'cp932') entry.push('  encoding: cp932');
  const instants = source.tables.flatMap(({ table, columns }) =>
    [...columns]
      .filter(([column, rule]) => table.instants.includes(column) && rule.epoch === undefined)
      .map(([, rule]) => rule),
  );
  const values = instants.flatMap((rule) => valuesOf(look, [rule.from ?? []].flat()));
  const formats = dateFormatsOf(values);
  const wanted = [...new Set(instants.flatMap((rule) => [rule.format ?? []].flat()))];
  if (values.length > 0 && wanted.length > 0 && !formats.candidates.some((format) => wanted.includes(format))) {
    entry.push(`  date_format: ${formats.isSure ? quoteYaml(formats.candidates[0]!) : '"?"'}`);
    unsure.push(formats.why);
  }
  const needsZone =
    source.zone === null &&
    instants.some((rule) => rule.zone === undefined) &&
    !(values.length > 0 && formats.hasOffset) &&
    (values.length > 0 || wanted.length > 0);
  if (needsZone) {
    entry.push('  zone: "?"');
    unsure.push(
      `the time zone of ${values[0] ? `"${values[0]}"` : 'its instants'}: that of whoever exported the file, for example Asia/Tokyo`,
    );
  }
  if (instants.length > 0)
    unsure.push(
      'services: the names of the export that are services of the contract, for example: services: { "ERP (prod)": sap }',
    );
  return { file, found, preset: name, entry, unsure };
}

/** A list of tickets that no preset knows: its columns by their names, its dates by their looks. */
function explainTable(file: string, look: Look, found: string[]): Explanation {
  if (look.header.length === 0) {
    return {
      file,
      found,
      preset: null,
      entry: [],
      unsure: [
        `No preset fits. Presets: ${presetNames().join(', ')}. A JSON export can be mapped with records: and columns:`,
      ],
    };
  }
  const columns: string[] = [];
  const unsure: string[] = [
    'the table: tickets is assumed',
    ...(look.encoding === 'cp932' ? ['the encoding: it is no UTF-8, and CP932 decodes it'] : []),
  ];
  let needsZone = false;
  for (const { column, names, isInstant, isValue } of knownColumns) {
    const header = look.header.find((name) => names.some((known) => known.test(name.normalize('NFKC').trim())));
    if (header === undefined) continue;
    const values = valuesOf(look, [header]);
    if (isInstant) {
      const formats = dateFormatsOf(values);
      const format = formats.candidates.length === 0 || !formats.isSure ? '"?"' : quoteYaml(formats.candidates[0]!);
      columns.push(
        formats.isIso
          ? `    ${column}: ${quoteYaml(header)}`
          : `    ${column}: { from: ${quoteYaml(header)}, format: ${format} }`,
      );
      if (!formats.isSure) unsure.push(`${column}: ${formats.why}`);
      needsZone ||= !formats.hasOffset;
    } else if (isValue) {
      const distinct = [...new Set(values)].slice(0, 12);
      columns.push(
        `    ${column}: { from: ${quoteYaml(header)}, map: { ${distinct.map((value) => `${quoteYaml(value)}: "?"`).join(', ')} } }`,
      );
      unsure.push(`${column}: which severity of the contract each value is; other values may follow further down`);
    } else columns.push(`    ${column}: ${quoteYaml(header)}`);
  }
  for (const column of ['ticket_id', 'opened_at']) {
    if (!columns.some((line) => line.startsWith(`    ${column}:`))) {
      columns.push(`    ${column}: "?"`);
      unsure.push(`${column}: no column of the export looks like it`);
    }
  }
  if (needsZone) unsure.push('the time zone: no value says its offset from UTC');
  const entry = [
    `- files: ${JSON.stringify(patternOf(file))}`,
    '  table: tickets',
    ...(look.encoding === 'cp932' ? ['  encoding: cp932'] : []),
    ...(needsZone ? ['  zone: "?"'] : []),
    '  columns:',
    ...columns,
  ];
  return { file, found, preset: null, entry, unsure };
}

function valuesOf({ header, rows }: Look, names: string[]): string[] {
  const place = names
    .map((name) => header.findIndex((other) => fold(other) === fold(name)))
    .find((index) => index >= 0);
  return place === undefined
    ? []
    : rows.map((row) => row[place] ?? '').filter((value) => value !== '' && value !== '?' && value !== '-');
}

/** The file's name with its numbers left open, so that next month's file is read as well. */
function patternOf(file: string): string {
  return `exports/**/${basename(file)
    .replaceAll(/\d+/g, '*')
    .replaceAll(/\*[-_.]\*([-_.]\*)*/g, '*')}`;
}

function quoteYaml(text: string): string {
  return /^[\p{L}_][\p{L}\p{N}_ /().-]*$/u.test(text) && !/^(true|false|null|yes|no|on|off)$/i.test(text)
    ? text
    : JSON.stringify(text);
}
