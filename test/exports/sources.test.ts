import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { presetFolder, presetNames, readPreset } from '../../pipelines/exports/mapping/presets.ts';
import { readSources } from '../../pipelines/exports/mapping/sources.ts';
import { failure, load, workspaceOf } from './loading.ts';

const csv =
  'No.,件名,優先度,作成日,解決日,状態\nA1,停止,緊急,2026/10/01 09:00,2026/10/01 10:30,完了\nA2,遅延,急,2026/10/02 09:00,-,対応中\n';
const mapped = (more = ''): string => `version: 1
sources:
  - files: exports/**/issues*.csv
    table: tickets
    zone: Asia/Tokyo
    nulls: ["-"]
    columns:
      ticket_id: [番号, No.]
      type: { value: incident }
      severity: { from: 優先度, map: { 緊急: critical, 高: high } }
      title: 件名
      opened_at: { from: 作成日, format: yyyy/MM/dd HH:mm }
      resolved_at: { from: 解決日, format: yyyy/MM/dd HH:mm }
      status: { from: 状態, map: { 完了: closed }, unmapped: empty }
${more}`;

test('a mapping in full: aliases, null tokens, formats, a zone, value maps', async () => {
  const { rows, notices } = await load({ '2026-10/issues.csv': csv }, mapped());
  expect(await rows('tickets')).toEqual([
    {
      ticket_id: 'A1',
      type: 'incident',
      severity: 'critical',
      title: '停止',
      status: 'closed',
      opened_at: '2026-10-01T00:00:00Z',
      resolved_at: '2026-10-01T01:30:00Z',
      _row: 2,
    },
    { ticket_id: 'A2', type: 'incident', severity: '急', title: '遅延', opened_at: '2026-10-02T00:00:00Z', _row: 3 },
  ]);
  expect(await notices()).toEqual([
    'severity "急" is in no map: kept as it is in 1 rows',
    'status "対応中" is in no map: left empty in 1 rows',
  ]);
});

// Instants, each of one column of one ticket; the wall clock hangs in the zone named.
test.each([
  {
    name: 'unpadded d/M',
    rule: "format: 'd/M/yyyy HH:mm', zone: UTC",
    value: '5/3/2026 9:07',
    expected: '2026-03-05T09:07:00Z',
  },
  {
    name: 'unpadded M/d',
    rule: "format: 'M/d/yyyy HH:mm', zone: UTC",
    value: '5/3/2026 9:07',
    expected: '2026-05-03T09:07:00Z',
  },
  {
    name: 'twelve hours: midnight',
    rule: "format: 'dd/MMM/yy h:mm a', zone: UTC",
    value: '25/Feb/26 12:05 AM',
    expected: '2026-02-25T00:05:00Z',
  },
  {
    name: 'twelve hours: noon',
    rule: "format: 'dd/MMM/yy h:mm a', zone: UTC",
    value: '25/Feb/26 12:05 PM',
    expected: '2026-02-25T12:05:00Z',
  },
  {
    name: 'Japanese',
    rule: "format: 'yyyy年M月d日 HH:mm', zone: Asia/Tokyo",
    value: '2026年3月5日 09:07',
    expected: '2026-03-05T00:07:00Z',
  },
  {
    name: 'several formats',
    rule: "format: ['yyyy/MM/dd HH:mm:ss', 'yyyy/MM/dd HH:mm'], zone: UTC",
    value: '2026/03/05 09:07',
    expected: '2026-03-05T09:07:00Z',
  },
  {
    name: 'offset in the value',
    rule: "format: 'yyyy-MM-dd HH:mm:ssZ'",
    value: '2026-03-05 09:07:00+0900',
    expected: '2026-03-05T00:07:00Z',
  },
  {
    name: 'ISO with offset, whatever the zone',
    rule: 'zone: Asia/Tokyo',
    value: '2026-03-05T09:07:00-05:00',
    expected: '2026-03-05T14:07:00Z',
  },
  {
    name: 'UTC in words, whatever the zone',
    rule: 'zone: Asia/Tokyo',
    value: '2026-03-05 14:07:00 UTC',
    expected: '2026-03-05T14:07:00Z',
  },
  {
    name: 'an offset with seconds, whatever the zone',
    rule: 'zone: America/New_York',
    value: '2026-03-05 23:07:30+09:00:30',
    expected: '2026-03-05T14:07:00Z',
  },
  {
    name: 'ISO without offset',
    rule: 'zone: Asia/Tokyo',
    value: '2026-03-05T09:07:00',
    expected: '2026-03-05T00:07:00Z',
  },
  {
    name: 'epoch seconds with a fraction',
    rule: 'epoch: s',
    value: '1790812800.999',
    expected: '2026-10-01T00:00:00Z',
  },
  { name: 'epoch milliseconds', rule: 'epoch: ms', value: '1790812800999', expected: '2026-10-01T00:00:00Z' },
  { name: 'epoch nanoseconds', rule: 'epoch: ns', value: '1790812800999999999', expected: '2026-10-01T00:00:00Z' },
  { name: 'summer time', rule: 'zone: Europe/Berlin', value: '2026-07-01 12:00', expected: '2026-07-01T10:00:00Z' },
  {
    name: 'the last second before the clocks change',
    rule: 'zone: Europe/Berlin',
    value: '2026-03-29 01:59:59',
    expected: '2026-03-29T00:59:59Z',
  },
  {
    name: 'a wall clock that is skipped',
    rule: 'zone: Europe/Berlin',
    value: '2026-03-29 02:30',
    fault: 'a local time that does not exist or exists twice in Europe/Berlin',
  },
  {
    name: 'a wall clock that comes twice',
    rule: 'zone: Europe/Berlin',
    value: '2026-10-25 02:30',
    fault: 'a local time that does not exist or exists twice in Europe/Berlin',
  },
  {
    name: 'no zone at all',
    rule: 'pick: last',
    value: '2026-03-05 09:07',
    fault: 'no offset from UTC, and sources.yaml names no zone',
  },
  {
    name: 'a day that does not exist',
    rule: "format: 'd/M/yyyy HH:mm', zone: UTC",
    value: '31/2/2026 09:00',
    fault: 'not a date and time as d/M/yyyy HH:mm',
  },
  {
    name: 'something behind the date',
    rule: "format: 'd/M/yyyy HH:mm', zone: UTC",
    value: '1/2/2026 09:00 JST',
    fault: 'not a date and time as d/M/yyyy HH:mm',
  },
  { name: 'no number', rule: 'epoch: s', value: 'never', fault: 'not a number of s since 1970' },
])('instant: $name', async ({ rule, value, expected, fault }) => {
  const sources = `version: 1\nsources: [{ files: "exports/**", table: tickets, columns: { ticket_id: id, opened_at: { from: at, ${rule} } } }]`;
  const { rows, rejects } = await load({ 'x.csv': `id,at\n1,"${value}"\n` }, sources);
  if (fault) expect((await rejects())[0]).toContain(`2 opened_at "${value}": ${fault}`);
  else expect((await rows('tickets'))[0]).toMatchObject({ opened_at: expected });
});

