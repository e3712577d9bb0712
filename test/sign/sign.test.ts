/** `sla sign`, and what `sla verify` says of signed files. Other programs judge the signatures in the conformance run. */
import { spawnSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDF } from '@libpdf/core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { packageRoot } from '../../pipelines/packageRoot.ts';
import { checkSignatures } from '../../pipelines/sign/checkSignatures.ts';
import { readKey } from '../../pipelines/sign/readKey.ts';
import { listsOf } from '../../pipelines/sign/revocation.ts';
import { signFile } from '../../pipelines/sign/signFile.ts';
import { type Mischief, makeKey, makeList, startAuthority, type TestKey } from '../support/testKeys.ts';
import { slaHere } from '../support/workspace.ts';

const now = Math.floor(Date.now() / 1000);
let folder: string;
let workspace: string;
let root: TestKey;
let rsa: TestKey;
let ec: TestKey;
let expired: TestKey;
let stranger: TestKey;
let authority: TestKey;
const path = (name: string) => join(folder, name);
const issued = () => join(workspace, 'reports', '2026-10', 'monthly.ja.pdf');

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sla-sign-'));
  workspace = join(folder, 'workspace');
  cpSync(join(packageRoot(), 'fixtures', 'scenarios', 'by-hand'), workspace, { recursive: true });
  const { code, stderr } = await slaHere(
    ['monthly', '2026-10', '--workspace', workspace, '--lang', 'ja', '--issue', '--by', 'A', '--at', '2026-11-02'],
    now,
  );
  expect([code, stderr]).not.toContain(2);
  root = await makeKey('Root');
  rsa = await makeKey('Yamada', { issuer: root });
  ec = await makeKey('Tanaka', { issuer: root, type: 'EC' });
  expired = await makeKey('Old', { issuer: root, days: [-800, -1] });
  stranger = await makeKey('Stranger');
  authority = await makeKey('Clock', { issuer: root, isStamping: true });
  for (const [name, key] of Object.entries({ root, rsa, ec, expired, stranger })) {
    writeFileSync(path(`${name}.pem`), key.keyPem + key.certificatePem);
    writeFileSync(path(`${name}.cert.pem`), key.certificatePem);
  }
  const locked = createPrivateKey(rsa.keyPem).export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: 'secret',
  });
  writeFileSync(path('locked.pem'), locked + rsa.certificatePem);
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => rmSync(issued().replace('.pdf', '.signed.pdf'), { force: true }));

/** Signs the issued report with the key of a file. */
async function signed(name: string, tsa: string | null = null, at = now): Promise<Buffer> {
  const signer = await readKey(path(name), null, null, now);
  return readFileSync(await signFile({ file: issued(), signer, tsa, at }));
}
const anchor = () => [new X509Certificate(root.certificatePem)];

