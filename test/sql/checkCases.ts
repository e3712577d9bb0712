/** The cases of checks.test.ts: for each check the smallest export files that trip it, with a neighbour that does not. */

export interface CheckCase {
  check: string;
  /** What trips it, and what does not. */
  name: string;
  /** Begins the names of the case's files below exports/, or the ids of what it is about. */
  prefix: string;
  /** What it says: `subject row 2: detail`. */
  found: string[];
}

const text = (name: string) => ({ ja: name, en: name });
const week = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, ['09:00-18:00']]));
export const service = (id: string, more: object = {}) => ({
  id,
  name: text(id),
  category: 'application',
  site: 'tokyo',
  check_interval: 'PT1M',
  ...more,
});

/** Two sites: `far` knows the holidays of 2026 alone. */
export const contractOf = (group: string) => ({
  version: 1,
  provider: { name: text('Provider') },
  client: { id: 'c', name: text('Client') },
  timezone: 'Asia/Tokyo',
  language: 'en',
  sites: [
    { id: 'tokyo', name: text('Tokyo'), calendar: 'jp' },
    { id: 'far', name: text('Far'), calendar: 'far' },
  ],
  calendars: {
    jp: { timezone: 'Asia/Tokyo', weekly: week, day_length: 'PT9H', holidays: [{ preset: 'jp' }] },
    far: { timezone: 'Asia/Tokyo', weekly: week, day_length: 'PT9H', holidays: [{ file: 'calendars/far.csv' }] },
  },
  services: [service('web'), service('db'), service('gap'), service('lost'), service('far-away', { site: 'far' })],
  terms: ['2025-01-01', ...(group === 'quarter' ? ['2026-08-01'] : [])].map((from) => ({
    effective_from: from,
    availability: {
      target: 99.9,
      maintenance: 'excluded',
      unknown: 'excluded',
      max_gap: 3,
      minimum_outage: 'PT0S',
      overall: 'pooled',
    },
    severities: {
      critical: { respond: { within: 'PT1H', clock: 'always' }, restore: { within: 'PT4H', clock: 'always' } },
      high: { restore: { within: '1 business day' } },
      low: {},
    },
    policies: {
      business_day: 'end-of-day',
      received: 'immediate',
      severity_change: 'final',
      reopen: { mode: 'continue', within: 'P7D' },
      pause_reasons: ['client'],
      attribution: 'decided',
    },
  })),
  kpis: [{ effective_from: '2025-01-01', targets: { no_such_kpi: { target: 1, direction: 'lower' } } }],
});

const at = (day: number, clock: string): string => `2026-10-${String(day).padStart(2, '0')}T${clock}:00+09:00`;
export const csv = (header: string, ...rows: string[]): string =>
  `${header}\n${rows.map((row) => `${row}\n`).join('')}`;
export const ticketHeader =
  'ticket_id,type,service_id,severity,status,opened_at,responded_at,restored_at,resolved_at,closed_at';
/** A ticket of service web that was done in time. */
export const ticket = (id: string, over: Record<string, string> = {}): string => {
  const usual: Record<string, string> = {
    ticket_id: id,
    type: 'incident',
    service_id: 'web',
    severity: 'critical',
    status: 'closed',
    opened_at: at(5, '10:00'),
    responded_at: at(5, '10:30'),
    restored_at: at(5, '12:00'),
    resolved_at: at(5, '12:00'),
    closed_at: at(5, '13:00'),
  };
  return ticketHeader
    .split(',')
    .map((name) => over[name] ?? usual[name])
    .join(',');
};
const tickets = (...rows: string[]): string => csv(ticketHeader, ...rows);
const events = (...rows: string[]): string => csv('ticket_id,at,event,value', ...rows);
const samples = (...rows: string[]): string => csv('service_id,checked_at,state', ...rows);
export const states = (...rows: string[]): string => csv('service_id,started_at,ended_at,state', ...rows);

/** Files are named by the case: the prefix, then the table in sources.yaml. */
const month: { files: Record<string, string | Uint8Array>; cases: CheckCase[] } = { files: {}, cases: [] };
function inMonth(
  check: string,
  name: string,
  files: Record<string, string | Uint8Array>,
  found: string[],
  prefix = `${check}/`,
): void {
  const before = month.cases.filter((known) => known.prefix.startsWith(prefix.replace(/\/$/, ''))).length;
  const own = prefix.endsWith('/') ? `${prefix.slice(0, -1)}${before === 0 ? '' : `-${before}`}/` : prefix;
  for (const [file, content] of Object.entries(files))
    month.files[`exports/${own.endsWith('/') ? own : `${check}/`}${file}`] = content;
  month.cases.push({ check, name, prefix: own, found });
}

