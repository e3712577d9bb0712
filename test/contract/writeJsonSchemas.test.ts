import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jsonSchemas, writeJsonSchemas } from '../../pipelines/docs/writeJsonSchemas.ts';

const dir = join(import.meta.dirname, '../../pipelines/contract/schema');
if (process.env['UPDATE_GOLDEN']) writeJsonSchemas(dir);

test.each(Object.entries(jsonSchemas()))(
  '%s is the one that the validator makes (npm run golden writes it)',
  (name, content) => {
    expect(readFileSync(join(dir, name), 'utf8')).toBe(content);
  },
);

test('there is no other schema', () => {
  expect(readdirSync(dir).sort()).toEqual(Object.keys(jsonSchemas()).sort());
});
