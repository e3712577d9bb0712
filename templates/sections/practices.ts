/** Changes, maintenance, security, backups and capacity by exception, and the improvements that somebody has taken. */
import type { ReportModel } from '../../pipelines/report/ReportModel.ts';
import type { ReportDocument } from '../parts/document.ts';
import { paragraph } from '../parts/paragraph.ts';
import { type Part, parts, section } from '../parts/section.ts';
import { noneOf, type Voice, voiceOf } from '../voice.ts';
import { adoptedTable } from './improvements.ts';
import { windowTable } from './maintenance.ts';
import { backupFigures, backupTable, capacityTable, patchTable } from './operations.ts';
import { changeFigures, changeTable } from './problems.ts';

export function practices(doc: ReportDocument, report: ReportModel): void {
  const voice = voiceOf(report);
  const { words } = voice;
  const each = [changes, maintenance, security, backups, capacity];
  // The quarterly review has a section of its own for improvements.
  const all = (report.period.kind === 'month' ? [...each, improvements] : each).map((of) => of(doc, report, voice));
  section(doc, { title: words.pages.practices.title, destination: 'section:operations' }, () =>
    parts(doc, all, noneOf(voice)),
  );
}

function changes(doc: ReportDocument, report: ReportModel, voice: Voice): Part {
  const { words } = voice;
  const known = words.pages.practices;
  const rows = report.changes.rows.filter(
    ({ outcome, kind, incidentsAfter }) =>
      outcome === 'failed' || outcome === 'rolled-back' || kind === 'emergency' || incidentsAfter.length > 0,
  );
  return {
    title: known.changes,
    isEmpty: report.changes.total === 0,
    draw: () => {
      // A quarter's are in the monthly reports, and in the appendix.
      const shown = report.period.kind === 'quarter' ? [] : rows;
      const lead = rows.length === 0 ? known.noExceptions : shown.length === 0 ? '' : known.changeExceptions;
      paragraph(doc, changeFigures(report, voice) + words.space + lead, { keepWithNext: shown.length > 0 });
      if (shown.length > 0) changeTable(doc, shown, voice);
    },
  };
}

/** Windows of the period by exception, and all that is planned. */
function maintenance(doc: ReportDocument, report: ReportModel, voice: Voice): Part {
  const { words, count } = voice;
  const known = words.pages.practices;
  const { done, planned } = report.maintenance;
  const exceptions = done.filter(({ isApproved, overrunSeconds }) => !isApproved || (overrunSeconds ?? 0) > 0);
  return {
    title: known.maintenance,
    isEmpty: done.length === 0 && planned.length === 0,
    draw: () => {
      const counts = known.windows(count(done.length), count(exceptions.length));
      paragraph(doc, counts, { keepWithNext: exceptions.length > 0 });
      if (exceptions.length > 0) windowTable(doc, exceptions, true, voice);
      if (planned.length === 0) return;
      paragraph(doc, known.next, { weight: 'bold', after: 2, keepWithNext: true });
      windowTable(doc, planned, false, voice);
    },
  };
}

function security(doc: ReportDocument, { security }: ReportModel, voice: Voice): Part {
  const { words, count, percent } = voice;
  const known = words.pages.practices;
  const open = security.pastDue.filter(({ appliedAt }) => appliedAt === null);
  const rate = words.operations.compliance(
    percent(security.compliancePercent),
    percent(security.previousCompliancePercent),
  );
  return {
    title: known.security,
    isEmpty: security.bySeverity.length === 0 && open.length === 0,
    draw: () => {
      const overdue = open.length === 0 ? known.noOverdue : known.overdue(count(open.length));
      paragraph(doc, rate + words.space + overdue, { keepWithNext: open.length > 0 });
      if (open.length > 0) patchTable(doc, open, voice);
    },
  };
}

function backups(doc: ReportDocument, report: ReportModel, voice: Voice): Part {
  const failed = report.backups.jobs.filter((job) => job.failed > 0);
  return {
    title: voice.words.pages.practices.backups,
    isEmpty: report.backups.jobs.length === 0,
    draw: () => {
      paragraph(doc, backupFigures(report, voice), { keepWithNext: failed.length > 0 });
      if (failed.length > 0) backupTable(doc, failed, voice);
    },
  };
}

function capacity(doc: ReportDocument, { capacity }: ReportModel, voice: Voice): Part {
  const { words, count } = voice;
  const known = words.pages.practices;
  const flagged = capacity.filter(({ status }) => status !== 'good');
  return {
    title: known.capacity,
    isEmpty: capacity.length === 0,
    draw: () => {
      const all = count(capacity.length);
      const lead = flagged.length === 0 ? known.capacityFine(all) : known.capacityOver(count(flagged.length), all);
      paragraph(doc, lead, { keepWithNext: flagged.length > 0 });
      if (flagged.length > 0) capacityTable(doc, flagged, voice);
    },
  };
}

function improvements(doc: ReportDocument, report: ReportModel, voice: Voice): Part {
  const adopted = report.improvements.filter(({ origin }) => origin === 'person');
  return {
    title: voice.words.pages.practices.improvements,
    isEmpty: adopted.length === 0,
    draw: () => adoptedTable(doc, report, voice),
  };
}
