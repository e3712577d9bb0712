/** The business-time vectors that are a due date or an elapsed time, through the SQL models: each one a ticket. */

import { readFileSync } from 'node:fs';
import { DateTime } from 'luxon';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Calendar } from '../../pipelines/calendar/Calendar.ts';
import type { MeasureName, MeasureTerms, Policies, SeverityTerms, Within } from '../../pipelines/contract/Contract.ts';
import { localText } from '../../pipelines/contract/languages.ts';
import type { TicketEventKind } from '../../pipelines/reference/exported.ts';
import type { TicketEvent, TicketHistory } from '../../pipelines/reference/TicketHistory.ts';
import { businessDays, contractWith, JP, termsWith, ticketOf } from '../reference/build.ts';
import { judgeInSql, type Outcome } from '../support/judgeInSql.ts';
import { expandVectorCalendar, type VectorCalendar } from './calendars.ts';

interface Vector {
  id: string;
  op: string;
  description: string;
  input: Record<string, unknown>;
  expected: Record<string, unknown>;
}

/** A promise on one ticket, and what the models must say of it. */
interface Case {
  name: string;
  vector: Vector;
  promise: { measure: MeasureName; within: Within; clock: MeasureTerms['clock'] };
  policies: Partial<Policies>;
  events: TicketEvent[];
  expected: Partial<Outcome>;
}

const file = JSON.parse(readFileSync(new URL('./fixtures/business-time.json', import.meta.url), 'utf8')) as {
  calendars: Record<string, VectorCalendar>;
  vectors: Vector[];
};

const DAY_POLICIES: Record<string, Partial<Policies>> = {
  civilCode140_endOfBusiness: { business_day: 'end-of-day' },
  civilCode140_endOfCalendarDay: { business_day: 'midnight' },
  deemedReceivedNextOpening_endOfBusiness: { business_day: 'end-of-day', received: 'next-opening' },
  nTimesBusinessHours: { business_day: 'business-hours' },
};

const cases = file.vectors.flatMap(casesOf);
const outcomes = new Map<string, Outcome>();

beforeAll(async () => {
  for (const policies of new Set(cases.map((each) => JSON.stringify(each.policies))))
    await judgeAll(JSON.parse(policies) as Partial<Policies>);
}, 600_000);

describe('vectors through SQL', () => {
  test.each(cases)('$name', ({ name, expected }) => {
    expect(outcomes.get(name)).toMatchObject(expected);
  });

  // Not these: peers' ways to add days, counting back, open or closed, counts, and one interval that ends before it starts.
  test('every vector that is a due date or an elapsed time took part', () => {
    const ops = new Set(cases.map(({ vector }) => vector.op));
    expect([...ops].sort()).toEqual([
      'add_business_time',
      'breach_decision',
      'business_time_between',
      'sla_due',
      'sla_elapsed',
      'target_selection',
      'within_n_business_days',
    ]);
    expect(new Set(cases.map(({ vector }) => vector.id)).size).toBe(53);
  });
});

