/** What monitors wrote while they watched services whose outages are known (fixtures/genuine), held to those outages. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../pipelines/packageRoot.ts';
import { type Outcome, wholeRun } from '../support/wholeRun.ts';

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
