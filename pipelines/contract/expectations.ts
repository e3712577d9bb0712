/** What each kind of value in contract.yaml, exclusions.yaml and commentary/*.yaml must look like, with an example. */

export interface Expectation {
  /** Completes the sentence "expected ...". */
  expected: string;
  /** As it would stand in the file, quotes included. */
  example: string;
}

export const expectations = {
  text: { expected: 'a text', example: 'Tokyo' },
  id: { expected: 'an id of letters, digits and . _ : -', example: 'crm-db' },
  'local-text': { expected: 'a text, or one text per language', example: '{ ja: 東京, en: Tokyo }' },
  version: { expected: 'the number 1', example: '1' },
  timezone: { expected: 'the name of an IANA time zone', example: 'Asia/Tokyo' },
  duration: {
    expected: 'an ISO 8601 duration in weeks, days, hours, minutes, seconds (months and years have no fixed length)',
    example: 'PT4H',
  },
  'positive-duration': {
    expected:
      'an ISO 8601 duration above zero in weeks, days, hours, minutes, seconds (months and years have no fixed length)',
    example: 'PT1M',
  },
  within: { expected: 'an ISO 8601 duration or a number of business days', example: '1 business day' },
  percentage: { expected: 'a percentage above 0 and at most 100, with at most 6 decimals', example: '99.95' },
  date: { expected: 'a date that exists, as year-month-day', example: '2026-10-31' },
  'date-span': { expected: 'a date, or the first and the last date of a span', example: '"2026-12-29/2027-01-03"' },
  instant: { expected: 'a date and time with its offset from UTC', example: '"2026-04-01T00:00:00+09:00"' },
  'date-or-instant': { expected: 'a date, or a date and time with its offset from UTC', example: '2026-11-02' },
  'local-minute': { expected: 'a local date and time to the minute', example: '"2026-10-21T13:04"' },
  clock: { expected: 'a wall-clock time from 00:00 to 23:59', example: '"09:00"' },
  'moved-start': {
    expected: 'null (no window that day), another time of the date, or another local date and time',
    example: '{ "2026-03-08": "03:30" } or { "2026-03-08": "2026-03-09T02:30" }',
  },
  'opening-span': {
    expected: 'an opening span from 00:00 to 24:00 that ends after it begins',
    example: '"09:00-18:00" (past midnight: "22:00-24:00" and, on the next day, "00:00-06:00")',
  },
  'opening-spans': { expected: 'a list of opening spans', example: '["09:00-12:00", "13:00-18:00"]' },
  holiday: {
    expected: 'a preset (jp, sg), a file of the workspace, or a date',
    example: '{ preset: jp }, { file: calendars/sg-2027.csv } or "2026-12-28"',
  },
  recurrence: {
    expected:
      'an RRULE of RFC 5545 by day, week, month or year that says on which days (BYDAY, BYMONTHDAY), without COUNT and times of day',
    example: '"FREQ=MONTHLY;BYDAY=+3SA"',
  },
  'service-list': { expected: '"*" for all services, or a list of service ids', example: '[sap, crm]' },
  'exclusion-target': {
    expected: 'a service, "*" for all services, or a ticket',
    example: '{ service: sap } or { ticket: INC-1024 }',
  },
  'objection-about': {
    expected: 'a ticket, a service (with the local minute of an outage), or a figure by its name',
    example: '{ ticket: INC-1024 }, { service: sap, outage: "2026-10-21T13:04" } or { figure: 稼働率 SAP }',
  },
  'period-id': { expected: 'a month or quarter', example: '"2026-10" or "2026-Q3"' },
  'version-text': { expected: 'a version of an issued report, in quotes', example: '"1.0"' },
  'business-days': { expected: 'a number of business days', example: '10 business days' },
  'column-names': { expected: 'a column of the export, or a list of its possible names', example: '[作成日, Created]' },
  'column-rule': {
    expected: 'a column of the export, a list of its possible names, or a rule',
    example: "{ from: Created, format: 'yyyy/MM/dd HH:mm', zone: Asia/Tokyo }",
  },
  'date-format': {
    expected: "a date and time of yyyy MM MMM dd HH hh mm ss SSS a Z, other letters in 'quotes'",
    example: "'yyyy/MM/dd HH:mm'",
  },
  'regular-expression': { expected: 'a regular expression', example: "'^INC\\d+'" },
  delimiter: { expected: 'one of , ; | tab, or auto', example: '";"' },
  'positive-integer': { expected: 'a whole number from 1', example: '3' },
  number: { expected: 'a number', example: '95' },
  share: { expected: 'a share in whole percent, from 1 to 100', example: '10' },
  list: { expected: 'a list', example: '[ ... ]' },
  mapping: { expected: 'keys with values, indented', example: '{ key: value }' },
} as const satisfies Record<string, Expectation>;

export type ExpectationName = keyof typeof expectations;

/** The expectation that a validator named in its message; null for a message that is none of ours. */
export function expectationOf(message: string): Expectation | null {
  return Object.hasOwn(expectations, message) ? expectations[message as ExpectationName] : null;
}
