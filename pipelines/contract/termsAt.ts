/** Which version of the terms holds at an instant. */
import type { Terms } from './Contract.ts';

/** The terms in force at an instant (epoch seconds); null before the first, when nothing was promised yet. */
export function termsAt(terms: readonly Terms[], instant: number): Terms | null {
  return terms.findLast(({ effective_from_s }) => effective_from_s <= instant) ?? null;
}