inMonth(
  'breaches__have_countermeasures',
  'a breach without words; not one with all three, nor a ticket in time',
  {
    'tickets.csv': tickets(
      ticket('breach-1', { restored_at: at(5, '15:00'), resolved_at: '', closed_at: '' }),
      ticket('breach-2', { restored_at: at(5, '15:00'), resolved_at: '', closed_at: '' }),
      ticket('breach-3'),
    ),
  },
  ['breach-1: critical restore'],
  'breach-',
);
inMonth(
  'availability_misses__have_countermeasures',
  'a service that was down for an hour of 31 days; not one that kept its target',
  {
    'uptime_states.csv': states(
      `lost,${at(1, '00:00')},${at(8, '00:00')},up`,
      `lost,${at(8, '00:00')},${at(8, '01:00')},down`,
      `lost,${at(8, '01:00')},2026-11-01T00:00:00+09:00,up`,
    ),
  },
  ['lost: 99.865 %, target 99.9 %'],
  'lost',
);
inMonth(
  'commentary__is_printed',
  'words on a ticket that breached nothing; not on one that did',
  {},
  ['stray: breaches: neither a breach nor the incident of an outage'],
  'stray',
);
inMonth(
  'objections__are_about_something',
  'a ticket that no export has; not one that is there, nor a figure',
  {},
  ['objection-1: there is no ticket nowhere'],
  'objection-',
);
inMonth(
  'calendars__know_their_holidays',
  'a business clock that runs in 2025 at a site that knows 2026 alone; not at one that knows both',
  {
    'tickets.csv': tickets(
      ticket('year-1', {
        service_id: 'far-away',
        severity: 'high',
        opened_at: '2025-12-30T10:00:00+09:00',
        responded_at: '',
        restored_at: at(1, '10:00'),
        resolved_at: '',
        closed_at: '',
      }),
      ticket('year-2', {
        severity: 'high',
        opened_at: '2025-12-30T10:00:00+09:00',
        responded_at: '',
        restored_at: at(1, '10:00'),
        resolved_at: '',
        closed_at: '',
      }),
    ),
  },
  ['far 2025: calendar far does not know the holidays of 2025 (ticket year-1)'],
  'far ',
);
inMonth(
  'loads__are_in_order',
  'a sample that stands twice',
  {
    'uptime_samples.csv': samples(`web,${at(1, '00:00')},up`, `web,${at(1, '00:00')},up`),
    'uptime_samples-once.csv': samples(`web,${at(1, '00:02')},up`),
  },
  [
    'exports/loads__are_in_order/uptime_samples.csv: 1 sample repeats a sample of this file and changed nothing; the first: row 3 repeats row 2',
  ],
);
inMonth(
  'loads__are_not_cut_off',
  'exactly 1,000 rows; not 999',
  Object.fromEntries(
    [1000, 999].map((n) => [
      `backups-${n}.csv`,
      csv(
        'job_id,started_at,ended_at,outcome',
        ...Array.from({ length: n }, (_, i) => `${n}-${i},${at(2, '01:00')},${at(2, '02:00')},success`),
      ),
    ]),
  ),
  ['exports/loads__are_not_cut_off/backups-1000.csv: 1000 rows'],
);
inMonth(
  'loads__are_read_as_written',
  'a CSV in CP932; not one in UTF-8',
  {
    'problems.csv': Buffer.concat([
      Buffer.from('problem_id,opened_at,title\nP-1,2026-10-01T00:00:00Z,'),
      Buffer.from([0x93, 0x8c, 0x8b, 0x9e]),
      Buffer.from('\n'),
    ]),
    'problems-utf8.csv': csv('problem_id,opened_at,title', 'P-2,2026-10-01T00:00:00Z,東京'),
  },
  [
    'exports/loads__are_read_as_written/problems.csv: read as CP932 (Windows-31J), because it is no UTF-8; name it in sources.yaml: encoding: cp932',
  ],
);
inMonth(
  'loads__columns_are_known',
  'a column that the table does not have',
  {
    'problems.csv': csv('problem_id,opened_at,colour', 'P-3,2026-10-01T00:00:00Z,red'),
    'problems-known.csv': csv('problem_id,opened_at', 'P-4,2026-10-01T00:00:00Z'),
  },
  ['exports/loads__columns_are_known/problems.csv: column "colour" is not one of problems and was not read'],
);
inMonth(
  'loads__samples_are_of_known_services',
  'samples of a service that the contract lacks',
  { 'uptime_samples.csv': samples(`web,${at(1, '00:03')},up`, `nobody,${at(1, '00:03')},up`) },
  [
    'exports/loads__samples_are_of_known_services/uptime_samples.csv: service "nobody" is not in the contract: 1 samples were not read, the first in row 3',
  ],
);
inMonth(
  'loads__samples_do_not_contradict',
  'up and down in one second; not a second apart',
  {
    'uptime_samples.csv': samples(
      `web,2026-10-01T00:10:00+09:00,up`,
      `web,2026-10-01T00:10:00+09:00,down`,
      `web,2026-10-01T00:10:01+09:00,up`,
    ),
  },
  [
    'exports/loads__samples_do_not_contradict/uptime_samples.csv: 1 sample contradicts another of the same service, location and second: down counts before up, up before unknown; the first in rows 2, 3',
  ],
);
inMonth(
  'loads__values_are_mapped',
  'a kind of change that the map of its entry lacks',
  { 'mapped.csv': csv('No,Start,Kind', `M-1,${at(3, '10:00')},small`, `M-2,${at(3, '10:00')},huge`) },
  ['exports/loads__values_are_mapped/mapped.csv: kind "huge" is in no map: kept as it is in 1 rows'],
);
inMonth(
  'maintenance__approval_is_exported',
  'an export of windows without columns of approval; not one that has them',
  {
    'maintenance.csv': csv('window_id,service_id,starts_at,ends_at', `W-1,db,${at(3, '01:00')},${at(3, '02:00')}`),
    'maintenance-approved.csv': csv(
      'window_id,service_id,starts_at,ends_at,approved_by',
      `W-2,db,${at(3, '03:00')},${at(3, '04:00')},CAB`,
    ),
  },
  ['exports/maintenance__approval_is_exported/maintenance.csv: neither approved_at nor approved_by'],
);
inMonth(
  'maintenance__is_approved',
  'a window that nobody approved; not its neighbour',
  {
    'maintenance.csv': csv(
      'window_id,service_id,starts_at,ends_at,approved_by',
      `W-3,db,${at(4, '01:00')},${at(4, '02:00')},`,
      `W-4,db,${at(4, '03:00')},${at(4, '04:00')},CAB`,
    ),
  },
  ['W-3 row 2: no approval'],
);
inMonth(
  'monitoring__lies_not_in_the_future',
  'samples more than a year after the cut-off; not a day less',
  {
    'uptime_samples.csv': samples('web,2027-11-03T00:00:00+09:00,up'),
    'uptime_samples-near.csv': samples('web,2027-11-01T00:00:00+09:00,up'),
  },
  ['exports/monitoring__lies_not_in_the_future/uptime_samples.csv: 1 runs of samples'],
);
inMonth(
  'monitoring__service_is_known',
  'a state, a change and a backup of services that the contract lacks',
  {
    'uptime_states.csv': states(
      `nobody,${at(1, '00:00')},${at(1, '01:00')},up`,
      `db,${at(1, '00:00')},${at(1, '01:00')},up`,
    ),
    'changes.csv': csv(
      'change_id,service_id,planned_start_at,planned_end_at,outcome',
      `C-1,none,${at(3, '10:00')},${at(3, '11:00')},success`,
      `C-2,db,${at(3, '10:00')},${at(3, '11:00')},success`,
    ),
  },
  ['nobody row 2: 1 rows of uptime_states', 'none row 2: 1 rows of changes'],
);
inMonth(
  'loads__deciding_columns_are_exported',
  'tickets without a type and without duplicates, readings without a resource; not tickets without a title',
  {
    'tickets.csv': csv('ticket_id,status,opened_at', `C-3,open,${at(3, '10:00')}`),
    'capacity.csv': csv('service_id,measured_at,used,limit', `web,${at(3, '10:00')},1,2`),
    'tickets-near.csv': csv('ticket_id,type,status,opened_at,duplicate_of', `C-4,incident,open,${at(3, '10:00')},`),
  },
  [
    'exports/loads__deciding_columns_are_exported/capacity.csv: no column resource: a service has one resource',
    'exports/loads__deciding_columns_are_exported/tickets.csv: no column duplicate_of: no ticket is a duplicate',
    'exports/loads__deciding_columns_are_exported/tickets.csv: no column type: every ticket is taken for an incident',
  ],
);
inMonth(
  'outcomes__are_understood',
  'outcomes that are mistyped; not those that are',
  {
    'changes.csv': csv(
      'change_id,planned_start_at,planned_end_at,outcome',
      `O-1,${at(3, '10:00')},${at(3, '11:00')},sucess`,
      `O-2,${at(3, '10:00')},${at(3, '11:00')},rolled-back`,
    ),
    'changes-kinds.csv': csv(
      'change_id,planned_start_at,planned_end_at,kind',
      `O-5,${at(3, '10:00')},${at(3, '11:00')},emergancy`,
      `O-6,${at(3, '10:00')},${at(3, '11:00')},Emergency`,
    ),
    'backups.csv': csv('job_id,started_at,outcome', `O-3,${at(2, '01:00')},sucess`, `O-4,${at(2, '01:00')},Failed`),
  },
  ['O-1 row 2: outcome sucess', 'O-3 row 2: outcome sucess', 'O-5 row 2: kind emergancy'],
);
inMonth(
  'practices__make_sense',
  'backups, changes, problems and readings that contradict themselves, and neighbours that do not',
  {
    'backups.csv': csv(
      'job_id,started_at,ended_at,outcome,bytes',
      `S-1,${at(2, '02:00')},${at(2, '01:59')},success,1`,
      `S-2,${at(2, '02:00')},${at(2, '02:00')},success,12 GB`,
      `S-3,${at(2, '02:00')},${at(2, '02:00')},success,0`,
      `S-4,${at(2, '02:00')},,success,-1`,
    ),
    'changes.csv': csv(
      'change_id,planned_start_at,planned_end_at,actual_start_at,actual_end_at,outcome',
      `S-5,${at(3, '10:00')},${at(3, '09:59')},,,success`,
      `S-6,${at(3, '10:00')},${at(3, '11:00')},${at(3, '11:00')},${at(3, '10:00')},success`,
      `S-7,${at(3, '10:00')},${at(3, '10:00')},,,success`,
    ),
    'problems.csv': csv(
      'problem_id,opened_at,resolved_at',
      `S-8,${at(3, '10:00')},${at(3, '09:00')}`,
      `S-9,${at(3, '10:00')},${at(3, '10:00')}`,
    ),
    'capacity.csv': csv(
      'service_id,resource,measured_at,used,limit',
      `db,disk,${at(3, '10:00')},1,0`,
      `db,memory,${at(3, '10:00')},1,2`,
      // What a monitor writes that has no reading; nobody may take it for one that is good.
      `db,cpu,${at(3, '10:00')},NaN,2`,
      `db,swap,${at(3, '10:00')},1,`,
    ),
  },
  [
    'S-1 row 2: ended_at before started_at',
    'S-2 row 3: column bytes: "12 GB" not a whole number',
    'S-4 row 5: column bytes: "-1" not a whole number',
    'S-5 row 2: planned_end_at before planned_start_at',
    'S-6 row 3: actual_end_at before actual_start_at',
    'S-8 row 2: resolved_at before opened_at',
    'db row 2: column limit: not above 0, so the reading is left out',
    'db row 4: column used: empty, or NaN, so the reading is left out',
    'db row 5: column limit: empty, or NaN, so the reading is left out',
  ],
);
inMonth(
  'review__kpi_targets_have_data',
  'a target for a KPI that does not exist',
  {},
  ['no_such_kpi: target 1, no KPI of this name'],
  'no_such',
);
inMonth(
  'rows__can_be_read',
  'cells that are no instants, no states, no amounts, from 0001 to 9999; neighbours stay',
  {
    'tickets.csv': tickets(
      ticket('R-1', { opened_at: '2026-13-01' }),
      ticket('R-2', { opened_at: '0001-10-01T00:00:00Z' }),
      ticket('R-3', { closed_at: '9999-12-31T00:00:00Z' }),
      ticket('R-4', { closed_at: '1969-12-31T23:59:59Z' }),
      ticket('R-5'),
    ),
    'ticket_events.csv': events(`R-5,${at(5, '10:30')},responded,`, `R-5,${at(5, '10:30')},shrugged,`),
    'uptime_states.csv': states(
      `db,${at(1, '02:00')},${at(1, '03:00')},upp`,
      `db,${at(1, '02:00')},${at(1, '03:00')},up`,
    ),
    'capacity.csv': csv(
      'service_id,resource,measured_at,used,limit',
      `db,cpu,${at(3, '10:00')},Infinity,1`,
      `db,cpu,${at(3, '10:01')},1,Infinity`,
      `db,cpu,${at(3, '10:02')},1e102,1`,
      `db,cpu,${at(3, '10:03')},-1,1`,
      `db,cpu,${at(3, '10:04')},9007199254740991,9007199254740991`,
    ),
  },
  [
    '2 row 2: column opened_at: "2026-13-01" not a date and time',
    '3 row 3: column opened_at: "0001-10-01T00:00:00Z" before 1970 or after 2105',
    '4 row 4: column closed_at: "9999-12-31T00:00:00Z" before 1970 or after 2105',
    '5 row 5: column closed_at: "1969-12-31T23:59:59Z" before 1970 or after 2105',
    '3 row 3: column event: "shrugged" not an event',
    '2 row 2: column state: "upp" not a state (up, down, unknown)',
    '2 row 2: column used: "Infinity" not a number from 0 to 9007199254740991',
    '3 row 3: column limit: "Infinity" not a number from 0 to 9007199254740991',
    '4 row 4: column used: "1e102" not a number from 0 to 9007199254740991',
    '5 row 5: column used: "-1" not a number from 0 to 9007199254740991',
  ],
);
inMonth(
  'rows__lie_not_in_the_future',
  'a ticket of the year 2062, a state of 2027; not what was opened a day after the cut-off',
  {
    'tickets.csv': tickets(
      ticket('F-1', {
        opened_at: '2062-10-01T00:00:00Z',
        responded_at: '',
        restored_at: '',
        resolved_at: '',
        closed_at: '',
        status: 'open',
      }),
      ticket('F-2', {
        opened_at: '2026-11-01T23:00:00+09:00',
        responded_at: '',
        restored_at: '',
        resolved_at: '',
        closed_at: '',
        status: 'open',
      }),
    ),
    'uptime_states.csv': states('db,2027-01-01T00:00:00Z,2027-01-02T00:00:00Z,up'),
  },
  ['F-1 row 2: column opened_at: 2062-10-01T00:00:00Z', 'db row 2: column started_at: 2027-01-01T00:00:00Z'],
);
inMonth(
  'services__are_monitored',
  'a service of which only the first hour is known',
  { 'uptime_states.csv': states(`gap,${at(1, '00:00')},${at(1, '01:00')},up`) },
  ['gap: 2674800 s unknown of 2678400 s, coverage 0.134 %'],
  'gap',
);
inMonth(
  'spans__do_not_end_before_they_start',
  'a window and a state that end before they start; not those of no length',
  {
    'maintenance.csv': csv(
      'window_id,service_id,starts_at,ends_at,approved_by',
      `W-5,db,${at(6, '02:00')},${at(6, '01:00')},CAB`,
      `W-6,db,${at(6, '03:00')},${at(6, '04:00')},CAB`,
    ),
    'uptime_states.csv': states(
      `db,${at(6, '02:00')},${at(6, '01:59')},up`,
      `db,${at(6, '02:00')},${at(6, '02:00')},up`,
    ),
  },
  ['W-5 row 2: ends before it starts', 'db row 2: ended_at before started_at'],
);
inMonth(
  'states__do_not_contradict',
  'up and down at once; not one after the other',
  {
    'uptime_states.csv': states(
      `db,${at(7, '00:00')},${at(7, '02:00')},up`,
      `db,${at(7, '01:00')},${at(7, '03:00')},down`,
      `db,${at(7, '03:00')},${at(7, '04:00')},up`,
    ),
  },
  ['db row 3: 1 overlaps'],
);
inMonth(
  'ticket_events__have_a_ticket',
  'events of a ticket that no file has',
  {
    'tickets.csv': tickets(ticket('E-1')),
    'ticket_events.csv': events(
      `E-1,${at(5, '10:30')},responded,`,
      `E-2,${at(5, '10:30')},responded,`,
      `E-2,${at(5, '12:00')},resolved,`,
    ),
  },
  ['E-2 row 3: 2 events'],
);
inMonth(
  'states__ends_are_exported',
  'a problem whose recovery no file has; not one whose recovery the next file has',
  {
    '09.json': `[${[1, 2].map((id) => `{"eventid":"${id}","clock":"178900000${id}","value":"1","severity":"5","objectid":"7${id}","r_eventid":"9${id}","hosts":[{"host":"elsewhere"}]}`).join(',')}]`,
    '10.json':
      '[{"eventid":"92","clock":"1789000060","value":"0","objectid":"72","r_eventid":"0","hosts":[{"host":"elsewhere"}]}]',
  },
  ['elsewhere row 1: ended by event 91'],
);
inMonth(
  'tickets__are_opened_once',
  'two openings at two times; not the same one twice',
  {
    'tickets.csv': tickets(ticket('A-1'), ticket('A-2')),
    'ticket_events.csv': events(
      `A-1,${at(5, '10:00')},opened,`,
      `A-1,${at(5, '10:01')},opened,`,
      `A-2,${at(5, '10:00')},opened,`,
      `A-2,${at(5, '10:00')},opened,`,
    ),
  },
  ['A-1 row 2: 2 openings'],
);
inMonth(
  'tickets__are_resolved_before_closed',
  'closed, and nothing else; not one that was restored',
  { 'tickets.csv': tickets(ticket('D-1', { restored_at: '', resolved_at: '' }), ticket('D-2', { resolved_at: '' })) },
  ['D-1 row 2: closed, never resolved'],
);
inMonth(
  'tickets__corrections',
  'a later export that says another time and severity; not one that says the same',
  {
    'a-tickets.csv': tickets(ticket('K-1'), ticket('K-2')),
    'b-tickets.csv': tickets(ticket('K-1', { responded_at: at(5, '10:40'), severity: 'low' }), ticket('K-2')),
  },
  ['K-1 row 2: responded_at severity critical -> low'],
);
inMonth(
  'tickets__events_agree_with_columns',
  'an event at another time than the column; not the same',
  {
    'tickets.csv': tickets(ticket('G-1'), ticket('G-2')),
    'ticket_events.csv': events(`G-1,${at(5, '10:31')},responded,`, `G-2,${at(5, '10:30')},responded,`),
  },
  ['G-1 row 2: responded: column 2026-10-05 01:30:00Z, events 2026-10-05 01:31:00Z'],
);
inMonth(
  'tickets__have_a_calendar',
  'a promise in business days without service and site; not with a service',
  { 'tickets.csv': tickets(ticket('H-1', { service_id: '', severity: 'high' }), ticket('H-2', { severity: 'high' })) },
  ['H-1 row 2: no site'],
);
inMonth(
  'tickets__nothing_before_opening',
  'a response before the opening, as column and as event; not in the same second',
  {
    'tickets.csv': tickets(
      ticket('N-1', { responded_at: at(5, '09:59') }),
      ticket('N-2', { responded_at: '' }),
      ticket('N-3', { responded_at: at(5, '10:00') }),
    ),
    'ticket_events.csv': events(`N-2,${at(5, '09:58')},responded,`),
  },
  [
    'N-1 row 2: responded_at 2026-10-05 00:59:00Z, opened at 2026-10-05 01:00:00Z',
    'N-2 row 2: responded at 2026-10-05 00:58:00Z, opened at 2026-10-05 01:00:00Z',
  ],
);
inMonth(
  'tickets__pauses_end',
  'a pause that nothing ends; not one that was resumed',
  {
    'tickets.csv': tickets(ticket('P-11'), ticket('P-12')),
    'ticket_events.csv': events(
      `P-11,${at(5, '10:40')},paused,client`,
      `P-12,${at(5, '10:40')},paused,client`,
      `P-12,${at(5, '10:50')},resumed,`,
    ),
  },
  ['P-11 row 2: paused at 2026-10-05 01:40:00Z'],
);
inMonth(
  'tickets__pauses_have_a_reason',
  'a pause for nobody; not one for a vendor',
  {
    'tickets.csv': tickets(ticket('Q-1'), ticket('Q-2')),
    'ticket_events.csv': events(
      `Q-1,${at(5, '10:40')},paused,weather`,
      `Q-1,${at(5, '10:50')},resumed,`,
      `Q-2,${at(5, '10:40')},paused,Vendor`,
      `Q-2,${at(5, '10:50')},resumed,`,
    ),
  },
  ['Q-1 row 2: paused, reason "weather"'],
);
inMonth(
  'tickets__reopen_what_was_stopped',
  'reopened while it was open; not after it was resolved',
  {
    'tickets.csv': tickets(ticket('U-1'), ticket('U-2', { closed_at: at(5, '15:00'), status: 'closed' })),
    'ticket_events.csv': events(
      `U-1,${at(5, '10:40')},reopened,`,
      `U-2,${at(5, '12:00')},resolved,`,
      `U-2,${at(5, '14:00')},reopened,`,
      `U-2,${at(5, '15:00')},resolved,`,
    ),
  },
  ['U-1 row 2: reopened at 2026-10-05 01:40:00Z'],
);
inMonth(
  'tickets__service_is_known',
  'a service that the contract lacks; not one that it has',
  { 'tickets.csv': tickets(ticket('V-1', { service_id: 'nobody' }), ticket('V-2')) },
  ['V-1 row 2: service_id "nobody"'],
);
inMonth(
  'tickets__service_is_named',
  'an incident without a service; not a request',
  { 'tickets.csv': tickets(ticket('X-1', { service_id: '' }), ticket('X-2', { service_id: '', type: 'request' })) },
  ['X-1 row 2: service_id is empty'],
);
inMonth(
  'tickets__severity_changes_are_known',
  'a change to a severity that no terms name; not to one in capitals',
  {
    'tickets.csv': tickets(ticket('Y-1'), ticket('Y-2')),
    'ticket_events.csv': events(
      `Y-1,${at(5, '10:40')},severity_changed,urgent`,
      `Y-2,${at(5, '10:40')},severity_changed,CRITICAL`,
    ),
  },
  ['Y-1 row 2: severity_changed to "urgent"'],
);
inMonth(
  'tickets__severity_is_known',
  'a severity that the terms do not name; not one without promises',
  { 'tickets.csv': tickets(ticket('Z-1', { severity: 'blocker' }), ticket('Z-2', { severity: 'low' })) },
  ['blocker row 2: 1 ticket, first Z-1; add   severities: { "blocker": critical }'],
);
inMonth(
  'tickets__status_is_known',
  'a status that nobody understands; not one of any system',
  { 'tickets.csv': tickets(ticket('AA-1', { status: 'quantum' }), ticket('AA-2')) },
  ['quantum row 2: 1 ticket, first AA-1; add   statuses: { "quantum": open }'],
);
inMonth(
  'tickets__type_is_known',
  'a type that nobody understands; not one in Japanese',
  { 'tickets.csv': tickets(ticket('AB-1', { type: 'quux' }), ticket('AB-2', { type: 'インシデント' })) },
  ['quux row 2: 1 ticket left out, first AB-1; add   types: { "quux": incident }'],
);
inMonth(
  'tickets__stand_in_one_row',
  'a ticket in two rows of one file; not one in a file of its own beside it',
  { 'tickets.csv': tickets(ticket('AD-1'), ticket('AD-1'), ticket('AD-2')), 'tickets-2.csv': tickets(ticket('AD-2')) },
  ['exports/tickets__stand_in_one_row/tickets.csv row 2: 1 ticket stands in 2 rows, AD-1 in 2'],
);
inMonth(
  'tickets__vendor_agrees',
  'the system says breached of what was met; not met of what was met',
  {
    'jira.csv': csv(
      'Key,Priority,Opened,Answered,SLA',
      `AC-1,critical,${at(5, '10:00')},${at(5, '10:30')},-1`,
      `AC-2,critical,${at(5, '10:00')},${at(5, '10:30')},+1`,
    ),
  },
  ['AC-1 row 2: respond: -1 there, met here (within PT1H, 1800 s to spare)'],
);
inMonth(
  'tickets__words_are_the_contracts',
  'a type that is read as incident; not incident itself',
  {},
  ['インシデント: type "インシデント" is read as incident'],
  'インシデント',
);

