/** Turns the rule of one column into SQL over the text fields of the records. */
import { quote } from '../../warehouse/Warehouse.ts';
import { compileDateFormat, type DateFormat } from './dateFormat.ts';
import type { FieldSet, From } from './FieldSet.ts';
import type { ColumnRule, Condition } from './schema.ts';
import { zoneExpression } from './zonePieces.ts';

/** A column as three expressions; `fault` is null where every value is in order. */
export interface ColumnSql {
  /** The value that the generic table gets. */
  value: string;
  /** The text of the file, as a reject quotes it. */
  found: string;
  /** Why the found text has no value: an expression, null when it is fine. */
  fault: string | null;
}

/** The generic text column (ids, names, severities). */
export function textColumn(rule: ColumnRule, fields: FieldSet): ColumnSql {
  const found = foundText(rule, fields);
  const value = rule.map ? mapped(found, rule) : found;
  const isRejecting = rule.map !== undefined && rule.unmapped === 'reject';
  const fault = isRejecting
    ? `case when ${found} is not null and ${isUnmapped(found, rule.map!)} then 'not among the values of sources.yaml' end`
    : null;
  return { value: withDefault(value, rule), found, fault };
}

/**
 * An instant as ISO 8601 text in UTC, whole seconds; a day without a time as its date, which staging reads in the zone of
 * the source.
 *
 * @param zone of wall clocks whose column names none; null where nobody said
 */
export function instantColumn(rule: ColumnRule, fields: FieldSet, zone: string | null): ColumnSql {
  const found = withDefault(foundText(rule, fields), rule);
  const text = rule.map ? mapped(found, rule) : found;
  const keepsDays = zone !== null && (rule.zone ?? zone) === zone && rule.plus === undefined;
  const { micros, day } = instantReadings(rule, text, rule.zone ?? zone, keepsDays);
  // Two BIGINTs may overflow: the sum is a HUGEINT.
  const duration = rule.plus ? `::hugeint + ${durationMicros(rule.plus.from, rule.plus.unit, fields)}` : '';
  const instant = isoText(`(${micros})${duration}`);
  const value = day === null ? instant : `coalesce(${day}, ${instant})`;
  return {
    value,
    found,
    fault: `case when ${text} is not null${rule.plus ? ` and ${fields.column(rule.plus.from)} is not null` : ''} and ${value} is null then ${instantFault(rule, text, rule.zone ?? zone)} end`,
  };
}

/** As {@link instantColumn}, but whole UTC epoch seconds: for samples, which are folded and never stored as text. */
export function epochColumn(rule: ColumnRule, fields: FieldSet, zone: string | null): ColumnSql {
  const found = foundText(rule, fields);
  const isSaid = rule.epoch !== undefined || rule.format !== undefined;
  const { micros } = instantReadings(rule, found, rule.zone ?? zone, false);
  const value = isSaid
    ? `(${micros}) // 1000000`
    : `case ${epochCases(found, (number) => `${number} // 1000000`)} else (${micros}) // 1000000 end`;
  return {
    value,
    found,
    fault: `case when ${found} is null then 'is empty' when ${value} is null then ${instantFault(rule, found, rule.zone ?? zone)} end`,
  };
}

/** An instant of a generic export: kept as it is written; epoch numbers become ISO text, by their number of digits. */
export function genericInstant(rule: ColumnRule, fields: FieldSet): ColumnSql {
  const found = foundText(rule, fields);
  // Whatever holds a hyphen is no number since 1970: a cheap look that spares nearly every text the others.
  return {
    value: `case when contains(${found}, '-') then ${found} ${epochCases(found, isoText)} else ${found} end`,
    found,
    fault: null,
  };
}

