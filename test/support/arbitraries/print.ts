/** Prints a generated case as a table that a person can follow, for the message of a failing property. */
import { DateTime } from 'luxon';
import type { Contract, Terms } from '../../../pipelines/contract/Contract.ts';
import { judgeService } from '../../../pipelines/reference/judgeService.ts';
import { judgeTicket } from '../../../pipelines/reference/judgeTicket.ts';
import type { ServiceCase } from '../../../pipelines/reference/ServiceEvidence.ts';
import { serviceCase } from '../../../pipelines/reference/serviceCase.ts';
import type { MeasureResult, TicketHistory } from '../../../pipelines/reference/TicketHistory.ts';
import { feedsFor, plainFeed } from '../feeds.ts';
import type { ServiceBatch } from './services.ts';
import type { TicketBatch } from './tickets.ts';

/** Long clocks in business hours are cut here. */
const STEPS = 12;

/** A ticket: the agreement, its facts in order of time (local, with seconds), and what the reference says step by step. */
export function printTicket(batch: TicketBatch, ticket: TicketHistory): string {
  const { contract, asOf, exclusions } = batch;
  const clock = clockIn(contract.timezone);
  const facts = [
    ...(['openedAt', 'respondedAt', 'restoredAt', 'resolvedAt', 'closedAt'] as const).flatMap((column) =>
      ticket[column] === null ? [] : [{ at: ticket[column], what: `column ${column}`, row: ticket.source.row }],
    ),
    ...ticket.events.map(({ at, event, value, source }) => ({
      at,
      what: value === null ? event : `${event} (${value})`,
      row: source.row,
    })),
    { at: asOf, what: '--- as_of ---', row: 0 },
  ].sort((a, b) => a.at - b.at || a.row - b.row);
  const { type, serviceId, siteId, severity, status, duplicateOf } = ticket;
  return [
    `${ticket.ticketId} ${JSON.stringify({ type, serviceId, siteId, severity, status, duplicateOf })}`,
    `times in ${contract.timezone}; calendars ${contract.sites.map(({ id, calendar }) => `${id}=${calendar}`).join(', ')}; ${exclusions.length} exclusions`,
    ...contract.terms.map(termsLine),
    ...facts.map(({ at, what, row }) => `  ${clock(at)}  ${what}${row > 0 ? `  (row ${row})` : ''}`),
    'reference:',
    ...judgeTicket(ticket, batch).measures.flatMap((measure) => measureLines(measure, clock)),
  ].join('\n');
}

/** A service of a batch: its case in seconds from the beginning of the period, and the spans that the reference finds. */
export function printService(batch: ServiceBatch, serviceId: string): string {
  const given = caseOf(batch, serviceId);
  const since = (at: number) => String(at - given.period.from).padStart(6);
  const judged = judgeService(given);
  const { atoms, outageList, unknownPolicies, ...figures } = judged;
  return [
    `${serviceId}: seconds since ${new Date(given.period.from * 1000).toISOString()}, to ${since(given.period.to)}, as_of ${since(given.asOf)}`,
    `check interval ${given.checkIntervalSeconds} s, down when ${given.downWhen}, life ${given.life.from === null ? '-' : since(given.life.from)} to ${given.life.until === null ? '-' : since(given.life.until)}`,
    ...given.parts.map(
      ({ from, to, terms, target }) => `  part    ${since(from)} ${since(to)}  ${target.text} ${JSON.stringify(terms)}`,
    ),
    ...given.maintenance.map(({ from, to, id }) => `  maint.  ${since(from)} ${since(to)}  ${id}`),
    ...given.exclusions.map(({ from, to, id }) => `  excl.   ${since(from)} ${since(to)}  ${id}`),
    ...given.states.map(
      ({ from, to, state, location, load, feed, id }) =>
        `  state   ${since(from)} ${to === null ? '  open' : since(to)}  ${state} ${location} (feed ${feed}, load ${load}, id ${id})`,
    ),
    ...given.samples
      .toSorted((a, b) => a.at - b.at)
      .map(
        ({ at, state, location, feed, source }) =>
          `  sample  ${since(at)}         ${state} ${location} (feed ${feed}, ${source.file})`,
      ),
    ...given.feeds.map(
      ({ id, watched, stops, covers, heard, exportedAt, instants, ...keys }) =>
        `  feed    ${id} ${JSON.stringify({ ...keys, covers: covers && [covers.from, covers.until].map((at) => at && at - given.period.from), exportedAt: exportedAt && exportedAt - given.period.from, heard: heard?.map((h) => [h.from - given.period.from, h.to - given.period.from]), stops: stops.map((s) => [s.from - given.period.from, s.to && s.to - given.period.from, s.state]) })}`,
    ),
    'reference:',
    ...atoms.map(
      ({ from, to, kind, counts, because }) =>
        `  ${since(from)} ${since(to)}  ${kind} (${counts}): ${JSON.stringify(because)}`,
    ),
    `  ${outageList.length} outages; ${spelt(figures)}`,
    `  ${spelt(unknownPolicies)}`,
  ].join('\n');
}

