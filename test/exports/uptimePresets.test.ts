import { describe, expect, test } from 'vitest';
import { wholeRun } from '../support/wholeRun.ts';
import { byPreset, failure, gzipSync, load, utf16 } from './loading.ts';

/** Runs as `service location state first last samples`, instants as hh:mm UTC. */
async function runs(loaded: Awaited<ReturnType<typeof load>>): Promise<string[]> {
  const found = await loaded.rows('uptime_runs');
  const clock = (seconds: unknown): string => new Date(Number(seconds) * 1000).toISOString().slice(11, 16);
  return found.map(({ service_id, location, state, first_at, last_at, samples }) =>
    [service_id, location, state, clock(first_at), clock(last_at), samples].join(' '),
  );
}

/** States as `row service state start end`. */
async function states(loaded: Awaited<ReturnType<typeof load>>): Promise<string[]> {
  const found = await loaded.rows('uptime_states');
  return found
    .map(({ _row, service_id, state, started_at, ended_at }) =>
      [
        _row,
        service_id,
        state,
        String(started_at).slice(5, 16),
        ended_at ? String(ended_at).slice(5, 16) : 'open',
      ].join(' '),
    )
    .sort();
}

async function kumaDb(): Promise<Uint8Array> {
  const { default: initSqlJs } = await import('sql.js');
  const SQL = await initSqlJs();
  const database = new SQL.Database();
  database.run(`
    create table monitor (id integer primary key, name text, basic_auth_pass text);
    create table heartbeat (id integer primary key, important integer, monitor_id integer, status integer, msg text, time text, ping integer, duration integer);
    insert into monitor values (1, 'ERP (prod)', 'secret'), (2, 'Somewhere else', null);
    insert into heartbeat values
      (11, 1, 1, 1, 'ok token=secret', '2026-10-01 00:00:00.123', 20, 0), (12, 0, 1, 1, '', '2026-10-01 00:01:00', 21, 60),
      (13, 0, 1, 2, 'retry', '2026-10-01 00:02:00', null, 60), (14, 1, 1, 0, 'timeout', '2026-10-01 00:03:00', null, 60),
      (15, 1, 1, 3, 'maintenance', '2026-10-01 00:04:00', null, 60), (16, 1, 1, 1, '', '2026-10-01 00:05:00', 20, 60),
      (17, 1, 2, 1, '', '2026-10-01 00:00:00', 20, 60);
    create table maintenance (id integer primary key, title text, strategy text, active integer, start_date text, end_date text);
    create table monitor_maintenance (maintenance_id integer, monitor_id integer);
    insert into maintenance values (1, 'Patches', 'single', 1, '2026-10-17 15:00:00', '2026-10-17 17:00:00'), (2, 'Weekly', 'recurring-weekday', 1, null, null);
    insert into monitor_maintenance values (1, 1), (2, 1);`);
  const bytes = database.export();
  database.close();
  return bytes;
}

describe('Uptime Kuma', () => {
  test('heartbeats: UTC without saying so, pending and maintenance unknown; no secret, no foreign monitor', async () => {
    const loaded = await load(
      { 'kuma.db': await kumaDb() },
      byPreset('uptime-kuma', 'services: { "ERP (prod)": sap }'),
    );
    expect(await runs(loaded)).toEqual([
      'sap 1 up 00:00 00:01 2',
      'sap 1 unknown 00:02 00:02 1',
      'sap 1 down 00:03 00:03 1',
      'sap 1 unknown 00:04 00:04 1',
      'sap 1 up 00:05 00:05 1',
    ]);
    expect(await loaded.notices()).toContainEqual(
      expect.stringContaining('service "Somewhere else" is not in the contract: 1 samples were not read'),
    );
    expect(await loaded.rejects()).toEqual([]);
  });
  test('single maintenance windows; recurring ones are a rule of the contract', async () => {
    const { rows } = await load(
      { 'kuma.db': await kumaDb() },
      byPreset('uptime-kuma-maintenance', 'services: { "ERP (prod)": sap }'),
    );
    expect(await rows('maintenance')).toEqual([
      {
        window_id: '1',
        service_id: 'sap',
        starts_at: '2026-10-17T15:00:00Z',
        ends_at: '2026-10-17T17:00:00Z',
        _row: 1,
      },
    ]);
  });
  test('a copy whose newest beats stand in a -wal beside it is refused with the command that makes it whole', async () => {
    const files = { 'kuma.db': await kumaDb(), 'kuma.db-wal': 'newer beats', 'kuma.db-shm': 'x' };
    const said = await failure(files, byPreset('uptime-kuma'));
    expect(said).toContain('sqlite3 kuma.db ".backup copy.db"');
    expect(said).not.toContain('kuma.db-shm:');
  });
  test('what an idle program leaves beside its database is no export; WAL mode alone is worth a word', async () => {
    const bytes = await kumaDb();
    const quiet = await load({ 'kuma.db': bytes, 'kuma.db-wal': '', 'kuma.db-shm': 'x' }, byPreset('uptime-kuma'));
    expect(quiet.report.unknown).toEqual([]);
    expect(await quiet.notices()).not.toContainEqual(expect.stringContaining('WAL'));
    bytes[18] = 2;
    bytes[19] = 2;
    const loaded = await load({ 'kuma.db': bytes }, byPreset('uptime-kuma'));
    expect(await loaded.notices()).toContainEqual(expect.stringContaining('the database is in WAL mode'));
  });
  test('another SQLite database is refused with what is missing', async () => {
    const { default: initSqlJs } = await import('sql.js');
    const database = new (await initSqlJs()).Database();
    database.run('create table x (y)');
    expect(await failure({ 'kuma.db': database.export() }, byPreset('uptime-kuma'))).toContain(
      'no such table: heartbeat',
    );
  });
});

