/** How one report speaks: its words, and its figures and dates formatted for its language and zone. */

import type { LocalText } from '../pipelines/contract/Contract.ts';
import type { OverallStatus, ReportModel } from '../pipelines/report/ReportModel.ts';
import * as format from './format.ts';
import type { Cell } from './parts/cells.ts';
import type { Tone } from './parts/status.ts';
import { wordsIn } from './words/index.ts';
import type { Words } from './words/ja/report.ts';
import type { ReportSpeech } from './words/SummaryWords.ts';

export type Voice = ReturnType<typeof voiceOf>;

/** Words and formats of a report, bound to its language, zone and year. */
export function voiceOf({
  language,
  period,
}: {
  language: ReportModel['language'];
  period: Pick<ReportModel['period'], 'kind' | 'startsAt' | 'timezone'>;
}) {
  const words = wordsOf(language, period.kind);
  const zone = period.timezone;
  const year = format.yearOf(period.startsAt, zone);
  const named = (names: Record<string, string>) => (name: string | null) =>
    name === null ? format.dash : (names[name] ?? name);
  const speech: ReportSpeech = {
    text: (text) => format.local(text, language),
    severity: named(words.severities),
    measure: named(words.measures),
    count: format.formatCount,
    duration: (seconds) => format.formatDuration(seconds, language),
    exact: (seconds) => format.formatExactDuration(seconds, language),
    days: (seconds) => format.formatDays(seconds, language),
    date: (date) =>
      typeof date === 'number' ? format.formatDate(date, zone, language) : format.formatLocalDate(date, language),
  };
  return {
    words,
    language,
    zone,
    /** For sentences that are made of typed reasons. */
    speech,
    /** A text in the report's language; a dash for null. */
    text: (text: LocalText | null) => (text === null ? format.dash : format.local(text, language)),
    count: format.formatCount,
    percent: format.formatPercent,
    duration: (seconds: number | null) => format.formatDuration(seconds, language),
    exact: (seconds: number | null) => format.formatExactDuration(seconds, language),
    days: (seconds: number) => format.formatDays(seconds, language),
    within: (within: string) => format.formatWithin(within, language),
    date: (at: number) => format.formatDate(at, zone, language),
    localDate: (date: string | null) => format.formatLocalDate(date, language),
    /** Day and time; the year only where it is not the period's. */
    time: (at: number | null) => format.formatShortDateTime(at, zone, language, year),
    /** `10/14（水）`; a dash for null. */
    day: (at: number | null) => (at === null ? format.dash : format.formatDay(at, zone, language)),
    clock: (at: number) => format.formatTime(at, zone),
    isSameDay: (a: number, b: number) => format.formatDate(a, zone, language) === format.formatDate(b, zone, language),
    severity: named(words.severities),
    /** A state or kind as exported, in the client's words where it is a common one. */
    state: (name: string | null) => (name === null ? format.dash : (words.states[stateKey(name)] ?? name)),
    measure: named(words.measures),
    category: named(words.categories),
    /** `3（+1）`: a count beside the one before. */
    changed: (count: number, previous: number | null) => {
      const change = format.formatChange(count, previous);
      return change ? words.withChange(format.formatCount(count), change) : format.formatCount(count);
    },
    /** A verdict as a table cell: met, missed, or nothing to judge. */
    verdict: (met: boolean | null): Cell =>
      met === null
        ? { text: format.dash, tone: 'none' }
        : met
          ? { text: words.met, tone: 'good' }
          : { text: words.missed, tone: 'bad' },
  };
}

/** `Root Cause Known`, `root-cause-known` and `root_cause_known` are one state. */
function stateKey(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '_');
}

/** The words of a language; where the period is a quarter, it is the quarter that they speak of. */
function wordsOf(language: ReportModel['language'], kind: ReportModel['period']['kind']): Words {
  const { report: words, quarter } = wordsIn[language];
  if (kind === 'month') return words;
  const changed = Object.entries(quarter).map(([section, own]) => {
    const common = words[section as keyof Words];
    return [section, typeof own === 'object' ? { ...(common as object), ...own } : own];
  });
  return { ...words, ...(Object.fromEntries(changed) as Partial<Words>) };
}

/** Names, in one line, the parts of a section that do not apply. */
export const noneOf =
  ({ words }: Voice) =>
  (titles: readonly string[]): string =>
    words.pages.notApplicable(titles.join(words.join));

/** Colour and symbol of a status. */
export const toneOf: Record<OverallStatus, Tone> = { good: 'good', attention: 'warn', action: 'bad', unknown: 'none' };
