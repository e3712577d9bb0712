/** Date formats as people write them (yyyy/MM/dd HH:mm), in the words of DuckDB's strptime. */

/** What a letter of a format means; `%` marks of strptime, or a mark of its own that a preparation turns into one. */
const tokens: [RegExp, string][] = [
  [/^Gy{1,4}/, '%Y'],
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
  [/^VV/, ''],
  [/^ZZ?/, '%z'],
  [/^EEEE/, '%A'],
  [/^EEE/, '%a'],
];

export interface DateFormat {
  /** For strptime; numbers may lack their leading zero, month names are English in any case. */
  strptime: string;
  /** Whether each value says its own offset. */
  hasOffset: boolean;
  /** Whether each value names its zone: `2026-10-01 10:00:30 (Asia/Tokyo)`. */
  hasZone: boolean;
  /** Whether it holds an hour; without one a value is a day. */
  hasTime: boolean;
  /** A second way to read it, where eras, months, weekdays or halves of the day stand in other words than English. */
  other: { strptime: string; prepare: (text: string) => string } | null;
}

/**
 * Reads yyyy yy Gy (era and year: 令和8, R8) MMMM MMM MM dd HH hh mm ss SSS a EEEE EEE Z VV; other letters stand in 'quotes'.
 * Names of months and weekdays, and a, may be in the main languages. Null: not a format, or one that leaves out the year,
 * the month or the day.
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
  const bare = format.replaceAll(/'[^']*'/g, '');
  const isWhole = /%[Yy]/.test(strptime) && /%[mbB]/.test(strptime) && strptime.includes('%d');
  const isTwelveHours = strptime.includes('%I') === strptime.includes('%p');
  if (!isWhole || !isTwelveHours) return null;
  const hasZone = bare.includes('VV');
  return {
    strptime: hasZone ? strptime.replace(/ ?\(?\)?$/, '') : strptime,
    hasOffset: strptime.includes('%z'),
    hasZone,
    hasTime: /%[HI]/.test(strptime),
    other: otherWords(strptime, bare),
  };
}

/** The way of reading a format with the words of other languages turned into numbers; null where it has no words. */
function otherWords(strptime: string, format: string): DateFormat['other'] {
  const steps: ((text: string) => string)[] = [];
  let plain = strptime;
  if (format.includes('G')) steps.push(eraToYear);
  if (/%[Aa]/.test(plain)) {
    plain = plain.replace(/\(%[Aa]\)|%[Aa][,.]?/, '').trim();
    steps.push(withoutWeekday);
  }
  if (/%[Bb]/.test(plain)) {
    plain = plain.replace(/%[Bb]\.?/, '%m');
    steps.push(monthToNumber);
  }
  if (plain.includes('%p')) {
    plain = plain.replace(/ *%p */, ' %p ').trim();
    steps.push(halfOfDay);
  }
  if (steps.length === 0) return null;
  return {
    strptime: plain.replaceAll(/ {2,}/g, ' '),
    prepare: (text) =>
      `regexp_replace(trim(${steps.reduce((done, step) => step(done), plainDigits(text))}), ' {2,}', ' ', 'g')`,
  };
}

function plainDigits(text: string): string {
  return `translate(lower(${text}), '０１２３４５６７８９：／．　', '0123456789:/. ')`;
}

const era = '(令和|平成|昭和|大正|明治|[rhstm])\\.? *(元|[0-9]{1,2})';

/** Names of eras, each with the year before its first. */
const eras: [string, number][] = [
  ...([
    ['令和', 2018],
    ['r', 2018],
    ['平成', 1988],
    ['h', 1988],
    ['昭和', 1925],
    ['s', 1925],
  ] as [string, number][]),
  ...([
    ['大正', 1911],
    ['t', 1911],
    ['明治', 1867],
    ['m', 1867],
  ] as [string, number][]),
];

/** `令和8年`, `R8.`, `平成元年` with the year of the calendar in their place. */
function eraToYear(text: string): string {
  const first = found(eras, `regexp_extract(${text}, '${era}', 1)`);
  const year = `coalesce(try_cast(regexp_extract(${text}, '${era}', 2) as integer), 1)`;
  return `regexp_replace(${text}, '${era}', (${first} + ${year})::varchar)`;
}

/** The number of a word in a list: written once, however long the list is. */
function found(words: [string, number][], word: string): string {
  const names = words.map(([name]) => `'${name}'`).join(', ');
  return `([${words.map(([, value]) => value).join(', ')}])[list_position([${names}], ${word})]`;
}

/** A weekday at the beginning is whatever word stands there; elsewhere it is known by its name. */
function withoutWeekday(text: string): string {
  const first = `regexp_replace(${text}, '^[a-zà-ÿ]{2,}[.,]? *', '')`;
  return `regexp_replace(${first}, ' ?\\(?[月火水木金土日](曜日|曜)\\)?| \\(?(mon|tue|wed|thu|fri|sat|sun)[a-z]*\\)?|\\([月火水木金土日]\\)', '')`;
}

const months: string[][] = [
  ['january jan januar jänner jän janvier janv enero ene janeiro gennaio gen januari'],
  ['february feb februar feber février févr fév fevrier febrero fevereiro fev febbraio februari'],
  ['march mar märz mär mrz mars marzo março marco maart mrt'],
  ['april apr avril avr abril abr aprile'],
  ['may mai mayo maio maggio mag mei'],
  ['june jun juni juin junio junho giugno giu'],
  ['july jul juli juillet juil julio julho luglio lug'],
  ['august aug août aout agosto ago augustus'],
  ['september sep sept septembre septiembre setiembre set setembro settembre'],
  ['october oct oktober okt octobre octubre outubro out ottobre ott'],
  ['november nov novembre noviembre novembro'],
  ['december dec dezember dez décembre déc decembre diciembre dic dezembro dicembre'],
].map((names) => names.flatMap((list) => list.split(' ')));

const anyMonth = months
  .flat()
  .sort((a, b) => b.length - a.length)
  .join('|');

/** The name of a month, in English, German, French, Spanish, Portuguese, Italian or Dutch, as its number. */
function monthToNumber(text: string): string {
  const pattern = `(^|[^a-zà-ÿ])(${anyMonth})[.]?([^a-zà-ÿ]|$)`;
  const numbers = months.flatMap((names, index) => names.map((name): [string, number] => [name, index + 1]));
  const number = found(numbers, `regexp_extract(${text}, '${pattern}', 2)`);
  return `regexp_replace(${text}, '${pattern}', coalesce(concat('\\1', ${number}::varchar, '\\3'), ''))`;
}

/** 午前, 午後, a.m. and the like as AM and PM; half a day that begins with 0 begins with 12. */
function halfOfDay(text: string): string {
  const am = `regexp_replace(${text}, '(午前|上午|오전|a\\. ?m\\.|[^a-z]am([^a-z]|$))', ' am ')`;
  const both = `regexp_replace(${am}, '(午後|下午|오후|p\\. ?m\\.|[^a-z]pm([^a-z]|$))', ' pm ')`;
  return `regexp_replace(${both}, '([ap]m) +0{1,2}([:時])', '\\1 12\\2')`;
}
