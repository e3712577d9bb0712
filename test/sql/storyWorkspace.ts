/**
 * A quarter of one client that is small enough to be worked out by hand, and holds something of everything: the workspace of
 * models.test.ts. All local times are Tokyo's (UTC+9); everything happens in September 2026.
 */
const text = (name: string) => ({ ja: name, en: name });
const week = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, ['09:00-18:00']]));

export const contract = {
  version: 1,
  provider: { name: text('Provider') },
  client: { id: 'c', name: text('Client') },
  timezone: 'Asia/Tokyo',
  language: 'en',
  sites: [{ id: 'tokyo', name: text('Tokyo'), calendar: 'jp' }],
  calendars: { jp: { timezone: 'Asia/Tokyo', weekly: week, day_length: 'PT9H', holidays: [{ preset: 'jp' }] } },
  services: ['web', 'db'].map((id) => ({
    id,
    name: text(id),
    category: 'application',
    site: 'tokyo',
    check_interval: 'PT1M',
  })),
  terms: [
    {
      effective_from: '2026-07-01',
      availability: {
        target: 99.9,
        maintenance: 'excluded',
        unknown: 'excluded',
        max_gap: 3,
        minimum_outage: 'PT0S',
        overall: 'pooled',
      },
      maintenance: [
        {
          id: 'regular',
          rrule: 'FREQ=MONTHLY;BYDAY=+3SA',
          start: '00:00',
          duration: 'PT4H',
          timezone: 'Asia/Tokyo',
          services: '*',
        },
      ],
      severities: {
        critical: { respond: { within: 'PT1H', clock: 'always' }, restore: { within: 'PT4H', clock: 'always' } },
        high: { restore: { within: '1 business day' } },
        low: {},
      },
      policies: {
        business_day: 'end-of-day',
        received: 'immediate',
        severity_change: 'final',
        reopen: { mode: 'new-cycle', within: 'P7D' },
        pause_reasons: ['client'],
        attribution: 'decided',
      },
    },
  ],
  review: { repeat_incidents: 2 },
  kpis: [{ effective_from: '2026-07-01', targets: { repeat_incidents: { target: 1, direction: 'lower' } } }],
};

/** 2026-09-DD at a time of Tokyo. */
const at = (day: number, clock: string): string => `2026-09-${String(day).padStart(2, '0')}T${clock}:00+09:00`;
const csv = (header: string, ...rows: string[]): string => `${header}\n${rows.map((row) => `${row}\n`).join('')}`;

