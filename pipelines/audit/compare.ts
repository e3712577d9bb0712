/** Holds what the reference engine says against what the warehouse says, value by value. */
import { isoInstant } from '../isoInstant.ts';
import type { SqlValue } from '../warehouse/Warehouse.ts';
import type { Difference } from './TicketAudit.ts';

export type Values = Record<string, SqlValue>;

/** The keys of `reference` for which the warehouse has another value; keys that end in `_at` are instants. */
export function differences(where: string, reference: Values, warehouse: Values): Difference[] {
  return Object.keys(reference).flatMap((key) => {
    const [said, stored] = [reference[key] ?? null, warehouse[key] ?? null];
    return said === stored
      ? []
      : [{ what: `${where}${key}`, reference: spell(key, said), warehouse: spell(key, stored) }];
  });
}

function spell(key: string, value: SqlValue): string {
  if (value === null) return 'none';
  return key.endsWith('_at') && typeof value === 'number' ? isoInstant(value) : String(value);
}
