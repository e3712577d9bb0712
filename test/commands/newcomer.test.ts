/**
 * The way of a newcomer, by the README alone: exports of three systems in a folder, and at the end a report that could be
 * sent. Commands, lines edited and dead ends are counted, and may only fall.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import initSqlJs from 'sql.js';
import { expect, test } from 'vitest';
import { sla, temporaryFolder, writeFiles } from '../support/workspace.ts';

const serviceNow = `number,short_description,priority,incident_state,opened_at,resolved_at,closed_at,sys_updated_on,assignment_group,cmdb_ci
INC0010001,VPN down,1 - Critical,Closed,2026-10-05 09:12:00,2026-10-05 12:00:00,2026-10-08 12:00:00,2026-10-08 12:00:00,Network,VPN Gateway
INC0010002,Mail is slow,3 - Moderate,Closed,2026-10-06 10:00:00,2026-10-07 10:00:00,2026-10-09 12:00:00,2026-10-09 12:00:00,Apps,Mail
`;
const redmine = `#,プロジェクト,トラッカー,ステータス,優先度,題名,カテゴリ,作成日,終了日,更新日,関連するチケット
101,運用,障害,終了,高め,夜間バッチが停止,Mail,2026/10/12 09:30,2026/10/12 11:00,2026/10/12 11:00,
102,運用,サポート,終了,通常,権限の追加,Mail,2026/10/13 09:30,2026/10/13 11:00,2026/10/13 11:00,
`;

/** A database as Uptime Kuma writes it: a beat every ten minutes of October, one hour down. */
async function kuma(): Promise<Uint8Array> {
  const database = new (await initSqlJs()).Database();
  database.run(`create table monitor (id integer primary key, name text);
    create table heartbeat (id integer primary key, important integer, monitor_id integer, status integer, msg text, time text, ping integer, duration integer);
    insert into monitor values (1, 'VPN Gateway'), (2, 'Mail');
    begin`);
  const start = Date.UTC(2026, 8, 30, 14) / 1000;
  for (let n = 0; n <= 31 * 144 + 12; n += 1) {
    const at = start + n * 600;
    const isDown = n >= 600 && n < 606;
    const time = new Date(at * 1000).toISOString().replace('T', ' ').replace('Z', '');
    database.run(
      `insert into heartbeat (important, monitor_id, status, msg, time, ping, duration) values (0, 1, ${isDown ? 0 : 1}, '', '${time}', 20, 600), (0, 2, 1, '', '${time}', 20, 600)`,
    );
  }
  database.run('commit');
  return database.export();
}

/** What a person types over in a file: each pair is one line. */
function edit(path: string, lines: [RegExp, string][]): number {
  let text = readFileSync(path, 'utf8');
  for (const [from, to] of lines) {
    expect(text, `${path} has ${from}`).toMatch(from);
    text = text.replace(from, to);
  }
  writeFileSync(path, text);
  return lines.length;
}

test('from three exports to a report in four commands, by the README alone', { timeout: 300_000 }, async () => {
  const here = temporaryFolder();
  writeFiles(here, {
    'downloads/incident.csv': serviceNow,
    'downloads/issues.csv': execFileSync('iconv', ['-f', 'UTF-8', '-t', 'CP932'], { input: redmine }),
    'downloads/kuma.db': await kuma(),
  });
  const count = { commands: 0, lines: 0, deadEnds: 0 };
  const run = (...args: string[]) => {
    count.commands += 1;
    const outcome = sla(args, { cwd: here });
    if (outcome.code === 2) count.deadEnds += 1;
    return outcome;
  };

  const started = run('init', 'acme', '--client', 'Acme', '--from', 'downloads');
  expect(started.code, started.stderr).toBe(0);
  const sources = join(here, 'acme', 'sources.yaml');
  for (const { 0: open } of readFileSync(sources, 'utf8').matchAll(/^ +zone: "\?"$/gm))
    count.lines += edit(sources, [[new RegExp(`^${open.replace('?', String.raw`\?`)}$`, 'm'), '    zone: Asia/Tokyo']]);
  expect(readFileSync(sources, 'utf8')).not.toMatch(/: "\?"/);
  count.lines += edit(join(here, 'acme', 'contract.yaml'), [
    [/^ {2}name: \{ ja: サービス提供会社名.*$/m, '  name: { ja: みらい, en: Mirai }'],
    [/^ {4}support: .*$/m, '    support: support@mirai.example'],
    [/^ {4}emergency: .*$/m, '    emergency: 03-1234-5678'],
    [
      /^ {4}service_manager: .*$/m,
      '    service_manager: { name: { ja: 山田, en: Yamada }, email: yamada@mirai.example }',
    ],
    ...['vpn-gateway', 'mail'].map((id): [RegExp, string] => [
      new RegExp(`^( {2}- \\{ id: "?${id}"?,.*)check_interval: PT1M`, 'im'),
      '$1check_interval: PT10M',
    ]),
  ]);

  const checked = run('check', '2026-10', '--workspace', 'acme');
  expect(checked.code, checked.stdout + checked.stderr).toBeLessThan(2);
  const words = run('commentary', '2026-10', '--workspace', 'acme');
  expect(words.code, words.stderr).toBe(0);
  const month = run('monthly', '2026-10', '--workspace', 'acme');
  expect(month.code, month.stderr).toBeLessThan(2);
  expect(existsSync(join(here, month.stdout.trim().split('\n')[0]!))).toBe(true);

  const figures = sla(['figures', '2026-10', '--workspace', 'acme'], { cwd: here });
  const { availability, breaches } = JSON.parse(figures.stdout) as {
    availability: { service_id: string; down_seconds: number }[];
    breaches: { ticket_id: string }[];
  };
  expect(availability.map(({ down_seconds }) => down_seconds).sort((a, b) => a - b)).toEqual([0, 3600]);
  expect(breaches.length, `${checked.stdout}`).toBeLessThan(4);
  expect(count).toEqual({ commands: 4, lines: 8, deadEnds: 0 });
});