export const files: Record<string, string> = {
  // Down on the 10th from 10:00 to 11:00.
  'exports/uptime_states.csv': csv(
    'service_id,started_at,ended_at,state,reason',
    `web,2026-07-01T00:00:00+09:00,${at(10, '10:00')},up,`,
    `web,${at(10, '10:00')},${at(10, '11:00')},down,Power`,
    `web,${at(10, '11:00')},2026-10-01T00:00:00+09:00,up,`,
  ),
  // Three samples, the last of which holds for max_gap of a minute each.
  'exports/uptime_samples.csv': csv(
    'service_id,checked_at,state',
    `db,${at(1, '00:00')},up`,
    `db,${at(1, '00:01')},up`,
    `db,${at(1, '00:02')},up`,
  ),
  'exports/maintenance.csv': csv(
    'window_id,service_id,starts_at,ends_at,approved_by',
    `W-1,web,${at(5, '01:00')},${at(5, '02:00')},CAB`,
  ),
  'exports/tickets.csv': csv(
    'ticket_id,type,service_id,category,severity,status,opened_at,responded_at,restored_at,resolved_at,closed_at,support_level',
    // In time: answered after 15 min, restored after 55.
    `T-1,incident,web,network,critical,closed,${at(10, '10:05')},${at(10, '10:20')},${at(10, '11:00')},${at(10, '11:00')},${at(10, '12:00')},L1`,
    // Answered an hour late, restored an hour late.
    `T-2,incident,web,network,critical,closed,${at(14, '10:00')},${at(14, '12:00')},${at(14, '15:00')},${at(14, '15:00')},${at(14, '16:00')},L2`,
    // Due on the 30th at midnight, and open.
    `T-3,incident,db,disk,high,open,${at(29, '10:00')},,,,,L1`,
    // Due on the 1st of October at midnight: still running.
    `T-4,incident,db,disk,high,open,${at(30, '10:00')},,,,,L1`,
    // Waits for the client from 10:30 to 12:30: 1 h of 3.
    `T-5,incident,web,disk,critical,closed,${at(15, '10:00')},${at(15, '10:10')},${at(15, '13:00')},${at(15, '13:00')},${at(15, '13:00')},L1`,
    // Critical for half an hour, then high.
    `T-6,incident,web,disk,high,closed,${at(16, '10:00')},${at(16, '10:10')},${at(16, '11:00')},${at(16, '11:00')},${at(16, '11:00')},L1`,
    // Restored after 30 min, reopened at 11:00, restored again at 11:30.
    `T-7,incident,web,login,critical,closed,${at(17, '10:00')},${at(17, '10:05')},,${at(17, '11:30')},${at(17, '12:00')},L1`,
    // Left out by an exclusion; a day late.
    `T-8,incident,web,login,critical,closed,${at(18, '10:00')},${at(18, '10:10')},${at(19, '14:00')},${at(19, '14:00')},${at(19, '14:00')},L3`,
    `R-1,request,web,login,low,closed,${at(18, '10:00')},,,,${at(18, '11:00')},L1`,
  ),
  'exports/ticket_events.csv': csv(
    'ticket_id,at,event,value',
    `T-2,${at(14, '11:00')},escalated,L2`,
    `T-5,${at(15, '10:30')},paused,client`,
    `T-5,${at(15, '12:30')},resumed,`,
    `T-6,${at(16, '10:00')},opened,critical`,
    `T-6,${at(16, '10:30')},severity_changed,high`,
    `T-7,${at(17, '10:30')},resolved,`,
    `T-7,${at(17, '11:00')},reopened,`,
    `T-7,${at(17, '11:30')},resolved,`,
  ),
  'exports/problems.csv': csv(
    'problem_id,service_id,title,opened_at,root_cause_at,resolved_at,status,known_error,related_tickets',
    `P-1,web,Router,${at(11, '10:00')},${at(12, '10:00')},,open,yes,T-1`,
  ),
  'exports/changes.csv': csv(
    'change_id,service_id,title,kind,planned_start_at,planned_end_at,actual_start_at,actual_end_at,outcome',
    // Ends 30 min late; T-6 is opened within a day of it.
    `C-1,web,Firmware,emergency,${at(16, '08:00')},${at(16, '09:00')},${at(16, '08:00')},${at(16, '09:30')},success`,
    `C-2,web,Rule,normal,${at(20, '08:00')},${at(20, '09:00')},${at(20, '08:00')},${at(20, '09:00')},failed`,
  ),
  'exports/patches.csv': csv(
    'asset_id,service_id,severity,released_at,due_at,applied_at',
    `A-1,web,critical,${at(1, '09:00')},${at(8, '09:00')},${at(7, '09:00')}`,
    `A-2,web,critical,${at(1, '09:00')},${at(8, '09:00')},${at(9, '09:00')}`,
  ),
  'exports/backups.csv': csv(
    'job_id,service_id,started_at,ended_at,outcome,bytes',
    `B-1,db,${at(2, '01:00')},${at(2, '02:00')},success,1000`,
    `B-1,db,${at(3, '01:00')},${at(3, '02:00')},failed,0`,
    `B-1,db,${at(4, '01:00')},${at(4, '02:00')},success,1000`,
  ),
  // Ten more a day: 70 of 100 on the 11th, full three days later.
  'exports/capacity.csv': csv(
    'service_id,resource,measured_at,used,limit',
    `db,disk,${at(9, '00:00')},50,100`,
    `db,disk,${at(10, '00:00')},60,100`,
    `db,disk,${at(11, '00:00')},70,100`,
    `db,disk,${at(11, '01:00')},Infinity,100`,
  ),
  'exports/vendor.csv': csv(
    'Key,Priority,Opened,Answered,SLA',
    `T-9,critical,${at(21, '10:00')},${at(21, '10:30')},-1`,
  ),
  // A monitor that says of itself that it was down for an hour.
  'exports/monitor.csv': csv('service_id,started_at,ended_at,state', `*,${at(23, '10:00')},${at(23, '11:00')},down`),
  // A monitor's log of three hours on the 22nd from 10:00; it stood still for the second of them.
  'exports/nagios.log': [
    ...[
      [0, 'Nagios 4.4.6 starting... (PID=1)'],
      [0, 'CURRENT HOST STATE: far;UP;HARD;1;ok'],
      [3600, 'Caught SIGTERM, shutting down...'],
      [7200, 'Nagios 4.4.6 starting... (PID=2)'],
      [7200, 'CURRENT HOST STATE: far;UP;HARD;1;ok'],
      [10_800, 'Auto-save of retention data completed successfully.'],
    ].map(([after, line]) => `[${Date.parse(at(22, '10:00')) / 1000 + Number(after)}] ${line}\n`),
  ].join(''),
  // A problem of another system that July's file begins and August's ends, an hour later.
  'exports/zabbix/07.json':
    '[{"eventid":"1","clock":"1783000000","value":"1","severity":"5","objectid":"77","name":"Down","r_eventid":"2","hosts":[{"host":"elsewhere"}]}]',
  'exports/zabbix/08.json':
    '[{"eventid":"2","clock":"1783003600","value":"0","objectid":"77","r_eventid":"0","hosts":[{"host":"elsewhere"}]}]',
  'sources.yaml': `version: 1
sources:
  - { files: "exports/zabbix/*", format: zabbix }
  - { files: "exports/monitor.csv", table: uptime_states }
  - { files: "exports/nagios.log", format: nagios-log }
  - { files: "exports/uptime_states.csv", table: uptime_states, covers: { from: "2026-07-01T00:00:00+09:00", until: "2026-10-01T00:00:00+09:00", services: [web] } }
  - files: "exports/vendor.csv"
    tables:
      - { table: tickets, columns: { ticket_id: Key, severity: Priority, opened_at: Opened, responded_at: Answered, restored_at: Answered, resolved_at: Answered, closed_at: Answered, service_id: { value: web }, type: { value: incident } }, verdicts: [{ measure: respond, from: SLA, pattern: "^-" }] }
`,
  'exclusions.yaml': `version: 1
exclusions:
  - { id: X-1, target: { service: web }, from: "${at(12, '00:00')}", to: "${at(12, '01:00')}", reason: "Power test", approved_by: "Client", approved_at: "2026-09-01" }
  - { id: X-2, target: { ticket: T-8 }, reason: "Caused by the client", approved_by: "Client", approved_at: "2026-09-20" }
`,
  'commentary/2026-Q3.yaml':
    'version: 1\nactions:\n  - { title: Second router, owner: A, due: 2026-10-31, status: open }\n',
  'commentary/2026-Q2.yaml':
    'version: 1\nactions:\n  - { title: First router, owner: A, due: 2026-06-30, status: open }\n',
};
