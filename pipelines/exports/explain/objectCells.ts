/** Cells that hold an object as a program printed it: `{'link': '...', 'value': '...'}` of Python, or JSON. */

/** Under which a record says how it is called, the best first. Titles are texts, and stay whole. */
const naming = [
  'display_value',
  'displayValue',
  'summary',
  'name',
  'displayName',
  'title',
  'label',
  'value',
  'key',
  'id',
];

/**
 * A pattern whose first group is what an object in a cell is called; null where the cells are no objects.
 *
 * @param column of the generic table
 */
export function objectPattern(column: string, values: readonly string[]): string | null {
  const some = values.slice(0, 200);
  if (column === 'title' || some.length === 0 || !some.every((value) => /^\{\s*['"].*\}$/su.test(value))) return null;
  const patterns = naming.map((name) => `['"]${name}['"]\\s*:\\s*['"]([^'"]+)['"]`);
  return patterns.find((pattern) => some.every((value) => new RegExp(pattern, 'u').test(value))) ?? null;
}
