/** What a fold is given, how it is planned, and what it finds: the types that its steps share. */
import type { TablePlan } from '../mapping/tableSql.ts';

/** Per service the shortest tolerated gap in seconds; `key` names the whole set, so that a change folds anew. */
export interface FoldGaps {
  key: string;
  seconds: Map<string, number>;
}

export interface FoldContext {
  /** The number of the load, once it is this file's turn to write. */
  loadId: () => Promise<number>;
  gaps: FoldGaps;
  /** Instant of the run, ISO 8601: samples a day after it are named as lying in the future. */
  loadedAt: string;
  /** Bytes from which a plain CSV is folded by its bytes; below, SQL is as fast and says more about the order of rows. */
  byBytesFrom?: number;
}

export interface FoldInput {
  /** A table expression, and the columns of it that the expressions below use. */
  relation: string;
  columns: string[];
  /** The number of a row, as Excel shows it. */
  row: string;
  /** Which rows count; empty: all. */
  where: string;
  /** The cells of any row that can be read: what the loader of other tables takes them for. */
  samples: NonNullable<TablePlan['samples']>;
  /** The same for rows written as usual, without a look at what is unusual; null where there is no shorter way. */
  fast: Record<'service' | 'second' | 'state' | 'location', string> | null;
  /** Locations found by looking here and there; null: look at all rows first. */
  locationsSeen: string[] | null;
  /** Whether records that cannot be split into columns land in `fold_rejects`. */
  setsRecordsAside: boolean;
  /** Small enough to keep each row's key, in the file's order, which lets more be said about it. */
  isSmall: boolean;
  /** Header of the file. */
  header: string[];
}

export interface FoldPlan {
  input: FoldInput;
  gaps: FoldGaps;
  locations: string[];
}

/** Names of the ENUM types, made anew for each set of values: session-wide, outside the database file. */
export interface FoldTypes {
  service: string;
  location: string;
  declarations: string;
}

export interface FoldSummary {
  samples: number;
  unreadable: number;
  unknownService: number;
  unseenLocation: number;
  repeated: number;
  contradicting: number;
  /** Latest second, null without samples. */
  last: number | null;
}

/** What a fold leaves behind for those who look for the rows that it counted. */
export interface Folded {
  plan: FoldPlan;
  summary: FoldSummary;
  /** Whether no row stands out of order; only small files are looked at. */
  isSorted: boolean;
  /** A relation of n (row number), k and the columns of the input: another reading of the file. */
  cells: string;
}
