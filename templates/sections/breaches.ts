/** Each breach on its own: its clock to scale, its cause, what was done, who does what until when. */

import { cutOf, type Listed } from '../../pipelines/report/Listed.ts';
import type { BreachDetail, ReportModel } from '../../pipelines/report/ReportModel.ts';
import type { ReportDocument } from '../parts/document.ts';
import { heading } from '../parts/heading.ts';
import { note } from '../parts/note.ts';
import { paragraph } from '../parts/paragraph.ts';
import { part, section } from '../parts/section.ts';
import { table } from '../parts/table.ts';
import { timeline, timelineHeight, timelineLegend } from '../parts/timeline.ts';
import { breachLead } from '../policySentences.ts';
import { colour, type } from '../theme.ts';
import { type Voice, voiceOf } from '../voice.ts';

export function breaches(doc: ReportDocument, report: ReportModel): void {
  const voice = voiceOf(report);
  const { words, count } = voice;
  const { shown, of } = report.breaches;
  const { previousBreached } = report.attainment;
  const previous = previousBreached === null ? null : count(previousBreached);
  const misses = report.availabilityMisses;
  section(doc, { title: words.breaches.title, destination: 'section:breaches' }, () => {
    if (misses.length > 0) {
      part(doc, words.breaches.availability, false, words.none, () => availabilityMisses(doc, report, voice));
      heading(doc, 2, words.breaches.ofTickets);
    }
    if (of === 0) {
      paragraph(doc, report.data.hasTickets ? words.breaches.none : words.breaches.noData);
      return;
    }
    paragraph(doc, breachLead(report, count(of), previous, voice), { keepWithNext: true });
    part(doc, words.breaches.list, false, words.none, () => list(doc, report.breaches, voice));
    const cut = cutOf(report.breaches);
    if (cut) note(doc, words.moreInData(count(cut.shown), count(cut.of)));
    heading(doc, 2, words.breaches.details);
    doc.keepWithNext(18, () => timelineLegend(doc, words.breaches.spans));
    const named = new Set<string>();
    for (const breach of shown) {
      detail(doc, report, breach, voice, !named.has(breach.ticketId));
      named.add(breach.ticketId);
    }
  });
}

/** Missed availability targets: each with its figures, then cause and countermeasures. */
function availabilityMisses(doc: ReportDocument, report: ReportModel, voice: Voice): void {
  const { words, text, exact, duration, count } = voice;
  for (const miss of report.availabilityMisses) {
    heading(doc, 3, `${text(miss.name)}　${words.breaches.missed(miss.percent, miss.targetPercent)}`);
    const facts = words.breaches.lost(
      exact(miss.lostSeconds),
      exact(miss.budgetSeconds),
      exact(miss.overSeconds),
      count(miss.outages),
      duration(miss.longestOutageSeconds),
    );
    paragraph(doc, facts, { style: type.small, color: colour.muted, after: 4, keepWithNext: true });
    if (miss.ticketIds.length > 0) {
      const tickets = words.breaches.linked(miss.ticketIds.join(', '));
      paragraph(doc, tickets, { style: type.small, color: colour.muted, after: 4, keepWithNext: true });
    }
    measures(doc, miss, voice);
  }
}

function list(doc: ReportDocument, all: Listed<BreachDetail>, voice: Voice): void {
  const { words, severity, measure, time, duration, text } = voice;
  const { head, breaches: known } = words;
  table(doc, {
    columns: [
      { head: head.ticket, width: 'fit', rowHead: true },
      { head: head.severity, width: 'fit' },
      { head: head.measure, width: 'fit' },
      { head: head.title, width: { grow: 1 } },
      { head: words.incidents.openedAt, width: 'fit' },
      { head: head.due, width: 'fit' },
      { head: known.late, width: 'fit', align: 'right' },
    ],
    rows: all.shown.map((breach) => ({
      cells: [
        { text: breach.ticketId, link: `ticket:${breach.ticketId}` },
        severity(breach.severity),
        measure(breach.measure),
        { text: breach.title, ...(breach.serviceName ? { sub: text(breach.serviceName) } : {}) },
        time(breach.startedAt),
        time(breach.dueAt),
        { text: duration(breach.lateSeconds), ...(breach.stoppedAt === null ? { sub: words.open } : {}) },
      ],
    })),
  });
}

function detail(doc: ReportDocument, report: ReportModel, breach: BreachDetail, voice: Voice, isFirst: boolean): void {
  const { words, severity, measure, text, within, duration } = voice;
  const known = words.breaches;
  const name =
    known.clock(breach.ticketId, measure(breach.measure)) + (breach.cycle > 1 ? known.cycle(String(breach.cycle)) : '');
  heading(doc, 3, `${name}　${severity(breach.severity)}`, isFirst ? { destination: `ticket:${breach.ticketId}` } : {});
  const where = [breach.serviceName, breach.siteName]
    .filter((place) => place !== null)
    .map(text)
    .join(words.join);
  paragraph(doc, where ? known.where(breach.title, where) : breach.title, { after: 1, keepWithNext: true });
  const facts = known.facts(
    within(breach.within),
    duration(breach.elapsedSeconds),
    breach.pausedSeconds === 0 ? null : duration(breach.pausedSeconds),
  );
  paragraph(doc, facts, { style: type.small, color: colour.muted, after: 4, keepWithNext: true });
  if (breach.lateWhenRaised) paragraph(doc, known.lateWhenRaised, { style: type.small, after: 4, keepWithNext: true });
  doc.keepWithNext(timelineHeight, () => clock(doc, report, breach, voice));
  measures(doc, breach, voice);
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

function measures(
  doc: ReportDocument,
  { commentary }: Pick<BreachDetail, 'commentary'>,
  { words, text, localDate }: Voice,
): void {
  const { breaches: known, head, notWritten } = words;
  const said = (value: string | null) => (value === null ? { text: notWritten, color: colour.muted } : value);
  const said2 = (value: typeof commentary.cause) => said(value && text(value));
  table(doc, {
    columns: [
      { head: known.cause, width: { grow: 1.2 } },
      { head: known.immediate, width: { grow: 1 } },
      { head: known.lasting, width: { grow: 1.2 } },
      { head: head.owner, width: 70 },
      { head: head.due, width: 72 },
    ],
    rows: [
      {
        cells: [
          said2(commentary.cause),
          said2(commentary.immediate),
          said2(commentary.lasting),
          said(commentary.owner),
          commentary.due === null ? said(null) : localDate(commentary.due),
        ],
      },
    ],
    after: 10,
  });
}
