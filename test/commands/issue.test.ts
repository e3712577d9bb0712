/** What an issued report promises to whoever keeps it: it is never overwritten, and whatever was changed since is found. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appendLine, type ChainLine, entryHash, readChain } from '../../pipelines/issue/chain.ts';
import { type Manifest, readManifest, sha256 } from '../../pipelines/issue/Manifest.ts';
import { compareKept, verifyReport } from '../../pipelines/issue/verifyReport.ts';
import { packageRoot } from '../../pipelines/packageRoot.ts';
import { copyOfFixture, slaHere, temporaryFolder, writeFiles } from '../support/workspace.ts';
import { readPdf } from '../templates/readPdf.ts';

const now = Date.UTC(2026, 10, 20) / 1000;
const quiet = ['--quiet', '--workspace'];
const by = ['--by', '山田 太郎', '--at', '2026-11-02'];

async function issue(workspace: string, ...more: string[]) {
  return await slaHere(['issue', '2026-10', ...by, '--workspace', workspace, ...more]);
}

/** SHA-256 of every file below a folder, by name. */
function hashesOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(folder.length + 1), createHash('sha256').update(readFileSync(path)).digest('hex')];
      })
      .sort(),
  );
}

function edit(path: string, change: (text: string) => string): void {
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
}

/** T-02 turns out to have been restored in time. */
function correctTicket(workspace: string): void {
  edit(join(workspace, 'exports', 'tickets.csv'), (text) =>
    text.replace('2026-10-17T08:05:01+09:00', '2026-10-17T08:05:00+09:00'),
  );
}

const manifestOf = (folder: string) => JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;

