/** What another permitted policy would have said: the lines of the audit that no verdict should surprise anyone. */
import { DateTime } from 'luxon';
import type { Contract, MeasureName, Policies } from '../contract/Contract.ts';
import { termsAt } from '../contract/termsAt.ts';
import { attributedAt } from './attribution.ts';
import { judgeTicket } from './judgeTicket.ts';
import type { JudgeContext, MeasureResult, TicketHistory, Verdict } from './TicketHistory.ts';

/** Under `policy: value` this measure would turn `from` into `to`; null: no such measure, or no month yet. */
export interface PolicyDifference {
  policy: 'business_day' | 'received' | 'severity_change' | 'attribution';
  value: string;
  measure: MeasureName;
  cycle: number;
  /** Verdicts; for attribution the months (`2026-10`, in the contract's zone) to which the measure belongs. */
  from: Verdict | string | null;
  to: Verdict | string | null;
}

const VERDICT_POLICIES = {
  business_day: ['end-of-day', 'midnight', 'business-hours'],
  received: ['immediate', 'next-opening'],
  severity_change: ['final', 'initial', 'highest'],
} as const satisfies Partial<Record<keyof Policies, readonly string[]>>;

const ATTRIBUTIONS = ['decided', 'opened', 'resolved'] as const;

/** The policies, other than the agreed ones, that would turn a verdict of this ticket or move it to another month. */
export function policySensitivity(history: TicketHistory, context: JudgeContext): PolicyDifference[] {
  const agreed = judgeTicket(history, context).measures;
  return [...verdictsTurned(history, context, agreed), ...monthsMoved(context.contract, agreed)];
}

function verdictsTurned(history: TicketHistory, context: JudgeContext, agreed: MeasureResult[]): PolicyDifference[] {
  const differences: PolicyDifference[] = [];
  for (const policy of ['business_day', 'received', 'severity_change'] as const) {
    for (const value of VERDICT_POLICIES[policy]) {
      const other = judgeTicket(history, {
        ...context,
        contract: withPolicy(context.contract, { [policy]: value }),
      }).measures;
      for (const { measure, cycle } of union(agreed, other)) {
        const from = verdictOf(agreed, measure, cycle);
        const to = verdictOf(other, measure, cycle);
        if (from !== to) differences.push({ policy, value, measure, cycle, from, to });
      }
    }
  }
  return differences;
}

function monthsMoved(contract: Contract, agreed: MeasureResult[]): PolicyDifference[] {
  const month = (at: number | null) =>
    at === null ? null : DateTime.fromSeconds(at, { zone: contract.timezone }).toFormat('yyyy-MM');
  return agreed.flatMap((result) => {
    const from = month(attributedAt(result, termsAt(contract.terms, result.startedAt)!.policies.attribution));
    return ATTRIBUTIONS.map((value) => ({
      policy: 'attribution' as const,
      value,
      measure: result.measure,
      cycle: result.cycle,
      from,
      to: month(attributedAt(result, value)),
    })).filter(({ to }) => to !== from);
  });
}

/** The same agreement with one policy changed in all its terms. */
function withPolicy(contract: Contract, policy: Partial<Policies>): Contract {
  return {
    ...contract,
    terms: contract.terms.map((terms) => ({ ...terms, policies: { ...terms.policies, ...policy } })),
  };
}

function verdictOf(measures: MeasureResult[], measure: MeasureName, cycle: number): Verdict | null {
  return measures.find((result) => result.measure === measure && result.cycle === cycle)?.verdict ?? null;
}

function union(agreed: MeasureResult[], other: MeasureResult[]): MeasureResult[] {
  return [...agreed, ...other.filter(({ measure, cycle }) => verdictOf(agreed, measure, cycle) === null)];
}
