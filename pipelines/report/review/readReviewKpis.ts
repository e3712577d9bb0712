/**
 * Reads the KPI table of the review, and the targets that were revised since the quarter before.
 */
import type { ReadContext } from '../context.ts';
import type { FctKpis } from '../marts.ts';
import type { ReviewKpi, TargetChange } from './ReviewModel.ts';

/** Every KPI of the period, in the order of the table. */
export async function readKpis(context: ReadContext): Promise<ReviewKpi[]> {
  return (await readRows(context)).map(kpiOf);
}

/** KPIs whose target differs from that of the period before; empty without one. */
export async function readTargetChanges(context: ReadContext, kpis: ReviewKpi[]): Promise<TargetChange[]> {
  if (context.previousId === null) return [];
  const rows = await readRows(context);
  return rows.flatMap(({ target_text, previous_target_text }, index) =>
    target_text === previous_target_text ? [] : [{ kpi: kpis[index]!, from: previous_target_text, to: target_text }],
  );
}

async function readRows({ warehouse, period }: ReadContext): Promise<FctKpis[]> {
  return await warehouse.rows<FctKpis>(
    `select * from marts.fct_kpis where period_id = ${period} order by ordinal, kpi`,
  );
}

function kpiOf(row: FctKpis): ReviewKpi {
  return {
    kpi: row.kpi,
    severity: row.severity,
    measure: row.measure,
    unit: row.unit,
    isDefined: row.is_defined,
    section: row.section,
    value: row.value_text,
    numerator: row.counts_cases && row.numerator !== null ? Number(row.numerator) : null,
    denominator: row.counts_cases && row.denominator !== null ? Number(row.denominator) : null,
    subject: row.subject,
    target: row.target_text,
    attention: row.attention_text,
    direction: row.direction,
    verdict: row.verdict,
    previous: row.previous_text,
    trend: row.trend,
    isBetter: row.is_better,
  };
}
