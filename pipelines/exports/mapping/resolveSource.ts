/** From an entry of sources.yaml, and the preset that it names, to a Source. */
import { createHash } from 'node:crypto';
import type { GenericTable } from '../genericTables.ts';
import { mappableTable } from './mappableTables.ts';
import type { Source, SourceTable } from './Source.ts';
import type { ColumnRule, Preset, SourceEntry, TableMapping } from './schema.ts';

/** The source of an export in the generic columns, whatever the order of its columns. */
export function genericSource(table: GenericTable, zone: string | null): Source {
  const columns = new Map(table.columns.map((name): [string, ColumnRule] => [name, { from: name }]));
  return withKey({
    id: `generic/${table.name}`,
    name: table.name,
    where: null,
    reading: {},
    tables: [tableOf(table, columns, {})],
    zone,
    isGeneric: true,
    covers: null,
    rows: 'changes',
    endsAtLastLine: false,
    exportedAt: null,
    stopOnReject: false,
  });
}

/** The source of an entry. What the entry says wins over its preset, key by key and column by column. */
export function resolveSource(entry: SourceEntry, preset: Preset | null, where: string): Source {
  const {
    encoding,
    delimiter,
    header_row,
    sheet,
    records,
    lines,
    query,
    reader,
    nulls,
    duplicate_headers,
    dedupe,
    row_caps,
  } = { ...preset, ...defined(entry) };
  const reading = defined({
    encoding,
    delimiter,
    header_row,
    sheet,
    records,
    lines,
    query,
    reader,
    nulls,
    duplicate_headers,
    dedupe,
    row_caps,
  });
  const dateFormat = entry.date_format ?? preset?.date_format;
  const services = { ...preset?.services, ...entry.services };
  const severities = { ...preset?.severities, ...entry.severities };
  const types = { ...preset?.types, ...entry.types };
  const statuses = { ...preset?.statuses, ...entry.statuses };
  const tables = mappingsOf(entry, preset).map((mapping) => {
    const table = mappableTable(mapping.table);
    const columns = new Map(
      Object.entries(mapping.columns).map(([name, rule]): [string, ColumnRule] => [name, ruleOf(rule!)]),
    );
    if (mapping.apart_by !== undefined && !columns.has('location')) columns.set('location', { from: mapping.apart_by });
    if (dateFormat !== undefined) setDateFormat(columns, table, dateFormat);
    addToMap(columns, 'service_id', services);
    addToMap(columns, 'severity', severities);
    addToMap(columns, 'type', types);
    addToMap(columns, 'status', statuses);
    return tableOf(table, columns, withDateFormat(mapping, dateFormat));
  });
  const isGeneric =
    entry.date_format === undefined &&
    entry.columns === undefined &&
    entry.tables === undefined &&
    preset === null &&
    entry.on_reject !== 'stop' &&
    [services, severities, types, statuses].every((values) => Object.keys(values).length === 0);
  return withKey({
    id: createHash('sha256').update(JSON.stringify(entry)).digest('hex').slice(0, 16),
    name: entry.format ?? tables[0]!.table.name,
    where,
    reading,
    tables,
    zone: entry.zone ?? preset?.zone ?? null,
    isGeneric,
    covers: entry.covers ?? preset?.covers ?? null,
    rows: entry.rows ?? preset?.rows ?? 'changes',
    endsAtLastLine: (entry.ends ?? preset?.ends) === 'last-line',
    exportedAt: entry.exported_at ?? null,
    stopOnReject: (entry.on_reject ?? preset?.on_reject) === 'stop',
  });
}

/**
 * The tables that an entry fills: its own, those of its preset, or one generic table. Columns beside a preset are laid
 * over each of its tables that has such a column, or over the table that the entry names; other keys over the first.
 */
