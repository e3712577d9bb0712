/** `sla outlook` on the sample, as it stood in the middle of October 2026. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../pipelines/packageRoot.ts';
import { slaHere } from '../support/workspace.ts';

const now = Date.parse('2026-11-02T00:00:00Z') / 1000;
let workspace: string;
beforeAll(() => {
  workspace = mkdtempSync(join(tmpdir(), 'sla-outlook-'));
  for (const name of ['contract.yaml', 'exclusions.yaml', 'sources.yaml', 'calendars', 'commentary', 'exports'])
    cpSync(join(packageRoot(), 'fixtures', 'sample', name), join(workspace, name), { recursive: true });
}, 240_000);
afterAll(() => rmSync(workspace, { recursive: true, force: true }));

const at = async (asOf: string, ...more: string[]) =>
  await slaHere(['outlook', '2026-10', '--as-of', asOf, '--workspace', workspace, ...more], now);

describe('in words', () => {
  test.each([
    {
      asOf: '2026-10-12',
      lang: 'en',
      // 31 of 44 min 24 s are used with 20 of 31 days to come: the burn carried on would lose it.
      lines: [
        'Acme Trading Co., Ltd.: outlook of October 2026',
        '[at risk] ERP (SAP S/4HANA)  may still be down 13m 24s until 1 Nov 00:00',
        '[on course] 17 without downtime: their whole budget is left',
        'not approved: its downtime counts',
      ],
    },
    {
      asOf: '2026-10-22',
      lang: 'ja',
      // 82 minutes of 44 min 24 s; 5 of 6 at 95 % need 14 more.
      lines: [
        '[未達確定] 拠点間 VPN ルーター（東京）  停止許容時間を37分36秒超過',
        '重大｜応答  目標 95%  期限内5件、期限超過1件、未完了0件  目標の達成には、未完了の全件に加え、さらに14件の期限内完了が必要',
        'INC-2026-001750  中｜解決  10/23 18:00まで（残り42時間）',
      ],
    },
  ])('$asOf, $lang', async ({ asOf, lang, lines }) => {
    const { code, stdout } = await at(asOf, '--lang', lang);
    expect(code).toBe(1);
    for (const line of lines) expect(stdout).toContain(line);
  });

  test('a page of its own, with everything that strangers wrote escaped', async () => {
    const { stdout } = await at('2026-10-12', '--format', 'html');
    expect(stdout).toMatch(/^<!DOCTYPE html>/);
    expect(stdout).not.toMatch(/<script|<link|src=/);
    // One service is at risk: one picture, which says in words what it shows.
    expect(stdout.match(/<svg /g)).toHaveLength(1);
    expect(stdout).toContain('aria-label="ERP（SAP S/4HANA）の停止許容時間の推移。期間全体で44分24秒、残り13分24秒。"');
  });
});

test('for programs, and the same twice', async () => {
  const [first, second] = [await at('2026-10-12', '--format', 'json'), await at('2026-10-12', '--format', 'json')];
  expect(first.stdout).toBe(second.stdout);
  const outlook = JSON.parse(first.stdout);
  expect(outlook).toMatchObject({ period: '2026-10', as_of: '2026-10-11T15:00:00Z', status: 'at-risk' });
  const sap = outlook.availability.find(({ service_id }: { service_id: string }) => service_id === 'sap');
  expect(sap).toMatchObject({ status: 'at-risk', lost_seconds: 1860, budget_seconds: 2664, budget_left_seconds: 804 });
  // The 8th lost 31 minutes; the days after it nothing.
  expect(outlook.burn_down).toEqual([
    {
      service_id: 'sap',
      budget_seconds: 2664,
      days: Array.from({ length: 11 }, (_, index) => ({
        date: `2026-10-${String(index + 1).padStart(2, '0')}`,
        left_seconds: index < 7 ? 2664 : 804,
        maintenance_seconds: 0,
      })),
    },
  ]);
  expect(outlook.clocks.every(({ left_seconds }: { left_seconds: number }) => left_seconds > 0)).toBe(true);
});

test.each([
  { edge: 'a period that has ended', line: ['outlook', '2026-09'], says: '2026-09 has ended' },
  { edge: 'one that has not begun', line: ['outlook', '2026-12'], says: '2026-12 has not begun' },
])('$edge is refused, with what to do instead', async ({ line, says }) => {
  const { code, stderr } = await slaHere([...line, '--workspace', workspace], now);
  expect(code).toBe(2);
  expect(stderr).toContain(says);
  expect(stderr).toMatch(/^ {2}fix/m);
});
