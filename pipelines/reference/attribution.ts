/** To which period a measure belongs, so that each counts once. */
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

/**
 * Where a measure stands in a period [startsAt, endsAt), judged at that period's as_of: `counted` in it,
 * `carried-over` when it started before the period's end and its outcome - for `resolved` its stop - still lies
 * ahead, else `elsewhere`.
 */
export function standingIn(
  period: { startsAt: number; endsAt: number },
  measure: MeasureResult,
  attribution: Policies['attribution'],
): 'counted' | 'carried-over' | 'elsewhere' {
  const at = attributedAt(measure, attribution);
  const settled = attribution === 'resolved' ? at : measure.decidedAt;
  if (settled !== null && at !== null && period.startsAt <= at && at < period.endsAt) return 'counted';
  return measure.startedAt < period.endsAt && (settled === null || settled >= period.endsAt)
    ? 'carried-over'
    : 'elsewhere';
}
