/** Proposes how to map a table that no preset knows: its columns by their names, their forms by their values. */
import { fold } from '../read/csvRecords.ts';
import { meaningInside, severityWords, statusWords, typeWords, wordMeaning } from '../words.ts';
import { joinRule, overMidnight } from './dateAndTime.ts';
import { type DateLook, dateFormatsOf, decidedByOthers, saysUtc } from './explainDates.ts';
import type { TableMatch } from './matchTable.ts';
import { objectPattern } from './objectCells.ts';
import type { Draft } from './propose.ts';
import { stateOf } from './stateWords.ts';
import { valuesOf } from './valuesOf.ts';
import { open } from './yamlText.ts';

/** What of the agreement a proposal can lean on; null outside a workspace. */
export interface Agreement {
  services: string[];
  /** Names that people give its services, with the id of each: an export may use either. */
  names?: ReadonlyMap<string, string>;
  severities: string[];
  /** Id of the first site, for services to be written. */
  site: string;
}

/** @param said keys that the look found out about the file itself: encoding */
export function proposeTable(
  files: string,
  match: TableMatch,
  said: Record<string, unknown>,
  agreement: Agreement | null,
): Draft {
  const { table, look } = match;
  const draft: Draft = {
    files,
    keys: { table: table.name, ...said, ...look.keys },
    columns: {},
    comments: {},
    unsure: [],
  };
  if (look.isOutOfReach) {
    draft.keys['header_row'] = open;
    draft.unsure.push(
      'header_row: there is no header; write one as the first line of the file, with a name for each column',
    );
  }
  const nulls = new Set<string>();
  let needsZone = false;
  const dates = () => look.header.map((header) => dateFormatsOf(valuesOf(look, header).values));
  for (const column of table.columns) {
    const header = match.columns.get(column);
    if (header === undefined) continue;
    const { values, nulls: empty } = valuesOf(look, header);
    for (const text of empty) if (table.instants.includes(column)) nulls.add(text);
    if (table.instants.includes(column))
      needsZone = addInstant(draft, match, column, header, values, dates) || needsZone;
    else addText(draft, match, column, header, values, agreement);
    if (!look.isExact && look.header.filter((other) => fold(other) === fold(header)).length > 1)
      addRepeatedHeader(draft, header);
  }
  if (nulls.size > 0) draft.keys['nulls'] = [...nulls];
  if (needsZone) {
    draft.keys['zone'] = open;
    draft.unsure.push(
      'zone: no value says its offset from UTC; write the zone of whoever exported the file, for example Asia/Tokyo',
    );
  }
  addOverMidnight(draft, match);
  addMissing(draft, match);
  addRepeatedTickets(draft, match);
  for (const { column, header, value } of match.misfits.filter(({ column: name }) => !(name in draft.columns)))
    draft.unsure.push(`"${header}" is called like ${column}, but holds "${value.slice(0, 40)}": it was left out`);
  return draft;
}

/** @returns whether the column's clock hangs in no zone. */
function addInstant(
  draft: Draft,
  { look: { joins } }: TableMatch,
  column: string,
  header: string,
  values: string[],
  dates: () => readonly DateLook[],
): boolean {
  const look = decidedByOthers(dateFormatsOf(values), dates);
  const join = joins?.get(header);
  if (values.length === 0) {
    draft.columns[column] = header;
    draft.comments[column] = 'empty in this file';
    return false;
  }
  if (join) {
    draft.columns[column] = joinRule(join, look, open);
    draft.comments[column] = `${values[0]}: a date and its time, read as one`;
  } else if (look.isIso) draft.columns[column] = header;
  else if (look.epoch) draft.columns[column] = { from: header, epoch: look.epoch };
  else {
    const format = look.isSure ? look.candidates[0]! : open;
    const isUtc = [format].flat().every(saysUtc);
    draft.columns[column] = { from: header, format, ...(isUtc ? { zone: 'UTC' } : {}) };
  }
  if (look.epoch === 'excel')
    draft.comments[column] =
      `${values[0]} is ${serialDay(values[0]!)}; in a workbook that counts from 1904 write excel-1904`;
  if (!look.isSure) draft.unsure.push(`${column}: ${look.why}`);
  return !look.hasOffset;
}

/** The wall clock of a number of days as a workbook counts them. */
function serialDay(serial: string): string {
  const text = new Date(Math.round((Number(serial) - 25_569) * 86_400) * 1000).toISOString().slice(0, 19);
  return serial.includes('.') ? text.replace('T', ' ') : text.slice(0, 10);
}

/** An end whose time is earlier than that of its beginning, by one date for both, is on the next day. */
function addOverMidnight(draft: Draft, { table, columns, look }: TableMatch): void {
  const [first, ...later] = table.instants.filter((column) => columns.has(column));
  for (const column of later) {
    const found = overMidnight(look, columns.get(first!)!, columns.get(column)!);
    if (found === null) continue;
    draft.columns[column] = open;
    draft.unsure.push(
      `${column}: "${found}" ends on the next day, and one date stands for both: give the end a column with its own date`,
    );
  }
}

