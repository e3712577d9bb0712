/** Turns the mapping of one generic table into SQL: from the records to rows, faults and notices. */
import { identifier, quote } from '../../warehouse/Warehouse.ts';
import {
  type ColumnSql,
  conditionSql,
  epochColumn,
  genericInstant,
  instantColumn,
  isUnmapped,
  mapped,
  orderBy,
  textColumn,
} from './columnSql.ts';
import { severityChanges, stateChanges } from './eventsSql.ts';
import { type FieldSet, keyOf } from './FieldSet.ts';
import type { SourceTable } from './Source.ts';
import type { ColumnRule, Condition, Verdict } from './schema.ts';

export interface TablePlan {
  source: SourceTable;
  /** A select that is called `mapped` by the others: `_row`, the generic columns, `verdict_0`..., `faults`; one row a record that counts. */
  map: string;
  /** What `where` leaves out, counted; null without a condition. */
  leftOut: string | null;
  /** A select of the rows for the generic table, from `mapped`. */
  rows: string;
  /** For each column with a map: a select of the values that it lacks, as `value` and `n`. */
  unmapped: { column: string; rule: ColumnRule; sql: string }[];
  /** Keys of fields without which the table means nothing, by generic column. */
  needs: Map<string, string>;
  /** Selects for raw.vendor_verdicts, but for load. */
  verdicts: string[];
  /** Which records count, as a boolean expression; empty: all. */
  counts: string;
  /** An instant of a record at which the system was alive, in epoch seconds; null where no key says one. */
  alive: string | null;
  /** The columns of uptime samples, which are folded instead of copied. */
  samples: { service: ColumnSql; at: ColumnSql; state: ColumnSql; location: ColumnSql | null } | null;
}

/** @param zone of wall clocks whose column names none; `isGeneric` keeps instants as they are written */
export function planTable(source: SourceTable, fields: FieldSet, zone: string | null, isGeneric: boolean): TablePlan {
  const { table } = source;
  const columns = new Map<string, ColumnSql>();
  const needs = new Map<string, string>();
  for (const [name, rule] of source.columns) {
    columns.set(name, columnOf(name, rule, source, fields, zone, isGeneric));
    const from = rule.join?.[0] ?? rule.from;
    if (table.required.includes(name) && from !== undefined && rule.default === undefined) needs.set(name, keyOf(from));
  }
  if (source.collapse)
    for (const [index, from] of source.collapse.by.entries()) needs.set(`collapse.by[${index}]`, keyOf(from));
  if (source.states) needs.set('states.from', keyOf(source.states.from));
  if (source.changes) needs.set('changes.from', keyOf(source.changes.from));
  const only = allOf(source.only, fields);
  const where = allOf(source.where, fields);
  const counts = [only, where].filter((test) => test !== '').join(' and ');
  const rows = recordRows(source, fields);
  const samples = table.name === 'uptime_samples' ? samplesOf(source, fields, zone) : null;
  const values = [...columns].map(([name, { value }]) => `${value} as ${identifier(name)}`);
  const extras = [...verdictColumns(source.verdicts, fields), ...orderColumns(source, fields, zone)];
  const faults = isGeneric ? noFaults : faultList(columns, source);
  return {
    source,
    counts,
    samples,
    alive: source.exportedAt ? `instant(${instantColumn(source.exportedAt, fields, zone).value}, null)` : null,
    map: `select _row, ${[...values, ...extras].join(', ')}, ${faults} as faults
      from ${rows}${counts === '' ? '' : ` where ${counts}`}`,
    leftOut:
      where === ''
        ? null
        : `select count(*)::integer as n from records where not (${where})${only === '' ? '' : ` and ${only}`}`,
    rows: rowsOf(source),
    unmapped: [...source.columns].flatMap(([name, rule]) => {
      if (!rule.map) return [];
      const { found } = columns.get(name)!;
      const isKept = rule.unmapped === undefined || rule.unmapped === 'keep';
      const word = isKept && table.name === 'tickets' ? ticketWords[name] : undefined;
      const values = `select ${found} as value, count(*)::integer as n from ${rows} where ${found} is not null and ${isUnmapped(found, rule.map)}${counts === '' ? '' : ` and ${counts}`} group by 1`;
      // What staging understands by itself needs no map.
      const sql = `select * from (${values})${word ? ` where ${word}(value) is null` : ''} order by n desc, value`;
      return [{ column: name, rule, sql }];
    }),
    needs,
    verdicts: source.verdicts.map(
      ({ measure }, index) =>
        `select ticket_id, ${quote(measure)}, verdict_${index}, verdict_text_${index}, _row from sound where ticket_id is not null and verdict_${index} is not null`,
    ),
  };
}

/** The records, once for each service where one cell names several. */
function recordRows({ columns }: SourceTable, fields: FieldSet): string {
  const rule = columns.get('service_id');
  if (rule?.split === undefined || rule.from === undefined) return 'records';
  const field = fields.column(rule.from);
  const parts = `list_filter(list_transform(regexp_split_to_array(${field}, ${quote(rule.split)}), lambda part: trim(part)), lambda part: part <> '')`;
  return `(select * replace (unnest(case when len(${parts}) > 0 then ${parts} else [${field}] end) as ${field}) from records)`;
}

