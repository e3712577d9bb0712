/** Histories over which the outlook is asked: the sample, and exports of strangers that are no part of this repository. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { packageRoot } from '../../pipelines/packageRoot.ts';

export interface History {
  /** Name in the table, of each kind of promise that it has. */
  titles: Partial<Record<'services' | 'tickets', string>>;
  /** Folder of the agreement, below fixtures/. */
  fixture: string;
  /** File or folder below ../shared/data; null: the exports of the fixture. */
  exported: string | null;
  /** Its first and its last month that is over. */
  first: string;
  last: string;
  timezone: string;
  /** Takes minutes: in no test. */
  isLong?: true;
  /** Added to the agreement: targets of share, which the strangers' logs do not name. */
  targets?: string;
}

const share = (percent: number, ...measures: string[]): string =>
  `kpis:\n  - effective_from: 2010-01-01\n    targets:\n${measures.map((measure) => `      attainment_${measure}: { target: ${percent}, direction: higher }\n`).join('')}`;

export const histories: History[] = [
  {
    titles: { services: 'Sample: 18 services, 7 months', tickets: 'Sample: 6 measures, 7 months' },
    fixture: 'sample',
    exported: null,
    first: '2026-04',
    last: '2026-10',
    timezone: 'Asia/Tokyo',
  },
  {
    titles: { services: 'Status page: 12 components, 52 months' },
    fixture: 'scenarios/github-statuses-2026-01',
    exported: 'github-statuses/incidents.jsonl',
    first: '2022-04',
    last: '2026-07',
    timezone: 'UTC',
    isLong: true,
  },
  {
    titles: { services: 'Upptime: 54 sites, 6 months' },
    fixture: 'scenarios/upptime-unibern-2026-03',
    exported: 'upptime-unibern/history_revisions.jsonl',
    first: '2026-02',
    last: '2026-07',
    timezone: 'UTC',
  },
  {
    titles: { services: 'Check logs: 8 monitors, 2 months' },
    fixture: 'scenarios/real-heartbeats',
    exported: 'heartbeats',
    first: '2022-05',
    last: '2022-06',
    timezone: 'Asia/Shanghai',
  },
  {
    titles: { tickets: 'ServiceNow: 3 measures, 11 months, half in time' },
    fixture: 'scenarios/real-servicenow',
    exported: 'uci-servicenow/incident_event_log.zip',
    first: '2016-03',
    last: '2017-01',
    timezone: 'UTC',
    targets: share(50, 'critical_resolve', 'high_resolve', 'medium_resolve'),
  },
  {
    titles: { tickets: 'Volvo: 3 measures, 2 months, half in time' },
    fixture: 'scenarios/real-volvo',
    exported: 'volvo/bpi_challenge_2013_incidents.xes.gz',
    first: '2012-04',
    last: '2012-05',
    timezone: 'Europe/Stockholm',
    targets: share(50, 'critical_resolve', 'high_resolve', 'medium_resolve'),
  },
];

/** Path of a stranger's export, or null where it is not beside the repository. */
export function exportedOf(exported: string): string | null {
  const path = join(packageRoot(), '..', 'shared', 'data', exported);
  return existsSync(path) ? path : null;
}

/** Lays out a workspace in an empty folder; false if the history's files are not there. */
export function workspaceOf({ fixture, exported, targets }: History, folder: string): boolean {
  const data = exported === null ? null : exportedOf(exported);
  if (exported !== null && data === null) return false;
  const source = join(packageRoot(), 'fixtures', fixture);
  for (const entry of readdirSync(source))
    if (entry !== 'reports' && !entry.startsWith('warehouse.duckdb'))
      cpSync(join(source, entry), join(folder, entry), { recursive: true });
  if (data !== null) {
    mkdirSync(join(folder, 'exports'), { recursive: true });
    cpSync(data, join(folder, 'exports', basename(data)), { recursive: true });
  }
  const contract = join(folder, 'contract.yaml');
  if (targets) writeFileSync(contract, `${readFileSync(contract, 'utf8')}${targets}`);
  return true;
}
