/**
 * Every model with a value of it that was worked out by hand from the few files of storyWorkspace.ts.
 *
 * The edges of each rule stand in the tests of the clocks, of availability and of the review; here, no model may be silent.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { prepareRun, type Run } from '../../pipelines/run/prepareRun.ts';
import { readModelFiles } from '../../pipelines/warehouse/models.ts';
import { proveColumns } from '../support/proveColumns.ts';
import { writeFiles } from '../support/workspace.ts';
import { contract, files } from './storyWorkspace.ts';

const workspace = mkdtempSync(join(tmpdir(), 'sla-story-'));
let run: Run;
beforeAll(async () => {
  writeFiles(workspace, { 'contract.yaml': stringify(contract), ...files });
  const now = Date.parse('2026-10-01T00:00:00+09:00') / 1000;
  run = await prepareRun({ workspace, period: '2026-Q3', asOf: now, now });
}, 240_000);
afterAll(() => {
  run?.warehouse.close();
  rmSync(workspace, { recursive: true, force: true });
});

interface Case {
  model: string;
  /** Columns, and which rows. */
  select: string;
  where?: string;
  /** The reasoning behind the value. */
  because: string;
  is: unknown[][];
}

const month = `period_id = '2026-09'`;
const life = (ticket: string): string => `life_no = hash('${ticket}')`;
const clock = (ticket: string, measure: string): string => `ticket_no = hash('${ticket}') and measure = '${measure}'`;

