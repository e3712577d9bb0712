/** Verdicts that another reading of the agreement would turn, with the figures of both. */

import { cutOf } from '../../pipelines/report/Listed.ts';
import type { Readings, ReportModel, TurnedClock } from '../../pipelines/report/ReportModel.ts';
import { linkToTicket } from '../anchors.ts';
import type { Row } from '../parts/cells.ts';
import type { ReportDocument } from '../parts/document.ts';
import { note } from '../parts/note.ts';
import { paragraph } from '../parts/paragraph.ts';
import type { Part } from '../parts/section.ts';
import { table } from '../parts/table.ts';
import type { Voice } from '../voice.ts';
import { wordsIn } from '../words/index.ts';

/** The part is there as well where not every clock was tried: nobody can say then that no verdict would turn. */
export function readings(doc: ReportDocument, report: ReportModel, voice: Voice): Part {
  const { services, clocks, walked, decided } = report.readings;
  return {
    title: voice.words.pages.readings.title,
    isEmpty: services.length + clocks.of === 0 && walked === decided,
    draw: () => draw(doc, report, voice),
  };
}

function draw(doc: ReportDocument, report: ReportModel, voice: Voice): void {
  const { words, count } = voice;
  const known = words.pages.readings;
  const { services, clocks, walked, decided } = report.readings;
  paragraph(doc, known.lead, { keepWithNext: true });
  if (walked < decided) paragraph(doc, known.walked(count(walked), count(decided)), { keepWithNext: true });
  const rows = [
    ...services.map((service) => serviceRow(service, voice)),
    ...clocks.shown.map((clock) => clockRow(clock, report, voice)),
  ];
  if (rows.length === 0) {
    paragraph(doc, words.none);
    return;
  }
  const cut = cutOf(clocks);
  table(doc, {
    columns: [
      { head: known.subject, width: 'fit', rowHead: true },
      { head: words.head.measure, width: 'fit' },
      { head: known.agreed, width: 'fit' },
      { head: known.reading, width: { grow: 1 } },
      { head: known.other, width: 'fit' },
    ],
    rows,
    density: 'compact',
    after: cut ? 5 : 12,
  });
  if (cut) note(doc, words.incidents.more(count(cut.shown), count(cut.of)));
  for (const because of systemsIn(clocks, voice)) note(doc, because);
}

/** Why the ticket systems that are named in the table count otherwise. */
function systemsIn(clocks: Readings['clocks'], { language }: Voice): string[] {
  const known = wordsIn[language].audit.reasons.desk;
  const readings = [...clocks.shown].flatMap((clock) => clock.readings);
  const named = new Set(readings.filter(({ policy }) => policy === 'system').map(({ value }) => value));
  return Object.entries(known).flatMap(([desk, because]) => (named.has(desk) ? [because] : []));
}

function serviceRow(service: Readings['services'][number], { words, text, percent }: Voice): Row {
  const known = words.pages.readings;
  return {
    cells: [
      text(service.name),
      known.availability,
      known.service(percent(service.percent), service.isMet),
      known.unknown[service.value],
      known.service(percent(service.otherPercent), service.wouldBeMet),
    ],
  };
}

function clockRow(clock: TurnedClock, report: ReportModel, { words, measure, severity, exact }: Voice): Row {
  const known = words.pages.readings;
  const said = (verdict: TurnedClock['otherVerdict'], margin: number) =>
    known.verdicts[verdict](margin === 0 ? null : exact(Math.abs(margin)));
  return {
    cells: [
      { text: clock.ticketId, ...linkToTicket(report, clock.ticketId) },
      words.pages.promises.ofTickets(severity(clock.severity), measure(clock.measure)),
      said(clock.verdict, clock.marginSeconds),
      clock.readings.map(({ policy, value }) => known.of[`${policy} ${value}`]).join(words.join),
      said(clock.otherVerdict, clock.otherMarginSeconds),
    ],
  };
}
