/** What each language says of the reasons that the engine and the audits give: one sentence for every kind of reason. */
import type { SpanReason } from '../../pipelines/audit/ServiceAudit.ts';
import type { LocalText } from '../../pipelines/contract/Contract.ts';
import type { DeskName } from '../../pipelines/reference/profiles/DeskFigure.ts';
import type { MonitorName } from '../../pipelines/reference/profiles/MonitorFigure.ts';
import type { ExcludedReason, RemarkReason, StepReason } from '../../pipelines/reference/reasons.ts';

/** How instants read where the sentence will stand (epoch seconds), and which of a text's languages is meant. */
export interface Speech {
  instant: (at: number) => string;
  text: (text: LocalText) => string;
}

/** The same, and how a promise reads as the agreement spells it. */
export interface AuditSpeech extends Speech {
  within: (within: string) => string;
}

/** A sentence for each kind of a reason. */
type Sentences<R extends { kind: string }> = {
  [K in R['kind']]: (reason: Extract<R, { kind: K }>, speech: Speech) => string;
};

export interface ReasonWords {
  /** Why a step of a clock is what it is. */
  step: Sentences<StepReason>;
  /** What was odd about the data. */
  remark: Sentences<RemarkReason>;
  /** Why a measure is out of the count. */
  excluded: Sentences<ExcludedReason>;
  /** Why a span of a service's time is not simply up or down. */
  span: Sentences<SpanReason>;
  /** Why the figure of a monitoring system is not the agreement's. */
  monitor: Record<MonitorName, string>;
  /** Why the figure of a ticket system is not the agreement's. */
  desk: Record<DeskName, string>;
}

/** The sentence of a reason. */
export function say<R extends { kind: string }>(sentences: Sentences<R>, reason: R, speech: Speech): string {
  const sentence = sentences[reason.kind as R['kind']] as (reason: R, speech: Speech) => string;
  return sentence(reason, speech);
}
