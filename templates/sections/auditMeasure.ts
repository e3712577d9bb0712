/** One page for one measure of a ticket: verdict, agreement, clock to scale, steps, and the rows it rests on. */
import type { RawRows } from '../../pipelines/audit/readRawRows.ts';
import type { MeasureAudit, TicketAudit } from '../../pipelines/audit/TicketAudit.ts';
import type { SourceRow } from '../../pipelines/reference/exported.ts';
import {
  type AuditVoice,
  agreementLine,
  deskSentences,
  dueElsewhere,
  measureName,
  movedText,
  policySentences,
  remarkSentences,
  severitySentences,
  toneOfVerdict,
  verdictParts,
  warehouseLines,
} from '../auditVoice.ts';
import { dash } from '../format.ts';
import type { Row } from '../parts/cells.ts';
import type { ReportDocument } from '../parts/document.ts';
import { heading } from '../parts/heading.ts';
import { paragraph } from '../parts/paragraph.ts';
import { table } from '../parts/table.ts';
import { timeline, timelineLegend } from '../parts/timeline.ts';
import { colour, type } from '../theme.ts';
import { crossCheck, letterOf, rawRows, remarks, rowsOf, verdictBand } from './auditBlocks.ts';

export function measurePage(
  doc: ReportDocument,
  audit: TicketAudit,
  measure: MeasureAudit,
  rows: readonly RawRows[],
  voice: AuditVoice,
): void {
  const { words } = voice;
  startPage(doc, audit, `${audit.ticketId}　${measureName(measure, voice)}`, voice, () => {
    const [verdict, reason] = verdictParts(measure, audit.asOf, voice);
    const moved = movedText(measure, voice);
    const agreed = [
      ...reason,
      agreementLine(measure, voice),
      ...(moved === null ? [] : [moved]),
      ...severitySentences(measure, voice),
    ];
    verdictBand(doc, toneOfVerdict(measure), verdict, agreed);
    clock(doc, audit, measure, voice);
    facts(doc, measure, voice);
    heading(doc, 3, words.head.steps, { bookmark: false });
    steps(doc, audit, measure, voice);
    remarks(doc, words.head.policies, policySentences(audit, measure, voice));
    remarks(doc, words.head.elsewhere, deskSentences(audit, measure, voice));
    remarks(doc, words.head.remarks, remarkSentences(audit, voice));
    crossCheck(doc, warehouseLines(audit, voice), audit.warehouse.differences.length === 0);
    rawRows(doc, rowsOf(rows, measure.rows), voice, measure.rows);
  });
}

/** A ticket without measures says why. */
export function ticketPage(doc: ReportDocument, audit: TicketAudit, rows: readonly RawRows[], voice: AuditVoice): void {
  const { words } = voice;
  startPage(doc, audit, audit.ticketId, voice, () => {
    if (audit.standing !== 'judged')
      verdictBand(doc, 'none', words.noMeasures, [words.standing[audit.standing](audit.type)]);
    remarks(doc, words.head.policies, policySentences(audit, null, voice));
    remarks(doc, words.head.elsewhere, deskSentences(audit, null, voice));
    remarks(doc, words.head.remarks, remarkSentences(audit, voice));
    crossCheck(doc, warehouseLines(audit, voice), audit.warehouse.differences.length === 0);
    rawRows(doc, rowsOf(rows, [audit.source]), voice);
  });
}

function startPage(doc: ReportDocument, audit: TicketAudit, title: string, voice: AuditVoice, draw: () => void): void {
  const { words, text } = voice;
  if (!doc.isAtTop) doc.newPage();
  doc.tag('Sect', () => {
    heading(doc, 1, title, { numbered: false });
    const place = [audit.service, audit.site].flatMap((name) => (name ? [text(name)] : []));
    if (audit.title !== null)
      paragraph(doc, audit.title, { style: type.lead, weight: 'bold', after: 1, keepWithNext: true });
    const known = [...place, words.asOf(voice.full(audit.asOf)), words.zone(audit.timezone)].join('　');
    paragraph(doc, known, { style: type.small, color: colour.muted, after: 7, keepWithNext: true });
    draw();
  });
}

function clock(doc: ReportDocument, { ticketId, asOf }: TicketAudit, measure: MeasureAudit, voice: AuditVoice): void {
  const { words, wall } = voice;
  const { startedAt, dueAt, stoppedAt, stop, steps: spans } = measure;
  const stopText =
    stoppedAt === null || !stop ? words.openFlag(wall(asOf)) : words.stopFlag(voice.event(stop.event), wall(stoppedAt));
  timeline(doc, {
    spans,
    startedAt,
    dueAt,
    stoppedAt,
    until: asOf,
    zone: voice.zone,
    language: voice.language,
    dueText: words.dueFlag(wall(dueAt)),
    stopText,
    alt: words.alt(ticketId, measureName(measure, voice), wall(startedAt), wall(dueAt), stopText),
  });
  timelineLegend(doc, words.legend);
}

