import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { type Explanation, explainFile, renderExplanation } from '../../pipelines/exports/explain/explain.ts';
import { explainAndWrite, explainFiles } from '../../pipelines/exports/explain/explainFiles.ts';
import { readSources } from '../../pipelines/exports/mapping/sources.ts';
import { fixture, load, workspaceOf } from './loading.ts';

const cp932 = (text: string | Buffer): Buffer =>
  execFileSync('iconv', ['-f', 'UTF-8', '-t', 'CP932//TRANSLIT'], { input: text });

async function explained(name: string, content: string | Uint8Array): Promise<string> {
  return renderExplanation(await explainedEntry(name, content));
}

async function explainedEntry(name: string, content: string | Uint8Array): Promise<Explanation> {
  const workspace = workspaceOf({ [name]: content });
  const agreement = { services: ['erp', 'erp-01'], severities: ['critical', 'high', 'medium', 'low'], site: 'tokyo' };
  return await explainFile(`${workspace}/exports/${name}`, `exports/${name}`, agreement);
}

// The preset is told by the marks of its export.
test.each([
  { file: 'incident.csv', content: fixture('servicenow-incident.csv'), preset: 'servicenow-incident' },
  { file: 'incident.json', content: fixture('servicenow-incident-rest.json'), preset: 'servicenow-incident-rest' },
  { file: 'log.csv', content: fixture('servicenow-event-log.csv'), preset: 'servicenow-event-log' },
  { file: 'task_sla.csv', content: fixture('servicenow-task-sla.csv'), preset: 'servicenow-task-sla' },
  { file: 'jira.csv', content: fixture('jira-service-management.csv'), preset: 'jira-service-management' },
  { file: 'sla.json', content: fixture('jira-sla.json'), preset: 'jira-sla' },
  { file: 'issues.csv', content: cp932(fixture('redmine.utf8.csv')), preset: 'redmine' },
  { file: 'backlog.csv', content: fixture('backlog.utf8.csv'), preset: 'backlog' },
  { file: 'zendesk.json', content: fixture('zendesk.json'), preset: 'zendesk' },
  { file: 'log.xes', content: fixture('xes.xes'), preset: 'xes' },
  { file: 'freshservice.json', content: fixture('freshservice.json'), preset: 'freshservice' },
  { file: 'otrs.csv', content: fixture('znuny.csv'), preset: 'znuny' },
  {
    file: 'range.json',
    content: '{"status":"success","data":{"resultType":"matrix","result":[]}}',
    preset: 'prometheus',
  },
  {
    file: 'logs.csv',
    content: 'Monitor,Monitor URL,Event,Date-Time,Reason,Duration,Duration (in mins.)\n',
    preset: 'uptimerobot',
  },
  {
    file: 'nagios.log',
    content: '[1790812800] SERVICE ALERT: sap;crm;CRITICAL;HARD;3;timeout\n',
    preset: 'nagios-log',
  },
  { file: 'maintenance.ics', content: 'BEGIN:VCALENDAR\nEND:VCALENDAR\n', preset: 'icalendar' },
])('$file looks like $preset', async ({ file, content, preset }) => {
  expect(await explained(file, content)).toContain(`format: ${preset}\n`);
});

test('what only a person knows is left open, and the entry is refused until it is filled in', async () => {
  const text = await explained('issues-2026-10.csv', cp932(fixture('redmine.utf8.csv')));
  expect(text).toContain(
    '- files: "exports/**/issues-*.csv"\n    format: redmine\n    encoding: cp932\n    zone: "?"\n',
  );
  expect(text).toContain('the time zone of "2024/01/15 09:30"');
});

