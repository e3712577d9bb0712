/** Which issue of a report is read. */
import type { DocumentFacts, Revision } from './ReportModel.ts';

/** Which issue of the report this is: its version, its date and what changed since the first. */
export interface Issue {
  state: DocumentFacts['state'];
  /** Null for an interim report. */
  version: string | null;
  /** Epoch seconds; null until it is issued. */
  issuedAt: number | null;
  /** Who approved it; null until it is issued. */
  issuedBy: string | null;
  revisions: readonly Revision[];
}
