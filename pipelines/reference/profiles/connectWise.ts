/**
 * ConnectWise PSA: minutes to respond and to resolve, without those spent in a status that is mapped to Waiting.
 *
 * Source: Service Ticket of the API (respondMinutes, resolveMinutes, minutesWaiting); BrightGauge, "ConnectWise SLA
 * Implementation" (205152565); CW Kanban, "Using Service Level Agreements": the stages respond, plan, resolve, resolved and
 * do not escalate (waiting), between the last three of which a ticket goes freely.
 */
import { type DeskProfile, wholeMinutes } from './DeskFigure.ts';

/** The stage Waiting has no reason: whatever the ticket waits for, its minutes do not count. A reopened ticket goes on. */
export const connectWise: DeskProfile = {
  desk: 'ConnectWise PSA',
  preset: 'connectwise-psa',
  metricOf: (measure) => (measure === 'respond' ? 'respondMinutes' : 'resolveMinutes'),
  pausedBy: 'all',
  reopen: 'continue',
  missesOnTheSecond: false,
  show: wholeMinutes,
};
