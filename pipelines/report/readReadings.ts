/**
 * Reads which verdicts another reading of the agreement, or the arithmetic of the ticket system itself, would turn: of services by
 * the marts, of clocks by the reference engine, as in an audit.
 */
import type { MeasureName } from '../contract/Contract.ts';
import { judgeTicket } from '../reference/judgeTicket.ts';
import { type PolicyDifference, policySensitivity } from '../reference/policySensitivity.ts';
import { deskFigures } from '../reference/profiles/desks.ts';
import type { JudgeContext, TicketHistory, Verdict } from '../reference/TicketHistory.ts';
import type { ReadContext } from './context.ts';
import { listed } from './Listed.ts';
import type { Readings, TurnedClock } from './ReportModel.ts';
import { readHistories } from './readHistories.ts';

/** Clocks that are walked once a reading; of more, those that were late, then those with the least to spare. */
const mostWalked = 3000;

/** @param most clocks that are walked at most */
export async function readReadings(context: ReadContext, most = mostWalked): Promise<Readings> {
  return { services: await readServices(context), ...(await readClocks(context, most)) };
}

async function readServices({ warehouse, period, serviceName }: ReadContext): Promise<Readings['services']> {
  const rows = await warehouse.rows<Omit<Readings['services'][number], 'name'>>(
    `select service_id as "serviceId", other.policy as value, agreed.is_met as "isMet", agreed.availability_percent as percent,
       other.would_be_met as "wouldBeMet", other.availability_percent as "otherPercent"
     from marts.fct_unknown_policies as other
     inner join marts.fct_service_availability as agreed using (period_id, service_id)
     inner join contract.services using (service_id)
     where period_id = ${period} order by ordinal, other.policy`,
  );
  return rows.map((row) => ({ ...row, name: serviceName(row.serviceId)! }));
}

interface Clock {
  ticket_id: string;
  severity: string;
  measure: MeasureName;
  cycle: number;
  verdict: 'met' | 'breached';
  in_all: number;
}

async function readClocks(
  { warehouse, run, period }: ReadContext,
  most: number,
): Promise<Pick<Readings, 'clocks' | 'walked' | 'decided'>> {
  const clocks = await warehouse.rows<Clock>(
    `select ticket_id, measure, cycle, counted.severity, counted.verdict, (count(*) over ())::integer as in_all
     from marts.fct_counted_measures as counted left join marts.fct_margins as margins using (period_id, ticket_id, measure, cycle)
     where period_id = ${period} and is_counted and counted.verdict in ('met', 'breached')
     order by counted.verdict, margins.margin_seconds * 1000000 // nullif(margins.allowed_seconds, 0), counted.severity_rank, ticket_id, measure, cycle
     limit ${most}`,
  );
  const { contract, exclusions, calendars, periods } = run;
  const given = { contract, exclusions, calendars: calendars.calendars, asOf: periods.asOf };
  const histories = await readHistories(warehouse, [...new Set(clocks.map(({ ticket_id }) => ticket_id))]);
  const turned = new Map(
    histories.map((history) => [
      history.ticketId,
      [...policySensitivity(history, given), ...turnedBySystem(history, given)],
    ]),
  );
  const rows = clocks.flatMap((clock) => turnedBy(turned.get(clock.ticket_id)!, clock));
  return { clocks: listed(rows), walked: clocks.length, decided: clocks[0]?.in_all ?? 0 };
}

/** A difference that a policy makes, or the ticket system. */
type Difference = Omit<PolicyDifference, 'policy'> & { policy: TurnedClock['readings'][number]['policy'] };

/** Only of measures that the system has as well: that it has none says nothing of the promise. */
function turnedBySystem(history: TicketHistory, given: JudgeContext): Difference[] {
  const figures = deskFigures(history, given);
  if (figures.length === 0) return [];
  const agreed = judgeTicket(history, given).measures;
  return figures.flatMap(({ desk, measure, cycle, verdict, marginSeconds }) => {
    const before = agreed.find((each) => each.measure === measure && each.cycle === cycle);
    if (!before || before.verdict === verdict) return [];
    const [from, agreedMarginSeconds] = [before.verdict, before.marginSeconds];
    return [
      { policy: 'system', value: desk, measure, cycle, from, to: verdict, agreedMarginSeconds, marginSeconds } as const,
    ];
  });
}

/** One row for each other outcome. A reading under which nothing would be promised turns no verdict. */
function turnedBy(found: readonly Difference[], clock: Clock): TurnedClock[] {
  const { ticket_id: ticketId, severity, measure, cycle, verdict } = clock;
  const rows: TurnedClock[] = [];
  for (const difference of found) {
    if (difference.measure !== measure || difference.cycle !== cycle || difference.from !== verdict) continue;
    const other = difference.to === null ? instead(found, difference) : difference;
    if (!other || other.to === verdict) continue;
    const { policy, value, agreedMarginSeconds } = difference;
    const [otherVerdict, otherMarginSeconds] = [other.to as Verdict, other.marginSeconds!];
    const same = rows.find((row) => row.otherVerdict === otherVerdict && row.otherMarginSeconds === otherMarginSeconds);
    if (same) same.readings.push({ policy, value });
    else {
      const outcome = { verdict, marginSeconds: agreedMarginSeconds!, otherVerdict, otherMarginSeconds };
      rows.push({ ticketId, severity, measure, cycle, ...outcome, readings: [{ policy, value }] });
    }
  }
  return rows;
}

/** Of another severity another completion may be promised: its resolution in the place of its restoration. */
function instead(found: readonly Difference[], { policy, value, measure, cycle }: Difference) {
  if (measure === 'respond') return undefined;
  return found.find(
    (each) =>
      each.policy === policy &&
      each.value === value &&
      each.cycle === cycle &&
      each.from === null &&
      each.measure !== 'respond',
  );
}
