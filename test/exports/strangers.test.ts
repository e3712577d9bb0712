/** Ticket lists as strangers keep them: workbooks, mixed forms of dates, empties, a date and its time in two columns. */

import { expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { byPreset, load } from './loading.ts';

const workbook = async (rows: unknown[][]): Promise<Buffer> =>
  await writeXlsxFile([{ sheet: 'Page 1', data: rows as never }]).toBuffer();
/** A cell of a workbook: what the number behind the instant would be, with its format. */
const cell = (iso: string, format = 'yyyy-mm-dd hh:mm:ss') => ({ value: new Date(`${iso}Z`), type: Date, format });

test('a ServiceNow workbook: its date cells are read to the second by a preset that knows only texts', async () => {
  // Every minute of a day, and half of the seconds of an hour: each is a float that lies a hair beside its second.
  const instants = [
    ...Array.from({ length: 1440 }, (_, minute) => Date.UTC(2024, 0, 18) / 1000 + minute * 60),
    ...Array.from({ length: 1800 }, (_, second) => Date.UTC(2024, 0, 19, 3) / 1000 + second * 2 + 1),
  ];
  const texts = instants.map((at) => new Date(at * 1000).toISOString().slice(0, 19));
  const rows = texts.map((text, index) => [`INC${index}`, cell(text), '1 - Critical', 'Closed']);
  const { warehouse, rejects } = await load(
    { 'incident.xlsx': await workbook([['Number', 'Opened', 'Priority', 'State'], ...rows]) },
    byPreset('servicenow-incident', 'zone: UTC'),
  );
  expect(await rejects()).toEqual([]);
  const found = await warehouse.rows<{ opened_at: string }>('select opened_at from raw.tickets order by _row');
  expect(found.map(({ opened_at }) => opened_at)).toEqual(texts.map((text) => `${text}Z`));
});

test('a workbook: eras, days alone, durations and numbers are read as the cell shows them', async () => {
  const { rows } = await load(
    {
      'list.xlsx': await workbook([
        ['No', 'Opened', 'Resolved', 'Day', 'Took'],
        [
          1,
          cell('2026-10-05T12:00:00', '[$-411]ggge"年"m"月"d"日" h:mm'),
          cell('2026-10-05T15:30:00', 'ge.m.d h:mm'),
          cell('2026-10-06T00:00:00', 'yyyy/mm/dd'),
          cell('1899-12-31T02:30:00', '[h]:mm:ss'),
        ],
      ]),
    },
    `version: 1
sources:
  - files: exports/list.xlsx
    table: tickets
    zone: Asia/Tokyo
    columns: { ticket_id: No, opened_at: Opened, resolved_at: Resolved, closed_at: Day, category: Took }
`,
  );
  expect(await rows('tickets')).toEqual([
    {
      ticket_id: '1',
      opened_at: '2026-10-05T03:00:00Z',
      resolved_at: '2026-10-05T06:30:00Z',
      closed_at: '2026-10-06',
      category: '26:30:00',
      _row: 2,
    },
  ]);
});

test('Jira writes its chart field in a form of its own, and an answered ticket is read like the others', async () => {
  const { rows, rejects } = await load(
    {
      'jira.csv': `Summary,Issue key,Issue id,Issue Type,Status,Priority,Created,Updated,Resolved,Custom field ([CHART] Date of First Response)
a,A-1,1,[System] Incident,Resolved,High,05/Oct/26 9:00 AM,05/Oct/26 11:00 AM,05/Oct/26 10:30 AM,2026-10-05 09:05:50.154
b,A-2,2,[System] Incident,Open,High,05/Oct/26 9:00 AM,05/Oct/26 11:00 AM,-,
`,
    },
    byPreset('jira-service-management', 'zone: UTC'),
  );
  expect(await rejects()).toEqual([]);
  expect((await rows('tickets')).map(({ responded_at, resolved_at }) => [responded_at, resolved_at])).toEqual([
    ['2026-10-05T09:05:50Z', '2026-10-05T10:30:00Z'],
    [undefined, undefined],
  ]);
});

test('a date and its times in columns of their own, and numbers of days from a workbook', async () => {
  const { rows } = await load(
    { 'work.csv': '番号,日付,開始,終了,登録\n1,2026/10/05,22:00,23:30,46300.375\n2,2026/10/06,-,,\n' },
    `version: 1
sources:
  - files: exports/work.csv
    table: maintenance
    zone: Asia/Tokyo
    columns:
      window_id: 番号
      service_id: { value: sap }
      starts_at: { join: [日付, 開始], format: [yyyy/MM/dd HH:mm, yyyy/MM/dd] }
      ends_at: { join: [日付, 終了], format: [yyyy/MM/dd HH:mm, yyyy/MM/dd] }
      approved_at: { from: 登録, epoch: excel }
`,
  );
  expect(await rows('maintenance')).toMatchObject([
    { starts_at: '2026-10-05T13:00:00Z', ends_at: '2026-10-05T14:30:00Z', approved_at: '2026-10-05T00:00:00Z' },
    { starts_at: '2026-10-06', ends_at: '2026-10-06' },
  ]);
});

test('what people write where nothing is known is empty, in every column and in files without an entry', async () => {
  const { rows, rejects } = await load({
    'tickets.csv':
      'ticket_id,type,service_id,severity,status,opened_at,responded_at,resolved_at,closed_at\nT-1,-,?,N/A,未設定,2026-10-05T09:00:00Z,-,0000-00-00 00:00:00,Not set\n',
  });
  expect(await rejects()).toEqual([]);
  expect(await rows('tickets')).toEqual([{ ticket_id: 'T-1', opened_at: '2026-10-05T09:00:00Z', _row: 2 }]);
});
