/**
 * Why a clock stood still, why a second does not count, what was odd about a row: as values, never as sentences.
 *
 * Sentences are made of them in `templates/words/`, one for each kind in each language; a kind without its sentence does
 * not compile. Instants are UTC epoch seconds; texts that people wrote are quoted as they are.
 */
import type { AvailabilityTerms, LocalText } from '../contract/Contract.ts';
import type { MonitorState, TicketEventKind } from './exported.ts';

/** Why a step of a ticket's clock is what it is. */
export type StepReason =
  /** The clock runs; `since` is what set it going: the opening, a reopening, or what ended a pause. */
  | { kind: 'running'; since: TicketEventKind }
  /** It stands still; `by` is the reason that the ticket gives, null where it gives none. */
  | { kind: 'paused'; by: string | null }
  /** The ticket waits, and the agreement lets the clock run on. */
  | { kind: 'paused-in-vain'; by: string | null }
  /** An approved exclusion stops the clock. */
  | { kind: 'excluded-time'; id: string; approvedBy: string; reason: LocalText }
  /** Restored, resolved or closed, until it was reopened. */
  | { kind: 'stood'; event: TicketEventKind }
  /** Outside business hours; `days` are the notes of the closed days (a holiday's name, `closed`, `dates`), each once. */
  | { kind: 'closed'; calendar: string; days: string[] };

/** What was odd about the data of a ticket. */
export type RemarkReason =
  | { kind: 'no-opening' }
  | { kind: 'two-openings'; again: number; first: number }
  | { kind: 'before-opening'; event: TicketEventKind; at: number; openedAt: number }
  | { kind: 'events-contradict-columns'; of: 'instant'; column: string; says: number; events: number[] }
  | { kind: 'events-contradict-columns'; of: 'severity'; says: string; lastChange: string }
  | { kind: 'closed-without-resolved'; at: number }
  | { kind: 'reopened-without-stop'; at: number }
  | { kind: 'pause-without-end'; at: number; asOf: number }
  | { kind: 'pause-within-pause'; at: number; since: number }
  | { kind: 'pause-reason-unknown'; reason: string | null }
  | { kind: 'severity-unknown'; of: 'ticket'; severity: string | null }
  | { kind: 'severity-unknown'; of: 'change' }
  | { kind: 'calendar-unknown' }
  /** The ticket is open again, though a column says when it was completed; nobody says since when. */
  | { kind: 'status-says-open'; status: string }
  | { kind: 'status-without-instant'; status: string }
  /** The export has dates without times. */
  | { kind: 'day-alone' };

/** Why a measure is out of the count. */
export type ExcludedReason =
  | { kind: 'cancelled' }
  | { kind: 'duplicate'; of: string }
  | { kind: 'exclusion'; id: string; approvedBy: string; reason: LocalText };

/** Why a stretch of a service's time counts as it does. */
export type AtomReason =
  | { kind: 'maintenance'; windowId: string }
  | { kind: 'exclusion'; id: string; approvedBy: string; reason: LocalText }
  | { kind: 'no-evidence'; unknown: AvailabilityTerms['unknown'] }
  | { kind: 'state'; state: MonitorState; since: number }
  | { kind: 'short-outage'; seconds: number; minimumSeconds: number };