function addText(
  draft: Draft,
  { table, look }: TableMatch,
  column: string,
  header: string,
  values: string[],
  agreement: Agreement | null,
): void {
  const inside = objectPattern(column, values);
  const counts = countsOf(
    inside === null ? values : values.map((value) => new RegExp(inside, 'u').exec(value)?.[1] ?? value),
  );
  draft.columns[column] = header;
  if (column === 'state' && table.name.startsWith('uptime_')) {
    const isPlain = [...counts.keys()].every((value) => ['up', 'down', 'unknown'].includes(value));
    if (!isPlain) draft.columns[column] = { from: header, map: mapOf(counts, stateOf) };
    const unclear = [...counts.keys()].filter((value) => stateOf(value) === null);
    if (unclear.length > 0) draft.unsure.push(`state: whether ${quoted(unclear)} is up, down or unknown`);
    draft.comments[column] = countText(counts);
  } else if (column === 'severity' && table.name === 'tickets') {
    addSeverity(draft, header, counts, agreement);
  } else if (column === 'type' && table.name === 'tickets') addType(draft, header, counts);
  else if (column === 'status' && table.name === 'tickets') addStatus(draft, header, counts);
  else if (column === 'service_id') addCombinedServices(draft, header, counts, look.rows.length);
  if (inside === null) return;
  const rule = draft.columns[column];
  draft.columns[column] = { ...(typeof rule === 'string' ? { from: rule } : (rule as object)), pattern: inside };
}

/** A severity is the contract's where it says so, whatever its case; else a person knows which of its own each is. */
function addSeverity(draft: Draft, header: string, counts: Map<string, number>, agreement: Agreement | null): void {
  const names = new Set(
    (agreement?.severities ?? ['critical', 'high', 'medium', 'low']).map((name) => name.toLowerCase()),
  );
  const isKnown = (value: string): boolean => {
    const meaning = wordMeaning(severityWords, value);
    return names.has(value.normalize('NFKC').trim().toLowerCase()) || (meaning !== null && names.has(meaning));
  };
  const unclear = [...counts.keys()].filter((value) => !isKnown(value));
  if (unclear.length > 0) {
    draft.columns['severity'] = { from: header, map: openMap(unclear) };
    draft.unsure.push(
      `severity: which severity of the contract (${[...names].join(', ')}) ${quoted(unclear)} is; other values may follow in later files`,
    );
  }
  draft.comments['severity'] = countText(counts);
}

function addType(draft: Draft, header: string, counts: Map<string, number>): void {
  const unknown = [...counts.keys()].filter((value) => wordMeaning(typeWords, value) === null);
  const unclear = unknown.filter((value) => meaningInside(typeWords, value) === null);
  if (unknown.length > 0) {
    const map = unknown.slice(0, 50).map((value) => [value, meaningInside(typeWords, value) ?? open]);
    draft.columns['type'] = { from: header, map: Object.fromEntries(map) };
  }
  if (unclear.length > 0) {
    draft.unsure.push(
      `type: whether ${quoted(unclear)} is an incident, a request, a problem or a change: only incidents have promises`,
    );
  }
  draft.comments['type'] = countText(counts);
}

/** A status that says nothing known is kept as it is written; what it means decides whether a ticket stands open. */
function addStatus(draft: Draft, header: string, counts: Map<string, number>): void {
  const unclear = [...counts.keys()].filter((value) => wordMeaning(statusWords, value) === null);
  if (unclear.length > 0) {
    draft.columns['status'] = { from: header, map: openMap(unclear) };
    draft.unsure.push(`status: whether ${quoted(unclear)} is open, waiting, resolved, closed or cancelled`);
  }
  draft.comments['status'] = countText(counts);
}

function openMap(values: readonly string[]): Record<string, string> {
  return Object.fromEntries(values.slice(0, 50).map((value) => [value, open]));
}

/** "erp-01 crm-01" where both stand alone elsewhere: one row cannot be two services. */
function addCombinedServices(draft: Draft, header: string, counts: Map<string, number>, rows: number): void {
  const combined = [...counts.keys()].filter((value) => {
    const parts = value.split(/[\s,;/、・\n]+/).filter((part) => part !== '');
    return (
      parts.length > 1 &&
      (parts.every((part) => counts.has(part)) ||
        /[,;、\n]/.test(value) ||
        parts.every((part) => /^[\w]+-\d+$/.test(part)))
    );
  });
  if (combined.length === 0 || rows === 0) return;
  draft.columns['service_id'] = {
    from: header,
    map: Object.fromEntries(combined.slice(0, 20).map((value) => [value, open])),
  };
  draft.unsure.push(
    `service_id: ${quoted(combined)} names several services in one cell; a row is of one: choose, or export a row for each`,
  );
}

