import type { LookTable } from './look.ts';

/** Cells that people write where there is nothing. */
const nothing =
  /^(-+|–|—|\?|n\/?a|none|null|nil|not set|\(empty\)|\(none\)|未指定|未定|なし|無し|0000-00-00( 00:00:00)?)$/i;

/** The filled cells of a column, and the texts in it that mean nothing. */
export function valuesOf({ header, rows }: LookTable, name: string): { values: string[]; nulls: string[] } {
  const place = header.indexOf(name);
  const filled = rows.map((row) => (row[place] ?? '').trim()).filter((value) => value !== '');
  return {
    values: filled.filter((value) => !nothing.test(value)),
    nulls: [...new Set(filled.filter((value) => nothing.test(value)))],
  };
}
