import { expect, test } from 'vitest';
import { localText } from '../../pipelines/contract/languages.ts';
import { readContract } from '../../pipelines/contract/readContract.ts';
import { contractYaml, edited, problemsOf, workspaceOf } from './workspace.ts';

const read = (yaml: string) => readContract(workspaceOf({ 'contract.yaml': yaml }));

test('what the contract leaves out has the documented defaults', () => {
  const contract = read(contractYaml);
  expect(contract.client.name).toEqual(localText({ ja: 'Acme', en: 'Acme' }));
  expect(contract.language).toBe('ja');
  expect(contract.document).toEqual({
    contract_number: null,
    classification: null,
    prepared_by: null,
    reviewed_by: null,
    approved_by: null,
  });
  expect(contract.review).toEqual({
    repeat_incidents: 3,
    capacity_limit_quarters: 2,
    problem_root_cause_within_seconds: 30 * 86_400,
    change_incident_window_seconds: 86_400,
  });
  expect(contract.kpis).toEqual([]);
  const [terms] = contract.terms;
  expect(terms?.availability).toEqual({
    target: { text: '99.9', numerator: 999, denominator: 1000 },
    maintenance: 'excluded',
    unknown: 'excluded',
    max_gap: 3,
    minimum_outage_seconds: 0,
    overall: 'pooled',
  });
  expect(terms?.policies).toEqual({
    business_day: 'end-of-day',
    received: 'immediate',
    severity_change: 'final',
    reopen: { mode: 'continue', within_seconds: 604_800 },
    pause_reasons: ['client'],
    attribution: 'decided',
  });
});

test('texts with a meaning become numbers with their unit', () => {
  const { calendars, services, terms } = read(contractYaml);
  expect(calendars['jp']).toEqual({
    timezone: 'Asia/Tokyo',
    weekly: {
      mon: [
        { opens: 540, closes: 720 },
        { opens: 780, closes: 1080 },
      ],
      sat: [{ opens: 1320, closes: 1440 }],
    },
    day_length_seconds: 8 * 3600,
    holidays: [{ preset: 'jp' }, { date: '2026-12-28' }],
    closed: [{ from: '2026-12-29', to: '2027-01-03' }],
    dates: { '2026-10-31': [{ opens: 600, closes: 900 }] },
  });
  expect(services[0]).toMatchObject({
    target: { text: '99.95', numerator: 9995, denominator: 10_000 },
    from: Date.UTC(2026, 2, 31, 15) / 1000,
    until: null,
    check_interval_seconds: 60,
    down_when: 1,
  });
  expect(services[1]).toMatchObject({ target: null, from: null });
  expect(terms[0]).toMatchObject({
    effective_from: '2026-04-01',
    effective_from_s: Date.UTC(2026, 2, 31, 15) / 1000,
    maintenance: [{ id: 'regular', start: 0, duration_seconds: 14_400, services: '*' }],
    severities: [
      {
        name: 'critical',
        rank: 0,
        measures: [
          { measure: 'respond', within: { text: 'PT1H', kind: 'duration', seconds: 3600 }, clock: 'always' },
          { measure: 'restore', within: { text: 'PT4H', kind: 'duration', seconds: 14_400 }, clock: 'always' },
        ],
      },
      {
        name: 'high',
        rank: 1,
        measures: [
          { measure: 'restore', within: { text: '1 business day', kind: 'business-days', days: 1 }, clock: 'business' },
        ],
      },
    ],
  });
});

test('severities named by numbers keep the order of the file, not that of JavaScript', () => {
  const { terms } = read(edited('critical: {', '2: {').replace('high: {', '1: {'));
  expect(terms[0]?.severities.map(({ name, rank }) => [name, rank])).toEqual([
    ['2', 0],
    ['1', 1],
  ]);
});

