/** Date formats as people write them (yyyy/MM/dd HH:mm), in the words of DuckDB's strptime. */

const tokens: [RegExp, string][] = [
  [/^yyyy/, '%Y'],
  [/^yy/, '%y'],
  [/^MMMM/, '%B'],
  [/^MMM/, '%b'],
  [/^MM?/, '%m'],
  [/^dd?/, '%d'],
  [/^HH?/, '%H'],
  [/^hh?/, '%I'],
  [/^mm?/, '%M'],
  [/^SSS+/, '%f'],
  [/^ss?/, '%S'],
  [/^a/, '%p'],
  [/^ZZ?/, '%z'],
  [/^EEEE/, '%A'],
  [/^EEE/, '%a'],
];

export interface DateFormat {
  /** For strptime; numbers may lack their leading zero, month names are English in any case. */
  strptime: string;
  /** Whether each value says its own offset. */
  hasOffset: boolean;
}

/**
 * Reads yyyy yy MMMM MMM MM dd HH hh mm ss SSS a Z; other letters stand in 'quotes'. Null: not a format, or one
 * that leaves out the year, the month or the day.
 */
export function compileDateFormat(format: string): DateFormat | null {
  let rest = format;
  let strptime = '';
  while (rest !== '') {
    const literal = /^'([^']+)'|^[^A-Za-z'%]/.exec(rest);
    const token = tokens.find(([pattern]) => pattern.test(rest));
    if (!literal && !token) return null;
    strptime += literal ? (literal[1] ?? literal[0]) : token![1];
    rest = rest.slice(literal ? literal[0].length : token![0].exec(rest)![0].length);
  }
  const isWhole = /%[Yy]/.test(strptime) && /%[mbB]/.test(strptime) && strptime.includes('%d');
  const isTwelveHours = strptime.includes('%I') === strptime.includes('%p');
  return isWhole && isTwelveHours ? { strptime, hasOffset: strptime.includes('%z') } : null;
}