/** Numbers since 1970 by their digits: ten are seconds, thirteen milliseconds, sixteen microseconds (2001 to 2286). */
function epochCases(text: string, use: (micros: string) => string): string {
  const units = [
    ['[0-9]{10}', 6],
    ['[0-9]{13}', 3],
    ['[0-9]{16}', 0],
  ] as const;
  return units
    .map(
      ([digits, zeros]) =>
        `when regexp_full_match(${text}, '${digits}(\\.[0-9]+)?') then ${use(wholeNumber(text, 10 ** zeros))}`,
    )
    .join(' ');
}

/** A boolean expression: whether a row counts. */
export function conditionSql(condition: Condition, fields: FieldSet): string {
  const field = fields.column(condition.from);
  const tests: string[] = [];
  const list = (values: string[]): string => `(${values.map((value) => quote(value.toLowerCase())).join(', ')})`;
  if (condition.in) tests.push(`coalesce(lower(${field}) in ${list(condition.in)}, false)`);
  if (condition.not_in) tests.push(`coalesce(lower(${field}) not in ${list(condition.not_in)}, true)`);
  if (condition.matches) tests.push(`coalesce(regexp_matches(${field}, ${quote(condition.matches)}), false)`);
  if (condition.empty !== undefined) tests.push(`${field} is ${condition.empty ? '' : 'not '}null`);
  return tests.length > 0 ? `(${tests.join(' and ')})` : 'true';
}

/** Whether a text is none of the map's keys. */
export function isUnmapped(text: string, map: Record<string, string | null>): string {
  const keys = Object.keys(map).map((key) => quote(key.trim().toLowerCase()));
  return keys.length === 0 ? 'true' : `lower(${text}) not in (${keys.join(', ')})`;
}

/** Sort keys of rows: as numbers where they are numbers, else as text; the file's own order settles the rest. */
export function orderBy(order: From[], fields: FieldSet): string[] {
  const keys = order.map((from) => fields.column(from)).flatMap((field) => [`try_cast(${field} as double)`, field]);
  return [...keys, '_row'];
}

export function mapped(text: string, { map, unmapped }: Pick<ColumnRule, 'map' | 'unmapped'>): string {
  const cases = Object.entries(map ?? {}).map(
    ([key, value]) =>
      `when ${quote(key.trim().toLowerCase())} then ${value === null || value === '' ? 'null' : quote(value)}`,
  );
  const rest = unmapped === 'empty' || unmapped === 'reject' ? 'null' : text;
  return cases.length === 0 ? rest : `case lower(${text}) ${cases.join(' ')} else ${rest} end`;
}

function foundText(rule: ColumnRule, fields: FieldSet): string {
  const cell = fieldOf(rule, fields);
  const field = cell !== null && rule.remove ? `regexp_replace(${cell}, ${quote(rule.remove)}, '', 'g')` : cell;
  if (field === null) return rule.value === undefined ? 'null::varchar' : quote(rule.value);
  const text = rule.pattern ? `nullif(trim(regexp_extract(${field}, ${quote(rule.pattern)}, 1)), '')` : field;
  return rule.value === undefined ? text : `case when ${text} is not null then ${quote(rule.value)} end`;
}

/** The cell, or several cells one behind the other: a date and its time; nothing where the first of them is empty. */
function fieldOf({ from, join }: ColumnRule, fields: FieldSet): string | null {
  if (join !== undefined) {
    const parts = join.map((name) => fields.column(name));
    return `(case when ${parts[0]} is not null then concat_ws(' ', ${parts.join(', ')}) end)`;
  }
  return from === undefined ? null : fields.column(from);
}

function withDefault(value: string, rule: ColumnRule): string {
  return rule.default === undefined ? value : `coalesce(${value}, ${quote(rule.default)})`;
}

/** The ways to read an instant, each an expression that is null where it does not apply. */
interface Readings {
  /** UTC microseconds. */
  micros: string;
  /** The date of a value that holds no time: a day is no midnight. Null where such a value is read as its midnight. */
  day: string | null;
}

/**
 * @param keepsDays whether a day stays a day; it does where the zone of the source is known, in which staging reads it
 */
