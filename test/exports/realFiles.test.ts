import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readContract } from '../../pipelines/contract/readContract.ts';
import { readSources } from '../../pipelines/exports/mapping/sources.ts';
import { byPreset, load } from './loading.ts';

const data = join(import.meta.dirname, '..', '..', '..', 'shared', 'data');
const isHere = existsSync(data);
if (!isHere)
  process.stderr.write(
    `skipped: the real files of test/exports/realFiles.test.ts are not in ${join('..', 'shared', 'data')}\n`,
  );

/** Totals that the files' authors and we counted independently of this program. */
test.skipIf(!isHere)(
  'UCI: 24,918 incidents from 141,712 events, 5 of them duplicates, straight from the zip',
  async () => {
    const zip = readFileSync(join(data, 'uci-servicenow', 'incident_event_log.zip'));
    const { warehouse, report, notices } = await load(
      { 'incident_event_log.zip': zip },
      byPreset('servicenow-event-log', 'zone: UTC'),
    );
    expect(report.loaded.find(({ table }) => table === 'tickets')).toMatchObject({
      file: 'exports/incident_event_log.zip#incident_event_log.csv',
      rows: 24_918,
      rejected: 0,
    });
    expect(await notices()).toEqual(['5 rows repeat number, sys_mod_count: the last of each counts']);
    const totals =
      await warehouse.row(`select count(*) filter (where resolved_at is null)::integer as unresolved, count(*) filter (where opened_at not like '20__-__-__T__:__:__Z')::integer as odd,
    max(_row)::integer as last_row, (select count(distinct ticket_id) from raw.ticket_events where event = 'severity_changed')::integer as changing from raw.tickets`);
    expect(totals).toEqual({ unresolved: 1556, odd: 0, last_row: 141_713, changing: 383 });
  },
);

test.skipIf(!isHere)('Volvo: 7,554 incidents with their waits, over the change of clocks', async () => {
  const xes = readFileSync(join(data, 'volvo', 'bpi_challenge_2013_incidents.xes.gz'));
  const { warehouse } = await load({ 'incidents.xes.gz': xes }, byPreset('xes'));
  const totals =
    await warehouse.row(`select (select count(*) from raw.tickets)::integer as tickets, (select count(*) from raw.rejects)::integer as rejects,
    (select max(_row) from raw.tickets)::integer as last_event, count(*) filter (where event = 'paused' and value = 'client')::integer > 3000 as has_waits from raw.ticket_events`);
  expect(totals).toEqual({ tickets: 7554, rejects: 0, last_event: 65_533, has_waits: true });
});

test.skipIf(!isHere)('Upptime: 54 sites, 10,535 revisions, 793 of them down', async () => {
  const lines = readFileSync(join(data, 'upptime-unibern', 'history_revisions.jsonl'));
  const { warehouse } = await load({ 'history_revisions.jsonl': lines }, byPreset('upptime'));
  expect(
    await warehouse.row(
      `select count(distinct service_id)::integer as sites, count(*)::integer as revisions, count(*) filter (where state = 'down')::integer as down from raw.uptime_states`,
    ),
  ).toEqual({
    sites: 54,
    revisions: 10_535,
    down: 793,
  });
});

test.skipIf(!isHere)(
  'GitHub: of 819 incidents, 18 of impact maintenance and 31 of impact none do not count',
  async () => {
    const lines = readFileSync(join(data, 'github-statuses', 'incidents.jsonl'));
    const sources = `version: 1
sources:
  - files: exports/incidents.jsonl
    table: tickets
    where: [{ from: impact, not_in: [maintenance, none] }]
    columns: { ticket_id: id, type: { value: incident }, severity: impact, title: title, opened_at: downtime_start, resolved_at: downtime_end, updated_at: updated_at }
`;
    const tickets = await load({ 'incidents.jsonl': lines }, sources);
    expect(tickets.report.loaded).toMatchObject([{ table: 'tickets', rows: 819 - 18 - 31, rejected: 0 }]);
    expect(await tickets.notices()).toEqual(['49 rows were left out of tickets by "where"']);
    const all = await load({ 'incidents.jsonl': lines }, sources.replace(/ {4}where.*\n/, ''));
    expect(
      await all.warehouse.rows('select severity, count(*)::integer as n from raw.tickets group by 1 order by 1'),
    ).toEqual([
      { severity: 'critical', n: 28 },
      { severity: 'maintenance', n: 18 },
      { severity: 'major', n: 138 },
      { severity: 'minor', n: 604 },
      { severity: 'none', n: 31 },
    ]);
    const states = await load({ 'incidents.jsonl': lines }, byPreset('statuspage-archive'));
    expect(await states.rejects()).toEqual([]);
    expect(await states.notices()).toContain('158 records have nothing at [].components[] and were left out');
    // The incidents behind the outages name a component and are neither maintenance nor none.
    const counted = lines
      .toString('utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { impact: string; components?: string[] })
      .filter(({ impact }) => !['maintenance', 'none'].includes(impact));
    const outages = counted.reduce((sum, { components = [] }) => sum + components.length, 0);
    expect(
      await states.warehouse.row(`select count(*)::integer as n from raw.uptime_states where state = 'down'`),
    ).toEqual({ n: outages });
  },
);

test.skipIf(!isHere)('heartbeats: a log of one monitor, to the minute', async () => {
  const log = readFileSync(join(data, 'heartbeats', 'proxy_report@1e9d2b2d.log'));
  const lines = log
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '').length;
  const { warehouse } = await load(
    { 'proxy.log': log },
    byPreset('heartbeat-log', 'zone: Asia/Shanghai\ncolumns: { service_id: { value: sap } }'),
  );
  expect(await warehouse.row('select sum(samples)::integer as n from raw.uptime_runs')).toEqual({ n: lines });
});

// The workspaces for these files: what can be said of them without the files.
test.each(['real-servicenow', 'real-volvo'])('fixtures/scenarios/%s: contract and sources are in order', (name) => {
  const workspace = join(import.meta.dirname, '..', '..', 'fixtures', 'scenarios', name);
  expect(readContract(workspace).services.map(({ id }) => id)).toEqual(['desk']);
  const file = name === 'real-volvo' ? 'exports/bpi_challenge_2013_incidents.xes.gz' : 'exports/incident_event_log.zip';
  expect(readSources(workspace)(file)?.tables[0]?.columns.get('service_id')).toEqual({ value: 'desk' });
});
