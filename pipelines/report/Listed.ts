/**
 * A list of which a report shows the first: as many as a reader can use.
 *
 * It has no length, so that the number of rows that happen to be shown cannot be taken for the number that there are.
 */

/** Rows that one list of a report shows; the tables beside the report hold all of them. */
export const mostListed = 500;

/** The rows that are shown, in order; how many they are is nobody's figure. */
interface Shown<T> extends Iterable<T> {
  map<U>(of: (row: T) => U): U[];
  some(is: (row: T) => boolean): boolean;
}

export interface Listed<T> {
  readonly shown: Shown<T>;
  /** How many there are in all. */
  readonly of: number;
}

/** The first rows of a list. @param of how many there are, where `rows` are not all of them */
export function listed<T>(rows: readonly T[], of: number = rows.length): Listed<T> {
  return { shown: rows.slice(0, mostListed), of };
}

/** Shown and all, where not all are shown: for the note below a list, and for nothing else. */
export function cutOf<T>({ shown, of }: Listed<T>): { shown: number; of: number } | null {
  const count = [...shown].length;
  return count < of ? { shown: count, of } : null;
}
