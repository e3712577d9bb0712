/**
 * Promises kept by a hair: in the last tenth of the allowed time, or its last five minutes, by the measure's own clock.
 * Critical: respond 1 h, restore 4 h, always. High: restore 1 business day, of opening hours 09:00-18:00. Wall clocks of 2026.
 */
import { expect, test } from 'vitest';
import { openSecondsBetween } from '../../pipelines/calendar/businessTime.ts';
import { judgeTicket } from '../../pipelines/reference/judgeTicket.ts';
import { contractWith, type EventRow, jp, jst, ticketOf } from '../reference/build.ts';
import { ticketBatches } from '../support/arbitraries/tickets.ts';
import { type TicketsUnderAgreement, withTickets } from '../support/judgeInSql.ts';

const october = { id: '2026-10', startsAt: jst('10-01 00:00'), endsAt: jst('11-01 00:00'), asOf: jst('11-01 00:00') };

interface Near {
  ticket_id: string;
  measure: string;
  cycle: number;
  margin_seconds: number;
  allowed_seconds: number;
}

async function nearMisses(given: Omit<TicketsUnderAgreement, 'periods'>, periods = [october]): Promise<Near[]> {
  return await withTickets({ ...given, periods }, 'marts.fct_near_misses', (warehouse) =>
    warehouse.rows<Near>(
      `select ticket_id, measure, cycle, margin_seconds, allowed_seconds from marts.fct_near_misses
       where period_id = '${periods[0]!.id}' order by ticket_id, measure, cycle`,
    ),
  );
}

test.each<{ edge: string; severity: string; events: EventRow[]; found: [string, number, number][] }>([
  {
    edge: 'critical, a tenth of four hours to spare (24 min): near',
    severity: 'critical',
    events: [
      ['opened', '10-06 10:00'],
      ['responded', '10-06 10:10'],
      ['restored', '10-06 13:36'],
    ],
    found: [['restore', 1440, 14_400]],
  },
  {
    edge: 'a minute more to spare: not',
    severity: 'critical',
    events: [
      ['opened', '10-06 10:00'],
      ['responded', '10-06 10:10'],
      ['restored', '10-06 13:35'],
    ],
    found: [],
  },
  {
    edge: 'on the last second: kept, and nothing to spare; a response six minutes before the hour is near, seven is not',
    severity: 'critical',
    events: [
      ['opened', '10-06 10:00'],
      ['responded', '10-06 10:54'],
      ['restored', '10-06 14:00'],
    ],
    found: [
      ['respond', 360, 3600],
      ['restore', 0, 14_400],
    ],
  },
  {
    edge: 'late is no near miss',
    severity: 'critical',
    events: [
      ['opened', '10-06 10:00'],
      ['responded', '10-06 10:53'],
      ['restored', '10-06 14:01'],
    ],
    found: [],
  },
  {
    // Thursday 09:00 to Friday 18:00: 18 h of opening; restored at 17:00 on Friday, an hour before the due instant.
    edge: 'a business day: the margin is opening time, not the night',
    severity: 'high',
    events: [
      ['opened', '10-08 09:00'],
      ['responded', '10-08 09:10'],
      ['restored', '10-09 17:00'],
    ],
    found: [['restore', 3600, 64_800]],
  },
  {
    // Restored on Thursday at 23:00, when 9 h of opening were left: wall time of 19 h, opening time of half.
    edge: 'stopped at night: what is left is the next day',
    severity: 'high',
    events: [
      ['opened', '10-08 09:00'],
      ['responded', '10-08 09:10'],
      ['restored', '10-08 23:00'],
    ],
    found: [],
  },
])('$edge', async ({ severity, events, found }) => {
  const rows = await nearMisses({
    contract: contractWith({}),
    calendars: { jp },
    exclusions: [],
    asOf: october.asOf,
    tickets: [ticketOf({ severity, events })],
  });
  expect(rows.map((row) => [row.measure, row.margin_seconds, row.allowed_seconds])).toEqual(found);
});

test('of generated tickets, exactly those whose clock, asked from the calendar itself, was nearly out', async () => {
  let near = 0;
  for (const batch of ticketBatches({ seed: 20261126, batches: 6, ticketsPerBatch: 200 })) {
    // One period that holds all of it, so that every verdict counts in it.
    const period = { id: '2026-10', startsAt: 0, endsAt: batch.asOf, asOf: batch.asOf };
    const found = await nearMisses(batch, [period]);
    const expected = batch.tickets.flatMap((ticket) => {
      const { measures } = judgeTicket(ticket, batch);
      return measures.flatMap((measure) => {
        if (measure.verdict !== 'met' || measure.stoppedAt === null) return [];
        const calendar = measure.calendar === null ? null : batch.calendars[measure.calendar]!;
        const margin = calendar
          ? openSecondsBetween(calendar, measure.stoppedAt, measure.dueAt)
          : measure.dueAt - measure.stoppedAt;
        const allowed = measure.elapsedSeconds + margin;
        if (margin * 10 > allowed && margin > 300) return [];
        return [`${ticket.ticketId} ${measure.measure} ${measure.cycle} ${margin} ${allowed}`];
      });
    });
    const said = found.map(
      (row) => `${row.ticket_id} ${row.measure} ${row.cycle} ${row.margin_seconds} ${row.allowed_seconds}`,
    );
    expect(said.sort()).toEqual(expected.sort());
    near += said.length;
  }
  expect(near).toBeGreaterThan(40);
});

test.each([
  { edge: 'a third of the time instead of a tenth', near_miss: { share: 34 }, more: true },
  { edge: 'two hours at least instead of five minutes', near_miss: { least: 'PT2H' }, more: true },
  { edge: 'a hundredth, and no minutes', near_miss: { share: 1, least: 'PT0S' }, more: false },
])('the agreement says what a near miss is: $edge', async ({ near_miss, more }) => {
  const rules = {
    share_percent: near_miss.share ?? 10,
    least_seconds: near_miss.least === undefined ? 300 : near_miss.least === 'PT2H' ? 7200 : 0,
    budget_percent: 75,
  };
  const isNear = ({ margin_seconds, allowed_seconds }: { margin_seconds: number; allowed_seconds: number }) =>
    margin_seconds * 100 <= allowed_seconds * rules.share_percent || margin_seconds <= rules.least_seconds;
  let [usual, other] = [0, 0];
  for (const batch of ticketBatches({ seed: 20261126, batches: 4, ticketsPerBatch: 200 })) {
    const period = { id: '2026-10', startsAt: 0, endsAt: batch.asOf, asOf: batch.asOf };
    usual += (await nearMisses(batch, [period])).length;
    const found = await nearMisses({ ...batch, contract: { ...batch.contract, near_miss: rules } }, [period]);
    expect(found.filter((row) => !isNear(row))).toEqual([]);
    other += found.length;
  }
  expect(more ? other > usual : other < usual, `${usual} by default, ${other} by the agreement`).toBe(true);
});
