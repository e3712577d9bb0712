/** Every form in which exports write their dates, cell by cell: what it is read as, or why it is not read. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instantColumn } from '../../pipelines/exports/mapping/columnSql.ts';
import { FieldSet } from '../../pipelines/exports/mapping/FieldSet.ts';
import type { ColumnRule } from '../../pipelines/exports/mapping/schema.ts';
import { readMacros } from '../../pipelines/warehouse/models.ts';
import { quote, Warehouse } from '../../pipelines/warehouse/Warehouse.ts';

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await Warehouse.open({ path: ':memory:', threads: 1 });
  await warehouse.run(readMacros());
});
afterAll(() => warehouse.close());

async function read(rule: ColumnRule, text: string, zone: string | null) {
  const { value, fault } = instantColumn({ from: 'cell', ...rule }, new FieldSet(), zone);
  return await warehouse.row<{ value: string | null; fault: string | null }>(
    `select ${value} as value, ${fault} as fault from (select ${quote(text)} as f0)`,
  );
}

// Wall clocks of UTC, unless the cell says otherwise.
test.each([
  { edge: 'year first', format: 'yyyy/MM/dd HH:mm', cell: '2026/10/05 09:05', is: '2026-10-05T09:05:00Z' },
  { edge: 'no leading zeros', format: 'd/M/yyyy H:mm', cell: '5/3/2026 9:07', is: '2026-03-05T09:07:00Z' },
  { edge: 'month first', format: 'M/d/yyyy h:mm:ss a', cell: '1/13/2026 9:05:00 PM', is: '2026-01-13T21:05:00Z' },
  { edge: 'two digits of the year', format: 'M/d/yy H:mm', cell: '12/2/24 8:16', is: '2024-12-02T08:16:00Z' },
  { edge: 'dots', format: 'dd.MM.yyyy HH:mm:ss', cell: '05.10.2026 09:05:00', is: '2026-10-05T09:05:00Z' },
  {
    edge: 'hyphens, day first',
    format: 'dd-MM-yyyy HH:mm:ss',
    cell: '03-12-2025 15:21:08',
    is: '2025-12-03T15:21:08Z',
  },
  { edge: 'Japanese', format: 'yyyy年M月d日 H時mm分', cell: '2026年10月5日 9時05分', is: '2026-10-05T09:05:00Z' },
  {
    edge: 'a month in letters first',
    format: 'MMM d, yyyy hh:mm a',
    cell: 'Oct 5, 2026 09:05 AM',
    is: '2026-10-05T09:05:00Z',
  },
  { edge: 'Jira', format: 'dd/MMM/yy h:mm a', cell: '28/Nov/25 5:03 PM', is: '2025-11-28T17:03:00Z' },
  { edge: 'Jira in Spanish', format: 'dd/MMM/yy h:mm a', cell: '18/jul/26 5:03 p. m.', is: '2026-07-18T17:03:00Z' },
  { edge: 'German month', format: 'd. MMMM yyyy HH:mm', cell: '5. März 2026 09:05', is: '2026-03-05T09:05:00Z' },
  {
    edge: 'French month with a dot',
    format: 'd MMM yyyy HH:mm',
    cell: '5 févr. 2026 09:05',
    is: '2026-02-05T09:05:00Z',
  },
  {
    edge: 'Portuguese',
    format: "d 'de' MMMM 'de' yyyy HH:mm",
    cell: '5 de outubro de 2026 09:05',
    is: '2026-10-05T09:05:00Z',
  },
  { edge: 'Italian', format: 'dd-MMM-yyyy HH:mm', cell: '05-ott-2026 09:05', is: '2026-10-05T09:05:00Z' },
  { edge: 'Dutch', format: 'd MMMM yyyy HH:mm', cell: '5 mei 2026 09:05', is: '2026-05-05T09:05:00Z' },
  {
    edge: '午後 before the hour',
    format: 'yyyy/MM/dd a h:mm',
    cell: '2026/10/05 午後 3:05',
    is: '2026-10-05T15:05:00Z',
  },
  {
    edge: '午前0時 is midnight',
    format: 'yyyy年M月d日 ah時mm分',
    cell: '2026年10月5日 午前0時05分',
    is: '2026-10-05T00:05:00Z',
  },
  { edge: '午後12時 is noon', format: 'yyyy/MM/dd ah:mm', cell: '2026/10/05 午後12:05', is: '2026-10-05T12:05:00Z' },
  {
    edge: '午後 behind the hour',
    format: 'yyyy/M/d h:mm:ss a',
    cell: '2026/10/5 3:05:07 午後',
    is: '2026-10-05T15:05:07Z',
  },
  { edge: 'era with a time', format: 'Gy年M月d日 H:mm', cell: '令和8年10月5日 9:05', is: '2026-10-05T09:05:00Z' },
  {
    edge: 'the first year of an era',
    format: 'Gy年M月d日 H:mm',
    cell: '令和元年5月1日 9:05',
    is: '2019-05-01T09:05:00Z',
  },
  { edge: 'era in a letter', format: 'Gy.M.d HH:mm', cell: 'H31.4.30 09:05', is: '2019-04-30T09:05:00Z' },
  {
    edge: 'full-width digits',
    format: 'Gy年M月d日 H:mm',
    cell: '平成３１年４月３０日 ９:０５',
    is: '2019-04-30T09:05:00Z',
  },
  {
    edge: 'Request Tracker',
    format: 'EEE MMM dd HH:mm:ss yyyy',
    cell: 'Thu Oct 01 01:00:30 2026',
    is: '2026-10-01T01:00:30Z',
  },
  {
    edge: 'Request Tracker in Japanese',
    format: 'yyyy-M月-dd EEEE HH:mm:ss',
    cell: '2026-10月-01 木曜日 10:00:30',
    is: '2026-10-01T10:00:30Z',
  },
  {
    edge: 'a weekday in brackets',
    format: 'yyyy/MM/dd(EEE) HH:mm',
    cell: '2026/10/05(月) 09:05',
    is: '2026-10-05T09:05:00Z',
  },
  {
    edge: 'a French weekday',
    format: 'EEEE d MMMM yyyy HH:mm',
    cell: 'lundi 5 octobre 2026 09:05',
    is: '2026-10-05T09:05:00Z',
  },
  {
    edge: 'fractions are cut off',
    format: 'yyyy-MM-dd HH:mm:ss.SSS',
    cell: '2025-12-05 08:47:50.954',
    is: '2025-12-05T08:47:50Z',
  },
  {
    edge: 'a comma before the fraction',
    format: 'yyyy-MM-dd HH:mm:ss,SSS',
    cell: '2025-12-05 08:47:50,154',
    is: '2025-12-05T08:47:50Z',
  },
  {
    edge: 'a zone behind it',
    format: 'yyyy-MM-dd HH:mm:ss (VV)',
    cell: '2026-10-01 10:00:30 (Asia/Tokyo)',
    is: '2026-10-01T01:00:30Z',
  },
  {
    edge: 'an offset behind it',
    format: 'yyyy-MM-dd HH:mm:ssZ',
    cell: '2026-10-01 10:00:30+0900',
    is: '2026-10-01T01:00:30Z',
  },
  {
    edge: 'ISO beside another form: a cell of a workbook',
    format: 'dd/MM/yyyy HH:mm',
    cell: '2026-10-05T09:05:00',
    is: '2026-10-05T09:05:00Z',
  },
  {
    edge: 'ISO with fractions beside another form',
    format: 'dd/MMM/yy h:mm a',
    cell: '2025-12-05 08:47:50.154',
    is: '2025-12-05T08:47:50Z',
  },
  {
    edge: 'ISO with an offset beside another form',
    format: 'dd/MM/yyyy',
    cell: '2026-10-05T09:05:00+09:00',
    is: '2026-10-05T00:05:00Z',
  },
  { edge: 'a date alone stays a date', format: 'dd.MM.yyyy', cell: '05.10.2026', is: '2026-10-05' },
  { edge: 'an era date alone', format: 'Gy年M月d日', cell: '令和8年10月5日', is: '2026-10-05' },
  { edge: 'R8', format: 'Gy.M.d', cell: 'R8.10.5', is: '2026-10-05' },
  { edge: 'an ISO date alone', format: 'dd/MM/yyyy HH:mm', cell: '2026-10-05', is: '2026-10-05' },
  {
    edge: 'midnight is no date alone',
    format: 'dd.MM.yyyy HH:mm',
    cell: '05.10.2026 00:00',
    is: '2026-10-05T00:00:00Z',
  },
])('$edge: $cell', async ({ format, cell, is }) => {
  expect(await read({ format }, cell, 'UTC')).toEqual({ value: is, fault: null });
});

test.each([
  { edge: 'no form at all', rule: {}, cell: '2026-10-05 09:05', is: '2026-10-05T00:05:00Z' },
  { edge: 'no form, a date alone', rule: {}, cell: '2026-10-05', is: '2026-10-05' },
  {
    edge: 'several forms in one column',
    rule: { format: ['dd/MM/yyyy HH:mm', 'Gy.M.d HH:mm'] },
    cell: 'R8.10.5 09:05',
    is: '2026-10-05T00:05:00Z',
  },
  { edge: 'seconds since 1970', rule: { epoch: 's' as const }, cell: '1791158700', is: '2026-10-05T00:05:00Z' },
  {
    edge: 'milliseconds since 1970',
    rule: { epoch: 'ms' as const },
    cell: '1791158700999',
    is: '2026-10-05T00:05:00Z',
  },
  { edge: 'days of a workbook', rule: { epoch: 'excel' as const }, cell: '46300.375', is: '2026-10-05T00:00:00Z' },
  {
    edge: 'a float beside its second is rounded to it',
    rule: { epoch: 'excel' as const },
    cell: '45309.977083333331',
    is: '2024-01-18T14:27:00Z',
  },
  { edge: 'days since 1904', rule: { epoch: 'excel-1904' as const }, cell: '44838.375', is: '2026-10-05T00:00:00Z' },
  { edge: 'a whole number of days is a date', rule: { epoch: 'excel' as const }, cell: '46300', is: '2026-10-05' },
  {
    edge: 'a zone of the column alone reads a date as its midnight',
    rule: { format: 'dd.MM.yyyy', zone: 'Europe/Berlin' },
    cell: '05.10.2026',
    is: '2026-10-04T22:00:00Z',
  },
])('in Tokyo, $edge: $cell', async ({ rule, cell, is }) => {
  expect(await read(rule, cell, 'Asia/Tokyo')).toEqual({ value: is, fault: null });
});

test.each([
  {
    edge: 'a day that does not exist',
    rule: { format: 'dd.MM.yyyy HH:mm' },
    cell: '31.02.2026 09:00',
    why: 'not a date and time as dd.MM.yyyy HH:mm',
  },
  {
    edge: 'day and month are never exchanged',
    rule: { format: 'yyyy-dd-MM' },
    cell: '2026-05-13',
    why: 'not a date and time as yyyy-dd-MM',
  },
  {
    edge: 'an unknown zone',
    rule: { format: 'yyyy-MM-dd HH:mm (VV)' },
    cell: '2026-10-01 10:00 (Asia/Edo)',
    why: 'not a date and time as yyyy-MM-dd HH:mm (VV)',
  },
  {
    edge: 'a number is no day of a workbook',
    rule: { epoch: 'excel' as const },
    cell: '99999999',
    why: 'not a number of days as a workbook counts them, or a local time that does not exist',
  },
  { edge: 'no month', rule: { format: 'd MMM yyyy' }, cell: '5 foo 2026', why: 'not a date and time as d MMM yyyy' },
])('$edge is not read: $cell', async ({ rule, cell, why }) => {
  expect(await read(rule, cell, 'Asia/Tokyo')).toEqual({ value: null, fault: why });
});

test('a clock in which the hour came twice is not read, in the languages of other clocks too', async () => {
  const { value, fault } = await read({ format: 'd. MMMM yyyy HH:mm' }, '25. Oktober 2026 02:30', 'Europe/Berlin');
  expect(value).toBeNull();
  expect(fault).toContain('exists twice in Europe/Berlin');
});
