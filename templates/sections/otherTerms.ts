/** What other terms of the agreement would have made of the quarter; the last of the appendix, and only where it was asked. */
import type { ReviewModel } from '../../pipelines/report/review/ReviewModel.ts';
import type { PeriodWhatIf } from '../../pipelines/whatif/WhatIf.ts';
import { linkToTicket } from '../anchors.ts';
import type { Row } from '../parts/cells.ts';
import type { ReportDocument } from '../parts/document.ts';
import { note } from '../parts/note.ts';
import { paragraph } from '../parts/paragraph.ts';
import { part, section } from '../parts/section.ts';
import { table } from '../parts/table.ts';
import { voiceOf } from '../voice.ts';
import {
  casesSaid,
  isNews,
  outageLines,
  overallSaid,
  promiseSaid,
  type Speech,
  serviceSaid,
  ticketSaid,
  whatIfWords,
} from '../whatifSaid.ts';

/** Clocks that are listed; `sla whatif` lists them all. */
const mostTickets = 100;

export function otherTerms(doc: ReportDocument, report: ReviewModel): void {
  const { whatIf } = report;
  if (whatIf === null) return;
  const voice = voiceOf(report);
  const known = whatIfWords(report.language);
  const names = new Map(report.review.services.map(({ serviceId, name }) => [serviceId, voice.text(name)]));
  const speech: Speech = { known, voice, nameOf: (id) => names.get(id) ?? id };
  section(doc, { title: known.title, destination: 'section:other-terms' }, () => {
    paragraph(doc, known.lead, { keepWithNext: true });
    paragraph(doc, known.asked(whatIf.asked.join(known.join)), { keepWithNext: true });
    const { turns, periods } = whatIf;
    paragraph(doc, turns === 0 ? known.nothing : known.turns(voice.count(turns)), { keepWithNext: true });
    for (const period of periods) {
      promises(doc, period, speech);
      tickets(doc, report, period, speech);
    }
  });
}

function promises(doc: ReportDocument, { overall, availability, sla }: PeriodWhatIf, speech: Speech): void {
  const { known, voice, nameOf } = speech;
  const others = availability.filter((each) => !isNews(each)).length;
  const row = (name: string, before: string, after: string, turns: boolean, more: readonly string[] = []): Row => ({
    cells: [
      { text: name, ...(more.length > 0 ? { sub: more.join('\n') } : {}) },
      before,
      { text: after, ...(turns ? { weight: 'bold' as const, sub: known.turned } : {}) },
    ],
  });
  table(doc, {
    columns: [
      { head: known.promise, width: { grow: 1 }, rowHead: true },
      { head: known.agreed, width: { grow: 1 } },
      { head: known.other, width: { grow: 1 } },
    ],
    density: 'compact',
    rows: [
      row(known.overall, overallSaid(overall.before, speech), overallSaid(overall.after, speech), overall.turns),
      ...availability
        .filter(isNews)
        .map((each) =>
          row(
            nameOf(each.service_id),
            serviceSaid(each.before, speech),
            serviceSaid(each.after, speech),
            each.turns,
            outageLines(each, speech),
          ),
        ),
      ...(others > 0 ? [row(known.others(voice.count(others)), '', known.sameVerdict, false)] : []),
      ...sla.map((each) =>
        row(promiseSaid(each, speech), casesSaid(each.before, speech), casesSaid(each.after, speech), each.turns),
      ),
    ],
  });
}

function tickets(doc: ReportDocument, report: ReviewModel, { tickets: all }: PeriodWhatIf, speech: Speech): void {
  const { known, voice } = speech;
  if (all.length === 0) return;
  const shown = all.slice(0, mostTickets);
  part(doc, known.ticketsThatTurn, false, '', () => {
    table(doc, {
      columns: [
        { head: voice.words.head.ticket, width: 'fit', rowHead: true },
        { head: voice.words.head.measure, width: 'fit' },
        { head: known.arrow(known.agreed, known.other), width: { grow: 1 } },
      ],
      density: 'compact',
      rows: shown.map((each) => ({
        cells: [
          { text: each.ticket_id, ...linkToTicket(report, each.ticket_id) },
          voice.measure(each.measure),
          ticketSaid(each, speech),
        ],
      })),
    });
    if (shown.length < all.length) note(doc, known.moreTickets(voice.count(shown.length), voice.count(all.length)));
  });
}
