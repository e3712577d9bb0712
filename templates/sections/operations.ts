/** Tables of security patches, backups and capacity. */

import type { ReportModel } from '../../pipelines/report/ReportModel.ts';
import type { ReportDocument } from '../parts/document.ts';
import { paragraph } from '../parts/paragraph.ts';
import { table } from '../parts/table.ts';
import { toneOf, type Voice } from '../voice.ts';

export function patches(
  doc: ReportDocument,
  { security }: ReportModel,
  { words, severity, count, percent }: Voice,
): void {
  const { operations: known, head } = words;
  paragraph(doc, known.compliance(percent(security.compliancePercent), percent(security.previousCompliancePercent)), {
    keepWithNext: true,
  });
  table(doc, {
    columns: [
      { head: head.severity, width: { grow: 1 }, rowHead: true },
      ...[known.dueCount, known.onTime, known.late, known.open, known.rate].map(
        (text) => ({ head: text, width: 72, align: 'right' }) as const,
      ),
    ],
    density: 'compact',
    rows: security.bySeverity.map((row) => ({
      cells: [
        severity(row.severity),
        count(row.due),
        count(row.appliedOnTime),
        count(row.late),
        count(row.open),
        percent(row.percent),
      ],
    })),
  });
}

export function patchTable(
  doc: ReportDocument,
  rows: ReportModel['security']['pastDue'],
  { words, text, severity, day }: Voice,
): void {
  const { operations: known, head } = words;
  table(doc, {
    columns: [
      { head: known.asset, width: 'fit', rowHead: true },
      { head: head.service, width: { grow: 1 } },
      { head: head.severity, width: 'fit' },
      { head: head.due, width: 'fit' },
      { head: known.appliedAt, width: 'fit' },
    ],
    density: 'compact',
    rows: rows.map((row) => ({
      cells: [
        row.assetId,
        text(row.serviceName),
        severity(row.severity),
        day(row.dueAt),
        row.appliedAt === null ? { text: known.open, tone: 'bad' } : day(row.appliedAt),
      ],
    })),
  });
}

export function backupFigures({ backups }: ReportModel, { words, count, percent }: Voice): string {
  const { success, runs, percent: rate, previousPercent } = backups;
  return words.operations.backupRate(count(success), count(runs), percent(rate), percent(previousPercent));
}

export function backupTable(
  doc: ReportDocument,
  jobs: ReportModel['backups']['jobs'],
  { words, text, count, percent }: Voice,
): void {
  const { operations: known, head } = words;
  table(doc, {
    columns: [
      { head: head.service, width: { grow: 1 }, rowHead: true },
      ...[known.runs, known.success, known.failed, known.successRate, head.previous].map(
        (text) => ({ head: text, width: 'fit', align: 'right' }) as const,
      ),
    ],
    density: 'compact',
    rows: jobs.map((job) => ({
      cells: [
        job.serviceName === null ? job.jobId : text(job.serviceName),
        count(job.runs),
        count(job.success),
        { text: count(job.failed), weight: job.failed > 0 ? 'bold' : 'regular' },
        percent(job.percent),
        percent(job.previousPercent),
      ],
    })),
  });
}

export function capacityTable(
  doc: ReportDocument,
  rows: ReportModel['capacity'],
  { words, text, percent, localDate }: Voice,
): void {
  const { operations: known, head } = words;
  table(doc, {
    columns: [
      { head: known.resource, width: { grow: 1 }, rowHead: true },
      { head: known.used, width: 'fit', align: 'right' },
      { head: head.previous, width: 'fit', align: 'right' },
      { head: known.peak, width: 'fit', align: 'right' },
      { head: known.reaches, width: 'fit' },
      { head: head.status, width: 'fit' },
    ],
    density: 'compact',
    rows: rows.map((row) => ({
      cells: [
        { text: row.resource, ...(row.serviceName ? { sub: text(row.serviceName) } : {}) },
        percent(row.usedPercent),
        percent(row.previousUsedPercent),
        percent(row.peakPercent),
        row.reachesLimitOn === null ? known.notWithinYear : localDate(row.reachesLimitOn),
        { text: words.status[row.status], tone: toneOf[row.status] },
      ],
    })),
  });
}
