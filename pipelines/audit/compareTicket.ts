/** Compares the reference engine's measures of a ticket with the warehouse, as known at the same cut-off. */
import { judgeTicket } from '../clock/judgeTicket.ts';
import type { JudgeContext, MeasureResult, TicketHistory } from '../clock/TicketHistory.ts';
import { quote, type Warehouse } from '../warehouse/Warehouse.ts';
import { differences, type Values } from './compare.ts';
import type { WarehouseComparison } from './TicketAudit.ts';

interface Month {
  period_id: string;
  starts_at: number;
  ends_at: number;
  as_of: number;
}

/**
 * Looks at the latest computed month that holds the ticket and judges it again as known at that month's cut-off. A
 * ticket that no month holds is compared at the last one, if it was opened since the first: it then must have no measure.
 */
export async function compareTicket(
  warehouse: Warehouse,
  history: TicketHistory,
  context: Omit<JudgeContext, 'asOf'>,
): Promise<WarehouseComparison> {
  const stored = await warehouse.rows<Values>(
    `select measures.* from marts.fct_ticket_measures as measures
     where ticket_id = ${quote(history.ticketId)} order by period_id, cycle, measure`,
  );
  const months = await warehouse.rows<Month>('select * from run.periods order by ordinal');
  const latest = stored.at(-1)?.['period_id'];
  const month = months.find(({ period_id }) => period_id === latest);
  const fallback = months.at(-1)!;
  const isOlder = history.openedAt === null || history.openedAt < months[0]!.starts_at;
  if (!month && isOlder) return { periodId: null, asOf: null, differences: [] };

  const { period_id, as_of } = month ?? fallback;
  const reference = judgeTicket(history, { ...context, asOf: as_of }).measures.map(valuesOf);
  const rows = stored.filter((row) => row['period_id'] === period_id);
  const keys = [...new Set([...reference, ...rows].map(keyOf))];
  const found = keys.flatMap((key) => {
    const said = reference.find((values) => keyOf(values) === key);
    const row = rows.find((values) => keyOf(values) === key);
    if (said && row) return differences(`${key}: `, said, row);
    return [
      {
        what: key,
        reference: said ? String(said['verdict']) : 'none',
        warehouse: row ? String(row['verdict']) : 'none',
      },
    ];
  });
  return { periodId: period_id, asOf: as_of, differences: found };
}

function keyOf(values: Values): string {
  return `${values['measure']}, cycle ${values['cycle']}`;
}

/** A measure under the column names of fct_ticket_measures. */
function valuesOf(result: MeasureResult): Values {
  return {
    measure: result.measure,
    cycle: result.cycle,
    severity: result.severity,
    within_text: result.within,
    calendar_id: result.calendar,
    started_at: result.startedAt,
    due_at: result.dueAt,
    stopped_at: result.stoppedAt,
    elapsed_seconds: result.elapsedSeconds,
    paused_seconds: result.pausedSeconds,
    margin_seconds: result.marginSeconds,
    verdict: result.verdict,
    decided_at: result.decidedAt,
    is_late_when_raised: result.lateWhenRaised,
  };
}
