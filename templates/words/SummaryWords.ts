/** What each language says on the summary page, of figures and reasons that were read before: one sentence for each kind. */
import type { LocalText, MeasureName } from '../../pipelines/contract/Contract.ts';
import type {
  ActionOutcome,
  Kpi,
  OverallStatus,
  StatusReason,
  SummaryFigures,
  SummaryPoint,
} from '../../pipelines/report/ReportModel.ts';

/** How names and figures read in the report that the sentence stands in. */
export interface ReportSpeech {
  text: (text: LocalText) => string;
  severity: (name: string) => string;
  measure: (name: MeasureName) => string;
  count: (count: number) => string;
  duration: (seconds: number) => string;
  /** To the second. */
  exact: (seconds: number) => string;
  /** Whole days, the begun one not counted. */
  days: (seconds: number) => string;
  /** A local date, or the date of an instant. */
  date: (date: string | number) => string;
}

type Sentences<R extends { kind: string }> = {
  [K in R['kind']]: (reason: Extract<R, { kind: K }>, speech: ReportSpeech) => string;
};

export interface SummaryWords {
  states: Record<OverallStatus, string>;
  /** How the overall status was decided, in one sentence; the reasons are the phrases below, the gravest first. */
  decidedBy: (reasons: readonly string[]) => string;
  reasons: Sentences<StatusReason>;
  /** Two or three sentences: availability, then tickets. `isRunning`: the period has not ended. */
  verdict: (figures: SummaryFigures, isRunning: boolean, speech: ReportSpeech) => string;
  cards: Record<Kpi['id'], string>;
  /** Behind a count. */
  casesUnit: string;
  /** Of a rate that has no target of its own: every case is promised. */
  everyCase: string;
  cases: (met: string, of: string) => string;
  noData: string;
  points: Sentences<SummaryPoint>;
  outcomes: Record<ActionOutcome, string>;
}

/** The sentence of a reason or point. */
export function tell<R extends { kind: string }>(sentences: Sentences<R>, reason: R, speech: ReportSpeech): string {
  const sentence = sentences[reason.kind as R['kind']] as (reason: R, speech: ReportSpeech) => string;
  return sentence(reason, speech);
}
