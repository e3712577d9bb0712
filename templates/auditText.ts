/** The audits as text for people at a terminal. */
import type { RawRows } from '../pipelines/audit/readRawRows.ts';
import type { MonthAudit, OutageAudit, ServiceAudit } from '../pipelines/audit/ServiceAudit.ts';
import type { MeasureAudit, TicketAudit } from '../pipelines/audit/TicketAudit.ts';
import type { Language } from '../pipelines/contract/Contract.ts';
import {
  type AuditVoice,
  agreementLine,
  auditVoiceOf,
  deskSentences,
  dueElsewhere,
  measureName,
  movedText,
  policySentences,
  remarkSentences,
  severitySentences,
  toneOfVerdict,
  verdictLine,
  warehouseLines,
} from './auditVoice.ts';
import { dash } from './format.ts';
import { statusText, type Tone } from './parts/status.ts';
import {
  alternativeLines,
  exactPercent,
  headline,
  monitorRows,
  notCountedLine,
  sourcesOf,
  sumLines,
  termsLine,
} from './sections/auditFigures.ts';

/** One block a ticket, separated by an empty line. */
export function ticketsText(audits: readonly TicketAudit[], language: Language): string {
  return audits.map((audit) => lines(ticketLines(audit, auditVoiceOf(language, audit.timezone)))).join('\n');
}

export function serviceText(audit: ServiceAudit, language: Language): string {
  return lines(serviceLines(audit, auditVoiceOf(language, audit.timezone)));
}

/** Columns of a terminal that a text takes: ideographs, kana and full-width forms take two. */
export function displayWidth(text: string): number {
  return [...text].reduce((width, character) => width + (wide.test(character) ? 2 : 1), 0);
}

const wide =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6]|[\u{20000}-\u{3FFFD}]/u;

type Line = string | Line[];

/** Nested lists are indented by two more columns each. */
function lines(all: readonly Line[], indent = ''): string {
  return all
    .map((line) =>
      typeof line === 'string' ? `${line === '' ? '' : indent}${printable(line)}\n` : lines(line, `${indent}  `),
    )
    .join('');
}

/** Text of strangers: no control character reaches the terminal. */
function printable(text: string): string {
  return text.replaceAll(/\p{Cc}|\p{Bidi_Control}/gu, ' ');
}

function ticketLines(audit: TicketAudit, voice: AuditVoice): Line[] {
  const { words, text } = voice;
  const place = [audit.service, audit.site].flatMap((name) => (name ? [text(name)] : []));
  const known = [...place, words.asOf(voice.full(audit.asOf)), words.zone(audit.timezone)].join(' · ');
  const others = policySentences(audit, null, voice);
  const elsewhere = deskSentences(audit, null, voice);
  const remarks = remarkSentences(audit, voice);
  return [
    [audit.ticketId, audit.title].filter(Boolean).join('  '),
    known,
    '',
    ...(audit.standing === 'judged' ? [] : [`${words.noMeasures}: ${words.standing[audit.standing](audit.type)}`, '']),
    ...audit.measures.flatMap((measure) => [...measureLines(audit, measure, voice), '']),
    ...(others.length > 0 ? [words.head.policies, others, ''] : []),
    ...(elsewhere.length > 0 ? [words.head.elsewhere, elsewhere, ''] : []),
    ...(remarks.length > 0 ? [words.head.remarks, remarks, ''] : []),
    ...warehouseLines(audit, voice),
  ];
}

function measureLines(audit: TicketAudit, measure: MeasureAudit, voice: AuditVoice): Line[] {
  const { words, duration } = voice;
  const { head } = words;
  const moved = movedText(measure, voice);
  const resolved = measure.steps
    .filter(({ kind }) => kind === 'resolved')
    .reduce((sum, { seconds }) => sum + seconds, 0);
  const facts = [
    [head.started, voice.full(measure.startedAt)],
    [head.due, [voice.full(measure.dueAt), dueElsewhere(measure, voice)].filter(Boolean).join(', ')],
    [head.stopped, stopText(audit, measure, voice)],
    [
      head.elapsed,
      words.sums(
        duration(measure.elapsedSeconds),
        duration(measure.pausedSeconds),
        resolved > 0 ? duration(resolved) : null,
      ),
    ],
  ];
  return [
    `${measureName(measure, voice)}: ${status(toneOfVerdict(measure), verdictLine(measure, audit.asOf, voice))}`,
    [
      agreementLine(measure, voice),
      ...(moved === null ? [] : [moved]),
      ...severitySentences(measure, voice),
      ...table(facts.map((cells) => cells as string[])),
      '',
      ...table([
        [head.from, head.to, head.kind, head.length, head.why, head.evidence],
        ...measure.steps.map(({ from, to, kind, seconds, because, source }) => [
          ...[voice.wall(from), voice.wall(to), words.kinds[kind] ?? kind, duration(seconds), voice.step(because)],
          source ? voice.source(source) : dash,
        ]),
      ]),
      ...policySentences(audit, measure, voice),
      ...deskSentences(audit, measure, voice),
    ],
  ];
}

function stopText({ asOf }: TicketAudit, { stoppedAt, stop }: MeasureAudit, voice: AuditVoice): string {
  if (stoppedAt === null || !stop) return voice.words.stillRunning(voice.full(asOf));
  return `${voice.full(stoppedAt)} (${voice.words.stoppedBy(voice.event(stop.event))}, ${voice.source(stop.source)})`;
}

