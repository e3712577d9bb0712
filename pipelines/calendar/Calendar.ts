/**
 * A business calendar after its wall clocks were turned into instants: the shape that SQL and the
 * reference engine share.
 */

/** One opening span of a local date, in UTC epoch seconds, half-open. */
export interface OpenSpan {
  opensAt: number;
  closesAt: number;
}

/** One local date, open or not. Dates are consecutive, so that index arithmetic is date arithmetic. */
export interface CalendarDay {
  /** Local date, `2026-10-13`. */
  date: string;
  /** Local midnight that begins the date, and the one that ends it, in UTC epoch seconds. */
  startsAt: number;
  endsAt: number;
  /** Opening spans, earliest first; none on closed days. */
  spans: OpenSpan[];
  /** Why the date is closed or has other hours than its weekday: a holiday's name, `closed`, `dates`; null when ordinary. */
  note: string | null;
}

export interface Calendar {
  id: string;
  timezone: string;
  dayLengthSeconds: number;
  days: CalendarDay[];
}
