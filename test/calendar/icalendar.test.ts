import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { expandICalendar, parseICalendar } from '../../pipelines/calendar/icalendar.ts';

const calendar = (...events: string[]): Uint8Array =>
  Buffer.from(
    `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${events.map((event) => `BEGIN:VEVENT\r\n${event.replaceAll('\n', '\r\n')}\r\nEND:VEVENT\r\n`).join('')}END:VCALENDAR\r\n`,
  );

function starts(bytes: Uint8Array): string[] {
  const { occurrences } = expandICalendar(parseICalendar(bytes, 'x.ics'), 'x.ics');
  return occurrences.map(
    ({ startsAt, endsAt }) => `${new Date(startsAt * 1000).toISOString().slice(0, 16)} ${(endsAt - startsAt) / 60}`,
  );
}

// Start in UTC and length in minutes of each occurrence.
test.each([
  {
    name: 'one event in UTC',
    event: 'UID:a\nDTSTART:20261017T150000Z\nDTEND:20261017T190000Z',
    expected: ['2026-10-17T15:00 240'],
  },
  {
    name: 'a zone',
    event: 'UID:a\nDTSTART;TZID=Asia/Tokyo:20261017T000000\nDURATION:PT4H',
    expected: ['2026-10-16T15:00 240'],
  },
  {
    name: "Outlook's name of a zone",
    event: 'UID:a\nDTSTART;TZID=Tokyo Standard Time:20261017T000000\nDTEND;TZID=Tokyo Standard Time:20261017T040000',
    expected: ['2026-10-16T15:00 240'],
  },
  {
    name: 'third Saturday, three times',
    event:
      'UID:a\nDTSTART;TZID=Asia/Tokyo:20261017T000000\nDTEND;TZID=Asia/Tokyo:20261017T040000\nRRULE:FREQ=MONTHLY;BYDAY=+3SA;COUNT=3',
    expected: ['2026-10-16T15:00 240', '2026-11-20T15:00 240', '2026-12-18T15:00 240'],
  },
  {
    name: 'until, in UTC as the RFC wants it',
    event: 'UID:a\nDTSTART;TZID=Asia/Tokyo:20261001T080000\nDURATION:PT1H\nRRULE:FREQ=DAILY;UNTIL=20261002T230000Z',
    expected: ['2026-09-30T23:00 60', '2026-10-01T23:00 60', '2026-10-02T23:00 60'],
  },
  {
    name: 'until, a date',
    event: 'UID:a\nDTSTART:20261001T080000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;UNTIL=20261002',
    expected: ['2026-10-01T08:00 60', '2026-10-02T08:00 60'],
  },
  {
    name: 'the wall clock stays over a clock change',
    event: 'UID:a\nDTSTART;TZID=Europe/Berlin:20261024T100000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2',
    expected: ['2026-10-24T08:00 60', '2026-10-25T09:00 60'],
  },
  {
    name: 'an exception',
    event:
      'UID:a\nDTSTART;TZID=Asia/Tokyo:20261001T080000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE;TZID=Asia/Tokyo:20261002T080000',
    expected: ['2026-09-30T23:00 60', '2026-10-02T23:00 60'],
  },
  {
    name: 'an exception in UTC',
    event:
      'UID:a\nDTSTART;TZID=Asia/Tokyo:20261001T080000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2\nEXDATE:20261001T230000Z',
    expected: ['2026-09-30T23:00 60'],
  },
  {
    name: 'an exception as a date',
    event:
      'UID:a\nDTSTART;TZID=Asia/Tokyo:20261001T080000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2\nEXDATE;VALUE=DATE:20261002',
    expected: ['2026-09-30T23:00 60'],
  },
  {
    name: 'a further date',
    event: 'UID:a\nDTSTART:20261001T080000Z\nDURATION:PT1H\nRDATE:20261005T080000Z',
    expected: ['2026-10-01T08:00 60', '2026-10-05T08:00 60'],
  },
  {
    name: 'a whole day',
    event: 'UID:a\nDTSTART;VALUE=DATE:20261231\nDTEND;VALUE=DATE:20270102',
    expected: ['2026-12-31T00:00 2880'],
  },
  {
    name: 'cancelled',
    event: 'UID:a\nSTATUS:CANCELLED\nDTSTART:20261017T150000Z\nDTEND:20261017T190000Z',
    expected: [],
  },
  {
    name: 'folded lines',
    event: 'UID:a\nDTSTART;TZID=Asia\n /Tokyo:20261017T000\n 000\nDURATION:PT4H',
    expected: ['2026-10-16T15:00 240'],
  },
])('$name', ({ event, expected }) => {
  expect(starts(calendar(event))).toEqual(expected);
});

