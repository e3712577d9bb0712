/** Leaving a column out never makes a figure better in silence: it has no data then, or a check names what is missing. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reviewWorkspace } from '../support/reviewWorkspace.ts';
import {
  type Column,
  type Figures,
  figuresWithout,
  improvements,
  newFindings,
  optionalColumns,
  tablesOf,
} from './unmapped.ts';

const at = (day: number, time: string) => `2026-10-${String(day).padStart(2, '0')}T${time}:00+09:00`;
const csv = (...lines: string[]) => `${lines.join('\n')}\n`;
const target = (value: number, direction: 'higher' | 'lower') => ({ target: value, direction });

// Each column tells something that makes a figure worse: a request, a cancelled ticket, a duplicate, one reopened by its status, one
// of the second level, an emergency, a patch too late, a backup that failed.
const files = {
  'exports/tickets.csv': csv(
    'ticket_id,type,service_id,site_id,severity,title,category,status,opened_at,responded_at,restored_at,resolved_at,closed_at,updated_at,support_level,group,duplicate_of',
    ...[
      ['T-1', 'incident', 'high', 'resolved', 5, 'L1', ''],
      ['T-2', 'incident', 'high', 'resolved', 6, 'L2', ''],
      ['T-3', 'request', 'high', 'resolved', 5, 'L1', ''],
      ['T-4', 'incident', 'high', 'cancelled', 5, 'L1', ''],
      ['T-5', 'incident', 'high', 'resolved', 5, 'L1', 'T-1'],
      ['T-6', 'incident', 'high', 'open', 5, 'L1', ''],
      ['T-7', 'incident', 'critical', 'resolved', 9, 'L2', ''],
    ].map(
      ([id, type, severity, status, day, level, duplicate]) =>
        `${id},${type},web,tokyo,${severity},${id},disk,${status},${at(5, '10:00')},${at(5, '13:00')},,${at(Number(day), '15:00')},,${at(20, '10:00')},${level},desk,${duplicate}`,
    ),
  ),
  'exports/ticket_events.csv': csv(
    'ticket_id,at,event,value,actor',
    `T-2,${at(5, '14:00')},paused,vendor,a`,
    `T-2,${at(6, '14:00')},resumed,,a`,
    `T-7,${at(5, '10:30')},severity_changed,high,a`,
    `T-7,${at(5, '10:40')},severity_changed,critical,a`,
  ),
  'exports/uptime_states.csv': csv(
    'service_id,started_at,ended_at,state,reason,location,state_id',
    ...['web', 'db'].flatMap((service) => [
      `${service},2026-09-30T00:00:00+09:00,${at(10, '10:00')},up,,,${service}1`,
      `${service},${at(10, '10:00')},${at(10, '12:00')},down,disk,,${service}2`,
      `${service},${at(10, '12:00')},2026-11-01T00:00:00+09:00,up,,,${service}3`,
    ]),
  ),
  'exports/maintenance.csv': csv(
    'window_id,service_id,starts_at,ends_at,approved_at,approved_by,change_id',
    `M-1,web,${at(10, '10:00')},${at(10, '10:30')},${at(10, '11:00')},k,C-1`,
  ),
  'exports/changes.csv': csv(
    'change_id,service_id,title,kind,planned_start_at,planned_end_at,actual_start_at,actual_end_at,outcome,approved_by',
    `C-1,web,a,emergency,${at(10, '10:00')},${at(10, '11:00')},${at(10, '10:00')},${at(10, '11:00')},failed,k`,
    `C-2,web,b,normal,${at(11, '10:00')},${at(11, '11:00')},${at(11, '10:00')},${at(11, '11:00')},success,k`,
    `C-3,web,c,normal,${at(31, '22:00')},${at(31, '23:00')},${at(31, '22:00')},2026-11-01T01:00:00+09:00,success,k`,
  ),
  'exports/patches.csv': csv(
    'asset_id,service_id,severity,released_at,due_at,applied_at',
    `p1,web,high,${at(1, '10:00')},${at(10, '10:00')},${at(12, '10:00')}`,
    `p2,web,high,${at(1, '10:00')},${at(10, '10:00')},${at(9, '10:00')}`,
  ),
  'exports/backups.csv': csv(
    'job_id,service_id,started_at,ended_at,outcome,bytes',
    `b1,web,${at(9, '10:00')},${at(9, '11:00')},failed,1`,
    `b2,web,${at(10, '10:00')},${at(10, '11:00')},success,1`,
    `b3,web,${at(31, '23:00')},2026-11-01T01:00:00+09:00,success,1`,
  ),
  'exports/problems.csv': csv(
    'problem_id,service_id,title,opened_at,root_cause_at,resolved_at,status,known_error,related_tickets',
    `P-1,web,x,2026-09-10T10:00:00+09:00,${at(20, '10:00')},${at(21, '10:00')},resolved,true,T-1`,
    `P-2,web,x,2026-09-11T10:00:00+09:00,2026-09-20T10:00:00+09:00,,open,false,T-2`,
  ),
  'exports/capacity.csv': csv(
    'service_id,resource,measured_at,used,limit',
    `web,disk,${at(9, '10:00')},90,100`,
    `web,memory,${at(10, '10:00')},10,100`,
  ),
};
const kpis = [
  {
    effective_from: '2026-04-01',
    targets: {
      availability: target(99.9, 'higher'),
      first_level_resolution: target(60, 'higher'),
      reopen_rate: target(5, 'lower'),
      backlog: target(0, 'lower'),
      mttr_hours: target(4, 'lower'),
      mtta_minutes: target(60, 'lower'),
      emergency_change_share: target(10, 'lower'),
      change_success: target(95, 'higher'),
      patch_compliance: target(95, 'higher'),
      backup_success: target(99, 'higher'),
      problem_root_cause_on_time: target(90, 'higher'),
      capacity_headroom: target(15, 'higher'),
    },
  },
];

/**
 * Columns of different tables make different figures, so one of each table is left out at once; those of tables that make the same
 * figures in other rounds.
 */
