/** Every breach of the quarter in one table: what was late, why, and what keeps it from coming back. */

import { cutOf } from '../../pipelines/report/Listed.ts';
import type { AvailabilityMiss, BreachDetail } from '../../pipelines/report/ReportModel.ts';
import type { ReviewModel } from '../../pipelines/report/review/ReviewModel.ts';
import type { Row } from '../parts/cells.ts';
import type { ReportDocument } from '../parts/document.ts';
import { note } from '../parts/note.ts';
import { paragraph } from '../parts/paragraph.ts';
import { section } from '../parts/section.ts';
import { table } from '../parts/table.ts';
import { breachLead } from '../policySentences.ts';
import { type ReviewVoice, reviewVoiceOf } from '../reviewVoice.ts';
import { colour } from '../theme.ts';

export function reviewBreaches(doc: ReportDocument, report: ReviewModel): void {
  const voice = reviewVoiceOf(report);
  const { words, count, review } = voice;
  const { shown, of } = report.breaches;
  section(doc, { title: words.breaches.title, destination: 'section:breaches' }, () => {
    const misses = report.availabilityMisses;
    if (of === 0 && misses.length === 0) {
      paragraph(doc, report.data.hasTickets ? words.breaches.none : words.breaches.noData);
      return;
    }
    const { previousBreached } = report.attainment;
    const previous = previousBreached === null ? null : count(previousBreached);
    const lead =
      of > 0
        ? breachLead(report, count(of), previous, voice)
        : report.data.hasTickets
          ? words.breaches.none
          : words.breaches.noData;
    paragraph(doc, lead + words.space + review.breaches.lead, {
      keepWithNext: true,
    });
    const named = new Set<string>();
    table(doc, {
      columns: [
        { head: words.head.ticket, width: 'fit', rowHead: true },
        { head: words.head.title, width: { grow: 1.1 } },
        { head: words.breaches.late, width: 'fit', align: 'right' },
        { head: words.breaches.cause, width: { grow: 1.2 } },
        { head: review.breaches.lasting, width: { grow: 1.1 } },
      ],
      density: 'compact',
      rows: [
        ...misses.map((miss) => missRow(miss, voice)),
        ...shown.map((breach) => {
          const row = breachRow(breach, voice, !named.has(breach.ticketId));
          named.add(breach.ticketId);
          return row;
        }),
      ],
    });
    const cut = cutOf(report.breaches);
    if (cut) note(doc, words.moreInData(count(cut.shown), count(cut.of)));
  });
}

/** A missed availability target: the time beyond its budget, and what is written about it. */
function missRow(miss: AvailabilityMiss, voice: ReviewVoice): Row {
  const { words, text, exact } = voice;
  const { commentary } = miss;
  const missing = { text: words.notWritten, color: colour.muted };
  return {
    cells: [
      { text: words.attainment.availability, sub: text(miss.siteName) },
      { text: text(miss.name), sub: words.breaches.missed(miss.percent, miss.targetPercent) },
      exact(miss.overSeconds),
      commentary.cause === null ? missing : text(commentary.cause),
      {
        ...(commentary.lasting === null ? missing : { text: text(commentary.lasting) }),
        sub: whoAndWhen(commentary, voice),
      },
    ],
  };
}

/** The first row of a ticket is the place that links to it lead to. */
function breachRow(breach: BreachDetail, voice: ReviewVoice, isFirst: boolean): Row {
  const { words, review, severity, measure, text, duration } = voice;
  const { commentary } = breach;
  const missing = { text: words.notWritten, color: colour.muted };
  return {
    ...(isFirst ? { destination: `ticket:${breach.ticketId}` } : {}),
    cells: [
      {
        text: breach.ticketId,
        sub: review.breaches.gradeAndMeasure(severity(breach.severity), measure(breach.measure)),
      },
      { text: breach.title, ...(breach.serviceName ? { sub: text(breach.serviceName) } : {}) },
      { text: duration(breach.lateSeconds), ...(breach.stoppedAt === null ? { sub: words.open } : {}) },
      commentary.cause === null ? missing : text(commentary.cause),
      {
        ...(commentary.lasting === null ? missing : { text: text(commentary.lasting) }),
        sub: whoAndWhen(commentary, voice),
      },
    ],
  };
}

function whoAndWhen({ owner, due }: BreachDetail['commentary'], { words, review, localDate }: ReviewVoice): string {
  const { noOwner, noDue, due: by } = review.breaches;
  return [owner ?? noOwner, due === null ? noDue : by(localDate(due))].join(words.join);
}
