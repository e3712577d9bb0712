/** How an audit speaks: its words, and instants to the second in the agreement's zone. */
import { DateTime } from 'luxon';
import type { SpanReason } from '../pipelines/audit/ServiceAudit.ts';
import type { MeasureAudit, TicketAudit } from '../pipelines/audit/TicketAudit.ts';
import type { Language, LocalText } from '../pipelines/contract/Contract.ts';
import type { SourceRow } from '../pipelines/reference/exported.ts';
import type { PolicyDifference } from '../pipelines/reference/policySensitivity.ts';
import type { DeskName } from '../pipelines/reference/profiles/DeskFigure.ts';
import type { MonitorName } from '../pipelines/reference/profiles/MonitorFigure.ts';
import type { ExcludedReason, RemarkReason, StepReason } from '../pipelines/reference/reasons.ts';
import type { Verdict } from '../pipelines/reference/TicketHistory.ts';
import { formatCount, formatExactDuration, formatMonth, formatWithin } from './format.ts';
import type { Tone } from './parts/status.ts';
import { wordsIn } from './words/index.ts';
import { type AuditSpeech, say } from './words/ReasonWords.ts';

export type AuditVoice = ReturnType<typeof auditVoiceOf>;

/**
 * Words and formats of an audit, bound to its language and zone.
 *
 * @param look `terminal`: ISO dates with their offset, to be copied; `page`: dates as the language writes them, with the
 * offset only in a zone that changes its clocks, where an hour may come twice
 */
export function auditVoiceOf(language: Language, zone: string, look: 'terminal' | 'page' = 'terminal') {
  const words = wordsIn[language].audit;
  const clock = (at: number) => DateTime.fromSeconds(at, { zone });
  const date = (at: number) => wordsIn[language].figures.dateOfTime(clock(at));
  const wall = (at: number) =>
    look === 'page' ? `${date(at)} ${clock(at).toFormat('HH:mm:ss')}` : clock(at).toFormat('yyyy-MM-dd HH:mm:ss');
  const offset = (at: number) => (look === 'page' && isOfOneOffset(clock(at)) ? '' : clock(at).toFormat('ZZ'));
  const named = (names: Record<string, string>) => (name: string) => names[name] ?? name;
  const full = (at: number) => `${wall(at)} ${offset(at)}`.trimEnd();
  const duration = (seconds: number) => formatExactDuration(seconds, language);
  const text = (each: LocalText) => each[language];
  const speech: AuditSpeech = { instant: full, text, within: (within) => formatWithin(within, language) };
  return {
    words,
    language,
    zone,
    look,
    text,
    /** `2026-10-13 18:00:00`, and `+09:00`; on a page `2026/10/13 18:00:00`, and nothing where the zone has one offset. */
    wall,
    offset,
    /** Both: `2026-10-13 18:00:00 +09:00`. */
    full,
    duration,
    count: formatCount,
    severity: named(words.severities),
    measure: named(words.measures),
    event: named(words.events),
    month: (month: string) => formatMonth(month, language),
    /** Ways to count time without data. */
    unknownSaid: wordsIn[language].report.pages.readings.unknown,
    /** For sentences that are made of parts of the agreement. */
    speech,
    /** Sentences of reasons, their instants in the zone. */
    step: (reason: StepReason) => say(words.reasons.step, reason, speech),
    remark: (reason: RemarkReason) => say(words.reasons.remark, reason, speech),
    excluded: (reason: ExcludedReason) => say(words.reasons.excluded, reason, speech),
    span: (reason: SpanReason) => say(words.reasons.span, reason, speech),
    monitor: (monitor: MonitorName) => words.reasons.monitor[monitor],
    desk: (desk: DeskName) => words.reasons.desk[desk],
    /** `ticket_events-2026-10.csv, row 517`. */
    source: (source: SourceRow) => `${source.file}: ${words.rowOf(source.row)}`,
  };
}

/** Whether no clock of the zone is changed in this year: one that is changed is so over the first of some month. */
function isOfOneOffset(at: DateTime): boolean {
  const offsets = Array.from({ length: 12 }, (_, month) => at.set({ month: month + 1, day: 1 }).offset);
  return new Set(offsets).size === 1;
}

/** `Restoration`, `Restoration (cycle 2)`. */
export function measureName({ measure, cycle }: Pick<MeasureAudit, 'measure' | 'cycle'>, voice: AuditVoice): string {
  return voice.measure(measure) + (cycle > 1 ? voice.words.cycle(cycle) : '');
}

/** The verdict with the time that it hangs on. */
export function verdictLine(measure: MeasureAudit, asOf: number, voice: AuditVoice): string {
  const { words, duration, full } = voice;
  const { verdict, marginSeconds, stoppedAt, excludedBecause } = measure;
  const word = words.verdicts[verdict];
  if (verdict === 'excluded') return excludedBecause ? words.because(word, voice.excluded(excludedBecause)) : word;
  if (verdict === 'no-data') return word;
  if (verdict === 'running' && marginSeconds < 0) return words.waitsSinceBeforeDue(word);
  if (verdict === 'running') return words.dueIn(word, duration(marginSeconds), full(asOf));
  if (verdict === 'met') return words.toSpare(word, duration(marginSeconds));
  const late = duration(-marginSeconds);
  return stoppedAt === null ? words.lateAndOpen(word, late, full(asOf)) : words.late(word, late);
}