function instantReadings(rule: ColumnRule, text: string, zone: string | null, keepsDays: boolean): Readings {
  const wall = (expression: string): string => wallMicros(expression, zone);
  if (rule.epoch === 'ns') return { micros: `try_cast(split_part(${text}, '.', 1) as bigint) // 1000`, day: null };
  if (rule.epoch === 'excel' || rule.epoch === 'excel-1904') {
    const serial = excelDays(text, rule.epoch);
    const days = `case when not contains(${text}, '.') then strftime(make_timestamp(${serial}), '%Y-%m-%d') end`;
    return { micros: wall(serial), day: keepsDays ? days : null };
  }
  if (rule.epoch) return { micros: wholeNumber(text, { s: 1_000_000, ms: 1000, us: 1 }[rule.epoch]), day: null };
  const formats = formatsOf(rule);
  const [days, times] = [formats.filter(({ hasTime }) => !hasTime), formats.filter(({ hasTime }) => hasTime)];
  const isoWall = `case when regexp_full_match(${text}, ${quote(isoForm)}) then try_cast(${text} as timestamp) end`;
  const readsIso = !formats.some(({ strptime }) => strptime.startsWith('%Y-%d'));
  const walls = [
    ...parsedBy(
      [...times.filter(({ hasOffset, hasZone }) => !hasOffset && !hasZone), ...(keepsDays ? [] : days)],
      text,
    ),
    ...(formats.length === 0 ? [`try_cast(${text} as timestamp)`] : readsIso ? [isoWall] : []),
  ];
  const offsets = parsedBy(
    times.filter(({ hasOffset }) => hasOffset),
    text,
  ).map((parsed) => `epoch_us(${parsed})`);
  const zoned = times.filter(({ hasZone }) => hasZone).map((format) => zonedMicros(format, text));
  const withColon = `regexp_replace(${text}, '([+-][0-9]{2})([0-9]{2})$', '\\1:\\2')`;
  const isoOffset = readsIso
    ? [`epoch_us(case when has_offset(${text}) then try_cast(${withColon} as timestamptz) end)`]
    : [];
  const wallPart =
    walls.length === 0
      ? []
      : [
          `case when not has_offset(${text}) or ${formats.length > 0} then ${wall(`epoch_us(${coalesced(walls)})`)} end`,
        ];
  const isoDay = `case when regexp_full_match(${text}, '[0-9]{4}-[0-9]{2}-[0-9]{2}') then strftime(try_cast(${text} as timestamp), '%Y-%m-%d') end`;
  const dayTexts = [
    ...parsedBy(days, text).map((parsed) => `strftime(${parsed}, '%Y-%m-%d')`),
    ...(readsIso ? [isoDay] : []),
  ];
  return {
    // What a format reads has no offset of its own, so the costlier look for one comes last there.
    micros: coalesced([
      ...offsets,
      ...zoned,
      ...(formats.length > 0 ? [...wallPart, ...isoOffset] : [...isoOffset, ...wallPart]),
    ]),
    day: keepsDays && dayTexts.length > 0 ? coalesced(dayTexts) : null,
  };
}

/** ISO 8601 without an offset: no system writes it with the day before the month, so it is read beside any format. */
const isoForm = '[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?';

/** A wall clock in a zone; a long expression is written once, and not in each of the stretches of the zone. */
function wallMicros(expression: string, zone: string | null): string {
  if (zone === null) return 'null::bigint';
  if (expression.length < 400) return zoneExpression(zone, expression);
  return `list_transform([${expression}], lambda wall: ${zoneExpression(zone, 'wall')})[1]`;
}

/** Days since 1900 (or 1904) as a workbook counts them: a float, so that its instant is rounded to the second. */
function excelDays(text: string, epoch: 'excel' | 'excel-1904'): string {
  const day0 = epoch === 'excel' ? 25_569 : 24_107;
  const days = `try_cast(${text} as double)`;
  return `(case when ${days} between 1 and 2958465 then round((${days} - ${day0}) * 86400)::bigint * 1000000 end)`;
}

