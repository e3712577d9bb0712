/** The first day with somebody's own files: what was not read is named before it is missed, and what is offered can be pasted. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeFindings, needsAttention } from '../../pipelines/commands/findings.ts';
import { newServices } from '../../pipelines/contract/newServices.ts';
import { placeholdersOf } from '../../pipelines/contract/placeholders.ts';
import { SlaError } from '../../pipelines/errors.ts';
import { startWorkspace } from '../../pipelines/exports/explain/startWorkspace.ts';
import { findExports } from '../../pipelines/exports/load/findExports.ts';
import { packageRoot } from '../../pipelines/packageRoot.ts';
import { writeStubs } from '../../pipelines/report/writeStubs.ts';
import { prepareRun, type Run } from '../../pipelines/run/prepareRun.ts';
import { shellWord } from '../../pipelines/shellWord.ts';
import { copyOfFixture, sla, slaHere, temporaryFolder, writeFiles } from '../support/workspace.ts';

/** A workspace as `sla init` makes it, with these exports. */
function workspaceWith(files: Record<string, string>): string {
  const folder = temporaryFolder();
  cpSync(join(packageRoot(), 'fixtures', 'start'), folder, { recursive: true });
  mkdirSync(join(folder, 'exports'));
  writeFiles(folder, files);
  return folder;
}

async function october(workspace: string): Promise<Run> {
  const now = Date.UTC(2026, 10, 2) / 1000;
  const run = await prepareRun({ workspace, period: '2026-10', asOf: null, now });
  run.warehouse.close();
  return run;
}

async function refusal(workspace: string): Promise<{ text: string; code: number }> {
  try {
    await october(workspace);
  } catch (error) {
    if (error instanceof SlaError) return { text: error.message, code: error.exitCode };
    throw error;
  }
  throw new Error('the run did not fail');
}

const servicenow =
  'version: 1\nsources:\n  - { files: "exports/**/inc*.csv", format: servicenow-incident, zone: Asia/Tokyo }\n';
const named = 'ticket_id,type,service_id,severity,opened_at\n';

describe('what was not read comes before the missing data', () => {
  test.each([
    {
      name: 'a file without an entry: with the command that proposes one',
      files: { 'exports/otrs.csv': 'Ticket#;Criado\n1;2025-08-01 10:00:00\n' },
      says: /^Nothing says how to read exports\/otrs\.csv[\s\S]*sla load --explain --workspace \S+ \S+exports\/otrs\.csv[\s\S]*There is no data for 2026-10/,
    },
    {
      name: 'every row of a preset set aside: with the first cell and its place',
      files: {
        'sources.yaml': servicenow,
        'exports/incident.csv': 'Number,Opened,Priority,State\nINC1,05/10/2026 10:00:00,1 - Critical,New\n',
      },
      says: /^1 row of exports\/incident\.csv was set aside, and no other is left\. The first: "05\/10\/2026 10:00:00"[\s\S]*row 2, column opened_at[\s\S]*There is no data/,
    },
    {
      name: 'generic tickets whose openings nobody can read',
      files: { 'exports/tickets.csv': `${named}A,incident,erp,high,yesterday\nB,incident,erp,high,today\n` },
      says: /^2 rows of exports\/tickets\.csv were set aside[\s\S]*"yesterday"[\s\S]*row 2, column opened_at[\s\S]*There is no data/,
    },
    {
      name: 'a month that the exports do not reach, beside a file without an entry: both',
      files: {
        'exports/tickets.csv': `${named}A,incident,erp,high,2025-03-01T00:00:00Z\n`,
        'exports/mail.csv': 'a,b\n1,2\n',
      },
      says: /^Nothing says how to read exports\/mail\.csv[\s\S]*reach from 2025-03-01 to 2025-03-01/,
    },
    {
      name: 'no file at all: the missing data alone',
      files: {},
      says: /^There is no data for 2026-10\. No tickets and no monitoring data are loaded\./,
    },
  ])('$name', async ({ files, says }) => {
    const { text, code } = await refusal(workspaceWith(files));
    expect(text).toMatch(says);
    expect(code).toBe(1);
  });

  test('with data of the month, the unread file is the first finding, and an error', async () => {
    const run = await october(
      workspaceWith({
        'exports/tickets.csv': `${named}A,incident,erp,high,2026-10-05T00:00:00Z\n`,
        'exports/mail.csv': 'a,b\n1,2\n',
      }),
    );
    expect(describeFindings(run, 'en').slice(0, 2)).toEqual([
      'error: Files that nothing says how to read (1)',
      '  exports/mail.csv',
    ]);
    expect(describeFindings(run, 'ja')[0]).toBe('要対応: 読み方が指定されていないファイル (1)');
    expect(needsAttention(run)).toBe(true);
  });
});

