/** How much an export may hold before it is refused: input comes from strangers, and a report must not take the machine down. */

export const limits = {
  /** One field of a CSV, one line of a log. */
  fieldBytes: 50_000_000,
  columns: 10_000,
  /** One record of a JSON or XML export. */
  recordBytes: 256_000_000,
  /** What an archive may unpack to, where it is also more than `archiveRatio` times its packed size. */
  archiveBytes: 256_000_000,
  archiveRatio: 250,
  /** Files that are read as a whole: Excel, SQLite. */
  wholeFileBytes: 1_000_000_000,
  /** The table that a sheet spans, empty cells included, and one cell of it. */
  cells: 32_000_000,
  cellBytes: 1_000_000,
  /** What a pattern may think about a piece of a log (1 MB), and a query about its database. */
  patternSeconds: 10,
  querySeconds: 120,
  /** Depth of nested XML elements. */
  xmlDepth: 100,
} as const;

/** A limit as a person reads it: `50 MB`. */
export function megabytes(bytes: number): string {
  return `${Math.floor(bytes / 1_000_000)} MB`;
}
