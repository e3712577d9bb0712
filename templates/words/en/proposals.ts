/** Proposals that rules found, in English. */
import type { LocalText } from '../../../pipelines/contract/Contract.ts';
import type { ProposalWords } from '../ProposalWords.ts';
import type { ReportSpeech } from '../SummaryWords.ts';

const named = (service: LocalText | null, say: ReportSpeech) => (service === null ? 'no service' : say.text(service));

const proposals: ProposalWords = {
  repeats: ({ service, category, cases, casesBefore, breachedTickets, downSeconds, examples }, say) => ({
    title: `Open a problem record for “${category}” on ${named(service, say)} and find the root cause`,
    why: `${say.count(cases)} incidents in three months (${say.count(casesBefore)} in the three before), and no problem record.${breachedTickets > 0 ? ` Tickets in breach: ${say.count(breachedTickets)}.` : ''}${downSeconds > 0 ? ` Downtime ${say.duration(downSeconds)}.` : ''} Latest: ${examples.join(', ')}`,
  }),
  capacity: ({ service, resource, usedPercent, reachesLimitOn, quarters }, say) => ({
    title: `Extend “${resource}” of ${named(service, say)}, or use less of it`,
    why: `${usedPercent}% used. By the trend of the last half year it is full ${reachesLimitOn === null ? 'soon' : `around ${say.date(reachesLimitOn)}`} (rule: within ${say.count(quarters)} quarters).`,
  }),
  site_drift: ({ site, cases, casesBefore, medianSeconds, medianSecondsBefore }, say) => ({
    title: `Review how ${say.text(site)} restores service`,
    why: `The median time to restore rose from ${say.duration(medianSecondsBefore)} (${say.count(casesBefore)} cases) to ${say.duration(medianSeconds)} (${say.count(cases)} cases); the rule is 1.5 times.`,
  }),
  patches: ({ service, cases, oldestDueOn, examples }, say) => ({
    title: `Apply the overdue patches of ${named(service, say)}, or have the delay approved`,
    why: `${say.count(cases)} past their date and not applied (${examples.join(', ')}).${oldestDueOn === null ? '' : ` The oldest was due ${say.date(oldestDueOn)}.`}`,
  }),
  root_cause: ({ problemId, service, title, ageSeconds, days, dueOn }, say) => ({
    title: `Finish the search for the root cause of ${problemId}`,
    why: `${named(service, say)}, “${title}”: open for ${say.days(ageSeconds)} without a root cause (agreed: within ${say.count(days)} days${dueOn === null ? '' : `, by ${say.date(dueOn)}`}).`,
  }),
};

export default proposals;
