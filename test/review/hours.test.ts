import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { clockHours } from '../../pipelines/calendar/clockHours.ts';
import { buildModel } from '../support/buildModel.ts';

const at = (text: string, zone: string): number => DateTime.fromISO(text, { zone }).toUnixInteger();

/** The hour and weekday in which an incident opened at an instant is counted, on one local day of a zone. */
async function counted(zone: string, date: string, openedAt: number) {
  const startsAt = at(date, zone);
  const endsAt = DateTime.fromISO(date, { zone }).plus({ days: 1 }).toUnixInteger();
  const hours = clockHours([{ date, startsAt, endsAt }], zone);
  const [row] = await buildModel('fct_review_hours', {
    'run.rollups': [{ period_id: 'm', month_id: 'm' }],
    'run.days': [{ period_id: 'm', local_date: date, starts_at: startsAt, ends_at: endsAt }],
    'run.hours': hours.map(([localDate, hour, from, to]) => ({
      local_date: String(localDate),
      hour: Number(hour),
      starts_at: Number(from),
      ends_at: Number(to),
    })),
    'intermediate.int_incidents': [{ period_id: 'm', ticket_id: 'T', opened_at: openedAt, is_opened_in_period: true }],
  });
  return [row?.['weekday'], row?.['hour']];
}

test.each([
  { name: 'the last second of an hour', zone: 'Asia/Tokyo', date: '2026-10-13', time: '09:59:59', hour: 9 },
  { name: 'the first of the next', zone: 'Asia/Tokyo', date: '2026-10-13', time: '10:00:00', hour: 10 },
  { name: 'before the clock goes forward', zone: 'Europe/Berlin', date: '2026-03-29', time: '01:30:00', hour: 1 },
  { name: 'after it went forward', zone: 'Europe/Berlin', date: '2026-03-29', time: '03:10:00', hour: 3 },
  { name: 'the evening of that day', zone: 'Europe/Berlin', date: '2026-03-29', time: '23:30:00', hour: 23 },
  {
    name: 'the evening of the day it goes back',
    zone: 'Europe/Berlin',
    date: '2026-10-25',
    time: '23:30:00',
    hour: 23,
  },
  { name: 'a change by half an hour', zone: 'Australia/Lord_Howe', date: '2026-10-04', time: '12:15:00', hour: 12 },
])('$name: $time on $date in $zone is hour $hour', async ({ zone, date, time, hour }) => {
  const weekday = DateTime.fromISO(date).weekday;
  expect(await counted(zone, date, at(`${date}T${time}`, zone))).toEqual([weekday, hour]);
});

test('the hour that the clock shows twice is one hour, 120 minutes long', () => {
  const zone = 'Europe/Berlin';
  const rows = clockHours(
    [{ date: '2026-10-25', startsAt: at('2026-10-25', zone), endsAt: at('2026-10-26', zone) }],
    zone,
  );
  const seconds = rows.filter(([, hour]) => hour === 2).map(([, , from, to]) => Number(to) - Number(from));
  expect(seconds.reduce((sum, length) => sum + length, 0)).toBe(7200);
});

test('days of 24 hours need no rows', () => {
  expect(clockHours([{ date: '2026-10-13', startsAt: 0, endsAt: 86_400 }], 'Asia/Tokyo')).toEqual([]);
});
