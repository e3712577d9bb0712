/** The cases of checks.test.ts about what counts as evidence: November in New York, where the clocks go back on the 1st. */
import { type CheckCase, contractOf, csv, service, states, ticket, ticketHeader } from './checkCases.ts';

const base = contractOf('evidence');
const at = (day: number, clock: string): string => `2026-11-${String(day).padStart(2, '0')}T${clock}:00-05:00`;
const daily = { weekly: base.calendars.jp.weekly, day_length: 'PT9H', holidays: [{ preset: 'jp' }] };

/** One service a case. */
export const evidenceContract = {
  ...base,
  timezone: 'America/New_York',
  sites: [{ ...base.sites[0]!, calendar: 'ny' }],
  calendars: { ny: { timezone: 'America/New_York', ...daily } },
  services: [
    service('web'),
    service('unnamed'),
    service('named'),
    service('two-places', { down_when: 2 }),
    service('one-place', { down_when: 2 }),
    service('slow'),
    service('quick'),
    service('assumed'),
    service('told'),
    service('epoch'),
    service('shared'),
    service('silent'),
  ],
  terms: base.terms.map((terms) => ({
    ...terms,
    maintenance: [
      {
        id: 'nightly',
        rrule: 'FREQ=MONTHLY;BYMONTHDAY=1',
        start: '01:30',
        duration: 'PT1H',
        timezone: 'America/New_York',
        services: ['web'],
      },
      {
        id: 'evening',
        rrule: 'FREQ=MONTHLY;BYMONTHDAY=1',
        start: '21:30',
        duration: 'PT1H',
        timezone: 'America/New_York',
        services: ['web'],
      },
    ],
  })),
};

const months = (id: string) => `${id},2026-11-01T00:00:00-04:00,2026-12-01T00:00:00-05:00,up`;
const places = (...rows: string[]) => csv('service_id,location,started_at,ended_at,state', ...rows);
const everyMinutes = (id: string, minutes: number) =>
  Array.from({ length: 30 }, (_, n) => {
    const minute = n * minutes;
    return `${id},${at(2, `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`)},up`;
  });

