/** `sla quarterly --whatif`: other terms in the appendix of the draft and of its issue, and nowhere where nobody asked. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../pipelines/packageRoot.ts';
import type { WhatIf } from '../../pipelines/whatif/WhatIf.ts';
import en from '../../templates/words/en/whatif.ts';
import ja from '../../templates/words/ja/whatif.ts';
import { slaHere } from '../support/workspace.ts';
import { readPdf } from '../templates/readPdf.ts';

const now = Date.parse('2026-11-02T00:00:00Z') / 1000;
const sets = ['availability.target=99.95', 'policies.business_day=business-hours'];
const asked = sets.flatMap((set) => ['--whatif', set]);
let workspace: string;
const run = async (...line: string[]) => await slaHere([...line, '--workspace', workspace], now);
const folder = () => join(workspace, 'reports', '2026-Q3');
const textOf = async (file: string) => {
  const { pages, outline } = await readPdf(readFileSync(join(folder(), file)));
  return { text: pages.join('').replaceAll('\n', ''), titles: outline.map(({ title }) => title) };
};

beforeAll(async () => {
  workspace = mkdtempSync(join(tmpdir(), 'sla-whatif-appendix-'));
  for (const name of ['contract.yaml', 'exclusions.yaml', 'sources.yaml', 'calendars', 'commentary', 'exports'])
    cpSync(join(packageRoot(), 'fixtures', 'sample', name), join(workspace, name), { recursive: true });
  await run('quarterly', '2026-Q3', ...asked);
  await run('quarterly', '2026-Q3', '--lang', 'en', ...asked);
}, 240_000);
afterAll(() => rmSync(workspace, { recursive: true, force: true }));

test.each([
  { language: 'ja', words: ja, service: 'ERP（SAP S/4HANA）', after: '未達 99.947%（目標99.95%' },
  { language: 'en', words: en, service: 'ERP (SAP S/4HANA)', after: 'missed 99.947% (target 99.95%' },
])('the draft says what `sla whatif` says ($language)', async ({ language, words, service, after }) => {
  const { stdout } = await run('whatif', '2026-Q3', ...sets.flatMap((set) => ['--set', set]), '--format', 'json');
  const said = JSON.parse(stdout) as WhatIf;
  const { text, titles } = await textOf(`quarterly.draft.${language}.pdf`);
  expect(titles.at(-1)).toContain(words.title);
  const appendix = text.slice(text.lastIndexOf(words.title));
  for (const each of [...sets, service, words.turns(String(said.turns)), words.turned])
    expect(appendix).toContain(each);
  expect(appendix.replaceAll(' ', '')).toContain(after.replaceAll(' ', ''));
  const { tickets } = said.periods[0]!;
  expect(tickets.length).toBeGreaterThan(0);
  for (const { ticket_id } of tickets) expect(appendix).toContain(ticket_id);
});

test.each([
  { edge: 'a key that does not exist', set: 'availability.tagret=99.95', says: 'Did you mean "target"?' },
  { edge: 'no value', set: 'availability.target', says: '--whatif availability.target=99.95' },
  { edge: 'a value that the schema refuses', set: 'availability.target=high', says: 'availability.target' },
])('$edge is refused, and the draft is as it was', async ({ set, says }) => {
  const before = readFileSync(join(folder(), 'quarterly.draft.ja.pdf'));
  const { code, stderr } = await run('quarterly', '2026-Q3', '--whatif', set);
  expect([code, stderr]).toEqual([2, expect.stringContaining(says)]);
  expect(readFileSync(join(folder(), 'quarterly.draft.ja.pdf')).equals(before)).toBe(true);
});

describe('issued', () => {
  beforeAll(async () => {
    const { stderr } = await run('issue', '2026-Q3', '--by', 'Taro Yamada');
    expect(existsSync(join(folder(), 'manifest.json')), stderr).toBe(true);
  }, 240_000);

  test('as it was drafted: with the appendix, and the manifest says so', async () => {
    for (const [language, words] of [
      ['ja', ja],
      ['en', en],
    ] as const)
      expect((await textOf(`quarterly.${language}.pdf`)).titles.at(-1)).toContain(words.title);
    expect(JSON.parse(readFileSync(join(folder(), 'manifest.json'), 'utf8'))).toMatchObject({ whatif: sets });
  });

  test.each([
    { edge: 'the same again', line: asked, code: 0, says: 'nothing changed since' },
    { edge: 'without', line: [], code: 0, says: 'nothing changed since' },
    { edge: 'something else', line: asked.slice(2), code: 2, says: `sla whatif 2026-Q3 --set ${sets[1]}` },
  ])('$edge: no other version', async ({ line, says, code }) => {
    const outcome = await run('quarterly', '2026-Q3', ...line);
    expect(outcome.stderr).toContain(says);
    expect(outcome.code === 2).toBe(code === 2);
  });

  test('and the record holds', async () => {
    const { code, stdout } = await run('verify', join(folder(), 'manifest.json'));
    expect(code, stdout).toBe(0);
  });
});