const range = (values: string): string =>
  `{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"__name__":"up","job":"sap","instance":"10.0.0.1:9100"},"values":${values}},{"metric":{"job":"sap","instance":"10.0.0.2:9100"},"values":[[1790812800,"1"]]}]}}`;

describe('Prometheus', () => {
  test('a missing point is missing, not down; values are strings; instances are locations', async () => {
    const loaded = await load(
      { 'up.json': range('[[1790812800,"1"],[1790812860.781,"1"],[1790813400,"0"],[1790813460,"1"]]') },
      byPreset('prometheus'),
    );
    expect(await runs(loaded)).toEqual([
      'sap 10.0.0.1:9100 up 00:00 00:01 2',
      'sap 10.0.0.1:9100 down 00:10 00:10 1',
      'sap 10.0.0.1:9100 up 00:11 00:11 1',
      'sap 10.0.0.2:9100 up 00:00 00:00 1',
    ]);
  });
  test('a value that is neither 0 nor 1 is set aside with its point', async () => {
    const loaded = await load({ 'up.json': range('[[1790812800,"1"],[1790812860,"NaN"]]') }, byPreset('prometheus'));
    expect(await loaded.rejects()).toEqual(['2 state "null": is empty']);
  });
  test('an answer that was cut off keeps the whole series before the cut', async () => {
    const whole = range('[[1790812800,"1"]]');
    const loaded = await load({ 'up.json': whole.slice(0, whole.length - 30) }, byPreset('prometheus'));
    expect(await runs(loaded)).toEqual(['sap 10.0.0.1:9100 up 00:00 00:00 1']);
    expect((await loaded.rejects())[0]).toContain('the file ends in the middle of this record');
  });
});

describe('Zabbix', () => {
  const events = [
    '{"eventid":"1","clock":"1790812800","ns":"1","value":"1","severity":"5","objectid":"77","name":"Down","r_eventid":"2","hosts":[{"host":"sap"}]}',
    '{"eventid":"3","clock":"1790813100","value":"1","severity":"4","objectid":"78","name":"Also","r_eventid":"4","hosts":[{"host":"sap"}]}',
    '{"eventid":"2","clock":"1790813400","value":"0","severity":"0","objectid":"77","name":"Down","r_eventid":"0","hosts":[{"host":"sap"}]}',
    '{"eventid":"4","clock":"1790814000","value":"0","severity":"0","objectid":"78","r_eventid":"0","hosts":[{"host":"sap"}]}',
    '{"eventid":"5","clock":"1790815000","value":"1","severity":"2","objectid":"79","name":"Warning only","r_eventid":"0","hosts":[{"host":"sap"}]}',
    '{"eventid":"6","clock":"1790820000","value":"1","severity":"5","objectid":"77","name":"Down again","r_eventid":"0","hosts":[{"host":"sap"}]}',
  ];
  test('event.get: problems and recoveries paired, overlapping ones end together, an open one stays open, warnings do not count', async () => {
    const loaded = await load(
      { 'events.json': `{"jsonrpc":"2.0","result":[${events.join(',')}],"id":1}` },
      byPreset('zabbix'),
    );
    expect(await states(loaded)).toEqual([
      '1 sap down 10-01T00:00 10-01T00:10',
      '2 sap down 10-01T00:05 10-01T00:20',
      '6 sap down 10-01T02:00 open',
    ]);
  });
  test('real-time export: a recovery points back at its problem', async () => {
    const lines = [
      '{"clock":1790812800,"ns":1,"value":1,"eventid":10,"name":"Down","severity":5,"hosts":[{"host":"sap","name":"SAP"}],"tags":[]}',
      '{"clock":1790813400,"ns":1,"value":0,"eventid":11,"p_eventid":10}',
    ];
    const loaded = await load({ 'problems.ndjson': `${lines.join('\n')}\n` }, byPreset('zabbix'));
    expect(await states(loaded)).toEqual(['1 sap down 10-01T00:00 10-01T00:10']);
  });
  test('problem.get: the instant of the recovery stands in the problem', async () => {
    const problem = (id: string, end: string): string =>
      `{"eventid":"${id}","source":"0","object":"0","objectid":"7${id}","clock":"1790812800","r_eventid":"${end === '0' ? 0 : 99}","r_clock":"${end}","name":"Down","severity":"5","tags":[{"tag":"service","value":"sap"}]}`;
    const loaded = await load(
      { 'problem.get.json': `{"jsonrpc":"2.0","result":[${problem('1', '1790813400')},${problem('2', '0')}],"id":1}` },
      byPreset('zabbix'),
    );
    expect((await states(loaded)).filter((state) => state.includes(' down '))).toEqual([
      '1 sap down 10-01T00:00 10-01T00:10',
      '2 sap down 10-01T00:00 open',
    ]);
  });
  describe('a problem over the end of a month, exported month by month', () => {
    const problem = (more: string): string =>
      `{"eventid":"1","clock":"1793455200","value":"1","severity":"5","objectid":"77","name":"Down","hosts":[{"host":"sap"}],${more}}`;
    const recovery = (more: string): string =>
      `{"eventid":"2","clock":"1793460600","value":"0","severity":"0",${more}}`;
    const covered = byPreset('zabbix', 'covers: { from: "2026-10-01T00:00:00+09:00" }');
    // 2026-10-31 23:00 to 2026-11-01 00:30 in Tokyo.
    test.each([
      { edge: 'event.get', problem: '"r_eventid":"2"', recovery: '"objectid":"77","r_eventid":"0"' },
      { edge: 'exported while it lasted', problem: '"r_eventid":"0"', recovery: '"objectid":"77","r_eventid":"0"' },
      { edge: 'real-time export', problem: '"tags":[]', recovery: '"p_eventid":"1"' },
    ])('$edge: 3,600 s belong to October and 1,800 s to November', async ({ problem: begin, recovery: end }) => {
      const later =
        '{"eventid":"8","clock":"1794200000","value":"1","severity":"5","objectid":"78","r_eventid":"9","hosts":[{"host":"crm"}]},{"eventid":"9","clock":"1794200060","value":"0","objectid":"78","p_eventid":"8"}';
      const files = { '10.json': `[${problem(begin)}]`, '11.json': `[${recovery(end)},${later}]` };
      const october = await wholeRun(files, covered, { services: ['sap', 'crm'], period: '2026-10' });
      expect(october.months['sap']).toMatchObject({ down: 3600, outages: 1 });
      expect(october.findings.filter((finding) => finding.startsWith('error'))).toEqual([]);
      const november = await wholeRun(files, covered, { services: ['sap', 'crm'], period: '2026-11' });
      expect(november.months['sap']).toMatchObject({ down: 1800 });
    });
    test('while its end is in no file it is down to the end of the period, and an error names it', async () => {
      const files = { '10.json': `[${problem('"r_eventid":"2"')}]` };
      const { months, findings } = await wholeRun(files, covered, { services: ['sap'], period: '2026-10' });
      expect(months['sap']).toMatchObject({ down: 3600 });
      expect(findings).toContain('error states__ends_are_exported: sap exports/10.json 1');
    });
    test('events of another server, read by another entry, end nothing here', async () => {
      const sources = `version: 1
sources:
  - { files: "exports/10.json", format: zabbix }
  - { files: "exports/11.json", format: zabbix, zone: UTC }
`;
      const files = { '10.json': `[${problem('"r_eventid":"2"')}]`, '11.json': `[${recovery('"objectid":"77"')}]` };
      const { findings } = await wholeRun(files, sources, { services: ['sap'], period: '2026-10' });
      expect(findings).toContain('error states__ends_are_exported: sap exports/10.json 1');
    });
  });
  test('covers says where the list begins and ends, and which services it watched', async () => {
    const covers = 'covers: { from: "2026-10-01T00:00:00Z", until: "2026-11-01T00:00:00Z", services: [sap, crm] }';
    const loaded = await load({ 'events.json': `[${events[1]},${events[3]}]` }, byPreset('zabbix', covers));
    expect((await states(loaded)).map((state) => state.replace(/^-?\d+ /, '')).sort()).toEqual([
      'sap down 10-01T00:05 10-01T00:20',
    ]);
    expect(await loaded.warehouse.rows('select service_id from raw.named_services order by all')).toEqual([
      { service_id: 'crm' },
      { service_id: 'sap' },
    ]);
  });
});