test('a replaced occurrence moves, and one that was cancelled goes', () => {
  const rule = 'UID:a\nDTSTART;TZID=Asia/Tokyo:20261001T080000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3';
  const moved =
    'UID:a\nRECURRENCE-ID;TZID=Asia/Tokyo:20261002T080000\nDTSTART;TZID=Asia/Tokyo:20261002T120000\nDURATION:PT2H';
  const gone =
    'UID:a\nRECURRENCE-ID:20261002T230000Z\nSTATUS:CANCELLED\nDTSTART;TZID=Asia/Tokyo:20261003T080000\nDURATION:PT1H';
  expect(starts(calendar(rule, moved, gone))).toEqual(['2026-09-30T23:00 60', '2026-10-02T03:00 120']);
});

test('the zone of a floating clock is that of the calendar, else that of the caller', () => {
  const event = calendar('UID:a\nDTSTART:20261017T000000\nDTEND:20261017T040000');
  const startOf = (bytes: Uint8Array, zone: string) =>
    expandICalendar(parseICalendar(bytes, 'x.ics', zone), 'x.ics').occurrences.map(({ startsAt }) =>
      new Date(startsAt * 1000).toISOString(),
    );
  expect(startOf(event, 'Asia/Tokyo')).toEqual(['2026-10-16T15:00:00.000Z']);
  const named = Buffer.from(Buffer.from(event).toString().replace('VERSION:2.0', 'VERSION:2.0\r\nX-WR-TIMEZONE:UTC'));
  expect(startOf(named, 'Asia/Tokyo')).toEqual(['2026-10-17T00:00:00.000Z']);
});

test("a rule's day on which the clocks skip the hour is left out and named; the other days stay", () => {
  const bytes = calendar('UID:a\nDTSTART;TZID=Europe/Berlin:20260328T023000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3');
  const { occurrences, skipped } = expandICalendar(parseICalendar(bytes, 'x.ics'), 'x.ics');
  expect(occurrences.map(({ startsAt }) => new Date(startsAt * 1000).toISOString().slice(0, 16))).toEqual([
    '2026-03-28T01:30',
    '2026-03-30T00:30',
  ]);
  expect(skipped).toMatchObject([{ date: '2026-03-29', why: expect.stringContaining('does not exist') }]);
});

test('a date that the rule and the list both name counts once', () => {
  const event = 'UID:a\nDTSTART:20261001T080000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2\nRDATE:20261002T080000Z';
  expect(starts(calendar(event))).toEqual(['2026-10-01T08:00 60', '2026-10-02T08:00 60']);
});

test('a rule without end is followed for ten years and named', () => {
  const bytes = calendar('UID:weekly\nDTSTART:20260101T000000Z\nDURATION:PT1H\nRRULE:FREQ=YEARLY');
  const { occurrences, cut } = expandICalendar(parseICalendar(bytes, 'x.ics'), 'x.ics');
  expect([occurrences.length, cut]).toEqual([11, ['weekly']]);
});