test('load ends with 1 when a file is left unread or rows are set aside, and says so again the next time', () => {
  const workspace = workspaceWith({
    'sources.yaml': servicenow,
    'exports/incident.csv':
      'Number,Opened,Priority,State\nINC1,05/10/2026 10:00:00,1 - Critical,New\nINC2,2026-10-05 10:00:00,1 - Critical,New\n',
    'exports/mail.csv': 'a,b\n1,2\n',
    'exports/.secret.csv': 'a\n1\n',
  });
  const first = sla(['load', '--workspace', workspace]);
  expect(first.stdout).toContain('not read   exports/mail.csv: no entry in sources.yaml');
  expect(first.stdout).toMatch(/sla load --explain --workspace \S+ \S+\/exports\/mail\.csv\n/);
  expect(first.stdout).toContain('skipped    exports/.secret.csv: its name begins with a dot');
  expect(first.code).toBe(1);
  const again = sla(['load', '--workspace', workspace]);
  expect(again.stdout).toContain('set aside  exports/incident.csv: 1 rows when it was loaded, 1 were read');
  expect(again.code).toBe(1);
});

test('links under exports/ are what they lead to; those that lead nowhere or in a circle are named', async () => {
  const elsewhere = temporaryFolder();
  writeFiles(elsewhere, { 'tickets-1.csv': 'x\n', 'deep/tickets-2.csv': 'y\n' });
  const workspace = workspaceWith({ 'exports/2026-10/tickets-0.csv': 'z\n' });
  symlinkSync(join(elsewhere, 'tickets-1.csv'), join(workspace, 'exports', 'tickets-1.csv'));
  symlinkSync(join(elsewhere, 'deep'), join(workspace, 'exports', 'deep'));
  symlinkSync(join(elsewhere, 'gone.csv'), join(workspace, 'exports', 'tickets-9.csv'));
  symlinkSync(join(workspace, 'exports'), join(workspace, 'exports', '2026-10', 'up'));
  const { files, unread } = await findExports(workspace);
  expect(files.map(({ file }) => file)).toEqual([
    'exports/2026-10/tickets-0.csv',
    'exports/deep/tickets-2.csv',
    'exports/tickets-1.csv',
  ]);
  expect(unread).toEqual([
    { file: 'exports/2026-10/up', why: 'it is a link to a folder that it lies in' },
    { file: 'exports/tickets-9.csv', why: 'it is a link that leads nowhere' },
  ]);
});

test('a name that many tickets bear is said once, with its count and what to type', async () => {
  const rows = Array.from(
    { length: 30 },
    (_, n) => `T-${n},incident,${n % 3 === 0 ? 'CRM' : 'ERP (prod)'},P${n % 2},2026-10-05T00:00:00Z`,
  );
  const run = await october(workspaceWith({ 'exports/tickets.csv': `${named}${rows.join('\n')}\n` }));
  const lines = describeFindings(run, 'en');
  const start = lines.findIndex((line) => line.startsWith('error: Tickets whose service is not in the contract (30)'));
  expect(lines[start + 1]).toMatch(/^ {2}20 x service_id "ERP \(prod\)" {2}for example T-1 /);
  expect(lines[start + 2]).toMatch(/^ {2}10 x service_id "CRM"/);
  const text = lines.join('\n');
  expect(text).toContain(
    '- { id: "erp-prod", name: { ja: "ERP (prod)", en: "ERP (prod)" }, category: application, site: tokyo, check_interval: PT1M }',
  );
  expect(text).toContain('services: { "ERP (prod)": erp-prod }');
});