function facts(doc: ReportDocument, measure: MeasureAudit, voice: AuditVoice): void {
  const { words, duration, wall, offset } = voice;
  const { head } = words;
  const { startedAt, dueAt, stoppedAt, elapsedSeconds, pausedSeconds, marginSeconds, stop } = measure;
  const dueSub = joined(offset(dueAt), dueElsewhere(measure, voice));
  table(doc, {
    columns: [
      { head: head.started, width: { grow: 1.25 } },
      { head: head.due, width: { grow: 1.7 } },
      { head: head.stopped, width: { grow: 1.25 } },
      { head: head.elapsed, width: 'fit', align: 'right' },
      { head: head.paused, width: 'fit', align: 'right' },
      { head: head.margin, width: 'fit', align: 'right' },
    ],
    rows: [
      {
        cells: [
          { text: wall(startedAt), ...joined(offset(startedAt)) },
          { text: wall(dueAt), weight: 'bold', ...dueSub },
          stoppedAt === null || !stop
            ? dash
            : { text: wall(stoppedAt), ...joined(offset(stoppedAt), voice.event(stop.event)) },
          duration(elapsedSeconds),
          { text: duration(pausedSeconds), ...joined(stoodResolved(measure, voice)) },
          { text: duration(marginSeconds), weight: 'bold', color: marginSeconds < 0 ? colour.bad : colour.body },
        ],
      },
    ],
    after: 4,
  });
}

/** How long the ticket stood resolved before it was reopened, beside the pauses; null if it did not. */
function stoodResolved({ steps: all }: MeasureAudit, { words, duration }: AuditVoice): string | null {
  const seconds = all.reduce((sum, step) => (step.kind === 'resolved' ? sum + step.seconds : sum), 0);
  return seconds === 0 ? null : `${words.kinds['resolved']} ${duration(seconds)}`;
}

/** The small line below a cell, of what there is to say; none where there is nothing. */
function joined(...parts: (string | null)[]): { sub?: string } {
  const sub = parts.filter(Boolean).join(', ');
  return sub === '' ? {} : { sub };
}

/**
 * Each step with the letter of its file; files and hashes stand above their rows, at the foot of the page. The due
 * instant has a line where it fell: a step that went on beyond it is cut there.
 */
function steps(doc: ReportDocument, audit: TicketAudit, measure: MeasureAudit, voice: AuditVoice): void {
  const { words, wall, duration } = voice;
  const { head } = words;
  const { stop, stoppedAt, dueAt, elapsedSeconds } = measure;
  const evidence = (source: SourceRow | null) =>
    source ? `${letterOf(measure.rows, source.file)}: ${words.rowOf(source.row)}` : dash;
  const [at, why] = stop
    ? [wall(stoppedAt ?? audit.asOf), words.stoppedBy(voice.event(stop.event))]
    : [wall(audit.asOf), words.stillRunning(voice.full(audit.asOf))];
  const [before, after] = cutAt(measure.steps, dueAt);
  const rowOf = ({ from, to, kind, seconds, because, source }: Step): Row => ({
    cells: [
      ...[wall(from), wall(to), words.kinds[kind] ?? kind, duration(seconds), voice.step(because)],
      evidence(source),
    ],
  });
  const due: Row = {
    cells: [
      wall(dueAt),
      '',
      head.due,
      '',
      words.dueBecause(measure.promise, measure.unmoved.dueAt !== dueAt, voice.speech),
      head.agreement,
    ].map((text, index) => ({
      text,
      color: colour.bad,
      weight: index < 3 ? 'bold' : 'regular',
    })),
  };
  const end: Row = {
    kind: 'total',
    cells: [at, '', '', duration(elapsedSeconds), why, { text: evidence(stop?.source ?? null), weight: 'regular' }],
  };
  const isAfterEnd = dueAt >= (stoppedAt ?? audit.asOf);
  table(doc, {
    columns: [
      { head: head.from, width: 'fit' },
      { head: head.to, width: 'fit' },
      { head: head.kind, width: 'fit' },
      { head: head.length, width: 'fit', align: 'right' },
      { head: head.why, width: { grow: 1 } },
      { head: head.evidence, width: 'fit' },
    ],
    rows: isAfterEnd ? [...before.map(rowOf), end, due] : [...before.map(rowOf), due, ...after.map(rowOf), end],
    density: 'compact',
    after: 6,
  });
}

type Step = MeasureAudit['steps'][number];

/** The steps before an instant and those after it; one that it falls into is cut in two. */
function cutAt(all: readonly Step[], at: number): [before: Step[], after: Step[]] {
  const until = all.flatMap((step) => (step.from < at ? [partOf(step, step.from, Math.min(step.to, at))] : []));
  const since = all.flatMap((step) => (step.to > at ? [partOf(step, Math.max(step.from, at), step.to)] : []));
  return [until, since];
}

function partOf(step: Step, from: number, to: number): Step {
  return { ...step, from, to, seconds: to - from };
}
