/** Every business-time vector through the reference engine. The name says whose policy it is where it is not ours. */
import { readFileSync } from 'node:fs';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import {
  advance,
  isOpen,
  nthBusinessDayAfter,
  openSecondsBetween,
  retreat,
} from '../../pipelines/calendar/businessTime.ts';
import type { Calendar } from '../../pipelines/calendar/Calendar.ts';
import type { MeasureTerms, Policies, Within } from '../../pipelines/contract/Contract.ts';
import { attributedAt } from '../../pipelines/reference/attribution.ts';
import type { TicketEventKind } from '../../pipelines/reference/exported.ts';
import { judgeTicket } from '../../pipelines/reference/judgeTicket.ts';
import type { MeasureResult } from '../../pipelines/reference/TicketHistory.ts';
import { attainment } from '../../pipelines/reference/tally.ts';
import { businessDays, contractWith, SEVERITIES, termsWith, ticketOf } from '../reference/build.ts';
import { expandVectorCalendar, type VectorCalendar } from './calendars.ts';
import { atNextOpening, movedThenAfterDays, sameTimeAfterDays, snappedAfterDays } from './peers.ts';

interface Vector {
  id: string;
  op: string;
  description: string;
  input: Record<string, unknown>;
  expected: Record<string, unknown>;
}

const file = JSON.parse(readFileSync(new URL('./fixtures/business-time.json', import.meta.url), 'utf8')) as {
  calendars: Record<string, VectorCalendar>;
  vectors: Vector[];
};
const ran = new Set<string>();

test.each(file.vectors.map((vector) => [`${vector.id}: ${vector.description} [${policyOf(vector)}]`, vector] as const))(
  '%s',
  (_, vector) => {
    OPERATIONS[vector.op]!(vector.input, vector.expected);
    ran.add(vector.id);
  },
);

test('all 82 vectors ran', () => {
  expect(file.vectors).toHaveLength(82);
  expect(ran.size).toBe(82);
});

function policyOf({ op, input, expected }: Vector): string {
  if (op === 'add_business_days')
    return `a peer's: ${input['mode']}; ours counts the N-th business day after the start`;
  if (input['boundary'] === 'next-open')
    return "a peer's: used up at closing is due at the next opening; ours is due at closing";
  if (op === 'subtract_business_time') return 'counting back; no clock of ours does';
  if (op === 'within_n_business_days') return 'ours: end-of-day, midnight, received next-opening, business-hours';
  if ('secondsWallClock' in expected) return "a peer's: wall-clock seconds; ours are elapsed seconds";
  if (op === 'target_selection')
    return "ours counts from the opening and marks it late when raised; a peer's counts from the change";
  return 'ours';
}

