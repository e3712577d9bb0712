/** The package as `npm pack` makes it works away from the checkout: everything that the program reads is in it. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../pipelines/packageRoot.ts';
import { copyOfFixture, temporaryFolder, writeFiles } from '../support/workspace.ts';

/** The packed files in a folder of their own, beside the libraries that npm would install. */
function installed(): string {
  const folder = temporaryFolder();
  // Built already; the scripts of the package would build it again.
  const packed = spawnSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
    cwd: packageRoot(),
    encoding: 'utf8',
    env: { ...process.env, npm_config_offline: 'true' },
  });
  expect(packed.status, packed.stderr).toBe(0);
  const [tarball] = readdirSync(folder);
  spawnSync('tar', ['-xzf', tarball!], { cwd: folder });
  const target = join(folder, 'lib', 'node_modules', 'sla-report');
  mkdirSync(join(folder, 'lib', 'node_modules'), { recursive: true });
  cpSync(join(folder, 'package'), target, { recursive: true });
  symlinkSync(join(packageRoot(), 'node_modules'), join(folder, 'lib', 'node_modules', 'sla-report', 'node_modules'));
  return target;
}

test('init, explain and a monthly report run from the packed files, in a folder that knows nothing of the checkout', () => {
  const program = installed();
  const here = temporaryFolder();
  const { bin } = JSON.parse(readFileSync(join(program, 'package.json'), 'utf8')) as { bin: { sla: string } };
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(program, bin.sla), ...args], { cwd: here, encoding: 'utf8' });

  writeFiles(here, { 'their/log.csv': 'timestamp,host,is_up\n2026-10-01T00:00:00Z,web,1\n' });
  const started = run('init', 'acme', '--from', 'their', '--client', 'Acme');
  expect(started.stderr).toContain('Then run: sla check --workspace acme');
  expect(started.status).toBe(0);
  expect(run('load', '--workspace', 'acme').stdout).toContain('loaded     exports/log.csv -> uptime_samples: 1 rows');

  cpSync(copyOfFixture('scenarios/by-hand'), join(here, 'by-hand'), { recursive: true });
  const month = run('monthly', '2026-10', '--workspace', 'by-hand', '--charts');
  expect(month.stderr).not.toContain('bug in the program');
  expect(month.status).toBe(0);
  expect(existsSync(join(here, month.stdout.trim()))).toBe(true);
});
