/** What another permitted policy would have said of a ticket, with the time that it would have left. */
import { judgeTicket } from '../reference/judgeTicket.ts';
import { policySensitivity } from '../reference/policySensitivity.ts';
import type { JudgeContext, TicketHistory } from '../reference/TicketHistory.ts';
import type { PolicyLine } from './TicketAudit.ts';

/** The lines of policy sensitivity of a ticket, all measures together. */
export function policyLines(history: TicketHistory, context: JudgeContext): PolicyLine[] {
  return policySensitivity(history, context).map((difference) => {
    const { policy, value, measure, cycle } = difference;
    if (policy === 'attribution') return { ...difference, marginSeconds: null };
    const terms = context.contract.terms.map((each) => ({ ...each, policies: { ...each.policies, [policy]: value } }));
    const other = judgeTicket(history, { ...context, contract: { ...context.contract, terms } }).measures;
    const result = other.find((each) => each.measure === measure && each.cycle === cycle);
    return { ...difference, marginSeconds: result?.marginSeconds ?? null };
  });
}
