/** Everything that was missed, one block a service or ticket: what happened, its clock to scale, cause, remedy, who and when. */
import { cutOf } from '../../pipelines/report/Listed.ts';
import type { BreachDetail, ReportModel, WrittenWords } from '../../pipelines/report/ReportModel.ts';
import type { Cell } from '../parts/cells.ts';
import type { ReportDocument } from '../parts/document.ts';
import { heading } from '../parts/heading.ts';
import { note } from '../parts/note.ts';
import { paragraph } from '../parts/paragraph.ts';
import { section } from '../parts/section.ts';
import { table } from '../parts/table.ts';
import { timeline, timelineHeight, timelineLegend } from '../parts/timeline.ts';
import { breachLead } from '../policySentences.ts';
import { colour, type } from '../theme.ts';
import { type Voice, voiceOf } from '../voice.ts';

/** Tickets that have a block of their own; beyond that many, a list names all, and the gravest have blocks. */
const mostBlocks = 20;

/** Services that have a block of their own; more are listed. */
const mostServices = 10;

export function misses(doc: ReportDocument, report: ReportModel): void {
  const voice = voiceOf(report);
  const { words, count } = voice;
  const known = words.pages.misses;
  const { previousBreached } = report.attainment;
  section(doc, { title: known.title, destination: 'section:breaches' }, () => {
    if (report.availabilityMisses.length > 0) {
      heading(doc, 2, words.breaches.availability);
      if (report.availabilityMisses.length > mostServices) serviceList(doc, report, voice);
      else for (const miss of report.availabilityMisses) serviceBlock(doc, miss, voice);
    }
    if (report.breaches.of === 0) {
      paragraph(doc, report.data.hasTickets ? words.breaches.none : words.breaches.noData);
      return;
    }
    heading(doc, 2, words.breaches.ofTickets);
    const previous = previousBreached === null ? null : count(previousBreached);
    paragraph(doc, breachLead(report, count(report.breaches.of), previous, voice), { keepWithNext: true });
    tickets(doc, report, voice);
  });
}

function tickets(doc: ReportDocument, report: ReportModel, voice: Voice): void {
  const { words, count } = voice;
  const all = byTicket(report.breaches.shown);
  const shown = all.slice(0, mostBlocks);
  if (shown.length < all.length) {
    list(doc, report, new Set(shown.map(([first]) => first?.ticketId)), voice);
    const { breachedTickets } = report.summary.figures;
    paragraph(doc, words.pages.misses.manyLead(count(shown.length), count(breachedTickets)), { keepWithNext: true });
  }
  const cut = cutOf(report.breaches);
  if (cut) note(doc, words.moreInData(count(cut.shown), count(cut.of)));
  doc.keepWithNext(18, () => timelineLegend(doc, words.breaches.spans));
  for (const measures of shown) ticketBlock(doc, report, measures, voice);
}

/** The measures of each ticket together, in the order of its gravest. */
function byTicket(breaches: Iterable<BreachDetail>): BreachDetail[][] {
  const tickets = new Map<string, BreachDetail[]>();
  for (const breach of breaches) tickets.set(breach.ticketId, [...(tickets.get(breach.ticketId) ?? []), breach]);
  return [...tickets.values()];
}

function serviceBlock(doc: ReportDocument, miss: ReportModel['availabilityMisses'][number], voice: Voice): void {
  const { words, text, exact, duration, count } = voice;
  heading(doc, 3, words.pages.misses.of(text(miss.name), miss.percent, miss.targetPercent));
  const facts = words.breaches.lost(
    exact(miss.lostSeconds),
    exact(miss.budgetSeconds),
    exact(miss.overSeconds),
    count(miss.outages),
    duration(miss.longestOutageSeconds),
  );
  const linked = miss.ticketIds.length > 0 ? [words.breaches.linked(miss.ticketIds.join(', '))] : [];
  small(doc, [facts, ...linked].join('\n'));
  told(doc, miss.commentary, voice);
}

