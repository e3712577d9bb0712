/** What is seen of a file of exports: records that could become rows. */

/** How a column of the look is put together from two of the export. */
export interface Join {
  /** In the order in which they are read: where one of them may be empty the time is first, for nothing is read without it. */
  columns: [string, string];
  isTimeFirst: boolean;
}

/** Records that could become rows, and the keys of sources.yaml with which they are found. */
export interface LookTable {
  /** `sheet "Tickets"`, `records incidents[]`; empty where the file is the table. */
  name: string;
  keys: Record<string, unknown>;
  header: string[];
  rows: string[][];
  /** What is odd about it and should be said. */
  remarks: string[];
  /** Whether nothing in sources.yaml can reach these records yet. */
  isOutOfReach?: boolean;
  /** Whether the names of its columns differ by case, as keys of JSON do. */
  isExact?: boolean;
  /** Columns that are put together from two of the export: a date and its time. */
  joins?: ReadonlyMap<string, Join>;
}
