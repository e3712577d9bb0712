/** Workspaces that are broken as folders and disks break: a sentence with place and remedy, never a stack. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readYamlFile } from '../../pipelines/contract/yamlFile.ts';
import { explainSystemError, SlaError } from '../../pipelines/errors.ts';
import { packageRoot } from '../../pipelines/packageRoot.ts';
import { printable, printableLine } from '../../pipelines/printable.ts';
import { Warehouse } from '../../pipelines/warehouse/Warehouse.ts';
import { copyOfFixture, sla, temporaryFolder, writeFiles } from '../support/workspace.ts';

const start = (): string => {
  const workspace = copyOfFixture('start');
  mkdirSync(join(workspace, 'exports'), { recursive: true });
  return workspace;
};

describe('files and folders in the wrong place', () => {
  test.each([
    {
      name: 'contract.yaml is a folder',
      spoil: (w: string) => {
        rmSync(join(w, 'contract.yaml'));
        mkdirSync(join(w, 'contract.yaml'));
      },
      says: /contract\.yaml is a folder, where a file is expected\./,
    },
    {
      name: 'sources.yaml is a folder',
      spoil: (w: string) => {
        rmSync(join(w, 'sources.yaml'), { force: true });
        mkdirSync(join(w, 'sources.yaml'));
      },
      says: /sources\.yaml is a folder, where a file is expected\./,
    },
    {
      name: 'exports is a file',
      spoil: (w: string) => {
        rmSync(join(w, 'exports'), { recursive: true });
        writeFileSync(join(w, 'exports'), '');
      },
      says: /exports is a file, where a folder is expected\./,
    },
  ])('$name', ({ spoil, says }) => {
    const workspace = start();
    spoil(workspace);
    const { code, stderr } = sla(['load', '--workspace', workspace]);
    expect(stderr).toMatch(says);
    expect(stderr).toContain('  fix    ');
    expect(stderr).not.toMatch(/This is a bug|\n {4}at /);
    expect(code).toBe(2);
  });
  test('a name in CP932 is named as not read', () => {
    const workspace = start();
    const name = Buffer.concat([
      Buffer.from(`${workspace}/exports/tickets-`),
      Buffer.from([0x93, 0x8c]),
      Buffer.from('.csv'),
    ]);
    writeFileSync(name, 'x');
    const { code, stdout, stderr } = sla(['load', '--workspace', workspace]);
    expect(stdout + stderr).toMatch(/exports\/tickets-.*its name is no UTF-8 text: rename it/);
    expect(stderr).not.toContain('This is a bug');
    expect(code).toBe(1);
  });
  test('a workspace whose path holds a question mark', async () => {
    await expect(Warehouse.open({ path: join(temporaryFolder(), 'a?b.duckdb') })).rejects.toThrow(
      'The path of the workspace holds a "?": DuckDB takes what follows it for options.',
    );
  });
});

test.each([
  { code: 'EACCES', what: '/w/x may not be read or written by the user who runs this.' },
  { code: 'EPERM', what: '/w/x may not be read or written by the user who runs this.' },
  { code: 'ENOSPC', what: '/w/x cannot be written: the disk is full.' },
  { code: 'ENOENT', what: '/w/x is gone: it was there a moment ago.' },
  { code: 'EROFS', what: '/w/x cannot be written: the disk is read-only.' },
  { code: 'EFBIG', what: '/w/x cannot be written: it would be larger than files may be.' },
  { code: 'ELOOP', what: '/w/x is a link that leads back to itself.' },
  { code: 'EIO', what: '/w/x cannot be read or written: the disk reports an error.' },
])('$code is a matter of disks, not a bug', ({ code, what }) => {
  expect(explainSystemError(Object.assign(new Error('x'), { code, path: '/w/x' }))).toMatchObject({
    what,
    state: 'Reports that were written before are as they were; what was begun now is done by the next run.',
  });
});

test.each([
  { message: 'IO Error: Could not write file "/w/a.wal": No space left on device', what: /the disk is full/ },
  { message: 'Out of Memory Error: failed to pin block', what: /There is not enough memory/ },
])('what DuckDB says of disk and memory: $message', ({ message, what }) => {
  expect(explainSystemError(new Error(message))?.what).toMatch(what);
});

test.each([new TypeError('x is not a function'), new Error('Binder Error: no such column'), 'text', null])(
  'anything else keeps its stack: %s',
  (error) => {
    expect(explainSystemError(error)).toBeNull();
  },
);

describe('YAML', () => {
  const problem = (text: string): string => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'contract.yaml': text });
    try {
      readYamlFile(folder, 'contract.yaml');
    } catch (error) {
      if (error instanceof SlaError) return error.message;
      throw error;
    }
    return 'read';
  };
  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x,x]',
    ...[...'bcdefg'].map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdef'[i]}`).join(',')}]`),
  ];
  test.each([
    {
      name: 'an alias within what it means',
      text: 'id: x\na: &a\n  b: *a\n',
      says: ['The alias *a means the very thing that it stands in.', 'contract.yaml, line 3'],
    },
    {
      name: 'an alias of nothing',
      text: 'id: x\nb: *nope\n',
      says: ['The alias *nope means nothing: no &nope stands before it.', 'contract.yaml, line 2'],
    },
    {
      name: 'aliases of aliases',
      text: bomb.join('\n'),
      says: ['The aliases (*name) of the file repeat each other more than a hundred times.'],
    },
    {
      name: 'a second document',
      text: 'a: 1\n---\nb: 2\n',
      says: ['it holds a second document behind "---"; only one is read', 'line 2'],
    },
    { name: 'brackets without end', text: `a: ${'['.repeat(20_000)}`, says: ['contract.yaml is not valid YAML: '] },
  ])('$name', ({ text, says }) => {
    const said = problem(text);
    for (const part of says) expect(said).toContain(part);
  });
  test('an alias of what stands before it is read', () => expect(problem('a: &a { x: 1 }\nb: *a\n')).toBe('read'));
  test('__proto__ is a key like any other', () => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'contract.yaml': '__proto__: { polluted: true }\n' });
    readYamlFile(folder, 'contract.yaml');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('the terminal', () => {
  const hostile = '\u001b]0;owned\u0007\u001b[2J\u009b31mT-1\u202egnp.exe\u2066\r\nok: nothing found';
  test('no text of a stranger moves the cursor, colours or turns a line', () => {
    expect(printableLine(hostile)).toBe(
      '\uFFFD]0;owned\uFFFD\uFFFD[2J\uFFFD31mT-1\uFFFDgnp.exe\uFFFD\uFFFD\uFFFDok: nothing found',
    );
    expect(printable(hostile)).toBe(
      '\uFFFD]0;owned\uFFFD\uFFFD[2J\uFFFD31mT-1\uFFFDgnp.exe\uFFFD\uFFFD\nok: nothing found',
    );
    expect(printable('表\tas it is\n🦊 e\u0301')).toBe('表\tas it is\n🦊 e\u0301');
  });
  test('nor in an error that quotes it', () => {
    expect(new SlaError({ what: `"${hostile}" is wrong.`, where: hostile }).message).not.toMatch(
      /\p{Bidi_Control}|(?!\n)\p{Cc}/u,
    );
  });
  test('nor as the program prints it', () => {
    const workspace = start();
    writeFiles(workspace, {
      'exports/tickets.csv': `ticket_id,severity,opened_at\n"\u001b[31mT-1\u0007",none,\u001b[2Jx\n"\u001b[31mT-2\u0007",none,2026-10-01T00:00:00Z\n`,
    });
    for (const command of [['load'], ['check', '2026-10']]) {
      const { stdout, stderr } = sla([...command, '--workspace', workspace]);
      expect(stdout + stderr).toContain(command[0] === 'load' ? 'tickets' : 'T-2');
      expect(stdout + stderr).not.toMatch(/(?![\n\t])\p{Cc}/u);
    }
  });
});

test.each(['9999-01-01', '0001-01-01', '1969-12-31'])('--as-of %s is out of reach', (asOf) => {
  const { code, stderr } = sla(['check', '2026-10', '--as-of', asOf, '--workspace', start()]);
  expect(stderr).toContain(`"${asOf}" is no date and time from 1970 to 2105.`);
  expect(code).toBe(2);
});

test('a command that waits for what never comes does not end as if all were well', () => {
  const folder = temporaryFolder();
  writeFiles(folder, {
    'never.mjs': `import { Command } from ${JSON.stringify(pathToFileURL(join(packageRoot(), 'node_modules/commander/index.js')).href)};\nCommand.prototype.parseAsync = () => new Promise(() => {});\n`,
  });
  const { code, stderr } = sla(['load'], {
    env: { NODE_OPTIONS: `--import=${pathToFileURL(join(folder, 'never.mjs')).href}` },
  });
  expect(stderr).toBe(
    'This is a bug in the program: it came to no end, and said nothing. What was written before is as it was. Please report the command, and the file that it had before it.\n',
  );
  expect(code).toBe(2);
});
