/** A date in one column and times of day in others: each time is read together with its date, as one instant. */
import { spelling } from './columnNames.ts';
import { type DateLook, dateFormatsOf } from './explainDates.ts';
import type { Join, LookTable } from './LookTable.ts';
import { valuesOf } from './valuesOf.ts';

const timeOfDay = /^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?( ?[ap]\.?m\.?)?$/i;

/** Words for a length of time: two hours are no two o'clock, unless the same words stand over a column of dates. */
const lengths = /duration|elapsed|took|resolution time|response time|time to|所要|対応時間|停止時間|経過/;

const words =
  /(^| )(date|time|day|at|on|hour|datum|zeit|uhrzeit|fecha|hora|heure|data|ora|tijd)(?= |$)|(年月日|日付|日時|時刻|時間|日)$/g;

/** What two columns of one instant have in common: "opened" of `Opened Date` and `Opened Time`. */
function stem(header: string): string {
  return spelling(header).replaceAll(words, '').trim();
}

interface Pair {
  date: string;
  time: string;
  /** As the two are called together. */
  name: string;
}

/** The table with its dates and times joined, or the table itself where no time stands apart from its date. */
export function joinTimes(table: LookTable): LookTable {
  const isOnce = (header: string): boolean =>
    header !== '' && table.header.indexOf(header) === table.header.lastIndexOf(header);
  const columns = table.header.filter(isOnce).map((header) => ({ header, ...valuesOf(table, header) }));
  const isTime = ({ values }: { values: string[] }): boolean =>
    values.length > 0 && values.every((value) => timeOfDay.test(value));
  const times = columns.filter(isTime).map(({ header }) => header);
  if (times.length === 0) return table;
  const dates = columns.filter(({ values }) => isDay(values)).map(({ header }) => header);
  const pairs = times.flatMap((time) => pairOf(table, dates, time) ?? []);
  return pairs.length === 0 ? table : joined(table, pairs);
}

function isDay(values: readonly string[]): boolean {
  if (values.length === 0 || !values.slice(0, 100).every((value) => !value.includes(':'))) return false;
  const { candidates } = dateFormatsOf(values);
  return candidates.length > 0 && candidates.flat().every((format) => !/[Hh]/.test(format.replaceAll(/'[^']*'/g, '')));
}

/** The date of a time: the one of the same name, else the nearest on its left. */
function pairOf({ header }: LookTable, dates: readonly string[], time: string): Pair | null {
  const same = dates.find((date) => stem(date) === stem(time));
  if (same !== undefined) return { date: same, time, name: stem(time) === '' ? 'date time' : same };
  if (lengths.test(spelling(time))) return null;
  const before = dates.filter((date) => header.indexOf(date) < header.indexOf(time)).at(-1) ?? dates[0];
  return before === undefined ? null : { date: before, time, name: time };
}

function joined(table: LookTable, pairs: readonly Pair[]): LookTable {
  const place = (name: string): number => table.header.indexOf(name);
  const gone = new Set(pairs.flatMap(({ date, time }) => [date, time]));
  const kept = table.header.filter((name) => !gone.has(name));
  const joins = new Map<string, Join>();
  for (const { date, time, name } of pairs) {
    const isTorn = table.rows.some((row) => ((row[place(date)] ?? '') === '') !== ((row[place(time)] ?? '') === ''));
    joins.set(name, { columns: isTorn ? [time, date] : [date, time], isTimeFirst: isTorn });
  }
  const rows = table.rows.map((row) => [
    ...kept.map((name) => row[place(name)] ?? ''),
    ...pairs.map(({ date, time }) =>
      row[place(date)] && row[place(time)] ? `${row[place(date)]} ${row[place(time)]}` : '',
    ),
  ]);
  return { ...table, header: [...kept, ...pairs.map(({ name }) => name)], rows, joins };
}

/** The rule of joined columns, and whether their form can be told. */
export function joinRule({ columns, isTimeFirst }: Join, look: DateLook, open: string): Record<string, unknown> {
  if (look.isIso && !isTimeFirst) return { join: columns };
  if (!look.isSure) return { join: columns, format: open };
  const formats = [look.candidates[0]!].flat().map((format) => (isTimeFirst ? timeFirst(format) : format));
  return { join: columns, format: formats.length === 1 ? formats[0] : formats };
}

/** `yyyy/MM/dd HH:mm` as `HH:mm yyyy/MM/dd`. */
function timeFirst(format: string): string {
  return format.replace(/^(.*?),? ([Hh].*)$/, '$2 $1');
}

/** The first row that ends before it begins, by one date for both: the end is on another day, and no column says so. */
export function overMidnight(table: LookTable, from: string, until: string): string | null {
  const [start, end] = [table.joins?.get(from), table.joins?.get(until)];
  if (!start || !end || !start.columns.some((name) => end.columns.includes(name))) return null;
  const [begins, ends] = [table.header.indexOf(from), table.header.indexOf(until)];
  const minutes = (text: string): number => {
    const [, hour = '0', minute = '0', half = ''] = /(\d{1,2}):(\d\d)(?::\d\d)? ?([ap]?)/i.exec(text) ?? [];
    return (half ? (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0) : Number(hour)) * 60 + Number(minute);
  };
  const found = table.rows.find(
    (row) => row[begins] && row[ends] && minutes(row[ends] ?? '') < minutes(row[begins] ?? ''),
  );
  return found ? `${found[begins]} to ${found[ends]}` : null;
}
