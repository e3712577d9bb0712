/** What rows of exports say, in the words of the engine. */

/** File, hash and row of an export: where a fact was read. Row 1 is the header of a CSV, or the first record of other formats. */
export interface SourceRow {
  file: string;
  sha256: string;
  row: number;
}

export type TicketEventKind =
  | 'opened'
  | 'responded'
  | 'assigned'
  | 'escalated'
  | 'paused'
  | 'resumed'
  | 'restored'
  | 'resolved'
  | 'reopened'
  | 'closed'
  | 'severity_changed'
  | 'cancelled';

export type MonitorState = 'up' | 'down' | 'unknown';
