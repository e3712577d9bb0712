/**
 * In which month each measure counts, by the three ways to attribute it, through the SQL models: each month is judged as
 * known at its own end. Critical: respond 1 h, restore 4 h, always. Times are Tokyo wall clocks of 2026.
 */
import { describe, expect, test } from 'vitest';
import type { Policies } from '../../pipelines/contract/Contract.ts';
import { contractWith, type EventRow, jp, jst, ticketOf } from '../reference/build.ts';
import { buildModel } from '../support/buildModel.ts';
import { withTickets } from '../support/judgeInSql.ts';

const months = ['08', '09', '10'].map((month) => ({
  id: `2026-${month}`,
  startsAt: jst(`${month}-01 00:00`),
  endsAt: jst(`${String(Number(month) + 1).padStart(2, '0')}-01 00:00`),
  asOf: jst(`${String(Number(month) + 1).padStart(2, '0')}-01 00:00`),
}));
const cancelledLater: EventRow = ['cancelled', '10-20 10:00'];

/** What each month says of the restore of one critical ticket: met, breached, carried over, excluded, or nothing. */
async function standings(events: EventRow[], attribution: Policies['attribution']): Promise<Record<string, string>> {
  const rows = await withTickets(
    {
      contract: contractWith({ attribution }),
      calendars: { jp },
      exclusions: [],
      asOf: jst('11-01 00:00'),
      tickets: [ticketOf({ severity: 'critical', events })],
      periods: months,
    },
    'marts.fct_attainment',
    async (warehouse) =>
      await warehouse.rows<Record<string, number | string>>(
        `select * from marts.fct_attainment
         where severity = 'critical' and measure = 'restore' and period_id not like '%Q%' order by period_id`,
      ),
  );
  return Object.fromEntries(
    rows.flatMap((row) => {
      const said = ['met', 'breached', 'carried_over', 'excluded'].filter((column) => Number(row[column]) > 0);
      return said.length > 0 ? [[String(row['period_id']).slice(5), said.join(' ')]] : [];
    }),
  );
}

describe('decided: when the outcome became known', () => {
  test.each<{ edge: string; events: EventRow[]; expected: Record<string, string> }>([
    {
      edge: 'met in its month',
      events: [
        ['opened', '09-10 10:00'],
        ['restored', '09-10 11:00'],
      ],
      expected: { '09': 'met' },
    },
    {
      edge: 'opened on 31 August, met on 1 September',
      events: [
        ['opened', '08-31 22:00'],
        ['restored', '09-01 01:00'],
      ],
      expected: { '08': 'carried_over', '09': 'met' },
    },
    {
      edge: 'met in the first second of the month',
      events: [
        ['opened', '08-31 22:00'],
        ['restored', '09-01 00:00'],
      ],
      expected: { '08': 'carried_over', '09': 'met' },
    },
    {
      edge: 'due on 31 August, restored on 1 September: a breach of August',
      events: [
        ['opened', '08-31 19:00'],
        ['restored', '09-01 01:00'],
      ],
      expected: { '08': 'breached' },
    },
    {
      edge: 'due in the first second of September',
      events: [
        ['opened', '08-31 20:00'],
        ['restored', '09-01 01:00'],
      ],
      expected: { '08': 'carried_over', '09': 'breached' },
    },
    {
      edge: 'open for months: a breach of the month in which it fell due, and of no other',
      events: [['opened', '08-10 10:00']],
      expected: { '08': 'breached' },
    },
    {
      edge: 'not yet due at the end of the month: carried over',
      events: [['opened', '10-31 22:00']],
      expected: { '10': 'carried_over' },
    },
    {
      edge: 'cancelled in October: excluded there; what August said stands',
      events: [['opened', '08-10 10:00'], ['restored', '08-10 11:00'], cancelledLater],
      expected: { '08': 'met', '10': 'excluded' },
    },
    {
      edge: 'reopened and resolved in time in the next month: the verdict that stood stands, and counts once',
      events: [
        ['opened', '08-31 10:00'],
        ['resolved', '08-31 11:00'],
        ['reopened', '09-02 10:00'],
        ['resolved', '09-02 12:00'],
      ],
      expected: { '08': 'met' },
    },
    {
      edge: 'reopened in the next month and resolved late: counts there anew, as the report of the first stands',
      events: [
        ['opened', '08-31 10:00'],
        ['resolved', '08-31 11:00'],
        ['reopened', '09-02 10:00'],
        ['resolved', '09-02 18:00'],
      ],
      expected: { '08': 'met', '09': 'breached' },
    },
    {
      edge: 'reopened in the next month and waiting over its end: undecided again, and carried over',
      events: [
        ['opened', '08-31 10:00'],
        ['resolved', '08-31 11:00'],
        ['reopened', '09-02 10:00'],
        ['paused', '09-02 10:00', 'client'],
      ],
      expected: { '08': 'met', '09': 'carried_over', '10': 'carried_over' },
    },
  ])('$edge', async ({ events, expected }) => {
    expect(await standings(events, 'decided')).toEqual(expected);
  });
});

