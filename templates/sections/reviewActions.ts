/** What became of the actions agreed last time, which targets were revised, and what is proposed now. */

import type { FollowUp, ReviewModel } from '../../pipelines/report/review/ReviewModel.ts';
import { dash } from '../format.ts';
import type { Cell, Row } from '../parts/cells.ts';
import type { ReportDocument } from '../parts/document.ts';
import { paragraph } from '../parts/paragraph.ts';
import { part, section } from '../parts/section.ts';
import type { Tone } from '../parts/status.ts';
import { table } from '../parts/table.ts';
import { type ReviewVoice, reviewVoiceOf } from '../reviewVoice.ts';
import { colour } from '../theme.ts';
import { voiceOf } from '../voice.ts';
import { adoptedTable } from './improvements.ts';

export function followUp(doc: ReportDocument, report: ReviewModel): void {
  const voice = reviewVoiceOf(report);
  const { words } = voice;
  const known = voice.review.followUp;
  const actions = report.review.followUp;
  section(doc, { title: known.title, destination: 'section:follow-up' }, () => {
    if (actions.length === 0) paragraph(doc, known.none);
    else {
      paragraph(doc, known.lead, { keepWithNext: true });
      table(doc, {
        columns: [
          { head: known.action, width: { grow: 1.3 }, rowHead: true },
          { head: words.head.owner, width: 'fit' },
          { head: known.due, width: 'fit' },
          { head: known.outcome, width: 'fit' },
          { head: known.reason, width: { grow: 1.2 } },
        ],
        rows: actions.map((action) => actionRow(action, voice)),
      });
    }
    targets(doc, report, voice);
  });
}

/** What was adopted, and no more. */
export function proposals(doc: ReportDocument, report: ReviewModel): void {
  const { words } = reviewVoiceOf(report);
  section(doc, { title: words.improvements.title, destination: 'section:improvements' }, () => {
    if (report.improvements.some(({ origin }) => origin === 'person')) adoptedTable(doc, report, voiceOf(report));
    else paragraph(doc, words.none);
  });
}

const tones: Record<FollowUp['outcome'], Tone> = {
  done: 'good',
  open: 'none',
  late: 'warn',
  dropped: 'none',
  unreported: 'bad',
};

function actionRow(action: FollowUp, voice: ReviewVoice): Row {
  const { words, text, localDate } = voice;
  const known = voice.review.followUp;
  const missing = (what: string): Cell => ({ text: what, color: colour.muted });
  const needsReason = action.outcome === 'late' || action.outcome === 'dropped';
  const isMoved = action.due !== null && action.due !== action.promisedDue;
  return {
    cells: [
      {
        text: text(action.title),
        ...(action.isNew ? { sub: known.isNew } : action.why ? { sub: text(action.why) } : {}),
      },
      action.owner ?? missing(words.notWritten),
      action.promisedDue === null
        ? missing(words.notWritten)
        : { text: localDate(action.promisedDue), ...(isMoved ? { sub: known.dueNow(localDate(action.due)) } : {}) },
      { text: known.outcomes[action.outcome], tone: tones[action.outcome] },
      action.reason !== null ? text(action.reason) : needsReason ? missing(known.reasonMissing) : dash,
    ],
  };
}

function targets(doc: ReportDocument, { review }: ReviewModel, voice: ReviewVoice): void {
  const { kpi, kpiValue } = voice;
  const known = voice.review.targets;
  part(doc, known.title, review.targetChanges.length === 0, known.none, () =>
    table(doc, {
      columns: [
        { head: voice.review.kpis.kpi, width: { grow: 1 }, rowHead: true },
        { head: known.from, width: 110, align: 'right' },
        { head: known.to, width: 110, align: 'right' },
      ],
      rows: review.targetChanges.map(({ kpi: changed, from, to }) => ({
        cells: [
          kpi(changed),
          from === null ? voice.review.kpis.noTarget : kpiValue(changed, from),
          to === null ? voice.review.kpis.noTarget : kpiValue(changed, to),
        ],
      })),
    }),
  );
}
