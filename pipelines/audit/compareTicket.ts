/** Compares the reference engine's measures of tickets with the warehouse, month by month, as known at each cut-off. */
import { judgeTicket } from '../reference/judgeTicket.ts';
import type { JudgeContext, MeasureResult, TicketHistory } from '../reference/TicketHistory.ts';
import { quote, type Warehouse } from '../warehouse/Warehouse.ts';
import { differences, type Values } from './compare.ts';
import type { Difference, WarehouseComparison } from './TicketAudit.ts';

/** What the warehouse says of some tickets, and the months that it was computed for. */
export interface WarehouseMeasures {
  months: { period_id: string; starts_at: number; as_of: number }[];
  byTicket: Map<string, Values[]>;
}

/** Reads the measures of tickets in all computed months. */
export async function readWarehouseMeasures(
  warehouse: Warehouse,
  ticketIds: readonly string[],
): Promise<WarehouseMeasures> {
  const rows = await warehouse.rows<Values>(
    `select * from marts.fct_ticket_measures where ticket_id in (${ticketIds.map(quote).join(', ')})
     order by ticket_id, period_id, cycle, measure`,
  );
  const byTicket = new Map<string, Values[]>();
  for (const row of rows) {
    const id = String(row['ticket_id']);
    const known = byTicket.get(id);
    if (known) known.push(row);
    else byTicket.set(id, [row]);
  }
  const months = await warehouse.rows<WarehouseMeasures['months'][number]>(
    'select * from run.periods order by ordinal',
  );
  return { months, byTicket };
}

/**
 * Judges the ticket again as known at the cut-off of each month that holds it. A ticket that no month holds is looked at
 * in the last one, if it was opened since the first: it then must have no measure.
 */
export function compareTicket(
  { months, byTicket }: WarehouseMeasures,
  history: TicketHistory,
  context: Omit<JudgeContext, 'asOf'>,
): WarehouseComparison {
  const stored = byTicket.get(history.ticketId) ?? [];
  const holding = months.filter(({ period_id }) => stored.some((row) => row['period_id'] === period_id));
  const isOlder = history.openedAt === null || history.openedAt < months[0]!.starts_at;
  if (holding.length === 0 && isOlder) return { periodId: null, asOf: null, differences: [] };
  const compared = holding.length > 0 ? holding : months.slice(-1);
  const { period_id: periodId, as_of: asOf } = compared.at(-1)!;
  const found = compared.flatMap(({ period_id, as_of }) => {
    const reference = judgeTicket(history, { ...context, asOf: as_of }).measures.map(valuesOf);
    const rows = stored.filter((row) => row['period_id'] === period_id);
    return compareMeasures(period_id, reference, rows);
  });
  return { periodId, asOf, differences: found };
}

function compareMeasures(periodId: string, reference: readonly Values[], rows: readonly Values[]): Difference[] {
  const keys = [...new Set([...reference, ...rows].map(keyOf))];
  return keys.flatMap((key) => {
    const said = reference.find((values) => keyOf(values) === key);
    const row = rows.find((values) => keyOf(values) === key);
    const what = `${periodId}, ${key}`;
    if (said && row) return differences(`${what}: `, said, row);
    const verdict = (values: Values | undefined) => (values ? String(values['verdict']) : 'none');
    return [{ what, reference: verdict(said), warehouse: verdict(row) }];
  });
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
