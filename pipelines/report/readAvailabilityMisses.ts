/**
 * Reads the services that missed their availability target: misses like any other, with cause and countermeasures.
 */
import type { BreachCommentary } from '../contract/readCommentary.ts';
import type { ReadContext } from './context.ts';
import type { FctAvailabilityMisses } from './marts.ts';
import type { AvailabilityMiss, WrittenWords } from './ReportModel.ts';

/** The misses of the period, the one that overspent its budget by most first. */
export async function readAvailabilityMisses({
  warehouse,
  run,
  period,
  language,
  siteName,
}: ReadContext): Promise<AvailabilityMiss[]> {
  const rows = await warehouse.rows<FctAvailabilityMisses>(
    `select misses.* from marts.fct_availability_misses as misses inner join contract.services as services using (service_id)
     where period_id = ${period} order by over_seconds desc, services.ordinal`,
  );
  return rows.map((row) => {
    const service = run.contract.services.find(({ id }) => id === row.service_id)!;
    const words = wordsOn(row.service_id, row.ticket_ids, run.commentary);
    return {
      serviceId: row.service_id,
      name: service.name,
      siteName: siteName(service.site),
      percent: row.availability_percent,
      targetPercent: row.target_percent,
      lostSeconds: row.lost_seconds,
      budgetSeconds: row.budget_seconds,
      overSeconds: row.over_seconds,
      outages: row.outages,
      longestOutageSeconds: row.longest_outage_seconds,
      ticketIds: row.ticket_ids,
      commentary: written(words, language),
    };
  });
}

/** What is written about the service; what it leaves out, from the incident of its costliest outage that has words. */
function wordsOn(
  serviceId: string,
  ticketIds: readonly string[],
  { availability, breaches }: ReadContext['run']['commentary'],
): BreachCommentary | undefined {
  const own = availability[serviceId];
  const ofTicket = ticketIds.map((ticketId) => breaches[ticketId]).find((words) => words !== undefined);
  if (!own || !ofTicket) return own ?? ofTicket;
  return {
    detected: own.detected ?? ofTicket.detected,
    affected: own.affected ?? ofTicket.affected,
    cause: own.cause ?? ofTicket.cause,
    immediate: own.immediate ?? ofTicket.immediate,
    lasting: own.lasting ?? ofTicket.lasting,
    owner: own.owner ?? ofTicket.owner,
    due: own.due ?? ofTicket.due,
    status: own.status ?? ofTicket.status,
  };
}

/** Words on a miss as a section prints them. */
export function written(words: BreachCommentary | undefined, language: ReadContext['language']): WrittenWords {
  return {
    detected: words?.detected ?? null,
    affected: words?.affected ?? null,
    cause: words?.cause ?? null,
    immediate: words?.immediate ?? null,
    lasting: words?.lasting ?? null,
    owner: words?.owner?.[language] ?? null,
    due: words?.due ?? null,
    status: words?.status ?? null,
  };
}
