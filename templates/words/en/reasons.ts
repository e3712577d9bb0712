/** Reasons in English: also those of the audit's JSON. */
import type { ReasonWords } from '../ReasonWords.ts';

const reasons: ReasonWords = {
  step: {
    running: ({ since }) => {
      if (since === 'opened' || since === 'reopened') return `running since the ticket was ${since}`;
      return since === 'resumed'
        ? 'running again after the pause'
        : `running again: the pause ended when the ticket was ${since}`;
    },
    paused: ({ by }) => pause(by),
    'paused-in-vain': ({ by }) => `${pause(by)} does not stop this clock`,
    'excluded-time': ({ id, approvedBy, reason }, { text }) =>
      `exclusion ${id}, approved by ${approvedBy}: ${text(reason)}`,
    stood: ({ event }) => `stood ${event} until it was reopened`,
    closed: ({ calendar, days }) =>
      `outside business hours (calendar ${calendar}${days.length > 0 ? `: ${days.join(', ')}` : ''})`,
  },
  remark: {
    'no-opening': () => 'The ticket has no instant of opening, so no clock can start.',
    'two-openings': ({ again, first }, { instant }) =>
      `Opened again at ${instant(again)}; the first opening, ${instant(first)}, counts.`,
    'before-opening': ({ event, at, openedAt }, { instant }) =>
      `It was ${event} at ${instant(at)}, before it was opened at ${instant(openedAt)}; this does not count.`,
    'events-contradict-columns': (reason, { instant }) =>
      reason.of === 'severity'
        ? `Column severity says "${reason.says}", the last change says "${reason.lastChange}"; the events count.`
        : `Column ${reason.column} says ${instant(reason.says)}, the events say ${reason.events.map(instant).join(', ')}; the events count.`,
    'closed-without-resolved': ({ at }, { instant }) =>
      `Closed at ${instant(at)} without having been resolved; the closing stands in for it.`,
    'reopened-without-stop': ({ at }, { instant }) =>
      `Reopened at ${instant(at)} although it was neither restored, resolved nor closed; this does not count.`,
    'pause-without-end': ({ at, asOf }, { instant }) => `Paused at ${instant(at)} and not resumed by ${instant(asOf)}.`,
    'pause-within-pause': ({ at, since }, { instant }) =>
      `Paused at ${instant(at)} while paused since ${instant(since)}; only the reason changes.`,
    'pause-reason-unknown': ({ reason }) =>
      `${reason === null ? 'Paused without a reason' : `Paused for "${reason}", a reason that the agreement does not know`}; the clock goes on.`,
    'severity-unknown': (reason) => {
      if (reason.of === 'change') return 'The severity was changed to nothing; the change does not count.';
      const named =
        reason.severity === null
          ? 'The ticket has no severity'
          : `The agreement promises nothing for severity "${reason.severity}"`;
      return `${named}; it is counted and has no verdict.`;
    },
    'calendar-unknown': () =>
      'Neither the service nor the ticket names a site with a calendar; measures in business time have no verdict.',
    'status-says-open': ({ status }) =>
      `The status says "${status}" although a column says when it was completed: it was reopened, nobody says when. The clock runs on.`,
    'day-alone': () =>
      'The export has dates without times: targets shorter than a day have no data, days are counted by their dates.',
    'status-without-instant': ({ status }) =>
      `The status says "${status}", but nothing says when: no data, no verdict.`,
  },
  excluded: {
    cancelled: () => 'the ticket was cancelled',
    duplicate: ({ of }) => `a duplicate of ${of}`,
    exclusion: ({ id, approvedBy, reason }, { text }) => `exclusion ${id}, approved by ${approvedBy}: ${text(reason)}`,
  },
  span: {
    maintenance: ({ windowIds, counts }) =>
      `maintenance ${windowIds.join(' + ')}${counts === 'available' ? ' (counts as up)' : ''}`,
    exclusion: ({ id, approvedBy, reason }, { text }) => `exclusion ${id}, approved by ${approvedBy}: ${text(reason)}`,
    unknown: ({ counts }) =>
      ({
        lost: 'no monitoring data (counts as down)',
        available: 'no monitoring data (counts as up)',
        'not-at-all': 'no monitoring data (left out)',
      })[counts],
  },
  monitor: {
    Icinga: 'Icinga keeps maintenance in the base as up, lets the last state stand where there is no data, and rounds.',
    Zabbix: 'Zabbix leaves excluded downtimes out of the base, but takes time without data as up.',
    'Nagios / Thruk':
      'Nagios and Thruk count downtime inside maintenance as down, unknown time as not up in the share of all time and not at all in the share of known time (in brackets), and round.',
    'Uptime Kuma':
      'Uptime Kuma counts checks, not seconds, takes checks in maintenance as up, does not see time without checks, and rounds.',
    Checkmk:
      'Checkmk leaves time outside the service period out, as the agreement does, but keeps unmonitored time in the base without counting it as OK, and rounds.',
    Upptime:
      'Upptime knows no maintenance, takes time without data as up, rounds minutes per UTC day, and rounds the percentage.',
  },
  desk: {
    Zendesk:
      'Zendesk stops the requester wait time while a ticket is pending (waiting for the client) and at no other pause, adds it up over reopenings, takes a business day as its length in opening hours, shows whole minutes, and knows no approved exclusions.',
    ServiceNow:
      'ServiceNow stops the clock of a completion at every pause (On Hold), takes a business day as its length in opening hours, holds a target that is used up to the second for missed, rounds the percentage, and knows no approved exclusions.',
    'ConnectWise PSA':
      'ConnectWise PSA does not count the minutes in a status that waits, whatever it waits for, goes on after a reopening, takes a business day as its length in opening hours, shows whole minutes, and knows no approved exclusions.',
  },
};

export default reasons;

function pause(by: string | null): string {
  return by === 'client' || by === 'vendor' ? `waiting for the ${by} (paused)` : `paused (${by ?? 'no reason given'})`;
}
