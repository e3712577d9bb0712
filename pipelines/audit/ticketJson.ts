/** The audit of tickets as JSON: an interface, snake_case, instants in ISO 8601 with Z. */

import en from '../../templates/words/en/reasons.ts';
import { type Speech, say } from '../../templates/words/ReasonWords.ts';
import { isoInstant } from '../isoInstant.ts';
import type { SourceRow } from '../reference/exported.ts';
import type { DeskFigure } from '../reference/profiles/DeskFigure.ts';
import type { Remark } from '../reference/TicketHistory.ts';
import type { MeasureAudit, TicketAudit, WarehouseComparison } from './TicketAudit.ts';

/** Sentences of the JSON are English, their instants UTC. */
export const speech: Speech = { instant: isoInstant, text: (text) => text.en };

/**
 * One element a ticket: `ticket_id` and `measures` with their `steps`; beside them `as_of`, `standing` (`judged`, or why
 * there are no measures), `remarks` on the data, `policy_sensitivity`, what the system that the ticket comes from would show
 * (`elsewhere`) and what the `warehouse` says.
 */
export function ticketsJson(audits: readonly TicketAudit[]): object[] {
  return audits.map((audit) => ({
    ticket_id: audit.ticketId,
    as_of: isoInstant(audit.asOf),
    standing: audit.standing,
    measures: audit.measures.map(measureJson),
    remarks: [
      ...audit.remarks.map(remarkJson),
      ...audit.measures.filter(({ lateWhenRaised }) => lateWhenRaised).map(lateWhenRaisedJson),
    ],
    policy_sensitivity: audit.sensitivity.map(({ policy, value, measure, cycle, from, to, marginSeconds }) => ({
      ...{ measure, cycle, policy, value, from, to },
      margin_seconds: marginSeconds,
    })),
    elsewhere: audit.elsewhere.map(deskJson),
    warehouse: warehouseJson(audit.warehouse),
  }));
}

export function sourceJson(source: SourceRow | null): object | null {
  if (!source) return null;
  const { file, sha256, row } = source;
  return { file, sha256, row: row > 0 ? row : null };
}

/** `agrees` is null when none of the computed months holds the subject. */
function warehouseJson({ periodId, asOf, differences }: WarehouseComparison): object {
  return {
    period: periodId,
    as_of: instant(asOf),
    agrees: periodId === null ? null : differences.length === 0,
    differences,
  };
}

function measureJson(measure: MeasureAudit): object {
  return {
    measure: measure.measure,
    severity: measure.severity,
    cycle: measure.cycle,
    within: measure.within,
    calendar: measure.calendar,
    started_at: isoInstant(measure.startedAt),
    due_at: isoInstant(measure.dueAt),
    stopped_at: instant(measure.stoppedAt),
    elapsed_seconds: measure.elapsedSeconds,
    paused_seconds: measure.pausedSeconds,
    verdict: measure.verdict,
    margin_seconds: measure.marginSeconds,
    decided_at: instant(measure.decidedAt),
    steps: measure.steps.map(({ from, to, kind, seconds, because, source }) => ({
      ...{ from: isoInstant(from), to: isoInstant(to), kind, seconds, because: say(en.step, because, speech) },
      source: sourceJson(source),
    })),
  };
}

function deskJson(figure: DeskFigure): object {
  const { desk, metric, measure, cycle, countedSeconds, allowedSeconds, shown, verdict, marginSeconds } = figure;
  return {
    ...{ system: desk, metric, measure, cycle, shown, verdict },
    counted_seconds: countedSeconds,
    allowed_seconds: allowedSeconds,
    margin_seconds: marginSeconds,
    because: en.desk[desk],
  };
}

function remarkJson(remark: Remark): object {
  return { kind: remark.kind, sentence: say(en.remark, remark, speech), source: sourceJson(remark.source) };
}

function lateWhenRaisedJson({ measure, severity }: MeasureAudit): object {
  const sentence = `When the ticket was raised to ${severity}, the due instant of ${measure} had already passed.`;
  return { kind: 'late-when-raised', sentence, source: null };
}

function instant(at: number | null): string | null {
  return at === null ? null : isoInstant(at);
}