test('a day that could be a month is never guessed; one that cannot is told', async () => {
  const csv = (date: string): string => `Ticket ID,Summary,Priority,Created\n1,x,P1,${date}\n`;
  expect(await explained('export.csv', csv('3/4/2026 09:00'))).toContain('opened_at: { from: Created, format: "?" }');
  expect(await explained('export.csv', csv('3/4/2026 09:00'))).toContain(
    '"3/4/2026 09:00" is read by d/M/yyyy HH:mm and by M/d/yyyy HH:mm: does a day or a month stand first?',
  );
  expect(await explained('export.csv', csv('13/4/2026 09:00'))).toContain(
    'opened_at: { from: Created, format: "d/M/yyyy HH:mm" }',
  );
});

test('a Japanese list that nobody knows: columns by their names; the filled-in proposal loads', async () => {
  const csv =
    '管理番号,件名,優先度,受付日時,復旧日時,担当グループ\n7,停止,特A,2026/10/01 09:00,2026/10/01 10:00,基盤\n';
  const { entry, unsure } = await explainedEntry('台帳.csv', cp932(csv));
  expect(entry).toContain('    ticket_id: 管理番号');
  expect(entry).toContain('    severity: { from: 優先度, map: { 特A: "?" } } # 特A 1');
  expect(unsure.join('\n')).toMatch(/^severity: which severity of the contract/m);
  const text = entry
    .join('\n')
    .replace('zone: "?"', 'zone: Asia/Tokyo')
    .replace('特A: "?"', '特A: high')
    .replace('value: "?"', 'value: erp');
  const { rows } = await load({ '台帳.csv': cp932(csv) }, `version: 1\nsources:\n${text.replaceAll(/^/gm, '  ')}\n`);
  expect(await rows('tickets')).toMatchObject([
    {
      ticket_id: '7',
      severity: 'high',
      opened_at: '2026-10-01T00:00:00Z',
      restored_at: '2026-10-01T01:00:00Z',
      group: '基盤',
    },
  ]);
});

interface Shape {
  name: string;
  file: string;
  content: string | Uint8Array;
  /** Lines that the entry must have, and what must be asked. */
  entry: (string | RegExp)[];
  asks?: RegExp[];
}

