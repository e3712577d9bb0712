/** The share of promises kept. */
import { percentFloored, ratio } from './ratio.ts';

/** Null, not 0 or 100, when nothing was decided. */
export function attainment(met: number, breached: number): string | null {
  return met + breached === 0 ? null : percentFloored(ratio(met, met + breached));
}
