/**
 * Reads SLA attainment per severity and measure.
 */
import type { ReadContext } from './context.ts';
import type { FctAttainment, FctAttainmentTotals } from './marts.ts';
import type { AttainmentSection } from './ReportModel.ts';

/** As a ticket lives: response, then restoration or resolution; sums over all come last. */
const byMeasure = `case measure when 'respond' then 0 when 'restore' then 1 when 'resolve' then 2 when 'fixed' then 3 else 4 end`;

/** SLA attainment per severity and measure, and over all, beside the period before and the trend. */
export async function readAttainment({
  warehouse,
  run,
  previousId,
  trendIds,
}: ReadContext): Promise<AttainmentSection> {
  const rows = await warehouse.rows<FctAttainment>(
    'select * from marts.fct_attainment order by severity_rank, severity, ' + byMeasure,
  );
  const at = (id: string | null, severity: string, measure: string): FctAttainment | undefined =>
    rows.find((row) => row.period_id === id && row.severity === severity && row.measure === measure);
  const totals = await warehouse.rows<FctAttainmentTotals>(
    `select * from marts.fct_attainment_totals order by ${byMeasure}`,
  );
  const total = (id: string | null, measure: string): (typeof totals)[number] | undefined =>
    totals.find((row) => row.period_id === id && row.measure === measure);
  return {
    previousBreached: total(previousId, 'all')?.breached ?? null,
    rows: rows
      .filter(({ period_id }) => period_id === run.periods.period.id)
      .map((row) => {
        const before = at(previousId, row.severity, row.measure);
        return {
          severity: row.severity,
          severityRank: row.severity_rank,
          measure: row.measure,
          within: row.within_text,
          met: row.met,
          breached: row.breached,
          carriedOver: row.carried_over,
          excluded: row.excluded,
          percent: row.attainment_percent,
          previousPercent: before?.attainment_percent ?? null,
          previousMet: before?.met ?? null,
          previousBreached: before?.breached ?? null,
          trend: trendIds.map((id) => {
            const month = at(id, row.severity, row.measure);
            return { met: month?.met ?? 0, breached: month?.breached ?? 0, percent: month?.attainment_percent ?? null };
          }),
        };
      }),
    totals: totals.flatMap(({ period_id, measure, met, breached, attainment_percent, is_far_below }) =>
      period_id !== run.periods.period.id
        ? []
        : [
            {
              measure,
              met,
              breached,
              percent: attainment_percent,
              isFarBelow: is_far_below,
              previousPercent: total(previousId, measure)?.attainment_percent ?? null,
            },
          ],
    ),
  };
}