test('the services to type are accepted by the contract as they stand', async () => {
  const workspace = workspaceWith({});
  const names = ['CRM', 'ERP (prod)', '基幹 システム', 'erp', 'ERP-prod', '"quoted": #x', '!!!', 'a b', 'a-b'];
  const entries = newServices(names, ['erp'], 'tokyo');
  expect(new Set(['erp', ...entries.map(({ id }) => id)]).size).toBe(names.length + 1);
  const path = join(workspace, 'contract.yaml');
  const text = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    text.replace(/^( {2}- \{ id: erp,.*)$/m, (line) => [line, ...entries.map((each) => `  ${each.line}`)].join('\n')),
  );
  writeFiles(workspace, { 'exports/tickets.csv': `${named}A,incident,erp,high,2026-10-05T00:00:00Z\n` });
  const { contract } = await october(workspace);
  expect(contract.services.map(({ id }) => id)).toEqual(['erp', ...entries.map(({ id }) => id)]);
});

test('every word that the starting contract leaves open is refused by a report until it is changed', () => {
  const workspace = workspaceWith({});
  expect(placeholdersOf(workspace).map(({ what }) => /^"(.*)" still/.exec(what)![1])).toEqual([
    'サービス提供会社名',
    'PROVIDER NAME',
    'support@PROVIDER.example',
    '0120-XXXX-XXXX',
    '担当者名',
    'SERVICE MANAGER',
    'manager@PROVIDER.example',
    'CLIENT',
    'お客様名',
    'CLIENT NAME',
  ]);
  writeFiles(workspace, { 'exports/tickets.csv': `${named}A,incident,erp,high,2026-10-05T00:00:00Z\n` });
  const { code, stderr, stdout } = sla(['monthly', '2026-10', '--workspace', workspace]);
  expect(stderr).toMatch(/contract\.yaml, line \d+, client\.id/);
  expect(stderr).toContain('No report was written');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});

test.each([
  ['INC-1', 'INC-1'],
  ['52 267', "'52 267'"],
  ["it's", String.raw`'it'\''s'`],
  ['$(rm)', "'$(rm)'"],
  ['受付1', '受付1'],
  ['', "''"],
])('an id %s is offered as the word %s', (id, word) => {
  expect(shellWord(id)).toBe(word);
});

test('init makes contract, services and sources from what the exports contain', async () => {
  const from = temporaryFolder();
  const log = 'timestamp,monitor,is_up\n2026-10-01T00:00:00Z,ERP (prod),1\n';
  writeFiles(from, {
    'incident-2026-09.csv': 'Ticket ID,Created,Priority,Service\nA,2026-09-05T00:00:00Z,high,CRM\n',
    'incident-2026-10.csv': 'Ticket ID,Created,Priority,Service\nB,2026-10-05T00:00:00Z,high,Mail (old)\n',
    'uptime_log.csv': log,
    'notes.txt': 'call Sato\n',
  });
  const workspace = join(temporaryFolder(), 'acme');
  const { files, places, unread, blanks } = await startWorkspace(workspace, {
    client: 'Acme Trading',
    timezone: 'Asia/Singapore',
    language: 'en',
    from,
  });
  expect(files.every((file) => readFileSync(file).length > 0)).toBe(true);
  expect({ places, blanks }).toEqual({ places: 0, blanks: 7 });
  expect(unread).toEqual([expect.stringContaining('exports/notes.txt: ')]);
  const { contract } = await october(workspace);
  expect(contract).toMatchObject({ timezone: 'Asia/Singapore', language: 'en', client: { id: 'acme-trading' } });
  expect(contract.services.map(({ id }) => id)).toEqual(['CRM', 'mail-old', 'erp-prod']);
  expect(readFileSync(join(workspace, 'exports', 'uptime_log.csv'), 'utf8')).toBe(log);
  expect(readFileSync(join(workspace, 'contract.yaml'), 'utf8')).toContain('# year-end closure');
});

test.each([
  { name: 'a folder with a contract in it', dir: '', start: {}, says: 'The folder is not empty' },
  {
    name: 'a zone that does not exist',
    dir: 'new',
    start: { timezone: 'Asia/Tokio' },
    says: '"Asia/Tokio" is no time zone',
  },
  {
    name: 'exports that are not there',
    dir: 'new',
    start: { from: '/nowhere/exports' },
    says: 'There is no such folder',
  },
])('init refuses $name and writes nothing', async ({ dir, start, says }) => {
  const folder = workspaceWith({});
  const asked = { client: null, timezone: null, language: null, from: null, ...start };
  await expect(startWorkspace(join(folder, dir), asked)).rejects.toThrow(says);
  expect(existsSync(join(folder, 'new'))).toBe(false);
});