const shapes: Shape[] = [
  {
    name: "the product's own names in any spelling",
    file: 'mine.csv',
    content: 'ticketId,Opened-At,resolved at,SERVICE_ID,severity\nA,2026-10-01T00:00:00Z,,erp,high\n',
    entry: [
      'table: tickets',
      'ticket_id: ticketId',
      'opened_at: Opened-At',
      'resolved_at: resolved at',
      'service_id: SERVICE_ID',
      'severity: severity',
    ],
  },
  {
    name: 'an uptime log is no list of tickets',
    file: 'log.csv',
    content: 'timestamp_utc,name,is_up\n2026-10-01T00:00:00Z,web,1\n2026-10-01T00:01:00Z,web,0\n',
    entry: [
      'table: uptime_samples',
      'checked_at: timestamp_utc',
      'service_id: name',
      'state: { from: is_up, map: { "0": down, "1": up } }',
    ],
  },
  {
    name: 'an uptime log without a header is read by a pattern',
    file: 'log.csv',
    content: '2026-10-01 00:00:00,web,up\n2026-10-01 00:01:00,web,down\n',
    entry: ['table: uptime_samples', /lines: "\^\(\?<c1>/, 'checked_at: c1', 'service_id: c2', 'state: c3'],
  },
  {
    name: 'a header below a title',
    file: 'export.csv',
    content: 'Monthly report,,\n,,\nTicket ID,Priority,Created\nA,high,2026-10-01T00:00:00Z\n',
    entry: ['header_row: 3', 'ticket_id: Ticket ID'],
  },
  {
    name: 'rows that have outgrown the header',
    file: 'log.csv',
    content: 'time,host,state\n2026-10-01T00:00:00Z,web,up,12\n2026-10-01T00:01:00Z,web,up,13\n',
    entry: [/lines: "\^\(\?<time>/, 'checked_at: time'],
  },
  {
    name: 'a list in a JSON, with what stands around it',
    file: 'status.json',
    content:
      '{"checks":[{"service":"web","points":[{"time":"2026-10-01T00:00:00Z","up":true},{"time":"2026-10-01T00:01:00Z","up":false}]}]}',
    entry: [
      'records: "checks[].points[]"',
      'service_id: "../service"',
      'state: { from: up, map: { "true": up, "false": down } }',
    ],
  },
  {
    name: 'an object whose keys are the ids: the key is read as $key',
    file: 'incidents.json',
    content:
      '{"INC-1":{"start":"2026-10-05T00:00:00Z","end":"2026-10-05T01:00:00Z"},"INC-2":{"start":"2026-10-06T00:00:00Z","end":"2026-10-06T01:00:00Z"}}',
    entry: ['table: uptime_states', 'records: "{}"', 'state_id: "$key"', 'started_at: start', 'ended_at: end'],
  },
  {
    name: 'a date and its times in columns of their own',
    file: 'list.csv',
    content: '番号,日付,作業開始,作業終了\n1,2026/10/05,22:00,23:30\n2,2026/10/06,9:00,10:00\n',
    entry: [
      'table: maintenance',
      'starts_at: { join: [日付, 作業開始], format: "yyyy/MM/dd HH:mm" }',
      'ends_at: { join: [日付, 作業終了], format: "yyyy/MM/dd HH:mm" }',
    ],
  },
  {
    name: 'each date with its time; where a pair may be empty the time is read first',
    file: 'export.csv',
    content:
      'Ticket ID,Priority,Opened Date,Opened Time,Closed Date,Closed Time\n1,high,2026-10-05,10:00,2026-10-25,11:30\n2,high,2026-10-05,10:00,2026-10-06,\n',
    entry: [
      'opened_at: { join: [Opened Date, Opened Time] }',
      'closed_at: { join: [Closed Time, Closed Date], format: "HH:mm yyyy-MM-dd" }',
    ],
  },
  {
    name: 'an end past midnight that only the date of the beginning stands for',
    file: 'list.csv',
    content: '番号,日付,作業開始,作業終了\n1,2026/10/05,22:00,1:30\n',
    entry: ['ends_at: "?"'],
    asks: [/ends on the next day, and one date stands for both/],
  },
  {
    name: 'days as a workbook counts them, saved as CSV',
    file: 'export.csv',
    content: 'Ticket ID,Priority,Opened,Resolved\n1,high,46300.375,46300.5\n',
    entry: ['opened_at: { from: Opened, epoch: excel }', 'resolved_at: { from: Resolved, epoch: excel }'],
  },
  {
    name: 'XML that no preset knows: its repeated elements',
    file: 'dump.xml',
    content:
      '<dump>\n<ticket id="1"><created>2026-10-01T00:00:00Z</created><priority rank="1">High</priority></ticket>\n<ticket id="2"><created>2026-10-02T00:00:00Z</created><priority rank="1">High</priority></ticket>\n</dump>',
    entry: ['table: tickets', 'records: "dump.ticket[]"', 'ticket_id: id', 'severity: priority', 'opened_at: created'],
  },
  {
    name: 'a table without a name that says so needs its delimiter',
    file: 'list.txt',
    content: 'id\tsubject\tpriority\tcreated\n1\ta\thigh\t2026-10-01T00:00:00Z\n2\tb\thigh\t2026-10-01T00:00:00Z\n',
    entry: [String.raw`delimiter: "\t"`, 'ticket_id: id', 'opened_at: created'],
  },
  {
    name: 'a web page that calls itself a workbook: how to save it',
    file: 'list.xls',
    content: '<html><body><table><tr><td>Number</td></tr></table></body></html>',
    entry: [],
    asks: [/save it as \.xlsx/],
  },
  {
    name: 'an archive with other files in it: the entry is for the table, unpacked',
    file: 'export.zip',
    content: zipSync({
      'readme.txt': strToU8('made by us'),
      'out/list.csv': strToU8('Ticket ID,Priority,Created\n1,high,2026-10-01T00:00:00Z\n'),
    }),
    entry: ['- files: "exports/**/list.csv"', 'ticket_id: Ticket ID'],
    asks: [/holds other files too \(readme\.txt\).*Unpack it, put out\/list\.csv into exports\//],
  },
  {
    name: 'an archive of files that are alike is read as it is',
    file: 'export.zip',
    content: zipSync({
      'a.csv': strToU8('Ticket ID,Priority,Created\n1,high,2026-10-01T00:00:00Z\n'),
      'b.csv': strToU8('Ticket ID,Priority,Created\n2,high,2026-10-01T00:00:00Z\n'),
    }),
    entry: ['- files: "exports/**/export.zip"', 'ticket_id: Ticket ID'],
  },
  {
    name: 'a list of outages without a state: whether it is one',
    file: 'list.csv',
    content: 'id,start,end\n1,2026-10-05T00:00:00Z,2026-10-05T01:00:00Z\n',
    entry: ['table: uptime_states', 'state: { value: "?" }'],
    asks: [/whether these spans are outages \(down\)/],
  },
  {
    name: 'two services in one cell',
    file: 'export.csv',
    content:
      'Ticket ID,Created,Service,Priority\n1,2026-10-01T00:00:00Z,erp-01,high\n2,2026-10-01T00:00:00Z,erp-01 crm-01,high\n',
    entry: ['service_id: { from: Service, map: { erp-01 crm-01: "?" } }'],
    asks: [/"erp-01 crm-01" names several services/],
  },
  {
    name: 'a ticket in several rows: which of them counts',
    file: 'export.csv',
    content:
      'Ticket ID,Created,Service,Priority,Category\n1,2026-10-01T00:00:00Z,erp,high,a\n1,2026-10-01T00:00:00Z,erp,high,b\n',
    entry: ['dedupe: { key: [Ticket ID], keep: "?" }'],
    asks: [/1 tickets stand in several rows \(1 in 2\), which differ in Category/],
  },
  {
    name: 'a column called like a response that holds true and false',
    file: 'export.csv',
    content: 'Ticket ID,Created,Responded,Service,Priority\n1,2026-10-01T00:00:00Z,true,erp,high\n',
    entry: ['opened_at: Created'],
    asks: [/"Responded" is called like responded_at, but holds "true"/],
  },
  {
    name: 'cells that mean nothing',
    file: 'export.csv',
    content: 'Ticket ID,Created,Resolved,Service,Priority\n1,2026-10-01T00:00:00Z,-,erp,high\n',
    entry: ['nulls: ["-"]'],
  },
  {
    name: 'the values of a column with their counts',
    file: 'export.csv',
    content:
      'Ticket ID,Created,Type,Service,Priority\n1,2026-10-01T00:00:00Z,インシデント,erp,high\n2,2026-10-01T00:00:00Z,研修,erp,high\n3,2026-10-01T00:00:00Z,研修,erp,high\n',
    entry: ['type: { from: Type, map: { 研修: "?" } } # 研修 2, インシデント 1'],
    asks: [/type: whether "研修" is an incident/],
  },
  {
    name: 'an .xls of old Excel: how to save it',
    file: 'list.xls',
    content: Buffer.from('d0cf11e0a1b11ae1000000000000000000000000', 'hex'),
    entry: [],
    asks: [/save it as \.xlsx/],
  },
  {
    name: 'outages in a calendar are shown by their categories',
    file: 'cal.ics',
    content:
      'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:[ERP] Power failure\r\nCATEGORIES:UNPLANNED\r\nDTSTART:20261005T000000Z\r\nDTEND:20261006T000000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
    entry: ['format: icalendar'],
  },
  {
    name: 'series that one name joins are proposed as services, and both are shown',
    file: 'range.json',
    content: JSON.stringify({
      status: 'success',
      data: {
        resultType: 'matrix',
        result: ['a:80', 'b:80'].map((instance) => ({
          metric: { job: 'blackbox', instance },
          values: [
            [1795646735, '1'],
            [1795646795, '0'],
          ],
        })),
      },
    }),
    entry: ['format: prometheus', 'service_id: "../metric.instance"'],
    asks: [/blackbox \/ a:80, blackbox \/ b:80/],
  },
];

test.each(shapes)('$name', async ({ file, content, entry, asks = [] }) => {
  const found = await explainedEntry(file, content);
  const lines = found.entry.map((line) => line.trim().replace(/ # .*$/, ''));
  for (const wanted of entry) {
    if (typeof wanted === 'string') expect([...lines, ...found.entry.map((line) => line.trim())]).toContain(wanted);
    else
      expect(
        lines.filter((line) => wanted.test(line)),
        String(wanted),
      ).toHaveLength(1);
  }
  if (entry.length === 0) expect(found.entry).toEqual([]);
  for (const question of asks) expect(found.unsure.join('\n')).toMatch(question);
});

test('a database that no preset knows: its tables, and the query of the one that fits', async () => {
  const { default: initSqlJs } = await import('sql.js');
  const database = new (await initSqlJs()).Database();
  database.run(
    "create table settings (key text); create table checks (id integer, service_name text, timestamp text, status integer); insert into checks values (1, 'ERP', '2026-10-01 00:00:00', 1), (2, 'ERP', '2026-10-01 00:01:00', 0)",
  );
  const { entry, found } = await explainedEntry('monitor.db', database.export());
  expect(found.join('\n')).toContain('table checks, 2 rows, columns: id, service_name, timestamp, status');
  expect(entry.join('\n')).toContain(String.raw`query: "select * from \"checks\""`);
  expect(entry.join('\n')).toContain('service_id: service_name');
});

test('a file is found as it is typed: from here, from the workspace, from its exports/', async () => {
  const workspace = workspaceOf({ 'deep/list.csv': 'Ticket ID,Created\n1,2026-10-01T00:00:00Z\n' });
  for (const typed of [join(workspace, 'exports/deep/list.csv'), 'exports/deep/list.csv', 'deep/list.csv']) {
    const [{ file } = { file: '' }] = await explainFiles(workspace, [typed]);
    expect(file).toBe('exports/deep/list.csv');
  }
  await expect(explainFiles(workspace, ['nowhere.csv'])).rejects.toThrow('There is no such file.');
});

test('an entry is written into sources.yaml with its comments kept; a "?" in it is refused by a load, once filled in it loads', async () => {
  const csv = 'Ticket ID,Created,Priority,Service\n1,2026-10-01 09:00,high,erp\n';
  const sources =
    '# ours\nversion: 1\nsources:\n  # the monitor\n  - { files: "exports/**/m*.csv", table: tickets } # by hand\n';
  const workspace = workspaceOf({ 'list.csv': csv }, sources);
  const said: string[] = [];
  const write = async () =>
    await explainAndWrite(
      workspace,
      ['list.csv'],
      { isExplained: true, isWritten: true },
      (text) => said.push(text),
      (text) => said.push(text),
    );
  expect(await write()).toBe(1);
  const written = readFileSync(join(workspace, 'sources.yaml'), 'utf8');
  expect(written).toContain('# ours\nversion: 1\n');
  expect(written).toContain('# the monitor\n');
  expect(written).toContain('# by hand');
  expect(written).toContain('opened_at: Created');
  expect(said.at(-1)).toContain('Replace the "?" there (1)');
  await expect(write()).rejects.toThrow('stands in sources.yaml already');
  expect(() => readSources(workspace)).toThrow();
  const filled = written.replace('zone: "?"', 'zone: Asia/Tokyo');
  const { rows } = await load({ 'list.csv': csv }, filled);
  expect(await rows('tickets')).toMatchObject([{ ticket_id: '1', opened_at: '2026-10-01T00:00:00Z' }]);
});

test.each(['keep: "?"', 'map: { P1: "?" }', 'value: "?"'])(
  '%s left in sources.yaml is refused with its place',
  (open) => {
    const columns = open.startsWith('keep')
      ? 'dedupe: { key: [ID], keep: "?" }, columns: { ticket_id: ID }'
      : `columns: { ticket_id: ID, severity: { from: P, ${open} } }`;
    const workspace = workspaceOf(
      {},
      `version: 1\nsources:\n  - { files: "exports/**", table: tickets, ${columns} }\n`,
    );
    expect(() => readSources(workspace)).toThrow(/line 3/);
  },
);

// Columns that strangers' exports name in their own way: the proposal must be whole but for what only a person knows.
test.each([
  {
    kind: 'Portuguese names without their small words, the id behind its noun, a date without a time',
    csv: 'id_ticket,data_abertura,data_fechamento,sistema,tipo_chamado,prioridade,status\nTKT-1,2024-01-03,2024-01-06,ERP,Falha de integração,Alta,Fechado\nTKT-2,2024-01-04,2024-01-05,CRM,Dúvida de uso,Baixa,Fechado\n',
    lines: [
      'ticket_id: id_ticket',
      'type: { from: tipo_chamado, map: { Falha de integração: incident, Dúvida de uso: request } }',
      'service_id: sistema',
      'severity: prioridade',
      'opened_at: { from: data_abertura, format: yyyy-MM-dd }',
      'closed_at: { from: data_fechamento, format: yyyy-MM-dd }',
    ],
  },
  {
    kind: 'accents left out by the exporter',
    csv: 'numero do chamado,data de criacao,situacao,prioridade,descricao\n1,03/12/2025 15:21,Aberto,Alta,x\n2,28/02/2025 14:06,Fechado,Baixa,y\n',
    lines: [
      'ticket_id: numero do chamado',
      'status: situacao',
      'opened_at: { from: data de criacao, format: "d/M/yyyy HH:mm" }',
    ],
  },
  {
    kind: 'numbers that each repository counts for itself',
    csv: 'repository,number,title,publishedAt,closedAt,priority\na/x,1,t,2020-10-19T12:46:54Z,2020-10-20T12:46:54Z,high\na/y,1,u,2020-10-19T13:57:15Z,,low\n',
    lines: [
      'ticket_id: { join: [repository, number] }',
      'service_id: repository',
      'opened_at: publishedAt',
      'closed_at: closedAt',
    ],
  },
  {
    kind: 'instants as mails write them',
    csv: 'id;title;priority;datetime\nLP-1;x;high;Wed, 2 Oct 2013 10:15:50 +0300\nLP-2;y;low;Thu, 17 Oct 2013 10:25:47 +0300\n',
    lines: ['opened_at: { from: datetime, format: "EEE, d MMM yyyy HH:mm:ss Z" }'],
  },
  {
    kind: 'instants without anything between their digits',
    csv: '管理番号,件名,優先度,受付日時\n1,停止,高,20261005093000\n2,遅延,低,20261031120000\n',
    lines: ['opened_at: { from: 受付日時, format: yyyyMMddHHmmss }'],
  },
  {
    kind: 'a service that stands in its cell as a printed object',
    csv: `incident_number,title,created_at,status,service,urgency\n1,x,2026-10-01T00:00:00Z,triggered,"{'id': 'P6', 'summary': 'User Database', 'self': 'https://x'}",high\n`,
    lines: [
      `service_id: { from: service, pattern: "['\\"]summary['\\"]\\\\s*:\\\\s*['\\"]([^'\\"]+)['\\"]" }`,
      'status: status',
    ],
  },
  {
    kind: 'a finish called so',
    csv: 'id,project,task,priority,created_date,finished_date\nP0-1,web,x,high,2015-02-05 10:00,2015-02-06 11:00\n',
    lines: ['service_id: project', 'closed_at: finished_date'],
  },
])('$kind', async ({ csv, lines }) => {
  const { entry } = await explainedEntry('list.csv', csv);
  const written = entry.map((line) => line.trim().replace(/ # .*$/, ''));
  for (const line of lines) expect(written).toContain(line);
});

test('states of a service are no status of a ticket', async () => {
  const csv = 'id,timestamp,host,status\n1,2026-10-01T00:00:00Z,web,up\n2,2026-10-01T00:01:00Z,web,down\n';
  expect((await explainedEntry('checks.csv', csv)).entry.join('\n')).toContain('table: uptime_samples');
});

test('an object in the service column of a preset is read by what it is called', async () => {
  const csv = `number,short_description,priority,state,opened_at,resolved_at,closed_at,sys_updated_on,assignment_group,cmdb_ci\nINC1,x,1 - Critical,Resolved,2026-10-05 09:12:00,2026-10-05 11:40:31,,2026-10-05 11:40:31,L2,"{'link': 'https://x', 'value': 'a9c0'}"\n`;
  const entry = (await explainedEntry('incident.csv', csv)).entry.join('\n');
  expect(entry).toContain('format: servicenow-incident');
  expect(entry).toContain('service_id: { from: cmdb_ci, pattern: ');
});

test('whether a day or a month stands first is told by any column of the file', async () => {
  const csv =
    'Ticket ID,Priority,Created,Closed,Reviewed\n1,P1,3/4/2026 09:00,4/4/2026 09:00,\n2,P1,5/4/2026 09:00,6/4/2026 09:00,28/4/2026\n';
  const entry = (await explainedEntry('export.csv', csv)).entry.join('\n');
  expect(entry).toContain('opened_at: { from: Created, format: "d/M/yyyy HH:mm" }');
  expect(entry).toContain('closed_at: { from: Closed, format: "d/M/yyyy HH:mm" }');
});

test('a preset whose dates are open to two readings asks for their form alone', async () => {
  const csv =
    'number,short_description,priority,state,opened_at,resolved_at,closed_at,sys_updated_on,assignment_group,cmdb_ci\nINC1,x,1 - Critical,Resolved,12/2/24 8:16,12/2/24 9:16,,12/2/24 9:16,L2,erp\n';
  const entry = (await explainedEntry('incident.csv', csv)).entry.join('\n');
  expect(entry).toContain('date_format: "?"');
  expect(entry).not.toContain('on_reject');
});

test('a clock that names UTC hangs there', async () => {
  const csv =
    'timestamp,service,status,response_time_ms\n2026-08-18 02:52:17 UTC,web,UP,267\n2026-08-18 02:53:17 UTC,web,UP,93\n';
  const entry = (await explainedEntry('log.csv', csv)).entry.join('\n');
  expect(entry).toContain('checked_at: { from: timestamp, format: "yyyy-MM-dd HH:mm:ss \'UTC\'", zone: UTC }');
  expect(entry).not.toContain('"?"');
});

test('quotes around cells without a header are stepped over', async () => {
  const csv = 'web," http://a",27/08/2024 14:02:43,up\ndb,"http://b",27/08/2024 14:03:43,down\n';
  const entry = (await explainedEntry('checks.csv', csv)).entry.join('\n');
  expect(entry).toContain('table: uptime_samples');
  expect(entry).toContain('checked_at: { from: c3, format: "d/M/yyyy HH:mm:ss" }');
});

test('one column that any table may have is no likeness', async () => {
  const csv = 'moment,event\n2025-07-01T10:00:00+02:00,START\n2025-07-01T10:01:00+02:00,ALIVE\n';
  expect((await explainedEntry('beats.csv', csv)).entry).toEqual([]);
});