export const monthCases = month.cases;
export const monthFiles: Record<string, string | Uint8Array> = {
  ...month.files,
  'calendars/far.csv': csv('date,name', '2026-01-01,New Year'),
  'commentary/2026-10.yaml': `version: 1\nbreaches: { breach-2: { cause: "x", immediate: "y", lasting: "z" }, stray: { cause: "x" } }\n`,
  'objections.yaml': `version: 1
objections:
${[
  ['objection-1', '{ ticket: nowhere }'],
  ['objection-2', '{ ticket: breach-1 }'],
  ['objection-3', '{ figure: x }'],
]
  .map(([id, about]) => `  - { id: ${id}, period: 2026-10, about: ${about}, claim: x, by: x, raised_on: 2026-11-05 }\n`)
  .join('')}`,
  'sources.yaml': `version: 1
sources:
  - { files: "exports/loads__values_are_mapped/*", table: changes, columns: { change_id: No, planned_start_at: Start, kind: { from: Kind, map: { small: normal } } } }
  - { files: "exports/tickets__corrections/*", table: tickets }
  - { files: "exports/states__ends_are_exported/*", format: zabbix }
  - files: "exports/tickets__vendor_agrees/*"
    tables:
      - { table: tickets, columns: { ticket_id: Key, severity: Priority, opened_at: Opened, responded_at: Answered, service_id: { value: web }, type: { value: incident } }, verdicts: [{ measure: respond, from: SLA, pattern: "^-" }] }
`,
};

