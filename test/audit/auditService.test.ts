/** The audit of a service: every second that did not count as up, down to the rows that bound it. */
import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { auditService } from '../../pipelines/audit/auditService.ts';
import type { ServiceAudit } from '../../pipelines/audit/ServiceAudit.ts';
import { serviceJson } from '../../pipelines/audit/serviceJson.ts';
import { SlaError } from '../../pipelines/errors.ts';
import { isoInstant } from '../../pipelines/isoInstant.ts';
import type { Run } from '../../pipelines/run/prepareRun.ts';
import { serviceText } from '../../templates/auditText.ts';
import { copyForFile, runOf } from './runs.ts';

const workspace = copyForFile('scenarios/by-hand');
let run: Run;
let web: ServiceAudit;
let db: ServiceAudit;
beforeAll(async () => {
  run = await runOf(workspace, '2026-10');
  web = await auditService(run, 'web');
  db = await auditService(run, 'db');
});

describe('the sum, as worked out by hand', () => {
  test('web: 2,661,900 s agreed, 3,360 s lost', () => {
    expect(web.figures).toMatchObject({
      ...{ windowSeconds: 2_678_400, maintenanceSeconds: 14_400, excludedSeconds: 2_100, agreedSeconds: 2_661_900 },
      ...{ lostSeconds: 3_360, availabilityPercent: '99.873', met: false, outages: 4, longestOutageSeconds: 1_800 },
      ...{ budgetSeconds: 2_661, budgetLeftSeconds: -699 },
    });
    expect(web.differences).toEqual([]);
  });

  test('db: a sample every twelve hours, 48 h unknown', () => {
    expect(db.figures).toMatchObject({
      unknownSeconds: 172_800,
      lostSeconds: 43_200,
      availabilityPercent: '98.265',
      met: true,
    });
    expect(db.differences).toEqual([]);
  });

  test('vpn: no evidence, no figure, and nothing to disagree on', async () => {
    const vpn = await auditService(run, 'vpn');
    expect(vpn.figures).toMatchObject({ baseSeconds: 0, availabilityPercent: null, met: null });
    expect(vpn.months[0]!.spans.map(({ kind, seconds }) => [kind, seconds])).toEqual([
      ['unknown', 86_400],
      ['maintenance', 14_400],
      ['unknown', 1_281_600],
    ]);
    expect(vpn.differences).toEqual([]);
    expect(serviceText(vpn, 'en')).toContain('No figure: no second of the period counts');
  });
});

describe('each outage says where its seconds went', () => {
  test.each([
    { began: '2026-10-05T01:00:00Z', counted: 1_800, maintenance: 0, excluded: 0, outside: 0, why: 'counts whole' },
    {
      began: '2026-10-16T18:50:00Z',
      counted: 1_200,
      maintenance: 600,
      excluded: 0,
      outside: 0,
      why: 'overruns its window',
    },
    { began: '2026-10-20T13:00:00Z', counted: 300, maintenance: 0, excluded: 300, outside: 0, why: 'half excluded' },
    { began: '2026-10-31T14:59:00Z', counted: 60, maintenance: 0, excluded: 0, outside: 0, why: 'still down at as_of' },
  ])('$began $why', ({ began, counted, maintenance, excluded, outside }) => {
    const outage = web.months[0]!.outages.find(({ from }) => isoInstant(from) === began);
    expect(outage).toMatchObject({
      ...{
        countedSeconds: counted,
        maintenanceSeconds: maintenance,
        excludedSeconds: excluded,
        outsideSeconds: outside,
      },
      shortSeconds: 0,
    });
    expect(outage!.to - outage!.from).toBe(counted + maintenance + excluded + outside);
    expect(outage!.sources.length).toBeGreaterThan(0);
  });

  test('the spans and the outages add up to the figures', () => {
    const [month] = web.months;
    const of = (kind: string) =>
      month!.spans.filter((span) => span.kind === kind).reduce((sum, { seconds }) => sum + seconds, 0);
    expect(of('maintenance')).toBe(month!.figures.maintenanceSeconds);
    expect(of('excluded')).toBe(month!.figures.excludedSeconds);
    expect(of('unknown')).toBe(month!.figures.unknownSeconds);
    expect(month!.outages.reduce((sum, { countedSeconds }) => sum + countedSeconds, 0)).toBe(
      month!.figures.downSeconds,
    );
  });
});

