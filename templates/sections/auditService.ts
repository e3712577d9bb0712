/** The pages of a service's audit: verdict, the period to scale, the sum, every span with its rows, what monitors would say. */
import type { MonthAudit, ServiceAudit } from '../../pipelines/audit/ServiceAudit.ts';
import { serviceCheckLines } from '../auditText.ts';
import type { AuditVoice } from '../auditVoice.ts';
import type { Row } from '../parts/cells.ts';
import type { ReportDocument } from '../parts/document.ts';
import { heading } from '../parts/heading.ts';
import { note } from '../parts/note.ts';
import { paragraph } from '../parts/paragraph.ts';
import { table } from '../parts/table.ts';
import { colour, type } from '../theme.ts';
import { crossCheck, rawRows, remarks, verdictBand } from './auditBlocks.ts';
import {
  alternativeLines,
  exactPercent,
  headline,
  monitorRows,
  notCountedLine,
  sourcesOf,
  sumLines,
  termsLine,
} from './auditFigures.ts';
import { periodStrip } from './auditStrip.ts';

export function servicePages(doc: ReportDocument, audit: ServiceAudit, voice: AuditVoice): void {
  const { words, text } = voice;
  const known = words.availability;
  doc.tag('Sect', () => {
    heading(doc, 1, `${text(audit.name)}　${audit.periodId}`, { numbered: false });
    const place = [audit.serviceId, ...(audit.site ? [text(audit.site)] : [])];
    const facts = [...place, words.asOf(voice.full(audit.asOf)), words.zone(audit.timezone)].join('　');
    paragraph(doc, facts, { style: type.small, color: colour.muted, after: 7, keepWithNext: true });
    const { tone, verdict, budget } = headline(audit, voice);
    verdictBand(doc, tone, verdict, [...(budget ? [budget] : []), termsLine(audit, voice)]);
    periodStrip(doc, audit, voice);
    sum(doc, audit, voice);
    crossCheck(doc, serviceCheckLines(audit, voice), audit.differences.length === 0);
    outages(doc, audit, voice);
    spans(doc, audit, voice);
    for (const month of audit.months) remarks(doc, named(known.policies, audit, month), alternativeLines(month, voice));
    monitors(doc, audit, voice);
    rawRows(doc, audit.rows, voice);
    if (audit.evidence !== 'files') note(doc, words.fromRuns[audit.evidence]);
  });
}

function sum(doc: ReportDocument, audit: ServiceAudit, voice: AuditVoice): void {
  const { words, count, duration } = voice;
  const known = words.availability;
  heading(doc, 3, known.sum);
  table(doc, {
    columns: [
      { head: '', width: 18, align: 'center' },
      { head: '', width: { grow: 1 }, rowHead: true },
      { head: known.seconds, width: 'fit', align: 'right' },
      { head: known.time, width: 'fit', align: 'right' },
    ],
    rows: sumLines(audit, voice).map(({ sign, label, seconds }) => ({
      kind: sign === '=' ? ('total' as const) : ('row' as const),
      cells: [sign, label, count(seconds), duration(seconds)],
    })),
    after: 5,
  });
  if (audit.figures.baseSeconds > 0) paragraph(doc, exactPercent(audit, voice), { after: 4 });
}

function outages(doc: ReportDocument, audit: ServiceAudit, voice: AuditVoice): void {
  const { words, wall, duration } = voice;
  const { availability: known, head } = words;
  heading(doc, 3, known.outages);
  const rows = byMonth(audit, voice, ({ outages: all }) =>
    all.map(
      (outage): Row => ({
        cells: [
          { text: wall(outage.from), sub: wall(outage.to) },
          duration(outage.to - outage.from),
          { text: duration(outage.countedSeconds), weight: 'bold' },
          notCountedLine(outage, voice),
          outage.ticketId ?? '',
          sourcesOf(outage, voice),
        ],
      }),
    ),
  );
  if (rows.length === 0) {
    paragraph(doc, known.noOutages);
    return;
  }
  table(doc, {
    columns: [
      { head: `${head.from} / ${head.to}`, width: 'fit', rowHead: true },
      { head: head.length, width: 'fit', align: 'right' },
      { head: known.counted, width: 'fit', align: 'right' },
      { head: known.notCounted, width: { grow: 1 } },
      { head: head.ticket, width: 'fit' },
      { head: head.evidence, width: { grow: 1.2 } },
    ],
    rows,
    after: 6,
  });
}

function spans(doc: ReportDocument, audit: ServiceAudit, voice: AuditVoice): void {
  const { words, wall, duration } = voice;
  const { availability: known, head } = words;
  heading(doc, 3, known.spans);
  const rows = byMonth(audit, voice, ({ spans: all }) =>
    all.map(
      (span): Row => ({
        cells: [
          { text: wall(span.from), sub: wall(span.to) },
          known.kinds[span.kind],
          duration(span.seconds),
          voice.span(span.because),
          sourcesOf(span, voice),
        ],
      }),
    ),
  );
  if (rows.length === 0) {
    paragraph(doc, known.noSpans);
    return;
  }
  table(doc, {
    columns: [
      { head: `${head.from} / ${head.to}`, width: 'fit', rowHead: true },
      { head: known.kind, width: 'fit' },
      { head: head.length, width: 'fit', align: 'right' },
      { head: head.why, width: { grow: 1.2 } },
      { head: head.evidence, width: { grow: 1 } },
    ],
    rows,
    after: 6,
  });
}

/** What the client's own monitors would print; those of other systems are in the text and JSON for whoever asks. */
function monitors(doc: ReportDocument, audit: ServiceAudit, voice: AuditVoice): void {
  const { words, duration } = voice;
  const { availability: known, head } = words;
  const monitors = audit.monitors.filter(({ isExported }) => isExported);
  if (monitors.length === 0) return;
  heading(doc, 3, known.monitors);
  table(doc, {
    columns: [
      { head: known.monitor, width: 'fit', rowHead: true },
      { head: known.figure, width: 'fit', align: 'right' },
      { head: head.why, width: { grow: 1 } },
    ],
    rows: monitorRows({ ...audit, monitors }, voice).map((cells, index) => ({
      cells: index === 0 ? cells.map((cell) => ({ text: cell, weight: 'bold' as const })) : cells,
    })),
    after: 4,
  });
  const { maintenance, downInMaintenance, excluded, unknown } = audit.atStake;
  note(doc, known.atStake(duration(maintenance), duration(downInMaintenance), duration(excluded), duration(unknown)));
}

/** Rows of all months; those of a quarter under the name of their month. */
function byMonth(audit: ServiceAudit, voice: AuditVoice, rowsOf: (month: MonthAudit) => Row[]): Row[] {
  return audit.months.flatMap((month): Row[] => {
    const rows = rowsOf(month);
    const isQuarter = audit.months.length > 1;
    return isQuarter && rows.length > 0 ? [{ kind: 'group', cells: [voice.month(month.periodId)] }, ...rows] : rows;
  });
}

function named(title: string, { months }: ServiceAudit, { periodId }: MonthAudit): string {
  return months.length > 1 ? `${title}　${periodId}` : title;
}