const FIRST_ROUND: Record<string, number> = { ticket_events: 5, maintenance: 5 };
/** Of which no figure is made: all at once. */
const TEXTS = ['title', 'category', 'group', 'actor', 'reason', 'bytes'];
const rounds = new Map<number, Column[]>();
const afterRound: Figures[] = [];
let whole: Figures;
let workspace: string;
beforeAll(async () => {
  workspace = reviewWorkspace({ contract: { kpis }, files }, mkdtempSync(join(tmpdir(), 'sla-columns-')));
  const placed = new Map<string, number>();
  for (const each of optionalColumns(workspace)) {
    if (TEXTS.includes(each.column)) {
      rounds.set(0, [...(rounds.get(0) ?? []), each]);
      continue;
    }
    const round = placed.get(each.table) ?? FIRST_ROUND[each.table] ?? 1;
    rounds.set(round, [...(rounds.get(round) ?? []), each]);
    placed.set(each.table, round + 1);
  }
  whole = await figuresWithout(workspace, '2026-10', []);
}, 60_000);
afterAll(() => rmSync(workspace, { recursive: true, force: true }));

test.each(Array.from({ length: 13 }, (_, round) => round))(
  'round %i: what becomes better is named by a check',
  { timeout: 60_000 },
  async (round) => {
    const after = await figuresWithout(workspace, '2026-10', rounds.get(round)!);
    afterRound[round] = after;
    const found = newFindings(whole, after);
    const inSilence = improvements(whole, after).filter(
      (figure) => !found.some((finding) => tablesOf(figure).some((table) => finding.startsWith(`${table}: `))),
    );
    expect(
      inSilence,
      rounds
        .get(round)!
        .map(({ table, column }) => `${table}.${column}`)
        .join(', '),
    ).toEqual([]);
  },
);

test('every optional column was left out in one of them, and the month has a figure for each target', () => {
  const left = [...rounds.values()].flat();
  expect(Math.max(...rounds.keys())).toBe(12);
  expect(left).toHaveLength(optionalColumns(workspace).length);
  expect(left.length).toBeGreaterThan(45);
  expect(Object.keys(kpis[0]!.targets).filter((kpi) => !whole.values.has(kpi))).toEqual([]);
});

test.each([
  ['changes', 'kind', 'emergency_change_share'],
  ['tickets', 'support_level', 'first_level_resolution'],
])('without %s.%s, %s has no data', (table, column, kpi) => {
  const round = [...rounds].find(([, left]) => left.some((each) => each.table === table && each.column === column))![0];
  expect(whole.values.has(kpi)).toBe(true);
  expect(afterRound[round]!.values.has(kpi)).toBe(false);
});
