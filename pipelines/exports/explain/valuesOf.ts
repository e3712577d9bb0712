import type { LookTable } from './LookTable.ts';

/** Cells that people write where there is nothing. */
const nothing =
  /^(-+|–|—|\?|n\/?a|none|null|nil|not set|\(empty\)|\(none\)|未指定|未定|なし|無し|0000-00-00( 00:00:00)?)$/i;

/** Asked again and again of one look: by the names of columns, by their kinds, by their dates. */
const found = new WeakMap<LookTable, Map<string, Values>>();

interface Values {
  values: string[];
  nulls: string[];
}

/** The filled cells of a column, and the texts in it that mean nothing. Neither list is to be changed. */
export function valuesOf(table: LookTable, name: string): Values {
  const known = found.get(table) ?? new Map<string, Values>();
  found.set(table, known);
  const values = known.get(name) ?? readValues(table, name);
  known.set(name, values);
  return values;
}

function readValues({ header, rows }: LookTable, name: string): Values {
  const place = header.indexOf(name);
  const filled = rows.map((row) => (row[place] ?? '').trim()).filter((value) => value !== '');
  return {
    values: filled.filter((value) => !nothing.test(value)),
    nulls: [...new Set(filled.filter((value) => nothing.test(value)))],
  };
}
