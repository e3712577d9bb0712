import { expect, test } from 'vitest';
import { failure, gzipSync, load, utf16 } from './loading.ts';

const header = 'ticket_id,severity,title,opened_at';
const one = 'T-1,high,Mail down,2026-10-01T09:00:00+09:00';
const two = 'T-2,high,Slow,2026-10-02T09:00:00+09:00';

// A generic tickets.csv as spreadsheets, scripts and mail gateways leave it behind. Row numbers are those that Excel shows.
test.each([
  { name: 'as it should be', csv: `${header}\n${one}\n${two}\n`, rows: [2, 3], rejects: [] },
  { name: 'byte-order mark', csv: `\uFEFF${header}\n${one}\n`, rows: [2], rejects: [] },
  { name: 'CRLF', csv: `${header}\r\n${one}\r\n${two}\r\n`, rows: [2, 3], rejects: [] },
  { name: 'mixed line ends', csv: `${header}\r\n${one}\n${two}\r`, rows: [2, 3], rejects: [] },
  { name: 'no line end at the end', csv: `${header}\n${one}\n${two}`, rows: [2, 3], rejects: [] },
  {
    name: 'header in capitals and spaces',
    csv: ` Ticket_ID ,Severity,TITLE,Opened_At\n${one}\n`,
    rows: [2],
    rejects: [],
  },
  { name: 'semicolons', csv: `${header}\n${one}\n`.replaceAll(',', ';'), rows: [2], rejects: [] },
  { name: 'tabs', csv: `${header}\n${one}\n`.replaceAll(',', '\t'), rows: [2], rejects: [] },
  { name: "Excel's sep= line", csv: `sep=;\n${header}\n${one}\n`.replaceAll(',', ';'), rows: [3], rejects: [] },
  { name: 'empty lines between', csv: `${header}\n\n${one}\n\n${two}\n\n`, rows: [3, 5], rejects: [] },
  {
    name: 'a line end within quotes',
    csv: `${header}\nT-1,high,"Mail\ndown, again",2026-10-01T09:00:00Z\n${two}\n`,
    rows: [2, 3],
    rejects: [],
  },
  {
    name: 'too few columns behind a quoted line end',
    csv: `${header}\nT-1,high,"Mail\r\ndown",2026-10-01T09:00:00Z\nT-x,high\n${two}\n`,
    rows: [2, 4],
    rejects: ['3 "T-x,high": 2 columns instead of 4'],
  },
  {
    name: 'too many columns',
    csv: `${header}\n${one},surplus\n${two}\n`,
    rows: [3],
    rejects: [`2 "${one},surplus": 5 columns instead of 4`],
  },
  { name: 'a delimiter at the end of the line', csv: `${header}\n${one},\n${two}\n`, rows: [2, 3], rejects: [] },
  {
    name: 'cut off in the last line',
    csv: `${header}\n${one}\nT-2,hi`,
    rows: [2],
    rejects: ['3 "T-2,hi": 2 columns instead of 4: the file ends in the middle of this row'],
  },
  {
    name: 'a quote that is never closed',
    csv: `${header}\nT-1,high,"Mail,2026-10-01T09:00:00Z\n${two}\n`,
    rows: [3],
    rejects: ['2 "T-1,high,"Mail,2026-10-01T09:00:00Z": a quote is never closed'],
  },
  { name: 'quotes within a field', csv: `${header}\nT-1,high,19" rack,2026-10-01T09:00:00Z\n`, rows: [2], rejects: [] },
  { name: 'a trailing total row', csv: `${header}\n${one}\nTotal,,,1\n`, rows: [2, 3], rejects: [] },
])('$name', async ({ csv, rows, rejects }) => {
  const loaded = await load({ 'tickets.csv': csv });
  expect((await loaded.rows('tickets')).map(({ _row }) => _row)).toEqual(rows);
  expect(await loaded.rejects()).toEqual(rejects);
});

test('text behind and within quotes keeps every character', async () => {
  const { rows } = await load({
    'tickets.csv': `${header}\nT-1,high,"say ""no"", twice",2026-10-01T09:00:00Z\nT-2,high,19" rack,2026-10-01T09:00:00Z\n`,
  });
  expect((await rows('tickets')).map(({ title }) => title)).toEqual(['say "no", twice', '19" rack']);
});

