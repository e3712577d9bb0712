import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { assertCovered, resolveHolidays, uncoveredYears } from '../../pipelines/calendar/holidays.ts';
import { addDays } from '../../pipelines/calendar/wallClock.ts';
import type { HolidaySource } from '../../pipelines/contract/Contract.ts';
import { problemsOf, workspaceOf } from '../contract/workspace.ts';
import { rulesOf } from './rules.ts';

const data = join(import.meta.dirname, '../../../shared/data/calendar');
const isHere = existsSync(data);
const absent = 'the official lists are not in ../shared/data';

const resolve = (timezone: string, holidays: HolidaySource[], files: Record<string, string | Uint8Array> = {}) =>
  resolveHolidays(rulesOf(timezone, {}, { holidays }), workspaceOf(files));
const japan = () => resolve('Asia/Tokyo', [{ preset: 'jp' }]).dates;
const singapore = () => resolve('Asia/Singapore', [{ preset: 'sg' }]).dates;
const inYear = (dates: ReadonlyMap<string, string>, year: number) =>
  [...dates.keys()].filter((date) => date.startsWith(`${year}-`)).sort();

test.each([
  { edge: 'a substitute day after a Sunday', date: '2025-02-24', isHoliday: true },
  { edge: 'the Sunday itself', date: '2025-02-23', isHoliday: true },
  { edge: 'a substitute day on a Wednesday, after three holidays', date: '2026-05-06', isHoliday: true },
  { edge: 'a day between two holidays', date: '2026-09-22', isHoliday: true },
  { edge: 'the same weekday a year later', date: '2027-09-21', isHoliday: false },
  { edge: 'the second Monday of October', date: '2026-10-12', isHoliday: true },
  { edge: 'Olympics 2020: Marine Day moved to Thursday', date: '2020-07-23', isHoliday: true },
  { edge: 'Olympics 2020: not on the third Monday', date: '2020-07-20', isHoliday: false },
  { edge: 'Olympics 2020: Sports Day moved to July', date: '2020-07-24', isHoliday: true },
  { edge: 'Olympics 2020: Mountain Day moved', date: '2020-08-10', isHoliday: true },
  { edge: 'Olympics 2020: no Mountain Day on the 11th', date: '2020-08-11', isHoliday: false },
  { edge: 'Olympics 2021: Marine Day', date: '2021-07-22', isHoliday: true },
  { edge: 'Olympics 2021: not on the third Monday', date: '2021-07-19', isHoliday: false },
  { edge: 'Olympics 2021: Sports Day', date: '2021-07-23', isHoliday: true },
  { edge: 'Olympics 2021: no Sports Day in October', date: '2021-10-11', isHoliday: false },
  { edge: 'Olympics 2021: Mountain Day on a Sunday', date: '2021-08-08', isHoliday: true },
  { edge: 'Olympics 2021: and its substitute', date: '2021-08-09', isHoliday: true },
  { edge: 'enthronement 2019: a single year', date: '2019-05-01', isHoliday: true },
  { edge: 'enthronement 2019: a day between two holidays', date: '2019-04-30', isHoliday: true },
  { edge: 'the ceremony of 2019', date: '2019-10-22', isHoliday: true },
  { edge: 'no birthday of the emperor in 2019', date: '2019-12-23', isHoliday: false },
  { edge: 'the old birthday, until 2018', date: '2018-12-23', isHoliday: true },
  { edge: 'no Mountain Day before 2016', date: '2015-08-11', isHoliday: false },
  { edge: 'a day between two holidays in 2015', date: '2015-09-22', isHoliday: true },
  { edge: 'the equinox of 2027 on a Sunday', date: '2027-03-22', isHoliday: true },
])('Japan, $edge: $date', ({ date, isHoliday }) => {
  expect(japan().has(date)).toBe(isHoliday);
});

test('Japan, every day of 2015 to 2027 as in the official file of the Cabinet Office', ({ skip }) => {
  skip(!isHere, absent);
  const file = { 'syukujitsu.csv': readFileSync(join(data, 'syukujitsu.csv')) };
  const official = resolve('Asia/Tokyo', [{ file: 'syukujitsu.csv' }], file).dates;
  const preset = japan();
  let days = 0;
  for (let date = '2015-01-01'; date <= '2027-12-31'; date = addDays(date, 1)) {
    expect([date, preset.has(date)]).toEqual([date, official.has(date)]);
    days++;
  }
  expect(days).toBe(4748);
  expect(inYear(official, 2026)).toHaveLength(18);
});

