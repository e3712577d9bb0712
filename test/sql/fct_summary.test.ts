/** The overall status follows from all promises; no data is neither kept nor zero. */
import { describe, expect, test } from 'vitest';
import { buildModel } from '../support/buildModel.ts';
import type { TableRow } from '../support/insertRows.ts';

interface Month {
  services?: (boolean | null)[];
  overall?: boolean | null;
  /** severity, measure, met, breached. */
  attainment?: [string, string, number, number][];
  /** KPI targets of attainments, and whether they were missed. */
  kpis?: [string, string, string, 'met' | 'missed'][];
  tickets?: number;
  monitored?: number;
  months?: number;
  isRunning?: boolean;
}

const ranks = ['P1', 'P2', 'P3'];

async function summaryOf({ services = [], overall = null, attainment = [], kpis = [], ...data }: Month) {
  const { isRunning = false, months = 1, tickets = months, monitored = months } = data;
  const period_id = '2026-10';
  const [row] = await buildModel('fct_summary', {
    'run.rollups': [{ period_id, month_id: period_id }],
    'run.periods': [
      { period_id, ordinal: 1, starts_at: 0, ends_at: 1000, as_of: isRunning ? 500 : 1000, is_reported: true },
    ],
    'marts.fct_data_presence': [{ period_id, months, months_with_tickets: tickets, months_monitored: monitored }],
    'marts.fct_service_availability': services.map(
      (is_met, index): TableRow => ({ period_id, service_id: `s${index}`, agreed_seconds: 1000, is_met }),
    ),
    'marts.fct_overall_availability': [{ period_id, scope: 'all', key: '', is_met: overall }],
    'marts.fct_attainment': attainment.map(
      ([severity, measure, met, breached]): TableRow => ({
        ...{ period_id, severity, measure, met, breached, severity_rank: ranks.indexOf(severity) },
        attainment_percent: met + breached === 0 ? null : `${Math.floor((met * 100) / (met + breached))}.000`,
      }),
    ),
    'marts.fct_kpis': kpis.map(
      ([severity, measure, target_text, verdict]): TableRow => ({
        ...{ period_id, kpi: `attainment_${severity}_${measure}`, severity, measure, target_text, verdict },
      }),
    ),
  });
  return row!;
}

