/** What the program is made of: pinned, under licences that allow its use, without a script that runs at installation. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../pipelines/packageRoot.ts';

interface Locked {
  version: string;
  license?: string;
  dev?: boolean;
  hasInstallScript?: boolean;
  resolved?: string;
  integrity?: string;
}

const root = packageRoot();
const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));
const locked = Object.entries(read('package-lock.json').packages as Record<string, Locked>).filter(([path]) => path);
const inProduction = locked.filter(([, { dev }]) => !dev);

/** Licences that ask for no more than that they are named. */
const allowed = new Set([
  'MIT',
  '(MIT AND Zlib)',
  'MIT AND OFL-1.1', // the fonts: the package is MIT, the font OFL, which allows to embed it in documents
  'Apache-2.0',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  '0BSD',
]);
/** Packages that state their licence in a file instead of package.json: the first words of it. */
const statedInFile: Record<string, [file: string, words: RegExp]> = {
  'node_modules/png-js': ['LICENSE', /MIT License/],
};

test('every package of the program has a licence that is allowed', () => {
  const others = inProduction.filter(([path, { license }]) => {
    const stated = statedInFile[path];
    return stated ? !stated[1].test(readFileSync(join(root, path, stated[0]), 'utf8')) : !allowed.has(license ?? '');
  });
  expect(others.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
});

test('no package has a script that runs at installation, so npm ci --ignore-scripts installs the same', () => {
  expect(locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([]);
});

test('each dependency is pinned to one version, and each package to its bytes', () => {
  const { dependencies, devDependencies } = read('package.json');
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version as string),
  );
  expect(loose).toEqual([]);
  // The lock file leaves out where a package lies when that is the registry that npm is set to.
  const elsewhere = locked.filter(
    ([, { resolved, integrity }]) => !integrity || (resolved && !resolved.startsWith('https://registry.npmjs.org/')),
  );
  expect(elsewhere.map(([path]) => path)).toEqual([]);
});

test('the SBOM names each package of the program once, with its version, and is the same bytes each time', () => {
  const sbom = () =>
    spawnSync('npm', ['run', '--silent', 'sbom'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 }).stdout;
  const first = sbom();
  const { bomFormat, components, metadata } = JSON.parse(first);
  expect(bomFormat).toBe('CycloneDX');
  expect(metadata.component.name).toBe('sla-report');
  const named = (components as { purl: string }[]).map(({ purl }) => decodeURIComponent(purl)).sort();
  const expected = inProduction.map(
    ([path, { version }]) => `pkg:npm/${path.split('node_modules/').at(-1)}@${version}`,
  );
  expect(named).toEqual([...new Set(expected)].sort());
  expect(sbom()).toBe(first);
});
