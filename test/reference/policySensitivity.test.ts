import { expect, test } from 'vitest';
import { policySensitivity } from '../../pipelines/reference/policySensitivity.ts';
import { contractWith, jp, jst, type TicketRow, ticketOf } from './build.ts';

const lines = (row: TicketRow) =>
  policySensitivity(ticketOf(row), {
    contract: contractWith(row.policies),
    calendars: { jp },
    exclusions: [],
    asOf: jst('12-01 00:00'),
  }).map(({ policy, value, measure, cycle, from, to }) => `${policy} ${value}: ${measure} ${cycle} ${from} -> ${to}`);

test.each<{ edge: string; row: TicketRow; differences: string[] }>([
  {
    edge: 'restored at 17:30 on the day it was due: late if a business day is nine open hours',
    row: {
      severity: 'high',
      events: [
        ['opened', '10-09 17:00'],
        ['responded', '10-09 17:10'],
        ['restored', '10-13 17:30'],
      ],
    },
    differences: ['business_day business-hours: restore 1 met -> breached'],
  },
  {
    edge: 'opened on a Saturday: in time if taken as received on Tuesday, or by midnight',
    row: {
      severity: 'high',
      events: [
        ['opened', '10-10 10:00'],
        ['responded', '10-10 10:10'],
        ['restored', '10-13 19:00'],
      ],
    },
    differences: [
      'business_day midnight: restore 1 breached -> met',
      'received next-opening: restore 1 breached -> met',
    ],
  },
  {
    edge: 'raised after the critical target had passed',
    row: {
      severity: 'critical',
      events: [
        ['opened', '10-07 10:00', 'medium'],
        ['responded', '10-07 10:10'],
        ['severity_changed', '10-07 15:00', 'critical'],
        ['resolved', '10-07 16:00'],
      ],
    },
    differences: [
      'severity_change initial: restore 1 breached -> null',
      'severity_change initial: resolve 1 null -> met',
    ],
  },
  {
    edge: 'opened in October, due and met in November',
    row: {
      severity: 'critical',
      events: [
        ['opened', '10-31 23:30'],
        ['responded', '10-31 23:40'],
        ['restored', '11-01 01:00'],
      ],
    },
    differences: ['attribution opened: restore 1 2026-11 -> 2026-10'],
  },
  {
    edge: 'breached in October and still open: it belongs to no month by its stop',
    row: {
      severity: 'critical',
      events: [
        ['opened', '10-07 10:00'],
        ['responded', '10-07 10:10'],
      ],
    },
    differences: ['attribution resolved: restore 1 2026-10 -> null'],
  },
  {
    // The vendor had it from 11:00 to 13:30: 4 h 10 min of 4 h, or 1 h 40 min.
    edge: 'late by a pause that does not stop the clock: in time if it did',
    row: {
      severity: 'critical',
      events: [
        ['opened', '10-07 10:00'],
        ['responded', '10-07 10:10'],
        ['paused', '10-07 11:00', 'vendor'],
        ['resumed', '10-07 13:30'],
        ['restored', '10-07 14:10'],
      ],
    },
    differences: ['pause_reasons client, vendor, other: restore 1 breached -> met'],
  },
  {
    edge: 'in time by a pause: late if it did not stop the clock; pauses never stop a response',
    row: {
      severity: 'critical',
      events: [
        ['opened', '10-07 10:00'],
        ['paused', '10-07 10:05', 'client'],
        ['responded', '10-07 11:10'],
        ['resumed', '10-07 13:30'],
        ['restored', '10-07 14:10'],
      ],
    },
    differences: ['pause_reasons none: restore 1 met -> breached'],
  },
  {
    edge: 'answered when all was done: in time if the restoration was the answer',
    row: {
      severity: 'critical',
      events: [
        ['opened', '10-07 10:00'],
        ['restored', '10-07 10:30'],
        ['responded', '10-07 11:30'],
      ],
    },
    differences: ['response restoration: respond 1 breached -> met'],
  },
  {
    edge: 'the same, in columns alone',
    row: {
      severity: 'critical',
      columns: {
        openedAt: jst('10-07 10:00'),
        respondedAt: jst('10-07 11:30'),
        restoredAt: jst('10-07 10:30'),
        closedAt: jst('10-07 12:00'),
      },
    },
    differences: ['response restoration: respond 1 breached -> met'],
  },
  {
    edge: 'answered when all was done, and the restoration was late itself',
    row: {
      severity: 'critical',
      events: [
        ['opened', '10-07 10:00'],
        ['restored', '10-07 11:30'],
        ['responded', '10-07 12:30'],
      ],
    },
    differences: [],
  },
  {
    edge: 'answered after a reopening, in a cycle of its own: no work was done before it',
    row: {
      severity: 'critical',
      policies: { reopen: { mode: 'new-cycle', within_seconds: 604_800 } },
      events: [
        ['opened', '10-07 10:00'],
        ['responded', '10-07 10:10'],
        ['restored', '10-07 10:30'],
        ['reopened', '10-07 12:00'],
        ['responded', '10-07 12:30'],
        ['restored', '10-07 13:40'],
      ],
    },
    differences: [],
  },
  {
    edge: 'nothing would change',
    row: {
      severity: 'critical',
      events: [
        ['opened', '10-07 10:00'],
        ['responded', '10-07 10:10'],
        ['restored', '10-07 11:00'],
      ],
    },
    differences: [],
  },
])('$edge', ({ row, differences }) => {
  expect(lines(row)).toEqual(differences);
});
