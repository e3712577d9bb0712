/** Figures as one list of leaves, so that two sets of them can be compared whatever they hold. */

/** Fields that tell the entries of a list apart, in the order in which they name one. */
const names = ['service_id', 'ticket_id', 'severity', 'measure', 'cycle', 'kpi', 'month', 'from'];

/**
 * Value by path: `availability.web.down_seconds`. An entry of a list is called by what identifies it, else by its place.
 * Lists and objects without content are leaves themselves.
 */
export function flatten(value: unknown, path = ''): Map<string, unknown> {
  if (value === null || typeof value !== 'object' || Object.keys(value).length === 0)
    return new Map([[path, value !== null && typeof value === 'object' ? JSON.stringify(value) : value]]);
  const entries = Array.isArray(value)
    ? value.map((entry, index): [string, unknown] => [nameOf(entry) ?? String(index), entry])
    : Object.entries(value);
  return new Map(entries.flatMap(([key, inner]) => [...flatten(inner, path === '' ? key : `${path}.${key}`)]));
}

function nameOf(entry: unknown): string | null {
  if (entry === null || typeof entry !== 'object') return null;
  const fields = entry as Record<string, unknown>;
  const known = names.filter((name) => typeof fields[name] === 'string' || typeof fields[name] === 'number');
  return known.length === 0 ? null : known.map((name) => String(fields[name])).join('/');
}
