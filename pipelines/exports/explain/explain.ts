/**
 * Looks at an exported file and proposes its entry in sources.yaml: what the entry says without a "?" was tried on the file
 * and loads, row for row; what a look cannot tell is a "?" with the reason.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type NewService, newServices } from '../../contract/newServices.ts';
import { genericTableOf } from '../genericTables.ts';
import { presetNames, readPreset } from '../mapping/presets.ts';
import { fold } from '../read/csvRecords.ts';
import { type Look, lookAt } from './look.ts';
import { bestMatch, type TableMatch } from './matchTable.ts';
import { type Draft, entryLines, openPlaces, trialDraft } from './propose.ts';
import { fittingPresets, proposePreset } from './proposePreset.ts';
import { type Agreement, countsOf, countText, proposeTable } from './proposeTable.ts';
import { type Trial, tryEntry } from './trial.ts';
import { open } from './yamlText.ts';

export interface Explanation {
  file: string;
  /** What the file is: kind, encoding, delimiter, columns. */
  found: string[];
  /** The preset that fits, or null. */
  preset: string | null;
  /** Lines of YAML for the list `sources:`; a "?" stands where only a person can know. */
  entry: string[];
  /** Services that the export names and the contract lacks. */
  services: NewService[];
  /** What a look cannot tell, and what depends on it. */
  unsure: string[];
  /** What the entry made of the file when it was tried; null where nothing could be. */
  tried: Trial | null;
}

/**
 * @param path of the file
 * @param file as sources.yaml should name it, below the workspace: `exports/2026-10/issues.csv`
 * @throws SlaError when the file cannot be read at all.
 */