describe('a signature', () => {
  test.each(['rsa.pem', 'ec.pem'])('%s: stands behind the bytes that were issued, and holds', async (name) => {
    const bytes = await signed(name);
    const before = readFileSync(issued());
    expect(Buffer.compare(bytes.subarray(0, before.length), before)).toBe(0);
    expect(checkSignatures(bytes, anchor(), now)).toEqual([
      {
        signer: name === 'rsa.pem' ? 'Yamada' : 'Tanaka',
        stampedAt: null,
        stampedBy: null,
        faults: [],
        unverified: [],
      },
    ]);
  });

  test('with a time stamp: the instant of the authority', async () => {
    const at = new Date((now - 3600) * 1000);
    const { url, server } = await startAuthority(authority, at);
    const bytes = await signed('rsa.pem', url);
    server.close();
    expect(checkSignatures(bytes, anchor(), now)).toEqual([
      { signer: 'Yamada', stampedAt: now - 3600, stampedBy: 'Clock', faults: [], unverified: [] },
    ]);
  });

  test('the time of signing is claimed beside the signature, never signed in it (EN 319 142-1)', async () => {
    const bytes = await signed('rsa.pem');
    const signingTime = Buffer.from('06092a864886f70d010905', 'hex').toString('hex');
    expect(bytes.toString('latin1').toLowerCase()).not.toContain(signingTime);
  });

  test.each([
    { edge: 'a byte of a page changed', change: (bytes: Buffer) => (bytes[2000] = bytes[2000]! ^ 1) },
    { edge: 'a byte of the update changed', change: (bytes: Buffer) => (bytes[bytes.length - 30] = 0x20) },
  ])('$edge: it does not hold', async ({ change }) => {
    const bytes = await signed('rsa.pem');
    change(bytes);
    expect(checkSignatures(bytes, anchor(), now)[0]!.faults).toEqual(['the file was changed after it was signed']);
  });

  test('bytes added behind it are told', async () => {
    const bytes = Buffer.concat([await signed('rsa.pem'), Buffer.from('\n% more\n%%EOF\n')]);
    expect(checkSignatures(bytes, anchor(), now)[0]!.faults.join()).toContain('bytes stand behind');
  });

  test('a certificate that nobody trusts vouches for nothing', async () => {
    const bytes = await signed('stranger.pem');
    expect(checkSignatures(bytes, anchor(), now)[0]!.faults).toEqual([
      'no certificate that is trusted vouches for Stranger',
    ]);
    expect(checkSignatures(bytes, [], now)[0]!.unverified.join()).toContain('--trust');
  });

  test('a certificate must have been valid at the stamp, or now where there is none', async () => {
    const bytes = await signed('rsa.pem');
    const later = now + 400 * 86_400;
    expect(checkSignatures(bytes, anchor(), later)[0]!.faults.join()).toContain('was not valid at that time');
    rmSync(issued().replace('.pdf', '.signed.pdf'));
    const { url, server } = await startAuthority(authority, new Date(now * 1000));
    const stamped = await signed('rsa.pem', url);
    server.close();
    expect(checkSignatures(stamped, anchor(), later)[0]!.faults).toEqual([]);
  });
});

describe('a list of revoked certificates', () => {
  const later = new Date((now + 30 * 86_400) * 1000);
  const hourAgo = new Date((now - 3600) * 1000);
  const listed = async (...args: Parameters<typeof makeList>) => {
    writeFileSync(path('list.crl'), await makeList(...args));
    return listsOf(path('list.crl'));
  };

  test.each<{ edge: string; list: () => ReturnType<typeof listed>; faults: string[]; unverified: string[] }>([
    { edge: 'names nobody', list: () => listed(root, [], later), faults: [], unverified: [] },
    {
      edge: 'names another',
      list: () => listed(root, [{ key: ec, since: hourAgo }], later),
      faults: [],
      unverified: [],
    },
    {
      edge: 'names the signer',
      list: () => listed(root, [{ key: rsa, since: hourAgo }], later),
      faults: [`the certificate of Yamada was revoked on ${hourAgo.toISOString().slice(0, 10)}`],
      unverified: [],
    },
    {
      edge: 'takes the signer back after the signature',
      list: () => listed(root, [{ key: rsa, since: new Date((now + 60) * 1000) }], later),
      faults: [],
      unverified: [],
    },
    {
      edge: 'is another issuer’s, who names the signer',
      list: () => listed(stranger, [{ key: rsa, since: hourAgo }], later),
      faults: [],
      unverified: ['whether Yamada was revoked: no list given is one of Root'],
    },
    {
      edge: 'has ended',
      list: () => listed(root, [], hourAgo),
      faults: [],
      unverified: ['whether Yamada was revoked: the list ends before that time'],
    },
  ])('$edge', async ({ list, faults, unverified }) => {
    const [check] = checkSignatures(await signed('rsa.pem'), anchor(), now, await list());
    expect(check).toMatchObject({ faults, unverified });
  });

  test('a signer on the list does not sign; a file without a list is named; verify says that it did not look', async () => {
    await listed(root, [{ key: rsa, since: hourAgo }], later);
    const sign = async (...more: string[]) => await slaHere(['sign', issued(), '--key', path('rsa.pem'), ...more], now);
    expect((await sign('--crl', path('list.crl'))).stderr).toMatch(/The certificate of Yamada was revoked on/);
    expect((await sign('--crl', path('rsa.pem'))).stderr).toMatch(/holds no list of revoked certificates/);
    expect(existsSync(issued().replace('.pdf', '.signed.pdf'))).toBe(false);
    expect((await sign()).code).toBe(0);
    const trusting = ['verify', issued().replace('.pdf', '.signed.pdf'), '--trust', path('root.cert.pem')];
    const verify = async (...more: string[]) =>
      await slaHere([...trusting, '--workspace', workspace, ...more], Math.max(now, Date.UTC(2026, 10, 20) / 1000));
    expect((await verify()).stderr).toMatch(/whether a certificate was revoked was not looked at/);
    expect((await verify('--crl', path('list.crl'))).stdout).toMatch(
      /of Yamada: the certificate of Yamada was revoked/,
    );
  });
});

