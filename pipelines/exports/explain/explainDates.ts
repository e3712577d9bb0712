/** Tells by the values of a column how its dates are written, and when that cannot be told. */

export interface DateLook {
  /** Formats that read every value. */
  candidates: string[];
  /** Exactly one reading is possible. */
  isSure: boolean;
  /** ISO 8601: needs no format. */
  isIso: boolean;
  hasOffset: boolean;
  /** What is unsure, with the value that leaves it open. */
  why: string;
}

const iso = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/;

const formats: { format: string; pattern: RegExp; day?: number; month?: number }[] = [
  { format: 'yyyy-MM-dd HH:mm:ss', pattern: /^\d{4}-\d{1,2}-\d{1,2} \d{1,2}:\d\d:\d\d$/ },
  { format: 'yyyy-MM-dd HH:mm', pattern: /^\d{4}-\d{1,2}-\d{1,2} \d{1,2}:\d\d$/ },
  { format: 'yyyy/MM/dd HH:mm:ss', pattern: /^\d{4}\/\d{1,2}\/\d{1,2} \d{1,2}:\d\d:\d\d$/ },
  { format: 'yyyy/MM/dd HH:mm', pattern: /^\d{4}\/\d{1,2}\/\d{1,2} \d{1,2}:\d\d$/ },
  { format: 'yyyy年M月d日 HH:mm', pattern: /^\d{4}年\d{1,2}月\d{1,2}日 \d{1,2}:\d\d$/ },
  { format: 'd/M/yyyy HH:mm:ss', pattern: /^(\d{1,2})\/(\d{1,2})\/\d{4} \d{1,2}:\d\d:\d\d$/, day: 1, month: 2 },
  { format: 'M/d/yyyy HH:mm:ss', pattern: /^(\d{1,2})\/(\d{1,2})\/\d{4} \d{1,2}:\d\d:\d\d$/, day: 2, month: 1 },
  { format: 'd/M/yyyy HH:mm', pattern: /^(\d{1,2})\/(\d{1,2})\/\d{4} \d{1,2}:\d\d$/, day: 1, month: 2 },
  { format: 'M/d/yyyy HH:mm', pattern: /^(\d{1,2})\/(\d{1,2})\/\d{4} \d{1,2}:\d\d$/, day: 2, month: 1 },
  { format: 'd/M/yyyy h:mm a', pattern: /^(\d{1,2})\/(\d{1,2})\/\d{4} \d{1,2}:\d\d [AP]M$/i, day: 1, month: 2 },
  { format: 'M/d/yyyy h:mm a', pattern: /^(\d{1,2})\/(\d{1,2})\/\d{4} \d{1,2}:\d\d [AP]M$/i, day: 2, month: 1 },
  { format: 'dd.MM.yyyy HH:mm', pattern: /^(\d{1,2})\.(\d{1,2})\.\d{4} \d{1,2}:\d\d$/ },
  { format: 'dd/MMM/yy h:mm a', pattern: /^\d{1,2}\/[A-Z][a-z]{2}\/\d\d \d{1,2}:\d\d [AP]M$/ },
];

/** The formats that read all of these values. Whether a day or a month stands first is never guessed. */
export function dateFormatsOf(values: string[]): DateLook {
  const isIso = values.length > 0 && values.every((value) => iso.test(value));
  const hasOffset = isIso && values.every((value) => /(Z|[+-]\d\d:?\d\d)$/.test(value));
  const candidates = formats
    .filter((candidate) => values.length > 0 && values.every((value) => reads(candidate, value)))
    .map(({ format }) => format);
  const isSure = isIso || candidates.length === 1;
  const why =
    values.length === 0
      ? 'the date format: the column is empty so far'
      : candidates.length > 1
        ? `the date format: "${values[0]}" is read by ${candidates.join(' and by ')}, and no value in the first rows decides`
        : candidates.length === 1
          ? `the date format: ${candidates[0]}`
          : `the date format: "${values[0]}" is of no form that is known here`;
  return { candidates, isSure, isIso, hasOffset, why };
}

function reads({ pattern, day, month }: (typeof formats)[number], value: string): boolean {
  const match = pattern.exec(value);
  if (!match) return false;
  return day === undefined || month === undefined || (Number(match[day]) <= 31 && Number(match[month]) <= 12);
}