describe('issuing', () => {
  test('freezes the draft with version, approver and date, enters it, and takes the draft away', async () => {
    const workspace = copyOfFixture('scenarios/by-hand');
    const folder = join(workspace, 'reports', '2026-10');
    expect((await slaHere(['monthly', '2026-10', ...quiet, workspace])).code).toBe(0);
    const { code, stdout, stderr } = await issue(workspace);
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/monthly\.ja\.pdf\n$/);
    expect(stderr).toMatch(
      /version 1\.0, \d+ pages, issued by 山田 太郎 at 2026-11-01T15:00:00Z, entry 1 of issues\.jsonl/,
    );
    expect(readdirSync(folder).sort()).toEqual(['data', 'figures.json', 'manifest.json', 'monthly.ja.pdf']);

    const { lines, faults } = readChain(join(workspace, 'reports'));
    expect(faults).toEqual([]);
    expect(lines).toMatchObject([
      { entry: 1, previous: null, period: '2026-10', version: '1.0', issued_by: '山田 太郎' },
    ]);
    const manifest = manifestOf(folder);
    expect(manifest.issue.hash).toBe(lines[0]!.hash);
    expect(manifest.agreement.map(({ file }) => file)).toEqual(['contract.yaml', 'exclusions.yaml', 'sources.yaml']);

    const { pages, attachments } = await readPdf(readFileSync(join(folder, 'monthly.ja.pdf')));
    expect(pages[0]).toMatch(/発行日\s*2026年11月2日/);
    expect(pages[0]).toMatch(/承認者\s*山田 太郎/);
    expect(pages.join('')).not.toContain('草案');
    expect(attachments['figures.json']).toBe(readFileSync(join(folder, 'figures.json'), 'utf8'));
    const { pdfs: _, ...carried } = manifest;
    expect(JSON.parse(attachments['manifest.json']!)).toEqual(carried);
  });

  test('gives the same bytes in another folder at the same date, and writes nothing the second time', async () => {
    const workspace = copyOfFixture('scenarios/by-hand');
    const run = async (out: string) =>
      await slaHere(['monthly', '2026-10', '--issue', ...by, '--workspace', workspace, '--out', join(workspace, out)]);
    expect((await run('first')).code).toBe(0);
    expect((await run('second')).code).toBe(0);
    const first = hashesOf(join(workspace, 'first'));
    expect(hashesOf(join(workspace, 'second'))).toEqual(first);
    expect((await run('first')).stderr).toMatch(/nothing changed since, and nothing was written/);
    expect(hashesOf(join(workspace, 'first'))).toEqual(first);
  });

  test('other data make a draft of version 2; issued, it says what changed, and version 1 is kept byte for byte', async () => {
    const workspace = copyOfFixture('scenarios/by-hand');
    const reports = join(workspace, 'reports');
    expect((await issue(workspace)).code).toBe(0);
    const first = hashesOf(join(reports, '2026-10'));

    correctTicket(workspace);
    const draft = await slaHere(['monthly', '2026-10', '--workspace', workspace]);
    expect(draft.stderr).toMatch(/draft of version 2\.0/);
    expect(hashesOf(join(reports, '2026-10'))).toMatchObject(first);
    expect((await issue(workspace)).stderr).toMatch(/version 2\.0, .*; version 1\.0 is kept in v1\.0\//);

    const second = hashesOf(join(reports, '2026-10'));
    for (const [file, hash] of Object.entries(first)) expect(second[`v1.0/${file}`]).toBe(hash);
    const { revisions } = manifestOf(join(reports, '2026-10'));
    expect(revisions.map(({ version }) => version)).toEqual(['1.0', '2.0']);
    expect(revisions[1]!.changes.map(({ en }) => en)).toEqual([
      'SLA attainment critical restore: 50.000% (1 of 2) → 100.000% (2 of 2)',
      'Breach withdrawn: T-02 restore',
      'Export replaced: exports/tickets.csv',
      'Data corrected: T-02 restored 2026-10-17T08:05:01+09:00 → 2026-10-17T08:05:00+09:00 (tickets.csv row 3)',
    ]);
    const { pages } = await readPdf(readFileSync(join(reports, '2026-10', 'monthly.ja.pdf')));
    expect(pages[0]).toMatch(/SLA未達を取消：T-02/);
    expect((await slaHere(['verify', join(reports, '2026-10', 'manifest.json'), '--workspace', workspace])).code).toBe(
      0,
    );
  });

  test('words and an added language make a version too, and every language that was issued is issued again', async () => {
    const workspace = copyOfFixture('scenarios/by-hand');
    const folder = join(workspace, 'reports', '2026-10');
    expect((await issue(workspace)).code).toBe(0);
    writeFiles(workspace, {
      'commentary/2026-10.yaml': 'version: 1\nsummary: { ja: 手順を見直しました。, en: Changed. }\n',
    });
    expect((await slaHere(['monthly', '2026-10', '--lang', 'en', ...quiet, workspace])).code).toBe(0);
    expect((await issue(workspace)).code).toBe(0);
    expect(
      manifestOf(folder)
        .pdfs.map(({ file }) => file)
        .sort(),
    ).toEqual(['monthly.en.pdf', 'monthly.ja.pdf']);
    expect(manifestOf(folder).revisions[1]!.changes.map(({ en }) => en)).toEqual([
      'Commentary changed: commentary/2026-10.yaml',
      'English edition added',
    ]);
  });

  test('the exports of the next month change nothing of an issued one; check and monthly say when something did', async () => {
    const workspace = copyOfFixture('scenarios/by-hand');
    expect((await issue(workspace)).code).toBe(0);
    writeFiles(workspace, {
      'exports/tickets-2026-11.csv': 'ticket_id,type,severity,opened_at\nN-1,incident,low,2026-11-05T10:00:00+09:00\n',
    });
    const manifest = join(workspace, 'reports', '2026-10', 'manifest.json');
    const verified = await slaHere(['verify', manifest, '--workspace', workspace]);
    expect(verified.stderr).toMatch(/1 exports were added since and moved no figure: exports\/tickets-2026-11\.csv/);
    expect(verified.code).toBe(0);
    expect((await slaHere(['check', '2026-10', '--workspace', workspace])).stdout).not.toMatch(/was issued/);
    correctTicket(workspace);
    const { stdout } = await slaHere(['check', '2026-10', '--workspace', workspace]);
    expect(stdout).toMatch(
      /Since version 1\.0 of 2026-10 was issued at .*, something changed \(4\)\n {2}SLA attainment/,
    );
  });

  test('a draft is what was approved: what changed since is named, and nothing is issued', async () => {
    const workspace = copyOfFixture('scenarios/by-hand');
    expect((await slaHere(['monthly', '2026-10', ...quiet, workspace])).code).toBe(0);
    correctTicket(workspace);
    const { code, stderr } = await issue(workspace);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /Since the draft of 2026-10 was written, something changed: the figures, exports\/tickets\.csv/,
    );
    expect(existsSync(join(workspace, 'reports', 'issues.jsonl'))).toBe(false);
  });

  test.each([
    {
      name: 'a month that still runs',
      args: ['monthly', '2026-10', '--as-of', '2026-10-10', '--issue', ...by],
      says: /interim report, which is not issued/,
    },
    {
      name: 'a date before the end of the month',
      args: ['issue', '2026-10', '--by', 'A', '--at', '2026-10-20'],
      says: /lies before the end of 2026-10/,
    },
    {
      name: 'a date that is none',
      args: ['issue', '2026-10', '--by', 'A', '--at', 'soon'],
      says: /"soon" is no date and time/,
    },
    { name: 'nobody approves', args: ['issue', '2026-10'], says: /Nothing says who approves/ },
    {
      name: 'nobody approves in one go',
      args: ['monthly', '2026-10', '--issue', '--by', ' '],
      says: /Nothing says who approves/,
    },
    { name: 'an approver without an issue', args: ['monthly', '2026-10', '--by', 'A'], says: /nothing is issued/ },
  ])('$name: named, and nothing is issued', async ({ args, says }) => {
    const workspace = copyOfFixture('scenarios/by-hand');
    const { code, stderr } = await slaHere([...args, '--workspace', workspace]);
    expect(stderr).toMatch(says);
    expect(code).toBe(2);
    expect(existsSync(join(workspace, 'reports', 'issues.jsonl'))).toBe(false);
  });

  test('what is agreed for later months changes nothing of an issued one; what is in force does', async () => {
    const workspace = copyOfFixture('scenarios/by-hand');
    expect((await issue(workspace)).code).toBe(0);
    const agreed = readFileSync(join(workspace, 'contract.yaml'), 'utf8');
    const later = agreed.slice(agreed.indexOf('  - effective_from'), agreed.length).split(/\n(?=\S)/)[0]!;
    const excluded = readFileSync(join(workspace, 'exclusions.yaml'), 'utf8');
    writeFiles(workspace, {
      'contract.yaml': `# read\n${agreed.replace(later, `${later.trimEnd()}\n${later.replace(/effective_from: \S+/, 'effective_from: 2026-12-01')}`)}`,
      'exclusions.yaml': `${excluded.trimEnd()}\n${excluded
        .match(/^ *- \{.*web.*$/m)![0]
        .replace(/id: [^,]+/, 'id: EX-NOV')
        .replaceAll('2026-10-', '2026-11-')}\n`,
    });
    expect((await slaHere(['check', '2026-10', '--workspace', workspace])).stdout).not.toMatch(/was issued/);
    const manifest = join(workspace, 'reports', '2026-10', 'manifest.json');
    const { stdout, code } = await slaHere(['verify', manifest, '--workspace', workspace]);
    expect(stdout).toMatch(
      /exclusions\.yaml: changed since the report was issued, but nothing that was in force in 2026-10/,
    );
    expect(code).toBe(1);
    edit(join(workspace, 'contract.yaml'), (text) =>
      text.replace('restore: { within: PT4H', 'restore: { within: PT6H'),
    );
    expect((await slaHere(['check', '2026-10', '--workspace', workspace])).stdout).toMatch(
      /Agreement changed: contract/,
    );
  });

  test('an objection stops the next version until it is decided; decided, it stands in it, and status says who accepted', async () => {
    const workspace = copyOfFixture('scenarios/by-hand');
    edit(join(workspace, 'contract.yaml'), (text) => `${text}acceptance: { within: 5 business days, calendar: jp }\n`);
    const objections = (more: string) =>
      writeFiles(workspace, {
        'objections.yaml': `version: 1\nobjections:\n  - { id: O-1, period: 2026-10, about: { ticket: T-02 }, claim: 8時5分に復旧を確認した, by: 佐藤, raised_on: 2026-11-05${more} }\n`,
      });
    const standing = async (when: string) =>
      (await slaHere(['status', '2026-10', '--workspace', workspace], Date.parse(when) / 1000)).stdout;
    expect((await issue(workspace)).code).toBe(0);
    expect(await standing('2026-11-05T12:00:00+09:00')).toMatch(/objections until 2026-11-10, 4 business days left\n$/);
    expect(await standing('2026-11-11T00:00:00+09:00')).toMatch(/nobody objected up to 2026-11-10\n$/);

    objections('');
    expect(await standing('2026-11-11T00:00:00+09:00')).toMatch(/objected: 1 to decide, 0 decided\n$/);
    correctTicket(workspace);
    const refused = await issue(workspace);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/The objection O-1 of 佐藤 \(2026-11-05\) is not decided\.\n.*objections\.yaml/);
    expect(readChain(join(workspace, 'reports')).lines).toHaveLength(1);

    const told = 'reason: 監視記録と一致, decided_by: 山田, decided_on: 2026-11-06, correction: 復旧時刻を訂正';
    objections(`, decision: accepted, ${told}`);
    expect((await issue(workspace)).stderr).toMatch(/version 2\.0/);
    const folder = join(workspace, 'reports', '2026-10');
    expect(manifestOf(folder).revisions[1]!.changes.map(({ ja }) => ja)).toContain('異議申立とその回答を記載');
    const { pages } = await readPdf(readFileSync(join(folder, 'monthly.ja.pdf')));
    expect(pages.join('').replace(/\s/g, '')).toMatch(
      /異議申立・検収.*T-02.*8時5分に復旧を確認した.*認容：監視記録と一致。復旧時刻を訂正/,
    );
  });

  test('an undecided objection does not stop an issue that is told to go on', async () => {
    const workspace = copyOfFixture('scenarios/by-hand');
    writeFiles(workspace, {
      'objections.yaml':
        'version: 1\nobjections:\n  - { id: O-1, period: 2026-10, about: { figure: x }, claim: x, by: 佐藤, raised_on: 2026-11-05 }\n',
    });
    expect((await issue(workspace)).code).toBe(2);
    expect((await issue(workspace, '--with-open-objections')).code).toBe(0);
  });

  test('a clock set back behind the last issue is named', async () => {
    const workspace = copyOfFixture('scenarios/by-hand');
    expect((await slaHere(['issue', '2026-10', '--by', 'A', '--at', '2026-11-05', ...quiet, workspace])).code).toBe(0);
    correctTicket(workspace);
    expect(
      (await slaHere(['issue', '2026-10', '--by', 'A', '--at', '2026-11-04', ...quiet, workspace])).stderr,
    ).toMatch(/lies before the last issue, 2026-10 at 2026-11-04T15:00:00Z/);
  });

  test('a file that nobody issued is not written over', async () => {
    const workspace = copyOfFixture('scenarios/by-hand');
    const path = join(workspace, 'reports', '2026-10', 'monthly.ja.pdf');
    writeFiles(workspace, { 'reports/2026-10/monthly.ja.pdf': 'signed on paper' });
    const { code, stderr } = await issue(workspace);
    expect(code).toBe(2);
    expect(stderr).toMatch(/monthly\.ja\.pdf stands where the issued report would go/);
    expect(readFileSync(path, 'utf8')).toBe('signed on paper');
    expect(existsSync(join(workspace, 'reports', 'issues.jsonl'))).toBe(false);
  });

  test('two at once into one folder: one issues, the other is refused or finds it issued', async () => {
    const workspaces = [copyOfFixture('scenarios/by-hand'), copyOfFixture('scenarios/by-hand')];
    const out = temporaryFolder();
    const run = (workspace: string) =>
      new Promise<number>((done) => {
        const program = join(packageRoot(), '.build', 'pipelines', 'cli.js');
        const child = spawn(process.execPath, [program, 'issue', '2026-10', ...by, ...quiet, workspace, '--out', out]);
        child.on('close', (code) => done(code ?? -1));
      });
    const codes = await Promise.all(workspaces.map(run));
    expect(codes.filter((code) => code === 0).length).toBeGreaterThanOrEqual(1);
    expect(codes.filter((code) => code !== 0 && code !== 2)).toEqual([]);
    expect(readChain(out)).toMatchObject({ faults: [], lines: [{ entry: 1 }] });
    expect(readChain(out).lines).toHaveLength(1);
    expect((await slaHere(['verify', join(out, '2026-10', 'manifest.json'), '--workspace', workspaces[0]!])).code).toBe(
      0,
    );
  });

  test('an issue that was interrupted after its entry is brought to its end; one before it leaves nothing', async () => {
    const workspace = copyOfFixture('scenarios/by-hand');
    const reports = join(workspace, 'reports');
    expect((await issue(workspace)).code).toBe(0);
    const issued = hashesOf(join(reports, '2026-10'));
    // As a run leaves it that is killed between its entry and the first file.
    renameSync(join(reports, '2026-10'), join(reports, '2026-10.issuing'));
    expect((await issue(workspace)).stderr).toMatch(/nothing changed since/);
    expect(hashesOf(join(reports, '2026-10'))).toEqual(issued);

    // As a run leaves it that is killed before its entry.
    cpSync(join(reports, '2026-10'), join(reports, '2026-10.issuing'), { recursive: true });
    edit(join(reports, '2026-10.issuing', 'manifest.json'), (text) => text.replace(/"hash": "../, '"hash": "00'));
    expect((await issue(workspace)).stderr).toMatch(/nothing changed since/);
    expect(hashesOf(join(reports, '2026-10'))).toEqual(issued);
    expect(existsSync(join(reports, '2026-10.issuing'))).toBe(false);
  });

  test('a lock that a killed run left is no obstacle; one of a run at work is', async () => {
    const workspace = copyOfFixture('scenarios/by-hand');
    writeFiles(workspace, { 'reports/issues.lock': `${process.pid} ${hostname()}\n` });
    expect((await issue(workspace)).stderr).toMatch(/Another command is writing/);
    writeFiles(workspace, { 'reports/issues.lock': `999999999 ${hostname()}\n` });
    expect((await issue(workspace)).code).toBe(0);
    expect(existsSync(join(workspace, 'reports', 'issues.lock'))).toBe(false);
  });
});

