/**
 * How one kind of export is read: the seam between sources.yaml and the loader.
 */
import type { GenericTable } from './genericTables.ts';

export interface Source {
  /** The generic table that the file's rows become. */
  table: GenericTable;
  /** IANA zone of instants written without an offset; null: such instants are rejected. */
  zone: string | null;
}
