/** What every command promises: only its own options, help that reads nothing else, and one file and one line to add one. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { describe, expect, test } from 'vitest';
import type { Command } from '../../pipelines/commands/command.ts';
import { commands } from '../../pipelines/commands/commands.ts';
import { createProgram } from '../../pipelines/commands/createProgram.ts';
import { packageRoot } from '../../pipelines/packageRoot.ts';
import { sla, temporaryFolder } from '../support/workspace.ts';

const folder = join(packageRoot(), 'pipelines', 'commands');

/** The command that a line asks for with the values of its parameters, or the code of the parser's refusal. */
async function parsed(line: string[]): Promise<{ command: Command; given: Record<string, unknown> } | string> {
  let found: { command: Command; given: Record<string, unknown> } | null = null;
  const program = createProgram(async (command, given) => {
    found = { command, given };
  });
  for (const each of [program, ...program.commands]) each.configureOutput({ writeOut: () => {}, writeErr: () => {} });
  try {
    await program.parseAsync(line, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.code;
    throw error;
  }
  return found!;
}

const period = '2026-10';
const options = [
  '--workspace',
  '--out',
  '--lang',
  '--as-of',
  '--quiet',
  '--charts',
  '--slides',
  '--format',
  '--service',
  '--explain',
  '--write',
  '--client',
  '--timezone',
  '--language',
  '--from',
  '--issue',
  '--by',
  '--at',
];
const values: Record<string, string[]> = {
  '--workspace': ['.'],
  '--out': ['reports'],
  '--lang': ['ja'],
  '--as-of': [period],
  '--format': ['json'],
  '--service': ['erp'],
  '--client': ['Acme'],
  '--timezone': ['Asia/Tokyo'],
  '--language': ['en'],
  '--from': ['exports'],
  '--by': ['Yamada'],
  '--at': ['2026-11-02'],
};

/** A command takes what it honours: an instant where it computes, a folder where it writes, a language where it speaks. */
const honoured: Record<string, string[]> = {
  init: ['--client', '--timezone', '--language', '--from'],
  load: ['--workspace', '--quiet', '--explain', '--write'],
  fold: [
    '--workspace',
    '--engine',
    '--format',
    '--columns',
    '--zone',
    '--results',
    '--name',
    '--print',
    '--bring',
    '--quiet',
  ],
  check: ['--workspace', '--lang', '--as-of', '--quiet'],
  monthly: ['--workspace', '--out', '--lang', '--as-of', '--quiet', '--charts', '--issue', '--by', '--at'],
  quarterly: [
    '--workspace',
    '--out',
    '--lang',
    '--as-of',
    '--quiet',
    '--charts',
    '--slides',
    '--issue',
    '--by',
    '--at',
  ],
  issue: ['--workspace', '--out', '--lang', '--quiet', '--charts', '--slides', '--by', '--at'],
  sign: ['--key', '--cert', '--tsa', '--quiet'],
  status: ['--workspace', '--out', '--quiet'],
  figures: ['--workspace', '--out', '--as-of', '--quiet', '--format'],
  audit: ['--workspace', '--out', '--lang', '--as-of', '--quiet', '--service', '--format'],
  outlook: ['--workspace', '--as-of', '--lang', '--quiet', '--format'],
  whatif: ['--workspace', '--set', '--contract', '--held', '--as-of', '--lang', '--quiet', '--format'],
  commentary: ['--workspace', '--as-of', '--quiet'],
  verify: ['--workspace', '--trust', '--lang', '--quiet'],
};

test('an option that may be given several times takes one value each time', async () => {
  const line = ['whatif', '2026-10', '--set', 'a=1', '--set', 'b=2', '--workspace', 'x'];
  expect(await parsed(line)).toMatchObject({ given: { period: '2026-10', set: ['a=1', 'b=2'], workspace: 'x' } });
  expect(await parsed(['whatif', '2026-10', '--set'])).toBe('commander.optionMissingArgument');
});

describe.each(Object.entries(honoured))('sla %s', (name, taken) => {
  test.each(options)(`%s is ${'taken or refused'}`, async (option) => {
    const { arguments: asked } = commands.find((each) => each.name === name)!;
    const about = Object.keys(asked).length === 0 ? [] : [period];
    const result = await parsed([name, ...about, option, ...(values[option] ?? [])]);
    if (taken.includes(option)) expect(result).toMatchObject({ command: { name } });
    else expect(result).toBe('commander.unknownOption');
  });

  test('says what it does and what each parameter means', () => {
    const command = commands.find((each) => each.name === name)!;
    const texts = [command, ...Object.values(command.arguments), ...Object.values(command.options)];
    expect(
      texts.map((each) => ('summary' in each ? each.summary : each.about)).filter((text) => text.length < 3),
    ).toEqual([]);
  });
});

test('every command is in the table above, and every file that states one is in the list', () => {
  const stating = readdirSync(folder).filter((file) => /= command\(/.test(readFileSync(join(folder, file), 'utf8')));
  expect(commands.map(({ name }) => name)).toEqual(Object.keys(honoured));
  expect(stating).toEqual(commands.map(({ name }) => `${name}.ts`).sort());
});

test('what a command gets: a value, a default, null where nothing was said', async () => {
  const given = async (...line: string[]) => (await parsed(line)) as { given: Record<string, unknown> };
  expect((await given('check')).given).toEqual({ period: null, workspace: '.', lang: null, asOf: null, quiet: false });
  expect((await given('load', 'a.csv', 'b.csv', '--quiet')).given).toEqual({
    files: ['a.csv', 'b.csv'],
    workspace: '.',
    quiet: true,
    explain: false,
    write: false,
  });
  expect((await given('audit', 'A-1', '--as-of', '2026-10-31', '--format', 'pdf')).given).toMatchObject({
    what: ['A-1'],
    asOf: '2026-10-31',
    format: 'pdf',
    service: null,
  });
  expect(await parsed(['check', '--lang', 'fr'])).toBe('commander.invalidArgument');
});

test('an option that would be ignored ends with 2 and says so', () => {
  const { code, stdout, stderr } = sla(['load', '--as-of', 'nonsense', '--out', '/nowhere', '--lang', 'ja']);
  expect(stderr).toContain("unknown option '--as-of'");
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});

test.each([['--help'], ['load', '--help'], ['monthly', '--help']])(
  'sla %s %s reads the commands and nothing of their work',
  (...line) => {
    const seen = temporaryFolder();
    const program = join(packageRoot(), '.build', 'pipelines', 'cli.js');
    // Node writes down every script that it has read.
    const { status } = spawnSync(process.execPath, [program, ...line], {
      env: { ...process.env, NODE_V8_COVERAGE: seen },
    });
    expect(status).toBe(0);
    const [file] = readdirSync(seen);
    const { result } = JSON.parse(readFileSync(join(seen, file!), 'utf8')) as { result: { url: string }[] };
    const read = result.map(({ url }) => url).filter((url) => url.startsWith('file:'));
    const allowed =
      /\/\.build\/(pipelines\/(cli|errors|packageRoot|printable|toolVersion|warehouse\/patience|contract\/languages|commands\/\w+)|templates\/words\/languages)\.js$|\/node_modules\/commander\//;
    expect(read.length).toBeGreaterThan(commands.length);
    expect(read.filter((url) => !allowed.test(url))).toEqual([]);
  },
);
