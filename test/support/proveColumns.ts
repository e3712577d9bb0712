/** Holds a mart's rows to what the mart says of its columns; the types of the readers rest on it. */
import { expect } from 'vitest';
import type { Model } from '../../pipelines/warehouse/models.ts';
import { identifier, quote, type Warehouse } from '../../pipelines/warehouse/Warehouse.ts';

/** Fails for a null in a column that is never null, and for a value that is not one of those listed. */
export async function proveColumns(
  warehouse: Warehouse,
  { qualifiedName, columns }: Pick<Model, 'qualifiedName' | 'columns'>,
) {
  const broken = columns.flatMap(({ name, isNullable, values }) => {
    const listed = values.map(quote).join(', ');
    return [
      ...(isNullable ? [] : [`${identifier(name)} is null`]),
      ...(values.length === 0 ? [] : [`${identifier(name)} not in (${listed})`]),
    ].map((condition) => `select ${quote(condition)} as broken from ${qualifiedName} where ${condition}`);
  });
  if (broken.length === 0) return;
  expect(await warehouse.rows(`select distinct broken from (${broken.join(' union all ')})`), qualifiedName).toEqual(
    [],
  );
}
