/**
 * Zendesk: minutes of the SLA metrics first reply time and requester wait time, in the hours of the ticket's schedule.
 *
 * Source: support.zendesk.com, "Defining SLA policies" (4408829459866), "About native Support time duration metrics"
 * (4408834848154) and "How does Zendesk record its business hour metrics?" (5654110765338).
 */
import { type DeskProfile, wholeMinutes } from './DeskFigure.ts';

/**
 * The reply runs from the creation on and no status stops it. The requester waits while the ticket is new, open or on-hold, so
 * pending (waiting for the client) stops the clock and waiting for anybody else does not; it adds up over reopenings.
 */
export const zendesk: DeskProfile = {
  desk: 'Zendesk',
  preset: 'zendesk',
  metricOf: (measure) => (measure === 'respond' ? 'first_reply_time' : 'requester_wait_time'),
  pausedBy: 'client',
  reopen: 'continue',
  missesOnTheSecond: false,
  show: wholeMinutes,
};