function casesOf(vector: Vector): Case[] {
  const { op, input, expected } = vector;
  const name = `${vector.id}: ${vector.description}`;
  const opened = event('opened', input['start']);
  const pauses = ((input['pauses'] ?? []) as { start: string; end: string }[]).flatMap(({ start, end }) => [
    event('paused', start, 'client'),
    event('resumed', end),
  ]);
  const business = (seconds: unknown, events: TicketEvent[], claim: Partial<Outcome>): Case[] => [
    {
      name,
      vector,
      promise: { measure: 'resolve', within: duration(seconds), clock: 'business' },
      policies: {},
      events,
      expected: claim,
    },
  ];
  switch (op) {
    case 'add_business_time':
      return business(input['seconds'], [opened], { dueAt: at(expected['resultIfBoundaryEnd'] ?? expected['result']) });
    case 'business_time_between':
      // Ends before it starts: resolved before opened, so the clock still runs.
      if (at(input['end']) <= at(input['start'])) return [];
      return business(3600, [opened, event('resolved', input['end'])], {
        elapsedSeconds: Number(expected['seconds'] ?? expected['secondsElapsed']),
      });
    case 'sla_due':
      return business(input['targetSeconds'], [opened, ...pauses], { dueAt: at(expected['due']) });
    case 'sla_elapsed': {
      const stops = [
        ...((input['end'] ?? input['resolvedAt']) ? [event('resolved', input['end'] ?? input['resolvedAt'])] : []),
        ...(input['closedAt'] ? [event('closed', input['closedAt'])] : []),
      ];
      return business(input['targetSeconds'], [opened, ...pauses, ...stops], {
        elapsedSeconds: Number(expected['elapsedSeconds']),
        verdict: expected['met'] ? 'met' : 'breached',
      });
    }
    case 'within_n_business_days':
      return Object.entries(DAY_POLICIES).map(([key, policies]) => ({
        name: `${name} [${key}]`,
        vector,
        promise: { measure: 'resolve', within: businessDays(Number(input['n'])), clock: 'business' },
        policies,
        events: [opened],
        expected: { dueAt: at(expected[key]) },
      }));
    case 'breach_decision':
      return (input['actual'] as string[]).map((actual, index) => ({
        name: `${name} [${actual}]`,
        vector,
        promise: { measure: 'restore', within: duration(4 * 3600), clock: 'always' },
        policies: {},
        events: [{ ...event('opened', input['due']), at: at(input['due']) - 4 * 3600 }, event('restored', actual)],
        expected: { verdict: (expected['met'] as boolean[])[index] ? 'met' : 'breached' },
      }));
    case 'target_selection':
      return [
        {
          name,
          vector,
          promise: { measure: 'restore', within: duration(input['criticalRestoreSeconds']), clock: 'always' },
          policies: {},
          events: [
            event('opened', input['createdAt'], 'unpromised'),
            event('severity_changed', input['raisedAt'], severityOf(name)),
          ],
          expected: { dueAt: at(expected['dueFromCreation']), lateWhenRaised: true },
        },
      ];
    default:
      return [];
  }
}

/** All cases under one set of policies in one warehouse: each has a severity and a site of its own. */
async function judgeAll(policies: Partial<Policies>): Promise<void> {
  const own = cases.filter((each) => JSON.stringify(each.policies) === JSON.stringify(policies));
  const calendars = Object.fromEntries(own.map((each) => [siteOf(each), { ...calendarOf(each), id: siteOf(each) }]));
  const severities: SeverityTerms[] = own.map(({ name, promise }, rank) => ({
    name: severityOf(name),
    rank,
    measures: [promise],
  }));
  const contract = {
    ...contractWith({}, [{ ...termsWith(policies), effective_from_s: 0, severities }]),
    sites: Object.keys(calendars).map((id) => ({ id, name: localText({ ja: id, en: id }), calendar: id })),
    services: [],
    calendars: { jp: JP },
  };
  const tickets = own.map(
    (each): TicketHistory => ({
      ...ticketOf({ severity: severityOf(each.name) }),
      ticketId: each.name,
      serviceId: null,
      siteId: siteOf(each),
      events: each.events,
    }),
  );
  // Behind every deadline, each year's tickets by themselves: a calendar reaches past the cut-off, as it does in a run.
  const yearOf = ({ events }: Pick<TicketHistory, 'events'>): number => Math.floor(events[0]!.at / (366 * 86_400));
  for (const year of new Set(tickets.map(yearOf))) {
    const together = tickets.filter((ticket) => yearOf(ticket) === year);
    const asOf = Math.max(...together.flatMap(({ events }) => events.map(({ at }) => at))) + 90 * 86_400;
    const found = await judgeInSql({ contract, calendars, exclusions: [], asOf, tickets: together });
    for (const { ticketId } of together) outcomes.set(ticketId, found.get(ticketId)![0]!);
  }
}

function calendarOf({ vector: { input } }: Case): Calendar {
  if (input['calendar'] === undefined) return expandVectorCalendar('tokyo-0918', file.calendars['tokyo-0918']!, '2026');
  const id = String(input['calendar']);
  return expandVectorCalendar(id, file.calendars[id]!, String(input['start']));
}

/** One site for each calendar and year: vectors lie decades apart. */
function siteOf({ vector: { input } }: Case): string {
  return `${input['calendar'] ?? 'tokyo-0918'} ${String(input['start'] ?? '2026').slice(0, 4)}`;
}

function severityOf(name: string): string {
  return `severity of ${name}`;
}

function duration(seconds: unknown): Within {
  return { text: `PT${Number(seconds)}S`, kind: 'duration', seconds: Number(seconds) };
}

function event(kind: TicketEventKind, instant: unknown, value: string | null = null): TicketEvent {
  return { at: at(instant), event: kind, value, source: { file: 'vector', sha256: '', row: 1 } };
}

function at(instant: unknown): number {
  return DateTime.fromISO(String(instant), { setZone: true }).toUnixInteger();
}
