/** What a restated report says of the exported rows that moved its figures: each kind of change from one issued month. */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { flatten } from '../../pipelines/issue/flatten.ts';
import type { Restatement } from '../../pipelines/issue/restatement.ts';
import { packageRoot } from '../../pipelines/packageRoot.ts';
import { slaHere, temporaryFolder, writeFiles } from '../support/workspace.ts';
import { readPdf } from '../templates/readPdf.ts';

const header = (file: string) => `${readFileSync(file, 'utf8').split('\n')[0]}\n`;
let issued: string;

beforeAll(async () => {
  issued = mkdtempSync(join(tmpdir(), 'sla-restatement-'));
  cpSync(join(packageRoot(), 'fixtures', 'scenarios', 'by-hand'), issued, { recursive: true });
  const { code, stderr } = await slaHere([
    ...['issue', '2026-10', '--by', 'A', '--at', '2026-11-02', '--workspace', issued],
  ]);
  expect(code, stderr).toBe(0);
}, 60_000);
afterAll(() => rmSync(issued, { recursive: true, force: true }));

/** The draft that follows when the files of a copy were changed. */
async function restated(change: (workspace: string) => void): Promise<{ said: Restatement; workspace: string }> {
  const workspace = temporaryFolder();
  cpSync(issued, workspace, { recursive: true });
  change(workspace);
  const { stderr } = await slaHere(['monthly', '2026-10', '--workspace', workspace]);
  expect(stderr).toMatch(/draft of version 2\.0/);
  const text = readFileSync(join(workspace, 'reports', '2026-10', 'draft', 'restatement.json'), 'utf8');
  return { said: JSON.parse(text) as Restatement, workspace };
}

const replaced =
  (file: string, from: string, to: string) =>
  (workspace: string): void => {
    const text = readFileSync(join(workspace, file), 'utf8');
    expect(text).toContain(from);
    writeFiles(workspace, { [file]: text.replaceAll(from, to) });
  };
const lines = ({ changes }: Restatement) => changes.map(({ en }) => en).filter((line) => line.startsWith('Data '));

describe('rows that moved a figure', () => {
  test.each([
    {
      edge: 'a cell was corrected',
      change: replaced('exports/tickets.csv', '2026-10-17T08:05:01+09:00', '2026-10-17T08:05:00+09:00'),
      says: ['Data corrected: T-02 restored 2026-10-17T08:05:01+09:00 → 2026-10-17T08:05:00+09:00 (tickets.csv row 3)'],
      figure: { figure: 'sla.critical/restore.met', before: 1, after: 2 },
    },
    {
      edge: 'a newer export has the ticket otherwise: compared with the row that stood before; the rows it repeats are none',
      change: (workspace: string) => {
        const old = readFileSync(join(workspace, 'exports/tickets.csv'), 'utf8');
        const newer = old
          .replace('2026-10-17T08:05:01+09:00', '2026-10-17T08:05:00+09:00')
          .replace(/^(T-02,.*)2026-11-01T01:00:00/m, '$12026-11-03T01:00:00');
        writeFiles(workspace, { 'exports/tickets-later.csv': newer });
      },
      says: [
        'Data corrected: T-02 restored 2026-10-17T08:05:01+09:00 → 2026-10-17T08:05:00+09:00, updated 2026-11-01T01:00:00+09:00 → 2026-11-03T01:00:00+09:00 (tickets-later.csv row 3)',
      ],
      figure: { figure: 'sla.critical/restore.met', before: 1, after: 2 },
    },
    {
      edge: 'an outage that came late',
      change: (workspace: string) => {
        const file = join(workspace, 'exports/uptime_states_web.csv');
        writeFiles(workspace, {
          'exports/uptime_states_web_late.csv': `${header(file)}web,2026-10-25T10:00:00+09:00,2026-10-25T10:10:00+09:00,down,late\n`,
        });
      },
      says: [
        'Data added: Web monitored state 2026-10-25T10:00:00+09:00 / 2026-10-25T10:10:00+09:00 / down / late (uptime_states_web_late.csv row 2)',
      ],
      figure: { figure: 'availability.web.down_seconds', before: 3360, after: 3960 },
    },
    {
      edge: 'another agreement over the same rows',
      change: replaced('contract.yaml', 'restore: { within: PT4H', 'restore: { within: PT5H'),
      says: [],
      figure: { figure: 'sla.critical/restore.met', before: 1, after: 2 },
    },
  ])('$edge', async ({ change, says, figure }) => {
    const { said } = await restated(change);
    expect(lines(said)).toEqual(says);
    expect(said.figures).toContainEqual(figure);
    expect(said).toMatchObject({ from_version: '1.0', to_version: '2.0', rows_unknown_because: null });
  });

  test('issued, it lies beside the PDF and in it, and the history names the row', async () => {
    const { workspace } = await restated(
      replaced('exports/tickets.csv', '2026-10-17T08:05:01+09:00', '2026-10-17T08:05:00+09:00'),
    );
    const at = ['--by', 'B', '--at', '2026-11-05', '--workspace', workspace];
    expect((await slaHere(['issue', '2026-10', ...at])).code).toBe(0);
    const folder = join(workspace, 'reports', '2026-10');
    const { pages, attachments } = await readPdf(readFileSync(join(folder, 'monthly.ja.pdf')));
    expect(attachments['restatement.json']).toBe(readFileSync(join(folder, 'restatement.json'), 'utf8'));
    expect(pages[0]).toMatch(/元データを訂正：T-02 復旧 2026-10-17T08:05:01/);
  });

  test('evidence that is not as it was issued is not believed', async () => {
    const { said } = await restated((workspace) => {
      writeFiles(workspace, { 'reports/2026-10/data/evidence.parquet': 'x' });
      replaced('exports/tickets.csv', '2026-10-17T08:05:01+09:00', '2026-10-17T08:05:00+09:00')(workspace);
    });
    expect(said).toMatchObject({
      rows: null,
      rows_unknown_because: 'data/evidence.parquet is not there as it was issued',
    });
  });
});

test('figures are called by what identifies them', () => {
  const figures = { a: [{ severity: 'high', measure: 'restore', met: 1 }, { x: null }], b: [], c: { d: true } };
  expect([...flatten(figures)]).toEqual([
    ['a.high/restore.severity', 'high'],
    ['a.high/restore.measure', 'restore'],
    ['a.high/restore.met', 1],
    ['a.1.x', null],
    ['b', '[]'],
    ['c.d', true],
  ]);
});