test.each([
  { edge: 'Labour Day on a Sunday', date: '2016-05-02', isHoliday: true },
  { edge: 'Christmas on a Sunday', date: '2016-12-26', isHoliday: true },
  { edge: 'a Saturday has no day in lieu', date: '2016-05-23', isHoliday: false },
  { edge: 'polling day 2020', date: '2020-07-10', isHoliday: true },
  { edge: '2022: Labour Day on a Sunday, in lieu on Monday', date: '2022-05-02', isHoliday: true },
  { edge: '2022: Hari Raya Puasa as moved to Tuesday', date: '2022-05-03', isHoliday: true },
  { edge: '2022: nothing is left over for Wednesday', date: '2022-05-04', isHoliday: false },
  { edge: '2022: Hari Raya Haji as moved to Sunday, in lieu on Monday', date: '2022-07-11', isHoliday: true },
  { edge: '2023: Chinese New Year on Sunday and Monday, in lieu on Tuesday', date: '2023-01-24', isHoliday: true },
  { edge: '2023: no further day', date: '2023-01-25', isHoliday: false },
  { edge: '2024: second day of Chinese New Year on a Sunday', date: '2024-02-12', isHoliday: true },
  { edge: 'polling day 2025, a Saturday', date: '2025-05-03', isHoliday: true },
  { edge: '2026: Vesak Day in lieu', date: '2026-06-01', isHoliday: true },
  { edge: '2026: National Day in lieu', date: '2026-08-10', isHoliday: true },
  { edge: '2026: Deepavali in lieu', date: '2026-11-09', isHoliday: true },
])('Singapore, $edge: $date', ({ date, isHoliday }) => {
  expect(singapore().has(date)).toBe(isHoliday);
});

// The community list marks these holidays `next_monday`, yet prints the Sunday itself as the day they were observed on.
const wrongInList = ['2016-05-02', '2022-05-02', '2022-07-11'];

test('Singapore 2016 to 2022 as in the community list, but for its three wrong days in lieu', ({ skip }) => {
  skip(!isHere, absent);
  const preset = singapore();
  const missing: string[] = [];
  for (let year = 2016; year <= 2022; year++) {
    const rows = readFileSync(join(data, `sg-2016-2022/${year}_singapore_holidays.csv`), 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1);
    const listed = new Set(rows.flatMap((row) => [row.split(',')[0]!, row.split(',')[3]!]));
    const ours = inYear(preset, year);
    expect([...listed].filter((date) => !ours.includes(date))).toEqual([]);
    missing.push(...ours.filter((date) => !listed.has(date)));
  }
  expect(missing).toEqual(wrongInList);
});

test('the same files as holiday files of a Singapore calendar give the same days as the preset', ({ skip }) => {
  skip(!isHere, absent);
  const name = '2022_singapore_holidays.csv';
  const file = resolve('Asia/Singapore', [{ file: name }], { [name]: readFileSync(join(data, 'sg-2016-2022', name)) });
  expect([...file.dates.keys()].sort()).toEqual(inYear(singapore(), 2022));
});

const dataGovSg = `Date,Day,Holiday
2026-01-01,Thursday,New Year’s Day
2026-05-31,Sunday,Vesak Day
2026-08-09,Sunday,National Day
`;

test.each([
  {
    edge: 'missing days in lieu are added',
    zone: 'Asia/Singapore',
    csv: dataGovSg,
    dates: ['2026-01-01', '2026-05-31', '2026-06-01', '2026-08-09', '2026-08-10'],
  },
  {
    edge: 'but in no other zone: the file stands as it is',
    zone: 'Asia/Kuala_Lumpur',
    csv: dataGovSg,
    dates: ['2026-01-01', '2026-05-31', '2026-08-09'],
  },
  {
    edge: 'days in lieu that are listed are not doubled',
    zone: 'Asia/Singapore',
    csv: 'date,day,holiday\n2026-05-31,Sunday,Vesak Day\n2026-06-01,Monday,Vesak Day (Observed)\n',
    dates: ['2026-05-31', '2026-06-01'],
  },
  {
    edge: 'listed under the same name',
    zone: 'Asia/Singapore',
    csv: 'date,name\n2026-05-31,Vesak Day\n2026-06-01,Vesak Day\n',
    dates: ['2026-05-31', '2026-06-01'],
  },
  {
    edge: 'listed as a public holiday',
    zone: 'Asia/Singapore',
    csv: 'date,name\n2026-05-31,Vesak Day\n2026-06-01,Public Holiday\n',
    dates: ['2026-05-31', '2026-06-01'],
  },
  {
    edge: 'a Monday that is another holiday moves it to Tuesday',
    zone: 'Asia/Singapore',
    csv: 'date,name\n2022-05-01,Labour Day\n2022-05-02,Hari Raya Puasa\n',
    dates: ['2022-05-01', '2022-05-02', '2022-05-03'],
  },
  {
    edge: 'Tuesday listed already',
    zone: 'Asia/Singapore',
    csv: 'date,name\n2022-05-01,Labour Day\n2022-05-02,Hari Raya Puasa\n2022-05-03,Labour Day (Observed)\n',
    dates: ['2022-05-01', '2022-05-02', '2022-05-03'],
  },
  {
    edge: 'Chinese New Year repeats its name without being in lieu',
    zone: 'Asia/Singapore',
    csv: 'date,name\n2023-01-22,Chinese New Year\n2023-01-23,Chinese New Year\n',
    dates: ['2023-01-22', '2023-01-23', '2023-01-24'],
  },
  {
    edge: 'quotes, CRLF, BOM and empty lines',
    zone: 'Asia/Tokyo',
    csv: '\uFEFF"Date","Name"\r\n"2026-12-30","Year\'s end, ""kept"""\r\n\r\n',
    dates: ['2026-12-30'],
  },
])('a holiday file: $edge', ({ zone, csv, dates }) => {
  expect([...resolve(zone, [{ file: 'h.csv' }], { 'h.csv': csv }).dates.keys()].sort()).toEqual(dates);
});