/** As contract.yaml and sources.yaml say what each file is. */
export const evidenceFiles: Record<string, string> = {
  'sources.yaml': `version: 1
sources:
  - { files: "exports/covered/*", table: uptime_states, covers: { from: "2026-11-01T00:00:00-04:00", until: "2026-12-01T00:00:00-05:00" }, services: { named: named } }
  - { files: "exports/assumed/*", table: uptime_states }
  - { files: "exports/told/*", table: uptime_states, exported_at: "2026-12-01T00:00:00-05:00" }
  - { files: "exports/unanswered/*", table: tickets }
  - { files: "exports/dated/*", table: tickets, zone: America/New_York }
  - { files: "exports/silent/*", table: uptime_states }
  - { files: "exports/shared/*", tables: [{ table: uptime_states, apart_by: host, columns: { service_id: service, started_at: from, ended_at: to, state: state } }] }
`,
  'exports/covered/a.csv': states(`web,${at(2, '00:00')},${at(2, '01:00')},up`),
  'exports/all/uptime_states.csv': places(
    months('web').replace(',', ',,'),
    months('two-places').replace(',', ',tokyo,'),
    months('two-places').replace(',', ',osaka,'),
    months('one-place').replace(',', ',tokyo,'),
  ),
  'exports/slow/uptime_samples.csv': csv('service_id,checked_at,state', ...everyMinutes('slow', 5)),
  'exports/quick/uptime_samples.csv': csv('service_id,checked_at,state', ...everyMinutes('quick', 1)),
  'exports/assumed/a.csv': states(`assumed,${at(3, '00:00')},${at(3, '01:00')},down`, `assumed,${at(3, '01:00')},,up`),
  'exports/told/a.csv': states(`told,${at(3, '00:00')},${at(3, '01:00')},down`, `told,${at(3, '01:00')},,up`),
  'exports/epoch/uptime_states.csv': states(
    `epoch,1970-01-01T00:00:00Z,1970-01-01T01:00:00Z,up`,
    `epoch,1990-01-01T00:00:00Z,1990-01-01T01:00:00Z,up`,
    months('epoch'),
  ),
  'exports/shared/a.csv': csv(
    'service,host,from,to,state',
    `shared,db-1,${at(2, '00:00')},${at(3, '00:00')},up`,
    `shared,db-2,${at(2, '00:00')},${at(3, '00:00')},up`,
  ),
  'exports/silent/a.csv': states('silent,2026-09-01T00:00:00Z,,up'),
  'exports/ends/maintenance.csv': csv(
    'window_id,service_id,starts_at,ends_at,approved_at,approved_by',
    `M-1,web,${at(5, '01:00')},,${at(1, '12:00')},CAB`,
    `M-2,web,${at(5, '01:00')},${at(5, '02:00')},${at(1, '12:00')},CAB`,
    `M-3,web,${at(6, '01:00')},${at(6, '02:00')},2026-12-01T00:00:00-05:00,CAB`,
    `M-4,web,${at(7, '01:00')},${at(7, '02:00')},${at(30, '23:59')},CAB`,
  ),
  'exports/instants/tickets.csv': csv(
    ticketHeader,
    ...[
      { id: 'I-1', over: {} },
      { id: 'I-2', over: { closed_at: at(2, '13:00') } },
    ].map(({ id, over }) =>
      ticket(id, {
        opened_at: at(2, '10:00'),
        responded_at: '',
        restored_at: '',
        resolved_at: '',
        closed_at: '',
        ...over,
      }),
    ),
  ),
  'exports/order/tickets.csv': csv(
    ticketHeader,
    ticket('O-1', { ...novemberTimes(), resolved_at: at(2, '14:00'), closed_at: at(2, '13:00') }),
    ticket('O-2', { ...novemberTimes(), restored_at: at(2, '12:30'), resolved_at: at(2, '12:00') }),
    ticket('O-3', { ...novemberTimes(), responded_at: at(2, '12:01') }),
    ticket('O-4', { ...novemberTimes(), responded_at: at(2, '12:00') }),
  ),
  'exports/unanswered/tickets.csv': csv(
    'ticket_id,type,service_id,severity,status,opened_at,restored_at',
    `N-1,incident,web,critical,closed,${at(2, '10:00')},${at(2, '11:00')}`,
    `N-2,request,web,critical,closed,${at(2, '10:00')},${at(2, '11:00')}`,
  ),
  // Of D-1 the days alone are known; D-2 has times; a request promises nothing.
  'exports/dated/tickets.csv': csv(
    ticketHeader,
    ticket('D-1', {
      ...novemberTimes(),
      opened_at: '2026-11-02',
      responded_at: '2026-11-02',
      resolved_at: '2026-11-03',
    }),
    ticket('D-2', novemberTimes()),
    ticket('D-3', { ...novemberTimes(), type: 'request', opened_at: '2026-11-02' }),
  ),
  'exports/reopened/tickets.csv': csv(
    ticketHeader,
    ticket('S-1', { ...novemberTimes(), status: 'open' }),
    ticket('S-2', { ...novemberTimes(), status: 'resolved' }),
  ),
};

function novemberTimes(): Record<string, string> {
  return {
    opened_at: at(2, '10:00'),
    responded_at: at(2, '10:30'),
    restored_at: at(2, '12:00'),
    resolved_at: at(2, '12:00'),
    closed_at: at(2, '13:00'),
  };
}

