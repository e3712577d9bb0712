/** Names that people wrote in one language, as the agreement says that they read in another. */
import type { Contract, Language } from '../contract/Contract.ts';

/** The fields of a model that hold such a name; titles, reasons and ids are nobody's name. */
const named = new Set(['category', 'owner', 'approvedBy', 'resource', 'by']);

/**
 * A model with its names in a language.
 *
 * A name that the agreement does not list stands as it is: nothing is translated by guessing. Everything else is the same,
 * down to the order of the keys.
 */
export function namesIn<T>(model: T, names: Contract['names'], language: Language): T {
  const ofField = (field: string, value: unknown): unknown =>
    typeof value === 'string' && named.has(field) ? (names[value]?.[language] ?? value) : walk(value);
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (!isPlain(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, ofField(field, inner)]));
  };
  return Object.keys(names).length === 0 ? model : (walk(model) as T);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
