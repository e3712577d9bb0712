/** The language of sources.yaml and of the presets: which keys there are, and what each value looks like. */
import { z } from 'zod';
import { instant, listOf, mapping, text, textOf, version } from '../../contract/schema.ts';
import { isTimezone } from '../../contract/values.ts';
import { encodings } from '../read/encodings.ts';
import { statusKinds, ticketTypes } from '../words.ts';
import { compileDateFormat } from './dateFormat.ts';
import { mappableTables } from './mappableTables.ts';

const tableName = z.enum(mappableTables.map(({ name }) => name) as [string, ...string[]]);
const columnName = z.enum([...new Set(mappableTables.flatMap(({ columns }) => columns))] as [string, ...string[]]);
const timezone = textOf('timezone', isTimezone);
/** A column of the file, by its header or (JSON) its path; of several names, the first that is filled. */
const from = z.union([text, listOf(text)], { error: 'column-names' });
const dateFormat = textOf('date-format', (value) => compileDateFormat(value) !== null);
const regex = textOf('regular-expression', isRegExp);
const cell = z.union([z.string(), z.number(), z.boolean()], { error: 'text' }).transform(String);
const valueMap = z.record(z.string(), cell.nullable(), { error: 'mapping' });

const columnRule = mapping({
  from: from.optional().describe('Header or JSON path; of several names, the first that is filled.'),
  join: listOf(from).optional().describe('Several columns one behind the other, with a space: a date and its time.'),
  value: cell.optional().describe('The same text in every row.'),
  default: cell.optional().describe('Stands where the cell is empty.'),
  pattern: regex.optional().describe('The value is what the first group of this pattern finds.'),
  remove: regex
    .optional()
    .describe('What this pattern finds is taken out of the value, for example spaces of thousands.'),
  split: regex
    .optional()
    .describe('service_id: several services in one cell, between what this pattern finds; a row each.'),
  map: valueMap.optional().describe('What each value means here, whatever its case; empty text or null: nothing.'),
  unmapped: z
    .enum(['keep', 'empty', 'reject'])
    .optional()
    .describe('Values that the map lacks; default keep, and report.'),
  format: z.union([dateFormat, listOf(dateFormat)], { error: 'date-format' }).optional(),
  zone: timezone
    .optional()
    .describe('Where the clock hangs that wrote the column; needed unless each value has its offset.'),
  epoch: z
    .enum(['s', 'ms', 'us', 'ns', 'excel', 'excel-1904'])
    .optional()
    .describe('The column counts time since 1970, or days as a workbook counts them: 46300.375.'),
  plus: mapping({ from, unit: z.enum(['ms', 's', 'min', 'h']) })
    .optional()
    .describe('A duration that is added.'),
  pick: z
    .enum(['last', 'first', 'min', 'max'])
    .optional()
    .describe('With collapse: which of the rows decides; default last.'),
});
const column = z.union([text, z.array(text), columnRule], { error: 'column-rule' });

const condition = mapping({
  from,
  in: listOf(cell).optional(),
  not_in: listOf(cell).optional(),
  matches: regex.optional(),
  empty: z.boolean().optional(),
});

const keep = z.enum(['first', 'last']);
const verdict = mapping({
  measure: z.enum(['respond', 'restore', 'resolve']),
  from,
  where: listOf(condition).optional(),
  pattern: regex.optional().describe('Breached where this is found, met where another text stands.'),
  map: valueMap.optional().describe('met, breached or nothing for each value.'),
});

/** How a status says what happened: `working`, `paused client`, `resolved`, ... */
const stateClass = z
  .enum([
    'working',
    'paused client',
    'paused vendor',
    'paused other',
    'restored',
    'resolved',
    'closed',
    'cancelled',
    'ignore',
  ])
  .describe('What a status means for the clock.');

const tableKeys = {
  columns: z.partialRecord(columnName, column, { error: 'mapping' }),
  where: listOf(condition).optional().describe('Rows that count; the others are left out, and counted.'),
  only: listOf(condition)
    .optional()
    .describe('The kind of records that the table is made of; a `where` beside the preset leaves it as it is.'),
  collapse: mapping({ by: listOf(from), order: listOf(from).optional() })
    .optional()
    .describe('Many rows a ticket: one row for each value of `by`, in this order of its rows.'),
  states: mapping({ from, map: z.record(z.string(), stateClass, { error: 'mapping' }), order: listOf(from).optional() })
    .optional()
    .describe('ticket_events from a status that changes from row to row.'),
  changes: mapping({ from, opened: column.optional(), order: listOf(from).optional(), map: valueMap.optional() })
    .optional()
    .describe('ticket_events severity_changed from a column that changes from row to row.'),
  otherwise: z
    .literal('up')
    .optional()
    .describe('uptime_states of a list of outages: between them the service was up.'),
  exported_at: column
    .optional()
    .describe(
      'uptime_states: an instant at which the system was alive (a running duration, a last line); the latest of all records, also of those that `where` leaves out, ends its evidence.',
    ),
  apart_by: from
    .optional()
    .describe(
      'What tells hosts, instances or monitors of one name apart: they are locations of one service, and named as an error, until the entry maps location.',
    ),
  verdicts: listOf(verdict).optional().describe('What the system itself thought of its targets: shown, never used.'),
};
const tableMapping = mapping({
  table: tableName,
  ...tableKeys,
  records: text
    .optional()
    .describe('JSON and XML: where the records of this table stand, if not where those of the entry do.'),
});

