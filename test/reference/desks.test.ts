/** What ticket systems would show of a ticket: vectors worked by hand from their documentation. */
import { describe, expect, test } from 'vitest';
import { expandCalendar } from '../../pipelines/calendar/expandCalendar.ts';
import { deskFigures } from '../../pipelines/reference/profiles/desks.ts';
import { contractWith, type EventRow, JP, jp, jst, judge, type TicketRow, ticketOf } from './build.ts';

const figures = (format: string | null, row: TicketRow, calendar = jp) =>
  deskFigures(ticketOf({ ...row, columns: { format } }), {
    contract: contractWith(row.policies),
    calendars: { jp: calendar },
    exclusions: row.exclusions ?? [],
    asOf: jst(row.asOf ?? '12-31 00:00'),
  }).map(({ metric, shown, verdict }) => `${metric} ${shown}: ${verdict}`);
const agreed = (row: TicketRow) => judge(row).measures.map(({ measure, verdict }) => `${measure}: ${verdict}`);

const answeredAfterWaiting: EventRow[] = [
  ['opened', '10-05 10:00'],
  ['paused', '10-05 10:30', 'client'],
  ['resumed', '10-05 13:00'],
  ['responded', '10-05 14:30'],
  ['resolved', '10-05 15:00'],
];
const waitedForTheVendor: EventRow[] = [
  ['opened', '10-05 10:00'],
  ['responded', '10-05 10:10'],
  ['paused', '10-05 11:00', 'vendor'],
  ['resumed', '10-06 11:00'],
  ['resolved', '10-07 12:00'],
];
const reopened: EventRow[] = [
  ['opened', '10-05 10:00'],
  ['responded', '10-05 10:00'],
  ['resolved', '10-05 17:00'],
  ['reopened', '10-06 10:00'],
  ['resolved', '10-06 11:30'],
];
const newCycle = { reopen: { mode: 'new-cycle' as const, within_seconds: 7 * 86_400 } };