export const evidenceCases: CheckCase[] = [
  {
    check: 'evidence__covers_names_the_services',
    name: 'a service in no file, and one that fell silent, beside a source that covers November; not one that the source names',
    prefix: 'covered/',
    found: [
      'silent: covers: { from: "2026-11-01T04:00:00Z", until: "2026-12-01T05:00:00Z", services: [named, silent] }',
      'unnamed: covers: { from: "2026-11-01T04:00:00Z", until: "2026-12-01T05:00:00Z", services: [named, unnamed] }',
    ],
  },
  {
    check: 'evidence__down_when_is_in_reach',
    name: 'down at two places where one is watched; not where two are',
    prefix: 'one-place',
    found: ['one-place: down_when: 2, locations: 1 (tokyo)'],
  },
  {
    check: 'evidence__down_when_is_in_reach',
    name: 'the neighbour with two places',
    prefix: 'two-places',
    found: [],
  },
  {
    check: 'evidence__interval_is_as_agreed',
    name: 'samples every 5 minutes where the contract says 1',
    prefix: 'slow',
    found: ['slow: a sample every 300 s (29 times since 2026-11-02T05:00:00Z), where the contract says 60 s'],
  },
  { check: 'evidence__interval_is_as_agreed', name: 'samples every minute', prefix: 'quick', found: [] },
  {
    check: 'evidence__is_no_assumption',
    name: 'an open state in a file that nobody dated, which speaks on the 3rd',
    prefix: 'assumed/',
    found: ['exports/assumed/a.csv: it has an instant in the period, so it is taken to reach 2026-12-01T05:00:00Z'],
  },
  { check: 'evidence__is_no_assumption', name: 'the same with exported_at', prefix: 'told/', found: [] },
  {
    check: 'evidence__is_of_this_century',
    name: 'a state since 0; not one since 1990, when there were monitors',
    prefix: 'epoch/',
    found: ['epoch row 2: up since 1970-01-01T00:00:00Z'],
  },
  {
    check: 'evidence__locations_are_of_one_service',
    name: 'two hosts under one name, told apart by a column; not two places that the file calls so',
    prefix: 'shared/',
    found: ['shared: 2 of that name: db-1, db-2'],
  },
  {
    check: 'evidence__reaches_the_period',
    name: 'up since September, and not one word in November',
    prefix: 'silent/',
    found: [
      'silent row 2: up since 2026-09-01T00:00:00Z; to count on: covers: { from: "2026-09-01T00:00:00Z" }, or exported_at: "2026-12-01T05:00:00Z"',
    ],
  },
  {
    check: 'maintenance__has_a_wall_clock',
    name: '01:30 on the day on which it comes twice; not 21:30',
    prefix: 'nightly',
    found: [
      'nightly: 01:30 comes twice on 2026-11-01 in America/New_York; to decide: except: { "2026-11-01": null }, or another time for null',
    ],
  },
  {
    check: 'maintenance__has_an_end',
    name: 'a window without an end; not its neighbour',
    prefix: 'ends/',
    found: ['M-1 row 2: no end'],
  },
  {
    check: 'maintenance__is_approved_in_time',
    name: 'approved in the second of the cut-off; not in the minute before',
    prefix: 'M-',
    found: ['M-3: approved 2026-12-01T05:00:00Z by CAB'],
  },
  {
    check: 'tickets__completions_have_instants',
    name: 'closed, and no instant; not with one',
    prefix: 'instants/',
    found: ['I-1 row 2: status "closed"'],
  },
  {
    check: 'tickets__happen_in_order',
    name: 'closed before resolved, restored after resolved, answered after restored; not in the same second',
    prefix: 'order/',
    found: [
      'O-1 row 2: closed before it was resolved: the resolution counts',
      'O-2 row 3: restored after it was resolved: the restoration counts',
      'O-3 row 4: answered after it was completed: the response counts',
    ],
  },
  {
    check: 'tickets__instants_have_times',
    name: 'dates without times: one incident; not the one with times, not the request',
    prefix: 'dated/',
    found: ['exports/dated/tickets.csv row 2: 1 incidents with dates that have no time'],
  },
  {
    check: 'tickets__responses_are_exported',
    name: 'an export without any column of response: one incident; its request promises nothing',
    prefix: 'unanswered/',
    found: ['exports/unanswered/tickets.csv: 1 incidents without data'],
  },
  {
    check: 'tickets__status_agrees_with_completion',
    name: 'open by its status though it was resolved; not resolved by both',
    prefix: 'reopened/',
    found: ['S-1 row 2: status "open", completed at 2026-11-02 17:00:00Z'],
  },
];