describe('UptimeRobot', () => {
  const csv =
    'Monitor,Monitor URL,Event,Date-Time,Reason,Duration,Duration (in mins.)\nSAP,https://sap,Up,2026-10-01 09:10:00,OK,"1 hrs, 2 mins",62\nSAP,https://sap,Down,2026-10-01 09:00:00,Connection Timeout,"0 hrs, 10 mins",10\nSAP,https://sap,Paused,2026-10-02 09:00:00,,,\n';
  test('CSV: newest first, account zone, paused is unknown, the growing duration is not read', async () => {
    const loaded = await load({ 'logs.csv': csv }, byPreset('uptimerobot', 'zone: Asia/Tokyo'));
    expect(await states(loaded)).toEqual([
      '2 SAP up 10-01T00:10 open',
      '3 SAP down 10-01T00:00 open',
      '4 SAP unknown 10-02T00:00 open',
    ]);
  });
  test('API: numbers for types, epoch seconds', async () => {
    const json =
      '{"stat":"ok","monitors":[{"id":1,"friendly_name":"SAP","logs":[{"type":2,"datetime":1790813400,"duration":5},{"type":1,"datetime":1790812800,"duration":600,"reason":{"code":"333333","detail":"Timeout"}},{"type":98,"datetime":1790800000}]}]}';
    const loaded = await load({ 'monitors.json': json }, byPreset('uptimerobot-api'));
    expect(await states(loaded)).toEqual([
      '1 SAP up 10-01T00:10 open',
      '2 SAP down 10-01T00:00 open',
      '3 SAP unknown 09-30T20:26 open',
    ]);
  });
});

test('Gatus: the results of all endpoints, and the page of one', async () => {
  const result = (minute: string, success: boolean): string =>
    `{"status":200,"hostname":"sap","duration":1000,"conditionResults":null,"success":${success},"timestamp":"2026-10-01T00:${minute}:00.5Z"}`;
  const endpoint = (key: string, ...results: string[]): string =>
    `{"name":"${key}","group":"","key":"${key}","results":[${results.join(',')}]}`;
  const all = `[${endpoint('sap', result('00', true), result('01', false))},${endpoint('crm', result('00', true))}]`;
  expect(await runs(await load({ 'statuses.json': all }, byPreset('gatus')))).toEqual([
    'crm  up 00:00 00:00 1',
    'sap  up 00:00 00:00 1',
    'sap  down 00:01 00:01 1',
  ]);
  const one = endpoint('sap', result('00', true));
  expect(await runs(await load({ 'statuses.json': one }, byPreset('gatus')))).toEqual(['sap  up 00:00 00:00 1']);
});