test.each([
  { policy: 'first', expected: 'a' },
  { policy: 'last', expected: 'b' },
  { policy: 'join', expected: 'a; b' },
])('a repeated column, $policy', async ({ policy, expected }) => {
  const sources = `version: 1\nsources: [{ files: "exports/**", table: tickets, duplicate_headers: ${policy} }]`;
  const { rows } = await load({ 'x.csv': 'ticket_id,opened_at,title,Title\n1,2026-10-01T00:00:00Z,a,b\n' }, sources);
  expect((await rows('tickets'))[0]).toMatchObject({ title: expected });
});

test('the same bytes are loaded once; another mapping reads them anew', async () => {
  const { warehouse, workspace, report } = await load({ 'issues.csv': csv }, mapped());
  expect(report.loaded).toHaveLength(1);
  const { writeFileSync } = await import('node:fs');
  const { loadExports } = await import('../../pipelines/exports/load/loadExports.ts');
  const again = () =>
    loadExports(warehouse, {
      workspace,
      sourceOf: readSources(workspace),
      gaps: { key: 'test', seconds: new Map() },
      loadedAt: '',
    });
  expect(await again()).toMatchObject({ loaded: [], unchanged: 1 });
  writeFileSync(join(workspace, 'sources.yaml'), mapped().replace('高: high', '急: high'));
  expect((await again()).loaded).toMatchObject([{ rows: 2 }]);
  expect(await warehouse.rows('select severity from raw.tickets order by _row')).toEqual([
    { severity: 'critical' },
    { severity: 'high' },
  ]);
});

test('on_reject: stop leaves the warehouse without a trace of the file', async () => {
  const broken = csv.replace('2026/10/02', '2026/13/02');
  expect(await failure({ 'issues.csv': broken }, mapped('    on_reject: stop\n'))).toContain(
    '"2026/13/02 09:00" in column opened_at: not a date and time as yyyy/MM/dd HH:mm.',
  );
  const { rejects, rows } = await load({ 'issues.csv': broken }, mapped());
  expect([(await rows('tickets')).length, await rejects()]).toEqual([
    1,
    ['3 opened_at "2026/13/02 09:00": not a date and time as yyyy/MM/dd HH:mm'],
  ]);
});

