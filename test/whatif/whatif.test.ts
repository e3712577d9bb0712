/** `sla whatif` on the sample: what turns, by what; and that asking changes nothing. */
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../pipelines/packageRoot.ts';
import type { Figures } from '../../pipelines/report/figures.ts';
import { compareAgreements, turnsOf } from '../../pipelines/whatif/compareAgreements.ts';
import type { Held, WhatIf } from '../../pipelines/whatif/WhatIf.ts';
import { slaHere } from '../support/workspace.ts';

const now = Date.parse('2026-11-02T00:00:00Z') / 1000;
let workspace: string;
const run = async (...line: string[]) => await slaHere([...line, '--workspace', workspace], now);
const figuresOf = async (period: string): Promise<Figures> => JSON.parse((await run('figures', period)).stdout);
const asked = async (...line: string[]): Promise<WhatIf> =>
  JSON.parse((await run('whatif', ...line, '--format', 'json')).stdout);

beforeAll(async () => {
  workspace = mkdtempSync(join(tmpdir(), 'sla-whatif-test-'));
  for (const name of ['contract.yaml', 'exclusions.yaml', 'sources.yaml', 'calendars', 'exports'])
    cpSync(join(packageRoot(), 'fixtures', 'sample', name), join(workspace, name), { recursive: true });
  await run('load');
}, 240_000);
afterAll(() => rmSync(workspace, { recursive: true, force: true }));

/** Of every file of the workspace: name, bytes and instant of its last change. */
function stateOf(folder: string): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, file);
    const { mtimeMs } = statSync(path);
    hash.update(`${file} ${mtimeMs} `);
    if (statSync(path).isFile()) hash.update(readFileSync(path));
  }
  return hash.digest('hex');
}

describe('99.95 instead of 99.9', () => {
  let found: WhatIf;
  beforeAll(async () => {
    found = await asked('2026-07..2026-10', '--set', 'availability.target=99.95');
  }, 240_000);

  test('the services that lie between the two turn, and no other', async () => {
    for (const { period, availability } of found.periods) {
      const own = (await figuresOf(period)).availability;
      const between = own.filter(({ base_seconds, budget_seconds, budget_left_seconds }) => {
        const lost = budget_seconds - budget_left_seconds;
        return lost * 2000 > base_seconds && lost * 1000 <= base_seconds;
      });
      const turned = availability.filter(({ turns }) => turns).map(({ service_id }) => service_id);
      expect(turned).toEqual(between.map(({ service_id }) => service_id));
    }
  });

  test('each with the outages that turn it', () => {
    const october = found.periods.find(({ period }) => period === '2026-10')!;
    const sap = october.availability.find(({ service_id }) => service_id === 'sap')!;
    expect(sap).toMatchObject({ turns: true, before: { status: 'met' }, after: { status: 'missed' } });
    // 31 and 13 minutes.
    expect(sap.outages.map(({ counted_seconds }) => counted_seconds)).toEqual([1860, 780]);
  });

  test('what the other agreement would have said is what it says', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sla-whatif-other-'));
    cpSync(workspace, folder, { recursive: true });
    const contract = join(folder, 'contract.yaml');
    writeFileSync(contract, readFileSync(contract, 'utf8').replace('target: 99.9 #', 'target: 99.95 #'));
    const { stdout } = await slaHere(['figures', '2026-10', '--workspace', folder], now);
    const other = JSON.parse(stdout) as Figures;
    const after = found.periods.find(({ period }) => period === '2026-10')!;
    for (const { service_id, after: said } of after.availability) {
      const own = other.availability.find((each) => each.service_id === service_id)!;
      expect(said).toMatchObject({ status: own.status, budget_seconds: own.budget_seconds });
    }
    expect(after.overall.after.status).toBe(other.overall.status);
    rmSync(folder, { recursive: true, force: true });
  }, 240_000);
});

test('asking leaves every file as it was', async () => {
  const before = stateOf(workspace);
  await asked('2026-10', '--set', 'policies.business_day=business-hours');
  await run('whatif', '2026-08..2026-10', '--held', 'availability.target');
  expect(stateOf(workspace)).toBe(before);
}, 240_000);

test('the agreement as it is turns nothing, in a span of months as in each of them', async () => {
  const { turns, periods } = await asked('2026-08..2026-10', '--set', 'timezone=Asia/Tokyo');
  expect(turns).toBe(0);
  for (const period of periods)
    expect(period).toMatchObject({ availability: [], sla: [], tickets: [], overall: { turns: false } });
});

test('every ticket that turns is a breach under one of the two alone', async () => {
  const found = await asked('2026-10', '--set', 'severities.high.restore.within=PT4H');
  const { tickets, sla } = found.periods[0]!;
  const own = new Set((await figuresOf('2026-10')).breaches.map(({ ticket_id, measure }) => `${ticket_id} ${measure}`));
  expect(tickets.length).toBeGreaterThan(0);
  for (const { ticket_id, measure, before } of tickets)
    expect(own.has(`${ticket_id} ${measure}`)).toBe(before === 'breached');
  const high = sla.find(({ severity, measure }) => severity === 'high' && measure === 'restore')!;
  const more = tickets.filter(({ after }) => after === 'breached').length;
  const fewer = tickets.filter(({ after }) => after === 'kept').length;
  expect(high.after!.breached - high.before!.breached).toBe(more - fewer);
});

