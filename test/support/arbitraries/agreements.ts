/** Random agreements over calendars with clock changes: Paris, New York, Lord Howe (by half an hour) and Tokyo (none). */

import fc from 'fast-check';
import type { Calendar } from '../../../pipelines/calendar/Calendar.ts';
import { expandCalendar } from '../../../pipelines/calendar/expandCalendar.ts';
import { startOfDate } from '../../../pipelines/calendar/wallClock.ts';
import type {
  AvailabilityTerms,
  CalendarRules,
  Contract,
  MeasureName,
  MeasureTerms,
  OpeningSpan,
  Percentage,
  Policies,
  SeverityTerms,
  Terms,
  Weekday,
} from '../../../pipelines/contract/Contract.ts';
import { localText } from '../../../pipelines/contract/languages.ts';

export interface Agreement {
  contract: Contract;
  calendars: Record<string, Calendar>;
}

/** Dates that every generated calendar knows; generated clocks end well inside. */
const KNOWN_DATES = { from: '2025-12-01', to: '2027-12-31' };

const ZONES = ['Europe/Paris', 'America/New_York', 'Asia/Tokyo', 'Australia/Lord_Howe'] as const;

/** Middles of interesting weeks of 2026 as epoch seconds: clock changes of each zone, a holiday, a year's end. */
export const ANCHORS = ['03-08', '03-29', '04-05', '05-04', '10-04', '10-25', '11-01', '12-30'].map(
  (day) => Date.parse(`2026-${day}T00:00:00Z`) / 1000,
);

/** None of these opens or closes at a local time that a clock change skips or repeats. */
const HOURS: OpeningSpan[][] = [
  [{ opens: 540, closes: 1080 }],
  [
    { opens: 540, closes: 720 },
    { opens: 780, closes: 1050 },
  ],
  [{ opens: 0, closes: 1440 }],
  [
    { opens: 0, closes: 45 },
    { opens: 240, closes: 600 },
    { opens: 1320, closes: 1440 },
  ],
];

const HOLIDAYS = new Map([
  ['2026-05-04', 'holiday'],
  ['2026-05-05', 'holiday'],
  ['2026-10-26', 'holiday'],
  ['2027-01-01', 'holiday'],
]);

/** 16 calendars, expanded once: expanding is slow, and the clocks are what is tested. */
const CALENDARS = ZONES.flatMap((timezone) =>
  HOURS.map((hours, index) => {
    const weekdays: Weekday[] = index === 0 ? ['mon', 'tue', 'wed', 'thu', 'fri'] : ['mon', 'tue', 'thu', 'fri', 'sun'];
    const rules: CalendarRules = {
      timezone,
      weekly: Object.fromEntries(weekdays.map((day) => [day, hours])),
      day_length_seconds: hours.reduce((sum, { opens, closes }) => sum + (closes - opens) * 60, 0),
      holidays: [...HOLIDAYS.keys()].map((date) => ({ date })),
      closed: [{ from: '2026-12-29', to: '2027-01-03' }],
      dates: {
        '2026-10-26': [{ opens: 600, closes: 900 }],
        '2026-10-31': [{ opens: 600, closes: 900 }],
        '2026-11-02': [],
      },
    };
    const id = `${timezone.slice(timezone.indexOf('/') + 1).toLowerCase()}-${index}`;
    return { id, rules };
  }),
);
const expanded = new Map<string, Calendar>();