/** A wall clock with the name of its zone behind it; another name than those of the time zone database is unreadable. */
function zonedMicros({ strptime }: { strptime: string }, text: string): string {
  const pattern = '^(.*?) *[(]?([A-Za-z_]+(/[A-Za-z0-9_+-]+)*)[)]?$';
  const parsed = `try_strptime(regexp_extract(${text}, '${pattern}', 1), ${quote(strptime)})`;
  const name = `regexp_extract(${text}, '${pattern}', 2)`;
  const zones = ['UTC', 'GMT', ...Intl.supportedValuesOf('timeZone')].map(quote).join(', ');
  return `case when ${name} in (${zones}) then local_instant(${parsed}, ${name}) * 1000000 end`;
}

function coalesced(expressions: string[]): string {
  if (expressions.length < 2) return expressions[0] ?? 'null::bigint';
  return `coalesce(${expressions.join(', ')})`;
}

function instantFault(rule: ColumnRule, text: string, zone: string | null): string {
  if (rule.epoch === 'excel' || rule.epoch === 'excel-1904')
    return `'not a number of days as a workbook counts them, or a local time that does not exist'`;
  if (rule.epoch) return `'not a number of ${rule.epoch} since 1970, up to the year 2105'`;
  const formats = rule.format === undefined ? [] : [rule.format].flat();
  const what = formats.length > 0 ? quote(`not a date and time as ${formats.join(' or ')}`) : `'not a date and time'`;
  const parsed = coalesced([
    ...parsedBy(formatsOf(rule), text),
    ...(formats.length === 0 ? [`try_cast(${text} as timestamp)`] : []),
  ]);
  const clock =
    zone === null
      ? `'no offset from UTC, and sources.yaml names no zone'`
      : quote(`a local time that does not exist or exists twice in ${zone}, or is outside 1990 to 2044`);
  const isWhole =
    formats.length > 0 ? String(formatsOf(rule).every(({ hasOffset }) => hasOffset)) : `has_offset(${text})`;
  return `case when ${parsed} is null then ${what} when ${isWhole} then 'before 1970 or after 2105' else ${clock} end`;
}

/** Timestamps as each format reads them: the plain ones at once, then those with words of other languages. */
function parsedBy(formats: DateFormat[], text: string): string[] {
  if (formats.length === 0) return [];
  const list = formats.map(({ strptime }) => quote(strptime)).join(', ');
  const others = formats.flatMap(({ other }) => (other ? [other] : []));
  return [
    `try_strptime(${text}, [${list}])`,
    ...others.map(({ strptime, prepare }) => `try_strptime(${prepare(text)}, ${quote(strptime)})`),
  ];
}

/**
 * A number without its fraction, times a factor, null where that is no BIGINT; a wide decimal would cost a thousand times more
 * than a double, which holds 15 digits.
 */
function wholeNumber(text: string, factor: number): string {
  const whole = `trunc(try_cast(${text} as double))`;
  return `try_cast(${factor === 1 ? whole : `${whole} * ${factor}`} as bigint)`;
}

function formatsOf(rule: ColumnRule): DateFormat[] {
  return [rule.format ?? []].flat().map((format) => compileDateFormat(format)!);
}

function durationMicros(from: From, unit: 'ms' | 's' | 'min' | 'h', fields: FieldSet): string {
  const factor = { ms: 1000, s: 1_000_000, min: 60_000_000, h: 3_600_000_000 }[unit];
  return `try_cast(try_cast(${fields.column(from)} as double) * ${factor} as bigint)`;
}

function isoText(micros: string): string {
  return `strftime(make_timestamp(possible_instant((${micros}) // 1000000) * 1000000), '%Y-%m-%dT%H:%M:%SZ')`;
}
