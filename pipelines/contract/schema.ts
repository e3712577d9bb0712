/** contract.yaml as it is written: which keys there are, and what each value looks like. Its JSON Schema is made from here. */

import { z } from 'zod';
import { isRecurrence } from '../calendar/recurrence.ts';
import { type ExpectationName, expectations } from './expectations.ts';
import { askedLanguages, type Language, languages } from './languages.ts';
import {
  isTimezone,
  parseClock,
  parseDate,
  parseDateSpan,
  parseDuration,
  parseInstant,
  parseOpeningSpan,
  parsePercentage,
  parseWithin,
} from './values.ts';

/** A mapping that knows all its keys; others are errors. */
export function mapping<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? Object.keys(shape).join(',') : ('mapping' satisfies ExpectationName),
  });
}

/** A text that `accepts` reads; what it is expected to be is looked up by name. */
export function textOf(name: ExpectationName, accepts: (text: string) => boolean) {
  const { expected, example } = expectations[name];
  return z
    .string({ error: name })
    .refine(accepts, { error: name })
    .describe(`Expected: ${expected}. Example: ${example}`);
}

export function listOf<Item extends z.ZodType>(item: Item, name: ExpectationName = 'list') {
  return z.array(item, { error: name });
}

export const text = z.string({ error: 'text' }).regex(/\S/, { error: 'text' });
export const id = z.string({ error: 'id' }).regex(/^[\p{L}\p{N}_][\p{L}\p{N}_.:-]{0,99}$/u, { error: 'id' });
const writtenText = Object.fromEntries(
  languages.map((language) => [language, askedLanguages.includes(language) ? text : text.optional()]),
) as Record<Language, typeof text>;
export const localText = z.union([text, mapping(writtenText)], { error: 'local-text' });
export const date = textOf('date', (value) => parseDate(value) !== null);
export const instant = textOf('instant', (value) => parseInstant(value) !== null);
export const version = z.literal(1, { error: 'version' });

const timezone = textOf('timezone', isTimezone);
const duration = textOf('duration', (value) => parseDuration(value) !== null);
const positiveDuration = textOf('positive-duration', (value) => (parseDuration(value) ?? 0) > 0);
const clock = textOf('clock', (value) => (parseClock(value) ?? 1440) < 1440);
const openingSpans = listOf(
  textOf('opening-span', (value) => parseOpeningSpan(value) !== null),
  'opening-spans',
);
const positiveInteger = z
  .int({ error: 'positive-integer' })
  .min(1, { error: 'positive-integer' })
  .max(1_000_000, { error: 'positive-integer' });
/** A share in whole percent. */
const hundredths = z.int({ error: 'share' }).min(1, { error: 'share' }).max(100, { error: 'share' });
const number = z.number({ error: 'number' });
const percentage = z
  .union([z.number(), z.string()], { error: 'percentage' })
  .refine((value) => parsePercentage(value) !== null, { error: 'percentage' });

const provider = mapping({
  name: localText,
  contacts: mapping({
    support: text.optional(),
    emergency: text.optional(),
    service_manager: mapping({ name: localText, email: text }).optional(),
  }).optional(),
});

const documentDetails = mapping({
  contract_number: text.optional(),
  classification: localText.optional(),
  prepared_by: localText.optional(),
  reviewed_by: localText.optional(),
  approved_by: localText.optional(),
});

const holiday = z.union(
  [
    mapping({ preset: z.enum(['jp', 'sg']) }),
    mapping({ file: text }),
    textOf('holiday', (value) => parseDate(value) !== null),
  ],
  { error: 'holiday' },
);

const weekly = mapping({
  mon: openingSpans.optional(),
  tue: openingSpans.optional(),
  wed: openingSpans.optional(),
  thu: openingSpans.optional(),
  fri: openingSpans.optional(),
  sat: openingSpans.optional(),
  sun: openingSpans.optional(),
});

const calendar = mapping({
  timezone,
  weekly: weekly.describe('Opening spans of each weekday; a weekday that is missing is closed.'),
  day_length: positiveDuration.optional().describe('Length of a business day; default: the longest weekday.'),
  holidays: listOf(holiday).optional(),
  closed: listOf(textOf('date-span', (value) => parseDateSpan(value) !== null))
    .optional()
    .describe('Closed dates, first and last included.'),
  dates: z
    .record(date, openingSpans, { error: 'mapping' })
    .optional()
    .describe('Hours of single dates; they win over everything.'),
});

const service = mapping({
  id,
  name: localText,
  category: z.enum(['server', 'network', 'application', 'storage']),
  site: id,
  check_interval: positiveDuration.optional().describe('Time between two checks; default PT1M.'),
  target: percentage.nullish().describe("The service's own target; default: that of the terms."),
  from: instant.nullish(),
  until: instant.nullish(),
  down_when: positiveInteger.optional().describe('Locations that must be down at once; default 1.'),
});

