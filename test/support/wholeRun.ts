/** Exports of a few services under a plain agreement, from the files to the figures of one month and what the checks found. */
import { onTestFinished } from 'vitest';
import { prepareRun } from '../../pipelines/run/prepareRun.ts';
import { temporaryFolder, writeFiles } from './workspace.ts';

export interface Agreement {
  services: string[];
  period: string;
  /** Default Asia/Tokyo: months are cut there. */
  timezone?: string;
  /** Cut-off, ISO 8601; default the end of the period. */
  asOf?: string;
  checkInterval?: string;
}

interface MonthOfService {
  down: number;
  unknown: number;
  outages: number;
  base: number;
}

export interface Outcome {
  /** By service; null: there is no evidence. */
  months: Record<string, MonthOfService>;
  /** `error <check>: subject` of each finding, with file and row where it has them. */
  findings: string[];
}

/** Runs the program's own steps in this process; 99.9 % promised, nothing planned, no tickets. */
export async function wholeRun(
  exports: Record<string, string | Uint8Array>,
  sources: string,
  agreement: Agreement,
): Promise<Outcome> {
  const workspace = temporaryFolder();
  const files = Object.fromEntries(Object.entries(exports).map(([name, content]) => [`exports/${name}`, content]));
  writeFiles(workspace, { ...files, 'sources.yaml': sources, 'contract.yaml': contractOf(agreement) });
  const { warehouse, findings } = await prepareRun({
    workspace,
    period: agreement.period,
    asOf: agreement.asOf === undefined ? null : Date.parse(agreement.asOf) / 1000,
    now: Date.UTC(2027, 0, 1) / 1000,
  });
  onTestFinished(() => warehouse.close());
  const rows = await warehouse.rows<MonthOfService & { service_id: string }>(`
    select service_id, down_seconds::integer as down, unknown_seconds::integer as unknown, outages::integer as outages,
      base_seconds::integer as base
    from marts.fct_service_availability where period_id = '${agreement.period}'`);
  return {
    months: Object.fromEntries(rows.map(({ service_id, ...month }) => [service_id, month])),
    findings: findings.flatMap(({ check, rows: found }) =>
      found.map(({ subject, file, row }) =>
        [`${check.severity} ${check.name}: ${subject}`, file, row].filter((part) => part !== null).join(' '),
      ),
    ),
  };
}

function contractOf({ services, timezone = 'Asia/Tokyo', checkInterval = 'PT1M' }: Agreement): string {
  const hours = ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => `${day}: ["09:00-18:00"]`).join(', ');
  return `version: 1
provider:
  name: { ja: 提供会社, en: Provider }
  contacts: { support: desk@provider.test, emergency: "0120", service_manager: { name: { ja: 担当, en: Manager }, email: manager@provider.test } }
client: { id: acme, name: { ja: お客様, en: Client } }
timezone: ${timezone}
language: en
sites: [{ id: main, name: { ja: 本社, en: Main }, calendar: days }]
calendars: { days: { timezone: ${timezone}, weekly: { ${hours} }, day_length: PT9H, holidays: [] } }
services:
${services.map((id) => `  - { id: "${id}", name: { ja: "${id}", en: "${id}" }, category: application, site: main, check_interval: ${checkInterval} }`).join('\n')}
terms:
  - effective_from: 2026-01-01
    availability: { target: 99.9, maintenance: excluded, unknown: excluded, max_gap: 3, minimum_outage: PT0S, overall: pooled }
    maintenance: []
    severities: { critical: { respond: { within: PT1H, clock: always }, restore: { within: PT4H, clock: always } } }
    policies: { business_day: end-of-day, received: immediate, severity_change: final, reopen: { mode: continue, within: P7D }, pause_reasons: [client], attribution: decided }
`;
}