/** A report of October that is cut off in its middle, with words that were written after it. */
export const earlyCases: CheckCase[] = [
  {
    check: 'commentary__is_of_its_time',
    name: 'words of the 20th in a report of the 15th',
    prefix: '2026-10',
    found: ['2026-10: written on 2026-10-20, after 2026-10-15'],
  },
];
export const earlyFiles: Record<string, string> = {
  'calendars/far.csv': csv('date,name', '2026-01-01,New Year'),
  'exports/tickets.csv': tickets(ticket('T-1')),
  'commentary/2026-10.yaml': 'version: 1\nwritten_on: 2026-10-20\nsummary: Late\n',
};

/** July holds nothing, August tickets alone, September monitoring alone. */
export const quarterCases: CheckCase[] = [
  {
    check: 'review__actions_have_an_owner',
    name: 'an action without owner and date; not one that is done',
    prefix: 'loose',
    found: ['loose: no owner, no date'],
  },
  {
    check: 'review__earlier_actions_are_followed_up',
    name: 'an action of the quarter before of which nothing is written; not one that is',
    prefix: 'forgotten',
    found: ['forgotten: nothing written'],
  },
  {
    check: 'review__months_are_loaded',
    name: 'July, of which nothing is there; not August, which has tickets',
    prefix: '2026',
    found: ['2026-07: no tickets, no monitoring'],
  },
  {
    check: 'review__months_are_monitored',
    name: 'August, which has tickets alone; not September',
    prefix: '2026',
    found: ['2026-08: no monitoring'],
  },
  {
    check: 'review__months_have_tickets',
    name: 'September, which has monitoring alone; not July',
    prefix: '2026',
    found: ['2026-09: no ticket opened'],
  },
  {
    check: 'review__terms_hold_throughout',
    name: 'terms that change within the quarter; not those from before it',
    prefix: 'terms',
    found: ['terms: from 2026-07-31T15:00Z'],
  },
];
export const quarterFiles: Record<string, string> = {
  'calendars/far.csv': csv('date,name', '2026-01-01,New Year'),
  'exports/tickets.csv': tickets(
    ticket('T-1', {
      opened_at: '2026-08-05T10:00:00+09:00',
      responded_at: '2026-08-05T10:10:00+09:00',
      restored_at: '2026-08-05T11:00:00+09:00',
      resolved_at: '2026-08-05T11:00:00+09:00',
      closed_at: '2026-08-05T11:00:00+09:00',
    }),
  ),
  'exports/uptime_states.csv': states('web,2026-09-01T00:00:00+09:00,2026-10-01T00:00:00+09:00,up'),
  'commentary/2026-Q2.yaml':
    'version: 1\nactions:\n  - { title: forgotten, owner: A, due: 2026-06-30, status: open }\n  - { title: followed, owner: A, due: 2026-06-30, status: open }\n',
  'commentary/2026-Q3.yaml':
    'version: 1\nactions:\n  - { title: loose, status: open }\n  - { title: followed, owner: A, due: 2026-06-30, status: done }\n',
};
