/** The error of an export that cannot be read, in one shape for all readers. */
import { SlaError } from '../../errors.ts';

/** @param where the file, and its row where one is known: `exports/tickets.csv, row 48` */
export function unreadable(where: string, what: string, fix: string): SlaError {
  return new SlaError({ what, where, fix, state: 'Nothing of this file was loaded; the warehouse is as it was.' });
}