test('a file in Windows-31J with unpadded dates, as the Cabinet Office writes it', () => {
  // 国民の祝日・休日月日,国民の祝日・休日名称 / 2026/9/22,休日
  const bytes = Buffer.from(
    '8d9196af82cc8f6a93fa81458b7893fa8c8e93fa2c8d9196af82cc8f6a93fa81458b7893fa96bc8fcc0d0a323032362f392f32322c8b7893fa0d0a',
    'hex',
  );
  expect(resolve('Asia/Tokyo', [{ file: 'syukujitsu.csv' }], { 'syukujitsu.csv': bytes }).dates).toEqual(
    new Map([['2026-09-22', '休日']]),
  );
});

test('a single date of the contract never moves, not even on a Sunday in Singapore', () => {
  const { dates } = resolve('Asia/Singapore', [{ date: '2026-07-05' }, { preset: 'sg' }]);
  expect([dates.has('2026-07-05'), dates.has('2026-07-06')]).toEqual([true, false]);
});

test.each([
  { edge: 'no known columns', csv: 'Feiertag,Datum\nx,y\n', what: 'its first row is "Feiertag,Datum"', row: 1 },
  { edge: 'a date in another order', csv: 'Date,Name\n31/12/2026,x\n', what: '"31/12/2026" is no date', row: 2 },
  {
    edge: 'a date that does not exist',
    csv: 'Date,Name\n2026-01-01,x\n2026-02-30,x\n',
    what: '"2026-02-30" is no date',
    row: 3,
  },
  { edge: 'no name', csv: 'Date,Name\n2026-01-01,\n', what: 'the name of the holiday is missing', row: 2 },
  { edge: 'no rows', csv: 'Date,Name\n', what: 'it lists no holiday', row: 2 },
  { edge: 'an empty file', csv: '', what: 'its first row is ""', row: 1 },
])('a holiday file with $edge is refused', ({ csv, what, row }) => {
  const [problem] = problemsOf(() => resolve('Asia/Tokyo', [{ file: 'h.csv' }], { 'h.csv': csv }));
  expect(problem).toMatchObject({
    what: `The holiday file h.csv cannot be read: ${what}.`,
    where: `h.csv, row ${row}`,
  });
});

test.each<{ edge: string; holidays: HolidaySource[]; from: string; to: string; years: number[] }>([
  {
    edge: 'neither preset nor file: every year is known',
    holidays: [{ date: '2026-12-28' }],
    from: '1990-01-01',
    to: '2090-12-31',
    years: [],
  },
  { edge: 'the preset of Japan', holidays: [{ preset: 'jp' }], from: '2015-01-01', to: '2030-12-31', years: [] },
  {
    edge: 'the preset of Singapore ends with what is gazetted',
    holidays: [{ preset: 'sg' }],
    from: '2015-06-01',
    to: '2027-01-01',
    years: [2015, 2027],
  },
  {
    edge: 'a file knows the years it lists',
    holidays: [{ file: 'h.csv' }],
    from: '2025-12-31',
    to: '2027-01-01',
    years: [2025, 2027],
  },
  {
    edge: 'preset and file together',
    holidays: [{ preset: 'sg' }, { file: 'later.csv' }],
    from: '2026-01-01',
    to: '2027-12-31',
    years: [],
  },
])('years that are not covered: $edge', ({ holidays, from, to, years }) => {
  const files = { 'h.csv': dataGovSg, 'later.csv': 'Date,Holiday\n2027-01-01,New Year\n' };
  expect(uncoveredYears(resolve('Asia/Singapore', holidays, files), from, to)).toEqual(years);
});

test('a clock in a year that is not covered is an error with the fix, not a working day', () => {
  const holidays = resolve('Asia/Singapore', [{ preset: 'sg' }]);
  expect(() => assertCovered('sg', holidays, '2026-01-01', '2026-12-31')).not.toThrow();
  expect(problemsOf(() => assertCovered('sg', holidays, '2026-12-31', '2027-01-02'))).toEqual([
    {
      what: 'The holidays of 2027 are not known in calendar "sg", and a clock runs there.',
      where: 'contract.yaml, calendars.sg.holidays (known: 2016 to 2026)',
      fix: 'Add the official list of 2027 as a file with the columns Date,Holiday: { file: calendars/sg-2027.csv }',
    },
  ]);
});
