/** The wall clocks of a time zone as an SQL expression: each stretch of local time and what must be taken off to get UTC. */
import { IANAZone } from 'luxon';

const firstYear = 1990;
const lastYear = 2045;
const week = 7 * 86_400;

/** A stretch of wall-clock seconds [from, until) with one offset; null where the clocks skipped it or showed it twice. */
export interface ZonePiece {
  from: number;
  until: number;
  offset: number | null;
}

/**
 * The pieces of a zone from 1990 to 2044, earliest first, without holes. A change forward makes a piece that does
 * not exist, one backward a piece that came twice: neither is ever guessed.
 */
export function zonePieces(zone: string): ZonePiece[] {
  const start = Date.UTC(firstYear, 0, 1) / 1000;
  const end = Date.UTC(lastYear, 0, 1) / 1000;
  const pieces: ZonePiece[] = [];
  const offsetAt = offsetsOf(zone);
  let from = start;
  for (const { at, before, after } of transitions(offsetAt, start, end)) {
    const [low, high] = [at + Math.min(before, after), at + Math.max(before, after)];
    pieces.push({ from, until: low, offset: before }, { from: low, until: high, offset: null });
    from = high;
  }
  pieces.push({ from, until: end, offset: offsetAt(end) });
  return pieces.filter((piece) => piece.from < piece.until);
}

/** An SQL expression: UTC epoch microseconds of a wall clock given as microseconds; null: skipped, twice, or outside 1990-2044. */
export function zoneExpression(zone: string, wallMicros: string): string {
  const known = expressions.get(zone) ?? buildExpression(zone);
  expressions.set(zone, known);
  return known.replaceAll('{wall}', `(${wallMicros})`);
}

const expressions = new Map<string, string>();

function buildExpression(zone: string): string {
  const pieces = zonePieces(zone);
  const [only] = pieces;
  const guard = `{wall} < ${pieces[0]!.from}000000 then null`;
  const rest = pieces.map(
    ({ until, offset }) => `when {wall} < ${until}000000 then ${offset === null ? 'null' : `{wall} - ${offset}000000`}`,
  );
  if (pieces.length === 1)
    return `case when {wall} between ${only!.from}000000 and ${only!.until}000000 then {wall} - ${only!.offset}000000 end`;
  return `case when ${guard} ${rest.join(' ')} end`;
}

interface Transition {
  at: number;
  before: number;
  after: number;
}

function transitions(offsetAt: (seconds: number) => number, start: number, end: number): Transition[] {
  const found: Transition[] = [];
  for (let at = start; at < end; at += week) {
    if (offsetAt(at) === offsetAt(at + week)) continue;
    let [low, high] = [at, at + week];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (offsetAt(middle) === offsetAt(at)) low = middle;
      else high = middle;
    }
    found.push({ at: high, before: offsetAt(low), after: offsetAt(high) });
  }
  return found;
}

function offsetsOf(zone: string): (seconds: number) => number {
  const iana = IANAZone.create(zone);
  return (seconds) => iana.offset(seconds * 1000) * 60;
}