test('the target that was held is the floor of the worst month, and a thousandth more is missed', async () => {
  const { stdout } = await run('whatif', '2026-08..2026-10', '--held', 'availability.target', '--format', 'json');
  const held = JSON.parse(stdout) as Held;
  for (const { service_id, held_percent, lost_seconds, base_seconds } of held.services) {
    const thousandths = BigInt(held_percent!.replace('.', ''));
    const [lost, base] = [BigInt(lost_seconds!), BigInt(base_seconds!)];
    const isHeld = (target: bigint) => (base - lost) * 100_000n >= target * base;
    expect([service_id, isHeld(thousandths), thousandths === 100_000n || isHeld(thousandths + 1n)]).toEqual([
      service_id,
      true,
      thousandths === 100_000n,
    ]);
  }
});

test.each([
  { edge: 'a key that does not exist', line: ['--set', 'availability.tagret=99.95'], says: 'Did you mean "target"?' },
  {
    edge: 'a key that does not exist, by the option that named it and not by a line of the file',
    line: ['--set', 'availability.tagret=99.95'],
    says: 'where  --set, terms[0].availability.tagret\n',
  },
  {
    edge: 'a severity that does not exist',
    line: ['--set', 'severities.hgh.restore.within=PT4H'],
    says: 'Did you mean "high"?',
  },
  { edge: 'a service that does not exist', line: ['--set', 'services.sapp.target=99'], says: 'Did you mean "sap"?' },
  {
    edge: 'a value that the schema refuses',
    line: ['--set', 'severities.high.restore.within=4h'],
    says: '"4h" is not a valid value',
  },
  { edge: 'no value', line: ['--set', 'availability.target'], says: 'sets nothing' },
  { edge: 'nothing asked', line: [], says: 'Nothing is asked' },
  {
    edge: 'two things asked',
    line: ['--set', 'availability.target=99', '--held', 'availability.target'],
    says: 'at once',
  },
  { edge: 'no such file', line: ['--contract', 'nowhere/other.yaml'], says: 'There is no such agreement' },
  { edge: 'another key held', line: ['--held', 'policies.received'], says: 'cannot be told' },
])('$edge is refused', async ({ line, says }) => {
  const { code, stderr } = await run('whatif', '2026-10', ...line);
  expect([code, stderr]).toEqual([2, expect.stringContaining(says)]);
});

test.each([
  { edge: 'months before the data', period: '2024-01..2024-03', says: 'There is no data for 2024-03', exit: 1 },
  { edge: 'a span that begins before the data', period: '2026-01..2026-10', says: 'No data of 2026-01 are loaded' },
  { edge: 'a span backwards', period: '2026-10..2026-08', says: 'is no span of periods' },
  { edge: 'a month to a quarter', period: '2026-07..2026-Q3', says: 'is no span of periods' },
])('$edge is refused', async ({ period, says, exit = 2 }) => {
  const { code, stderr } = await run('whatif', period, '--set', 'availability.target=99');
  expect([code, stderr]).toEqual([exit, expect.stringContaining(says)]);
});

test('the agreement of another client is refused', async () => {
  const file = join(workspace, '..', 'other-client.yaml');
  writeFileSync(
    file,
    readFileSync(join(workspace, 'contract.yaml'), 'utf8').replace(/(client:\n? *\{? ?id: )\w+/, '$1somebody'),
  );
  const { code, stderr } = await run('whatif', '2026-10', '--contract', file);
  rmSync(file);
  expect([code, stderr]).toEqual([2, expect.stringContaining('of another client')]);
});

test('in words, in both languages, what turns first', async () => {
  const line = ['whatif', '2026-10', '--set', 'availability.target=99.95', '--lang'];
  const [japanese, english] = [await run(...line, 'ja'), await run(...line, 'en')];
  expect(japanese.stdout).toContain('* ERP（SAP S/4HANA）  達成 99.900%');
  expect(english.stdout).toContain('* ERP (SAP S/4HANA)  met 99.900% (target 99.9%, down 44m of 44m 24s)');
  expect(english.code).toBe(0);
});

test('a service that one agreement does not have turns', () => {
  const figures = {
    period: '2026-10',
    as_of: '',
    overall: { status: 'met', availability_percent: '100.000' },
    sla: [],
    breaches: [],
  };
  const service = {
    service_id: 'a',
    status: 'met',
    availability_percent: '100.000',
    target_percent: '99',
    budget_seconds: 1,
    budget_left_seconds: 1,
  };
  const [with_, without] = [
    { ...figures, availability: [service] },
    { ...figures, availability: [] },
  ] as unknown as [Figures, Figures];
  const compared = compareAgreements(without, with_, []);
  expect(compared.availability).toMatchObject([{ service_id: 'a', before: null, turns: true }]);
  expect(turnsOf(compared)).toBe(1);
});
