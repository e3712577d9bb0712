/** What each language says of a proposal that a rule found: what to do, and the evidence for it. */
import type { RuleFinding } from '../../pipelines/report/ReportModel.ts';
import type { ReportSpeech } from './SummaryWords.ts';

export type ProposalWords = {
  [K in RuleFinding['kind']]: (
    found: Extract<RuleFinding, { kind: K }>,
    speech: ReportSpeech,
  ) => { title: string; why: string };
};

/** The words of one finding. */
export function propose(
  words: ProposalWords,
  found: RuleFinding,
  speech: ReportSpeech,
): { title: string; why: string } {
  const of = words[found.kind] as (found: RuleFinding, speech: ReportSpeech) => { title: string; why: string };
  return of(found, speech);
}
