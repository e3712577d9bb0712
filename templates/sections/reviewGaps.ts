/** What the data of the quarter does not cover, said before any figure: missing months, revised terms, targets without data. */

import type { ReviewModel, ReviewMonth } from '../../pipelines/report/review/ReviewModel.ts';
import { formatMonth } from '../format.ts';
import type { ReportDocument } from '../parts/document.ts';
import { panel } from '../parts/note.ts';
import type { ReviewVoice } from '../reviewVoice.ts';

/** Draws nothing when there is nothing to say. */
export function dataGaps(doc: ReportDocument, report: ReviewModel, voice: ReviewVoice): void {
  const lines = gapLines(report, voice);
  if (lines.length > 0) panel(doc, voice.review.gaps.title, lines);
}

function gapLines({ review, language }: ReviewModel, voice: ReviewVoice): string[] {
  const { words, localDate, count, kpi } = voice;
  const { gaps } = voice.review;
  const named = (wanted: (month: ReviewMonth) => boolean) =>
    review.months
      .filter(wanted)
      .map(({ id }) => formatMonth(id, language))
      .join(words.join);
  const noData = review.kpis.filter(({ target, value }) => target !== null && value === null);
  const sentences: [string, (what: string) => string][] = [
    [named(({ hasBegun }) => !hasBegun), gaps.notBegun],
    [named(({ hasBegun, isMonitored, tickets }) => hasBegun && !isMonitored && tickets === 0), gaps.missing],
    [named(({ hasBegun, isMonitored, tickets }) => hasBegun && !isMonitored && tickets > 0), gaps.notMonitored],
    [named(({ hasBegun, isMonitored, tickets }) => hasBegun && isMonitored && tickets === 0), gaps.noTickets],
    [review.termsChangedOn.map((date) => localDate(date)).join(words.join), gaps.terms],
    [noData.map(kpi).join(words.join), gaps.noData],
  ];
  return [
    ...sentences.flatMap(([what, sentence]) => (what === '' ? [] : [sentence(what)])),
    ...review.quarters
      .filter(({ months }) => months < 3)
      .map(({ id, months }) => gaps.partialQuarter(formatMonth(id, language), count(months))),
  ];
}