describe('the rows that bound a span', () => {
  test('are the samples before and at its edges, verbatim', () => {
    const [month] = db.months;
    const rows = (sources: { row: number }[]) =>
      sources.map(({ row }) => db.rows[0]!.rows.find((each) => each.row === row)!.text);
    const [outage] = month!.outages;
    expect(rows(outage!.sources)).toEqual([
      expect.stringContaining('2026-10-09T12:00:00+08:00,up'),
      expect.stringContaining('2026-10-10T00:00:00+08:00,down'),
      expect.stringContaining('2026-10-10T12:00:00+08:00,up'),
    ]);
    const gap = month!.spans.find(({ kind }) => kind === 'unknown');
    expect(rows(gap!.sources)).toEqual([
      expect.stringContaining('2026-10-20T00:00:00+08:00,up'),
      expect.stringContaining('2026-10-23T12:00:00+08:00,up'),
    ]);
  });

  test('a reported state is its own row', () => {
    const [first] = web.months[0]!.outages;
    expect(first!.sources.every(({ file }) => file === 'exports/uptime_states_web.csv')).toBe(true);
    expect(web.rows[0]).toMatchObject({ state: 'unchanged', file: 'exports/uptime_states_web.csv' });
  });

  test.each<{ name: string; spoil: (path: string) => void; state: string }>([
    { name: 'changed', spoil: (path) => appendFileSync(path, '\n'), state: 'changed' },
    { name: 'gone', spoil: (path) => rmSync(path), state: 'gone' },
  ])('a file that has $name since: the figures stand on what was kept, and it says so', async ({ spoil, state }) => {
    const folder = copyForFile('scenarios/by-hand');
    const own = await runOf(folder, '2026-10');
    spoil(join(folder, 'exports/uptime_samples_db.csv'));
    const audit = await auditService(own, 'db');
    expect(audit).toMatchObject({ evidence: 'warehouse', figures: db.figures, differences: [], rows: [] });
    expect(serviceText(audit, 'en')).toContain('An export of samples has gone or changed');
    spoil(join(folder, 'exports/uptime_states_web.csv'));
    expect((await auditService(own, 'web')).rows).toMatchObject([{ state, rows: [] }]);
  });
});

describe('what a monitor would say', () => {
  const shown = (audit: ServiceAudit, monitor: string) =>
    audit.monitors.find((each) => each.monitor === monitor)?.shown;

  test.each([
    // 4,260 s down, of which 600 s in maintenance and 300 s excluded; the month has 2,678,400 s
    // 1 - 3,660 / 2,678,400 = 99.86335..., rounded
    { monitor: 'Icinga', figure: '99.8634', why: 'knows no exclusion, and takes downtime in maintenance as up' },
    { monitor: 'Zabbix', figure: '99.8626', why: 'the same without the maintenance in the base' },
    { monitor: 'Nagios / Thruk', figure: '99.841 (99.841)', why: 'counts downtime inside maintenance' },
    { monitor: 'Upptime', figure: '99.84', why: 'knows no maintenance' },
    { monitor: 'Uptime Kuma', figure: null, why: 'states are no checks' },
  ])('$monitor: $figure, for it $why', ({ monitor, figure }) => {
    expect(shown(web, monitor)).toBe(figure);
  });

  test('Uptime Kuma counts checks: one of so many was down', () => {
    expect(shown(db, 'Uptime Kuma')).toMatch(/^9\d\.\d\d$/);
  });
});

test('a warehouse that disagrees is told on, with both values', async () => {
  const own = await runOf(copyForFile('scenarios/by-hand'), '2026-10');
  await own.warehouse.run(`update marts.fct_service_availability set down_seconds = 1 where service_id = 'web'`);
  const audit = await auditService(own, 'web');
  expect(audit.differences).toEqual([{ what: '2026-10: down_seconds', reference: '3360', warehouse: '1' }]);
  expect(serviceText(audit, 'en')).toContain('THE WAREHOUSE DISAGREES');
});

test('a service that the agreement does not have: the nearest are named', async () => {
  const error = await auditService(run, 'wbe').catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(SlaError);
  expect((error as SlaError).message).toMatch(/no service "wbe"[\s\S]*sla audit --service web 2026-10/);
});

test('JSON: the keys of the interface', () => {
  const json = serviceJson(web) as Record<string, unknown>;
  expect(Object.keys(json)).toEqual([
    ...[
      'service_id',
      'period',
      'timezone',
      'as_of',
      'terms',
      'figures',
      'months',
      'monitors',
      'warehouse',
      'evidence',
      'rows',
    ],
  ]);
  expect(Object.keys(json['figures'] as object)).toEqual([
    ...[
      'window_seconds',
      'maintenance_seconds',
      'excluded_seconds',
      'agreed_seconds',
      'down_seconds',
      'unknown_seconds',
    ],
    ...[
      'base_seconds',
      'lost_seconds',
      'availability_percent',
      'met',
      'status',
      'outages',
      'longest_outage_seconds',
      'budget_seconds',
    ],
    'budget_left_seconds',
  ]);
  const [month] = json['months'] as { outages: object[]; spans: object[] }[];
  expect(Object.keys(month!.outages[0]!)).toEqual([
    ...[
      'from',
      'to',
      'seconds',
      'ongoing',
      'counted_seconds',
      'maintenance_seconds',
      'excluded_seconds',
      'short_seconds',
    ],
    ...['outside_seconds', 'ticket_id', 'sources'],
  ]);
  expect(Object.keys(month!.spans[0]!)).toEqual(['from', 'to', 'kind', 'seconds', 'counts', 'because', 'sources']);
});