test.each([
  {
    name: 'a floating clock',
    event: 'UID:a\nDTSTART:20261017T000000\nDURATION:PT4H',
    says: 'a wall clock without a time zone',
  },
  {
    name: 'a zone that nobody knows',
    event: 'UID:a\nDTSTART;TZID=Mars/Base:20261017T000000\nDURATION:PT4H',
    says: '"Mars/Base" is no time zone',
  },
  {
    name: 'a clock that is skipped',
    event: 'UID:a\nDTSTART;TZID=Europe/Berlin:20260329T023000\nDURATION:PT4H',
    says: 'does not exist in Europe/Berlin',
  },
  {
    name: 'a clock that comes twice',
    event: 'UID:a\nDTSTART;TZID=Europe/Berlin:20261025T023000\nDURATION:PT4H',
    says: 'comes twice in Europe/Berlin',
  },
  ...[
    ['an interval of nothing', 'FREQ=DAILY;INTERVAL=0', 'INTERVAL=0 is nothing that it may be'],
    ['the zeroth Saturday', 'FREQ=MONTHLY;BYDAY=+0SA', 'BYDAY=+0SA is nothing that it may be'],
    ['a second Saturday of the week', 'FREQ=WEEKLY;BYDAY=2SA', 'BYDAY counts weekdays, which FREQ=WEEKLY cannot'],
    ['a part that is misspelt', 'FREQ=MONTHLY;BYDIY=+3SA', 'no part BYDIY'],
    ['every second', 'FREQ=SECONDLY', 'FREQ=SECONDLY is nothing that it may be'],
    ['no frequency', 'BYDAY=SA', 'does not say how often'],
    ['one part twice', 'FREQ=DAILY;COUNT=2;COUNT=3', 'says one part twice'],
  ].map(([name, rule, says]) => ({
    name: `a rule with ${name}`,
    event: `UID:a\nDTSTART:20261017T000000Z\nDURATION:PT4H\nRRULE:${rule}`,
    says: says!,
  })),
  { name: 'a date that does not exist', event: 'UID:a\nDTSTART:20260231T000000Z', says: 'is no date or time' },
  { name: 'no beginning', event: 'UID:a\nSUMMARY:x', says: 'no DTSTART' },
])('$name is an error with its line', ({ event, says }) => {
  expect(() => starts(calendar(event))).toThrow(says);
  expect(() => starts(calendar(event))).toThrow(/x\.ics, line \d+/);
});

test('a file that was cut off is refused', () => {
  expect(() => starts(Buffer.from(calendar('UID:a\nDTSTART:20261017T150000Z')).subarray(0, 60))).toThrow(
    'it was cut off',
  );
});

test('results are equal under every process time zone', () => {
  const script = `process.stdout.write(String(new Date(2026, 0, 1).getTime()))`;
  const zones = ['UTC', 'Asia/Tokyo', 'America/New_York'];
  // The process zone does change what a naive program sees ...
  expect(
    new Set(
      zones.map((TZ) => execFileSync(process.execPath, ['-e', script], { env: { ...process.env, TZ } }).toString()),
    ).size,
  ).toBe(3);
  // ... and nothing of this one: it is run below under each, in this process.
  const before = process.env['TZ'];
  const bytes = calendar(
    'UID:a\nDTSTART;TZID=Asia/Tokyo:20261017T000000\nDURATION:PT4H\nRRULE:FREQ=MONTHLY;BYDAY=+3SA;COUNT=6',
    'UID:b\nDTSTART;VALUE=DATE:20261231',
  );
  const results = zones.map((zone) => {
    process.env['TZ'] = zone;
    return starts(bytes).join();
  });
  if (before === undefined) delete process.env['TZ'];
  else process.env['TZ'] = before;
  expect(new Set(results).size).toBe(1);
});

test('a holiday calendar: whole days with their names; a rule ends with the years that are listed', async () => {
  const { mkdtempSync, writeFileSync, rmSync } = await import('node:fs');
  const { tmpdir } = await import('node:os');
  const { readHolidayFile } = await import('../../pipelines/calendar/holidayFile.ts');
  const folder = mkdtempSync(`${tmpdir()}/sla-ics-`);
  writeFileSync(
    `${folder}/jp.ics`,
    calendar(
      'UID:a\nSUMMARY:スポーツの日\nDTSTART;VALUE=DATE:20261012\nDTEND;VALUE=DATE:20261013',
      'UID:b\nSUMMARY:年末年始\nDTSTART;VALUE=DATE:20251231\nDTEND;VALUE=DATE:20260102\nRRULE:FREQ=YEARLY',
      'UID:c\nSUMMARY:A meeting\nDTSTART:20261013T000000Z',
    ),
  );
  expect([...readHolidayFile(folder, 'jp.ics')]).toEqual([
    ['2025-12-31', '年末年始'],
    ['2026-01-01', '年末年始'],
    ['2026-10-12', 'スポーツの日'],
    ['2026-12-31', '年末年始'],
  ]);
  rmSync(folder, { recursive: true });
});
