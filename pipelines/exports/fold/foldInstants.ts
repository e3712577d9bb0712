/**
 * The short way from a sample's checked_at to epoch seconds, for rows that write instants as their file usually does.
 *
 * It never guesses: a row that ends with the offset seen above is the wall clock of that offset, and any other row gives
 * null and goes the general way, where a row without an offset is set aside unless a zone is named. So a file that
 * mixes both is read row by row as it is written, without a second pass.
 */
import { quote } from '../../warehouse/Warehouse.ts';
import { zonePieces } from '../mapping/zonePieces.ts';
import { unreadable } from '../read/unreadable.ts';

export interface SeenInstants {
  /** As text, as an instant, or (Parquet only) as a wall clock without a zone. */
  kind: 'text' | 'instant' | 'wall-clock';
  /** Values of the first rows. */
  texts: string[];
}

const withOffset = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;
const withoutOffset = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?$/;

/**
 * @param zone IANA zone of wall clocks, or null.
 * @throws SlaError when all instants looked at are wall clocks, and no zone is named.
 */
export function instantSql({ kind, texts }: SeenInstants, zone: string | null, file: string): string {
  if (kind === 'instant') return 'epoch_us(checked_at) // 1000000';
  const suffix = texts.map((text) => withOffset.exec(text)?.[1]).find((found) => found !== undefined);
  if (kind === 'text' && suffix !== undefined) return afterOffset(suffix);
  const wallClock = texts.find((text) => withoutOffset.test(text.trim()));
  if (wallClock === undefined) return 'null::bigint';
  if (zone === null) {
    throw unreadable(
      file,
      `"${wallClock}" in column checked_at says no offset from UTC, and no zone is named for the file.`,
      'Name the zone in sources.yaml, for example: { files: "exports/**/uptime_samples*", zone: Asia/Tokyo }',
    );
  }
  if (kind === 'wall-clock') return wallClockSeconds('epoch_us(checked_at) // 1000000', zone, null);
  return `case when strlen(checked_at) = 19 and checked_at[17] = ':' then ${wallClockSeconds('epoch_us(try_cast(checked_at as timestamp)) // 1000000', zone, wallClock)} end`;
}

/** DuckDB casts such a text to the wall clock and leaves the offset out, so a constant is taken off. */
function afterOffset(suffix: string): string {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(suffix) ?? ['', '+', '0', '0'];
  const offset = (Number(hours) * 3600 + Number(minutes) * 60) * (sign === '-' ? -1 : 1);
  return `case when ends_with(checked_at, ${quote(suffix)}) then epoch_us(try_cast(checked_at as timestamp)) // 1000000 - ${offset} end`;
}

/** Three years before and after the first row, a zone's changes are spelled out; other rows go the general way. */
const reach = 3 * 366 * 86_400;

function wallClockSeconds(wall: string, zone: string, near: string | null): string {
  const around = near === null ? null : Date.parse(`${near.trim().slice(0, 10)}T00:00:00Z`) / 1000;
  const pieces = zonePieces(zone).filter(
    ({ from, until }) => around === null || (until > around - reach && from < around + reach),
  );
  const cases = pieces.map(
    ({ until, offset }) => `when ${wall} < ${until} then ${offset === null ? 'null' : `${wall} - ${offset}`}`,
  );
  return `case when ${wall} < ${pieces[0]?.from ?? 0} then null ${cases.join(' ')} end`;
}