test.each([
  {
    edge: 'a typo in a key',
    from: 'availability: { target: 99.9 }',
    to: 'availabilty: { target: 99.9 }',
    what: 'Unknown key "availabilty" in terms[0]. Did you mean "availability"?',
    where: 'contract.yaml, line 19, terms[0].availabilty',
    fix: 'Known keys here: effective_from, availability, maintenance, severities, policies',
  },
  {
    edge: 'no target',
    from: '{ target: 99.9 }',
    to: '{ max_gap: 3 }',
    what: 'terms[0].availability.target is missing.',
    where: 'contract.yaml, line 19, terms[0].availability.target',
    fix: 'Add it: expected a percentage above 0 and at most 100, with at most 6 decimals, for example 99.95',
  },
  {
    edge: 'a target over 100',
    from: '99.95',
    to: '100.01',
    what: '100.01 is not a valid value of services[0].target.',
  },
  { edge: 'a target of 0', from: '99.95', to: '"0.00"', what: '"0.00" is not a valid value of services[0].target.' },
  {
    edge: 'a target with a sign',
    from: '99.95',
    to: '"99.9%"',
    what: '"99.9%" is not a valid value of services[0].target.',
  },
  {
    edge: 'a duration in months',
    from: 'duration: PT4H',
    to: 'duration: P1M',
    what: '"P1M" is not a valid value of terms[0].maintenance[0].duration.',
    fix: 'Expected an ISO 8601 duration above zero in weeks, days, hours, minutes, seconds (months and years have no fixed length), for example PT1M',
  },
  {
    edge: 'a duration of nothing',
    from: 'duration: PT4H',
    to: 'duration: P',
    what: '"P" is not a valid value of terms[0].maintenance[0].duration.',
  },
  {
    edge: '0 business days',
    from: '1 business day',
    to: '0 business days',
    what: '"0 business days" is not a valid value of terms[0].severities.high.restore.within.',
  },
  {
    edge: 'half an hour in words',
    from: 'PT1H',
    to: '30 minutes',
    what: '"30 minutes" is not a valid value of terms[0].severities.critical.respond.within.',
  },
  {
    edge: 'a zone that does not exist',
    from: 'client: { id: acme, name: Acme }\ntimezone: Asia/Tokyo',
    to: 'client: { id: acme, name: Acme }\ntimezone: Asia/Tokio',
    what: '"Asia/Tokio" is not a valid value of timezone.',
    where: 'contract.yaml, line 4, timezone',
  },
  {
    edge: 'an offset instead of a zone',
    from: '    timezone: Asia/Tokyo',
    to: '    timezone: "+09:00"',
    what: '"+09:00" is not a valid value of calendars.jp.timezone.',
  },
  {
    edge: 'an unknown site',
    from: 'site: tokyo, target',
    to: 'site: tokio, target',
    what: 'There is no "tokio" among the sites of the contract. Did you mean "tokyo"?',
    where: 'contract.yaml, line 15, services[0].site',
  },
  {
    edge: 'an unknown calendar',
    from: 'calendar: jp',
    to: 'calendar: us',
    what: 'There is no "us" among the calendars of the contract.',
    fix: 'Known calendars: jp',
  },
  {
    edge: 'maintenance of an unknown service',
    from: 'services: "*"',
    to: 'services: [sap, cmr]',
    what: 'There is no "cmr" among the services of the contract. Did you mean "crm"?',
    where: 'contract.yaml, line 21, terms[0].maintenance[0].services[1]',
  },
  {
    edge: 'an id twice',
    from: 'id: crm',
    to: 'id: sap',
    what: 'The id "sap" is used twice.',
    where: 'contract.yaml, line 16, services[1].id',
  },
  {
    edge: 'spans that overlap',
    from: '"13:00-18:00"',
    to: '"11:00-18:00"',
    what: '"11:00-18:00" begins before "09:00-12:00" has ended.',
    where: 'contract.yaml, line 10, calendars.jp.weekly.mon[1]',
  },
  {
    edge: 'a span past midnight',
    from: '"22:00-24:00"',
    to: '"22:00-06:00"',
    what: '"22:00-06:00" is not a valid value of calendars.jp.weekly.sat[0].',
  },
  {
    edge: 'a weekday misspelt',
    from: 'sat: [',
    to: 'stu: [',
    what: 'Unknown key "stu" in calendars.jp.weekly. Did you mean "tue"?',
  },
  {
    edge: 'a calendar that never opens',
    from: '{ mon: ["09:00-12:00", "13:00-18:00"], sat: ["22:00-24:00"] }',
    to: '{ mon: [] }',
    what: 'This calendar is never open.',
  },
  {
    edge: 'a date that does not exist',
    from: '"2026-10-31"',
    to: '"2026-02-30"',
    what: '"2026-02-30" is not a valid key in calendars.jp.dates.',
  },
  {
    edge: 'closed dates the wrong way round',
    from: '2026-12-29/2027-01-03',
    to: '2027-01-03/2026-12-29',
    what: '"2027-01-03/2026-12-29" is not a valid value of calendars.jp.closed[0].',
  },
  {
    edge: 'an unknown preset',
    from: 'preset: jp',
    to: 'preset: us',
    what: '"us" is not a valid value of calendars.jp.holidays[0].preset.',
    fix: 'Expected one of jp, sg, for example jp',
  },
  {
    edge: 'a holiday file that is not there',
    from: '{ preset: jp }',
    to: '{ file: calendars/jp.csv }',
    what: 'There is no holiday file "calendars/jp.csv" in the workspace.',
  },
  {
    edge: 'a rule without a day',
    from: 'FREQ=MONTHLY;BYDAY=+3SA',
    to: 'FREQ=MONTHLY',
    what: '"FREQ=MONTHLY" is not a valid value of terms[0].maintenance[0].rrule.',
  },
  {
    edge: 'a weekday that a rule cannot have',
    from: 'BYDAY=+3SA',
    to: 'BYDAY=3SX',
    what: '"FREQ=MONTHLY;BYDAY=3SX" is not a valid value of terms[0].maintenance[0].rrule.',
  },
  {
    edge: 'the 45th of a month',
    from: 'BYDAY=+3SA',
    to: 'BYMONTHDAY=45',
    what: '"FREQ=MONTHLY;BYMONTHDAY=45" is not a valid value of terms[0].maintenance[0].rrule.',
  },
  {
    edge: 'business days round the clock',
    from: 'within: 1 business day }',
    to: 'within: 1 business day, clock: always }',
    what: '"always" does not go with "1 business day": business days need a calendar.',
    where: 'contract.yaml, line 24, terms[0].severities.high.restore.clock',
  },
  {
    edge: 'a measure that is not known',
    from: 'high: { restore',
    to: 'high: { repair',
    what: 'Unknown key "repair" in terms[0].severities.high.',
  },
  {
    edge: 'an instant without offset',
    from: '2026-04-01T00:00:00+09:00',
    to: '2026-04-01T00:00:00',
    what: '"2026-04-01T00:00:00" is not a valid value of services[0].from.',
  },
  {
    edge: 'a service that ends before it begins',
    from: 'from: "2026-04-01T00:00:00+09:00"',
    to: 'from: "2026-04-01T00:00:00+09:00", until: "2026-03-01T00:00:00+09:00"',
    what: 'The service ends at "2026-03-01T00:00:00+09:00", before it begins.',
  },
  {
    edge: 'a name in one language only',
    from: '{ ja: 東京, en: Tokyo }',
    to: '{ ja: 東京 }',
    what: 'sites[0].name.en is missing.',
    where: 'contract.yaml, line 6, sites[0].name.en',
  },
  {
    edge: 'another version',
    from: 'version: 1',
    to: 'version: 2',
    what: '2 is not a valid value of version.',
    where: 'contract.yaml, line 1, version',
  },
  {
    edge: 'a choice misspelt',
    from: '{ target: 99.9 }',
    to: '{ target: 99.9, unknown: exclude }',
    what: '"exclude" is not a valid value of terms[0].availability.unknown. Did you mean "excluded"?',
    fix: 'Expected one of excluded, up, down, for example excluded',
  },
])('$edge: $what', ({ from, to, what, where, fix }) => {
  const problems = problemsOf(() => read(edited(from, to)));
  expect(problems.map((problem) => problem.what)).toEqual([what]);
  if (where) expect(problems[0]?.where).toBe(where);
  if (fix) expect(problems[0]?.fix).toBe(fix);
});

