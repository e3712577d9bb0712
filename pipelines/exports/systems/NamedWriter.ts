/** Writes records of named values: what a reader written as code finds, in the fields that a mapping asked for. */
import type { FieldRequest, RecordFile } from '../read/RecordFile.ts';

export type NamedRecord = Record<string, string | null | undefined>;

/** What stands in a list, where a stranger's file has one: the objects of an array, nothing of anything else. */
export function objectsOf<T extends object>(value: readonly T[] | null | undefined): T[] {
  return Array.isArray(value) ? value.filter((each) => each !== null && typeof each === 'object') : [];
}

/** A value as text, whatever a stranger's JSON holds where its format wants a text. */
function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A function that writes one record; a field takes the first of its names that is filled. */
export function namedWriter(request: FieldRequest[], sink: RecordFile): (row: number, record: NamedRecord) => void {
  const seen = new Set<string>();
  return (row, record) => {
    for (const name of Object.keys(record)) if (!seen.has(name)) seen.add(name) && sink.header.push(name);
    const values = request.map(({ key, names }) => {
      const found = names.filter((candidate) => Object.hasOwn(record, candidate));
      if (found.length > 0) sink.present.add(key);
      return found.map((name) => textOf(record[name])).find((value) => value !== null && value !== '');
    });
    sink.write(row, values);
  };
}
