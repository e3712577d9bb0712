/** Tables of problems and changes: what causes incidents, and what was done to the systems. */

import type { ReportModel } from '../../pipelines/report/ReportModel.ts';
import { dash } from '../format.ts';
import type { RichCell } from '../parts/cells.ts';
import type { ReportDocument } from '../parts/document.ts';
import { paragraph } from '../parts/paragraph.ts';
import { table } from '../parts/table.ts';
import type { Voice } from '../voice.ts';

export function problemList(
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
    density: 'compact',
    rows: problems.rows.map((problem) => ({
      cells: [
        problem.problemId,
        problem.serviceName ? known.changeOf(problem.title, text(problem.serviceName)) : problem.title,
        day(problem.openedAt),
        day(problem.rootCauseAt),
        days(problem.ageSeconds),
        { text: state(problem.status), ...(problem.knownError ? { sub: known.known } : {}) },
        someTickets(problem.relatedTickets, words.incidents.andMore),
      ],
    })),
  });
}

/** How many changes there were and what became of them. */
export function changeFigures({ changes }: ReportModel, { words, count, percent }: Voice): string {
  const { problems: known } = words;
  const sums = [changes.done, changes.success, changes.failed, changes.rolledBack, changes.cancelled].map(count);
  const [done = '', success = '', failed = '', rolledBack = '', cancelled = ''] = sums;
  return [
    known.changeFigures(done, success, failed, rolledBack, cancelled),
    ...(changes.successPercent === null
      ? []
      : [known.successRate(percent(changes.successPercent), percent(changes.previousSuccessPercent))]),
    ...(changes.emergency === 0 ? [] : [known.emergency(count(changes.emergency), percent(changes.emergencyPercent))]),
  ].join(words.space);
}

export function changeTable(doc: ReportDocument, rows: ReportModel['changes']['rows'], voice: Voice): void {
  const { words, text, state, time, duration } = voice;
  const { head, problems: known } = words;
  table(doc, {
    columns: [
      { head: head.change, width: 'fit', rowHead: true },
      { head: head.kind, width: 'fit' },
      { head: head.title, width: { grow: 1 } },
      { head: known.planned, width: 'fit' },
      { head: known.actualStart, width: 'fit' },
      { head: known.outcome, width: 'fit' },
      { head: known.after, width: 'fit' },
    ],
    density: 'compact',
    rows: rows.map((change) => ({
      cells: [
        change.changeId,
        state(change.kind),
        change.serviceName ? known.changeOf(change.title, text(change.serviceName)) : change.title,
        time(change.plannedStartAt),
        time(change.actualStartAt),
        {
          ...outcome(change.outcome, voice),
          ...(change.overrunSeconds === null ? {} : { sub: known.overran(duration(change.overrunSeconds)) }),
        },
        someTickets(change.incidentsAfter, words.incidents.andMore),
      ],
    })),
  });
}

/** The first ids; none is broken over lines. */
function someTickets(ids: readonly string[], andMore: string): string {
  if (ids.length === 0) return dash;
  const shown = ids.slice(0, 2).join('\n');
  return ids.length > 2 ? `${shown} ${andMore}` : shown;
}

function outcome(name: string | null, { words }: Voice): RichCell {
  if (name === null) return { text: dash, tone: 'none' };
  const text = words.problems.outcomes[name] ?? name;
  const tone = ({ success: 'good', failed: 'bad', 'rolled-back': 'warn' } as const)[name];
  return { text, tone: tone ?? 'none' };
}
