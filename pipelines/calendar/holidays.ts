/** The holidays of a calendar, from presets, files and single dates, and the years for which they are known. */
import holidayJp from '@holiday-jp/holiday_jp';
import type { CalendarRules } from '../contract/Contract.ts';
import { SlaError } from '../errors.ts';
import { readHolidayFile } from './holidayFile.ts';
import { inLieuDays } from './inLieuDays.ts';
import { singaporeHolidays } from './singaporeHolidays.ts';

export interface Holidays {
  /** Name by local date. */
  dates: ReadonlyMap<string, string>;
  /** Years of which all holidays are known; `all` if the contract names neither preset nor file. */
  coveredYears: ReadonlySet<number> | 'all';
}

/**
 * Gathers the holidays of a calendar. `file` sources are read from the workspace.
 *
 * Days in lieu: the preset `sg` and every file of a calendar in the zone Asia/Singapore follow Singapore's rule, by
 * which a holiday on a Sunday makes the next day that is none a holiday too. This is tied to the zone on purpose:
 * elsewhere a file is taken as it stands, as is the preset `jp`, which lists its substitute days itself. Single
 * dates of the contract are the client's own and never move.
 *
 * Years: the preset `jp` knows the years of its library (those after the official list of the Cabinet Office are
 * computed from the law), `sg` those gazetted, a file every year in which it lists a day.
 */
export function resolveHolidays(rules: CalendarRules, workspaceDir: string): Holidays {
  const dates = new Map<string, string>();
  const followingSingapore = new Map<string, string>();
  const years = new Set<number>();
  for (const source of rules.holidays) {
    if ('date' in source) {
      dates.set(source.date, source.date);
      continue;
    }
    const listed = 'preset' in source ? presetOf(source.preset) : readHolidayFile(workspaceDir, source.file);
    const isSingapore = 'preset' in source ? source.preset === 'sg' : rules.timezone === 'Asia/Singapore';
    for (const [date, name] of listed) (isSingapore ? followingSingapore : dates).set(date, name);
    for (const date of listed.keys()) years.add(Number(date.slice(0, 4)));
  }
  const observed = new Map([...dates, ...followingSingapore, ...inLieuDays(followingSingapore)]);
  const namesYears = rules.holidays.some((source) => !('date' in source));
  return { dates: observed, coveredYears: namesYears ? years : 'all' };
}

/** Years between two local dates, both included, whose holidays are not known. */
export function uncoveredYears({ coveredYears }: Holidays, fromDate: string, toDate: string): number[] {
  if (coveredYears === 'all') return [];
  const years: number[] = [];
  for (let year = Number(fromDate.slice(0, 4)); year <= Number(toDate.slice(0, 4)); year++) {
    if (!coveredYears.has(year)) years.push(year);
  }
  return years;
}

/**
 * Refuses to count business time in a year whose holidays are not known: taking such a year as free of holidays
 * would make clocks run on days on which nobody worked.
 */
export function assertCovered(calendarId: string, holidays: Holidays, fromDate: string, toDate: string): void {
  const [year] = uncoveredYears(holidays, fromDate, toDate);
  if (year === undefined || holidays.coveredYears === 'all') return;
  const known = [...holidays.coveredYears].sort((a, b) => a - b);
  throw new SlaError({
    what: `The holidays of ${year} are not known in calendar "${calendarId}", and a clock runs there.`,
    where: `contract.yaml, calendars.${calendarId}.holidays (known: ${known[0]} to ${known.at(-1)})`,
    fix: `Add the official list of ${year} as a file with the columns Date,Holiday: { file: calendars/${calendarId}-${year}.csv }`,
  });
}

function presetOf(preset: string): Map<string, string> {
  if (preset === 'jp') return new Map(Object.values(holidayJp.holidays).map(({ date, name }) => [date, name]));
  if (preset === 'sg') return gazetted();
  throw new SlaError({ what: `There is no holiday preset "${preset}".`, fix: 'Known presets: jp, sg' });
}

function gazetted(): Map<string, string> {
  const days = Object.entries(singaporeHolidays).flatMap(([year, list]) =>
    list.split(/,\s+/).map((day): [string, string] => [`${year}-${day.slice(0, 5)}`, day.slice(6)]),
  );
  return new Map(days);
}
