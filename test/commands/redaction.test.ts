/** The client's edition as it leaves the house: nothing of what is masked is anywhere in its bytes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { copyOfFixture, slaHere, writeFiles } from '../support/workspace.ts';
import { readPdf } from '../templates/readPdf.ts';

const secrets = [
  '田中 浩二',
  '佐藤花子',
  'hanako@client.example',
  '03-1234-5678',
  'Karte 4711',
  '運用 次郎',
  '田中コウジ',
  'Karte 0815',
];

function workspaceWithSecrets(): string {
  const workspace = copyOfFixture('scenarios/by-hand');
  const read = (file: string) => readFileSync(join(workspace, file), 'utf8');
  writeFiles(workspace, {
    'contract.yaml': `${read('contract.yaml')}audience: client\nredact: { names: [佐藤花子], columns: [title] }\nnames: { 田中 浩二: { ja: 田中コウジ } }\n`,
    'exclusions.yaml': read('exclusions.yaml').replaceAll(/approved_by: [^,}\n]+/g, 'approved_by: 田中 浩二'),
    'exports/tickets.csv': read('exports/tickets.csv').replace(
      'answered in the last second and restored one second late',
      'Karte 4711 佐藤花子 hanako@client.example 03-1234-5678',
    ),
    'exports/uptime_states_web.csv': read('exports/uptime_states_web.csv').replace(
      'process died',
      '佐藤花子 called 03-1234-5678',
    ),
    'commentary/2026-10.yaml':
      'version: 1\nsummary: 「Karte 4711 佐藤花子 hanako@client.example 03-1234-5678」を佐藤花子（hanako@client.example）が確認。\nbreaches: { T-02: { cause: 運用次郎の確認漏れ, immediate: x, lasting: y, owner: 運用 次郎 } }\n',
    'objections.yaml':
      'version: 1\nobjections:\n  - { id: O-1, period: 2026-10, about: { ticket: T-02 }, claim: x, by: 佐藤花子, raised_on: 2026-11-05, decision: rejected, reason: 田中 浩二が確認, decided_by: 田中 浩二, decided_on: 2026-11-06 }\n',
  });
  return workspace;
}

/** Every stream of a PDF, inflated where it is packed. */
function inflated(bytes: Buffer): Buffer[] {
  const streams: Buffer[] = [];
  for (let at = bytes.indexOf('stream\n'); at >= 0; at = bytes.indexOf('stream\n', at + 7)) {
    const end = bytes.indexOf('endstream', at);
    if (end < 0) break;
    const body = bytes.subarray(at + 7, end);
    try {
      streams.push(inflateSync(body));
    } catch {
      streams.push(body);
    }
    at = end + 9;
  }
  return streams;
}

/** As UTF-8, and as a PDF's text strings have it. */
const forms = (text: string) => [Buffer.from(text), Buffer.from(text, 'utf16le').swap16()];

test('names, addresses, numbers and listed columns are nowhere in the PDF, of a first version and of a restated one', async () => {
  const workspace = workspaceWithSecrets();
  const folder = join(workspace, 'reports', '2026-10');
  const issue = async (at: string) =>
    await slaHere(['issue', '2026-10', '--by', '山田 太郎', '--at', at, '--with-evidence', '--workspace', workspace]);
  expect((await issue('2026-11-02')).code).toBe(0);
  const tickets = readFileSync(join(workspace, 'exports/tickets.csv'), 'utf8');
  const corrected = tickets.replace('Karte 4711', 'Karte 0815').replace('08:05:01+09:00', '08:05:00+09:00');
  const words = readFileSync(join(workspace, 'commentary/2026-10.yaml'), 'utf8').replace('Karte 4711', 'Karte 0815');
  writeFiles(workspace, { 'exports/tickets.csv': corrected, 'commentary/2026-10.yaml': words });
  expect((await issue('2026-11-09')).code).toBe(0);

  for (const place of [join(folder, 'v1.0'), folder]) {
    const bytes = readFileSync(join(place, 'monthly.ja.pdf'));
    const { pages, attachments, outline } = await readPdf(bytes);
    const seen = [pages.join(''), JSON.stringify(outline), ...Object.values(attachments)].join('');
    const haystacks = [bytes, ...inflated(bytes), Buffer.from(seen), Buffer.from(seen.replaceAll(/\s/g, ''))];
    const found = secrets.filter((secret) =>
      [secret, secret.replaceAll(' ', '')].some((text) =>
        haystacks.some((hay) => forms(text).some((form) => hay.includes(form))),
      ),
    );
    expect(found).toEqual([]);
    expect(pages.join('')).toContain('■■■');
    expect(pages[0]).toContain('山田 太郎');
    expect(JSON.parse(attachments['manifest.json']!)).toMatchObject({ audience: 'client' });
    expect(JSON.parse(attachments['evidence.json']!)).toContainEqual(
      expect.objectContaining({ table: 'tickets', key: 'T-02', file: 'exports/tickets.csv', row: 3 }),
    );
  }
  const verified = await slaHere(['verify', join(folder, 'monthly.ja.pdf'), '--workspace', workspace]);
  expect(verified.code, verified.stdout).toBe(0);
});

test('the internal edition of the same workspace says all of it, and is another version', async () => {
  const workspace = workspaceWithSecrets();
  const issue = async (...more: string[]) =>
    await slaHere(['issue', '2026-10', '--by', 'A', '--at', '2026-11-09', '--workspace', workspace, ...more]);
  expect((await issue()).code).toBe(0);
  expect((await issue('--audience', 'internal')).stderr).toMatch(/version 2\.0/);
  const pdf = readFileSync(join(workspace, 'reports', '2026-10', 'monthly.ja.pdf'));
  const { pages, attachments } = await readPdf(pdf);
  expect(pages.join('').replaceAll(/\s/g, '')).toMatch(/Karte4711佐藤花子/);
  expect(attachments['manifest.json']).not.toContain('audience');
});

test('a mail address in the name of an export cannot be masked: nothing is written', async () => {
  const workspace = workspaceWithSecrets();
  const states = readFileSync(join(workspace, 'exports/uptime_states_web.csv'), 'utf8');
  writeFiles(workspace, { 'exports/uptime_states_hanako@client.example.csv': states });
  const { code, stderr } = await slaHere([
    'issue',
    '2026-10',
    '--by',
    'A',
    '--at',
    '2026-11-09',
    '--workspace',
    workspace,
  ]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/must not name "[^"]*hanako@client\.example[^"]*", but manifest\.json has it/);
});
