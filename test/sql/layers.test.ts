/** Data moves one way: every model reads only from its own layer or from those to its left, and says what it is. */
import { describe, expect, test } from 'vitest';
import { mayRead } from '../../pipelines/warehouse/models.ts';
import { shapes } from '../support/emptyWarehouse.ts';

const { models, tables } = await shapes();

test('there are models in every layer', () => {
  expect([...new Set(models.map(({ layer }) => layer))].sort()).toEqual(['checks', 'intermediate', 'marts', 'staging']);
});

describe.each(models)('$qualifiedName', ({ layer, reads, grain, purpose, qualifiedName, name }) => {
  test('reads only what its layer may', () => {
    const schemas = reads.map((table) => table.split('.')[0]!);
    expect(schemas.filter((schema) => !mayRead[layer].includes(schema))).toEqual([]);
  });

  test('reads tables that exist', () => {
    expect(reads.filter((table) => !tables.has(table))).toEqual([]);
  });

  test('says what it is for in a sentence', () => {
    expect(purpose).toMatch(/^[A-Z0-9].*[.:]$/);
  });

  if (layer === 'checks') return;
  test('names a grain of its own columns', () => {
    expect(grain.length).toBeGreaterThan(0);
    expect(grain.filter((column) => !tables.get(qualifiedName)![column])).toEqual([]);
  });

  test('bears the prefix of its layer', () => {
    expect(name).toMatch({ staging: /^stg_/, intermediate: /^int_/, marts: /^(fct|dim)_/ }[layer]);
  });
});
