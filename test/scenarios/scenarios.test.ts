/** Every folder of fixtures/scenarios that holds expected.json: the command's figures equal the file, key by key. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../pipelines/packageRoot.ts';
import type { Figures } from '../../pipelines/report/figures.ts';
import { copyOfFixture, sla } from '../support/workspace.ts';

const folder = join(packageRoot(), 'fixtures', 'scenarios');
const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'expected.json')));

describe.each(names)('scenario %s', (name) => {
  test('figures.json is what its README works out', () => {
    const expected = JSON.parse(readFileSync(join(folder, name, 'expected.json'), 'utf8')) as Figures;
    const { code, stdout, stderr } = sla([
      'figures',
      expected.period,
      '--quiet',
      '--workspace',
      copyOfFixture(`scenarios/${name}`),
    ]);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(expected);
  });
});
