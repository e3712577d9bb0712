/** Counts the measures of a period: the `sla` rows of figures.json. */
import type { MeasureName, Policies } from '../contract/Contract.ts';
import { standingIn } from './attribution.ts';
import { percentFloored, ratio } from './ratio.ts';
import type { MeasureResult } from './TicketHistory.ts';

export interface Tally {
  severity: string;
  measure: MeasureName;
  met: number;
  breached: number;
  carriedOver: number;
  excluded: number;
  /** met / (met + breached), floored to three decimals; null for 0 of 0. */
  attainmentPercent: string | null;
}

/** One row for each severity and measure among the results, in the order in which they first occur. */
export function tally(
  period: { startsAt: number; endsAt: number },
  measures: readonly MeasureResult[],
  attribution: Policies['attribution'],
): Tally[] {
  const groups = new Map<string, Tally>();
  for (const result of measures) {
    const standing = standingIn(period, result, attribution);
    if (standing === 'elsewhere') continue;
    const { severity, measure, verdict } = result;
    const key = JSON.stringify([severity, measure]);
    const row = groups.get(key) ?? {
      severity,
      measure,
      met: 0,
      breached: 0,
      carriedOver: 0,
      excluded: 0,
      attainmentPercent: null,
    };
    groups.set(key, row);
    if (standing === 'carried-over') row.carriedOver += 1;
    else if (verdict !== 'running') row[verdict] += 1;
  }
  return [...groups.values()].map((row) => ({ ...row, attainmentPercent: attainment(row.met, row.breached) }));
}

/** Null, not 0 or 100, when nothing was decided. */
export function attainment(met: number, breached: number): string | null {
  return met + breached === 0 ? null : percentFloored(ratio(met, met + breached));
}