function addRepeatedHeader(draft: Draft, header: string): void {
  if ('duplicate_headers' in draft.keys) return;
  draft.keys['duplicate_headers'] = open;
  draft.unsure.push(`duplicate_headers: "${header}" stands several times in the header: first, last or join`);
}

/** What a row needs and no column says. */
function addMissing(draft: Draft, { table, columns, look }: TableMatch): void {
  const dates = look.header.filter(
    (header) =>
      ![...columns.values()].includes(header) &&
      dateFormatsOf(valuesOf(look, header).values.slice(0, 50)).candidates.length > 0,
  );
  for (const column of table.required.filter((name) => !columns.has(name))) {
    if (column === 'service_id') continue;
    if (column === 'state') {
      draft.columns[column] = { value: open };
      draft.unsure.push(
        'state: whether these spans are outages (down); planned work is table: maintenance, with starts_at and ends_at',
      );
    } else {
      draft.columns[column] = open;
      draft.unsure.push(
        `${column}: no column of the export looks like it${table.instants.includes(column) && dates.length > 0 ? `; columns with dates: ${dates.slice(0, 8).join(', ')}` : ''}`,
      );
    }
  }
  if (table.name === 'uptime_states' && columns.has('ended_at'))
    draft.unsure.push(
      'covers: if this is a list of outages, name the span that it covers: covers: { from: 2026-10-01T00:00:00+09:00 }, and beside table: otherwise: up',
    );
  if (table.columns.includes('service_id') && !columns.has('service_id')) {
    draft.columns['service_id'] = { value: open };
    draft.unsure.push('service_id: no column names the service; write the id of the one that this file is about');
  }
  if (table.name === 'tickets' && !columns.has('severity')) {
    draft.columns['severity'] = { value: open };
    draft.unsure.push('severity: no column says it; name the column, or the one severity of all these tickets');
  }
}

/** Rows that share an id: versions where they say when, else one of them has to count. */
function addRepeatedTickets(draft: Draft, { table, columns, look }: TableMatch): void {
  const header = columns.get('ticket_id');
  if (table.name !== 'tickets' || header === undefined || columns.has('updated_at')) return;
  const { values } = valuesOf(look, header);
  const counts = countsOf(values);
  const repeated = [...counts].filter(([, n]) => n > 1);
  if (repeated.length === 0) return;
  const service = columns.get('service_id');
  if (service !== undefined && isUniqueWith(look, service, header)) {
    // Numbers that each project or repository counts for itself.
    draft.columns['ticket_id'] = { join: [service, header] };
    draft.comments['ticket_id'] = `${header} alone stands for ${repeated.length} numbers of several`;
    return;
  }
  const [id, most] = repeated.reduce((best, other) => (other[1] > best[1] ? other : best));
  draft.keys['dedupe'] = { key: [header], keep: open };
  draft.unsure.push(
    `dedupe: ${repeated.length} tickets stand in several rows (${id} in ${most})${differing(look, header, id)}: whether the last or the first of them counts`,
  );
}

/** Whether two columns together name each row once. */
function isUniqueWith({ header, rows }: TableMatch['look'], first: string, second: string): boolean {
  const [a, b] = [header.indexOf(first), header.indexOf(second)];
  const pairs = rows.map((row) => `${(row[a] ?? '').trim()}\0${(row[b] ?? '').trim()}`);
  return new Set(pairs).size === pairs.length;
}

function differing({ header, rows }: TableMatch['look'], idHeader: string, id: string): string {
  const place = header.indexOf(idHeader);
  const of = rows.filter((row) => (row[place] ?? '').trim() === id);
  const columns = header.filter((_, index) => new Set(of.map((row) => row[index] ?? '')).size > 1);
  return columns.length > 0 ? `, which differ in ${columns.slice(0, 5).join(', ')}` : ' with the same cells';
}

function mapOf(counts: Map<string, number>, meaning: (value: string) => string | null): Record<string, string> {
  return Object.fromEntries([...counts.keys()].slice(0, 50).map((value) => [value, meaning(value) ?? open]));
}

/** Values with their counts, the most frequent first. */
export function countsOf(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return new Map([...counts].sort((a, b) => b[1] - a[1]));
}

export function countText(counts: ReadonlyMap<string, number>): string {
  const shown = [...counts].slice(0, 12).map(([value, n]) => `${value.slice(0, 30).replaceAll(/[\r\n#]+/g, ' ')} ${n}`);
  return counts.size > 12 ? `${shown.join(', ')}, and ${counts.size - 12} more` : shown.join(', ');
}

function quoted(values: readonly string[]): string {
  const shown = values.slice(0, 8).map((value) => `"${value.slice(0, 40)}"`);
  return values.length > 8 ? `${shown.join(', ')} and ${values.length - 8} more` : shown.join(', ');
}
