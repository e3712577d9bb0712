/**
 * The generic exports: the tables that every adapter turns its system's export into.
 */

export interface GenericTable {
  name: string;
  columns: string[];
  /** Columns without which a row means nothing: the id, and the instant that opens the row's span. */
  required: string[];
  /** Columns that hold instants. */
  instants: string[];
}

/** Column names are an interface: other programs write these files. */
export const genericTables: GenericTable[] = [
  {
    name: 'tickets',
    columns: [
      'ticket_id',
      'type',
      'service_id',
      'site_id',
      'severity',
      'title',
      'category',
      'status',
      'opened_at',
      'responded_at',
      'restored_at',
      'resolved_at',
      'closed_at',
      'updated_at',
      'support_level',
      'group',
      'duplicate_of',
    ],
    required: ['ticket_id', 'opened_at'],
    instants: ['opened_at', 'responded_at', 'restored_at', 'resolved_at', 'closed_at', 'updated_at'],
  },
  {
    name: 'ticket_events',
    columns: ['ticket_id', 'at', 'event', 'value', 'actor'],
    required: ['ticket_id', 'at', 'event'],
    instants: ['at'],
  },
  {
    name: 'uptime_samples',
    columns: ['service_id', 'checked_at', 'state', 'latency_ms', 'location'],
    required: ['service_id', 'checked_at', 'state'],
    instants: ['checked_at'],
  },
  {
    name: 'uptime_states',
    columns: ['service_id', 'started_at', 'ended_at', 'state', 'reason', 'location', 'state_id'],
    required: ['service_id', 'started_at', 'state'],
    instants: ['started_at', 'ended_at'],
  },
  {
    name: 'maintenance',
    columns: ['window_id', 'service_id', 'starts_at', 'ends_at', 'approved_at', 'approved_by', 'change_id'],
    required: ['starts_at'],
    instants: ['starts_at', 'ends_at', 'approved_at'],
  },
  {
    name: 'problems',
    columns: [
      'problem_id',
      'service_id',
      'title',
      'opened_at',
      'root_cause_at',
      'resolved_at',
      'status',
      'known_error',
      'related_tickets',
    ],
    required: ['problem_id', 'opened_at'],
    instants: ['opened_at', 'root_cause_at', 'resolved_at'],
  },
  {
    name: 'changes',
    columns: [
      'change_id',
      'service_id',
      'title',
      'kind',
      'planned_start_at',
      'planned_end_at',
      'actual_start_at',
      'actual_end_at',
      'outcome',
      'approved_by',
    ],
    required: ['change_id', 'planned_start_at'],
    instants: ['planned_start_at', 'planned_end_at', 'actual_start_at', 'actual_end_at'],
  },
  {
    name: 'patches',
    columns: ['asset_id', 'service_id', 'severity', 'released_at', 'due_at', 'applied_at'],
    required: ['asset_id', 'released_at'],
    instants: ['released_at', 'due_at', 'applied_at'],
  },
  {
    name: 'backups',
    columns: ['job_id', 'service_id', 'started_at', 'ended_at', 'outcome', 'bytes'],
    required: ['job_id', 'started_at'],
    instants: ['started_at', 'ended_at'],
  },
  {
    name: 'capacity',
    columns: ['service_id', 'resource', 'measured_at', 'used', 'limit'],
    required: ['service_id', 'measured_at'],
    instants: ['measured_at'],
  },
];

/** The table whose name begins the file's name (`ticket_events-2026-10.csv.gz`); the longest name wins. */
export function genericTableOf(fileName: string): GenericTable | null {
  const matching = genericTables.filter(({ name }) => new RegExp(`^${name}(?![a-z])`, 'i').test(fileName));
  return matching.sort((a, b) => b.name.length - a.name.length)[0] ?? null;
}

/** The table of that name. */
export function genericTable(name: string): GenericTable {
  const table = genericTables.find((candidate) => candidate.name === name);
  if (!table) throw new Error(`no generic table is called ${name}`);
  return table;
}

/** Columns that the agreement may list as masked: those that say something in words; ids and instants are what a report is made of. */
export const maskableColumns: readonly string[] = [
  ...new Set(
    genericTables.flatMap(({ columns, required, instants }) =>
      columns.filter((column) => !required.includes(column) && !instants.includes(column)),
    ),
  ),
].filter(
  (column) =>
    ![
      'service_id',
      'site_id',
      'severity',
      'status',
      'state',
      'type',
      'event',
      'outcome',
      'kind',
      'duplicate_of',
      'related_tickets',
    ].includes(column),
);
