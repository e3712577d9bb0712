/** A month whose tickets were exported from ServiceNow: what its own arithmetic says, in the audit and in the report. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { auditTickets } from '../../pipelines/audit/auditTickets.ts';
import { ticketsJson } from '../../pipelines/audit/ticketJson.ts';
import { readContext } from '../../pipelines/report/context.ts';
import { readReadings } from '../../pipelines/report/readReadings.ts';
import type { Run } from '../../pipelines/run/prepareRun.ts';
import { ticketsText } from '../../templates/auditText.ts';
import ja from '../../templates/words/ja/reasons.ts';
import { copyForFile, runOf } from '../audit/runs.ts';
import { slaHere, writeFiles } from '../support/workspace.ts';

const head =
  'number,incident_state,sys_mod_count,opened_at,sys_updated_by,sys_updated_at,priority,resolved_at,closed_at';
const row = (number: string, state: string, count: number, at: string, resolved = '') =>
  `${number},${state},${count},5/10/2026 10:00,tanaka,${at},3 - Moderate,${resolved},`;
const log = [
  head,
  // Two business days end on Wednesday at 18:00. It waited for the vendor from Monday 11:00 to Thursday 11:00 and was resolved at
  // 12:00: late as agreed; without the 27 h of opening on hold 2 of 18 h.
  row('INC1', 'New', 0, '5/10/2026 10:00', '8/10/2026 12:00'),
  row('INC1', 'Awaiting Vendor', 1, '5/10/2026 11:00', '8/10/2026 12:00'),
  row('INC1', 'Active', 2, '8/10/2026 11:00', '8/10/2026 12:00'),
  row('INC1', 'Resolved', 3, '8/10/2026 12:00', '8/10/2026 12:00'),
  // Resolved on Tuesday: in time everywhere.
  row('INC2', 'New', 0, '5/10/2026 10:00', '6/10/2026 10:00'),
  row('INC2', 'Resolved', 1, '6/10/2026 10:00', '6/10/2026 10:00'),
].join('\n');

const workspace = copyForFile('scenarios/by-hand');
let run: Run;
beforeAll(async () => {
  for (const file of ['tickets.csv', 'ticket_events.csv']) rmSync(join(workspace, 'exports', file));
  writeFileSync(join(workspace, 'exclusions.yaml'), 'version: 1\nexclusions: []\n');
  writeFiles(workspace, {
    'exports/log.csv': log,
    'sources.yaml': `version: 1
sources:
  - files: exports/log.csv
    format: servicenow-event-log
    zone: Asia/Tokyo
    columns:
      service_id: { value: web }
`,
  });
  run = await runOf(workspace, '2026-10');
}, 60_000);

test('the audit says what ServiceNow would show, and why it is another figure', async () => {
  const audits = await auditTickets(run, ['INC1']);
  const [json] = ticketsJson(audits) as { elsewhere: object[]; measures: { measure: string; verdict: string }[] }[];
  expect(json!.measures.find(({ measure }) => measure === 'resolve')!.verdict).toBe('breached');
  expect(json!.elsewhere).toEqual([
    expect.objectContaining({
      system: 'ServiceNow',
      metric: 'business_percentage (percentage)',
      measure: 'resolve',
      verdict: 'met',
      counted_seconds: 2 * 3600,
      allowed_seconds: 18 * 3600,
      shown: '11.11% (11.11%)',
    }),
  ]);
  expect(ticketsText(audits, 'en')).toContain(
    'ServiceNow (business_percentage (percentage)): 11.11% (11.11%), met. ServiceNow stops',
  );
  expect(ticketsText(audits, 'ja')).toContain(
    `ServiceNow（business_percentage (percentage)）：11.11% (11.11%)、達成。${ja.desk.ServiceNow}`,
  );
});

test('the appendix lists the verdict that the system would turn, with the readings that say the same', async () => {
  const { clocks } = await readReadings(readContext(run));
  const turned = [...clocks.shown].filter(({ readings }) => readings.some(({ policy }) => policy === 'system'));
  expect(turned).toMatchObject([
    {
      ticketId: 'INC1',
      measure: 'resolve',
      verdict: 'breached',
      otherVerdict: 'met',
      readings: [{ policy: 'system', value: 'ServiceNow' }],
    },
  ]);
});

test('the PDFs are drawn: the audit of the ticket, the appendix of the month', { timeout: 120_000 }, async () => {
  const now = Date.parse('2026-11-02T00:00:00Z') / 1000;
  const audit = await slaHere(['audit', 'INC1', '--format', 'pdf', '--workspace', workspace], now);
  expect(audit.code, audit.stderr).toBe(0);
  const monthly = await slaHere(['monthly', '2026-10', '--workspace', workspace], now);
  expect(monthly.code, monthly.stderr).toBe(0);
});
