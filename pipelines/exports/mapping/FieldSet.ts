/** The fields of an export that a mapping reads: nothing else of it reaches the warehouse. */
import type { FieldRequest } from '../read/RecordFile.ts';

export type From = string | string[];

export class FieldSet {
  readonly requests: FieldRequest[] = [];

  /** The column of the records relation (f0, f1, ...) that holds the first of these names which the export has. */
  column(from: From): string {
    const key = keyOf(from);
    const index = this.requests.findIndex((request) => request.key === key);
    if (index >= 0) return `f${index}`;
    this.requests.push({ key, names: namesOf(from) });
    return `f${this.requests.length - 1}`;
  }
}

export function keyOf(from: From): string {
  return namesOf(from).join('\u0000');
}

function namesOf(from: From): string[] {
  return typeof from === 'string' ? [from] : from;
}
