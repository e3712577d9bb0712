/** The instant whose month a measure belongs to; what a period counts is settled at its two cut-offs (ledger.ts). */
import type { Policies } from '../contract/Contract.ts';
import type { MeasureResult } from './TicketHistory.ts';

/**
 * The instant whose period a measure belongs to (epoch seconds), or null while it belongs to none yet:
 * `decided` when the outcome became known, `opened` when its clock started, `resolved` when it stopped
 * (an excluded one without a stop: when it was excluded).
 */
export function attributedAt(measure: MeasureResult, attribution: Policies['attribution']): number | null {
  if (attribution === 'opened') return measure.startedAt;
  if (attribution === 'decided') return measure.decidedAt;
  return measure.verdict === 'excluded' ? measure.decidedAt : measure.stoppedAt;
}