describe('the overall status', () => {
  test.each<{ edge: string; month: Month; status: string; because?: TableRow }>([
    {
      edge: 'every promise judged and kept',
      month: { services: [true, true], overall: true, attainment: [['P1', 'respond', 3, 0]] },
      status: 'good',
    },
    {
      edge: 'nothing was due for a severity: its promise is kept',
      month: { services: [true], overall: true, attainment: [['P1', 'respond', 0, 0]] },
      status: 'good',
    },
    {
      edge: 'availability missed as a whole',
      month: { services: [false], overall: false, attainment: [['P1', 'respond', 3, 0]] },
      status: 'action',
    },
    {
      edge: 'a breach of the first severity of the agreement, whatever its name',
      month: {
        services: [true],
        overall: true,
        attainment: [
          ['P1', 'respond', 99, 1],
          ['P2', 'respond', 9, 0],
        ],
      },
      status: 'action',
      because: { gravest_severity: 'P1', gravest_breaches: 1 },
    },
    {
      edge: 'a breach of another severity, nine in ten kept',
      month: {
        services: [true],
        overall: true,
        attainment: [
          ['P1', 'respond', 9, 0],
          ['P2', 'respond', 9, 1],
        ],
      },
      status: 'attention',
      because: { gravest_breaches: 0, breaches: 1, far_below_severity: null },
    },
    {
      edge: 'fewer than nine in ten kept',
      month: {
        services: [true],
        overall: true,
        attainment: [
          ['P1', 'respond', 9, 0],
          ['P2', 'respond', 89, 11],
        ],
      },
      status: 'action',
      because: { far_below_severity: 'P2', far_below_percent: '89.000', far_below_target: null },
    },
    {
      edge: 'below the KPI target that is agreed',
      month: {
        services: [true],
        overall: true,
        attainment: [
          ['P1', 'respond', 9, 0],
          ['P2', 'respond', 94, 6],
        ],
        kpis: [['P2', 'respond', '95', 'missed']],
      },
      status: 'action',
      because: { far_below_severity: 'P2', far_below_target: '95' },
    },
    {
      edge: 'above a KPI target that is lower than nine in ten',
      month: {
        services: [true],
        overall: true,
        attainment: [
          ['P1', 'respond', 9, 0],
          ['P2', 'respond', 85, 15],
        ],
        kpis: [['P2', 'respond', '80', 'met']],
      },
      status: 'attention',
    },
    {
      edge: 'a service missed, all together kept',
      month: { services: [true, false], overall: true, attainment: [['P1', 'respond', 3, 0]] },
      status: 'attention',
    },
    {
      edge: 'a service without evidence: nothing missed, not all judged',
      month: { services: [true, null], overall: true, attainment: [['P1', 'respond', 3, 0]] },
      status: 'unknown',
      because: { services: 2, services_judged: 1 },
    },
    {
      edge: 'no monitoring at all',
      month: { services: [null], overall: null, attainment: [['P1', 'respond', 3, 0]], monitored: 0 },
      status: 'unknown',
    },
    {
      edge: 'no ticket data',
      month: { services: [true], overall: true, attainment: [['P1', 'respond', 0, 0]], tickets: 0 },
      status: 'unknown',
    },
    {
      edge: 'a quarter of which one month has data',
      month: {
        services: [true],
        overall: true,
        attainment: [['P1', 'respond', 3, 0]],
        months: 3,
        tickets: 1,
        monitored: 1,
      },
      status: 'unknown',
    },
    { edge: 'nothing promised', month: {}, status: 'unknown' },
    {
      edge: 'half a month, all kept so far: no verdict yet',
      month: { services: [true], overall: true, attainment: [['P1', 'respond', 3, 0]], isRunning: true },
      status: 'unknown',
      because: { services_judged: 0 },
    },
    {
      edge: 'half a month, availability below its target so far: it may still be won',
      month: { services: [false], overall: false, attainment: [['P1', 'respond', 3, 0]], isRunning: true },
      status: 'unknown',
    },
    {
      edge: 'half a month, a breach of the first severity is one already',
      month: { services: [true], overall: true, attainment: [['P1', 'respond', 3, 1]], isRunning: true },
      status: 'action',
    },
  ])('$edge: $status', async ({ month, status, because = {} }) => {
    expect(await summaryOf(month)).toMatchObject({ status, ...because });
  });

  // Evidence that goes away may make a month unknown, never better: each status is followed by those it may turn into.
  test('without its evidence a month is never better', async () => {
    const worse: Record<string, string[]> = {
      good: ['unknown'],
      unknown: ['unknown'],
      attention: ['attention', 'unknown'],
      action: ['action', 'attention', 'unknown'],
    };
    const outcomes: (boolean | null)[] = [true, false];
    for (const first of outcomes) {
      for (const second of outcomes) {
        const kept: Month = {
          services: [first, second],
          overall: first && second,
          attainment: [['P1', 'respond', 3, first ? 0 : 1]],
        };
        const { status } = await summaryOf(kept);
        for (const gone of [
          { services: [null, null], overall: null, monitored: 0 },
          { services: [first, null] },
          { attainment: kept.attainment!.map(([s, m]): [string, string, number, number] => [s, m, 0, 0]), tickets: 0 },
        ]) {
          const without = await summaryOf({ ...kept, ...gone });
          expect(worse[status as string]).toContain(without['status']);
        }
      }
    }
  });
});

test.each<{ edge: string; openings: number[]; lastSeen: number; expected: TableRow }>([
  { edge: 'tickets in the month', openings: [1100], lastSeen: 1200, expected: { months_with_tickets: 1 } },
  { edge: 'older tickets that reach into it', openings: [500], lastSeen: 1000, expected: { months_with_tickets: 1 } },
  {
    edge: 'tickets before and after: it simply had none',
    openings: [500, 2500],
    lastSeen: 2600,
    expected: { months_with_tickets: 1 },
  },
  { edge: 'the data ended before it', openings: [500], lastSeen: 999, expected: { months_with_tickets: 0 } },
  { edge: 'the data begin at its cut-off', openings: [2000], lastSeen: 2100, expected: { months_with_tickets: 0 } },
  { edge: 'no ticket at all', openings: [], lastSeen: 0, expected: { months_with_tickets: 0 } },
])('a month has ticket data or not: $edge', async ({ openings, lastSeen, expected }) => {
  const [row] = await buildModel('fct_data_presence', {
    'run.rollups': [{ period_id: 'm', month_id: 'm' }],
    'run.periods': [{ period_id: 'm', ordinal: 1, starts_at: 1000, ends_at: 2000, as_of: 2000, is_reported: true }],
    'intermediate.int_tickets': openings.map((opened_at, index) => ({
      ticket_no: index,
      ticket_id: `T${index}`,
      opened_at,
      last_seen_at: lastSeen,
    })),
  });
  expect(row).toMatchObject({ months: 1, months_monitored: 0, ...expected });
});
