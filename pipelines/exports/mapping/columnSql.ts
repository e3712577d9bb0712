/** Turns the rule of one column into SQL over the text fields of the records. */
import { quote } from '../../warehouse/Warehouse.ts';
import { compileDateFormat } from './dateFormat.ts';
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
 * An instant as ISO 8601 text in UTC, whole seconds.
 *
 * @param zone of wall clocks whose column names none; null where nobody said
 */
export function instantColumn(rule: ColumnRule, fields: FieldSet, zone: string | null): ColumnSql {
  const found = withDefault(foundText(rule, fields), rule);
  const text = rule.map ? mapped(found, rule) : found;
  const micros = instantMicros(rule, text, rule.zone ?? zone);
  const duration = rule.plus ? ` + ${durationMicros(rule.plus.from, rule.plus.unit, fields)}` : '';
  const value = isoText(`${micros}${duration}`);
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
  const micros = instantMicros(rule, found, rule.zone ?? zone);
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
        `when regexp_full_match(${text}, '${digits}(\\.[0-9]+)?') then ${use(`(${wholeNumber(text)} * 1${'0'.repeat(zeros)})`)}`,
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
  const field = rule.from === undefined ? null : fields.column(rule.from);
  if (field === null) return rule.value === undefined ? 'null::varchar' : quote(rule.value);
  const text = rule.pattern ? `nullif(trim(regexp_extract(${field}, ${quote(rule.pattern)}, 1)), '')` : field;
  return rule.value === undefined ? text : `case when ${text} is not null then ${quote(rule.value)} end`;
}

function withDefault(value: string, rule: ColumnRule): string {
  return rule.default === undefined ? value : `coalesce(${value}, ${quote(rule.default)})`;
}

function instantMicros(rule: ColumnRule, text: string, zone: string | null): string {
  if (rule.epoch === 'ns') return `try_cast(split_part(${text}, '.', 1) as bigint) // 1000`;
  if (rule.epoch) return `${wholeNumber(text)} * ${{ s: 1_000_000, ms: 1000, us: 1 }[rule.epoch]}`;
  const wall = (micros: string): string => (zone === null ? 'null::bigint' : zoneExpression(zone, micros));
  if (rule.format !== undefined) {
    const parsed = `epoch_us(${parsedBy(rule, text)})`;
    return formatsOf(rule)[0]!.hasOffset ? parsed : wall(parsed);
  }
  const withColon = `regexp_replace(${text}, '([+-][0-9]{2})([0-9]{2})$', '\\1:\\2')`;
  return `case when has_offset(${text}) then epoch_us(try_cast(${withColon} as timestamptz)) else ${wall(`epoch_us(try_cast(${text} as timestamp))`)} end`;
}

function instantFault(rule: ColumnRule, text: string, zone: string | null): string {
  if (rule.epoch) return `'not a number of ${rule.epoch} since 1970'`;
  const formats = rule.format === undefined ? [] : [rule.format].flat();
  const what = formats.length > 0 ? quote(`not a date and time as ${formats.join(' or ')}`) : `'not a date and time'`;
  const parsed = formats.length > 0 ? parsedBy(rule, text) : `try_cast(${text} as timestamp)`;
  const clock =
    zone === null
      ? `'no offset from UTC, and sources.yaml names no zone'`
      : quote(`a local time that does not exist or exists twice in ${zone}, or is outside 1990 to 2044`);
  return `case when ${parsed} is null then ${what} else ${clock} end`;
}

function parsedBy(rule: ColumnRule, text: string): string {
  return `try_strptime(${text}, [${formatsOf(rule)
    .map(({ strptime }) => quote(strptime))
    .join(', ')}])`;
}

/** A number without its fraction; a wide decimal would cost a thousand times more than a double, which holds 15 digits. */
function wholeNumber(text: string): string {
  return `trunc(try_cast(${text} as double))::bigint`;
}

function formatsOf(rule: ColumnRule) {
  return [rule.format ?? []].flat().map((format) => compileDateFormat(format)!);
}

function durationMicros(from: From, unit: 'ms' | 's' | 'min' | 'h', fields: FieldSet): string {
  const factor = { ms: 1000, s: 1_000_000, min: 60_000_000, h: 3_600_000_000 }[unit];
  return `(try_cast(${fields.column(from)} as double) * ${factor})::bigint`;
}

function isoText(micros: string): string {
  return `strftime(make_timestamp(${micros}), '%Y-%m-%dT%H:%M:%SZ')`;
}
