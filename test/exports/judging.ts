/** Strangers' exports as a service manager reads them: a small agreement, what the checks find and the verdicts of October. */
import { prepareRun } from '../../pipelines/run/prepareRun.ts';
import { temporaryFolder, writeFiles } from '../support/workspace.ts';

/** Critical 1 h / 4 h, high 2 h / 1 business day, medium 4 h / 2 business days; one service, office, in Tokyo. */
const contract = `version: 1
provider: { name: { ja: 提供者, en: Provider }, contacts: { support: s@example.com, emergency: "1", service_manager: { name: { ja: 担当, en: Manager }, email: m@example.com } } }
client: { id: acme, name: { ja: 顧客, en: Acme } }
timezone: Asia/Tokyo
language: en
sites: [{ id: tokyo, name: { ja: 東京, en: Tokyo }, calendar: jp }]
calendars: { jp: { timezone: Asia/Tokyo, weekly: { mon: ["09:00-18:00"], tue: ["09:00-18:00"], wed: ["09:00-18:00"], thu: ["09:00-18:00"], fri: ["09:00-18:00"] }, day_length: PT9H, holidays: [{ preset: jp }] } }
services: [{ id: office, name: { ja: 事務, en: Office }, category: application, site: tokyo, check_interval: PT1M }]
terms:
  - effective_from: 2020-01-01
    availability: { target: 99.9, maintenance: excluded, unknown: excluded, max_gap: 3, overall: pooled }
    maintenance: []
    severities:
      critical: { respond: { within: PT1H, clock: always }, restore: { within: PT4H, clock: always } }
      high: { respond: { within: PT2H, clock: always }, restore: { within: 1 business day } }
      medium: { respond: { within: PT4H, clock: always }, resolve: { within: 2 business days } }
      low: {}
    policies: { business_day: end-of-day, received: immediate, severity_change: final, reopen: { mode: continue, within: P7D }, pause_reasons: [client] }
`;

export interface Judged {
  /** `T-1 high respond: breached`, in order; what is left out is absent. */
  verdicts: string[];
  /** `critical respond`: [met, breached]; severities and measures without any are left out. */
  attainment: Record<string, [met: number, breached: number]>;
  /** Findings of a check (`tickets__type_is_known`): `subject | file, row | detail`. */
  found: (check: string) => string[];
  /** All rows that were set aside. */
  rejected: number;
}

/** A workspace with these files below exports/ and this sources.yaml. */
export function workspaceWith(files: Record<string, string | Uint8Array>, sources?: string): string {
  const folder = temporaryFolder();
  const exported = Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`exports/${name}`, bytes]));
  writeFiles(folder, { 'contract.yaml': contract, ...(sources ? { 'sources.yaml': sources } : {}), ...exported });
  return folder;
}

/** Runs everything up to the checks, as of the end of October 2026 in Tokyo. */
export async function judge(folder: string, period = '2026-10'): Promise<Judged> {
  const run = await prepareRun({ workspace: folder, period, asOf: null, now: Date.UTC(2026, 10, 20) / 1000 });
  const { warehouse } = run;
  try {
    const measures = await warehouse.rows<{ ticket_id: string; severity: string; measure: string; verdict: string }>(
      `select ticket_id, severity, measure, verdict from marts.fct_ticket_measures
       inner join run.rollups on fct_ticket_measures.period_id = rollups.month_id and rollups.period_id = '${period}'
       where verdict <> 'excluded' and (is_counted or verdict = 'running') order by ticket_id, measure, cycle`,
    );
    const totals = await warehouse.rows<{ severity: string; measure: string; met: number; breached: number }>(
      `select severity, measure, met, breached from marts.fct_attainment where period_id = '${period}' and met + breached > 0 order by all`,
    );
    const { n } = await warehouse.row<{ n: number }>(
      `select ((select count(distinct (_load, _row)) from raw.rejects) + (select count(distinct (_load, _row)) from staging.stg_rejected_cells))::integer as n`,
    );
    return {
      verdicts: measures.map(
        ({ ticket_id, severity, measure, verdict }) => `${ticket_id} ${severity} ${measure}: ${verdict}`,
      ),
      attainment: Object.fromEntries(totals.map((row) => [`${row.severity} ${row.measure}`, [row.met, row.breached]])),
      found: (name) =>
        run.findings
          .filter(({ check }) => check.name === name)
          .flatMap(({ rows }) =>
            rows.map(({ subject, file, row, detail }) => `${subject} | ${file}, row ${row} | ${detail}`),
          ),
      rejected: n,
    };
  } finally {
    warehouse.close();
  }
}