describe('refused, and nothing is written', () => {
  test.each<{ edge: string; line: () => string[]; says: string }>([
    { edge: 'no key', line: () => [], says: 'whose signature' },
    { edge: 'a key that is not there', line: () => ['--key', path('none.p12')], says: 'There is no such file' },
    { edge: 'a file that is no key', line: () => ['--key', issued()], says: 'no PKCS#12 and no PEM' },
    { edge: 'a key without its password', line: () => ['--key', path('locked.pem')], says: 'asks for a password' },
    {
      edge: 'a certificate of another key',
      line: () => ['--key', path('rsa.pem'), '--cert', path('ec.cert.pem')],
      says: 'not that of the key',
    },
    { edge: 'an expired certificate', line: () => ['--key', path('expired.pem')], says: 'and not now' },
    {
      edge: 'an authority that does not answer',
      line: () => ['--key', path('rsa.pem'), '--tsa', 'http://127.0.0.1:9/'],
      says: 'does not answer',
    },
  ])('$edge', async ({ line, says }) => {
    const { code, stderr } = await slaHere(['sign', issued(), ...line()], now);
    expect([code, stderr]).toEqual([2, expect.stringContaining(says)]);
    expect(stderr).toContain('Nothing was written.');
    expect(existsSync(issued().replace('.pdf', '.signed.pdf'))).toBe(false);
  });

  test('the wrong password, and the right one', async () => {
    await expect(readKey(path('locked.pem'), null, 'wrong', now)).rejects.toThrow(
      'The password is not that of the key.',
    );
    expect((await readKey(path('locked.pem'), null, 'secret', now)).keyType).toBe('RSA');
  });

  test.each<{ mischief: Mischief; says: string }>([
    { mischief: 'another hash', says: 'a time stamp of something else' },
    { mischief: 'refuses', says: 'refused the time stamp (status 2)' },
    { mischief: 'no stamp', says: 'The answer is no time stamp.' },
  ])('an authority that answers falsely: $mischief', async ({ mischief, says }) => {
    const { url, server } = await startAuthority(authority, new Date(now * 1000), mischief);
    await expect(signed('rsa.pem', url)).rejects.toThrow(says);
    server.close();
    expect(existsSync(issued().replace('.pdf', '.signed.pdf'))).toBe(false);
  });

  test('a second signature, and a signed file that is there', async () => {
    await signed('rsa.pem');
    await expect(signed('rsa.pem')).rejects.toThrow('the signed file is there');
    const again = await slaHere(['sign', issued().replace('.pdf', '.signed.pdf'), '--key', path('rsa.pem')], now);
    expect(again.stderr).toContain('It is signed already.');
  });
});

