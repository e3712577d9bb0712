/** A proposal for sources.yaml while it is worked out, and its lines of YAML. */
import { flow, open } from './yamlText.ts';

export interface Draft {
  /** Pattern of the files. */
  files: string;
  /** `format`, `table`, `encoding`, `records`, ...: in the order in which they are written. */
  keys: Record<string, unknown>;
  columns: Record<string, unknown>;
  /** What stands behind a line as a comment, by key or column. */
  comments: Record<string, string>;
  /** Why each "?" is open, and what else to make sure of. */
  unsure: string[];
}

/** The entry as lines for the list `sources:`. */
export function entryLines({ files, keys, columns, comments }: Draft): string[] {
  const behind = (name: string): string => (comments[name] ? ` # ${comments[name]}` : '');
  const lines = [`- files: ${JSON.stringify(files)}`];
  for (const [key, value] of Object.entries(keys)) lines.push(`  ${key}: ${flow(value)}${behind(key)}`);
  const names = Object.entries(columns);
  if (names.length > 0) lines.push('  columns:');
  for (const [name, rule] of names) lines.push(`    ${name}: ${flow(rule)}${behind(name)}`);
  return lines;
}

/**
 * The entry without what is open, so that the rest of it can be tried: a zone stands in, an open word of a map is left to
 * what a load makes of it, a column that is open altogether is left out. Null where a key on which all depends is open.
 */
export function trialDraft(draft: Draft, required: readonly string[]): Draft | null {
  if (draft.keys['table'] === open || draft.keys['records'] === open || draft.keys['query'] === open) return null;
  const keys = Object.fromEntries(
    Object.entries(draft.keys).flatMap(([key, value]): [string, unknown][] => {
      if (value === open) return key === 'zone' ? [[key, 'Asia/Tokyo']] : [];
      return [[key, withoutOpen(value)]];
    }),
  );
  const columns = Object.fromEntries(
    Object.entries(draft.columns).flatMap(([name, rule]): [string, unknown][] => {
      if (rule === open || (isMap(rule) && rule['format'] === open)) return [];
      if (isMap(rule) && rule['value'] === open)
        return [[name, { ...rule, value: name === 'state' ? 'down' : 'unnamed' }]];
      return [[name, withoutOpen(rule)]];
    }),
  );
  if (required.some((name) => name in draft.columns && !(name in columns))) return null;
  return { ...draft, keys, columns };
}

function withoutOpen(value: unknown): unknown {
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (inner === open ? [] : [[key, withoutOpen(inner)]])),
  );
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** How many places of an entry are left open. */
export function openPlaces(entry: readonly string[]): number {
  return entry.join('\n').split(JSON.stringify(open)).length - 1;
}
