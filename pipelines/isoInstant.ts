/**
 * Instants as other programs read them.
 */

/** Epoch seconds as ISO 8601 in UTC: `2026-10-31T15:00:00Z`. */
export function isoInstant(at: number): string {
  return new Date(at * 1000).toISOString().replace('.000Z', 'Z');
}