export function agreement(): fc.Arbitrary<Agreement> {
  return fc
    .record({
      timezone: fc.constantFrom(...ZONES),
      calendars: fc.tuple(fc.constantFrom(...CALENDARS), fc.constantFrom(...CALENDARS)),
      terms: fc.array(fc.record({ severities: severities(), policies: policies(), availability: availability() }), {
        minLength: 1,
        maxLength: 2,
      }),
      change: fc.constantFrom('2026-03-29', '2026-05-04', '2026-10-25', '2026-11-01'),
      downWhen: fc.constantFrom(1, 1, 2),
      target: fc.option(target(), { nil: null }),
    })
    .map(({ timezone, calendars: [one, other], terms, change, downWhen, target }) => {
      const name = localText({ ja: '名', en: 'name' });
      const from = (date: string) => ({ effective_from: date, effective_from_s: startOfDate(date, timezone) });
      const versions: Terms[] = terms.map((each, index) => ({
        ...from(index === 0 ? '2026-01-01' : change),
        ...each,
        maintenance: [
          { id: 'regular', rrule: 'FREQ=WEEKLY;BYDAY=SA', start: 240, duration_seconds: 7200, timezone, services: '*' },
        ],
      }));
      const service = (id: string, site: string) => ({
        id,
        name,
        category: 'server' as const,
        site,
        check_interval_seconds: 60,
        target,
        from: null,
        until: null,
        down_when: downWhen,
      });
      const contract: Contract = {
        provider: { name, contacts: {} },
        client: { id: 'client', name },
        timezone,
        language: 'ja',
        document: {
          contract_number: null,
          classification: null,
          prepared_by: null,
          reviewed_by: null,
          approved_by: null,
        },
        sites: [
          { id: 'one', name, calendar: one.id },
          { id: 'other', name, calendar: other.id },
        ],
        calendars: { [one.id]: one.rules, [other.id]: other.rules },
        services: [service('a', 'one'), service('b', 'other')],
        terms: versions,
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
      return { contract, calendars: { [one.id]: calendarOf(one), [other.id]: calendarOf(other) } };
    });
}

/** Decimals as a contract writes them. */
function target(): fc.Arbitrary<Percentage> {
  return fc.constantFrom(
    { text: '99.9', numerator: 999, denominator: 1000 },
    { text: '99.95', numerator: 9995, denominator: 10000 },
    { text: '90', numerator: 90, denominator: 100 },
    { text: '50', numerator: 50, denominator: 100 },
    { text: '100', numerator: 100, denominator: 100 },
  );
}

function availability(): fc.Arbitrary<AvailabilityTerms> {
  return fc.record({
    target: target(),
    maintenance: fc.constantFrom('excluded', 'counts-as-up'),
    unknown: fc.constantFrom('excluded', 'up', 'down'),
    max_gap: fc.constantFrom(1, 2, 3),
    minimum_outage_seconds: fc.constantFrom(0, 0, 60, 180),
    overall: fc.constantFrom('pooled', 'worst', 'mean', 'all-services-up'),
  });
}

function policies(): fc.Arbitrary<Policies> {
  return fc.record({
    business_day: fc.constantFrom('end-of-day', 'midnight', 'business-hours'),
    received: fc.constantFrom('immediate', 'next-opening'),
    severity_change: fc.constantFrom('final', 'initial', 'highest'),
    reopen: fc.record({
      mode: fc.constantFrom('continue', 'continue', 'new-cycle'),
      within_seconds: fc.constantFrom(0, 3600, 86_400, 7 * 86_400),
    }),
    pause_reasons: fc.subarray(['client', 'vendor', 'other']),
    attribution: fc.constantFrom('decided', 'opened', 'resolved'),
  });
}

function severities(): fc.Arbitrary<SeverityTerms[]> {
  const one = (name: string, rank: number) =>
    fc
      .record({
        respond: fc.option(promise('respond'), { nil: null, freq: 5 }),
        repair: fc.oneof(promise('restore'), promise('resolve')),
      })
      .map(({ respond, repair }) => ({ name, rank, measures: respond ? [respond, repair] : [repair] }));
  return fc.tuple(one('critical', 0), one('high', 1), one('medium', 2));
}

function promise(measure: MeasureName): fc.Arbitrary<MeasureTerms> {
  const duration = fc
    .constantFrom(0, 900, 3600, 4 * 3600, 9 * 3600, 24 * 3600)
    .map((seconds) => ({ text: `PT${seconds}S`, kind: 'duration' as const, seconds }));
  const days = fc
    .constantFrom(1, 2, 3)
    .map((n) => ({ text: `${n} business days`, kind: 'business-days' as const, days: n }));
  return fc.oneof(
    fc.record({
      measure: fc.constant(measure),
      within: duration,
      clock: fc.constantFrom('always' as const, 'business' as const),
    }),
    fc.record({ measure: fc.constant(measure), within: days, clock: fc.constant('business' as const) }),
  );
}

function calendarOf({ id, rules }: (typeof CALENDARS)[number]): Calendar {
  const known = expanded.get(id) ?? expandCalendar(id, rules, HOLIDAYS, KNOWN_DATES.from, KNOWN_DATES.to);
  expanded.set(id, known);
  return known;
}