test('commentary writes a place for each miss, once, and never touches words that are there', async () => {
  const late = '2026-10-05T00:00:00Z,2026-10-05T09:00:00Z,2026-10-05T09:00:00Z';
  const workspace = workspaceWith({
    'exports/tickets.csv': `${named.trim()},responded_at,restored_at\nA 1,incident,erp,critical,${late}\nB:2,incident,erp,critical,${late}\n`,
    'commentary/2026-10.yaml':
      '# mine\nversion: 1\nsummary: { ja: 概要, en: Summary } # keep\nbreaches:\n  A 1: { cause: { ja: 原因, en: Cause } }\n',
  });
  const stubs = async () => {
    const run = await prepareRun({ workspace, period: '2026-10', asOf: null, now: Date.UTC(2026, 10, 2) / 1000 });
    try {
      return await writeStubs(run);
    } finally {
      run.warehouse.close();
    }
  };
  expect(await stubs()).toMatchObject({ added: 1, kept: 1 });
  const text = readFileSync(join(workspace, 'commentary', '2026-10.yaml'), 'utf8');
  expect(text).toMatch(/^# mine\nversion: 1\nsummary: \{ ja: 概要, en: Summary \} # keep\nbreaches:\n/);
  expect(text).toContain('A 1: { cause: { ja: 原因, en: Cause } }');
  expect(text).toMatch(
    /"?B:2"?:\n {4}# critical respond: due 2026-10-05 10:00, stopped 2026-10-05 18:00, 28800 s late\n/,
  );
  expect(await stubs()).toMatchObject({ added: 0, kept: 2 });
  expect(readFileSync(join(workspace, 'commentary', '2026-10.yaml'), 'utf8')).toBe(text);
  writeFiles(workspace, {
    'exports/tickets-2.csv': `${named.trim()},responded_at,restored_at\nC,incident,erp,critical,${late}\n`,
  });
  expect(await stubs()).toMatchObject({ added: 1, kept: 2 });
  await october(workspace);
});

test('a missed availability target and each of its outages get a place too, and the words that go there are read', async () => {
  const workspace = copyOfFixture('scenarios/by-hand');
  const run = async (...args: string[]) => await slaHere([...args, '2026-10', '--workspace', workspace]);
  expect((await run('commentary')).stderr).toMatch(/^16 stubs added, 0 left/);
  const file = join(workspace, 'commentary', '2026-10.yaml');
  const text = readFileSync(file, 'utf8');
  expect(text).toMatch(
    /availability:\n {2}web:\n {4}detected: # 99\.873 % against 99\.9 %, 3360 s down in 4 outages\n/,
  );
  expect(text).toMatch(/outages:\n {6}2026-10-05T10:00: # 1800 s, T-01\n/);
  expect(text).toMatch(/ {2}db:\n {4}outages:\n {6}2026-10-10T01:00: # 43200 s\n/);
  expect((await run('check')).stdout).not.toMatch(/printed nowhere/);
  const filled = text
    .replace(/( {2}web:\n(?: {4}.*\n)*? {4}cause:)/, '$1 経路設定の誤り')
    .replace('2026-10-05T10:00: #', '2026-10-05T10:00: プロセスの停止 #');
  writeFiles(workspace, { 'commentary/2026-10.yaml': filled });
  expect((await run('commentary')).stderr).toMatch(/^0 stubs added, 16 left/);
  expect(readFileSync(file, 'utf8')).toBe(filled);
  expect((await run('check')).stdout).not.toMatch(/printed nowhere/);
});

test('what the figures suggest is offered as comments, to be adopted or left', async () => {
  const workspace = copyOfFixture('sample');
  rmSync(join(workspace, 'commentary', '2026-10.yaml'));
  expect((await slaHere(['commentary', '2026-10', '--workspace', workspace])).code).toBe(0);
  const text = readFileSync(join(workspace, 'commentary', '2026-10.yaml'), 'utf8');
  const offered = text.match(/^ {2}# - \{ title: ".*, owner: , due: \}$/gm) ?? [];
  expect(offered.length).toBeGreaterThanOrEqual(5);
  const adopted = text.replace(
    /^ {2}# (- \{ title: "[^"]*")(, why: "[^"]*").*$/m,
    '  $1$2, owner: 田中, due: 2026-12-18 }',
  );
  writeFiles(workspace, { 'commentary/2026-10.yaml': adopted });
  expect((await slaHere(['check', '2026-10', '--workspace', workspace])).code).toBeLessThan(2);
});