/** Above many services: one row each. */
function serviceList(doc: ReportDocument, { availabilityMisses }: ReportModel, voice: Voice): void {
  const { words, text, exact, count, localDate } = voice;
  const { pages, head } = words;
  table(doc, {
    columns: [
      { head: head.service, width: { grow: 1 }, rowHead: true },
      { head: pages.services.percent, width: 'fit', align: 'right' },
      { head: head.target, width: 'fit', align: 'right' },
      { head: pages.services.down, width: 'fit', align: 'right' },
      { head: words.breaches.late, width: 'fit', align: 'right' },
      { head: pages.misses.cause, width: { grow: 1 } },
      { head: pages.misses.follow, width: 88 },
    ],
    rows: availabilityMisses.map(({ name, percent, targetPercent, lostSeconds, overSeconds, outages, commentary }) => ({
      cells: [
        text(name),
        voice.percent(percent),
        voice.percent(targetPercent),
        pages.services.outages(exact(lostSeconds), count(outages)),
        exact(overSeconds),
        commentary.cause === null ? pages.misses.notWritten : text(commentary.cause),
        [commentary.owner, commentary.due === null ? null : localDate(commentary.due)]
          .filter((each) => each !== null)
          .join('\n') || pages.misses.notWritten,
      ],
    })),
    density: 'compact',
  });
}

/** Above many breaches: all of them in rows, each with its cause; those without a block are named here. */
function list(doc: ReportDocument, report: ReportModel, blocks: ReadonlySet<string | undefined>, voice: Voice): void {
  const { words, severity, measure, time, duration, text } = voice;
  const { head, breaches: known } = words;
  const named = new Set(blocks);
  const placeOf = (ticketId: string) => {
    if (named.has(ticketId)) return {};
    named.add(ticketId);
    return { destination: `ticket:${ticketId}` };
  };
  table(doc, {
    columns: [
      { head: head.ticket, width: 'fit', rowHead: true },
      { head: head.severity, width: 'fit' },
      { head: head.measure, width: 'fit' },
      { head: head.title, width: { grow: 1 } },
      { head: head.due, width: 'fit' },
      { head: known.late, width: 'fit', align: 'right' },
      { head: words.pages.misses.cause, width: { grow: 1 } },
    ],
    rows: report.breaches.shown.map((breach) => ({
      ...placeOf(breach.ticketId),
      cells: [
        { text: breach.ticketId, ...(blocks.has(breach.ticketId) ? { link: `ticket:${breach.ticketId}` } : {}) },
        severity(breach.severity),
        measure(breach.measure),
        breach.title,
        time(breach.dueAt),
        { text: duration(breach.lateSeconds), ...(breach.stoppedAt === null ? { sub: words.open } : {}) },
        breach.commentary.cause === null ? words.pages.misses.notWritten : text(breach.commentary.cause),
      ],
    })),
    density: 'compact',
  });
}

/** A ticket with all of its measures that were late. */
function ticketBlock(doc: ReportDocument, report: ReportModel, measures: BreachDetail[], voice: Voice): void {
  const { words, severity, measure, text } = voice;
  const [first] = measures;
  if (!first) return;
  const names = [...new Set(measures.map((each) => measure(each.measure)))].join(words.pages.joinLate);
  const name = words.pages.misses.ticket(first.ticketId, severity(first.severity), names);
  heading(doc, 3, name, { destination: `ticket:${first.ticketId}` });
  const places = [first.serviceName, first.siteName].filter((place) => place !== null);
  const where = places.map(text).join(words.join);
  const title = where ? words.breaches.where(first.title, where) : first.title;
  paragraph(doc, title, { style: type.small, after: 0, keepWithNext: true });
  for (const each of measures) {
    small(doc, facts(each, measures.length > 1, voice));
    if (each.lateWhenRaised) small(doc, words.breaches.lateWhenRaised);
    doc.keepWithNext(timelineHeight, () => clock(doc, report, each, voice));
  }
  told(doc, first.commentary, voice);
}

