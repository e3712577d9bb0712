/** Which generic table the records are, and which header is which of its columns: by the names, then by the values. */
import { type GenericTable, genericTables } from '../genericTables.ts';
import { statusWords, wordMeaning } from '../words.ts';
import { nameMatch, nameRank } from './columnNames.ts';
import { joinTimes } from './dateAndTime.ts';
import { looksLikeDate } from './explainDates.ts';
import type { LookTable } from './LookTable.ts';
import { stateOf } from './stateWords.ts';
import { valuesOf } from './valuesOf.ts';

export interface TableMatch {
  table: GenericTable;
  look: LookTable;
  /** Header of each column that was found. */
  columns: Map<string, string>;
  /** Headers that bear the name of a column and whose values are of another kind. */
  misfits: { column: string; header: string; value: string }[];
  score: number;
  /** Whether every column is there without which a row means nothing. */
  isWhole: boolean;
}

/** The best match over all tables that a look found, or null where no column of any has a known name. */
export function bestMatch(tables: readonly LookTable[], fileName: string): TableMatch | null {
  const matches = tables
    .filter(({ header }) => header.length > 0)
    .map(joinTimes)
    .flatMap((look) => genericTables.map((table) => matchTable(table, look, fileName)));
  const [best] = matches
    // One name in common is no likeness, unless the row needs no more.
    .filter(
      ({ columns, isWhole, table }) => isWhole || columns.size > 1 || table.required.every((name) => columns.has(name)),
    )
    .filter(({ columns }) => columns.size > 0)
    .sort((a, b) => Number(b.isWhole) - Number(a.isWhole) || b.score - a.score);
  return best ?? null;
}

function matchTable(table: GenericTable, look: LookTable, fileName: string): TableMatch {
  const columns = new Map<string, string>();
  const misfits: TableMatch['misfits'] = [];
  const taken = new Set<string>();
  let score = 0;
  const pairs = table.columns
    .flatMap((column) =>
      look.header.map((header) => ({ column, header, match: nameMatch(table.name, column, header) })),
    )
    .filter(({ match, header }) => match > 0 && header !== '')
    .map((pair) => ({
      ...pair,
      rank: nameRank(table.name, pair.column, pair.header) + (pair.header.startsWith('../') ? 0.5 : 0),
    }))
    .sort(
      (a, b) =>
        b.match - a.match || table.columns.indexOf(a.column) - table.columns.indexOf(b.column) || a.rank - b.rank,
    );
  for (const { column, header, match } of pairs) {
    if (columns.has(column) || taken.has(header)) continue;
    const { values } = valuesOf(look, header);
    const misfit = misfitOf(table, column, values);
    if (misfit !== null) {
      misfits.push({ column, header, value: misfit });
      continue;
    }
    columns.set(column, header);
    taken.add(header);
    score += match + (table.required.includes(column) ? 1 : 0);
  }
  if (look.keys['lines'] !== undefined && look.remarks.some((remark) => remark.includes('no header')))
    byValues(table, look, columns);
  return {
    table,
    look,
    columns,
    misfits,
    score: score + hintScore(table, look, fileName),
    isWhole: isWhole(table, columns),
  };
}

/** A constant can stand in for the service; the state of a list of outages is always down; a window needs no id to be one. */
function isWhole({ name, required }: GenericTable, columns: ReadonlyMap<string, string>): boolean {
  const constant =
    name === 'uptime_states' ? ['service_id', 'state'] : name === 'capacity' ? [] : ['service_id', 'window_id'];
  if (name === 'uptime_states' && !columns.has('state') && !columns.has('ended_at')) return false;
  if (name === 'maintenance' && !columns.has('ends_at')) return false;
  return required.every((column) => columns.has(column) || (constant.includes(column) && column !== 'checked_at'));
}

/** A value that cannot be what the column holds, or null. Empty columns are what their name says. */
function misfitOf(table: GenericTable, column: string, values: readonly string[]): string | null {
  const some = values.slice(0, 100);
  if (some.length === 0) return null;
  if (table.instants.includes(column)) {
    const isInstant = (value: string): boolean =>
      looksLikeDate(value) ||
      /^\d{10}(\d{3}|\d{6}|\d{9})?$|^[2-6]\d{4}(\.\d+)?$|\d{1,4}.*\d.*[:年/.-].*\d|\d.*時/.test(value);
    return some.filter(isInstant).length * 2 >= some.length ? null : some.find((value) => !isInstant(value))!;
  }
  const isState = column === 'state' && (table.name === 'uptime_samples' || table.name === 'uptime_states');
  if (isState && some.filter((value) => stateOf(value) !== null).length * 2 < some.length)
    return some.find((value) => stateOf(value) === null)!;
  // Up and down are states of a service, not of a ticket.
  const isTicketStatus = column === 'status' && table.name === 'tickets';
  if (isTicketStatus && some.every((value) => stateOf(value) !== null && wordMeaning(statusWords, value) === null))
    return some[0]!;
  if (column === 'latency_ms' && some.some((value) => !/^\d+([.,]\d+)?$/.test(value)))
    return some.find((value) => !/^\d+([.,]\d+)?$/.test(value))!;
  return null;
}

/** What the file calls itself, and words that only one kind of table has. */
function hintScore(table: GenericTable, { header, name }: LookTable, fileName: string): number {
  const text = `${fileName} ${name} ${header.join(' ')}`.toLowerCase();
  if (table.name === 'maintenance') return /maint|メンテ|保守|作業|window|planned|予定|計画/.test(text) ? 3 : -5;
  if (table.name === 'uptime_states') return /outage|downtime|\bdown|障害|停止|復旧/.test(text) ? 2 : 0;
  if (table.name === 'tickets')
    return /priority|severity|優先|重要度|件名|subject|ticket|incident|summary/.test(text) ? 2 : 0;
  return 0;
}

/** Without a header: the one column of dates, the one of states, the one with the fewest other texts. */
function byValues(table: GenericTable, look: LookTable, columns: Map<string, string>): void {
  if (table.name !== 'uptime_samples') return;
  columns.clear();
  const all = look.header.map((header) => ({ header, values: valuesOf(look, header).values }));
  const dates = all.filter(
    ({ values }) =>
      values.length > 0 && values.every((value) => looksLikeDate(value) || /^1\d{9}(\d{3})?$/.test(value)),
  );
  const states = all.filter(
    ({ header, values }) =>
      !dates.some((date) => date.header === header) &&
      values.length > 0 &&
      values.every((value) => stateOf(value) !== null),
  );
  const names = all
    .filter(
      ({ header, values }) =>
        ![...dates, ...states].some((other) => other.header === header) &&
        values.some((value) => !/^[\d.,]+$/.test(value)),
    )
    .sort((a, b) => new Set(a.values).size - new Set(b.values).size);
  if (dates.length === 1) columns.set('checked_at', dates[0]!.header);
  if (states.length === 1) columns.set('state', states[0]!.header);
  if (names.length > 0) columns.set('service_id', names[0]!.header);
}
