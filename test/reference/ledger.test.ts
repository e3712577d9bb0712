import { describe, expect, test } from 'vitest';
import type { Policies } from '../../pipelines/contract/Contract.ts';
import { attributedAt } from '../../pipelines/reference/attribution.ts';
import { balanceOf, isCarriedOver, isCounted, type Movement, movementsOf } from '../../pipelines/reference/ledger.ts';
import { attainment } from '../../pipelines/reference/tally.ts';
import { type EventRow, jst, judge, measureOf, type TicketRow, tokyo } from './build.ts';

const october = { from: jst('10-01 00:00'), to: jst('11-01 00:00') };

/** A row as known at both ends of October. */
function movements(row: TicketRow, attribution: Policies['attribution'] = 'decided'): Movement[] {
  const [before, after] = ['10-01 00:00', '11-01 00:00'].map((asOf) => judge({ ...row, asOf }).measures);
  return movementsOf(before!, after!, () => attribution);
}

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
    const restore = movements({ severity: 'critical', events }, attribution).find(
      ({ after }) => after?.measure === 'restore',
    )!;
    const counted = isCounted(restore, october) ? 'counted' : 'elsewhere';
    expect(isCarriedOver(restore, october) ? 'carried-over' : counted).toBe(standing);
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
      edge: 'else when it was closed',
      row: {
        events: [
          ['opened', '10-07 10:00'],
          ['resolved', '10-07 11:00'],
          ['closed', '10-07 12:00'],
        ],
        columns: { duplicateOf: 'T-0' },
      },
      at: '10-07 12:00',
    },
    {
      edge: 'else when it was resolved',
      row: {
        events: [
          ['opened', '10-07 10:00'],
          ['resolved', '10-07 11:00'],
        ],
        columns: { duplicateOf: 'T-0' },
      },
      at: '10-07 11:00',
    },
    {
      edge: 'else when an export said so first',
      row: {
        events: [['opened', '10-07 10:00']],
        columns: {
          status: 'cancelled',
          versions: [
            { from: jst('10-07 10:00'), status: 'open', duplicateOf: null },
            { from: jst('10-07 15:00'), status: 'cancelled', duplicateOf: null },
            { from: jst('10-08 15:00'), status: 'cancelled', duplicateOf: null },
          ],
        },
      },
      at: '10-07 15:00',
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

test('a balance counts each measure once, and both sides are equal', () => {
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
  const rows = balanceOf(
    tickets.flatMap((row) => movements({ severity: 'critical', ...row })),
    october,
  );
  const nothing = { carriedIn: 0, reopenedOrRevised: 0, movedIn: 0, noData: 0, noLongerPromised: 0, movedOut: 0 };
  expect(rows).toEqual([
    {
      ...nothing,
      severity: 'critical',
      measure: 'respond',
      opened: 4,
      met: 2,
      breached: 1,
      carriedOver: 0,
      excluded: 1,
    },
    {
      ...nothing,
      severity: 'critical',
      measure: 'restore',
      opened: 4,
      met: 2,
      breached: 0,
      carriedOver: 1,
      excluded: 1,
    },
    { ...nothing, severity: 'high', measure: 'respond', opened: 1, met: 0, breached: 0, carriedOver: 1, excluded: 0 },
    { ...nothing, severity: 'high', measure: 'restore', opened: 1, met: 0, breached: 0, carriedOver: 1, excluded: 0 },
  ]);
});

test('0 of 0 has no attainment', () => {
  expect([attainment(0, 0), attainment(2, 1)]).toEqual([null, '66.666']);
});

// High: restore in 1 business day; medium: resolve in 2. Each row is one ticket, and what October's books say of it.
describe('what a ticket does to the books of October', () => {
  test.each<{ edge: string; row: TicketRow; measure?: 'respond'; expected: Record<string, Record<string, number>> }>([
    {
      edge: 'raised from medium to high while carried in: it moves, and is a breach of high',
      row: {
        events: [
          ['opened', '09-29 10:00', 'medium'],
          ['responded', '09-29 10:10'],
          ['severity_changed', '10-02 12:00', 'high'],
          ['restored', '10-02 15:00'],
        ],
      },
      expected: {
        'medium resolve': { carriedIn: 1, movedOut: 1 },
        'high restore': { movedIn: 1, breached: 1 },
      },
    },
    {
      edge: 'lowered to a severity without promises: no longer promised',
      row: {
        events: [
          ['opened', '09-30 10:00', 'medium'],
          ['responded', '09-30 10:10'],
          ['severity_changed', '10-01 12:00', 'low'],
        ],
      },
      expected: { 'medium resolve': { carriedIn: 1, noLongerPromised: 1 } },
    },
    {
      edge: 'met in September, reopened and resolved late in October: revised',
      row: {
        severity: 'medium',
        events: [
          ['opened', '09-28 10:00'],
          ['resolved', '09-29 10:00'],
          ['reopened', '10-01 10:00'],
          ['resolved', '10-20 10:00'],
        ],
      },
      expected: { 'medium resolve': { reopenedOrRevised: 1, breached: 1 } },
    },
    {
      edge: 'met in September, reopened in October and still open in time: reopened and carried over',
      row: {
        severity: 'medium',
        events: [
          ['opened', '09-28 10:00'],
          ['resolved', '09-28 11:00'],
          ['reopened', '10-01 10:00'],
          ['paused', '10-01 10:30', 'client'],
        ],
      },
      expected: { 'medium resolve': { reopenedOrRevised: 1, carriedOver: 1 } },
    },
    {
      edge: 'reopened after the agreed days: its second cycle is opened in October',
      row: {
        severity: 'medium',
        events: [
          ['opened', '09-08 10:00'],
          ['resolved', '09-09 10:00'],
          ['reopened', '10-01 10:00'],
          ['resolved', '10-01 11:00'],
        ],
      },
      expected: { 'medium respond': { opened: 1, met: 1 }, 'medium resolve': { opened: 1, met: 1 } },
    },
    {
      edge: 'a breach of September that goes on is in no book of October',
      row: { severity: 'critical', events: [['opened', '09-08 10:00']] },
      expected: {},
    },
    {
      edge: 'cancelled in October after a breach in September: excluded there',
      row: {
        severity: 'critical',
        events: [
          ['opened', '09-08 10:00'],
          ['responded', '09-08 10:10'],
          ['cancelled', '10-02 10:00'],
        ],
      },
      expected: {
        'critical respond': { reopenedOrRevised: 1, excluded: 1 },
        'critical restore': { reopenedOrRevised: 1, excluded: 1 },
      },
    },
  ])('$edge', ({ row, expected }) => {
    const said = balanceOf(movements(row), october).map(({ severity, measure, ...terms }) => [
      `${severity} ${measure}`,
      Object.fromEntries(Object.entries(terms).filter(([, count]) => count > 0)),
    ]);
    expect(Object.fromEntries(said)).toEqual(expected);
  });
});
