import { expect, test } from 'vitest';
import { isRecurrence, recurrenceDates } from '../../pipelines/calendar/recurrence.ts';

test.each([
  { edge: 'third Saturday', rrule: 'FREQ=MONTHLY;BYDAY=+3SA', dates: ['2026-04-18', '2026-05-16', '2026-06-20'] },
  { edge: 'last Sunday', rrule: 'FREQ=MONTHLY;BYDAY=-1SU', dates: ['2026-04-26', '2026-05-31', '2026-06-28'] },
  {
    edge: 'last Friday by position',
    rrule: 'FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1',
    dates: ['2026-04-24', '2026-05-29', '2026-06-26'],
  },
  { edge: 'the 31st skips shorter months', rrule: 'FREQ=MONTHLY;BYMONTHDAY=31', dates: ['2026-05-31'] },
  {
    edge: 'until a date, included',
    rrule: 'FREQ=MONTHLY;BYDAY=3SA;UNTIL=20260516',
    dates: ['2026-04-18', '2026-05-16'],
  },
  {
    edge: 'every second month from the anchor',
    rrule: 'FREQ=MONTHLY;INTERVAL=2;BYDAY=3SA',
    dates: ['2026-04-18', '2026-06-20'],
  },
  { edge: 'once a year', rrule: 'FREQ=YEARLY;BYMONTH=5;BYDAY=1SU', dates: ['2026-05-03'] },
])('$edge, April to June', ({ rrule, dates }) => {
  expect(recurrenceDates(rrule, '2026-04-10', '2026-04-01', '2026-06-30')).toEqual(dates);
});

test.each([
  { edge: 'after the anchor', from: '2026-04-01', to: '2026-04-30', dates: ['2026-04-05', '2026-04-19'] },
  {
    edge: 'before the anchor, in the same phase',
    from: '2026-03-01',
    to: '2026-03-31',
    dates: ['2026-03-08', '2026-03-22'],
  },
  { edge: 'years later', from: '2031-03-01', to: '2031-03-31', dates: ['2031-03-02', '2031-03-16', '2031-03-30'] },
])('every second Sunday as counted from the week of the anchor, $edge', ({ from, to, dates }) => {
  expect(recurrenceDates('FREQ=WEEKLY;INTERVAL=2;BYDAY=SU', '2026-04-01', from, to)).toEqual(dates);
});

test.each([
  { edge: 'every third day', rrule: 'FREQ=DAILY;INTERVAL=3', dates: ['2026-03-29', '2026-04-01', '2026-04-04'] },
  { edge: 'every second year', rrule: 'FREQ=YEARLY;INTERVAL=2;BYMONTH=4;BYMONTHDAY=1', dates: ['2026-04-01'] },
])('$edge meets the anchor', ({ rrule, dates }) => {
  expect(recurrenceDates(rrule, '2026-04-01', '2026-03-28', '2026-04-05')).toEqual(dates);
});

test.each([
  { edge: 'no frequency', rrule: 'BYDAY=3SA' },
  { edge: 'sub-daily', rrule: 'FREQ=HOURLY' },
  { edge: 'no day, so that the day would be a guess', rrule: 'FREQ=MONTHLY' },
  { edge: 'an empty day', rrule: 'FREQ=MONTHLY;BYDAY=' },
  { edge: 'a weekday that does not exist', rrule: 'FREQ=MONTHLY;BYDAY=3XX' },
  { edge: 'the 45th', rrule: 'FREQ=MONTHLY;BYMONTHDAY=45' },
  { edge: 'a count without a beginning', rrule: 'FREQ=MONTHLY;BYDAY=3SA;COUNT=3' },
  { edge: 'a time of day', rrule: 'FREQ=DAILY;BYHOUR=3' },
  { edge: 'an interval of nothing', rrule: 'FREQ=DAILY;INTERVAL=0' },
  { edge: 'a part twice', rrule: 'FREQ=MONTHLY;BYDAY=3SA;BYDAY=1SU' },
  { edge: 'a DTSTART smuggled in', rrule: 'FREQ=DAILY\nDTSTART:20260101T000000Z' },
  { edge: 'lower case', rrule: 'freq=monthly;byday=3sa' },
  { edge: 'nothing', rrule: '' },
])('refused: $edge', ({ rrule }) => {
  expect(isRecurrence(rrule)).toBe(false);
});
