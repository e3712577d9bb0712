/** Documents cannot rot: the README's commands run as written, its links lead somewhere, and what is generated is current. */
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { generatedDocuments } from '../pipelines/docs/generatedDocuments.ts';
import { packageRoot } from '../pipelines/packageRoot.ts';
import { copyOfFixture, sla, temporaryFolder } from './support/workspace.ts';

const readme = readFileSync(join(packageRoot(), 'README.md'), 'utf8');
const [setUp = '', ...blocks] = [...readme.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block]) => block!);

test('the first screen holds the two commands, and they are scripts of the package', () => {
  expect(readme.split('\n').findIndex((line) => line.includes('npm ci && npm test'))).toBeLessThan(15);
  const { scripts } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  for (const [, script] of setUp.matchAll(/npm (?:run )?(demo|test)/g)) expect(scripts).toHaveProperty(script!);
});

test('every other command of the README runs as written, with the exit code it names', { timeout: 300_000 }, () => {
  const folder = temporaryFolder();
  cpSync(copyOfFixture('sample'), join(folder, 'fixtures', 'sample'), { recursive: true });
  for (const line of blocks.flatMap((block) => block.split('\n')).filter((text) => text !== '')) {
    const [command = '', comment = ''] = line.split(/\s+# /);
    const [program, ...args] = command.trim().split(/\s+/);
    if (program === 'cp') cpSync(join(folder, args[1]!), join(folder, args[2]!, '2026-10'), { recursive: true });
    else {
      expect(program, line).toBe('sla');
      const { code, stderr } = sla(args, { cwd: folder });
      expect(code, `${line}\n${stderr}`).toBe(Number(/exits (\d)/.exec(comment)?.[1] ?? 0));
    }
  }
});

test('every file that the README names exists', () => {
  const named = [
    ...readme.matchAll(/\]\(([^)#]+)\)/g),
    ...readme.matchAll(/`((?:pipelines|sql|templates|fixtures|test)\/[\w./-]*)`/g),
  ].map(([, path]) => path!);
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((path) => !path.startsWith('http') && !existsSync(join(packageRoot(), path)))).toEqual([]);
});

test('every decision has an example and a test that exists, and stands in sql/DECISIONS.md alone', () => {
  const [, decisions = ''] = readFileSync(join(packageRoot(), 'sql/DECISIONS.md'), 'utf8').split('## Decisions\n');
  const rows = decisions
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| Question |'))
    .map((line) => line.split(' | '));
  expect(rows.length).toBeGreaterThan(50);
  for (const [question = '', decision = '', example = '', held = ''] of rows) {
    expect(example, `${question} has an example`).not.toBe('');
    const [, path = ''] = /\]\(\.\.\/(test\/[^)]+\.test\.ts)\)/.exec(held) ?? [];
    expect(existsSync(join(packageRoot(), path)) && path !== '', `${question} ${held}`).toBe(true);
    expect(readme).not.toContain(decision);
  }
  expect(new Set(rows.map(([question]) => question)).size).toBe(rows.length);
});

describe.each(await generatedDocuments())('$file', ({ file, content }) => {
  test('is what `npm run docs` writes', () => {
    expect(readFileSync(join(packageRoot(), file), 'utf8')).toBe(content);
  });
});
