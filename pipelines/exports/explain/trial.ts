/** Tries an entry on the file that it was proposed for, in a folder and a database of its own: what it says must load. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { SlaError } from '../../errors.ts';
import { Warehouse } from '../../warehouse/Warehouse.ts';
import { loadExports } from '../load/loadExports.ts';
import { readSources } from '../mapping/sources.ts';
import type { Input } from '../read/openBytes.ts';
import { copyInto } from './look.ts';

export interface Trial {
  /** Why nothing could be loaded; null where something was. */
  error: string | null;
  /** Rows that were read, by table. */
  rows: Record<string, number>;
  rejects: { row: number; column: string | null; value: string | null; reason: string }[];
  notices: { kind: string; message: string; n: number | null }[];
  /** Services that the rows name, with the number of rows, samples included. */
  services: { name: string; n: number }[];
}

/**
 * @param entry lines of YAML for `sources:`, without anything open
 * @param services ids that stand for the contract's: samples of others are not read
 */
export async function tryEntry(input: Input, entry: readonly string[], services: readonly string[]): Promise<Trial> {
  const workspace = mkdtempSync(join(tmpdir(), 'sla-explain-'));
  const none: Trial = { error: null, rows: {}, rejects: [], notices: [], services: [] };
  const warehouse = await Warehouse.open({ path: ':memory:' });
  try {
    mkdirSync(join(workspace, 'exports'));
    const name = basename(input.file.split('#').at(-1)!);
    copyInto(input, join(workspace, 'exports', name));
    const [, ...keys] = entry;
    writeFileSync(
      join(workspace, 'sources.yaml'),
      ['version: 1', 'sources:', '  - files: "exports/**"', ...keys.map((line) => `  ${line}`), ''].join('\n'),
    );
    await loadExports(warehouse, {
      workspace,
      sourceOf: readSources(workspace),
      gaps: { key: 'trial', seconds: new Map(services.map((service) => [service, 180])) },
      loadedAt: '2000-01-01T00:00:00Z',
    });
    const loads = await warehouse.rows<{ name: string; n: number }>(
      'select table_name as name, sum(row_count)::integer as n from raw.loads group by all',
    );
    return {
      error: null,
      rows: Object.fromEntries(loads.map(({ name: table, n }) => [table, n])),
      rejects: await warehouse.rows(
        'select _row as "row", column_name as "column", value, reason from raw.rejects order by _row limit 1000',
      ),
      notices: await warehouse.rows('select kind, message, row_count as n from raw.notices order by all'),
      services: await warehouse.rows(servicesSql),
    };
  } catch (error) {
    if (!(error instanceof SlaError)) throw error;
    return { ...none, error: error.problems[0]!.what };
  } finally {
    warehouse.close();
    rmSync(workspace, { recursive: true, force: true });
  }
}

const servicesSql = `
  select name, sum(n)::integer as n from (
    select service_id as name, count(*) as n from raw.tickets group by 1
    union all select service_id, count(*) from raw.uptime_states group by 1
    union all select service_id, count(*) from raw.maintenance group by 1
    union all select service_id, sum(samples) from raw.uptime_runs group by 1
    union all select value, row_count from raw.notices where kind = 'unknown-service'
  ) where name is not null group by 1 order by 2 desc, 1`;