test('CloudWatch: datapoints in any order; exactly 1,440 of them are suspicious', async () => {
  const point = (minute: number, value: number): string =>
    `{"Timestamp":"${new Date(1790812800000 + minute * 60_000).toISOString()}","Minimum":${value},"Unit":"None"}`;
  const loaded = await load(
    { 'sap.json': `{"Label":"HealthCheckStatus","Datapoints":[${point(2, 1)},${point(0, 1)},${point(1, 0)}]}` },
    byPreset('cloudwatch', 'columns: { service_id: { value: sap } }'),
  );
  expect(await runs(loaded)).toEqual(['sap  up 00:00 00:00 1', 'sap  down 00:01 00:01 1', 'sap  up 00:02 00:02 1']);
  const many = Array.from({ length: 1440 }, (_, minute) => point(minute, 1)).join(',');
  const capped = await load(
    { 'sap.json': `{"Label":"x","Datapoints":[${many}]}` },
    byPreset('cloudwatch', 'columns: { service_id: { value: sap } }'),
  );
  expect(await capped.notices()).toEqual([
    'exactly 1440 rows: the system may have cut the export off; export a shorter period',
  ]);
});

test('Mackerel: an open alert has no closedAt; a page that repeats an alert counts once; host metrics are no outages', async () => {
  const json =
    '{"alerts":[{"id":"a","status":"OK","monitorId":"m","type":"external","openedAt":1790812800,"closedAt":1790813400},{"id":"a","status":"OK","monitorId":"m","type":"external","openedAt":1790812800,"closedAt":1790813400},{"id":"b","status":"CRITICAL","monitorId":"m","type":"connectivity","hostId":"h","openedAt":1790820000},{"id":"c","type":"host","hostId":"h","openedAt":1790810000}]}';
  const loaded = await load({ 'alerts.json': json }, byPreset('mackerel', 'services: { m: sap, h: crm }'));
  expect(await states(loaded)).toEqual(['2 sap down 10-01T00:00 10-01T00:10', '3 crm down 10-01T02:00 open']);
});

describe('Icinga DB', () => {
  const history = (...rows: string[]): Record<string, string> => ({
    'history.csv': `object_type,host,service,event_time,hard_state,previous_hard_state\n${rows.join('\n')}\n`,
  });
  test.each([
    {
      edge: 'other numbers for hosts than for services, milliseconds cut off',
      rows: ['host,sap,,1790812800000,1,99', 'service,web,crm,1790812800500,2,99', 'service,web,crm,1790813400000,1,2'],
      expected: ['2 sap down 10-01T00:00 open', '3 crm down 10-01T00:00 open', '4 crm up 10-01T00:10 open'],
    },
    {
      edge: 'the state before its first row is known since the first instant of the export',
      rows: ['service,web,sap,1790812800000,0,99', 'service,web,crm,1790813400000,0,2'],
      expected: ['2 sap up 10-01T00:00 open', '3 crm down 10-01T00:00 open', '3 crm up 10-01T00:10 open'],
    },
    {
      edge: 'a state that Icinga forgot (pending before the next row) is unknown from its begin on',
      rows: ['service,web,crm,1790812800000,2,0', 'service,web,crm,1790813400000,0,99'],
      expected: ['2 crm unknown 10-01T00:00 open', '3 crm up 10-01T00:10 open'],
    },
    {
      edge: 'rows in any order',
      rows: ['service,web,crm,1790813400000,0,2', 'service,web,crm,1790812800000,2,99'],
      expected: ['2 crm up 10-01T00:10 open', '3 crm down 10-01T00:00 open'],
    },
  ])('$edge', async ({ rows, expected }) => {
    const loaded = await load(history(...rows), byPreset('icinga-db'));
    expect(await states(loaded)).toEqual(expected);
    expect(await loaded.rejects()).toEqual([]);
  });
  test('hosts with a service of one name: locations, or services by their full name', async () => {
    const rows = history('service,h1,sap,1790812800000,2,0', 'service,h2,sap,1790813400000,0,2');
    const places = await load(rows, byPreset('icinga-db'));
    expect((await places.rows('uptime_states')).map(({ service_id, location }) => `${service_id} ${location}`)).toEqual(
      ['sap h1', 'sap h2', 'sap h2'],
    );
    const apart = 'columns: { service_id: object }\nservices: { "h1!sap": sap, "h2!sap": crm }';
    const services = await load(rows, byPreset('icinga-db', apart));
    expect((await services.rows('uptime_states')).map(({ service_id }) => service_id)).toEqual(['sap', 'crm', 'crm']);
  });
  test('a state that is no number of Icinga is set aside, and a query without the columns is refused', async () => {
    const loaded = await load(history('service,web,crm,1790812800000,7,0'), byPreset('icinga-db'));
    expect(await loaded.rejects()).toEqual(['2 state "service 7": not among the values of sources.yaml']);
    expect(await failure({ 'h.csv': 'host,service\na,b\n' }, byPreset('icinga-db'))).toContain(
      'event_time, hard_state',
    );
  });
  test('downtimes: of a service, else of the host, with their author', async () => {
    const csv =
      'downtime_id,host,service,downtime_start,downtime_end,author\n73532b,sap,,1790812800000,1790813400000,佐藤\n';
    const loaded = await load({ 'downtime.csv': csv }, byPreset('icinga-db-downtime'));
    expect(await loaded.rows('maintenance')).toEqual([
      {
        window_id: '73532b',
        service_id: 'sap',
        starts_at: '2026-10-01T00:00:00Z',
        ends_at: '2026-10-01T00:10:00Z',
        approved_by: '佐藤',
        _row: 2,
      },
    ]);
  });
});