// What stops a load, and what the message tells.
test.each([
  { name: 'empty file', file: 'tickets.csv', content: '', says: ['The file is empty.', 'exports/tickets.csv'] },
  {
    name: 'missing column',
    file: 'tickets.csv',
    content: 'ticket_id,title\nT-1,x\n',
    says: ['lacks the column "opened_at" (found: ticket_id, title)', 'sources.yaml'],
  },
  {
    name: 'a misspelt column among the right ones',
    file: 'tickets.csv',
    content: 'ticket_id,title,opend_at\n1,x,2026-10-01T09:00:00Z\n',
    says: ['lacks the column "opened_at"', 'ticket_id, title, opend_at', '--explain'],
  },
  {
    name: 'a repeated column',
    file: 'tickets.csv',
    content: `${header},title\n${one},x\n`,
    says: ['"title" stands 2 times in the header (columns 3, 5)', 'duplicate_headers: first'],
  },
  {
    name: 'no text',
    file: 'tickets.csv',
    content: Buffer.from([0x74, 0, 0x69, 0, 0x0a, 0]),
    says: ['no CSV: it holds zero bytes'],
  },
  {
    name: 'a gzip that was cut off',
    file: 'tickets.csv.gz',
    content: gzipSync(`${header}\n${`${one}\n`.repeat(5000)}`).subarray(0, 300),
    says: ['The .gz is damaged or was cut off'],
  },
  {
    name: 'an archive in a gzip',
    file: 'tickets.csv.gz',
    content: gzipSync(Buffer.from('PK\u0003\u0004 and more')),
    says: ['The gzip holds another archive'],
  },
  {
    name: 'more than 10,000 columns',
    file: 'tickets.csv',
    content: `${header}${',x'.repeat(10_001)}\n`,
    says: ['more than 10000 columns', 'row 1'],
  },
  {
    name: 'a field of 50 MB',
    file: 'tickets.csv',
    content: `${header}\nT-1,high,"${'x'.repeat(51_000_000)}",2026-10-01T09:00:00Z\n`,
    says: ['longer than 50 MB', 'row 2'],
  },
  {
    name: 'JSON that is none',
    file: 'tickets.json',
    content: '<html>not found</html>',
    says: ['exports/tickets.json', 'no'],
  },
  {
    name: 'Parquet that is none',
    file: 'tickets.parquet',
    content: 'PAR1 but no more',
    says: ['cannot be read as Parquet', 'exports/tickets.parquet'],
  },
  {
    name: 'a picture',
    file: 'tickets.png',
    content: Buffer.from([0x89, 0x50, 0x4e, 0x47]),
    says: ['exports/tickets.png', 'sources.yaml'],
  },
])('$name stops the load', async ({ file, content, says }) => {
  const message = await failure({ [file]: content });
  for (const text of says) expect(message).toContain(text);
});

// A name alone makes no generic export: the file is named as unread, and what else lies there is loaded.
test.each([
  {
    name: 'an answer of Zabbix',
    file: 'maintenance.get.json',
    content: '{"jsonrpc":"2.0","result":[{"maintenanceid":"3","active_since":"1790812800"}],"id":1}',
    why: /columns are not \(jsonrpc, result, id\)/,
  },
  {
    name: 'a list with headers of its own',
    file: 'tickets-2026-10.csv',
    content: '番号,件名,作成日\n1,x,2026/10/01 09:00\n',
    why: /columns are not \(番号, 件名, 作成日\)/,
  },
])('$name is no $file of ours', async ({ file, content, why }) => {
  const { report, rows } = await load({
    [file]: content,
    'tickets.csv': 'ticket_id,opened_at\nA,2026-10-01T00:00:00Z\n',
  });
  expect(report.unread).toEqual([{ file: `exports/${file}`, why: expect.stringMatching(why) }]);
  expect(report.unread[0]!.why).toContain('sla load --explain');
  expect((await rows('tickets')).map(({ ticket_id }) => ticket_id)).toEqual(['A']);
});

test('a wrong encoding is named, and the right one works', async () => {
  const cp932 = Buffer.concat([
    Buffer.from(`${header}\nT-1,high,`),
    Buffer.from([0x93, 0xfa, 0x96, 0x7b]),
    Buffer.from(',2026-10-01T09:00:00Z\n'),
  ]);
  const guessed = await load({ 'tickets.csv': cp932 });
  expect((await guessed.rows('tickets'))[0]).toMatchObject({ title: '日本', _row: 2 });
  expect(await guessed.notices()).toEqual([
    'read as CP932 (Windows-31J), because it is no UTF-8; name it in sources.yaml: encoding: cp932',
  ]);
  expect(
    await failure({ 'tickets.csv': cp932 }, 'version: 1\nsources: [{ files: "exports/**", encoding: utf-8 }]'),
  ).toContain('The file is not UTF-8');
  const wide = await load({ 'tickets.csv': utf16(`${header}\nT-1,high,日本,2026-10-01T09:00:00Z\n`) });
  expect((await wide.rows('tickets'))[0]).toMatchObject({ title: '日本' });
});