test('a PKCS#12 file, as openssl writes it', async (context) => {
  const made = spawnSync('openssl', [
    'pkcs12',
    '-export',
    '-inkey',
    path('rsa.pem'),
    '-in',
    path('rsa.cert.pem'),
    '-out',
    path('rsa.p12'),
    '-passout',
    'pass:secret',
  ]);
  if (made.status !== 0) return context.skip('there is no openssl to make one');
  const signer = await readKey(path('rsa.p12'), null, 'secret', now);
  await expect(readKey(path('rsa.p12'), null, 'wrong', now)).rejects.toThrow('The password is not that of the key.');
  const bytes = readFileSync(await signFile({ file: issued(), signer, tsa: null, at: now }));
  expect(checkSignatures(bytes, anchor(), now)[0]!.faults).toEqual([]);
});

describe('verified from the PDF alone', () => {
  const verified = async (file: string, ...more: string[]) =>
    await slaHere(['verify', file, '--workspace', workspace, ...more], now);

  test('as it was issued, and as it was signed', async () => {
    expect(await verified(issued())).toMatchObject({ code: 0, stdout: '' });
    await signed('rsa.pem');
    const { code, stdout, stderr } = await verified(
      issued().replace('.pdf', '.signed.pdf'),
      '--trust',
      path('root.cert.pem'),
    );
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toContain('signed by Yamada');
    expect(await verified(join(workspace, 'reports', '2026-10', 'manifest.json'))).toMatchObject({
      code: 0,
      stdout: '',
    });
  });

  test('sent elsewhere, without the record: what could not be verified is said', async () => {
    const copy = path('sent.pdf');
    cpSync(issued(), copy);
    const empty = path('empty');
    cpSync(workspace, empty, { recursive: true, filter: (file) => !file.includes('reports') });
    const { code, stdout } = await slaHere(['verify', copy, '--workspace', empty], now);
    expect([code, stdout]).toEqual([0, expect.stringContaining('not verified  record: no issues.jsonl')]);
  });

  test('another figure, another byte, cut off, no report', async () => {
    const bytes = readFileSync(issued());
    const cases = {
      'changed.pdf': Buffer.concat([bytes.subarray(0, 2000), Buffer.from([bytes[2000]! ^ 1]), bytes.subarray(2001)]),
      'cut.pdf': bytes.subarray(0, bytes.length / 2),
      'draft.pdf': null,
    };
    writeFileSync(path('cut.pdf'), cases['cut.pdf']);
    writeFileSync(join(workspace, 'reports', 'changed.pdf'), cases['changed.pdf']);
    expect((await verified(join(workspace, 'reports', 'changed.pdf'))).stdout).toContain(
      'not the bytes that were issued',
    );
    expect((await verified(path('cut.pdf'))).code).toBe(2);
    // The issued bytes, and behind them an update without a signature, which may draw other pages.
    const updated = await PDF.load(bytes);
    updated.setTitle('another');
    writeFileSync(join(workspace, 'reports', 'changed.pdf'), await updated.save({ incremental: true }));
    expect((await verified(join(workspace, 'reports', 'changed.pdf'))).stdout).toContain(
      'not the bytes that were issued',
    );
    await slaHere(['monthly', '2026-10', '--workspace', workspace, '--out', path('drafts'), '--lang', 'ja'], now);
    const draft = await verified(join(path('drafts'), '2026-10', 'monthly.draft.ja.pdf'));
    expect([draft.code, draft.stderr]).toEqual([2, expect.stringContaining('carries no manifest')]);
    rmSync(join(workspace, 'reports', 'changed.pdf'));
  });

  test('a changed export is named with the figures that it moved', async () => {
    const file = join(workspace, 'exports', 'tickets.csv');
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, before.replace(/,critical,/, ',high,'));
    const { code, stdout } = await verified(issued());
    writeFileSync(file, before);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^data {7}exports\/tickets\.csv: changed/m);
    expect(stdout).toMatch(/^figures/m);
  });
});
