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
async function standings(
  events: EventRow[],
  attribution: Policies['attribution'],
  knownUntil?: string,
): Promise<Record<string, string>> {
  const asOf = (own: number): number => (knownUntil ? jst(knownUntil) : own);
  const rows = await withTickets(
    {
      contract: contractWith({ attribution }),
      calendars: { jp },
      exclusions: [],
      asOf: jst('11-01 00:00'),
      tickets: [ticketOf({ severity: 'critical', events })],
      periods: months.map((month) => ({ ...month, asOf: asOf(month.asOf) })),
    },
    'marts.fct_attainment',
    async (warehouse) =>
      await warehouse.rows<Record<string, number | string>>(
        `select * from marts.fct_attainment where severity = 'critical' and measure = 'restore' order by period_id`,
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
      edge: 'reopened in the next month: counts there again, as the report of the first stands',
      events: [
        ['opened', '08-31 10:00'],
        ['resolved', '08-31 11:00'],
        ['reopened', '09-02 10:00'],
        ['resolved', '09-02 12:00'],
      ],
      expected: { '08': 'met', '09': 'met' },
    },
  ])('$edge', async ({ events, expected }) => {
    expect(await standings(events, 'decided')).toEqual(expected);
  });
});

// All months know what was known at the end of October: an outcome may come after the month of the opening.
describe('opened: the month of the opening', () => {
  test.each<{ edge: string; events: EventRow[]; expected: Record<string, string> }>([
    {
      edge: 'met in the next month',
      events: [
        ['opened', '08-31 22:00'],
        ['restored', '09-01 01:00'],
      ],
      expected: { '08': 'met' },
    },
    {
      edge: 'breached in the next month',
      events: [
        ['opened', '08-31 22:00'],
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
    expect(await standings(events, 'opened', '11-01 00:00')).toEqual(expected);
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
  const promise = (severity: string, rank: number) => ({
    term_id: 1,
    severity,
    severity_key: severity,
    severity_rank: rank,
    measure: 'restore',
    within_text: 'PT4H',
    kind: 'always',
    within_seconds: 14_400,
  });
  const inputs = (verdicts: string[]) => ({
    'run.periods': [{ period_id: '2026-10', ordinal: 1, starts_at: 0, ends_at: 100, as_of: 100, is_reported: true }],
    'run.rollups': [{ period_id: '2026-10', month_id: '2026-10' }],
    'contract.terms': [{ term_id: 1, effective_from_at: 0, effective_until_at: 1000 }],
    'contract.promises': [promise('critical', 0), promise('high', 1)],
    'marts.fct_ticket_measures': verdicts.map((verdict, index) => ({
      period_id: '2026-10',
      ticket_id: `T-${index}`,
      measure: 'restore',
      cycle: 1,
      severity: 'critical',
      severity_rank: 0,
      within_text: 'PT4H',
      verdict,
      is_counted: true,
      is_carried_over: false,
    })),
  });

  test.each([
    { edge: '0 of 0 has no percentage', verdicts: [], expected: [0, 0, null] },
    { edge: 'all met', verdicts: ['met', 'met'], expected: [2, 0, '100.000'] },
    { edge: 'none met', verdicts: ['breached'], expected: [0, 1, '0.000'] },
    { edge: 'two thirds, floored', verdicts: ['met', 'met', 'breached'], expected: [2, 1, '66.666'] },
    { edge: 'excluded ones are in no percentage', verdicts: ['met', 'excluded'], expected: [1, 0, '100.000'] },
  ])('$edge', async ({ verdicts, expected }) => {
    const rows = await buildModel('fct_attainment', inputs(verdicts));
    expect(rows.map(({ severity }) => severity)).toEqual(['critical', 'high']);
    expect([rows[0]!['met'], rows[0]!['breached'], rows[0]!['attainment_percent']]).toEqual(expected);
    expect([rows[1]!['met'], rows[1]!['breached'], rows[1]!['attainment_percent']]).toEqual([0, 0, null]);
  });
});