/** Promise, time that counted, pauses, and how late: by the clock on the wall, and in the time that counts. */
function facts(breach: BreachDetail, isNamed: boolean, voice: Voice): string {
  const { words, measure, within, duration } = voice;
  const { elapsedSeconds, pausedSeconds, cycle } = breach;
  const paused = pausedSeconds === 0 ? null : duration(pausedSeconds);
  return [
    ...(isNamed ? [measure(breach.measure)] : []),
    words.breaches.facts(within(breach.within), duration(elapsedSeconds), paused),
    lateness(breach, voice),
    ...(cycle > 1 ? [words.breaches.cycle(String(cycle))] : []),
  ].join(words.breaches.factsJoin);
}

/** On the wall, and of it the part in which the clock ran, where that is another. */
function lateness({ lateSeconds, lateRunningSeconds, stoppedAt }: BreachDetail, { words, exact }: Voice): string {
  const { misses: known } = words.pages;
  const wall = exact(lateSeconds);
  if (lateRunningSeconds === lateSeconds) return known.lateness(wall);
  if (lateRunningSeconds === 0 && stoppedAt !== null) return known.latenessOutside(wall);
  return known.latenessOf(wall, exact(lateRunningSeconds));
}

function small(doc: ReportDocument, text: string): void {
  paragraph(doc, text, { style: type.small, color: colour.muted, after: 3, keepWithNext: true });
}

function clock(doc: ReportDocument, { period, language }: ReportModel, breach: BreachDetail, voice: Voice): void {
  const { words, measure, time, duration, zone } = voice;
  const { startedAt, dueAt, stoppedAt, lateSeconds, steps } = breach;
  const late = duration(lateSeconds);
  const stopText =
    stoppedAt === null
      ? words.breaches.stillOpen(measure(breach.measure), time(period.asOf), late)
      : words.breaches.stopFlag(measure(breach.measure), time(stoppedAt), late);
  timeline(doc, {
    spans: steps,
    startedAt,
    dueAt,
    stoppedAt,
    until: period.asOf,
    zone,
    language,
    dueText: words.breaches.dueFlag(time(dueAt)),
    stopText,
    alt: words.breaches.alt(breach.ticketId, measure(breach.measure), time(startedAt), time(dueAt), stopText),
  });
}

/** What the service manager wrote of a miss; what is not written says so. */
function told(doc: ReportDocument, commentary: WrittenWords, { words, text, localDate }: Voice): void {
  const known = words.pages.misses;
  const said = (...all: (WrittenWords['cause'] | string)[]): Cell => {
    const lines = all.filter((each) => each !== null).map((each) => (typeof each === 'string' ? each : text(each)));
    return lines.length === 0 ? { text: known.notWritten, color: colour.muted } : lines.join('\n');
  };
  const { detected, affected, cause, immediate, lasting, owner, due, status } = commentary;
  if (Object.values(commentary).every((each) => each === null)) {
    paragraph(doc, known.nothingWritten, { style: type.small, color: colour.muted, after: 8 });
    return;
  }
  table(doc, {
    columns: [
      { head: known.cause, width: { grow: 1.2 } },
      ...(detected === null && affected === null ? [] : [{ head: known.detected, width: { grow: 1 } }]),
      { head: known.immediate, width: { grow: 1 } },
      { head: known.lasting, width: { grow: 1.2 } },
      { head: known.follow, width: 88 },
    ],
    rows: [
      {
        cells: [
          said(cause),
          ...(detected === null && affected === null ? [] : [said(detected, affected)]),
          said(immediate),
          said(lasting),
          said(owner, due === null ? null : known.dueBy(localDate(due)), status),
        ],
      },
    ],
    density: 'compact',
    after: 8,
  });
}