describe('Nagios', () => {
  const sap = (at: number, word: string, state: string, hardness = 'HARD'): string =>
    `[${1790812800 + at}] ${word}: web;sap;${state};${hardness};1;x; y`;
  const stop = (at: number): string => `[${1790812800 + at}] Caught SIGTERM, shutting down...`;
  const start = (at: number): string => `[${1790812800 + at}] Nagios 4.4.6 starting... (PID=7)`;
  test.each([
    {
      edge: 'initial, current and changed states; soft ones are retries',
      lines: [
        sap(0, 'INITIAL SERVICE STATE', 'OK'),
        '[1790812800] INITIAL HOST STATE: crm;UP;HARD;1;',
        sap(600, 'SERVICE ALERT', 'CRITICAL', 'SOFT'),
        sap(660, 'SERVICE ALERT', 'CRITICAL'),
        sap(1200, 'CURRENT SERVICE STATE', 'CRITICAL'),
      ],
      expected: [
        '1 sap up 10-01T00:00 open',
        '2 crm up 10-01T00:00 open',
        '4 sap down 10-01T00:11 open',
        '5 sap down 10-01T00:20 open',
      ],
    },
    {
      edge: 'from SIGTERM to the initial states of the next start nobody watched',
      lines: [
        sap(0, 'INITIAL SERVICE STATE', 'OK'),
        stop(600),
        start(1200),
        sap(1260, 'INITIAL SERVICE STATE', 'OK'),
        sap(1320, 'SERVICE ALERT', 'CRITICAL'),
      ],
      expected: [
        '1 sap up 10-01T00:00 open',
        '2 sap unknown 10-01T00:10 open',
        '4 sap up 10-01T00:21 open',
        '5 sap down 10-01T00:22 open',
      ],
    },
    {
      edge: 'without initial states Nagios goes on with what it retained',
      lines: [sap(0, 'SERVICE ALERT', 'CRITICAL'), stop(600), start(1200), sap(1260, 'SERVICE ALERT', 'OK')],
      expected: [
        '1 sap down 10-01T00:00 open',
        '2 sap unknown 10-01T00:10 open',
        '3 sap down 10-01T00:20 open',
        '4 sap up 10-01T00:21 open',
      ],
    },
    {
      edge: 'a start without a stop: unwatched since the last line before it',
      lines: [sap(0, 'SERVICE ALERT', 'OK'), '[1790813399] Auto-save of retention data completed', start(1200)],
      expected: ['1 sap up 10-01T00:00 open', '2 sap unknown 10-01T00:10 open', '3 sap up 10-01T00:20 open'],
    },
    {
      edge: 'a stop at the end of the file',
      lines: [sap(0, 'SERVICE ALERT', 'OK'), stop(600)],
      expected: ['1 sap up 10-01T00:00 open', '2 sap unknown 10-01T00:10 open'],
    },
  ])('$edge', async ({ lines, expected }) => {
    expect(await states(await load({ 'nagios.log': lines.join('\n') }, byPreset('nagios-log')))).toEqual(expected);
  });
  test('stamps that were made readable hang in the zone of sources.yaml', async () => {
    const log =
      '[Thu Oct  1 09:00:00 2026] CURRENT HOST STATE: sap;UP;HARD;1;x\n[Thu Oct  1 09:10:00 2026] HOST ALERT: sap;DOWN;HARD;3;x\n';
    const loaded = await load({ 'nagios.log': log }, byPreset('nagios-log', 'zone: Asia/Tokyo'));
    expect(await states(loaded)).toEqual(['1 sap up 10-01T00:00 open', '2 sap down 10-01T00:10 open']);
    expect(await failure({ 'nagios.log': log }, byPreset('nagios-log'))).toContain('zone: Asia/Tokyo');
  });
  test('a log without any state is refused', async () => {
    expect(await failure({ 'nagios.log': `${start(0)}\n` }, byPreset('nagios-log'))).toContain('holds no state');
  });
});

test.each([
  {
    language: 'English',
    zone: 'UTC',
    csv: '"Severity","Time","Recovery time","Status","Host","Problem","Duration","Ack","Actions","Tags"\n"High","2026-10-01 00:00:00","2026-10-01 00:10:00","RESOLVED","sap","Down","10m","No","","service: erp"\n"Warning","2026-10-01 03:00:00","","PROBLEM","sap","Slow","1m","No","",""\n"Disaster","2026-10-01 02:00:00 PM","","PROBLEM","crm","Down","1m","No","",""\n',
    expected: ['2 sap down 10-01T00:00 10-01T00:10', '4 crm down 10-01T14:00 open'],
  },
  {
    language: 'Japanese',
    zone: 'Asia/Tokyo',
    csv: '"深刻度","時間","復旧時刻","ステータス","ホスト","障害","継続期間","確認済","アクション","タグ"\n"重度の障害","2026/10/01 09:00:00","2026/10/01 09:10:00","解決済","sap","停止","10m","いいえ","",""\n"軽度の障害","2026/10/01 12:00:00","","障害","sap","遅い","1m","いいえ","",""\n',
    expected: ['2 sap down 10-01T00:00 10-01T00:10'],
  },
])("Zabbix's page of problems as CSV, in $language", async ({ zone, csv, expected }) => {
  const loaded = await load({ 'problems.csv': csv }, byPreset('zabbix-problems', `zone: ${zone}`));
  expect((await states(loaded)).filter((state) => state.includes(' down '))).toEqual(expected);
});

