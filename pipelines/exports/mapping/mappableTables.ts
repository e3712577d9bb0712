/** The tables that a mapping can fill: the generic exports, and what systems think of their own targets. */
import { type GenericTable, genericTables } from '../genericTables.ts';

/** Filled by mappings only: shown beside our own verdicts, never used in a figure. */
const verdictTable: GenericTable = {
  name: 'vendor_verdicts',
  columns: ['ticket_id', 'measure', 'verdict', 'value'],
  required: ['ticket_id'],
  instants: [],
};

/**
 * Filled by mappings only: states whose end is not in their own file (ended_at is empty), and ends (ended_at is filled), so
 * that staging can pair them across the files of one source. An end belongs to a state by state_id, ended_by or object_id.
 */
const stateEndsTable: GenericTable = {
  name: 'state_ends',
  columns: ['state_id', 'ended_by', 'object_id', 'started_at', 'ended_at'],
  required: [],
  instants: ['started_at', 'ended_at'],
};

export const mappableTables: GenericTable[] = [...genericTables, verdictTable, stateEndsTable];

/** The table of that name. */
export function mappableTable(name: string): GenericTable {
  const table = mappableTables.find((candidate) => candidate.name === name);
  if (!table) throw new Error(`no table is called ${name}`);
  return table;
}