const OPERATIONS: Record<string, (input: Record<string, unknown>, expected: Record<string, unknown>) => void> = {
  add_business_time(input, expected) {
    const calendar = calendarOf(input);
    const ours = advance(calendar, at(input['start']), Number(input['seconds']));
    if (input['boundary'] !== 'next-open') return expect(iso(ours)).toBe(isoOf(expected['result']));
    expect(iso(ours)).toBe(isoOf(expected['resultIfBoundaryEnd']));
    return expect(iso(atNextOpening(calendar, ours))).toBe(isoOf(expected['result']));
  },

  subtract_business_time(input, expected) {
    expect(iso(retreat(calendarOf(input), at(input['start']), Number(input['seconds'])))).toBe(
      isoOf(expected['result']),
    );
  },

  add_business_days(input, expected) {
    const calendar = calendarOf(input);
    const [start, days] = [at(input['start']), Number(input['days'])];
    const modes: Record<string, typeof sameTimeAfterDays> = {
      snap: snappedAfterDays,
      'keep-time': sameTimeAfterDays,
      'move-to-business-day-then-add': movedThenAfterDays,
    };
    const peers = modes[String(input['mode'])]!(calendar, start, days);
    expect(iso(peers)).toBe(isoOf(expected['result']));

    const local = (instant: number) => DateTime.fromSeconds(instant, { zone: calendar.timezone }).toISODate()!;
    const ours = nthBusinessDayAfter(calendar, local(start), days).date;
    expect(ours).toBe(
      local(at(expected['resultIfCountedFromOrigin'] ?? iso(sameTimeAfterDays(calendar, start, days)))),
    );
  },

  business_time_between(input, expected) {
    const seconds = openSecondsBetween(calendarOf(input), at(input['start']), at(input['end']));
    expect(seconds).toBe(expected['seconds'] ?? expected['secondsElapsed']);
    if ('secondsWallClock' in expected) expect(seconds - 3600).toBe(expected['secondsWallClock']);
  },

  is_open(input, expected) {
    expect(isOpen(calendarOf(input), at(input['at']))).toBe(expected['open']);
  },

  sla_due(input, expected) {
    expect(iso(clockOf(input).dueAt)).toBe(isoOf(expected['due']));
  },

  sla_elapsed(input, expected) {
    const measure = clockOf(input, input['end'] ?? input['resolvedAt'], input['closedAt']);
    expect(measure.elapsedSeconds).toBe(expected['elapsedSeconds']);
    expect(measure.verdict === 'met').toBe(expected['met']);
    if ('remainingSeconds' in expected)
      expect(Number(input['targetSeconds']) - measure.elapsedSeconds).toBe(expected['remainingSeconds']);
  },

  within_n_business_days(input, expected) {
    const due = (policies: Partial<Policies>) => iso(promised(businessDays(Number(input['n'])), input, policies).dueAt);
    expect({
      civilCode140_endOfBusiness: due({ business_day: 'end-of-day' }),
      civilCode140_endOfCalendarDay: due({ business_day: 'midnight' }),
      deemedReceivedNextOpening_endOfBusiness: due({ business_day: 'end-of-day', received: 'next-opening' }),
      nTimesBusinessHours: due({ business_day: 'business-hours' }),
    }).toEqual(Object.fromEntries(Object.entries(expected).map(([policy, instant]) => [policy, isoOf(instant)])));
  },

  breach_decision(input, expected) {
    const opened = at(input['due']) - 4 * 3600; // critical: restore within 4 hours, always
    const met = (input['actual'] as string[]).map((restored) => {
      const events = [event('opened', opened), event('restored', at(restored))];
      return judgeEvents('critical', events).find(({ measure }) => measure === 'restore')?.verdict === 'met';
    });
    expect(met).toEqual(expected['met']);
  },

  target_selection(input, expected) {
    const raised = at(input['raisedAt']);
    const events = [event('opened', at(input['createdAt']), 'medium'), event('severity_changed', raised, 'critical')];
    const restore = judgeEvents('critical', events).find(({ measure }) => measure === 'restore')!;
    expect(iso(restore.dueAt)).toBe(isoOf(expected['dueFromCreation']));
    expect(restore.lateWhenRaised).toBe(true);
    expect(iso(raised + Number(input['criticalRestoreSeconds']))).toBe(isoOf(expected['dueFromChange']));
  },

  period_attribution(input, expected) {
    const respond = judgeEvents('critical', [event('opened', at(input['openedAt']))])[0]!;
    const monthIn = (zone: string) =>
      ['2026-05', '2026-06'].filter((month) => {
        const starts = DateTime.fromISO(month, { zone });
        const at = attributedAt(respond, 'opened')!;
        return starts.toUnixInteger() <= at && at < starts.plus({ months: 1 }).toUnixInteger();
      });
    expect(monthIn('Asia/Tokyo')).toEqual([expected['openedInTokyo']]);
    expect(monthIn('Asia/Singapore')).toEqual([expected['openedInSingapore']]);
  },

  attainment(input, expected) {
    expect(attainment(Number(input['met']), Number(input['breached']))).toBe(expected['pct']);
  },
};

/** A resolve clock in business time with the vector's target and pauses, judged as a ticket. */
function clockOf(input: Record<string, unknown>, resolved?: unknown, closed?: unknown): MeasureResult {
  const seconds = Number(input['targetSeconds']);
  return promised({ text: `PT${seconds}S`, kind: 'duration', seconds }, input, {}, resolved, closed);
}

function promised(
  within: Within,
  input: Record<string, unknown>,
  policies: Partial<Policies>,
  resolved?: unknown,
  closed?: unknown,
): MeasureResult {
  const resolve: MeasureTerms = { measure: 'resolve', within, clock: 'business' };
  const pauses = (input['pauses'] ?? []) as { start: string; end: string }[];
  const events = [
    event('opened', at(input['start'])),
    ...pauses.flatMap(({ start, end }) => [event('paused', at(start), 'client'), event('resumed', at(end))]),
    ...(resolved ? [event('resolved', at(resolved))] : []),
    ...(closed ? [event('closed', at(closed))] : []),
  ];
  const terms = {
    ...termsWith(policies),
    effective_from_s: 0,
    severities: [{ name: 'vector', rank: 0, measures: [resolve] }],
  };
  const { measures } = judgeTicket(
    { ...ticketOf({ severity: 'vector' }), events },
    {
      contract: contractWith({}, [terms]),
      calendars: { jp: calendarOf(input) },
      exclusions: [],
      asOf: at(input['start']) + 90 * 86_400,
    },
  );
  return measures[0]!;
}

function judgeEvents(severity: string, events: ReturnType<typeof event>[]): MeasureResult[] {
  const terms = { ...termsWith(), effective_from_s: 0, severities: SEVERITIES };
  const context = {
    contract: contractWith({}, [terms]),
    calendars: {},
    exclusions: [],
    asOf: events[0]!.at + 90 * 86_400,
  };
  return judgeTicket({ ...ticketOf({ severity }), events }, context).measures;
}

function event(kind: TicketEventKind, instant: number, value: string | null = null) {
  return { at: instant, event: kind, value, source: { file: 'vector', sha256: '', row: 1 } };
}

function calendarOf(input: Record<string, unknown>): Calendar {
  const id = String(input['calendar']);
  return expandVectorCalendar(id, file.calendars[id]!, String(input['start'] ?? input['at']));
}

function at(instant: unknown): number {
  return DateTime.fromISO(String(instant), { setZone: true }).toUnixInteger();
}

function iso(seconds: number): string {
  return DateTime.fromSeconds(seconds, { zone: 'utc' }).toISO({ suppressMilliseconds: true })!;
}

function isoOf(instant: unknown): string {
  return iso(at(instant));
}