// A broken record of a JSON export is set aside with its number; the others load.
test.each([
  {
    name: 'array',
    file: 'tickets.json',
    json: '[{"ticket_id":"1","opened_at":"2026-10-01T00:00:00Z"},\n{"ticket_id":2,"opened_at":1790000000}]',
    ids: ['1', '2'],
    rejects: [],
  },
  {
    name: 'a line each, one broken',
    file: 'tickets.ndjson',
    json: '{"ticket_id":"1","opened_at":"x"}\n{"ticket_id":\n\n{"ticket_id":"4","opened_at":"x"}\n',
    ids: ['1', '4'],
    rejects: ['2 "{"ticket_id":": no JSON record'],
  },
  {
    name: 'a line each in a .json',
    file: 'tickets.json',
    json: '{"ticket_id":"1","opened_at":"x"}\n{"ticket_id":"2","opened_at":"x"}\n',
    ids: ['1', '2'],
    rejects: [],
  },
  {
    name: 'cut off',
    file: 'tickets.json',
    json: '[{"ticket_id":"1","opened_at":"x"},{"ticket_id":"2","op',
    ids: ['1'],
    rejects: ['2 "{"ticket_id":"2","op": the file ends in the middle of this record'],
  },
  {
    name: 'keys that come late',
    file: 'tickets.json',
    json: `[{"ticket_id":"1","title":"${'x'.repeat(100_000)}"},{"ticket_id":"2","opened_at":"2026-10-01T00:00:00Z"}]`,
    ids: ['1', '2'],
    rejects: [],
  },
  {
    name: 'ids of 18 digits',
    file: 'tickets.json',
    json: '[{"ticket_id":123456789012345678,"opened_at":"x"}]',
    ids: ['123456789012345678'],
    rejects: [],
  },
  {
    name: 'byte-order mark',
    file: 'tickets.json',
    json: '\uFEFF[{"ticket_id":"1","opened_at":"x"}]',
    ids: ['1'],
    rejects: [],
  },
])('JSON: $name', async ({ file, json, ids, rejects }) => {
  const loaded = await load({ [file]: json });
  expect((await loaded.rows('tickets')).map(({ ticket_id }) => ticket_id)).toEqual(ids);
  expect(await loaded.rejects()).toEqual(rejects);
});

test('epoch numbers in a generic export become instants by their digits', async () => {
  const { rows } = await load({
    'tickets.json':
      '[{"ticket_id":"s","opened_at":1790000000,"resolved_at":1790000000123,"closed_at":1790000000123456,"updated_at":"2026-10-01 09:00"}]',
  });
  expect((await rows('tickets'))[0]).toMatchObject({
    opened_at: '2026-09-21T14:13:20Z',
    resolved_at: '2026-09-21T14:13:20Z',
    closed_at: '2026-09-21T14:13:20Z',
    updated_at: '2026-10-01 09:00',
  });
});

test('Parquet: timestamps with a zone become UTC, those without stay wall clocks, whole numbers are epochs', async () => {
  const { warehouse, workspace } = await load({});
  await warehouse.run(
    `copy (select 1 as ticket_id, timestamptz '2026-10-01 09:00:00+09' as opened_at, timestamp '2026-10-01 10:00:00' as resolved_at, 1790000000 as closed_at) to '${workspace}/exports/tickets.parquet' (format parquet)`,
  );
  const { readFileSync } = await import('node:fs');
  const loaded = await load({ 'tickets.parquet': readFileSync(`${workspace}/exports/tickets.parquet`) });
  expect(await loaded.rows('tickets')).toEqual([
    {
      ticket_id: '1',
      opened_at: '2026-10-01T00:00:00.000000Z',
      resolved_at: '2026-10-01T10:00:00.000000',
      closed_at: '2026-09-21T14:13:20Z',
      _row: 1,
    },
  ]);
});

test('on_reject: stop loads nothing of a file with a broken row', async () => {
  const csv = `${header}\n${one}\nT-2,high,Slow,31/02/2026\n`;
  const message = await failure(
    { 'tickets.csv': csv },
    'version: 1\nsources: [{ files: "exports/**", on_reject: stop }]',
  );
  expect(message).toContain('"31/02/2026" in column opened_at: not a date and time.');
  expect(message).toContain('exports/tickets.csv, row 3');
});
