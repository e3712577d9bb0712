/**
 * The SQL that turns a sample's checked_at into epoch seconds: a fast form for the way in which the file writes
 * instants, and a general form for every other row.
 */
import { SlaError } from '../errors.ts';
import { literal, quote } from '../warehouse/Warehouse.ts';
import type { FoldInput } from './foldInput.ts';
import { zonePieces } from './mapping/zonePieces.ts';

export interface InstantSql {
  /** Seconds of rows written as most rows of the file are; null for others, never a guess. */
  fast: string;
  /** Seconds of any readable row, null where it cannot be read: the formula that staging uses. */
  general: string;
}

const written = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(Z|[+-]\d\d:?\d\d)?$/;

/**
 * The fast form never looks at more of a text than its end: a row that ends with the offset of the rows before it is
 * the wall clock of that offset. A row that ends otherwise, in a file whose rows have an offset, goes the general way,
 * and is set aside there if it has none and no zone is named.
 *
 * @param zone IANA zone of instants without an offset, or null.
 * @throws SlaError when no row looked at has an offset, and no zone is named.
 */
export function instantSql({ instants, instantsSeen }: FoldInput, zone: string | null, file: string): InstantSql {
  const general = `instant(trim(checked_at), ${literal(zone)})`;
  if (instants === 'instant') return { fast: 'epoch_us(checked_at) // 1000000', general: 'null::bigint' };
  if (instants === 'wall-clock') {
    if (zone === null) throw noZone(instantsSeen[0] ?? '', file);
    return {
      fast: wallClockSeconds('epoch_us(checked_at) // 1000000', zone, instantsSeen[0]),
      general: `local_instant(checked_at::timestamp, ${quote(zone)})`,
    };
  }
  const typical = instantsSeen.find((text) => written.exec(text)?.[1] !== undefined);
  if (typical !== undefined) return { fast: afterOffset(written.exec(typical)![1]!), general };
  if (zone !== null) return { fast: afterZone(zone, instantsSeen[0]), general };
  const other = instantsSeen.find((text) => text.trim() !== '');
  if (other !== undefined && /^\d{4}-\d\d-\d\d/.test(other) && !/[+-]\d\d$|z$/i.test(other.slice(10)))
    throw noZone(other, file);
  return { fast: 'null::bigint', general };
}

/** DuckDB reads such a text as the wall clock and leaves the offset out, so a constant is taken off. */
function afterOffset(suffix: string): string {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(suffix) ?? ['', '+', '0', '0'];
  const seconds = (Number(hours) * 3600 + Number(minutes) * 60) * (sign === '-' ? -1 : 1);
  return `case when ends_with(checked_at, ${quote(suffix)}) then epoch_us(try_cast(checked_at as timestamp)) // 1000000 - ${seconds} end`;
}

function afterZone(zone: string, near: string | undefined): string {
  const seconds = wallClockSeconds('epoch_us(try_cast(checked_at as timestamp)) // 1000000', zone, near);
  return `case when strlen(checked_at) = 19 and checked_at[17] = ':' then ${seconds} end`;
}

/** Years around the first row in which a zone's changes are spelled out; other rows go the general way. */
const reach = 3 * 366 * 86_400;

function wallClockSeconds(wall: string, zone: string, near: string | undefined): string {
  const around = Date.parse(`${(near ?? '').slice(0, 10)}T00:00:00Z`) / 1000;
  if (Number.isNaN(around)) return 'null::bigint';
  const pieces = zonePieces(zone).filter(({ from, until }) => until > around - reach && from < around + reach);
  const cases = pieces.map(
    ({ until, offset }) => `when ${wall} < ${until} then ${offset === null ? 'null' : `${wall} - ${offset}`}`,
  );
  return `case when ${wall} < ${pieces[0]?.from ?? 0} then null ${cases.join(' ')} end`;
}

function noZone(instant: string, file: string): SlaError {
  return new SlaError({
    what: `"${instant}" in column checked_at says no offset from UTC, and no zone is named for the file.`,
    where: file,
    fix: 'Name the zone in sources.yaml, for example: { files: "exports/**/uptime_samples*", zone: Asia/Tokyo }',
    state: 'Nothing was loaded.',
  });
}
