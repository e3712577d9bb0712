/** Small words for the tables of these tests: Tokyo wall clocks of 2026, an agreement like the product's, a ticket. */

import { DateTime } from 'luxon';
import type { Calendar } from '../../pipelines/calendar/Calendar.ts';
import { expandCalendar } from '../../pipelines/calendar/expandCalendar.ts';
import type {
  CalendarRules,
  Contract,
  Exclusion,
  MeasureName,
  MeasureTerms,
  Policies,
  SeverityTerms,
  Terms,
  Within,
} from '../../pipelines/contract/Contract.ts';
import { localText } from '../../pipelines/contract/languages.ts';
import type { TicketEventKind } from '../../pipelines/reference/exported.ts';
import { judgeTicket } from '../../pipelines/reference/judgeTicket.ts';
import type { MeasureResult, TicketHistory } from '../../pipelines/reference/TicketHistory.ts';

/** `10-09 17:00` in Tokyo, 2026, as epoch seconds; seconds may follow. */
export function jst(text: string): number {
  return DateTime.fromISO(`2026-${text.replace(' ', 'T')}`, { zone: 'Asia/Tokyo' }).toUnixInteger();
}

/** The other way round: `10-09 17:00` (with seconds if there are any); null stays null. */
export function tokyo(at: number | null): string | null {
  if (at === null) return null;
  const local = DateTime.fromSeconds(at, { zone: 'Asia/Tokyo' });
  return local.toFormat(local.second === 0 ? 'MM-dd HH:mm' : 'MM-dd HH:mm:ss');
}

const hours = (n: number): Within => ({ text: `PT${n}H`, kind: 'duration', seconds: n * 3600 });
export const businessDays = (n: number): Within => ({
  text: `${n} business day${n === 1 ? '' : 's'}`,
  kind: 'business-days',
  days: n,
});

const promise = (measure: MeasureName, within: Within, clock: MeasureTerms['clock'] = 'always'): MeasureTerms => ({
  measure,
  within,
  clock,
});

/** The agreement of the product's design, and a severity `office` with durations in business hours. */
export const SEVERITIES: SeverityTerms[] = [
  { name: 'critical', rank: 0, measures: [promise('respond', hours(1)), promise('restore', hours(4))] },
  { name: 'high', rank: 1, measures: [promise('respond', hours(2)), promise('restore', businessDays(1), 'business')] },
  {
    name: 'medium',
    rank: 2,
    measures: [promise('respond', hours(4)), promise('resolve', businessDays(2), 'business')],
  },
  {
    name: 'office',
    rank: 3,
    measures: [promise('respond', hours(0), 'business'), promise('resolve', hours(8), 'business')],
  },
];

export const POLICIES: Policies = {
  business_day: 'end-of-day',
  received: 'immediate',
  severity_change: 'final',
  reopen: { mode: 'continue', within_seconds: 7 * 86_400 },
  pause_reasons: ['client'],
  attribution: 'decided',
};

export function termsWith(policies: Partial<Policies> = {}): Terms {
  return {
    effective_from: '2026-04-01',
    effective_from_s: jst('04-01 00:00'),
    availability: {
      target: { text: '99.9', numerator: 999, denominator: 1000 },
      maintenance: 'excluded',
      unknown: 'excluded',
      max_gap: 3,
      minimum_outage_seconds: 0,
      overall: 'pooled',
    },
    maintenance: [],
    severities: SEVERITIES,
    policies: { ...POLICIES, ...policies },
  };
}

export function contractWith(policies: Partial<Policies> = {}, terms: Terms[] = [termsWith(policies)]): Contract {
  const name = localText({ ja: '名', en: 'name' });
  const person = {
    contract_number: null,
    classification: null,
    prepared_by: null,
    reviewed_by: null,
    approved_by: null,
  };
  return {
    provider: { name, contacts: {} },
    client: { id: 'acme', name },
    timezone: 'Asia/Tokyo',
    language: 'ja',
    document: person,
    sites: [{ id: 'tokyo', name, calendar: 'jp' }],
    calendars: { jp: JP },
    services: [
      {
        id: 'sap',
        name,
        category: 'application',
        site: 'tokyo',
        check_interval_seconds: 60,
        target: null,
        from: null,
        until: null,
        down_when: 1,
      },
    ],
    terms,
    kpis: [],
    names: {},
    near_miss: { share_percent: 10, least_seconds: 300, budget_percent: 75 },
    acceptance: null,
    audience: 'internal',
    redact: { names: [], columns: [], keep: [] },
    review: {
      repeat_incidents: 3,
      capacity_limit_quarters: 2,
      problem_root_cause_within_seconds: 0,
      change_incident_window_seconds: 0,
    },
  };
}

const nineToSix = [{ opens: 540, closes: 1080 }];

/** Tokyo, weekdays 09:00-18:00; Friday 30 October has a lunch break. */
export const JP: CalendarRules = {
  timezone: 'Asia/Tokyo',
  weekly: { mon: nineToSix, tue: nineToSix, wed: nineToSix, thu: nineToSix, fri: nineToSix },
  day_length_seconds: 9 * 3600,
  holidays: [],
  closed: [],
  dates: {
    '2026-10-30': [
      { opens: 540, closes: 720 },
      { opens: 780, closes: 1080 },
    ],
  },
};

/** The holiday of design.md's worked example. */
export const jp: Calendar = expandCalendar(
  'jp',
  JP,
  new Map([['2026-10-12', 'スポーツの日']]),
  '2026-03-01',
  '2027-03-31',
);

/** `['paused', '10-09 18:00', 'client']` */
export type EventRow = [kind: TicketEventKind, at: string, value?: string];

export interface TicketRow {
  events?: EventRow[];
  columns?: Partial<TicketHistory>;
  severity?: string | null;
  policies?: Partial<Policies>;
  exclusions?: Exclusion[];
  asOf?: string;
}

/** A ticket on service sap; event n stands in row n + 2 of events.csv. */
export function ticketOf({ events = [], columns = {}, severity = 'high' }: TicketRow): TicketHistory {
  return {
    ticketId: 'T-1',
    type: 'incident',
    serviceId: 'sap',
    siteId: null,
    severity,
    status: null,
    openedAt: null,
    respondedAt: null,
    restoredAt: null,
    resolvedAt: null,
    closedAt: null,
    duplicateOf: null,
    source: { file: 'tickets.csv', sha256: 't', row: 2 },
    ...columns,
    events: events.map(([event, at, value], index) => ({
      at: jst(at),
      event,
      value: value ?? null,
      source: { file: 'events.csv', sha256: 'e', row: index + 2 },
    })),
  };
}

/** Judges a row of a table, by default as known at the end of 2026. */
export function judge(row: TicketRow) {
  return judgeTicket(ticketOf(row), {
    contract: contractWith(row.policies),
    calendars: { jp },
    exclusions: row.exclusions ?? [],
    asOf: jst(row.asOf ?? '12-31 00:00'),
  });
}

/** One measure of a row; a test fails if it does not exist. */
export function measureOf(row: TicketRow, name: MeasureName, cycle = 1): MeasureResult {
  const found = judge(row).measures.find((result) => result.measure === name && result.cycle === cycle);
  if (!found) throw new Error(`no ${name} in cycle ${cycle}`);
  return found;
}

/** Steps as `09:00-12:00 running`, for comparing at a glance. */
export function stepsText({ steps }: MeasureResult): string[] {
  return steps.map(({ from, to, kind }) => `${tokyo(from)} - ${tokyo(to)} ${kind}`);
}
