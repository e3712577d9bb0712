/**
 * Workspaces over real exports that are not part of this repository, and what a plain reading of them says.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { packageRoot } from '../../pipelines/packageRoot.ts';
import { copyOfFixture } from '../support/workspace.ts';

const folder = join(packageRoot(), '..', 'shared', 'data');

/** Path of a file of real data, or null where it is not there. */
export function realData(file: string): string | null {
  const path = join(folder, file);
  return existsSync(path) ? path : null;
}

/** A workspace with a scenario's contract, its months cut in this zone, and one real export. */
export function realWorkspace(scenario: string, timezone: string, exported: string): string {
  const workspace = copyOfFixture(`scenarios/${scenario}`);
  mkdirSync(join(workspace, 'exports'), { recursive: true });
  cpSync(join(folder, exported), join(workspace, 'exports', basename(exported)));
  const contract = join(workspace, 'contract.yaml');
  writeFileSync(contract, readFileSync(contract, 'utf8').replace(/^timezone: .*$/m, `timezone: ${timezone}`));
  return workspace;
}

export interface Span {
  /** Epoch seconds. */
  from: number;
  until: number;
}

/** When Upptime itself was silent: more than two days without a revision of any site, though it writes every day; and since the last. */
export function upptimeSilences(path: string): Span[] {
  const instants = revisionsOf(path)
    .map(({ at }) => at)
    .sort((a, b) => a - b);
  return instants
    .map((from, index) => ({ from, until: instants[index + 1] ?? Number.POSITIVE_INFINITY }))
    .filter(({ from, until }) => until - from > 2 * 86_400);
}

function revisionsOf(path: string): { site: string; status: string; at: number }[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const { path: file, yml } = JSON.parse(line) as { path: string; yml: string };
      const { status, lastUpdated } = parse(yml) as { status: string; lastUpdated: string };
      return { site: basename(file, '.yml'), status, at: Math.floor(Date.parse(lastUpdated) / 1000) };
    });
}

/** Outages of each Upptime site: from a revision that says down to the next revision of its file. */
export function upptimeOutages(path: string): Map<string, Span[]> {
  const revisions = revisionsOf(path);
  const sites = groupBy(revisions, ({ site }) => site);
  return new Map(
    [...sites].map(([site, rows]) => {
      const sorted = rows.toSorted((a, b) => a.at - b.at);
      return [
        site,
        sorted.flatMap(({ status, at }, index) =>
          status === 'down' ? [{ from: at, until: sorted[index + 1]?.at ?? Number.POSITIVE_INFINITY }] : [],
        ),
      ];
    }),
  );
}

/** Outages of each component of the status page; maintenance and incidents of no impact are none. */
export function statusPageOutages(path: string): Map<string, Span[]> {
  interface Incident {
    impact: string;
    components?: string[];
    downtime_start: string;
    downtime_end: string;
  }
  const incidents = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Incident);
  const outages = incidents
    .filter(({ impact }) => impact !== 'maintenance' && impact !== 'none')
    .flatMap(({ components = [], downtime_start, downtime_end }) =>
      components.map((component) => ({
        component: component.toLowerCase().replaceAll(' ', '-'),
        from: Date.parse(downtime_start) / 1000,
        until: Date.parse(downtime_end) / 1000,
      })),
    );
  return groupBy(outages, ({ component }) => component);
}

/** Seconds that spans cover together within a window, second by second where they overlap. */
export function secondsWithin(spans: readonly Span[], window: Span): number {
  let reached = window.from;
  let seconds = 0;
  for (const { from, until } of spans.toSorted((a, b) => a.from - b.from)) {
    const start = Math.max(from, reached);
    const end = Math.min(until, window.until);
    if (end > start) seconds += end - start;
    reached = Math.max(reached, Math.min(until, window.until));
  }
  return seconds;
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}
