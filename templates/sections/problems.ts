/** Problems and changes: what causes incidents, and what was done to the systems. */

import type { ReportModel } from '../../pipelines/report/ReportModel.ts';
import { dash } from '../format.ts';
import type { ReportDocument } from '../parts/document.ts';
import { paragraph } from '../parts/paragraph.ts';
import { part, section } from '../parts/section.ts';
import { type RichCell, table } from '../parts/table.ts';
import { type Voice, voiceOf } from '../voice.ts';

export function problems(doc: ReportDocument, report: ReportModel): void {
  const voice = voiceOf(report);
  const { words } = voice;
  section(doc, { title: words.problems.title, destination: 'section:problems' }, () => {
    part(doc, words.problems.problems, report.problems.rows.length === 0, words.none, () =>
      problemList(doc, report, voice),
    );
    part(doc, words.problems.changes, report.changes.total === 0, words.none, () => changeList(doc, report, voice));
  });
}

function problemList(
  doc: ReportDocument,
  { problems }: ReportModel,
  { words, text, state, count, percent, day, days }: Voice,
): void {
  const { head, problems: known } = words;
  const { rootCauseOnTime, rootCauseDue, rootCausePercent } = problems;
  const rootCause = known.rootCause(count(rootCauseOnTime), count(rootCauseDue), percent(rootCausePercent));
  paragraph(
    doc,
    [
      known.figures(
        count(problems.opened),
        count(problems.resolved),
        count(problems.open),
        count(problems.knownErrors),
      ),
      ...(problems.rootCauseDue > 0 ? [rootCause] : []),
    ].join(words.space),
    { keepWithNext: true },
  );
  table(doc, {
    columns: [
      { head: known.problem, width: 'fit', rowHead: true },
      { head: head.title, width: { grow: 1 } },
      { head: known.openedAt, width: 'fit' },
      { head: known.rootCauseAt, width: 'fit' },
      { head: known.age, width: 'fit', align: 'right' },
      { head: head.status, width: 'fit' },
      { head: known.related, width: 'fit' },
    ],
    rows: problems.rows.map((problem) => ({
      cells: [
        problem.problemId,
        { text: problem.title, ...(problem.serviceName ? { sub: text(problem.serviceName) } : {}) },
        day(problem.openedAt),
        day(problem.rootCauseAt),
        days(problem.ageSeconds),
        { text: state(problem.status), ...(problem.knownError ? { sub: known.known } : {}) },
        ticketLines(problem.relatedTickets),
      ],
    })),
  });
}

function changeList(doc: ReportDocument, { changes }: ReportModel, voice: Voice): void {
  const { words, text, state, count, percent, time, duration } = voice;
  const { head, problems: known } = words;
  const sums = [changes.done, changes.success, changes.failed, changes.rolledBack, changes.cancelled].map(count);
  const [done = '', success = '', failed = '', rolledBack = '', cancelled = ''] = sums;
  paragraph(
    doc,
    [
      known.changeFigures(done, success, failed, rolledBack, cancelled),
      ...(changes.successPercent === null
        ? []
        : [known.successRate(percent(changes.successPercent), percent(changes.previousSuccessPercent))]),
      ...(changes.emergency === 0
        ? []
        : [known.emergency(count(changes.emergency), percent(changes.emergencyPercent))]),
    ].join(words.space),
    { keepWithNext: true },
  );
  table(doc, {
    columns: [
      { head: head.change, width: 'fit', rowHead: true },
      { head: head.title, width: { grow: 1 } },
      { head: known.planned, width: 'fit' },
      { head: known.actualStart, width: 'fit' },
      { head: known.outcome, width: 'fit' },
      { head: known.after, width: 'fit' },
    ],
    rows: changes.rows.map((change) => ({
      cells: [
        { text: change.changeId, ...(change.kind === null ? {} : { sub: state(change.kind) }) },
        { text: change.title, ...(change.serviceName ? { sub: text(change.serviceName) } : {}) },
        time(change.plannedStartAt),
        time(change.actualStartAt),
        {
          ...outcome(change.outcome, voice),
          ...(change.overrunSeconds === null ? {} : { sub: known.overran(duration(change.overrunSeconds)) }),
        },
        ticketLines(change.incidentsAfter),
      ],
    })),
  });
}

/** Ids one a line, so that none is broken. */
function ticketLines(ids: readonly string[]): string {
  return ids.length === 0 ? dash : ids.join('\n');
}

function outcome(name: string | null, { words }: Voice): RichCell {
  if (name === null) return { text: dash, tone: 'none' };
  const text = words.problems.outcomes[name] ?? name;
  const tone = ({ success: 'good', failed: 'bad', 'rolled-back': 'warn' } as const)[name];
  return { text, tone: tone ?? 'none' };
}