function serviceLines(audit: ServiceAudit, voice: AuditVoice): Line[] {
  const { words, text, count, duration } = voice;
  const known = words.availability;
  const { figures } = audit;
  const title = [audit.serviceId, text(audit.name), ...(audit.site ? [text(audit.site)] : [])].join(' · ');
  return [
    `${title}  ${audit.periodId}`,
    `${words.asOf(voice.full(audit.asOf))} · ${words.zone(audit.timezone)}`,
    termsLine(audit, voice),
    '',
    ...headlineLines(audit, voice),
    '',
    known.sum,
    table(
      sumLines(audit, voice).map(({ sign, label, seconds }) => [
        `${sign || ' '} ${label}`,
        count(seconds),
        duration(seconds),
      ]),
      [0, 1, 1],
    ),
    ...(figures.baseSeconds > 0 ? [exactPercent(audit, voice)] : []),
    '',
    ...audit.months.flatMap((month) => monthLines(audit, month, voice)),
    known.monitors,
    [...table(monitorRows(audit, voice).map((cells) => [...cells])), stakes(audit, voice)],
    '',
    ...rowLines(audit.rows, voice),
    ...(audit.evidence === 'files' ? [] : [words.fromRuns[audit.evidence]]),
    ...serviceCheckLines(audit, voice),
  ];
}

function headlineLines(audit: ServiceAudit, voice: AuditVoice): Line[] {
  const { tone, verdict, budget } = headline(audit, voice);
  return [status(tone, verdict), ...(budget ? [[budget]] : [])];
}

/** Whether the warehouse agrees with the audit of a service. */
export function serviceCheckLines({ differences }: ServiceAudit, { words }: AuditVoice): string[] {
  if (differences.length === 0) return [words.agreesService];
  return [
    words.disagrees,
    ...differences.map(({ what, reference, warehouse }) => words.difference(what, reference, warehouse)),
  ];
}

function monthLines(audit: ServiceAudit, month: MonthAudit, voice: AuditVoice): Line[] {
  const { words, wall, duration } = voice;
  const { availability: known, head } = words;
  const name = audit.months.length > 1 ? `  ${month.periodId}` : '';
  const outages = month.outages.map((outage) => [
    ...[wall(outage.from), wall(outage.to), duration(outage.to - outage.from), duration(outage.countedSeconds)],
    ...[notCountedLine(outage, voice), outage.ticketId ?? '', sourcesText(outage, voice)],
  ]);
  const spans = month.spans.map((span) => [
    ...[wall(span.from), wall(span.to), known.kinds[span.kind], duration(span.seconds), voice.span(span.because)],
    sourcesOf(span, voice),
  ]);
  return [
    `${known.outages}${name}`,
    outages.length > 0
      ? table([
          [head.from, head.to, head.length, known.counted, known.notCounted, head.ticket, head.evidence],
          ...outages,
        ])
      : [known.noOutages],
    '',
    `${known.spans}${name}`,
    spans.length > 0
      ? table([[head.from, head.to, known.kind, head.length, head.why, head.evidence], ...spans])
      : [known.noSpans],
    ...alternatives(month, voice),
    '',
  ];
}

function alternatives(month: MonthAudit, voice: AuditVoice): Line[] {
  const found = alternativeLines(month, voice);
  return found.length > 0 ? [voice.words.availability.policies, found] : [];
}

function sourcesText(outage: OutageAudit, voice: AuditVoice): string {
  return sourcesOf(outage, voice);
}

function stakes({ atStake }: ServiceAudit, { words, duration }: AuditVoice): string {
  const { maintenance, downInMaintenance, excluded, unknown } = atStake;
  return words.availability.atStake(
    duration(maintenance),
    duration(downInMaintenance),
    duration(excluded),
    duration(unknown),
  );
}

function rowLines(files: readonly RawRows[], { words }: AuditVoice): Line[] {
  if (files.length === 0) return [];
  const all = files.flatMap(({ file, sha256, state, header, rows }): Line[] => [
    `${file}  sha256 ${sha256.slice(0, 12)}${state === 'unchanged' ? '' : `  ${words.file(state)}`}`,
    [
      ...(header === null || state !== 'unchanged' ? [] : [`1: ${header}`]),
      ...rows.map(({ row, text }) => `${row}: ${text}`),
    ],
  ]);
  return [words.head.rows, all, ''];
}

function status(tone: Tone, text: string): string {
  return statusText(tone, text);
}

/** Cells padded to columns two apart; numbers (`1` in `align`) stand right, the last column is not padded. */
function table(rows: readonly string[][], align: readonly (0 | 1)[] = []): string[] {
  const clean = rows.map((cells) => cells.map(printable));
  const widths = (clean[0] ?? []).map((_, column) =>
    Math.max(...clean.map((cells) => displayWidth(cells[column] ?? ''))),
  );
  return clean.map((cells) =>
    cells
      .map((cell, column) => {
        const pad = ' '.repeat((widths[column] ?? 0) - displayWidth(cell));
        return align[column] === 1 ? pad + cell : column === cells.length - 1 ? cell : cell + pad;
      })
      .join('  ')
      .trimEnd(),
  );
}
