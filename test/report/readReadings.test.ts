/** Verdicts of the sample's October that another reading would turn, walked one by one; and all together by the other engine. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../pipelines/packageRoot.ts';
import { readContext } from '../../pipelines/report/context.ts';
import type { Readings, TurnedClock } from '../../pipelines/report/ReportModel.ts';
import { readReadings } from '../../pipelines/report/readReadings.ts';
import { prepareRun } from '../../pipelines/run/prepareRun.ts';
import type { WhatIf } from '../../pipelines/whatif/WhatIf.ts';
import en from '../../templates/words/en/pages.ts';
import ja from '../../templates/words/ja/pages.ts';
import { slaHere } from '../support/workspace.ts';

const now = Date.parse('2026-11-02T00:00:00Z') / 1000;
let workspace: string;
let found: Readings;
let few: Readings;
let clocks: TurnedClock[];
beforeAll(async () => {
  workspace = mkdtempSync(join(tmpdir(), 'sla-readings-'));
  for (const name of ['contract.yaml', 'exclusions.yaml', 'sources.yaml', 'calendars', 'exports'])
    cpSync(join(packageRoot(), 'fixtures', 'sample', name), join(workspace, name), { recursive: true });
  const run = await prepareRun({ workspace, period: '2026-10', asOf: null, now });
  found = await readReadings(readContext(run));
  few = await readReadings(readContext(run), 10);
  run.warehouse.close();
  clocks = [...found.clocks.shown];
}, 240_000);
afterAll(() => rmSync(workspace, { recursive: true, force: true }));

const [minute, hour] = [60, 3600];

test.each([
  {
    edge: 'due Tuesday 18:00, restored at 18:35: in time if the day lasts until midnight',
    ticket: 'INC-2026-001649',
    readings: ['business_day midnight: breached -2100 -> met 19500'],
  },
  {
    edge: 'opened Friday 17:00: due an hour earlier, if a business day is nine hours of opening',
    ticket: 'INC-2026-001650',
    readings: [`business_day business-hours: met ${20 * minute} -> breached ${-40 * minute}`],
  },
  {
    edge: 'waited for the vendor, which does not stop the clock',
    ticket: 'INC-2026-001675',
    readings: [
      'business_day midnight: breached -7800 -> met 13800',
      `pause_reasons client, vendor, other: breached -7800 -> met ${89 * hour + 50 * minute}`,
    ],
  },
  {
    edge: 'lowered from critical to high: late by the four hours of critical',
    ticket: 'INC-2026-001598',
    readings: [`severity_change initial, severity_change highest: met ${34 * hour} -> breached -6600`],
  },
  {
    edge: 'raised from medium to high: a day late, and in time by the two days in which medium is resolved',
    ticket: 'INC-2026-001716',
    readings: [`severity_change initial: breached ${-21 * hour} -> met ${90 * minute}`],
  },
  {
    edge: 'raised from low, of which nothing is promised: no other verdict',
    ticket: 'INC-2026-001834',
    readings: [],
  },
  { edge: 'restored long before its time: nothing turns', ticket: 'INC-2026-001651', readings: [] },
])('$ticket: $edge', ({ ticket, readings }) => {
  const said = clocks
    .filter(({ ticketId }) => ticketId === ticket)
    .map(
      (each) =>
        `${each.readings.map(({ policy, value }) => `${policy} ${value}`).join(', ')}: ${each.verdict} ${each.marginSeconds} -> ${each.otherVerdict} ${each.otherMarginSeconds}`,
    );
  expect(said).toEqual(readings);
});

test('what was late stands first; every reading has its words', () => {
  const verdicts = clocks.map(({ verdict }) => verdict);
  expect(verdicts).toEqual([...verdicts].sort());
  for (const { policy, value } of clocks.flatMap(({ readings }) => readings))
    for (const words of [ja, en]) expect(words.readings.of[`${policy} ${value}`]).toBeTruthy();
});

test('of more clocks than are walked, those that were late and those with the least to spare; and it is said', () => {
  expect(found.walked).toBe(found.decided);
  expect([few.walked, few.decided]).toEqual([10, found.decided]);
  const said = [...few.clocks.shown].map(({ ticketId }) => ticketId);
  expect(said.slice(0, 3)).toEqual(clocks.slice(0, 3).map(({ ticketId }) => ticketId));
  expect(said.length).toBeLessThan(clocks.length);
});

describe('the other engine, asked what the agreement would have said, says the same of', () => {
  test.each([
    { policy: 'business_day', value: 'midnight', set: 'midnight' },
    { policy: 'business_day', value: 'business-hours', set: 'business-hours' },
    { policy: 'pause_reasons', value: 'none', set: '[]' },
    { policy: 'pause_reasons', value: 'client, vendor, other', set: '[client, vendor, other]' },
    { policy: 'severity_change', value: 'highest', set: 'highest' },
  ])('$policy: $value', { timeout: 120_000 }, async ({ policy, value, set }) => {
    const line = [
      'whatif',
      '2026-10',
      '--set',
      `policies.${policy}=${set}`,
      '--format',
      'json',
      '--workspace',
      workspace,
    ];
    const { tickets } = JSON.parse((await slaHere(line, now)).stdout).periods[0] as WhatIf['periods'][number];
    const other = tickets.map(
      ({ ticket_id, measure, after, late_seconds }) =>
        `${ticket_id} ${measure} ${after === 'breached' ? 'late' : 'not late'} ${late_seconds}`,
    );
    const own = clocks
      .filter(({ readings }) => readings.some((each) => each.policy === policy && each.value === value))
      .filter(({ verdict, otherVerdict }) => (verdict === 'breached') !== (otherVerdict === 'breached'))
      .map(({ ticketId, measure, verdict, marginSeconds, otherMarginSeconds }) =>
        verdict === 'breached'
          ? `${ticketId} ${measure} not late ${-marginSeconds}`
          : `${ticketId} ${measure} late ${-otherMarginSeconds!}`,
      );
    // Of September as agreed; and a measure that is promised under that reading alone.
    const elsewhere = other.filter((each) => /INC-2026-001(541|608)/.test(each));
    expect(own.length).toBeGreaterThan(0);
    expect([...own, ...elsewhere].sort()).toEqual(other.sort());
  });
});
