/**
 * Wall clocks as tables of instants: opening spans and business days of every calendar, and maintenance windows.
 */
import type { Calendar } from '../calendar/Calendar.ts';
import { expandCalendar } from '../calendar/expandCalendar.ts';
import { expandMaintenanceOfTerms, skippedWindows } from '../calendar/expandMaintenance.ts';
import { type Holidays, resolveHolidays } from '../calendar/holidays.ts';
import { addDays, localDateOf } from '../calendar/wallClock.ts';
import type { Contract } from '../contract/Contract.ts';
import type { SqlValue, Warehouse } from '../warehouse/Warehouse.ts';
import { writeTable } from './writeTable.ts';

/** Calendars over the span of a run, by id, with the years whose holidays are known. */
export interface RunCalendars {
  calendars: Record<string, Calendar>;
  holidays: Record<string, Holidays>;
}

/**
 * Expands every calendar of the contract over [from, to] (epoch seconds), with room for deadlines that lie behind it.
 */
export function expandCalendars(contract: Contract, workspace: string, from: number, to: number): RunCalendars {
  const longest = Math.max(
    0,
    ...contract.terms.flatMap(({ severities }) =>
      severities.flatMap(({ measures }) =>
        measures.map(({ within }) =>
          within.kind === 'business-days' ? within.days : Math.ceil(within.seconds / 3600),
        ),
      ),
    ),
  );
  const calendars: Record<string, Calendar> = {};
  const holidays: Record<string, Holidays> = {};
  for (const [id, rules] of Object.entries(contract.calendars)) {
    holidays[id] = resolveHolidays(rules, workspace);
    const first = addDays(localDateOf(from, rules.timezone), -45);
    const last = addDays(localDateOf(to, rules.timezone), 45 + longest * 3);
    calendars[id] = expandCalendar(id, rules, holidays[id].dates, first, last);
  }
  return { calendars, holidays };
}

/** Writes the `calendar` schema anew. */
export async function writeCalendarTables(
  warehouse: Warehouse,
  contract: Contract,
  run: RunCalendars,
  from: number,
  to: number,
): Promise<void> {
  await warehouse.run('create schema if not exists calendar');
  const rows = Object.values(run.calendars).map((calendar) => calendarRows(calendar, run.holidays[calendar.id]!));
  await writeTable(
    warehouse,
    'calendar.calendars',
    { calendar_id: 'varchar', timezone: 'varchar', day_length_seconds: 'bigint' },
    Object.values(run.calendars).map(({ id, timezone, dayLengthSeconds }) => [id, timezone, dayLengthSeconds]),
  );
  await writeTable(
    warehouse,
    'calendar.days',
    {
      calendar_id: 'varchar',
      local_date: 'varchar',
      starts_at: 'bigint',
      ends_at: 'bigint',
      is_business_day: 'boolean',
      last_opens_at: 'bigint',
      business_days_until: 'integer',
      is_covered: 'boolean',
      note: 'varchar',
    },
    rows.flatMap(({ days }) => days),
  );
  await writeTable(
    warehouse,
    'calendar.spans',
    { calendar_id: 'varchar', opens_at: 'bigint', closes_at: 'bigint', open_before: 'bigint' },
    rows.flatMap(({ spans }) => spans),
  );
  await writeTable(
    warehouse,
    'calendar.business_days',
    {
      calendar_id: 'varchar',
      number: 'integer',
      local_date: 'varchar',
      opens_at: 'bigint',
      closes_at: 'bigint',
      ends_at: 'bigint',
      open_until: 'bigint',
    },
    rows.flatMap(({ businessDays }) => businessDays),
  );
  await writeMaintenance(warehouse, contract, from, to);
}

/**
 * One calendar as rows. `open_before` is the open time from the calendar's first day to the span, `number` counts
 * business days from 1, `business_days_until` counts those up to and including a date.
 */
function calendarRows(
  { id, days }: Calendar,
  { coveredYears }: Holidays,
): Record<'days' | 'spans' | 'businessDays', SqlValue[][]> {
  const rows: Record<'days' | 'spans' | 'businessDays', SqlValue[][]> = { days: [], spans: [], businessDays: [] };
  let open = 0;
  let number = 0;
  for (const { date, startsAt, endsAt, spans, note } of days) {
    for (const { opensAt, closesAt } of spans) {
      rows.spans.push([id, opensAt, closesAt, open]);
      open += closesAt - opensAt;
    }
    const [first, last] = [spans[0], spans.at(-1)];
    if (first && last) {
      number += 1;
      rows.businessDays.push([id, number, date, first.opensAt, last.closesAt, endsAt, open]);
    }
    const isCovered = coveredYears === 'all' || coveredYears.has(Number(date.slice(0, 4)));
    rows.days.push([id, date, startsAt, endsAt, last !== undefined, last?.opensAt ?? null, number, isCovered, note]);
  }
  return rows;
}

async function writeMaintenance(warehouse: Warehouse, contract: Contract, from: number, to: number): Promise<void> {
  const windows = expandMaintenanceOfTerms(contract.terms, from, to);
  const rows = windows.flatMap(({ windowId, startsAt, endsAt, services }) =>
    (services === '*' ? ['*'] : services).map((service): SqlValue[] => [windowId, service, startsAt, endsAt]),
  );
  const columns = { window_id: 'varchar', service_id: 'varchar', starts_at: 'bigint', ends_at: 'bigint' };
  await writeTable(warehouse, 'calendar.maintenance_windows', columns, rows);
  await writeTable(
    warehouse,
    'calendar.skipped_windows',
    { rule_id: 'varchar', local_date: 'varchar', start: 'varchar', timezone: 'varchar', is_twice: 'boolean' },
    skippedWindows(contract.terms, from, to).map(({ ruleId, date, start, timezone, isTwice }) => [
      ruleId,
      date,
      `${String(Math.floor(start / 60)).padStart(2, '0')}:${String(start % 60).padStart(2, '0')}`,
      timezone,
      isTwice,
    ]),
  );
}