/** What an export is evidence of; an entry of sources.yaml and a preset share these too. */
const evidenceKeys = {
  covers: mapping({ from: instant, until: instant.optional(), services: listOf(text).optional() })
    .optional()
    .describe('The span that the export covers: a service without a row in it was up.'),
  rows: z
    .enum(['changes', 'spans'])
    .optional()
    .describe(
      'uptime_states without an end: in a log of changes (the default) the next one ends it, in spans (incidents, triggers) it goes on.',
    ),
  ends: z
    .literal('last-line')
    .optional()
    .describe('The system writes at least once a day whatever happens: after its last line nothing is known.'),
};

/** Keys that an entry of sources.yaml and a preset share. */
const readingKeys = {
  encoding: z.enum(['auto', ...encodings]).optional(),
  delimiter: z.enum([',', ';', '\t', '|', 'auto'], { error: 'delimiter' }).optional(),
  header_row: z
    .int({ error: 'positive-integer' })
    .min(1)
    .max(1000)
    .optional()
    .describe('Row of the header; default 1.'),
  sheet: text.optional().describe('Name of the sheet of an Excel file; default the first.'),
  records: text
    .optional()
    .describe(
      'JSON and XML: where the records stand, for example result[], data.result[].values[], incidents{} (an object whose keys are ids: $key), issues.issue[]',
    ),
  lines: regex.optional().describe('A log: each line that matches is a record, its named groups are the columns.'),
  query: text.optional().describe('SQLite: the select whose rows are the records.'),
  reader: z
    .enum(['xes', 'jira-sla', 'upptime', 'zabbix', 'icalendar', 'icinga', 'nagios', 'statuspage'])
    .optional()
    .describe('A reader for what no mapping can say.'),
  nulls: listOf(z.string()).optional().describe('Cells that mean nothing, besides empty ones, -, ?, N/A and the like.'),
  duplicate_headers: z.enum(['first', 'last', 'join', 'error']).optional(),
  dedupe: mapping({ key: listOf(from), keep: keep.optional() })
    .optional()
    .describe('Rows that repeat a key; default: the last.'),
  row_caps: listOf(z.int()).optional().describe('Numbers of rows at which the system cuts an export off in silence.'),
  on_reject: z.enum(['keep-rest', 'stop']).optional(),
  zone: timezone.optional().describe('Zone of instants without an offset, where no column says another.'),
  date_format: z
    .union([dateFormat, listOf(dateFormat)], { error: 'date-format' })
    .optional()
    .describe('How the export writes its dates, where it follows the settings of whoever exported it.'),
  services: z
    .record(z.string(), text, { error: 'mapping' })
    .optional()
    .describe('Service of the contract for each name of the export.'),
  severities: z
    .record(z.string(), text, { error: 'mapping' })
    .optional()
    .describe('Severity of the contract for each one of the export.'),
  types: z
    .record(z.string(), z.enum(ticketTypes), { error: 'mapping' })
    .optional()
    .describe('What each type of ticket is: incident, request, problem or change.'),
  statuses: z
    .record(z.string(), z.enum(statusKinds), { error: 'mapping' })
    .optional()
    .describe('What each status of a ticket means: open, waiting, resolved, closed or cancelled (left out).'),
};

const entry = mapping({
  files: text.describe('Files by pattern: exports/**/redmine*.csv'),
  format: text.optional().describe('A preset; what stands beside it wins over it.'),
  table: tableName.optional(),
  ...readingKeys,
  columns: tableKeys.columns.optional(),
  where: tableKeys.where,
  collapse: tableKeys.collapse,
  otherwise: tableKeys.otherwise,
  ...evidenceKeys,
  exported_at: instant.optional().describe('When the export was made: what it says holds until then.'),
  tables: listOf(tableMapping).optional(),
});

export const sourcesSchema = mapping({ version, sources: listOf(entry) });

export const presetSchema = mapping({
  about: mapping({
    system: text,
    export: text.describe('Which export, and how one gets it.'),
    verified: z.enum(['real file', 'documented example', 'documentation only']),
    gaps: listOf(text).optional(),
  }),
  recognise: mapping({
    header: listOf(text).optional().describe('Columns or keys that give the export away.'),
    content: regex.optional().describe('A pattern in the first 64 KB.'),
  }).optional(),
  extends: text.optional().describe('Another preset whose keys hold where this one says nothing.'),
  ...readingKeys,
  ...evidenceKeys,
  tables: listOf(tableMapping).optional(),
});

export type SourceEntry = z.infer<typeof entry>;
export type Preset = z.infer<typeof presetSchema>;
export type TableMapping = z.infer<typeof tableMapping>;
export type ColumnRule = z.infer<typeof columnRule>;
export type Condition = z.infer<typeof condition>;
export type Verdict = z.infer<typeof verdict>;

function isRegExp(source: string): boolean {
  try {
    return new RegExp(source, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}