describe.each<{ edge: string; row: TicketRow; agreed: string[]; said: Record<string, string[]> }>([
  {
    edge: 'answered after 4 h 30 of 4 h, of which 2 h 30 were the client’s: no pause stops a response',
    row: { severity: 'medium', events: answeredAfterWaiting },
    agreed: ['respond: breached', 'resolve: met'],
    said: {
      // 10:00-14:30 = 270 min. 10:00-10:30 and 13:00-15:00 = 150 of 2 x 9 h = 1080 min, 13.888 %.
      zendesk: ['first_reply_time 270 / 240 min: breached', 'requester_wait_time 150 / 1080 min: met'],
      'servicenow-event-log': [
        'business_percentage (percentage) 112.50% (112.50%): breached',
        'business_percentage (percentage) 13.89% (13.89%): met',
      ],
      'connectwise-psa': ['respondMinutes 270 / 240 min: breached', 'resolveMinutes 150 / 1080 min: met'],
    },
  },
  {
    edge: 'waited for the vendor from Monday 11:00 to Tuesday 11:00, which the agreement counts',
    row: { severity: 'medium', events: waitedForTheVendor },
    // The second business day after Monday ends on Wednesday at 18:00.
    agreed: ['respond: met', 'resolve: met'],
    said: {
      // On-hold counts: 8 h on Monday, 9 h on Tuesday, 3 h on Wednesday = 20 h of 18.
      'zendesk-metric-events': ['first_reply_time 10 / 240 min: met', 'requester_wait_time 1200 / 1080 min: breached'],
      // 20 h - 9 h of opening = 11 h; around the clock 50 h - 24 h = 26 h.
      'servicenow-incident': [
        'business_percentage (percentage) 4.17% (4.17%): met',
        'business_percentage (percentage) 61.11% (144.44%): met',
      ],
      'connectwise-psa': ['respondMinutes 10 / 240 min: met', 'resolveMinutes 660 / 1080 min: met'],
    },
  },
  {
    edge: 'resolved on the second at which it was due: 100 % is a breach in ServiceNow alone',
    row: {
      severity: 'office',
      events: [
        ['opened', '10-05 10:00'],
        ['responded', '10-05 10:00'],
        ['resolved', '10-05 18:00'],
      ],
    },
    agreed: ['respond: met', 'resolve: met'],
    said: {
      zendesk: ['first_reply_time 0 / 0 min: met', 'requester_wait_time 480 / 480 min: met'],
      'servicenow-incident': [
        'business_percentage (percentage) -% (-%): breached',
        'business_percentage (percentage) 100.00% (100.00%): breached',
      ],
      'connectwise-psa': ['respondMinutes 0 / 0 min: met', 'resolveMinutes 480 / 480 min: met'],
    },
  },
  {
    edge: 'resolved after 7 h, reopened for 1 h 30: two clocks by the agreement, one of 8 h 30 in two systems',
    row: { severity: 'office', events: reopened, policies: newCycle },
    agreed: ['respond: met', 'resolve: met', 'respond: breached', 'resolve: met'],
    said: {
      zendesk: ['first_reply_time 0 / 0 min: met', 'requester_wait_time 510 / 480 min: breached'],
      'connectwise-psa': ['respondMinutes 0 / 0 min: met', 'resolveMinutes 510 / 480 min: breached'],
    },
  },
  {
    edge: 'paused without a reason: on hold is on hold, and pending is waiting for the client',
    row: {
      severity: 'office',
      events: [
        ['opened', '10-05 09:00'],
        ['responded', '10-05 09:00'],
        ['paused', '10-05 10:00'],
        ['resumed', '10-05 16:00'],
        ['resolved', '10-06 10:00'],
      ],
    },
    agreed: ['respond: met', 'resolve: breached'],
    said: {
      zendesk: ['first_reply_time 0 / 0 min: met', 'requester_wait_time 600 / 480 min: breached'],
      'connectwise-psa': ['respondMinutes 0 / 0 min: met', 'resolveMinutes 240 / 480 min: met'],
    },
  },
])('$edge', ({ row, agreed: ours, said }) => {
  test('the agreement', () => expect(agreed(row)).toEqual(ours));
  test.each(Object.entries(said))('%s', (format, expected) => expect(figures(format, row)).toEqual(expected));
});

test("ServiceNow's own example: opened on Friday at 21:00, seen on Monday at 9:30, 8 to 17 on weekdays, 8 hours", () => {
  const eightToFive = [{ opens: 480, closes: 1020 }];
  const weekly = { mon: eightToFive, tue: eightToFive, wed: eightToFive, thu: eightToFive, fri: eightToFive };
  const calendar = expandCalendar('jp', { ...JP, weekly, dates: {} }, new Map(), '2026-03-01', '2027-03-31');
  const row: TicketRow = {
    severity: 'office',
    events: [
      ['opened', '12-11 21:00'],
      ['responded', '12-11 21:00'],
    ],
    asOf: '12-14 09:30',
  };
  // 1 h 30 of business time is 19 % of 8 hours, 60 h 30 around the clock more than 750 %.
  expect(figures('servicenow-task-sla', row, calendar)[1]).toBe(
    'business_percentage (percentage) 18.75% (756.25%): running',
  );
});

test('an approved exclusion is known to the agreement alone; a file of our own tables has no system', () => {
  const row: TicketRow = {
    severity: 'medium',
    events: answeredAfterWaiting,
    exclusions: [
      {
        id: 'EX-1',
        target: { ticket: 'T-1' },
        from: null,
        to: null,
        reason: { ja: '合意', en: 'agreed' },
        approved_by: 'A',
        approved_at: jst('10-06 00:00'),
      } as never,
    ],
  };
  expect(agreed(row)).toEqual(['respond: excluded', 'resolve: excluded']);
  expect(figures('zendesk', row)).toHaveLength(2);
  expect(figures('zendesk', row)[0]).toMatch(/breached$/);
  expect([figures(null, row), figures('jira-sla', row)]).toEqual([[], []]);
});
