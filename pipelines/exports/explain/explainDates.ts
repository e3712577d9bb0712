/** Tells by the values of a column how its dates are written, and when that cannot be told. */

export interface DateLook {
  /** Formats that read every value; a list where only several together do. */
  candidates: (string | string[])[];
  /** Exactly one reading is possible. */
  isSure: boolean;
  /** ISO 8601: needs no format. */
  isIso: boolean;
  /** Counts of time since 1970: s, ms, us or ns; or of days, as a workbook counts them. */
  epoch: 's' | 'ms' | 'us' | 'ns' | 'excel' | null;
  hasOffset: boolean;
  /** What is unsure, with the value that leaves it open. */
  why: string;
}

const iso = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/;

const dates = [
  ...[
    'yyyy-MM-dd',
    'yyyy/MM/dd',
    'yyyy.MM.dd',
    "yyyy'年'M'月'd'日'",
    'd/M/yyyy',
    'M/d/yyyy',
    'd-M-yyyy',
    'M-d-yyyy',
    'd.M.yyyy',
  ],
  ...[
    'd/M/yy',
    'M/d/yy',
    'd.M.yy',
    'dd/MMM/yy',
    'dd/MMM/yyyy',
    'd-MMM-yyyy',
    'd-MMM-yy',
    'd MMM yyyy',
    'MMM d, yyyy',
    'd MMMM yyyy',
    'MMMM d, yyyy',
  ],
];
const times = [
  ...[
    ' HH:mm:ss',
    ' HH:mm',
    ' HH:mm:ss.SSS',
    "'T'HH:mm:ss",
    "'T'HH:mm",
    "'T'HH:mm:ss.SSS",
    "'T'HH:mm:ssZ",
    "'T'HH:mm:ss.SSSZ",
    ' h:mm a',
    ' h:mm:ss a',
    ', HH:mm',
    ', HH:mm:ss',
    ', h:mm a',
    ', h:mm:ss a',
  ],
  ...[" HH:mm:ss 'UTC'", " HH:mm 'UTC'", " HH:mm:ss.SSS 'UTC'", " HH:mm:ss 'GMT'"],
  ...[" H'時'm'分'", " H'時'm'分's'秒'", ' HH:mm:ss Z', ' HH:mm Z', ' HH:mm:ssZ', ''],
];
/** Those of mail (RFC 5322) and of HTTP, and of `date`. */
const named = ['EEE, d MMM yyyy HH:mm:ss Z', 'EEE, d MMM yyyy HH:mm:ss', 'EEE MMM d HH:mm:ss yyyy'];
/** Digits without anything between them. */
const joined = ['yyyyMMdd', 'yyyyMMddHHmm', 'yyyyMMddHHmmss', 'yyyyMMdd HH:mm', 'yyyyMMdd HH:mm:ss'].map((format) => ({
  format,
  pattern: new RegExp(
    `^${format.replace('yyyy', String.raw`(?:19|20)\d\d`).replace('MM', String.raw`(?<month>\d\d)`).replace('dd', String.raw`(?<day>\d\d)`).replace('HH', String.raw`(?<hour>\d\d)`).replace('mm', String.raw`[0-5]\d`).replace('ss', String.raw`[0-5]\d`)}$`,
  ),
}));
const spaced = [...dates.flatMap((date) => times.map((time) => date + time)), ...named].map((format) => ({
  format: format === "yyyy'年'M'月'd'日' HH:mm" ? 'yyyy年M月d日 HH:mm' : format,
  pattern: patternOf(format),
}));
const formats = [...spaced, ...joined];

/** The formats that read all of these values. Whether a day or a month stands first is never guessed. */
export function dateFormatsOf(all: readonly string[]): DateLook {
  // A format is told by the different values; a column of a million rows has few enough of them to look at.
  const values = [...new Set(all)].slice(0, 5000);
  const isIso = values.length > 0 && mostly(values, (value) => iso.test(value));
  const epoch = epochOf(values);
  const hasOffset =
    (epoch !== null && epoch !== 'excel') ||
    (isIso && values.filter((value) => iso.test(value)).every((value) => /(Z|[+-]\d\d:?\d\d)$/.test(value)));
  const candidates = values.length === 0 || epoch ? [] : formatsOf(values);
  const isSure = isIso || epoch !== null || candidates.length === 1;
  const shows =
    candidates.length === 1 && [candidates[0]!].flat().every((format) => format.endsWith('Z') || saysUtc(format));
  return {
    candidates,
    isSure,
    isIso,
    epoch,
    hasOffset: hasOffset || shows,
    why: isSure ? '' : whyOf(values, candidates),
  };
}

/** Formats that read every value; else several that do together; else those that read nearly all, and a trial names the rest. */
function formatsOf(values: readonly string[]): (string | string[])[] {
  // Words need not be held against every form.
  if (!values.slice(0, 200).some(looksLikeDate)) return [];
  const reading = (isEnough: (pattern: RegExp) => boolean): string[] =>
    formats.filter(({ pattern }) => isEnough(pattern)).map(({ format }) => format);
  const whole = reading((pattern) => values.every((value) => reads(pattern, value)));
  if (whole.length > 0 || values.length < 2) return whole;
  const several = severalFormats(values);
  if (several.length > 0) return several;
  const counts = formats.map(({ pattern }) => values.filter((value) => reads(pattern, value)).length);
  const most = Math.max(...counts);
  return most * 10 >= values.length * 6
    ? formats.filter((_, index) => counts[index] === most).map(({ format }) => format)
    : [];
}