const second = (date: string) => `  - effective_from: ${date}\n    availability: { target: 99.5 }\n`;

test.each([
  { edge: 'out of order', date: '2026-03-01', what: 'terms of 2026-03-01 stand after those of 2026-04-01.' },
  { edge: 'twice the same date', date: '2026-04-01', what: 'Two terms begin on 2026-04-01.' },
])('terms $edge', ({ date, what }) => {
  expect(problemsOf(() => read(contractYaml + second(date)))).toMatchObject([{ what }]);
});

test('all problems of a file come at once, of the schema and between values', () => {
  const yaml = edited('site: tokyo, target: 99.95', 'site: osaka, target: 999').replace('PT1H', '1h');
  expect(problemsOf(() => read(yaml)).map((problem) => problem.where)).toEqual([
    'contract.yaml, line 15, services[0].target',
    'contract.yaml, line 23, terms[0].severities.critical.respond.within',
    'contract.yaml, line 15, services[0].site',
  ]);
});

test.each([
  {
    edge: 'a key written twice',
    yaml: `${contractYaml}version: 1\n`,
    what: /^contract\.yaml is not valid YAML: Map keys must be unique/,
    where: 'contract.yaml, line 25',
  },
  {
    edge: 'an unclosed bracket',
    yaml: 'version: 1\nsites: [\n',
    what: /^contract\.yaml is not valid YAML/,
    where: /line [23]/,
  },
  {
    edge: 'an empty file',
    yaml: '',
    what: /^the file is missing|^null is not a valid value of the file/,
    where: 'contract.yaml, line 1',
  },
  {
    edge: 'a list instead of keys',
    yaml: '- a\n',
    what: /is not a valid value of the file/,
    where: 'contract.yaml, line 1',
  },
])('$edge', ({ yaml, what, where }) => {
  const [problem] = problemsOf(() => read(yaml));
  expect(problem?.what).toMatch(what);
  expect(problem?.where).toMatch(where);
});

test('a file in another encoding is named as such', () => {
  const dir = workspaceOf({ 'contract.yaml': new Uint8Array([0x6e, 0x3a, 0x20, 0x93, 0x8c]) });
  expect(problemsOf(() => readContract(dir))).toMatchObject([{ what: 'contract.yaml is not UTF-8 text.' }]);
});

test('a folder without a contract is no workspace', () => {
  expect(problemsOf(() => readContract(workspaceOf({})))).toMatchObject([
    { fix: expect.stringContaining('sla init DIR') },
  ]);
});

test('YAML aliases are followed, for values and for lines', () => {
  const yaml = edited(
    'mon: ["09:00-12:00", "13:00-18:00"], sat: ["22:00-24:00"]',
    'mon: &day ["09:00-18:00"], tue: *day',
  );
  expect(read(yaml).calendars['jp']?.weekly.tue).toEqual([{ opens: 540, closes: 1080 }]);
});