const cases: Case[] = [
  { model: 'stg_backups', select: 'count(*), sum(bytes)', because: 'three runs, two of 1,000 bytes', is: [[3, 2000]] },
  { model: 'stg_capacity', select: 'max(used), count(*)', because: 'Infinity is set aside', is: [[70, 3]] },
  {
    model: 'stg_change_versions',
    select: 'change_id, version',
    because: 'each was exported once',
    is: [
      ['C-1', 1],
      ['C-2', 1],
    ],
  },
  {
    model: 'stg_changes',
    select: 'change_id, outcome',
    because: 'as exported',
    is: [
      ['C-1', 'success'],
      ['C-2', 'failed'],
    ],
  },
  {
    model: 'stg_loads',
    select: 'table_name, row_count',
    where: `file = 'exports/tickets.csv'`,
    because: 'eight incidents and a request',
    is: [['tickets', 9]],
  },
  {
    model: 'stg_maintenance',
    select: 'window_id, ends_at - starts_at, is_approved',
    because: '01:00 to 02:00, by the CAB',
    is: [['W-1', 3600, true]],
  },
  {
    model: 'stg_patches',
    select: 'asset_id, applied_at - due_at',
    because: 'a day early, a day late',
    is: [
      ['A-1', -86400],
      ['A-2', 86400],
    ],
  },
  { model: 'stg_problem_versions', select: 'problem_id, version', because: 'exported once', is: [['P-1', 1]] },
  { model: 'stg_problems', select: 'problem_id, root_cause_at - opened_at', because: 'a day', is: [['P-1', 86400]] },
  {
    model: 'stg_rejected_cells',
    select: 'table_name, _row, column_name, value',
    because: 'the one cell that is no number',
    is: [['capacity', 5, 'used', 'Infinity']],
  },
  {
    model: 'stg_state_ends',
    select: 'ended_at - started_at',
    because: 'the recovery stands in the file of the next month',
    is: [[3600]],
  },
  {
    model: 'stg_ticket_events',
    select: 'count(*)',
    where: `ticket_id = 'T-7'`,
    because: 'resolved, reopened, resolved',
    is: [[3]],
  },
  {
    model: 'stg_ticket_versions',
    select: 'max(version), count(*)',
    because: 'ten tickets, each exported once',
    is: [[1, 10]],
  },
  {
    model: 'stg_ticket_words',
    select: 'meaning',
    where: `word = 'closed'`,
    because: 'a word of many systems',
    is: [['closed']],
  },
  { model: 'stg_tickets', select: 'count(*)', because: 'eight and a request, and one of the vendor', is: [[10]] },
  {
    model: 'stg_uptime_runs',
    select: 'service_id, state, last_at - first_at, samples',
    because: 'three samples of one state',
    is: [['db', 'up', 120, 3]],
  },
  {
    model: 'stg_uptime_states',
    select: 'state, ended_at - started_at',
    where: `state = 'down' and service_id = 'web'`,
    because: '10:00 to 11:00',
    is: [['down', 3600]],
  },
  {
    model: 'stg_vendor_verdicts',
    select: 'ticket_id, verdict',
    because: 'a minus is a breach',
    is: [['T-9', 'breached']],
  },

  {
    model: 'int_calendar_dates',
    select: 'count(*) > 0',
    where: 'is_business_day',
    because: 'weekdays of the quarter',
    is: [[true]],
  },
  { model: 'int_calendar_openings', select: 'distinct closes_at - opens_at', because: '09:00 to 18:00', is: [[32400]] },
  { model: 'int_calendars', select: 'calendar_id, day_length_seconds', because: 'PT9H', is: [['jp', 32400]] },
  { model: 'int_incidents', select: 'count(*)', where: month, because: 'T-1 to T-9, not the request', is: [[9]] },
  {
    model: 'int_maintenance_windows',
    select: 'ends_at - starts_at',
    where: `window_id = 'regular/2026-09-19' and service_id = 'web'`,
    because: 'the third Saturday, 00:00 to 04:00',
    is: [[14400]],
  },
  {
    model: 'int_measure_cycles',
    select: 'cycle, first_segment',
    where: `${life('T-7')} and not is_response`,
    because: 'each reopening begins a new cycle here',
    is: [
      [1, 1],
      [2, 2],
    ],
  },
  {
    model: 'int_measure_due_dates',
    select: 'due_without_pauses - started_at',
    where: clock('T-5', 'restore'),
    because: 'four hours, pauses aside',
    is: [[14400]],
  },
  {
    model: 'int_measure_outcomes',
    select: 'outcome, margin_seconds',
    where: clock('T-2', 'restore'),
    because: 'five hours of four',
    is: [['breached', -3600]],
  },
  {
    model: 'int_measure_pauses',
    select: 'ends_at - starts_at',
    because: 'T-5 waits from 10:30 to 12:30',
    is: [[7200]],
  },
  {
    model: 'int_measure_promises',
    select: 'count(*)',
    where: `${clock('T-3', 'restore')}`,
    because: 'one clock of one day',
    is: [[1]],
  },
  {
    model: 'int_measure_promises_changed',
    select: 'count(*)',
    where: `ticket_no = hash('T-7')`,
    because: 'respond and restore, in two cycles',
    is: [[4]],
  },
  { model: 'int_outages', select: 'service_id, total_seconds', because: 'one hour', is: [['web', 3600]] },
  {
    model: 'int_outages_counted',
    select: 'counted_seconds, maintenance_seconds',
    because: 'no window in it',
    is: [[3600, 0]],
  },
  {
    model: 'int_service_days',
    select: 'down_seconds, agreed_seconds',
    where: `service_id = 'web' and local_date = '2026-09-10'`,
    because: 'an hour of a day',
    is: [[3600, 86400]],
  },
  {
    model: 'int_service_evidence',
    select: 'ends_at - starts_at',
    where: `origin = 'samples'`,
    because: '120 s, and three minutes that the last sample holds',
    is: [[300]],
  },
  {
    model: 'int_service_parts',
    select: 'agreed_seconds',
    where: `${month} and service_id = 'db'`,
    because: '30 days less four hours',
    is: [[2577600]],
  },
  {
    model: 'int_service_states',
    select: 'ends_at - starts_at',
    where: `service_id = 'web' and state = 'down'`,
    because: 'one hour',
    is: [[3600]],
  },
  {
    model: 'int_service_timeline',
    select: 'sum(seconds)',
    where: `service_id = 'web' and ${month} and is_maintenance`,
    because: 'four hours and one',
    is: [[18000]],
  },
  {
    model: 'int_ticket_pauses',
    select: 'reason, ends_at - starts_at',
    because: 'T-5 waits for two hours',
    is: [['client', 7200]],
  },
  { model: 'int_ticket_periods', select: 'count(*)', where: month, because: 'all ten', is: [[10]] },
  {
    model: 'int_ticket_segments',
    select: 'segment_no',
    where: life('T-7'),
    because: 'reopened once',
    is: [[1], [2]],
  },
  {
    model: 'int_ticket_segments_marked',
    select: 'segment_no, resolved_at - starts_at',
    where: life('T-7'),
    because: '30 min each',
    is: [
      [1, 1800],
      [2, 1800],
    ],
  },
  {
    model: 'int_ticket_severities',
    select: 'position, severity',
    where: life('T-6'),
    because: 'critical from the first, then high: the third thing that happened',
    is: [
      [-1, 'critical'],
      [3, 'high'],
    ],
  },
  {
    model: 'int_ticket_status',
    select: 'is_open',
    where: `ticket_id = 'T-3' and ${month}`,
    because: 'nothing ends it',
    is: [[true]],
  },
  { model: 'int_tickets', select: 'count(*)', where: 'has_reopenings', because: 'T-7 alone', is: [[1]] },

  {
    model: 'fct_attainment',
    select: 'met, breached, carried_over, excluded, attainment_percent',
    where: `${month} and severity = 'critical' and measure = 'restore'`,
    because: 'T-1, T-5, T-7 twice, T-9; T-2; none; T-8: 5 of 6',
    is: [[5, 1, 0, 1, '83.333']],
  },
  {
    model: 'fct_attainment_totals',
    select: 'met, breached, attainment_percent',
    where: `${month} and measure = 'all'`,
    because: '12 of 15',
    is: [[12, 3, '80.000']],
  },
  {
    model: 'fct_backlog_ages',
    select: 'open_incidents',
    where: `${month} and ordinal = 1`,
    because: 'T-3 (a day and 14 h) and T-4',
    is: [[2]],
  },
  {
    model: 'fct_backups',
    select: 'runs, success, failed, success_percent',
    where: `${month} and service_id = 'db'`,
    because: 'two of three',
    is: [[3, 2, 1, '66.666']],
  },
  {
    model: 'fct_capacity',
    select: 'used_percent, reaches_limit_at - (select max(measured_at) from staging.stg_capacity)',
    where: month,
    because: '70 of 100, ten a day',
    is: [['70.000', 3 * 86400]],
  },
  {
    model: 'fct_change_totals',
    select: 'total, success, failed, emergency, success_percent',
    where: month,
    because: 'one of two',
    is: [[2, 1, 1, 1, '50.000']],
  },
  {
    model: 'fct_changes',
    select: 'overrun_seconds, incidents_after',
    where: `${month} and change_id = 'C-1'`,
    because: '09:30 for 09:00; T-6 opened at 10:00',
    is: [[1800, ['T-6']]],
  },
  {
    model: 'fct_budget_days',
    select: 'local_date, lost_seconds, left_seconds',
    where: `${month} and service_id = 'web' and local_date between '2026-09-09' and '2026-09-10'`,
    because: '2,570 s until the hour of the 10th',
    is: [
      ['2026-09-09', 0, 2570],
      ['2026-09-10', 3600, -1030],
    ],
  },
  {
    model: 'fct_error_budgets',
    select: 'budget_seconds, lost_seconds, used_percent',
    where: `${month} and service_id = 'web'`,
    because: 'a thousandth of 2,570,400',
    is: [[2570, 3600, '140.077']],
  },
  { model: 'fct_escalations', select: 'ticket_id, level', where: month, because: 'T-2 to L2', is: [['T-2', 'L2']] },
  {
    model: 'fct_exclusions',
    select: 'exclusion_id, excluded_seconds',
    where: month,
    because: 'an hour of web',
    is: [['X-1', 3600]],
  },
  {
    model: 'fct_improvement_proposals',
    select: 'subject, used_percent',
    where: `${month} and rule = 'capacity'`,
    because: 'full within the quarter',
    is: [['db/disk', '70.000']],
  },
  {
    model: 'fct_incident_totals',
    select: 'opened, resolved, backlog, requests, reopened, mttr_median_seconds, mttr_seconds',
    where: month,
    because: 'seven repairs of 1,800 3,300 3,600 5,400 10,800 18,000 100,800 s',
    is: [[9, 7, 2, 1, 1, 5400, 20528]],
  },
  {
    model: 'fct_incident_volumes',
    select: 'opened, resolved, backlog',
    where: `${month} and severity = 'high'`,
    because: 'T-3, T-4 and T-6',
    is: [[3, 1, 2]],
  },
  {
    model: 'fct_incidents',
    select: 'reopened_at is null, resolved_at is null',
    where: `${month} and ticket_id = 'T-7'`,
    because: 'reopened and resolved',
    is: [[false, false]],
  },
  {
    model: 'fct_incidents_by_dimension',
    select: 'opened, breached',
    where: `${month} and dimension = 'service' and key = 'web'`,
    because: 'all but T-3 and T-4; both of T-2',
    is: [[7, 2]],
  },
  {
    model: 'fct_kpis',
    select: 'value_text',
    where: `${month} and kpi = 'backup_success'`,
    because: 'two of three',
    is: [['66.666']],
  },
  {
    model: 'fct_left_out',
    select: 'ticket_id, left_out_because',
    where: month,
    because: 'its exclusion',
    is: [['T-8', 'X-2']],
  },
  {
    model: 'fct_maintenance',
    select: 'ends_at - starts_at, approved_by',
    where: `${month} and window_id = 'W-1'`,
    because: 'one hour',
    is: [[3600, 'CAB']],
  },
  {
    model: 'fct_open_measures',
    select: 'ticket_id, left_seconds',
    where: month,
    because: 'due at 18:00 of the 30th, and of the 1st',
    is: [
      ['T-3', -21600],
      ['T-4', 64800],
    ],
  },
  {
    model: 'fct_outages',
    select: 'service_id, counted_seconds, ticket_id',
    where: month,
    because: 'T-1 was opened in it',
    is: [['web', 3600, 'T-1']],
  },
  {
    model: 'fct_overall_availability',
    select: 'availability_percent, is_met',
    where: `${month} and scope = 'all'`,
    because: '3,600 of 2,570,400 + 300 s',
    is: [['99.859', false]],
  },
  {
    model: 'fct_patch_compliance',
    select: 'due, on_time, compliance_percent',
    where: `${month} and severity = 'all'`,
    because: 'one of two',
    is: [[2, 1, '50.000']],
  },
  {
    model: 'fct_patches',
    select: 'asset_id, is_on_time',
    where: month,
    because: 'a day early, a day late',
    is: [
      ['A-1', true],
      ['A-2', false],
    ],
  },
  {
    model: 'fct_problem_totals',
    select: 'opened, still_open, known_errors',
    where: month,
    because: 'P-1',
    is: [[1, 1, 1]],
  },
  {
    model: 'fct_problems',
    select: 'problem_id, age_seconds',
    where: month,
    because: '10:00 of the 11th to the end of the 30th',
    is: [['P-1', 1_692_000]],
  },
  {
    model: 'fct_repeat_incidents',
    select: 'category, incidents',
    where: `${month} and service_id = 'web' and category = 'network'`,
    because: 'T-1 and T-2',
    is: [['network', 2]],
  },
  {
    model: 'fct_review_actions',
    select: 'title_en, outcome',
    because: 'nothing was written of the first',
    is: [
      ['First router', 'unreported'],
      ['Second router', 'open'],
    ],
  },
  {
    model: 'fct_review_causes',
    select: 'ticket_id, cause',
    where: month,
    because: 'P-1 names T-1',
    is: [['T-1', 'P-1']],
  },
  {
    model: 'fct_review_hours',
    select: 'sum(incidents)',
    where: `${month} and hour = 10`,
    because: 'all begin between 10:00 and 10:59',
    is: [[9]],
  },
  {
    model: 'fct_review_months',
    select: 'tickets, has_begun',
    where: `month_id = '2026-09'`,
    because: 'nine incidents and a request',
    is: [[10, true]],
  },
  {
    model: 'fct_review_outages',
    select: 'cause, counted_seconds',
    where: month,
    because: 'the problem of its ticket',
    is: [['P-1', 3600]],
  },
  {
    model: 'fct_review_pareto',
    select: 'key, amount, cumulative_percent',
    where: `${month} and measured = 'breaches' and dimension = 'category'`,
    because: 'two of T-2, one of T-3',
    is: [
      ['disk', 1, '100.000'],
      ['network', 2, '66.666'],
    ],
  },
  {
    model: 'fct_review_repeats',
    select: 'category, incidents',
    where: `${month} and service_id = 'web' and category = 'login'`,
    because: 'T-7 and T-8',
    is: [['login', 2]],
  },
  {
    model: 'fct_review_ticket_costs',
    select: 'ticket_id, down_seconds, late_seconds',
    where: month,
    because: 'the outage of T-1, two late clocks of T-2, six hours of T-3',
    is: [
      ['T-1', 3600, 0],
      ['T-2', 0, 7200],
      ['T-3', 0, 21600],
    ],
  },
  {
    model: 'fct_service_availability',
    select: 'agreed_seconds, down_seconds, availability_percent, is_met',
    where: `${month} and service_id = 'web'`,
    because: '30 days less five hours of windows and one excluded',
    is: [[2570400, 3600, '99.859', false]],
  },
  {
    model: 'fct_service_days',
    select: 'down_seconds',
    where: `service_id = 'web' and local_date = '2026-09-10'`,
    because: 'one hour',
    is: [[3600]],
  },
  {
    model: 'fct_ticket_measures',
    select: 'verdict, elapsed_seconds, paused_seconds',
    where: `ticket_id = 'T-5' and measure = 'restore'`,
    because: 'three hours less two of waiting',
    is: [['met', 3600, 7200]],
  },
  {
    model: 'fct_availability_misses',
    select: 'service_id, over_seconds, ticket_ids',
    where: month,
    because: '3,600 s of 2,570',
    is: [['web', 1030, ['T-1']]],
  },
  {
    model: 'fct_sources',
    select: 'file, rows, rejected',
    where: `${month} and table_name = 'capacity'`,
    because: 'four readings, of which one is Infinity',
    is: [['exports/capacity.csv', 4, 1]],
  },
  {
    model: 'int_row_instants',
    select: 'count(*)',
    where: `load_id = (select load_id from staging.stg_loads where file = 'exports/tickets.csv')`,
    because: 'nine tickets, each known since its opening',
    is: [[9]],
  },
  {
    model: 'fct_summary',
    select: 'breaches, breached_tickets, services_missed, status',
    where: month,
    because: 'both clocks of T-2 and one of T-3; web alone; a critical breach',
    is: [[3, 2, 1, 'action']],
  },
  {
    model: 'fct_data_presence',
    select: 'months, months_with_tickets, months_monitored',
    where: `period_id = '2026-Q3'`,
    because: 'tickets in September alone, states since July',
    is: [[3, 1, 3]],
  },
  {
    model: 'fct_outage_reasons',
    select: 'service_id, reason',
    where: month,
    because: 'as the monitor wrote it',
    is: [['web', 'Power']],
  },
  {
    model: 'fct_unknown_policies',
    select: 'would_be_met, availability_percent',
    where: `${month} and service_id = 'db' and policy = 'down'`,
    because: 'of it all, 300 s are known: 0.011 %',
    is: [[false, '0.011']],
  },
  {
    model: 'stg_heard',
    select: 'last_at - first_at',
    because: 'a log of three hours',
    is: [[10_800]],
  },
  {
    model: 'stg_named_services',
    select: 'service_id',
    because: 'covers.services names web',
    is: [['web']],
  },
  {
    model: 'int_measure_completions',
    select: 'first_segment, last_segment, stopped_at - started_at',
    where: `${life('T-7')} and cutoff_no >= 0`,
    because: 'as one cycle 90 min from the first opening; the second alone 30 min',
    is: [
      [1, 2, 5400],
      [2, 2, 1800],
    ],
  },
  {
    model: 'int_measure_looks',
    select: 'measure, stopped_at - started_at',
    where: `${life('T-6')} and measure <> 'resolve'`,
    because: 'answered after 10 min, restored after an hour',
    is: [
      ['respond', 600],
      ['restore', 3600],
    ],
  },
  { model: 'int_measure_movements', select: 'count(*)', because: 'nothing ran when a month began', is: [[0]] },
  {
    model: 'int_measure_severities',
    select: 'measure, severity',
    where: `${life('T-6')} and measure <> 'resolve'`,
    because: 'critical when it was answered, high when it was restored',
    is: [
      ['respond', 'critical'],
      ['restore', 'high'],
    ],
  },
  {
    model: 'int_measures_judged',
    select: 'verdict, left_out_because, was_late',
    where: clock('T-8', 'restore'),
    because: 'left out by X-2, a day late all the same',
    is: [['excluded', 'X-2', true]],
  },
  { model: 'int_service_ahead', select: 'count(*)', because: 'every month has ended', is: [[0]] },
  {
    model: 'int_service_monitor_outages',
    select: 'ends_at - starts_at',
    because: 'the hour in which the monitor says that it was down',
    is: [[3600]],
  },
  {
    model: 'int_service_reach',
    select: 'is_told, ends_at - starts_at',
    where: 'ends_at - starts_at < 86400',
    because: 'the log speaks for the three hours in which it was written',
    is: [[true, 10_800]],
  },
  {
    model: 'int_service_runs',
    select: 'holds_until - last_at',
    where: `service_id = 'db'`,
    because: 'three intervals of a minute',
    is: [[180]],
  },
  {
    model: 'int_service_sources',
    select: 'speaks_until - covers_from',
    where: 'covers_from is not null',
    because: 'the 92 days that covers names',
    is: [[92 * 86_400]],
  },
  {
    model: 'int_service_state_rows',
    select: 'ends_at - starts_at, is_open',
    where: `service_id = 'web' and state = 'down'`,
    because: 'the outage of an hour, with an end of its own',
    is: [[3600, false]],
  },
  {
    model: 'int_service_unlisted',
    select: 'starts_at',
    where: `service_id = 'elsewhere'`,
    because: 'a list of problems: up again from the end of the only one',
    is: [[1_783_003_600]],
  },
  {
    model: 'int_ticket_lives',
    select: 'cutoff_no',
    where: life('T-7'),
    because: 'it is looked at as it is told, at the end of September',
    is: [[3]],
  },
  {
    model: 'int_ticket_marks',
    select: 'position, mark, segment_no',
    where: life('T-7'),
    because: 'reopened once: the second segment',
    is: [
      [1, 'opened', 1],
      [2, 'responded', 1],
      [3, 'resolved', 1],
      [4, 'reopened', 2],
      [5, 'resolved', 2],
      [6, 'closed', 2],
    ],
  },
  {
    model: 'int_ticket_marks_moved',
    select: 'count(*)',
    because: 'no two of a second contradict each other',
    is: [[0]],
  },
  {
    model: 'int_ticket_marks_placed',
    select: 'place, mark, value',
    where: `${life('T-5')} and value is not null`,
    because: 'it waits for the client after the answer',
    is: [[3, 'paused', 'client']],
  },
  {
    model: 'int_ticket_quarters',
    select: 'count(*), min(cutoff_no)',
    because: 'all ten are looked at last in September, the third month',
    is: [[10, 3]],
  },
  { model: 'int_ticket_standings', select: 'count(*)', because: 'no status contradicts the columns', is: [[0]] },
  { model: 'int_ticket_versions', select: 'count(*)', because: 'nothing was exported twice', is: [[0]] },
  {
    model: 'fct_balance',
    select: 'opened, met, breached, excluded, carried_over',
    where: month,
    because: 'respond 8 = 6 + T-2 + T-8, restore 7 = 5 + T-2 + T-8, of high T-6, T-3 and T-4',
    is: [
      [3, 1, 1, 0, 1],
      [7, 5, 1, 1, 0],
      [8, 6, 1, 1, 0],
    ],
  },
  {
    model: 'fct_counted_measures',
    select: 'period_id, verdict',
    where: `ticket_id = 'T-2' and measure = 'restore'`,
    because: 'a breach of September, and of the quarter once',
    is: [
      ['2026-09', 'breached'],
      ['2026-Q3', 'breached'],
    ],
  },
  { model: 'fct_redecided', select: 'count(*)', because: 'nothing was decided twice', is: [[0]] },
  {
    model: 'fct_promises',
    select: 'measure, percent, kept, cases, difference_milli, status',
    where: `${month} and severity = ''`,
    because: 'db kept its target, web did not: 2,567,100 of 2,570,700 s, 0.041 points short',
    is: [['availability', '99.859', 1, 2, -41, 'action']],
  },
  {
    model: 'fct_outlook_attainment',
    select: 'count(*) filter (where may_miss > open or must_meet < 1)',
    because: 'no more can be missed than are open, and none must be met that is not',
    is: [[0]],
  },
  {
    model: 'fct_outlook_evidence',
    select: 'service_id, as_of - known_until',
    where: month,
    because:
      'T-4 of the 30th, 10:00, is the last of the tickets; the last sample of db holds for three minutes, to 00:05 on the 1st',
    is: [
      ['', 50_400],
      ['db', 2_591_700],
      ['web', 0],
    ],
  },
  {
    model: 'fct_margins',
    select: 'measure, margin_seconds, allowed_seconds, is_near',
    where: `${month} and ticket_id = 'T-6'`,
    because: '10 of 60 min; an hour of the 8 left of the first day and the 9 of the next',
    is: [
      ['respond', 3000, 3600, false],
      ['restore', 57_600, 61_200, false],
    ],
  },
  {
    model: 'fct_margin_trend',
    select: 'kept, near, median_percent, worst_tenth_percent',
    where: `${month} and severity = 'high' and measure = 'restore'`,
    because: 'T-6 alone: 16 of 17 hours',
    is: [[1, 0, '94.117', '94.117']],
  },
  { model: 'fct_near_misses', select: 'count(*)', because: 'the narrowest had half of its time left', is: [[0]] },
];

test.each(cases.map((each) => [`${each.model}: ${each.because}`, each] as const))(
  '%s',
  async (_, { model, select, where, is }) => {
    const { qualifiedName } = readModelFiles().find(({ name }) => name === model)!;
    const rows = await run.warehouse.rows(
      `select ${select} from ${qualifiedName}${where === undefined ? '' : ` where ${where}`} order by all`,
    );
    expect(rows.map((row) => Object.values(row))).toEqual(is);
  },
);

test.each(readModelFiles().filter(({ layer }) => layer === 'marts'))(
  '$name holds what it says of its columns',
  async (mart) => {
    await proveColumns(run.warehouse, mart);
  },
);

test('every model has its case', () => {
  const models = readModelFiles()
    .filter(({ layer }) => layer !== 'checks')
    .map(({ name }) => name);
  const known = cases.map(({ model }) => model);
  expect(models.filter((name) => !known.includes(name))).toEqual([]);
  expect(known.filter((name) => !models.includes(name))).toEqual([]);
});