// A cohort: what was opened in the month, as known at its end.
describe('opened: the month of the opening', () => {
  test.each<{ edge: string; events: EventRow[]; expected: Record<string, string> }>([
    {
      edge: 'met in the next month: undecided at the end of its own, and no other counts it',
      events: [
        ['opened', '08-31 22:00'],
        ['restored', '09-01 01:00'],
      ],
      expected: { '08': 'carried_over' },
    },
    {
      edge: 'met in its month',
      events: [
        ['opened', '08-31 20:00'],
        ['restored', '08-31 21:00'],
      ],
      expected: { '08': 'met' },
    },
    {
      edge: 'breached in its month',
      events: [
        ['opened', '08-31 19:00'],
        ['restored', '09-01 05:00'],
      ],
      expected: { '08': 'breached' },
    },
    {
      edge: 'opened in the first second of September',
      events: [
        ['opened', '09-01 00:00'],
        ['restored', '09-01 01:00'],
      ],
      expected: { '09': 'met' },
    },
    { edge: 'still running', events: [['opened', '10-31 22:00']], expected: { '10': 'carried_over' } },
  ])('$edge', async ({ events, expected }) => {
    expect(await standings(events, 'opened')).toEqual(expected);
  });
});

describe('resolved: the month of the stop', () => {
  test.each<{ edge: string; events: EventRow[]; expected: Record<string, string> }>([
    {
      edge: 'met',
      events: [
        ['opened', '08-31 22:00'],
        ['restored', '09-01 01:00'],
      ],
      expected: { '08': 'carried_over', '09': 'met' },
    },
    {
      edge: 'fell due in August, restored in September: a breach of September',
      events: [
        ['opened', '08-31 10:00'],
        ['restored', '09-01 01:00'],
      ],
      expected: { '08': 'carried_over', '09': 'breached' },
    },
    {
      edge: 'never stopped: carried over for as long as it lasts',
      events: [['opened', '08-31 10:00']],
      expected: { '08': 'carried_over', '09': 'carried_over', '10': 'carried_over' },
    },
    {
      edge: 'cancelled: when it was',
      events: [['opened', '10-10 10:00'], cancelledLater],
      expected: { '10': 'excluded' },
    },
  ])('$edge', async ({ events, expected }) => {
    expect(await standings(events, 'resolved')).toEqual(expected);
  });
});

describe('attainment', () => {
  const row = (severity: string, rank: number, counts: Record<string, number>) => ({
    period_id: '2026-10',
    severity,
    severity_rank: rank,
    measure: 'restore',
    ...{ met: 0, breached: 0, excluded: 0, no_data: 0, carried_over: 0 },
    ...counts,
  });

  test.each([
    { edge: '0 of 0 has no percentage', counts: {}, expected: [0, 0, null] },
    { edge: 'all met', counts: { met: 2 }, expected: [2, 0, '100.000'] },
    { edge: 'none met', counts: { breached: 1 }, expected: [0, 1, '0.000'] },
    { edge: 'two thirds, floored', counts: { met: 2, breached: 1 }, expected: [2, 1, '66.666'] },
    { edge: 'excluded ones are in no percentage', counts: { met: 1, excluded: 1 }, expected: [1, 0, '100.000'] },
    { edge: 'nor is what has no data', counts: { met: 1, no_data: 3 }, expected: [1, 0, '100.000'] },
  ])('$edge', async ({ counts, expected }) => {
    const rows = await buildModel('fct_attainment', {
      'marts.fct_balance': [row('critical', 0, counts), row('high', 1, {})],
    });
    expect(rows.map(({ severity }) => severity)).toEqual(['critical', 'high']);
    expect([rows[0]!['met'], rows[0]!['breached'], rows[0]!['attainment_percent']]).toEqual(expected);
    expect([rows[1]!['met'], rows[1]!['breached'], rows[1]!['attainment_percent']]).toEqual([0, 0, null]);
  });
});