/** The formula that understands a column of tickets without a map (words.ts). */
const ticketWords: Record<string, string> = {
  type: 'ticket_type',
  status: 'status_kind',
  severity: 'severity_class',
};

function allOf(conditions: Condition[], fields: FieldSet): string {
  return conditions.map((condition) => conditionSql(condition, fields)).join(' and ');
}

function samplesOf({ columns }: SourceTable, fields: FieldSet, zone: string | null): NonNullable<TablePlan['samples']> {
  const rule = (name: string): ColumnRule => columns.get(name) ?? {};
  return {
    service: textColumn(rule('service_id'), fields),
    at: epochColumn(rule('checked_at'), fields, zone),
    state: textColumn(rule('state'), fields),
    location: columns.has('location') ? textColumn(rule('location'), fields) : null,
  };
}

function columnOf(
  name: string,
  rule: ColumnRule,
  { table, states, changes }: SourceTable,
  fields: FieldSet,
  zone: string | null,
  isGeneric: boolean,
): ColumnSql {
  if (table.instants.includes(name))
    return isGeneric ? genericInstant(rule, fields) : instantColumn(rule, fields, zone);
  const column = textColumn(rule, fields);
  return (states || changes) && name === 'event' ? { ...column, fault: null } : column;
}

const noFaults = '[]::struct(column_name varchar, value varchar, reason varchar)[]';

/** All that is wrong with a row, as a list; a required column that is empty is wrong too. */
function faultList(columns: Map<string, ColumnSql>, { table, states, changes }: SourceTable): string {
  const cells = [...columns].flatMap(([name, { value, found, fault }]) => {
    const isRequired = table.required.includes(name) && !((states || changes) && name === 'event');
    const reasons = [fault, isRequired ? `case when ${value} is null then 'is empty' end` : null].filter(
      (reason) => reason !== null,
    );
    return reasons.length === 0 ? [] : [`cell(${quote(name)}, ${found}, coalesce(${reasons.join(', ')}))`];
  });
  if (cells.length === 0) return noFaults;
  return `list_filter([${cells.join(', ')}], lambda c: c.reason is not null)`;
}

/** The verdict of the system itself: met, breached or nothing, and the text that said so. */
function verdictColumns(verdicts: Verdict[], fields: FieldSet): string[] {
  return verdicts.flatMap(({ from, pattern, map, where }, index) => {
    const field = fields.column(from);
    const said = map
      ? mapped(field, { map, unmapped: 'empty' })
      : `case when regexp_matches(${field}, ${quote(pattern ?? '^-')}) then 'breached' when ${field} is not null then 'met' end`;
    const counts = (where ?? []).map((condition) => conditionSql(condition, fields)).join(' and ');
    return [
      `${counts === '' ? said : `case when ${counts} then ${said} end`} as verdict_${index}`,
      `${field} as verdict_text_${index}`,
    ];
  });
}

/** Columns that sort and follow the rows of one ticket. */
function orderColumns(
  { collapse, states, changes, columns }: SourceTable,
  fields: FieldSet,
  zone: string | null,
): string[] {
  const order = collapse?.order ?? states?.order ?? changes?.order ?? [];
  const by = collapse ? collapse.by.map((from) => fields.column(from)) : [];
  const found: string[] = [];
  if (collapse) found.push(`[${by.join(', ')}] as collapse_key`);
  if (collapse || states || changes) {
    const at = columns.get('at');
    const first = !collapse && order.length === 0 && at ? [instantColumn(at, fields, zone).value] : [];
    const keys = [...first, ...orderBy(order, fields)].map((key, index) => `'k${index}': ${key}`);
    found.push(`{${keys.join(', ')}} as collapse_order`);
  }
  if (states) found.push(`lower(${fields.column(states.from)}) as status_text`);
  if (changes) {
    found.push(`${mapped(fields.column(changes.from), { map: changes.map })} as change_value`);
    found.push(
      `${changes.opened ? instantColumn(typeof changes.opened === 'object' && !Array.isArray(changes.opened) ? changes.opened : { from: changes.opened }, fields, zone).value : 'null::varchar'} as change_opened_at`,
    );
  }
  return found;
}

/** One select with the generic columns and `_row`, from the rows without faults. */
function rowsOf(source: SourceTable): string {
  const names = [...source.columns.keys()];
  const cte = `with sound as (select * from mapped where len(faults) = 0)`;
  if (source.states) return `${cte}${stateChanges(source.states, names)}`;
  if (source.changes) return `${cte}${severityChanges(names)}`;
  if (!source.collapse) return `${cte} select ${[...names.map(identifier), '_row'].join(', ')} from sound`;
  const picked = names.map(
    (name) => `${pick(identifier(name), source.columns.get(name)!.pick ?? 'last')} as ${identifier(name)}`,
  );
  return `${cte}, numbered as (
    select *, row_number() over history as n, count(*) over (partition by collapse_key) as last_n from sound
    window history as (partition by collapse_key order by collapse_order)
  ) select ${picked.join(', ')}, max(_row) filter (where n = last_n) as _row from numbered group by collapse_key`;
}

function pick(column: string, which: 'last' | 'first' | 'min' | 'max'): string {
  if (which === 'min' || which === 'max') return `${which}(${column})`;
  return `max(${column}) filter (where n = ${which === 'last' ? 'last_n' : '1'})`;
}
