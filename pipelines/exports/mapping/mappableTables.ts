/** The tables that a mapping can fill: the generic exports, and what systems think of their own targets. */
import { type GenericTable, genericTables } from '../genericTables.ts';

/** Filled by mappings only: shown beside our own verdicts, never used in a figure. */
export const verdictTable: GenericTable = {
  name: 'vendor_verdicts',
  columns: ['ticket_id', 'measure', 'verdict', 'value'],
  required: ['ticket_id'],
  instants: [],
};

export const mappableTables: GenericTable[] = [...genericTables, verdictTable];

/** The table of that name. */
export function mappableTable(name: string): GenericTable {
  const table = mappableTables.find((candidate) => candidate.name === name);
  if (!table) throw new Error(`no table is called ${name}`);
  return table;
}
