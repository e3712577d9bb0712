/** The error of an export that cannot be read, in one shape for all readers. */
import { SlaError } from '../../errors.ts';

/** @param where the file, and its row where one is known: `exports/tickets.csv, row 48` */
export function unreadable(where: string, what: string, fix: string): SlaError {
  return new SlaError({ what, where, fix, state: 'Nothing of this file was loaded; the warehouse is as it was.' });
}

/**
 * What DuckDB says of a file that it could not read, in one line and without the file's path; null for an error that is not
 * of the file's making: a statement that is wrong, a transaction, memory, a bug.
 */
export function faultOfFile(error: unknown): string | null {
  if (!(error instanceof Error) || error.name !== 'Error') return null;
  const [first = ''] = error.message.split('\n');
  if (/^(Binder|Parser|Syntax|Catalog|Transaction\w*|Out of Memory|Interrupt|INTERNAL|FATAL) Error/i.test(first))
    return null;
  return first.replace(/^[\w ]+ Error: /, '').replace(/^Failed to read file "[^"]*": /, '');
}

/** The error for a Parquet file; what is not the file's fault comes back as it is. */
export function unreadableParquet(file: string, error: unknown): unknown {
  const fault = faultOfFile(error);
  if (fault === null) return error;
  return unreadable(
    file,
    `The file cannot be read as Parquet: ${fault}`,
    'Export it again; it may be damaged or have been cut off.',
  );
}
