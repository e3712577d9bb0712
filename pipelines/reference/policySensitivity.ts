/** What another permitted reading would have said: the lines of the audit that no verdict should surprise anyone. */
import { DateTime } from 'luxon';
import type { Contract, MeasureName, Policies } from '../contract/Contract.ts';
import { termsAt } from '../contract/termsAt.ts';
import { attributedAt } from './attribution.ts';
import { judgeTicket } from './judgeTicket.ts';
import type { JudgeContext, MeasureResult, TicketHistory, Verdict } from './TicketHistory.ts';

/** Under `policy: value` this measure would turn `from` into `to`; null: no such measure, or no month yet. */
export interface PolicyDifference {
  /** A policy of the agreement; `response`: whether a restoration before it was the answer, which no agreement settles. */
  policy: 'business_day' | 'received' | 'severity_change' | 'pause_reasons' | 'response' | 'attribution';
  value: string;
  measure: MeasureName;
  cycle: number;
  /** Verdicts; for attribution the months (`2026-10`, in the contract's zone) to which the measure belongs. */
  from: Verdict | string | null;
  to: Verdict | string | null;
  /** Due minus stop in seconds, as agreed and under that policy; null where there is no such measure, or for attribution. */
  agreedMarginSeconds: number | null;
  marginSeconds: number | null;
}

const VERDICT_POLICIES = {
  business_day: ['end-of-day', 'midnight', 'business-hours'],
  received: ['immediate', 'next-opening'],
  severity_change: ['final', 'initial', 'highest'],
} as const satisfies Partial<Record<keyof Policies, readonly string[]>>;

/** No pause stops the clock; those of the client alone; all that there are. */
const PAUSE_REASONS = [[], ['client'], ['client', 'vendor', 'other']];

const ATTRIBUTIONS = ['decided', 'opened', 'resolved'] as const;

/** The readings, other than the agreed ones, that would turn a verdict of this ticket or move it to another month. */
export function policySensitivity(history: TicketHistory, context: JudgeContext): PolicyDifference[] {
  const agreed = judgeTicket(history, context).measures;
  return [...verdictsTurned(history, context, agreed), ...monthsMoved(context.contract, agreed)];
}

/** One other reading: of the agreement, or of the ticket itself. */
interface Reading {
  policy: PolicyDifference['policy'];
  value: string;
  history: TicketHistory;
  context: JudgeContext;
}

function readingsOf(history: TicketHistory, context: JudgeContext): Reading[] {
  const under = (policy: Reading['policy'], value: string, changed: Partial<Policies>): Reading => {
    const contract = withPolicy(context.contract, changed);
    return { policy, value, history, context: { ...context, contract } };
  };
  const isPaused = history.events.some(({ event }) => event === 'paused');
  return [
    ...(['business_day', 'received', 'severity_change'] as const).flatMap((policy) =>
      VERDICT_POLICIES[policy].map((value) => under(policy, value, { [policy]: value })),
    ),
    ...(isPaused ? PAUSE_REASONS : []).map((reasons) =>
      under('pause_reasons', reasons.join(', ') || 'none', { pause_reasons: reasons }),
    ),
    { policy: 'response', value: 'restoration', history: answeredByRestoration(history), context },
  ];
}

function verdictsTurned(history: TicketHistory, context: JudgeContext, agreed: MeasureResult[]): PolicyDifference[] {
  return readingsOf(history, context).flatMap(({ policy, value, ...reading }) => {
    const other = judgeTicket(reading.history, reading.context).measures;
    return union(agreed, other).flatMap(({ measure, cycle }) => {
      const [before, after] = [agreed, other].map((all) => find(all, measure, cycle));
      const [from, to] = [before?.verdict ?? null, after?.verdict ?? null];
      const margins = {
        agreedMarginSeconds: before?.marginSeconds ?? null,
        marginSeconds: after?.marginSeconds ?? null,
      };
      return from === to ? [] : [{ policy, value, measure, cycle, from, to, ...margins }];
    });
  });
}

/** Responses that were written down after the work was done are left out: the restoration was the answer. */
function answeredByRestoration(history: TicketHistory): TicketHistory {
  const { events, restoredAt, resolvedAt, closedAt, respondedAt } = history;
  const instants = (kind: string) => events.filter(({ event }) => event === kind).map(({ at }) => at);
  const stops = Object.entries({ restored: restoredAt, resolved: resolvedAt, closed: closedAt }).flatMap(
    ([kind, column]) => {
      const own = instants(kind);
      return own.length > 0 || column === null ? own : [column];
    },
  );
  const reopened = instants('reopened');
  const isAfterStop = (at: number) =>
    stops.some((stop) => stop < at && !reopened.some((again) => again >= stop && again <= at));
  return {
    ...history,
    respondedAt: respondedAt !== null && isAfterStop(respondedAt) ? null : respondedAt,
    events: events.filter(({ event, at }) => event !== 'responded' || !isAfterStop(at)),
  };
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
      agreedMarginSeconds: null,
      marginSeconds: null,
    })).filter(({ to }) => to !== from);
  });
}

/** The same agreement with one policy changed in all its terms. */
export function withPolicy(contract: Contract, policy: Partial<Policies>): Contract {
  return {
    ...contract,
    terms: contract.terms.map((terms) => ({ ...terms, policies: { ...terms.policies, ...policy } })),
  };
}

function find(measures: MeasureResult[], measure: MeasureName, cycle: number): MeasureResult | undefined {
  return measures.find((result) => result.measure === measure && result.cycle === cycle);
}

function union(agreed: MeasureResult[], other: MeasureResult[]): MeasureResult[] {
  return [...agreed, ...other.filter(({ measure, cycle }) => !find(agreed, measure, cycle))];
}
