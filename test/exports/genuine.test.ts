/** What monitors wrote while they watched services whose outages are known (fixtures/genuine), held to those outages. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../pipelines/packageRoot.ts';
import { type Outcome, wholeRun } from '../support/wholeRun.ts';
import { load } from './loading.ts';

const folder = join(packageRoot(), 'fixtures', 'genuine');
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');

interface Outage {
  service: string;
  from: number;
  to: number;
}

const truth: Outage[] = read('truth.tsv')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split('\t'))
  .map(([service = '', from, to]) => ({ service, from: Number(from), to: Number(to) }));
const unwatched = truth.find(({ service }) => service === 'nobody')!;
/** Outages that a monitor could see. */
const seen = (service: string): Outage[] =>
  truth.filter((each) => each.service === service && (each.to < unwatched.from || each.from > unwatched.to));
const secondsOf = (outages: Outage[]): number => outages.reduce((sum, { from, to }) => sum + to - from, 0);

/** Epoch seconds of the lines or samples of an export. */
function stampsOf(content: string): number[] {
  return [...content.matchAll(/\[(\d{10})/g)].map(([, stamp]) => Number(stamp));
}

async function run(file: string, entry: string): Promise<Outcome> {
  const content = read(file);
  return await wholeRun(
    { [file]: content },
    `version: 1\nsources:\n  - files: "exports/**"\n    ${entry.replaceAll('\n', '\n    ')}\n`,
    {
      services: ['shop', 'erp'],
      period: new Date(unwatched.from * 1000).toISOString().slice(0, 7),
      timezone: 'UTC',
      asOf: new Date(Math.max(...stampsOf(content)) * 1000).toISOString(),
      checkInterval: 'PT5S',
    },
  );
}

const instances =
  'format: prometheus\ncolumns: { service_id: ../metric.instance }\nservices: { "http://127.0.0.1:18081": shop, "http://127.0.0.1:18082": erp }';

describe.each([
  // Hard after three checks: 5 s to the first, 2 s to each other; up with the next check.
  { system: 'Nagios', file: 'nagios/nagios.log', entry: 'format: nagios-log', blur: 12 },
  // A scrape every 5 s: the outage moves by one at each edge.
  { system: 'Prometheus, raw samples', file: 'prometheus/probe_success.raw.json', entry: instances, blur: 6 },
])('$system', ({ file, entry, blur }) => {
  test.each(['shop', 'erp'])('%s: the outages that could be seen, and no other', async (service) => {
    const { months } = await run(file, entry);
    const known = seen(service);
    expect(months[service]!.outages).toBe(known.length);
    expect(Math.abs(months[service]!.down - secondsOf(known))).toBeLessThanOrEqual(blur * known.length);
  });

  test('while the monitor itself was stopped nothing is known of any service', async () => {
    const { months } = await run(file, entry);
    const stamps = stampsOf(read(file));
    const watched = Math.max(...stamps) - Math.min(...stamps) - secondsOf([unwatched]);
    // A sample holds for three intervals, a stop and a start take a few seconds.
    for (const { base } of Object.values(months)) expect(Math.abs(base - watched)).toBeLessThanOrEqual(25);
  });
});

test('query_range fills the time in which Prometheus was stopped with its look-back; the raw samples do not', async () => {
  const base = async (file: string): Promise<number> => (await run(file, instances)).months['erp']!.base;
  const [raw, range] = [
    await base('prometheus/probe_success.raw.json'),
    await base('prometheus/probe_success.range.json'),
  ];
  expect(range - raw).toBeGreaterThan((unwatched.to - unwatched.from) / 2);
});

describe('a story told by a seed, month of October in Tokyo (the truth.md of each folder)', () => {
  const covered = 'covers: { from: 2026-10-01T00:00:00+09:00, services: [erp, vpn, crm] }';
  const byName = 'services: { "Web サーバー 01": erp, "VPN 装置 01": vpn, "CRM サーバー 01": crm }';
  const files = (...names: string[]) => Object.fromEntries(names.map((name) => [name, read(name)]));
  const entry = (text: string): string =>
    `version: 1\nsources:\n  - files: "exports/**"\n    ${text.replaceAll('\n', '\n    ')}\n`;
  const services = ['erp', 'vpn', 'crm'];

  // High and Disaster: 1530 + 300 + 1800 + 180 s of erp (one of 0 s is no outage), an hour of vpn before the month's end.
  test.each([
    {
      form: 'event.get, a month a file',
      names: ['zabbix/exports/event.get-october.json', 'zabbix/exports/event.get-november.json'],
      format: `format: zabbix\n${covered}`,
    },
    { form: 'the real-time export', names: ['zabbix/exports/problems.ndjson'], format: `format: zabbix\n${covered}` },
    {
      form: 'the page of problems, English in UTC',
      names: ['zabbix/exports/en-problems-history.csv'],
      format: `format: zabbix-problems\nzone: UTC\n${byName}\n${covered}`,
    },
    {
      form: 'the page of problems, Japanese in Tokyo',
      names: ['zabbix/exports/ja-problems-history.csv'],
      format: `format: zabbix-problems\nzone: Asia/Tokyo\n${byName}\n${covered}`,
    },
  ])('Zabbix, $form', async ({ names, format }) => {
    const { months } = await wholeRun(files(...names), entry(format), { services, period: '2026-10' });
    expect(months).toMatchObject({
      erp: { down: 3810, outages: 4 },
      vpn: { down: 3600, outages: 1 },
      crm: { down: 0, outages: 0 },
    });
  });

  test('Zabbix, November up to the 25th: the rest of the outage over midnight, and one that still lasts', async () => {
    const names = ['zabbix/exports/event.get-october.json', 'zabbix/exports/event.get-november.json'];
    const { months } = await wholeRun(files(...names), entry(`format: zabbix\n${covered}`), {
      services,
      period: '2026-11',
      asOf: '2026-11-25T23:55:00Z',
    });
    const lasts = (Date.UTC(2026, 10, 25, 23, 55) - Date.UTC(2026, 10, 20, 3)) / 1000;
    expect(months['vpn']).toMatchObject({ down: 1800 + lasts, outages: 2 });
  });

  test('Icinga DB: hard states, UNKNOWN, a host, and two services of one name', async () => {
    const apart = `format: icinga-db
columns: { service_id: object }
services: { "web01!erp": erp, "web01!crm": crm, "vpn01!vpn": vpn, vpn01: host, "web01!ping4": ping-web, "vpn01!ping4": ping-vpn }`;
    const { months } = await wholeRun(files('icingadb/exports/sla_history_state.csv'), entry(apart), {
      services: [...services, 'host', 'ping-web', 'ping-vpn'],
      period: '2026-10',
    });
    expect(months).toMatchObject({
      erp: { down: 1530 + 300 + 1800, unknown: 1800 },
      vpn: { down: 3600, unknown: 0 },
      crm: { down: 480, unknown: 0 },
      host: { down: 900, unknown: 0 },
      'ping-web': { down: 3600, unknown: 637_200 },
      'ping-vpn': { down: 600, unknown: 637_200 },
    });
  });

  test('calcurse: recurring and floating windows, a whole day', async () => {
    const loaded = await load(files('calcurse/calcurse.ics'), entry('format: icalendar\nzone: Asia/Tokyo'));
    const windows = (await loaded.rows('maintenance'))
      .map(({ starts_at, ends_at }) => `${starts_at} ${ends_at}`)
      .filter((window) => window < '2026-11')
      .sort();
    expect(windows).toEqual([
      '2026-10-05T17:00:00Z 2026-10-05T17:30:00Z',
      '2026-10-16T15:00:00Z 2026-10-16T19:00:00Z',
      '2026-10-19T17:00:00Z 2026-10-19T17:30:00Z',
      '2026-10-24T13:00:00Z 2026-10-24T15:00:00Z',
      '2026-10-26T17:00:00Z 2026-10-26T17:30:00Z',
      '2026-10-27T15:00:00Z 2026-10-28T15:00:00Z',
    ]);
  });
});