function mostly(values: readonly string[], is: (value: string) => boolean): boolean {
  return values.filter(is).length * 10 >= values.length * 6;
}

/** Whether a text is written as a date in any form that is known here. */
export function looksLikeDate(value: string): boolean {
  // No date is that long, and most cells hold no digit.
  if (value.length > 40 || !/\d/.test(value)) return false;
  return iso.test(value) || formats.some(({ pattern }) => reads(pattern, value));
}

function whyOf(values: readonly string[], candidates: readonly (string | string[])[]): string {
  if (values.length === 0) return 'the date format: the column is empty so far';
  if (candidates.length > 1)
    return `"${values[0]}" is read by ${candidates.map((each) => [each].flat().join(' with ')).join(' and by ')}: does a day or a month stand first?`;
  if (values.every((value) => /^\d{1,2}:\d\d(:\d\d)?$/.test(value)))
    return `"${values[0]}" is a time of day without its date: put both into one column of the export`;
  const odd = values.find((value) => !looksLikeDate(value)) ?? values[0]!;
  return `"${odd.slice(0, 40)}" is of no form that is known here`;
}

/** Two or three forms in one column, where each value has but one reading among them. */
function severalFormats(values: readonly string[]): string[][] {
  const reading = values.map((value) =>
    formats.filter(({ pattern }) => reads(pattern, value)).map(({ format }) => format),
  );
  if (reading.some((found) => found.length === 0)) return [];
  const sure = [...new Set(reading.filter((found) => found.length === 1).map(([only]) => only!))];
  const isCovered = reading.every((found) => found.filter((format) => sure.includes(format)).length === 1);
  return isCovered && sure.length > 1 && sure.length <= 3 ? [sure] : [];
}

/** Days of a workbook (1954 to 2091), or whole numbers that are instants of this century, all of one length. */
function epochOf(values: readonly string[]): DateLook['epoch'] {
  if (values.length > 0 && values.every((value) => /^[2-6]\d{4}(\.\d+)?$/.test(value))) return 'excel';
  const units = { 10: 's', 13: 'ms', 16: 'us', 19: 'ns' } as const;
  const [length = 0] = new Set(values.map((value) => value.length));
  const unit = units[length as keyof typeof units];
  if (!unit || !values.every((value) => value.length === length && /^1[0-9]\d+$|^20\d+$/.test(value))) return null;
  return unit;
}

/** A pattern with the groups month and day where they are numbers, so that a 13th month is none. */
function patternOf(format: string): RegExp {
  const tokens: [RegExp, string][] = [
    [/^'([^']+)'/, ''],
    [/^yyyy/, String.raw`\d{4}`],
    [/^yy/, String.raw`\d\d`],
    [/^MMMM/, '(?:january|february|march|april|may|june|july|august|september|october|november|december)'],
    [/^MMM/, '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)'],
    [/^MM?/, String.raw`(?<month>\d{1,2})`],
    [/^dd?/, String.raw`(?<day>\d{1,2})`],
    [/^HH?/, String.raw`(?<hour>\d{1,2})`],
    [/^hh?/, '(?:0?[1-9]|1[0-2])'],
    [/^mm?/, String.raw`[0-5]?\d`],
    [/^SSS/, String.raw`\d{1,9}`],
    [/^ss?/, String.raw`[0-5]?\d`],
    [/^a/, '[ap]m'],
    [/^Z/, String.raw`(?:Z|[+-]\d\d:?\d\d)`],
    [/^EEE/, '(?:mon|tue|wed|thu|fri|sat|sun)'],
  ];
  let [rest, source] = [format, ''];
  while (rest !== '') {
    const token = tokens.find(([pattern]) => pattern.test(rest));
    const text = token?.[0].exec(rest)?.[0] ?? rest[0]!;
    source += token ? token[1] || text.slice(1, -1) : text.replace(/[.+*?^$()[\]{}|\\/]/, String.raw`\$&`);
    rest = rest.slice(text.length);
  }
  return new RegExp(`^${source}$`, 'i');
}

function reads(pattern: RegExp, value: string): boolean {
  const match = pattern.exec(value);
  if (!match) return false;
  const { month = '1', day = '1', hour = '0' } = match.groups ?? {};
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31 && Number(hour) <= 23;
}

/** Whether a format names UTC behind the clock. */
export function saysUtc(format: string): boolean {
  return /'(UTC|GMT)'$/.test(format);
}

/** How days, months and years stand in a format, whatever the time behind them. */
const dayOf = (format: string): string => format.replace(/[ ,'T].*$/, '');

/**
 * Whether a day or a month stands first is one answer for a whole file: a column that leaves it open is read as one that does
 * not. Others are left as they are.
 *
 * @param all looks at every column of the file; asked only where the answer is open
 */
export function decidedByOthers(look: DateLook, all: () => readonly DateLook[]): DateLook {
  if (look.isSure || look.candidates.length < 2) return look;
  const days = new Set(
    all()
      .filter(({ isSure, candidates }) => isSure && candidates.length === 1)
      .map(({ candidates }) => dayOf([candidates[0]!].flat()[0]!)),
  );
  const agreeing = look.candidates.filter((candidate) => days.has(dayOf([candidate].flat()[0]!)));
  return agreeing.length === 1 ? { ...look, candidates: agreeing, isSure: true, why: '' } : look;
}