/** The verdict in a few words, and the sentence that an exclusion needs beside it. */
export function verdictParts(measure: MeasureAudit, asOf: number, voice: AuditVoice): [head: string, reason: string[]] {
  const { words, full } = voice;
  if (measure.verdict !== 'excluded') return [verdictLine(measure, asOf, voice), []];
  const late = measure.wasLate ? [words.wasLateOn(full(measure.dueAt))] : [];
  return [
    words.verdicts.excluded,
    [...(measure.excludedBecause ? [voice.excluded(measure.excludedBecause)] : []), ...late],
  ];
}

export function toneOfVerdict({ verdict }: Pick<MeasureAudit, 'verdict'>): Tone {
  return ({ met: 'good', breached: 'bad', running: 'warn', excluded: 'none', 'no-data': 'none' } as const)[verdict];
}

/** What was agreed, in one or two sentences. */
export function agreementLine({ severity, measure, promise }: MeasureAudit, voice: AuditVoice): string {
  return voice.words.sentence(voice.severity(severity), measure, promise, voice.speech);
}

/** The lines of policy sensitivity of one measure; without one, those of measures that the ticket does not have. */
export function policySentences(audit: TicketAudit, measure: MeasureAudit | null, voice: AuditVoice): string[] {
  const lines = audit.sensitivity.filter((line) =>
    measure ? isOfMeasure(line, measure) : !audit.measures.some((each) => isOfMeasure(line, each)),
  );
  return lines.map((line) => policySentence(line, voice));
}

/** What the system that the ticket comes from would show of one measure; without one, of measures that the ticket does not have. */
export function deskSentences(audit: TicketAudit, measure: MeasureAudit | null, voice: AuditVoice): string[] {
  const { words, desk: because } = voice;
  return audit.elsewhere
    .filter((figure) =>
      measure ? isOfMeasure(figure, measure) : !audit.measures.some((each) => isOfMeasure(figure, each)),
    )
    .map(({ desk, metric, shown, verdict }) =>
      words.elsewhere(desk, metric, shown, words.verdicts[verdict], because(desk)),
    );
}

/** Lines on the data and the ticket that belong to no step. */
export function remarkSentences(audit: TicketAudit, voice: AuditVoice): string[] {
  return audit.remarks.map((remark) => `${voice.remark(remark)} (${voice.source(remark.source)})`);
}

/** Changes of severity, and whether the ticket was late when it was raised. */
export function severitySentences({ severities, severity, lateWhenRaised }: MeasureAudit, voice: AuditVoice): string[] {
  const { words } = voice;
  const changes = severities.map((change) =>
    words.severityChange(voice.severity(change.severity ?? ''), voice.full(change.at)),
  );
  return lateWhenRaised ? [...changes, words.lateWhenRaised(voice.severity(severity))] : changes;
}

/** The due instant where the clock's calendar lives, if that is another zone; null if it is not. */
export function dueElsewhere({ dueAt, promise }: MeasureAudit, voice: AuditVoice): string | null {
  const zone = promise.calendar?.timezone ?? voice.zone;
  if (zone === voice.zone) return null;
  const there = auditVoiceOf(voice.language, zone, voice.look);
  return voice.look === 'page' ? `${there.wall(dueAt)} (${zone})` : there.full(dueAt);
}

/** From where pauses and reopenings moved the due instant; null if they did not. */
export function movedText({ dueAt, unmoved }: MeasureAudit, { words, full, duration }: AuditVoice): string | null {
  return unmoved.dueAt === dueAt ? null : words.moved(full(unmoved.dueAt), duration(unmoved.movedSeconds), full(dueAt));
}

/** Whether the warehouse agrees: one line, and one more for each value that it has otherwise. */
export function warehouseLines({ warehouse }: TicketAudit, { words, full, month }: AuditVoice): string[] {
  const { periodId, asOf, differences } = warehouse;
  if (periodId === null || asOf === null) return [words.notCompared];
  if (differences.length === 0) return [words.agrees(month(periodId), full(asOf))];
  return [
    words.disagrees,
    ...differences.map(({ what, reference, warehouse: stored }) => words.difference(what, reference, stored)),
  ];
}

function isOfMeasure(line: Pick<MeasureAudit, 'measure' | 'cycle'>, each: MeasureAudit): boolean {
  return line.measure === each.measure && line.cycle === each.cycle;
}

function policySentence(line: PolicyDifference, voice: AuditVoice): string {
  const { policy, value, from, to, marginSeconds } = line;
  const { wouldBe } = voice.words;
  const margin = voice.duration(Math.abs(marginSeconds ?? 0));
  if (policy === 'attribution') {
    const before = from === null ? null : voice.month(from);
    return voice.words.policy(
      policy,
      value,
      to === null ? wouldBe.noMonth(before) : wouldBe.month(voice.month(to), before),
    );
  }
  if (to === null) return voice.words.policy(policy, value, wouldBe.none());
  const outcome = wouldBe[to as Verdict](margin);
  const other = from === null ? `${voice.words.otherMeasure(measureName(line, voice))}: ` : '';
  return voice.words.policy(policy, value, `${other}${outcome}`);
}
