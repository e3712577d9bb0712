/**
 * How one kind of export is read: the seam between sources.yaml and the loader.
 */

import type { GenericTable } from '../genericTables.ts';
import type { From } from './FieldSet.ts';
import type { ColumnRule, Condition, SourceEntry, TableMapping, Verdict } from './schema.ts';

/** A generic table that the export fills, with the rule of each column that it has. */
export interface SourceTable {
  table: GenericTable;
  columns: Map<string, ColumnRule>;
  /** Records that the table is made of; the others are no rows of it, and nobody counts them. */
  only: Condition[];
  where: Condition[];
  collapse: { by: From[]; order: From[] } | null;
  states: NonNullable<TableMapping['states']> | null;
  changes: NonNullable<TableMapping['changes']> | null;
  otherwiseUp: boolean;
  /** An instant of each record at which the system was alive. */
  exportedAt: ColumnRule | null;
  /** Locations are what tells hosts, instances or monitors of one name apart, and no mapping has decided on them. */
  isApart: boolean;
  verdicts: Verdict[];
  /** Where the records of this table stand, where that is not where those of the source do. */
  records: string | null;
}

export interface Source {
  /** The entry of sources.yaml, or the table of a generic export: all of its files are one source of evidence. */
  id: string;
  /** The preset, or the table of a generic export. */
  name: string;
  /** Where sources.yaml explains the file: `sources.yaml, line 4`; null for a generic export. */
  where: string | null;
  /** Encoding, delimiter and the other keys that say how records are found. */
  reading: Pick<
    SourceEntry,
    | 'encoding'
    | 'delimiter'
    | 'header_row'
    | 'sheet'
    | 'records'
    | 'lines'
    | 'query'
    | 'reader'
    | 'nulls'
    | 'duplicate_headers'
    | 'dedupe'
    | 'row_caps'
  >;
  tables: SourceTable[];
  /** IANA zone of instants written without an offset; null: such instants are rejected. */
  zone: string | null;
  /** Instants stay as they are written, and staging reads them: an export in the generic columns. */
  isGeneric: boolean;
  covers: SourceEntry['covers'] | null;
  rows: 'changes' | 'spans';
  endsAtLastLine: boolean;
  /** When the export was made, ISO 8601; null: nobody said. */
  exportedAt: string | null;
  stopOnReject: boolean;
  /** Tells whether a file must be read anew because its source changed. */
  key: string;
}
