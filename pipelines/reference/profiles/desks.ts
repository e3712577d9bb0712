/** The ticket systems whose arithmetic is known: "your desk says it was in time, because waiting for the vendor stops its clock". */
import type { JudgeContext, TicketHistory } from '../TicketHistory.ts';
import { connectWise } from './connectWise.ts';
import { type DeskFigure, figuresOf } from './DeskFigure.ts';
import { serviceNow } from './serviceNow.ts';
import { zendesk } from './zendesk.ts';

const profiles = [zendesk, serviceNow, connectWise];

/** What the system that a ticket was exported from would show, measure by measure; nothing for one without a profile. */
export function deskFigures(history: TicketHistory, context: JudgeContext): DeskFigure[] {
  const profile = profiles.find(({ preset }) => history.format?.startsWith(preset));
  return profile ? figuresOf(profile, history, context) : [];
}
