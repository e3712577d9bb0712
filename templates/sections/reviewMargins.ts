/** How narrowly promises were kept: what was left of the time allowed, by quarter, by month and by promise. */

import type { ReviewMargin, ReviewModel } from '../../pipelines/report/review/ReviewModel.ts';
import { formatMonth } from '../format.ts';
import type { Column } from '../parts/cells.ts';
import type { ReportDocument } from '../parts/document.ts';
import { paragraph } from '../parts/paragraph.ts';
import { table } from '../parts/table.ts';
import type { ReviewVoice } from '../reviewVoice.ts';

export function reviewMargins(doc: ReportDocument, report: ReviewModel, voice: ReviewVoice): void {
  const { trend: known } = voice.review;
  const { quarters, months, promises } = report.review.margins;
  paragraph(doc, known.marginsLead, { keepWithNext: true });
  const periodRow = (each: (typeof months)[number]) => {
    const text = formatMonth(each.periodId, report.language);
    const isReported = each.periodId === report.period.id;
    return { cells: [{ text, ...(isReported ? { weight: 'bold' as const } : {}) }, ...figures(each, voice)] };
  };
  table(doc, {
    columns: columns(known.period, [known.kept, known.near, known.median, known.worstTenth]),
    rows: [
      { kind: 'group', cells: [known.quarters] },
      ...quarters.map(periodRow),
      { kind: 'group', cells: [known.months] },
      ...months.map(periodRow),
    ],
    density: 'compact',
  });
  const { median, worstTenth, before } = known;
  table(doc, {
    columns: columns(known.promises, [known.kept, known.near, median, before, worstTenth, before]),
    rows: promises.map((each) => {
      const [kept, near, now, worst] = figures(each, voice);
      const [, , earlier, earlierWorst] = figures(each.previous, voice);
      return { cells: [promiseName(each, voice), kept!, near!, now!, earlier!, worst!, earlierWorst!] };
    }),
    density: 'compact',
  });
}

function columns(name: string, heads: readonly string[]): Column[] {
  return [
    { head: name, width: { grow: 1 }, rowHead: true },
    ...heads.map((head) => ({ head, width: 'fit' as const, align: 'right' as const })),
  ];
}

function promiseName({ severity, measure }: ReviewMargin, voice: ReviewVoice): string {
  return voice.words.pages.promises.ofTickets(voice.severity(severity), voice.measure(measure!));
}

function figures(margin: ReviewMargin | null, { percent, count }: ReviewVoice): string[] {
  return [
    count(margin?.kept ?? null),
    count(margin?.near ?? null),
    percent(margin?.medianPercent ?? null),
    percent(margin?.worstTenthPercent ?? null),
  ];
}