test('Upptime: revisions as states; degraded is up; a line that is no revision is set aside', async () => {
  const line = (status: string, at: string): string =>
    JSON.stringify({
      commit: 'c',
      committed_at: at,
      path: 'history/sap.yml',
      yml: `url: https://sap\nstatus: ${status}\nlastUpdated: ${at}\n`,
    });
  const loaded = await load(
    {
      'h.jsonl': [
        line('up', '2026-10-01T00:00:00.000Z'),
        line('down', '2026-10-01T00:10:00.000Z'),
        line('degraded', '2026-10-01T00:20:00.000Z'),
        '{"path":"x"}',
      ].join('\n'),
    },
    byPreset('upptime'),
  );
  expect(await states(loaded)).toEqual([
    '1 sap up 10-01T00:00 open',
    '2 sap down 10-01T00:10 open',
    '3 sap up 10-01T00:20 open',
  ]);
  expect((await loaded.rejects())[0]).toContain('no revision of an Upptime history file');
});

describe('Statuspage', () => {
  interface Step {
    at: string;
    state: Record<string, string>;
  }
  /** As /api/v2/incidents.json writes it: no scheduled_for, states of components in the updates, newest first. */
  const incident = (
    id: string,
    impact: string,
    from: string,
    to: string | null,
    names: string[],
    steps: Step[] = [],
  ) => ({
    id,
    name: id,
    status: to ? 'resolved' : 'investigating',
    impact,
    created_at: from,
    started_at: from,
    resolved_at: to,
    components: names.map((name) => ({ id: `c-${name}`, name, status: 'operational' })),
    incident_updates: steps.toReversed().map(({ at, state }) => ({
      created_at: at,
      display_at: at,
      affected_components: Object.entries(state).map(([name, new_status]) => ({ code: `c-${name}`, name, new_status })),
    })),
  });
  const page = (incidents: unknown[]): string => JSON.stringify({ page: { id: 'x' }, incidents });
  const one = (...steps: Step[]) =>
    page([incident('a', 'critical', '2026-10-01T00:00:00Z', '2026-10-01T04:00:00Z', ['sap'], steps)]);

  test.each([
    {
      edge: 'down for the part that was an outage, not while it was watched',
      steps: [
        { at: '2026-10-01T00:10:00Z', state: { sap: 'major_outage' } },
        { at: '2026-10-01T00:30:00Z', state: { sap: 'partial_outage' } },
        { at: '2026-10-01T01:00:00Z', state: { sap: 'degraded_performance' } },
        { at: '2026-10-01T02:00:00Z', state: { sap: 'operational' } },
      ],
      down: ['10-01T00:10 10-01T00:30', '10-01T00:30 10-01T01:00'],
    },
    {
      edge: 'the resolving ends a state that no update ended, and an update that repeats a state changes nothing',
      steps: [
        { at: '2026-10-01T01:00:00Z', state: { sap: 'major_outage' } },
        { at: '2026-10-01T02:00:00Z', state: { sap: 'major_outage' } },
        { at: '2026-10-01T05:00:00Z', state: { sap: 'major_outage' } },
      ],
      down: ['10-01T01:00 10-01T04:00'],
    },
    {
      edge: 'only degraded: up',
      steps: [{ at: '2026-10-01T01:00:00Z', state: { sap: 'degraded_performance' } }],
      down: [],
    },
    { edge: 'no update names a state: the impact, from start to end', steps: [], down: ['10-01T00:00 10-01T04:00'] },
  ])('$edge', async ({ steps, down }) => {
    const loaded = await load({ 'incidents.json': one(...steps) }, byPreset('statuspage'));
    expect((await states(loaded)).filter((state) => state.includes(' down '))).toEqual(
      down.map((span) => `1 sap down ${span}`),
    );
  });
  test('what a partial outage is can be said', async () => {
    const steps = [{ at: '2026-10-01T01:00:00Z', state: { sap: 'partial_outage' } }];
    const where = 'where: [{ from: status, in: [major_outage] }]';
    const loaded = await load({ 'incidents.json': one(...steps) }, byPreset('statuspage', where));
    expect(await loaded.rows('uptime_states')).toEqual([]);
  });
  test('an open incident, several components, one without impact, one without a component', async () => {
    const incidents = [
      incident('a', 'minor', '2026-10-01T00:00:00Z', null, ['sap', 'crm']),
      incident('c', 'none', '2026-10-02T00:00:00Z', '2026-10-02T01:00:00Z', ['sap']),
      incident('e', 'critical', '2026-10-04T00:00:00Z', null, []),
    ];
    const loaded = await load({ 'incidents.json': page(incidents) }, byPreset('statuspage'));
    expect(await states(loaded)).toEqual(['1 sap down 10-01T00:00 open', '2 crm down 10-01T00:00 open']);
    expect(await loaded.notices()).toContain('1 incidents name no component and were left out');
  });
  test('a bare list, and one incident a line, are read like the answer', async () => {
    const incidents = [incident('a', 'major', '2026-10-01T00:00:00Z', '2026-10-01T01:00:00Z', ['sap'])];
    for (const text of [JSON.stringify(incidents), incidents.map((each) => JSON.stringify(each)).join('\n')])
      expect(await states(await load({ 'incidents.json': text }, byPreset('statuspage')))).toContain(
        '1 sap down 10-01T00:00 10-01T01:00',
      );
  });
  test('scheduled maintenances stand in a list of their own and are windows, not outages', async () => {
    const planned = {
      ...incident('m', 'maintenance', '2026-10-03T00:00:00Z', '2026-10-03T03:00:00Z', ['sap']),
      scheduled_for: '2026-10-03T01:00:00Z',
      scheduled_until: '2026-10-03T02:00:00Z',
    };
    const answer = JSON.stringify({ page: {}, scheduled_maintenances: [planned] });
    const loaded = await load({ 'scheduled-maintenances.json': answer }, byPreset('statuspage'));
    expect(await loaded.rows('uptime_states')).toEqual([]);
    expect(await loaded.rows('maintenance')).toEqual([
      {
        window_id: 'm',
        service_id: 'sap',
        starts_at: '2026-10-03T01:00:00Z',
        ends_at: '2026-10-03T02:00:00Z',
        _row: 1,
      },
    ]);
  });
  test('fifty incidents are suspicious, however many components they name; a page of an error is refused', async () => {
    const many = Array.from({ length: 50 }, (_, index) =>
      incident(`i${index}`, 'major', '2026-10-01T00:00:00Z', '2026-10-01T01:00:00Z', ['sap', 'crm']),
    );
    const loaded = await load({ 'incidents.json': page(many) }, byPreset('statuspage'));
    expect(await loaded.notices()).toContainEqual(expect.stringContaining('exactly 50 rows'));
    expect(await failure({ 'incidents.json': '{"error":"gone"}' }, byPreset('statuspage'))).toContain(
      'holds no incident of Statuspage',
    );
  });
});

