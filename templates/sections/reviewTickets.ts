/** The tickets that cost most, each with its clock to scale. */

import type { CostlyTicket, ReviewModel } from '../../pipelines/report/review/ReviewModel.ts';
import { linkToTicket } from '../anchors.ts';
import { dash } from '../format.ts';
import type { ReportDocument } from '../parts/document.ts';
import { heading } from '../parts/heading.ts';
import { note } from '../parts/note.ts';
import { paragraph } from '../parts/paragraph.ts';
import { table } from '../parts/table.ts';
import { timeline, timelineHeight, timelineLegend } from '../parts/timeline.ts';
import type { ReviewVoice } from '../reviewVoice.ts';
import { colour, type } from '../theme.ts';

/** Tickets whose clocks are drawn: the gravest that were late. */
const mostClocks = 3;

export function costliestTickets(doc: ReportDocument, report: ReviewModel, voice: ReviewVoice): void {
  const { words, severity, text, duration } = voice;
  const known = voice.review.pain;
  const { costliest } = report.review;
  const amount = (seconds: number) => (seconds === 0 ? dash : duration(seconds));
  table(doc, {
    columns: [
      { head: words.head.ticket, width: 'fit', rowHead: true },
      { head: words.head.severity, width: 'fit' },
      { head: words.head.title, width: { grow: 1 } },
      { head: known.down, width: 'fit', align: 'right' },
      { head: known.late, width: 'fit', align: 'right' },
      { head: known.cost, width: 'fit', align: 'right' },
      { head: known.cause, width: 'fit' },
    ],
    rows: costliest.map((ticket) => ({
      cells: [
        { text: ticket.ticketId, ...linkToTicket(report, ticket.ticketId) },
        severity(ticket.severity),
        ticket.serviceName ? words.problems.changeOf(ticket.title, text(ticket.serviceName)) : ticket.title,
        amount(ticket.downSeconds),
        amount(ticket.lateSeconds),
        { text: duration(ticket.costSeconds), weight: 'bold' },
        ticket.cause ?? dash,
      ],
    })),
    density: 'compact',
    after: 5,
  });
  note(doc, known.costRule);
  const drawn = costliest.filter(({ clock }) => clock !== null && clock.marginSeconds < 0).slice(0, mostClocks);
  if (drawn.length > 0) doc.keepWithNext(18, () => timelineLegend(doc, words.breaches.spans));
  for (const ticket of drawn) if (ticket.clock) drawClock(doc, report, ticket, ticket.clock, voice);
}

function drawClock(
  doc: ReportDocument,
  report: ReviewModel,
  ticket: CostlyTicket,
  clock: NonNullable<CostlyTicket['clock']>,
  voice: ReviewVoice,
): void {
  const { words, measure, severity, within, time, zone } = voice;
  const name = measure(clock.measure);
  heading(
    doc,
    3,
    `${voice.review.pain.clockOf(ticket.ticketId, name)}　${severity(ticket.severity)}　${words.head.promise} ${within(clock.within)}`,
    { bookmark: false },
  );
  paragraph(doc, ticket.title, { style: type.small, color: colour.muted, after: 4, keepWithNext: true });
  const stopText = stopOf(clock, report, voice);
  doc.keepWithNext(timelineHeight, () =>
    timeline(doc, {
      spans: clock.steps,
      startedAt: clock.startedAt,
      dueAt: clock.dueAt,
      stoppedAt: clock.stoppedAt,
      until: report.period.asOf,
      zone,
      language: report.language,
      dueText: words.breaches.dueFlag(time(clock.dueAt)),
      stopText,
      alt: words.breaches.alt(ticket.ticketId, name, time(clock.startedAt), time(clock.dueAt), stopText),
    }),
  );
  doc.ensureSpace(0);
}

function stopOf(
  { measure: name, stoppedAt, marginSeconds }: NonNullable<CostlyTicket['clock']>,
  { period }: ReviewModel,
  voice: ReviewVoice,
): string {
  const { words, measure, time, duration, review } = voice;
  const gap = duration(Math.abs(marginSeconds));
  if (stoppedAt === null && marginSeconds >= 0) return review.pain.stillInTime(measure(name), time(period.asOf), gap);
  if (stoppedAt === null) return words.breaches.stillOpen(measure(name), time(period.asOf), gap);
  if (marginSeconds < 0) return words.breaches.stopFlag(measure(name), time(stoppedAt), gap);
  return review.pain.inTime(measure(name), time(stoppedAt), gap);
}