function mappingsOf(entry: SourceEntry, preset: Preset | null): TableMapping[] {
  if (entry.tables) return entry.tables;
  const own = defined({ where: entry.where, collapse: entry.collapse, otherwise: entry.otherwise });
  if (preset) {
    return (preset.tables ?? []).map((mapping, index) => {
      const isNamed = mapping.table === entry.table;
      const laid = isNamed || entry.table === undefined ? columnsOfTable(mapping.table, entry.columns ?? {}) : {};
      const keys = isNamed || (entry.table === undefined && index === 0) ? own : {};
      return { ...mapping, ...keys, columns: overlay(mapping.columns, laid) };
    });
  }
  const table = mappableTable(entry.table!);
  const columns = entry.columns ?? Object.fromEntries(table.columns.map((name) => [name, { from: name }]));
  return [{ table: table.name, columns: columns as TableMapping['columns'], ...own }];
}

function columnsOfTable(table: string, columns: TableMapping['columns']): TableMapping['columns'] {
  const { columns: known } = mappableTable(table);
  return Object.fromEntries(Object.entries(columns).filter(([name]) => known.includes(name)));
}

function overlay(base: TableMapping['columns'], over: TableMapping['columns']): TableMapping['columns'] {
  const merged = { ...base };
  for (const [name, rule] of Object.entries(over) as [
    keyof typeof over,
    TableMapping['columns'][keyof TableMapping['columns']],
  ][]) {
    const known = merged[name];
    merged[name] = known === undefined ? rule : mergeRules(ruleOf(known), ruleOf(rule!));
  }
  return merged;
}

/** The later rule's keys win; its map is added to the earlier one. */
function mergeRules(base: ColumnRule, over: ColumnRule): ColumnRule {
  const merged = { ...base, ...defined(over) };
  const said = (['from', 'join', 'value'] as const).find((key) => over[key] !== undefined);
  if (said === 'from' || said === 'join') delete merged.value;
  if (said === 'from' || said === 'value') delete merged.join;
  if (said === 'join' || said === 'value') delete merged.from;
  if (over.format !== undefined) delete merged.epoch;
  if (over.epoch !== undefined) delete merged.format;
  if (base.map && over.map) merged.map = { ...base.map, ...over.map };
  return merged;
}

/** A date format of the whole export holds for every instant that is no number. */
function setDateFormat(columns: Map<string, ColumnRule>, table: GenericTable, format: string | string[]): void {
  for (const [name, rule] of columns) {
    if (table.instants.includes(name) && rule.epoch === undefined) columns.set(name, { ...rule, format });
  }
}

/** The opening that severity changes name is an instant too. */
function withDateFormat(mapping: TableMapping, format: string | string[] | undefined): TableMapping {
  if (format === undefined || mapping.changes?.opened === undefined) return mapping;
  return { ...mapping, changes: { ...mapping.changes, opened: { format, ...ruleOf(mapping.changes.opened) } } };
}

function addToMap(columns: Map<string, ColumnRule>, name: string, values: Record<string, string>): void {
  const rule = columns.get(name);
  if (rule && Object.keys(values).length > 0) columns.set(name, { ...rule, map: { ...rule.map, ...values } });
}

function tableOf(table: GenericTable, columns: Map<string, ColumnRule>, mapping: Partial<TableMapping>): SourceTable {
  return {
    table,
    columns,
    only: mapping.only ?? [],
    where: mapping.where ?? [],
    collapse: mapping.collapse ? { by: mapping.collapse.by, order: mapping.collapse.order ?? [] } : null,
    states: mapping.states ?? null,
    changes: mapping.changes ?? null,
    otherwiseUp: mapping.otherwise === 'up',
    exportedAt: mapping.exported_at === undefined ? null : ruleOf(mapping.exported_at),
    isApart: mapping.apart_by !== undefined && mapping.columns?.location === undefined,
    verdicts: mapping.verdicts ?? [],
    records: mapping.records ?? null,
  };
}

export function ruleOf(rule: string | string[] | ColumnRule): ColumnRule {
  return typeof rule === 'string' || Array.isArray(rule) ? { from: rule } : rule;
}

function withKey(source: Omit<Source, 'key'>): Source {
  const { where, ...rest } = source;
  const text = JSON.stringify({
    ...rest,
    tables: rest.tables.map((table) => ({ ...table, columns: [...table.columns] })),
  });
  return { ...source, key: createHash('sha256').update(text).digest('hex').slice(0, 16) };
}

function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as T;
}