test.each([
  {
    preset: 'pingdom',
    more: 'columns: { service_id: { value: sap } }',
    file: 'outage.json',
    content:
      '{"summary":{"states":[{"status":"up","timefrom":1790812800,"timeto":1790813400},{"status":"down","timefrom":1790813400,"timeto":1790814000},{"status":"unknown","timefrom":1790814000,"timeto":1790814060}]}}',
    expected: [
      '1 sap up 10-01T00:00 10-01T00:10',
      '2 sap down 10-01T00:10 10-01T00:20',
      '3 sap unknown 10-01T00:20 10-01T00:21',
    ],
  },
  {
    preset: 'statuscake',
    more: 'columns: { service_id: { value: sap } }',
    file: 'periods.json',
    content:
      '{"data":[{"created_at":"2026-10-01T00:10:00+00:00","status":"up","duration":600000},{"created_at":"2026-10-01T09:00:00+09:00","ended_at":"2026-10-01T00:10:00Z","status":"down","duration":600000}]}',
    expected: ['1 sap up 10-01T00:10 open', '2 sap down 10-01T00:00 10-01T00:10'],
  },
  {
    preset: 'better-stack',
    more: '',
    file: 'incidents.json',
    content:
      '{"data":[{"id":"1","type":"incident","attributes":{"name":"sap","cause":"Timeout","started_at":"2026-10-01T00:00:00.000Z","acknowledged_at":null,"resolved_at":"2026-10-01T00:10:00.000Z"}}],"pagination":{}}',
    expected: ['1 sap down 10-01T00:00 10-01T00:10'],
  },
  {
    preset: 'healthchecks',
    more: 'columns: { service_id: { value: sap } }',
    file: 'flips.json',
    content:
      '[{"timestamp":"2026-10-01T00:10:00+00:00","up":1},{"timestamp":"2026-10-01T00:00:00+00:00","up":0},{"timestamp":"2026-10-01T01:00:00+00:00","up":2}]',
    expected: ['1 sap up 10-01T00:10 open', '2 sap down 10-01T00:00 open'],
  },
  {
    preset: 'datadog-slo',
    more: 'columns: { service_id: { value: sap } }',
    file: 'slo.json',
    content:
      '{"data":{"overall":{"name":"x","sli_value":99.9,"history":[[1790812800,0],[1790813400,1],[1790814000,2]]}}}',
    expected: ['1 sap up 10-01T00:00 open', '2 sap down 10-01T00:10 open', '3 sap unknown 10-01T00:20 open'],
  },
])('$preset: states with their instants', async ({ preset, more, file, content, expected }) => {
  expect(await states(await load({ [file]: content }, byPreset(preset, more)))).toEqual(expected);
});

test.each([
  {
    preset: 'application-insights',
    more: 'zone: UTC',
    name: 'a row a location',
    content:
      '"timestamp [UTC]",name,location,success,duration,itemCount\n2026-10-01T00:00:00.123Z,sap,Japan East,1,12,1\n2026-10-01T00:05:00.123Z,sap,Japan East,0,12,1\n2026-10-01T00:00:10Z,sap,Southeast Asia,1,12,1\n',
    expected: [
      'sap Japan East up 00:00 00:00 1',
      'sap Japan East down 00:05 00:05 1',
      'sap Southeast Asia up 00:00 00:00 1',
    ],
  },
  {
    preset: 'grafana-csv',
    more: 'zone: Asia/Tokyo\ncolumns: { service_id: { value: sap } }',
    name: 'formatted time',
    content: '"Time","Value"\n2026-10-01 09:00:00,1\n2026-10-01 09:01:00,0\n',
    expected: ['sap  up 00:00 00:00 1', 'sap  down 00:01 00:01 1'],
  },
  {
    preset: 'grafana-csv',
    more: 'columns: { service_id: { value: sap } }',
    name: 'epoch milliseconds',
    content: 'Time,Value\n1790812800000,1\n1790812860000,0\n',
    expected: ['sap  up 00:00 00:00 1', 'sap  down 00:01 00:01 1'],
  },
  {
    preset: 'grafana-csv',
    more: 'columns: { service_id: { value: sap } }',
    name: 'for Excel: UTF-16 and sep=',
    content: utf16('sep=;\r\n"Time";"Value"\r\n1790812800000;1\r\n'),
    expected: ['sap  up 00:00 00:00 1'],
  },
  {
    preset: 'heartbeat-log',
    more: 'zone: UTC\ncolumns: { service_id: { value: sap } }',
    name: 'lines',
    content: '2026-10-01 00:00, success\n2026-10-01 00:01, failed\n\nrestarted\n',
    expected: ['sap  up 00:00 00:00 1', 'sap  down 00:01 00:01 1'],
  },
])('$preset: $name', async ({ preset, more, content, expected }) => {
  expect(await runs(await load({ 'export.csv': content }, byPreset(preset, more)))).toEqual(expected);
});