// Mistakes in sources.yaml: what is wrong, where, and how to mend it.
test.each([
  {
    name: 'no such preset',
    yaml: 'sources: [{ files: "x", format: redmin }]',
    says: ['There is no preset "redmin". Did you mean "redmine"?', 'sources.yaml, line 2, sources[0].format'],
  },
  {
    name: 'a preset whose clock hangs nowhere',
    yaml: 'sources: [{ files: "x", format: redmine }]',
    says: ['nothing says in which time zone', 'zone: Asia/Tokyo'],
  },
  {
    name: 'a column that the table lacks',
    yaml: 'sources: [{ files: "x", table: tickets, columns: { ticket_id: a, started_at: b } }]',
    says: ['The table tickets has no column "started_at"', 'columns.started_at'],
  },
  {
    name: 'a wall clock without a zone',
    yaml: "sources: [{ files: x, table: tickets, columns: { ticket_id: a, opened_at: { from: b, format: 'd/M/yyyy HH:mm' } } }]",
    says: ['The clock of opened_at has no time zone.'],
  },
  {
    name: 'a format without a year',
    yaml: "sources: [{ files: x, table: tickets, columns: { opened_at: { from: b, format: 'HH:mm', zone: UTC } } }]",
    says: ['"HH:mm" is not a valid value', 'yyyy/MM/dd HH:mm'],
  },
  {
    name: 'a misspelt key',
    yaml: 'sources: [{ files: "x", format: xes, delimeter: ";" }]',
    says: ['Unknown key "delimeter"', 'Did you mean "delimiter"?'],
  },
  {
    name: 'columns without a table',
    yaml: 'sources: [{ files: "x", columns: { ticket_id: a } }]',
    says: ['not to which table', 'table: tickets'],
  },
  {
    name: 'a question mark left in a proposal',
    yaml: 'sources: [{ files: "x", format: redmine, zone: "?" }]',
    says: ['"?" is not a valid value of sources[0].zone', 'Asia/Tokyo'],
  },
])('sources.yaml: $name', ({ yaml, says }) => {
  const workspace = workspaceOf({}, `version: 1\n${yaml}\n`);
  let message = '';
  try {
    readSources(workspace);
  } catch (error) {
    message = String(error);
  }
  for (const text of says) expect(message).toContain(text);
});

describe('presets', () => {
  test.each(presetNames())('%s is a mapping of the language, and says what it was verified against', (name) => {
    const preset = readPreset(name);
    expect(preset?.about.verified).toMatch(/real file|documented example|documentation only/);
    expect(preset?.tables?.length).toBeGreaterThan(0);
    expect(readFileSync(join(presetFolder(), `${name}.yaml`), 'utf8').split('\n').length).toBeLessThan(100);
  });
});

describe('a column beside a format', () => {
  const entry = (columns: string): string =>
    `version: 1\nsources: [{ files: "exports/**/sla*.csv", format: icinga-db, columns: ${columns} }]\n`;

  test('decides on locations that were told apart by a guess', () => {
    const source = readSources(workspaceOf({}, entry('{ location: host }')))('exports/sla.csv')!;
    expect(source.tables.map(({ columns, isApart }) => [columns.get('location'), isApart])).toEqual([
      [{ from: 'host' }, false],
    ]);
  });

  test('is laid over every table of the preset that has it', () => {
    const calendar = entry('{ service_id: { value: sap } }').replace('icinga-db', 'icalendar');
    const source = readSources(workspaceOf({}, calendar))('exports/sla.csv')!;
    expect(source.tables.map(({ table, columns }) => [table.name, columns.get('service_id')])).toEqual([
      ['maintenance', { value: 'sap' }],
      ['uptime_states', { value: 'sap' }],
    ]);
  });

  test('that no table of the preset has is refused', async () => {
    const message = await failure({ 'sla.csv': 'object_type,host,service\n' }, entry('{ title: host }'));
    expect(message).toContain('The format icinga-db fills uptime_states, which has no column "title"');
  });
});

test('every preset of uptime_states says whether its rows are changes or spans', () => {
  const states = presetNames().filter((name) =>
    readPreset(name)!.tables?.some(({ table }) => table === 'uptime_states'),
  );
  expect(states.length).toBeGreaterThan(10);
  expect(states.filter((name) => readPreset(name)!.rows === undefined)).toEqual([]);
});
