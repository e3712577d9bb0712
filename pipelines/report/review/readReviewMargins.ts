/** Reads how narrowly promises were kept: quarter by quarter, month by month, and each promise of the quarter. */
import { quote } from '../../warehouse/Warehouse.ts';
import type { ReadContext } from '../context.ts';
import type { Review, ReviewMargin } from './ReviewModel.ts';

type Row = ReviewMargin & { periodId: string };

/** The same quarters and months as in the comparison; one in which nothing was kept has no figure. */
export async function readReviewMargins(
  { warehouse, run, previousId }: ReadContext,
  { quarters, trend }: Pick<Review, 'quarters' | 'trend'>,
): Promise<Review['margins']> {
  const ids = [...quarters, ...trend].map(({ id }) => quote(id));
  const rows = await warehouse.rows<Row>(
    `select period_id as "periodId", nullif(severity, '') as severity, nullif(measure, '') as measure, kept, near,
       median_percent as "medianPercent", worst_tenth_percent as "worstTenthPercent"
     from marts.fct_margin_trend where period_id in (${[...ids, "''"].join(', ')})
     order by severity_rank, severity, list_position(['respond', 'restore', 'resolve'], measure)`,
  );
  const none = { severity: null, measure: null, kept: null, near: null, medianPercent: null, worstTenthPercent: null };
  const wholeOf = (id: string) => rows.find(({ periodId, severity }) => periodId === id && severity === null);
  const promise = ({ severity, measure }: ReviewMargin, id: string | null) =>
    rows.find((row) => row.periodId === id && row.severity === severity && row.measure === measure);
  const period = ({ id }: { id: string }) => ({ ...none, ...wholeOf(id), periodId: id });
  return {
    quarters: quarters.map(period),
    months: trend.map(period),
    promises: rows
      .filter(({ periodId, severity }) => periodId === run.periods.period.id && severity !== null)
      .map((row) => ({ ...row, previous: promise(row, previousId) ?? null })),
  };
}
