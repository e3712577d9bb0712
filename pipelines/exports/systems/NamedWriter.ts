/** Writes records of named values: what a reader written as code finds, in the fields that a mapping asked for. */
import type { FieldRequest, RecordFile } from '../read/RecordFile.ts';

export type NamedRecord = Record<string, string | null | undefined>;

/** A function that writes one record; a field takes the first of its names that is filled. */
export function namedWriter(request: FieldRequest[], sink: RecordFile): (row: number, record: NamedRecord) => void {
  const seen = new Set<string>();
  return (row, record) => {
    for (const name of Object.keys(record)) if (!seen.has(name)) seen.add(name) && sink.header.push(name);
    const values = request.map(({ key, names }) => {
      const found = names.filter((candidate) => Object.hasOwn(record, candidate));
      if (found.length > 0) sink.present.add(key);
      return found.map((name) => record[name]).find((value) => value !== null && value !== undefined && value !== '');
    });
    sink.write(row, values);
  };
}