const availability = mapping({
  target: percentage,
  maintenance: z.enum(['excluded', 'counts-as-up']).optional(),
  unknown: z.enum(['excluded', 'up', 'down']).optional(),
  max_gap: positiveInteger.optional().describe('Check intervals without a sample before the state is unknown.'),
  minimum_outage: duration.optional(),
  overall: z.enum(['pooled', 'worst', 'mean', 'all-services-up']).optional(),
});

const maintenanceRule = mapping({
  id,
  rrule: textOf('recurrence', isRecurrence),
  start: clock,
  duration: positiveDuration,
  timezone,
  services: z.union([z.literal('*'), listOf(id)], { error: 'service-list' }),
  except: z
    .record(
      date,
      textOf('moved-start', (value) => (parseClock(value.slice(-5)) ?? 1440) < 1440 && isMovedStart(value)).nullable(),
      { error: 'mapping' },
    )
    .optional()
    .describe(
      'Dates of the rule that are dropped (null) or moved: another time of that date, or another date and time.',
    ),
});

function isMovedStart(value: string): boolean {
  return value.length === 5 || (/^.{10}T/.test(value) && parseDate(value.slice(0, 10)) !== null);
}

const measure = mapping({
  within: textOf('within', (value) => parseWithin(value) !== null),
  clock: z.enum(['always', 'business']).optional(),
});

/** The measures in the order of the report; also the known keys of a severity. */
export const measureNames = ['respond', 'restore', 'resolve'] as const;

const severity = mapping({ respond: measure.optional(), restore: measure.optional(), resolve: measure.optional() });

const policies = mapping({
  business_day: z.enum(['end-of-day', 'midnight', 'business-hours']).optional(),
  received: z.enum(['immediate', 'next-opening']).optional(),
  severity_change: z.enum(['final', 'initial', 'highest']).optional(),
  reopen: mapping({ mode: z.enum(['continue', 'new-cycle']).optional(), within: duration.optional() }).optional(),
  pause_reasons: listOf(z.enum(['client', 'vendor', 'other'])).optional(),
  attribution: z.enum(['decided', 'opened', 'resolved']).optional(),
});

const terms = mapping({
  effective_from: date,
  availability,
  maintenance: listOf(maintenanceRule).optional(),
  severities: z.record(text, severity, { error: 'mapping' }).optional(),
  policies: policies.optional(),
});

const kpis = mapping({
  effective_from: date,
  targets: z.record(
    text,
    mapping({ target: number, direction: z.enum(['higher', 'lower']).optional(), attention: number.nullish() }),
    { error: 'mapping' },
  ),
});

const review = mapping({
  repeat_incidents: positiveInteger.optional(),
  capacity_limit_quarters: positiveInteger.optional(),
  problem_root_cause_within: positiveDuration.optional(),
  change_incident_window: positiveDuration.optional(),
});

export const contractSchema = mapping({
  version,
  provider,
  client: mapping({ id, name: localText }),
  timezone: timezone.describe('Months, quarters and days of the report are cut here.'),
  language: z.enum(languages).optional(),
  document: documentDetails.optional(),
  sites: listOf(mapping({ id, name: localText, calendar: id })),
  calendars: z.record(id, calendar, { error: 'mapping' }),
  services: listOf(service),
  terms: listOf(terms),
  kpis: listOf(kpis).optional(),
  review: review.optional(),
  near_miss: mapping({
    share: hundredths
      .optional()
      .describe('A promise kept within this last share of its time is a near miss, in percent; default 10.'),
    least: duration.optional().describe('Or within this last time, whichever is longer; default PT5M.'),
    budget: hundredths
      .optional()
      .describe('A downtime budget used beyond this share is at risk, in percent; default 75.'),
  }).optional(),
  audience: z
    .enum(['client', 'internal'])
    .optional()
    .describe(
      "The client's edition masks people, mail addresses, telephone numbers and the columns listed under redact.",
    ),
  redact: mapping({
    names: listOf(text).optional().describe('Further people to mask.'),
    columns: listOf(text).optional().describe('Columns of the exports that are masked, for example title.'),
    keep: listOf(text).optional().describe('What stays, although it looks like a name, an address or a number.'),
  }).optional(),
  names: z
    .record(text, z.partialRecord(z.enum(languages), text, { error: 'mapping' }), { error: 'mapping' })
    .optional()
    .describe(
      'How a name that stands in exports or commentary in one language reads in another: categories, owners, approvers, resources.',
    ),
  acceptance: mapping({
    within: textOf('business-days', (value) => parseWithin(value)?.kind === 'business-days'),
    calendar: id,
  })
    .optional()
    .describe('When nobody objects to an issued report for so long, it is taken as accepted.'),
});

export type ContractAsWritten = z.infer<typeof contractSchema>;
export type CalendarAsWritten = z.infer<typeof calendar>;
export type ServiceAsWritten = z.infer<typeof service>;
export type TermsAsWritten = z.infer<typeof terms>;
export type LocalTextAsWritten = z.infer<typeof localText>;
