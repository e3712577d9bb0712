/** Reads every promise of the period on one line, beside the period before and the months of the trend. */
import type { ReadContext } from './context.ts';
import type { FctPromises } from './marts.ts';
import type { BalanceRow, PromiseRow } from './ReportModel.ts';

/** Months that a strip of states shows. */
const stripMonths = 6;

/** Availability first, then the severities as the agreement ranks them. */
export async function readPromises(context: ReadContext): Promise<PromiseRow[]> {
  const { warehouse, run, previousId, trendIds } = context;
  const rows = await warehouse.rows<FctPromises>('select * from marts.fct_promises order by ordinal, severity');
  const at = (id: string | null, { severity, measure }: FctPromises) =>
    rows.find((row) => row.period_id === id && row.severity === severity && row.measure === measure);
  return rows
    .filter(({ period_id }) => period_id === run.periods.period.id)
    .map((row) => ({
      severity: row.severity === '' ? null : row.severity,
      measure: row.measure,
      within: row.within_text,
      targetPercent: row.target_percent,
      percent: row.percent,
      cases: row.cases === 0 ? null : { met: row.kept, of: row.cases },
      missed: row.missed,
      differenceMilli: row.difference_milli,
      previousPercent: at(previousId, row)?.percent ?? null,
      status: row.status,
      strip: trendIds.slice(-stripMonths).map((id) => at(id, row)?.status ?? null),
    }));
}

/** The books of the period: what was carried in, came, was decided and is carried over. */
export async function readBalance({ warehouse, period }: ReadContext): Promise<BalanceRow[]> {
  return await warehouse.rows<BalanceRow>(
    `select * exclude (period_id, severity_rank) from marts.fct_balance where period_id = ${period}
     order by severity_rank, severity, case measure when 'respond' then 0 when 'restore' then 1 else 2 end`,
  );
}