test('a generic sample file that is not plain is read record by record, with the same result', async () => {
  const csv =
    'service_id,checked_at,state\nsap,2026-10-01T00:00:00Z,up\nsap,2026-10-01T00:01:00Z,up\nsap,2026-10-01T00:02:00Z,DOWN\n';
  const expected = ['sap  up 00:00 00:01 2', 'sap  down 00:02 00:02 1'];
  expect(await runs(await load({ 'uptime_samples.csv': csv.replace('DOWN', 'down') }))).toEqual(expected);
  expect(await runs(await load({ 'uptime_samples.csv': csv }))).toEqual(expected);
  expect(await runs(await load({ 'uptime_samples.csv': csv.replaceAll(',', ';') }))).toEqual(expected);
  expect(await runs(await load({ 'uptime_samples.csv.gz': gzipSync(csv) }))).toEqual(expected);
  const broken = await load({ 'uptime_samples.csv': `${csv}sap,yesterday,up\nsap,2026-10-01T00:03:00Z\n` });
  expect(await broken.rejects()).toEqual([
    '5 checked_at "yesterday": not a date and time',
    '6 "sap,2026-10-01T00:03:00Z": 2 columns instead of 3',
  ]);
});

describe('iCalendar', () => {
  const ics = (...events: string[]): string =>
    `BEGIN:VCALENDAR\nVERSION:2.0\n${events.map((event) => `BEGIN:VEVENT\n${event}\nEND:VEVENT\n`).join('')}END:VCALENDAR\n`;
  const windows = async (loaded: Awaited<ReturnType<typeof load>>): Promise<string[]> =>
    (await loaded.rows('maintenance')).map(({ _row, window_id, service_id, starts_at, ends_at }) =>
      [_row, window_id, service_id, String(starts_at).slice(5, 16), String(ends_at).slice(5, 16)].join(' '),
    );

  test('the occurrences of one event share its line; each has a window of its own, and they are built', async () => {
    const weekly =
      'UID:a@x\nDTSTART;TZID=Asia/Tokyo:20261006T020000\nDURATION:PT30M\nRRULE:FREQ=WEEKLY;COUNT=2\nSUMMARY:再起動';
    const loaded = await load({ 'c.ics': ics(weekly) }, byPreset('icalendar'));
    expect(await windows(loaded)).toEqual([
      '3 a@x/2026-10-05T17:00:00Z * 10-05T17:00 10-05T17:30',
      '3 a@x/2026-10-12T17:00:00Z * 10-12T17:00 10-12T17:30',
    ]);
    const states = 'service_id,started_at,ended_at,state\nsap,2026-10-01T00:00:00+09:00,2026-11-01T00:00:00+09:00,up\n';
    const { months } = await wholeRun(
      { 'c.ics': ics(weekly), 'uptime_states.csv': states },
      'version: 1\nsources: [{ files: exports/c.ics, format: icalendar }]\n',
      { services: ['sap'], period: '2026-10' },
    );
    expect(months['sap']).toEqual({ down: 0, unknown: 0, outages: 0, base: 2_678_400 - 3600 });
  });
  test('as calcurse writes it: no UID, floating clocks and a whole day in the zone of sources.yaml', async () => {
    const file = ics(
      'DTSTART;VALUE=DATE:20261028\nSUMMARY:棚卸し',
      'DTSTART:20261024T220000\nDURATION:P0DT2H0M0S\nSUMMARY:更新',
    );
    const loaded = await load({ 'c.ics': file }, byPreset('icalendar', 'zone: Asia/Tokyo'));
    expect(await windows(loaded)).toEqual([
      '3 棚卸し/2026-10-27T15:00:00Z * 10-27T15:00 10-28T15:00',
      '7 更新/2026-10-24T13:00:00Z * 10-24T13:00 10-24T15:00',
    ]);
    expect(await failure({ 'c.ics': file }, byPreset('icalendar'))).toContain('zone: Asia/Tokyo');
  });
  test('an event of its own keeps its id when it is moved', async () => {
    const at = (day: string): string => ics(`UID:b@x\nDTSTART:202610${day}T150000Z\nDURATION:PT1H`);
    const loaded = await load({ '1.ics': at('17'), '2.ics': at('24') }, byPreset('icalendar'));
    expect((await windows(loaded)).map((window) => window.split(' ')[1])).toEqual(['b@x', 'b@x']);
  });
  test.each([
    { categories: 'UNPLANNED', summary: '[ERP] Power failure', is: 'ERP down' },
    { categories: 'SCHEDULED', summary: '[CRM] Outage for patches', is: 'planned' },
    { categories: '', summary: 'Emergency maintenance', is: 'planned' },
    { categories: '', summary: '【基幹】ネットワーク障害', is: '基幹 down' },
    { categories: '', summary: '計画停止', is: 'planned' },
    { categories: '障害', summary: '定期点検中の停止', is: '定期点検中の停止 down' },
    { categories: 'Holiday', summary: '棚卸し', is: 'planned' },
  ])('$categories "$summary" is $is', async ({ categories, summary, is }) => {
    const event = `UID:a\nSUMMARY:${summary}\nCATEGORIES:${categories}\nDTSTART:20261005T000000Z\nDURATION:PT1H`;
    const loaded = await load({ 'c.ics': ics(event) }, byPreset('icalendar'));
    const down = (await loaded.rows('uptime_states')).map(({ service_id, state }) => `${service_id} ${state}`);
    expect([...(await windows(loaded)).map(() => 'planned'), ...down]).toEqual([is]);
  });
});
