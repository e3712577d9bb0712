/** The audit of a ticket: from the verdict to the rows, on a month that was worked out by hand. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { auditTickets, disagrees } from '../../pipelines/audit/auditTickets.ts';
import { readSourceRows } from '../../pipelines/audit/readRawRows.ts';
import { ticketsJson } from '../../pipelines/audit/ticketJson.ts';
import { nearestIds } from '../../pipelines/audit/unknownTicket.ts';
import { SlaError } from '../../pipelines/errors.ts';
import type { Run } from '../../pipelines/run/prepareRun.ts';
import { ticketsText } from '../../templates/auditText.ts';
import { writeFiles } from '../support/workspace.ts';
import { copyForFile, runOf } from './runs.ts';

const workspace = copyForFile('scenarios/by-hand');
let run: Run;
beforeAll(async () => {
  run = await runOf(workspace, '2026-10');
});

interface MeasureJson {
  measure: string;
  elapsed_seconds: number;
  paused_seconds: number;
  started_at: string;
  stopped_at: string | null;
  steps: { from: string; to: string; kind: string; seconds: number; source: { row: number } | null }[];
}
type TicketJson = { ticket_id: string; as_of: string; measures: MeasureJson[] };

describe('JSON', () => {
  test('has exactly the keys of the interface, and what helps beside them', async () => {
    const [json] = ticketsJson(await auditTickets(run, ['T-04'])) as TicketJson[];
    expect(Object.keys(json!)).toEqual([
      'ticket_id',
      'as_of',
      'standing',
      'measures',
      'remarks',
      'policy_sensitivity',
      'elsewhere',
      'warehouse',
    ]);
    expect(Object.keys(json!.measures[0]!)).toEqual([
      ...[
        'measure',
        'severity',
        'cycle',
        'within',
        'calendar',
        'started_at',
        'due_at',
        'stopped_at',
        'elapsed_seconds',
      ],
      ...['paused_seconds', 'verdict', 'margin_seconds', 'decided_at', 'steps'],
    ]);
    expect(Object.keys(json!.measures[0]!.steps[0]!)).toEqual(['from', 'to', 'kind', 'seconds', 'because', 'source']);
    expect(Object.keys(json!.measures[0]!.steps[0]!.source!)).toEqual(['file', 'sha256', 'row']);
  });

  test('T-04 waited two hours for the client: due Wednesday 11:00, met on the second', async () => {
    const [json] = ticketsJson(await auditTickets(run, ['T-04'])) as TicketJson[];
    expect(json!.measures[1]).toMatchObject({
      measure: 'restore',
      severity: 'high',
      cycle: 1,
      within: '1 business day',
      calendar: 'jp',
      started_at: '2026-10-09T08:00:00Z',
      due_at: '2026-10-14T02:00:00Z',
      stopped_at: '2026-10-14T02:00:00Z',
      elapsed_seconds: 36_000,
      paused_seconds: 7_200,
      verdict: 'met',
      margin_seconds: 0,
      decided_at: '2026-10-14T02:00:00Z',
    });
  });

  test('the steps of every ticket cover the clock without gap, and their seconds add up', async () => {
    const audits = ticketsJson(await auditTickets(run, await allIds(run))) as TicketJson[];
    const measures = audits.flatMap(({ as_of, measures: each }) => each.map((measure) => ({ ...measure, as_of })));
    expect(measures.length).toBeGreaterThan(15);
    for (const { steps, started_at, stopped_at, as_of, elapsed_seconds, paused_seconds } of measures) {
      const seconds = (kind: string) => steps.reduce((sum, step) => (step.kind === kind ? sum + step.seconds : sum), 0);
      expect(seconds('running')).toBe(elapsed_seconds);
      expect(seconds('paused')).toBe(paused_seconds);
      if (started_at === (stopped_at ?? as_of)) continue;
      expect(steps[0]!.from).toBe(started_at);
      expect(steps.at(-1)!.to).toBe(stopped_at ?? as_of);
      for (const [index, step] of steps.entries()) {
        expect(Date.parse(step.to) - Date.parse(step.from)).toBe(step.seconds * 1000);
        if (index > 0) expect(step.from).toBe(steps[index - 1]!.to);
      }
    }
  });
});

describe('what the ticket rests on', () => {
  test('every row of a measure is read back verbatim, and names the ticket', async () => {
    const [audit] = await auditTickets(run, ['T-04']);
    const files = await readSourceRows(workspace, audit!.measures[1]!.rows);
    expect(files.map(({ file, state }) => [file, state])).toEqual([
      ['exports/tickets.csv', 'unchanged'],
      ['exports/ticket_events.csv', 'unchanged'],
    ]);
    const rows = files.flatMap((file) => file.rows);
    expect(rows.length).toBe(3);
    for (const { text } of rows) expect(text).toMatch(/^T-04,/);
    expect(rows.map(({ text }) => text).join('\n')).toContain('paused');
  });

  test('a ticket at an earlier instant: nothing that came later is looked at', async () => {
    const earlier = await runOf(copyForFile('scenarios/by-hand'), '2026-10', '2026-10-13T11:00:00+09:00');
    const [audit] = await auditTickets(earlier, ['T-04']);
    expect(audit!.measures[1]).toMatchObject({ verdict: 'running', stoppedAt: null, stop: null });
    expect(audit!.warehouse.differences).toEqual([]);
    const [later] = await auditTickets(earlier, ['T-05']);
    expect(later).toMatchObject({ standing: 'not-yet-open', measures: [], warehouse: { differences: [] } });
  });
});

describe('the warehouse', () => {
  test('agrees on every ticket', async () => {
    const audits = await auditTickets(run, await allIds(run));
    expect(audits.flatMap(({ warehouse }) => warehouse.differences)).toEqual([]);
    expect(disagrees(audits)).toBe(false);
  });

  test('is told on, with both values, when it does not', async () => {
    const spoilt = await runOf(copyForFile('scenarios/by-hand'), '2026-10');
    await spoilt.warehouse.run(
      `update marts.fct_ticket_measures set due_at = due_at + 60, verdict = 'breached' where ticket_id = 'T-04' and measure = 'restore';
       delete from marts.fct_ticket_measures where ticket_id = 'T-03'`,
    );
    const audits = await auditTickets(spoilt, ['T-04', 'T-03', 'T-02']);
    expect(disagrees(audits)).toBe(true);
    expect(audits[0]!.warehouse.differences).toEqual([
      {
        what: '2026-10, restore, cycle 1: due_at',
        reference: '2026-10-14T02:00:00Z',
        warehouse: '2026-10-14T02:01:00Z',
      },
      { what: '2026-10, restore, cycle 1: verdict', reference: 'met', warehouse: 'breached' },
    ]);
    expect(audits[1]!.warehouse.differences).toEqual([
      { what: '2026-10, respond, cycle 1', reference: 'met', warehouse: 'none' },
      { what: '2026-10, restore, cycle 1', reference: 'met', warehouse: 'none' },
    ]);
    expect(audits[2]!.warehouse.differences).toEqual([]);
    expect(ticketsText(audits, 'en')).toMatch(
      /THE WAREHOUSE DISAGREES[^\n]*\n2026-10, restore, cycle 1: due_at: reference 2026/,
    );
  });
});

describe('an id that does not exist', () => {
  test('is an error that names the nearest, and the first of the problems of all', async () => {
    const error = await auditTickets(run, ['T-4', 'T-04', 'NOTHING-LIKE-IT']).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SlaError);
    expect((error as SlaError).exitCode).toBe(2);
    expect((error as SlaError).message).toMatch(
      /^There is no ticket "T-4" in the exports\.\n {2}where {2}exports\/\n {2}fix {4}Did you mean T-\d\d, T-\d\d or T-\d\d\? For example: sla audit T-\d\d\nNothing was audited\.\nThere is no ticket "NOTHING-LIKE-IT"/,
    );
    expect((error as SlaError).message).toMatch(
      /The exports hold \d+ tickets, none with a similar id; ids look like T-01\./,
    );
  });

  test.each([
    {
      name: 'a digit too few',
      typed: 'INC-2026-00164',
      ids: ['INC-2026-000164', 'INC-2026-001649', 'REQ-1'],
      nearest: ['INC-2026-001649', 'INC-2026-000164'],
    },
    {
      name: 'lower case',
      typed: 'inc-2026-001649',
      ids: ['INC-2026-001648', 'INC-2026-001649'],
      nearest: ['INC-2026-001649', 'INC-2026-001648'],
    },
    {
      name: 'the end alone',
      typed: '001649',
      ids: ['INC-2026-001648', 'INC-2026-001649'],
      nearest: ['INC-2026-001649'],
    },
    {
      name: 'two figures swapped',
      typed: 'INC-2026-001694',
      ids: ['INC-2026-001649', 'INC-2025-001649'],
      nearest: ['INC-2026-001649', 'INC-2025-001649'],
    },
    { name: 'nothing near', typed: 'CHG-9', ids: ['INC-2026-001649'], nearest: [] },
    { name: 'three at most', typed: 'T-1', ids: ['T-2', 'T-3', 'T-4', 'T-5'], nearest: ['T-2', 'T-3', 'T-4'] },
  ])('$name', ({ typed, ids, nearest }) => {
    expect(nearestIds(typed, ids)).toEqual(nearest);
  });
});

describe('tickets without a clock', () => {
  test('a request says so', async () => {
    const [id] = await idsWhere(run, `type = 'request'`);
    const audits = await auditTickets(run, [id!]);
    expect(audits[0]).toMatchObject({ standing: 'not-an-incident', measures: [] });
    expect(ticketsText(audits, 'en')).toContain('No measures: A request has no measures, only incidents do.');
    expect(ticketsText(audits, 'ja')).toContain('対象はインシデントのみです。');
  });

  test('a low severity has no promise', async () => {
    const [id] = await idsWhere(run, `severity = 'low'`);
    const audits = await auditTickets(run, [id!]);
    expect(audits[0]).toMatchObject({ standing: 'nothing-promised', measures: [] });
  });
});

async function allIds(of: Run): Promise<string[]> {
  return await idsWhere(of, 'true');
}

async function idsWhere(of: Run, condition: string): Promise<string[]> {
  const rows = await of.warehouse.rows<{ id: string }>(
    `select ticket_id as id from staging.stg_tickets where ${condition} order by id`,
  );
  return rows.map(({ id }) => id);
}

test('a clock that starts on a day without its time was moved by nothing, and is said to be counted by dates', async () => {
  const workspace = copyForFile('scenarios/by-hand');
  const contract = readFileSync(join(workspace, 'contract.yaml'), 'utf8');
  writeFiles(workspace, {
    'contract.yaml': contract.replace('business_day: end-of-day', 'business_day: business-hours'),
    'exports/dates.csv': 'Id,Submitted,Resolved\nD-1,2026-10-14,2026-10-16\n',
    'sources.yaml': `version: 1
sources:
  - files: "exports/dates.csv"
    table: tickets
    zone: Asia/Tokyo
    date_format: yyyy-MM-dd
    columns: { ticket_id: Id, type: { value: incident }, service_id: { value: web }, severity: { value: medium }, opened_at: Submitted, resolved_at: Resolved }
`,
  });
  const [audit] = await auditTickets(await runOf(workspace, '2026-10'), ['D-1']);
  const measure = audit!.measures.find((each) => each.measure === 'resolve')!;
  expect(measure.unmoved).toEqual({ dueAt: measure.dueAt, movedSeconds: 0 });
  expect(measure.promise.policies.business_day).toBe('end-of-day');
});
