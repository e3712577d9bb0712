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
