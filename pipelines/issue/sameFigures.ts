import type { Figures } from '../report/figures.ts';

/** Whether all that was issued is the same now; a program that says more than the one before says nothing else. */
export function isSameFigures(issued: Figures, now: Figures): boolean {
  const known = Object.keys(issued) as (keyof Figures)[];
  return JSON.stringify(issued) === JSON.stringify(Object.fromEntries(known.map((key) => [key, now[key]])));
}