/** Exact figures hold integers that JSON has no word for. */
function spelt(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? `${each}` : each));
}

/** The case that the reference judges, of one service of a batch. */
export function caseOf(batch: ServiceBatch, serviceId: string): ServiceCase {
  const evidence = batch.services.find((each) => each.serviceId === serviceId)!;
  return serviceCase({
    ...batch,
    ...evidence,
    states: [
      ...evidence.states,
      ...batch.services
        .filter((each) => each.serviceId !== serviceId)
        .flatMap(({ states }) => states.filter(({ id }) => id !== null).map((row) => ({ ...row, isOfAnother: true }))),
    ],
    service: batch.contract.services.find(({ id }) => id === serviceId)!,
    feeds: feedsFor(
      serviceId,
      batch.feeds ?? [plainFeed],
      batch.services.map((each) => ({ ...each, toleranceAt: (at) => toleranceAt(batch.contract, each.serviceId, at) })),
    ),
    maintenance: batch.maintenance.filter((window) => window.serviceId === '*' || window.serviceId === serviceId),
  });
}

function toleranceAt({ terms, services }: Contract, serviceId: string, at: number): number {
  const { availability } = terms.findLast(({ effective_from_s }) => effective_from_s <= at) ?? terms[0]!;
  return availability.max_gap * services.find(({ id }) => id === serviceId)!.check_interval_seconds;
}

function termsLine({ effective_from, policies, severities }: Terms): string {
  const promises = severities.map(
    ({ name, measures }) =>
      `${name}: ${measures.map(({ measure, within, clock }) => `${measure} ${within.text} ${clock}`).join(', ')}`,
  );
  return `  from ${effective_from}  ${JSON.stringify(policies)}\n    ${promises.join('; ')}`;
}

function measureLines(measure: MeasureResult, clock: (at: number) => string): string[] {
  const { steps, startedAt, dueAt, stoppedAt, decidedAt, ...rest } = measure;
  const stop = stoppedAt === null ? 'running' : clock(stoppedAt);
  return [
    `  ${JSON.stringify(rest)}`,
    `    start ${clock(startedAt)}, due ${clock(dueAt)}, stop ${stop}, decided ${decidedAt === null ? '-' : clock(decidedAt)}`,
    ...steps
      .slice(0, STEPS)
      .map(({ from, to, kind, because }) => `    ${clock(from)} - ${clock(to)}  ${kind}: ${JSON.stringify(because)}`),
    ...(steps.length > STEPS ? [`    ... and ${steps.length - STEPS} more steps`] : []),
  ];
}

function clockIn(zone: string): (at: number) => string {
  return (at) => DateTime.fromSeconds(at, { zone }).toFormat('yyyy-MM-dd HH:mm:ss ZZ');
}
