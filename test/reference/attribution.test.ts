import { describe, expect, test } from 'vitest';
import type { Policies } from '../../pipelines/contract/Contract.ts';
import { attributedAt, standingIn } from '../../pipelines/reference/attribution.ts';
import { tally } from '../../pipelines/reference/tally.ts';
import { type EventRow, jst, judge, measureOf, type TicketRow, tokyo } from './build.ts';

const october = { startsAt: jst('10-01 00:00'), endsAt: jst('11-01 00:00') };

// Critical restore, 4 hours; October as known at its end.
describe('the month a measure belongs to', () => {
  test.each<{
    edge: string;
    attribution: Policies['attribution'];
    opened: string;
    restored?: string;
    standing: string;
  }>([
    {
      edge: 'met in the month',
      attribution: 'decided',
      opened: '10-31 20:00',
      restored: '10-31 23:00',
      standing: 'counted',
    },
    {
      edge: 'opened in September, met in October',
      attribution: 'decided',
      opened: '09-30 23:00',
      restored: '10-01 01:00',
      standing: 'counted',
    },
    {
      edge: 'fell due in September, restored in October',
      attribution: 'decided',
      opened: '09-30 19:00',
      restored: '10-01 01:00',
      standing: 'elsewhere',
    },
    { edge: 'fell due in October, still open', attribution: 'decided', opened: '10-31 19:00', standing: 'counted' },
    {
      edge: 'due at midnight, still open: not past due yet',
      attribution: 'decided',
      opened: '10-31 20:00',
      standing: 'carried-over',
    },
    {
      edge: 'met at the very end belongs to the next month',
      attribution: 'decided',
      opened: '10-31 21:00',
      restored: '11-01 00:00',
      standing: 'carried-over',
    },
    {
      edge: 'opened in the month, met in it',
      attribution: 'opened',
      opened: '10-31 20:00',
      restored: '10-31 23:00',
      standing: 'counted',
    },
    {
      edge: 'opened in the month, not decided',
      attribution: 'opened',
      opened: '10-31 22:00',
      standing: 'carried-over',
    },
    {
      edge: 'stopped late in the month',
      attribution: 'resolved',
      opened: '09-30 19:00',
      restored: '10-01 01:00',
      standing: 'counted',
    },
    {
      edge: 'past due and not stopped: a breach that is not hidden',
      attribution: 'resolved',
      opened: '10-15 19:00',
      standing: 'carried-over',
    },
  ])('$attribution, $edge: $standing', ({ attribution, opened, restored, standing }) => {
    const events: EventRow[] = [['opened', opened], ...(restored ? [['restored', restored] satisfies EventRow] : [])];
    expect(
      standingIn(october, measureOf({ severity: 'critical', events, asOf: '11-01 00:00' }, 'restore'), attribution),
    ).toBe(standing);
  });

  test.each<{ edge: string; row: TicketRow; at: string }>([
    {
      edge: 'when it was cancelled',
      row: {
        events: [
          ['opened', '10-07 10:00'],
          ['restored', '10-07 11:00'],
          ['cancelled', '10-08 10:00'],
        ],
      },
      at: '10-08 10:00',
    },
    {
      edge: 'else when it stopped',
      row: {
        events: [
          ['opened', '10-07 10:00'],
          ['restored', '10-07 11:00'],
        ],
        columns: { duplicateOf: 'T-0' },
      },
      at: '10-07 11:00',
    },
    {
      edge: 'else when it was opened',
      row: { events: [['opened', '10-07 10:00']], columns: { duplicateOf: 'T-0' } },
      at: '10-07 10:00',
    },
  ])('an excluded measure belongs to the instant $edge', ({ row, at }) => {
    expect(tokyo(attributedAt(measureOf({ severity: 'critical', ...row }, 'restore'), 'decided'))).toBe(at);
  });
});

test('a tally counts each measure once, and 0 of 0 has no attainment', () => {
  const tickets: TicketRow[] = [
    {
      events: [
        ['opened', '10-07 10:00'],
        ['responded', '10-07 10:10'],
        ['restored', '10-07 11:00'],
      ],
    },
    {
      events: [
        ['opened', '10-08 10:00'],
        ['responded', '10-08 12:00'],
        ['restored', '10-08 13:00'],
      ],
    },
    {
      events: [
        ['opened', '10-31 22:00'],
        ['responded', '10-31 22:10'],
      ],
    },
    {
      events: [
        ['opened', '10-09 10:00'],
        ['restored', '10-09 10:30'],
      ],
      columns: { duplicateOf: 'T-0' },
    },
    { severity: 'high', events: [['opened', '10-31 23:30']] },
  ];
  const measures = tickets.flatMap((row) => judge({ severity: 'critical', ...row, asOf: '11-01 00:00' }).measures);
  expect(tally(october, measures, 'decided')).toEqual([
    {
      severity: 'critical',
      measure: 'respond',
      met: 2,
      breached: 1,
      carriedOver: 0,
      excluded: 1,
      attainmentPercent: '66.666',
    },
    {
      severity: 'critical',
      measure: 'restore',
      met: 2,
      breached: 0,
      carriedOver: 1,
      excluded: 1,
      attainmentPercent: '100.000',
    },
    { severity: 'high', measure: 'respond', met: 0, breached: 0, carriedOver: 1, excluded: 0, attainmentPercent: null },
    { severity: 'high', measure: 'restore', met: 0, breached: 0, carriedOver: 1, excluded: 0, attainmentPercent: null },
  ]);
});