export async function explainFile(
  path: string,
  file = `exports/${basename(path)}`,
  agreement: Agreement | null = null,
): Promise<Explanation> {
  const folder = mkdtempSync(join(tmpdir(), 'sla-look-'));
  try {
    const look = await lookAt({ path, file }, folder);
    const explanation = await explainLook(file, look, agreement);
    return { ...explanation, found: [...describeLook(look), ...explanation.found] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function explainLook(file: string, look: Look, agreement: Agreement | null): Promise<Explanation> {
  const none: Explanation = { file, found: [], preset: null, entry: [], services: [], unsure: [], tried: null };
  if (look.kind === 'xls' || look.kind === 'html')
    return {
      ...none,
      unsure: [
        `${look.kind === 'xls' ? 'An .xls of old Excel' : 'A web page or XML that only calls itself a workbook'} is not read: open it in Excel or LibreOffice, save it as .xlsx (Excel workbook) or as CSV UTF-8, and explain that file`,
      ],
    };
  if (look.unpack) {
    const { unpack, ...rest } = look;
    const inner = await explainLook(`exports/${basename(unpack.member)}`, rest, agreement);
    const why = `the archive: it holds other files too (${unpack.others.slice(0, 5).join(', ')}), and an entry reads all of its files alike. Unpack it, put ${unpack.member} into exports/ and take the archive out; the entry is for that file`;
    return { ...inner, file, unsure: [why, ...inner.unsure] };
  }
  const generic = genericTableOf(basename(file));
  const columns = new Set((look.tables[0]?.header ?? []).map(fold));
  if (generic?.required.every((name) => columns.has(name))) {
    return await explainGeneric(file, look, generic.name, agreement, none);
  }
  const said =
    look.encoding !== null && !['utf-8', 'utf-16le', 'utf-16be'].includes(look.encoding)
      ? { encoding: look.encoding }
      : {};
  const failures: string[] = [];
  for (const name of fittingPresets(look)) {
    for (const draft of presetDrafts(file, look, name, said)) {
      const tried = await refined(look, draft, agreement);
      if (tried.tried?.error === null) return { ...none, ...tried, preset: name };
      failures.push(`it has marks of the preset ${name}, which cannot read it: ${tried.tried?.error}`);
    }
  }
  const match = bestMatch(look.tables, basename(file));
  if (!match) return { ...none, unsure: [...failures.slice(0, 1), noTable(look)] };
  const { draft, ...rest } = await explainMatch(file, look, match, said, agreement);
  return { ...none, ...rest, unsure: [...failures.slice(0, 1), ...rest.unsure] };
}

/** An export in the product's own columns needs no entry, unless its instants or the names of its services do. */
async function explainGeneric(
  file: string,
  look: Look,
  table: string,
  agreement: Agreement | null,
  none: Explanation,
): Promise<Explanation> {
  const draft: Draft = { files: patternOf(file), keys: {}, columns: {}, comments: {}, unsure: [] };
  const tried = await attempt(look, { ...draft, keys: { table } }, [], []);
  const { fresh } = tried && tried.error === null ? nameServices(draft, tried, agreement) : { fresh: [] };
  const zoneless = tried?.rejects.find(({ reason }) => /zone|offset/i.test(reason));
  if (zoneless) draft.keys = { zone: open, ...draft.keys };
  const why = `It is a generic ${table} export and needs no entry, if its instants say their offset; else: { files: "${file}", zone: Asia/Tokyo }`;
  const entry = Object.keys(draft.keys).length > 0 ? entryLines(draft) : [];
  const asked = zoneless
    ? [
        `zone: "${zoneless.value}" says no offset from UTC; write the zone of whoever exported the file, for example Asia/Tokyo`,
      ]
    : [why];
  return { ...none, entry, services: fresh, unsure: asked, tried };
}

/** The preset as it is, and, where its records lie deeper in a JSON than this file's, one level up. */
function presetDrafts(file: string, look: Look, name: string, said: Record<string, unknown>): Draft[] {
  const draft = proposePreset(patternOf(file), look, name, said);
  if (look.kind === 'text' && draft.keys['zone'] === undefined && /BEGIN:VCALENDAR/.test(look.head)) {
    const why = 'zone: times of this calendar that name none: that of whoever keeps it, for example Asia/Tokyo';
    return [draft, { ...draft, keys: { ...draft.keys, zone: open }, unsure: [...draft.unsure, why] }];
  }
  const records = readPreset(name)!.records;
  if (!records || look.kind !== 'json') return [draft];
  const outer = records.slice(0, records.indexOf('[]'));
  const bare = outer === '' ? null : records.slice(outer.length);
  return bare ? [draft, { ...draft, keys: { ...draft.keys, records: bare } }] : [draft];
}

async function explainMatch(
  file: string,
  look: Look,
  match: TableMatch,
  said: Record<string, unknown>,
  agreement: Agreement | null,
) {
  const draft = proposeTable(patternOf(file), match, said, agreement);
  if (
    !match.isWhole ||
    (match.table.name === 'tickets' && !['ticket_id', 'opened_at'].every((name) => match.columns.has(name)))
  )
    draft.unsure.unshift(`the table: ${match.table.name} is assumed, since most of its columns are there`);
  const found = look.tables.length > 1 ? [`of these, ${match.look.name || 'the first'} was taken`] : [];
  return { found: [...found, ...match.look.remarks], draft, ...(await refined(look, draft, agreement, match)) };
}

interface Refined {
  entry: string[];
  services: NewService[];
  unsure: string[];
  tried: Trial | null;
}

/** Tries the draft, names services by what came out, opens what did not load, and tries once more. */
async function refined(look: Look, draft: Draft, agreement: Agreement | null, match?: TableMatch): Promise<Refined> {
  const required = match?.table.required ?? [];
  const first = await attempt(look, draft, required, agreement?.services ?? []);
  if (first === null || first.error !== null) {
    if (first?.error && match) openAll(draft, `as it stands it does not load: ${first.error}`);
    return { entry: entryLines(draft), services: [], unsure: draft.unsure, tried: first };
  }
  const { fresh, ids } = nameServices(draft, first, agreement);
  openRejected(draft, first);
  if (match) openMissingRows(draft, first, match);
  // Samples of services that nobody knows are not read: now that they have ids, they are.
  const isAgain = first.notices.some(({ kind }) => kind === 'unknown-service');
  const second = isAgain ? await attempt(look, draft, required, [...(agreement?.services ?? []), ...ids]) : first;
  if (second !== null && second.error === null) {
    openRejected(draft, second);
    if (match) openMissingRows(draft, second, match);
  }
  return { entry: entryLines(draft), services: fresh, unsure: draft.unsure, tried: second };
}

async function attempt(
  look: Look,
  draft: Draft,
  required: readonly string[],
  services: string[],
): Promise<Trial | null> {
  const closed = trialDraft(draft, required);
  return closed && (await tryEntry(look.input, entryLines(closed), [...services, 'unnamed']));
}

/** Maps names that are no ids, and writes the services that the contract lacks. */
function nameServices(
  draft: Draft,
  { services }: Trial,
  agreement: Agreement | null,
): { fresh: NewService[]; ids: string[] } {
  const known = agreement?.services ?? [];
  const named = services.filter(({ name }) => name !== '*' && name !== 'unnamed');
  const called = [...(agreement?.names ?? [])].map(([name, id]): [string, string] => [fold(name), id]);
  const same = new Map([...called, ...known.map((id): [string, string] => [fold(id), id])]);
  const fresh = newServices(
    named.filter(({ name }) => !same.has(fold(name))).map(({ name }) => name),
    known,
    agreement?.site ?? 'tokyo',
  );
  const idOf = new Map([
    ...named.flatMap(({ name }): [string, string][] => (same.has(fold(name)) ? [[name, same.get(fold(name))!]] : [])),
    ...fresh.map(({ name, id }): [string, string] => [name, id]),
  ]);
  const renamed = [...idOf].filter(([name, id]) => name !== id);
  if (renamed.length > 0) {
    draft.keys['services'] = Object.fromEntries(renamed);
    draft.comments['services'] = named
      .slice(0, 12)
      .map(({ name, n }) => `${name.slice(0, 30).replaceAll(/[\r\n#]+/g, ' ')} ${n}`)
      .join(', ');
  }
  return { fresh, ids: [...idOf.values()] };
}

/** Cells that the entry cannot read make a "?" of their column; rows of another kind, of what happens to them. */
function openRejected(draft: Draft, { rejects }: Trial): void {
  const byColumn = new Map<string, Trial['rejects']>();
  for (const reject of rejects)
    byColumn.set(reject.column ?? '', [...(byColumn.get(reject.column ?? '') ?? []), reject]);
  const rows = new Set(rejects.map(({ row }) => row)).size;
  const [first] = rejects;
  // While the form of its dates is open, nothing can be said of the rows.
  if (!first || draft.keys['on_reject'] === open || draft.keys['date_format'] === open) return;
  for (const [column, found] of byColumn) {
    const rule = draft.columns[column];
    if (column === '' || rule === undefined || rule === open) continue;
    const { row, value, reason } = found[0]!;
    draft.unsure.push(`${column}: row ${row}, ${value === null ? '' : `"${value.slice(0, 40)}" `}${reason}`);
  }
  draft.keys['on_reject'] = open;
  draft.unsure.push(
    `on_reject: ${rows} rows cannot be read as they stand, the first in row ${first.row}: ${first.value === null ? '' : `"${first.value.slice(0, 60)}" `}${first.reason}. Correct the export, or write keep-rest to go without them`,
  );
}

/** Rows that the look saw and the trial neither read nor named. */
function openMissingRows(draft: Draft, { rows, rejects, notices }: Trial, { look, table }: TableMatch): void {
  if (draft.keys['on_reject'] === open) return;
  const read = rows[table.name] ?? 0;
  const named = notices
    .filter(({ kind }) => kind === 'left-out' || kind === 'duplicate' || kind === 'unknown-service')
    .reduce((sum, { n }) => sum + (n ?? 0), 0);
  const aside = new Set(rejects.map(({ row }) => row)).size;
  if (read + named + aside === look.rows.length || (look.rows.length >= 20_000 && read > 0)) return;
  draft.keys['on_reject'] = open;
  draft.unsure.push(`on_reject: ${look.rows.length} rows were seen, and ${read} would be read`);
}

function openAll(draft: Draft, why: string): void {
  draft.keys['on_reject'] = open;
  draft.unsure.push(`on_reject: ${why}`);
}

function noTable(look: Look): string {
  if (look.kind === 'sqlite')
    return `Name the table with query: select ... from ...; the database holds ${look.tables.map(({ name, header }) => `${name} (${header.join(', ')})`).join('; ') || 'no table'}`;
  if (look.kind === 'text')
    return `No preset fits this log. Read its lines with a pattern whose groups are the columns, for example: lines: '^(?<at>\\S+ \\S+) (?<host>\\S+) (?<state>UP|DOWN)$'. Presets: ${presetNames().join(', ')}`;
  return `No column has a name that is known here. Map it with table: and columns:${look.kind === 'json' || look.kind === 'xml' ? ', and records: for the list' : ''}. Presets: ${presetNames().join(', ')}`;
}

/** The explanation as people read it: what was found, the entry to paste, and what to make sure of. */
export function renderExplanation({ file, found, preset, entry, services, unsure, tried }: Explanation): string {
  const lines = [file, ...found.map((line) => `  ${line}`), ''];
  if (preset) lines.push(`It looks like the preset "${preset}": ${readPreset(preset)!.about.export}.`, '');
  const places = openPlaces(entry);
  if (entry.length > 0) {
    lines.push(
      places > 0
        ? `For sources.yaml, under "sources:" (replace every "?", ${places} of them):`
        : 'For sources.yaml, under "sources:":',
      '',
    );
    lines.push(...entry.map((line) => `  ${line}`), '');
    if (places === 0 && tried?.error === null)
      lines.push(
        `Tried on this file: ${Object.entries(tried.rows)
          .map(([table, n]) => `${n} rows of ${table}`)
          .join(', ')}.`,
        '',
      );
  }
  if (services.length > 0)
    lines.push(
      'For contract.yaml, under "services:" (say what each is; those that are not promised stay out):',
      '',
      ...services.map(({ line }) => `  ${line}`),
      '',
    );
  if (unsure.length > 0) lines.push('Make sure of:', ...unsure.map((line) => `  - ${line}`));
  return `${lines.join('\n').trimEnd()}\n`;
}

function describeLook({ kind, encoding, delimiter, tables, remarks, head }: Look): string[] {
  const details = [kind, encoding, delimiter ? `delimiter ${JSON.stringify(delimiter)}` : null]
    .filter(Boolean)
    .join(', ');
  const columns = tables
    .filter(({ header }) => header.length > 0)
    .slice(0, 20)
    .map(
      ({ name, header, rows }) =>
        `${name ? `${name}, ${rows.length}${rows.length >= 20_000 ? ' or more' : ''} rows, columns: ` : 'columns: '}${header
          .map((text) => text || '(without a name)')
          .slice(0, 60)
          .join(', ')}`,
    );
  return [details, ...remarks, ...columns, ...categoriesOf(head)];
}

/** The file's name with its numbers left open, so that next month's file is read as well. */
export function patternOf(file: string): string {
  return `exports/**/${basename(file)
    .replaceAll(/\d+/g, '*')
    .replaceAll(/\*[-_.]\*([-_.]\*)*/g, '*')}`;
}

/** What the events of a calendar call themselves: an outage among them is no planned maintenance. */
function categoriesOf(head: string): string[] {
  if (!head.startsWith('BEGIN:VCALENDAR')) return [];
  const counts = countsOf([...head.matchAll(/^CATEGORIES[^:\r\n]*:(.*)$/gm)].map(([, text]) => text!.trim()));
  return counts.size > 0 ? [`categories: ${countText(counts)}`] : ['its events have no categories'];
}
