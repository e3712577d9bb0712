/** The page that is read when only one is: verdict, figures, what was missed, what is asked, what may come. Always one page. */

import type { ReportModel, SummaryEvent } from '../../pipelines/report/ReportModel.ts';
import { linkTo } from '../anchors.ts';
import { dash } from '../format.ts';
import type { ReportDocument } from '../parts/document.ts';
import { note } from '../parts/note.ts';
import { bullets, paragraph } from '../parts/paragraph.ts';
import { part, section } from '../parts/section.ts';
import { table } from '../parts/table.ts';
import { wrapText } from '../parts/text.ts';
import { type } from '../theme.ts';
import { type Voice, voiceOf } from '../voice.ts';
import { tell } from '../words/SummaryWords.ts';
import { windowSpan } from './maintenance.ts';
import { cards, clip, decisions, lateOf, mostDecisions, overall } from './summaryBlocks.ts';

/** @returns what did not fit on the page, for the next one to draw */
export function summary(doc: ReportDocument, report: ReportModel): (() => void)[] {
  const voice = voiceOf(report);
  let left: (() => void)[] = [];
  section(doc, { title: voice.words.summary.title, destination: 'section:summary', newPage: true }, () => {
    overall(doc, report, voice);
    cards(doc, report, voice);
    events(doc, report, voice);
    decisions(doc, report, voice);
    ahead(doc, report, voice);
    left = [...moreDecisions(doc, report, voice), ...remarks(doc, report, voice)];
  });
  return left;
}

/** So many that all of it stays on one page: fewer events where there are more decisions. */
const most = { events: 5, risks: 3, dates: 4 };

/** What happened, its effect, its cause and remedy, and who sees to it. */
function events(doc: ReportDocument, report: ReportModel, voice: Voice): void {
  const { words, count } = voice;
  const known = words.pages.summary;
  const { shown, of } = report.summary.events;
  const asked = Math.min(report.summary.decisions.length, mostDecisions);
  const first = [...shown].slice(0, Math.min(3, most.events - asked));
  if (of === 0) return;
  part(doc, known.events, false, words.none, () => {
    table(doc, {
      columns: [
        { head: known.event, width: { grow: 1 }, rowHead: true },
        { head: known.effect, width: { grow: 1 } },
        { head: known.remedy, width: { grow: 1.7 } },
        { head: known.follow, width: 84 },
      ],
      rows: first.map((event) => ({ cells: eventCells(doc, event, report, voice) })),
      density: 'compact',
      after: 3,
    });
    if (of > first.length) note(doc, known.moreEvents(count(of - first.length)));
  });
}

function eventCells(doc: ReportDocument, event: SummaryEvent, report: ReportModel, voice: Voice) {
  const { words, text, exact, localDate } = voice;
  const { cause, lasting, affected, owner, due } = event.commentary;
  const known = words.pages.summary;
  const effect =
    event.kind === 'service'
      ? known.down(exact(event.lostSeconds), exact(event.budgetSeconds))
      : words.colonJoin(voice.severity(event.severity), lateOf(event, voice));
  const remedy = [cause, lasting].flatMap((each) => (each === null ? [] : [clip(doc, text(each), 150)])).join('\n');
  return [
    {
      text: event.kind === 'service' ? text(event.name) : event.ticketId,
      ...(event.kind === 'ticket' ? { sub: clip(doc, event.title, 90) } : {}),
      ...linkTo(report, event.anchor),
    },
    [effect, ...(affected === null ? [] : [clip(doc, text(affected), 90)])].join('\n'),
    remedy || words.notWritten,
    [owner, due === null ? null : localDate(due)].filter((each) => each !== null).join('\n') || words.notWritten,
  ];
}

/** Decisions beyond those of the page. */
function moreDecisions(doc: ReportDocument, report: ReportModel, voice: Voice): (() => void)[] {
  const all = report.summary.decisions.length;
  const starts = Array.from({ length: Math.ceil(all / mostDecisions) }, (_, index) => index * mostDecisions).slice(1);
  return starts.map((from) => () => decisions(doc, report, voice, from));
}

/** Risks on the left, dates on the right. */
function ahead(doc: ReportDocument, report: ReportModel, voice: Voice): void {
  const { words, text, speech } = voice;
  const known = words.pages.summary;
  const risks = report.summary.risks.slice(0, most.risks).map((risk) => tell(words.summary.said.points, risk, speech));
  const dates = report.maintenance.planned
    .slice(0, most.dates)
    .map((window) =>
      known.window(
        windowSpan(window, voice),
        clip(doc, window.serviceName === null ? words.maintenance.allServices : text(window.serviceName), 60),
      ),
    );
  table(doc, {
    columns: [
      { head: known.risks, width: { grow: 1 } },
      { head: known.dates, width: { grow: 1 } },
    ],
    rows: [{ cells: [risks.join('\n') || known.noRisks, dates.join('\n') || dash] }],
    density: 'compact',
    after: 6,
  });
}

/** What the service manager wrote: on this page where it fits whole; returns what does not. */
function remarks(doc: ReportDocument, report: ReportModel, voice: Voice): (() => void)[] {
  const { words, text, speech } = voice;
  const known = words.pages.summary;
  const { comment, points } = report.summary;
  const topics = points
    .filter(({ kind }) => kind === 'written')
    .map((point) => ({ text: tell(words.summary.said.points, point, speech), ...linkTo(report, point.anchor) }));
  const said = comment === null ? [] : [text(comment)];
  const blocks = [
    { title: known.comment, texts: said, draw: () => paragraph(doc, said.join(''), { style: type.small }) },
    {
      title: known.topics,
      texts: topics.map((topic) => topic.text),
      draw: () => bullets(doc, topics, { style: type.small }),
    },
  ].filter(({ texts }) => texts.length > 0);
  return blocks.flatMap(({ title, texts, draw }) => {
    const height = texts.reduce((sum, each) => sum + linesOf(doc, each) * type.small.leading + 4, headHeight);
    const whole = () => part(doc, title, false, words.none, draw);
    if (height > doc.spaceLeft) return [whole];
    whole();
    return [];
  });
}

/** Points that the heading of a part takes. */
const headHeight = 42;

function linesOf(doc: ReportDocument, text: string): number {
  return wrapText(doc.fonts, text, 'regular', type.small.size, doc.width - 12).length;
}