describe('verifying', () => {
  let origin: string;
  let workspace: string;

  /** September and October, October twice: three entries. */
  beforeAll(async () => {
    origin = temporaryWorkspace();
    const october = join(origin, 'reports', '2026-10');
    const run = async (...args: string[]) => {
      const outcome = await slaHere([...args, '--quiet', '--workspace', origin]);
      if (outcome.code !== 0) throw new Error(outcome.stderr);
    };
    await run('issue', '2026-09', '--by', 'A', '--at', '2026-10-02');
    await run('issue', '2026-10', '--by', 'A', '--at', '2026-11-02');
    correctTicket(origin);
    await run('issue', '2026-10', '--by', 'B', '--at', '2026-11-03');
    expect(existsSync(join(october, 'v1.0', 'manifest.json'))).toBe(true);
    rmSync(join(origin, 'warehouse.duckdb'));
  });

  afterAll(() => rmSync(origin, { recursive: true, force: true }));

  const inReports = (file: string) => join(workspace, 'reports', file);
  const changed = (file: string, from: string | RegExp = /[\s\S]$/, to = ' ') =>
    edit(inReports(file), (text) => text.replace(from, to));
  const swapLines = (text: string) => {
    const [first, second, ...others] = text.trimEnd().split('\n');
    return `${[second, first, ...others].join('\n')}\n`;
  };

  test('whatever shaped the figures and was changed, added or removed since is named', async () => {
    workspace = temporaryFolder();
    cpSync(origin, workspace, { recursive: true });
    const inWorkspace = (file: string) => join(workspace, file);
    edit(inWorkspace('calendars/jp.csv'), (text) => `${text}2027-05-05,x\n`);
    edit(inWorkspace('exclusions.yaml'), (text) => `${text}# x\n`);
    edit(inWorkspace('contract.yaml'), (text) => text.replace('id: hand', 'id: foot'));
    edit(inWorkspace('exports/tickets.csv'), (text) =>
      text.replace('2026-10-17T08:05:00+09:00', '2026-10-17T08:05:01+09:00'),
    );
    rmSync(inWorkspace('exports/uptime_samples_db.csv'));
    writeFiles(workspace, {
      'exports/changes.csv':
        'change_id,planned_start_at,planned_end_at\nC-1,2026-01-01T00:00:00Z,2026-01-01T01:00:00Z\n',
      'commentary/2026-10.yaml': 'version: 1\n',
    });
    const { differences } = await verifyReport({ workspace, now }, inReports('2026-10/manifest.json'), 'en');
    expect(differences.map(({ about, text }) => `${about}: ${text}`)).toEqual(
      expect.arrayContaining([
        'agreement: contract.yaml is that of the client foot, the report that of hand',
        'agreement: contract.yaml: changed since the report was issued',
        'agreement: exclusions.yaml: changed since the report was issued',
        'agreement: calendars/jp.csv: changed since the report was issued',
        'words: commentary/2026-10.yaml: added since the report was issued',
        'data: exports/tickets.csv: changed since the report was issued',
        'data: exports/uptime_samples_db.csv: gone since the report was issued',
        'data: exports/changes.csv: added since the report was issued',
        'figures: Breach added: T-02 restore',
      ]),
    );
    expect(differences.filter(({ about }) => about === 'record' || about === 'report' || about === 'program')).toEqual(
      [],
    );
  });

  test.each<{ name: string; tamper: () => void; says: RegExp }>([
    {
      name: 'the folder of version 1 was removed',
      tamper: () => rmSync(inReports('2026-10/v1.0'), { recursive: true }),
      says: /v1\.0\/manifest\.json: gone/,
    },
    {
      name: 'the PDF of version 1 was changed',
      tamper: () => changed('2026-10/v1.0/monthly.ja.pdf'),
      says: /2026-10\/v1\.0\/monthly\.ja\.pdf \(entry 2\): not the bytes/,
    },
    {
      name: 'the figures of version 1 were changed',
      tamper: () => changed('2026-10/v1.0/figures.json'),
      says: /v1\.0\/figures\.json: not the bytes/,
    },
    {
      name: 'the manifest of version 1 is gone',
      tamper: () => rmSync(inReports('2026-10/v1.0/manifest.json')),
      says: /v1\.0\/manifest\.json.*gone/,
    },
    {
      name: 'the version was changed',
      tamper: () => changed('2026-10/manifest.json', '"version": "2.0"', '"version": "3.7"'),
      says: /manifest\.json: changed since/,
    },
    {
      name: 'the date of issue was changed',
      tamper: () => changed('2026-10/manifest.json', /"issued_at": "2026-11-02/, '"issued_at": "1999-11-02'),
      says: /manifest\.json: changed since/,
    },
    {
      name: 'the approver was changed',
      tamper: () => changed('2026-10/manifest.json', '"issued_by": "B"', '"issued_by": "C"'),
      says: /manifest\.json: changed since/,
    },
    {
      name: 'the version of the tool was changed',
      tamper: () => changed('2026-10/manifest.json', /"tool": "[^"]+"/, '"tool": "99.0.0"'),
      says: /manifest\.json: changed since/,
    },
    {
      name: 'the hash of a model was changed',
      tamper: () => changed('2026-10/manifest.json', /("model": "macros",\s+"sha256": ")../, '$100'),
      says: /manifest\.json: changed since/,
    },
    {
      name: 'the hash of the figures was changed',
      tamper: () => changed('2026-10/manifest.json', /("figures_sha256": ")../, '$1zz'),
      says: /not those whose hash it states/,
    },
    {
      name: 'a figure was changed in the manifest',
      tamper: () => changed('2026-10/manifest.json', /"down_seconds": \d+/, '"down_seconds": 1'),
      says: /not those whose hash it states/,
    },
    {
      name: 'the list of files was emptied and the PDF changed',
      tamper: () => {
        changed('2026-10/manifest.json', /"pdfs": \[[^\]]*\]/, '"pdfs": []');
        changed('2026-10/monthly.ja.pdf');
      },
      says: /2026-10\/monthly\.ja\.pdf \(entry 3\): not the bytes/,
    },
    {
      name: 'a foreign PDF was added',
      tamper: () => writeFileSync(inReports('2026-10/monthly.en.pdf'), 'x'),
      says: /monthly\.en\.pdf: no file of the issued report/,
    },
    {
      name: 'two folders of months were exchanged',
      tamper: () => {
        renameSync(inReports('2026-10'), inReports('x'));
        renameSync(inReports('2026-09'), inReports('2026-10'));
        renameSync(inReports('x'), inReports('2026-09'));
      },
      says: /manifest\.json is that of 2026-09, but it lies in 2026-10/,
    },
    {
      name: 'an entry was changed',
      tamper: () => changed('issues.jsonl', '"issued_by":"A"', '"issued_by":"X"'),
      says: /line 1: entry 1 was changed/,
    },
    {
      name: 'an entry is gone',
      tamper: () => edit(inReports('issues.jsonl'), (text) => text.split('\n').slice(1).join('\n')),
      says: /entry 2 stands where entry 1 belongs/,
    },
    {
      name: 'the last entry is gone',
      tamper: () =>
        edit(inReports('issues.jsonl'), (text) => `${text.trimEnd().split('\n').slice(0, -1).join('\n')}\n`),
      says: /entry 3 of this report is missing/,
    },
    {
      name: 'entries changed places',
      tamper: () => edit(inReports('issues.jsonl'), swapLines),
      says: /entry 2 stands where entry 1 belongs/,
    },
    {
      name: 'a line is damaged',
      tamper: () => edit(inReports('issues.jsonl'), (text) => text.replace('{"entry":2', '{entry:2')),
      says: /line 2: not an entry/,
    },
    { name: 'the record is gone', tamper: () => rmSync(inReports('issues.jsonl')), says: /issues\.jsonl: gone/ },
    {
      name: 'the report of another month is gone',
      tamper: () => rmSync(inReports('2026-09'), { recursive: true }),
      says: /2026-09\/monthly\.ja\.pdf \(entry 1\): gone/,
    },
  ])('$name: found and named', ({ tamper, says }) => {
    workspace = temporaryFolder();
    cpSync(origin, workspace, { recursive: true });
    tamper();
    const file = inReports('2026-10/manifest.json');
    const differences = compareKept(readManifest(file)!, file);
    expect(differences.map(({ text }) => text).join('\n')).toMatch(says);
  });

  test('what was not touched stands, from a workspace without a warehouse and from the folder of version 1', async () => {
    workspace = temporaryFolder();
    cpSync(origin, workspace, { recursive: true });
    rmSync(join(workspace, 'warehouse.duckdb'), { force: true });
    const { code, stderr } = await slaHere(['verify', inReports('2026-10/manifest.json'), '--workspace', workspace]);
    expect(stderr).toMatch(/2026-10 version 2\.0: every figure, source and file is as it was issued/);
    expect(code).toBe(0);
    expect(existsSync(join(workspace, 'warehouse.duckdb'))).toBe(false);

    const first = await slaHere(['verify', inReports('2026-10/v1.0/manifest.json'), '--workspace', workspace]);
    expect(first.stdout.split('\n').filter(Boolean)).toEqual([
      'data       exports/tickets.csv: changed since the report was issued',
      'figures    SLA attainment critical restore: 50.000% (1 of 2) → 100.000% (2 of 2)',
      'figures    Breach withdrawn: T-02 restore',
    ]);
  });

  test.each([
    {
      edge: 'the same figures',
      of: '2026-09',
      says: /by version 0\.0\.9, this is .*; every figure comes out the same$/,
    },
    // Version 1 of October, whose export was corrected since.
    { edge: 'other figures', of: '2026-10/v1.0', says: /by version 0\.0\.9, this is [^;]*$/ },
  ])('another version of the program, $edge', async ({ of, says }) => {
    workspace = temporaryFolder();
    cpSync(origin, workspace, { recursive: true });
    const manifest = inReports(`${of}/manifest.json`);
    edit(manifest, (text) => text.replace(/"tool": "[^"]*"/, '"tool": "0.0.9"'));
    const { differences } = await verifyReport({ workspace, now }, manifest, 'en');
    const [program] = differences.filter(({ about }) => about === 'program');
    expect(program?.text).toMatch(says);
  });

  test('without the raw files it verifies what it can and says what it could not', async () => {
    workspace = temporaryFolder();
    cpSync(origin, workspace, { recursive: true });
    rmSync(join(workspace, 'exports'), { recursive: true });
    const { code, stdout, stderr } = await slaHere([
      'verify',
      inReports('2026-10/manifest.json'),
      '--workspace',
      workspace,
    ]);
    expect(stdout).toMatch(/not verified {2}figures: none of the \d+ exports is in/);
    expect(stderr).toMatch(/what could be verified is as it was issued/);
    expect(code).toBe(0);
  });
});

test('status says where each period stands, and that the record does not hold', async () => {
  const reports = temporaryFolder();
  const fields = { client: 'a', kind: 'monthly', as_of: 'x', issued_by: 'B', statement_sha256: 's', files: {} };
  const issued = (period: string, version: string, issued_at: string) => {
    const { lines, last } = readChain(reports);
    const before = { entry: lines.length + 1, previous: last === null ? null : sha256(last) };
    const line = { ...before, ...fields, period, version, issued_at };
    appendLine(reports, { ...line, hash: entryHash(withoutFiles(line)) });
  };
  issued('2026-09', '1.0', '2026-10-02T00:00:00Z');
  issued('2026-10', '1.0', '2026-11-02T00:00:00Z');
  issued('2026-10', '2.0', '2026-11-03T00:00:00Z');
  writeFiles(reports, {
    '2026-09/monthly.draft.ja.pdf': '',
    '2026-11/monthly.interim.ja.pdf': '',
    '2026-Q3/quarterly.draft.ja.pdf': '',
  });
  const { code, stdout } = await slaHere(['status', '--out', reports]);
  expect(stdout.split('\n')).toEqual([
    '2026-09  issued, version 1.0 by B at 2026-10-02T00:00:00Z; draft of the next version',
    '2026-10  restated, version 2.0 by B at 2026-11-03T00:00:00Z',
    '2026-11  interim',
    '2026-Q3  draft',
    '',
  ]);
  expect(code).toBe(0);
  edit(join(reports, 'issues.jsonl'), (text) => text.replace('"version":"2.0"', '"version":"9.0"'));
  const broken = await slaHere(['status', '--out', reports]);
  expect(broken.stdout).toContain('error: issues.jsonl, line 3: entry 3 was changed');
  expect(broken.code).toBe(1);
});

function withoutFiles({ files: _, ...entry }: Omit<ChainLine, 'hash'>): Omit<ChainLine, 'hash' | 'files'> {
  return entry;
}

test('every entry carries the hash of the line before', async () => {
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  expect(readChain(folder)).toEqual({ lines: [], faults: [], last: null });
  const line: Partial<ChainLine> = { entry: 1, previous: null };
  writeFileSync(join(folder, 'issues.jsonl'), `${JSON.stringify(line)}\n`);
  expect(readChain(folder).faults).toEqual(['issues.jsonl, line 1: not an entry, or damaged']);
});

/** The scenario with a holiday file in its agreement. */
function temporaryWorkspace(): string {
  const workspace = mkdtempSync(join(tmpdir(), 'sla-verify-'));
  for (const name of ['contract.yaml', 'exclusions.yaml', 'exports'])
    cpSync(join(packageRoot(), 'fixtures', 'scenarios', 'by-hand', name), join(workspace, name), { recursive: true });
  writeFiles(workspace, { 'calendars/jp.csv': 'Date,Holiday\n2026-12-28,Year end\n' });
  edit(join(workspace, 'contract.yaml'), (text) =>
    text.replace('[{ preset: jp }]', '[{ preset: jp }, { file: calendars/jp.csv }]'),
  );
  return workspace;
}
