/** How figures, durations and dates read in a language. */

/** A day of a wall clock; weekday 1 is Monday. */
export interface CalendarDay {
  year: number;
  month: number;
  day: number;
  weekday: number;
}

export interface FigureWords {
  /** A text that somebody wrote, as it is printed. */
  written: (text: string) => string;
  /** Before each line of a list. */
  bullet: string;
  days: (count: string) => string;
  businessDays: (count: string) => string;
  /** Behind an amount of days, hours, minutes and seconds, as a promise is spelt. */
  promised: readonly [string, string, string, string];
  /** Behind an amount of hours, minutes and seconds that were measured. */
  measured: readonly [string, string, string];
  /** Between two amounts. */
  space: string;
  date: (day: CalendarDay) => string;
  /** The date before a time. */
  dateOfTime: (day: CalendarDay) => string;
  /** Without its year. */
  monthDay: (day: CalendarDay) => string;
  weekday: (day: CalendarDay) => string;
  /** Over a column of a calendar. */
  narrowWeekday: (day: CalendarDay) => string;
  /** From the first to the last day. */
  span: (first: CalendarDay, last: CalendarDay) => string;
  month: (year: string, month: number) => string;
  /** Its first and its last month. */
  quarter: (year: string, first: number, last: number) => string;
  /** On an axis, where years stand in a line of their own. */
  shortMonth: (month: number) => string;
  year: (year: string) => string;
}
