/** Loads one mutated file as a run would, and says how it went. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SlaError } from '../../pipelines/errors.ts';
import { loadExports } from '../../pipelines/exports/load/loadExports.ts';
import { readSources } from '../../pipelines/exports/mapping/sources.ts';
import type { Warehouse } from '../../pipelines/warehouse/Warehouse.ts';
import type { FuzzCase } from './mutate.ts';

export type Outcome =
  | { kind: 'accepted'; rows: number; rejected: number }
  | { kind: 'refused'; message: string }
  /** A stack, a refusal without place or remedy, rows that are nowhere, or too much time: what must not be. */
  | { kind: 'failed'; why: string };

const slowestMs = 20_000;

/** @param workspace a folder of its own; what was in its exports/ is replaced. */
export async function tryCase(
  warehouse: Warehouse,
  workspace: string,
  { file, bytes, sources }: FuzzCase,
): Promise<Outcome> {
  rmSync(workspace, { recursive: true, force: true });
  mkdirSync(join(workspace, 'exports'), { recursive: true });
  writeFileSync(join(workspace, 'exports', file), bytes);
  if (sources) writeFileSync(join(workspace, 'sources.yaml'), sources);
  const begun = performance.now();
  try {
    const gaps = { key: 'fuzz', seconds: new Map([['sap', 180]]) };
    const { loaded, unchanged } = await loadExports(warehouse, {
      workspace,
      sourceOf: readSources(workspace),
      gaps,
      loadedAt: '2026-11-01T00:00:00Z',
    });
    const ms = performance.now() - begun;
    if (ms > slowestMs) return { kind: 'failed', why: `took ${Math.floor(ms)} ms` };
    const [rows, rejected] = [
      loaded.reduce((sum, each) => sum + each.rows, 0),
      loaded.reduce((sum, each) => sum + each.rejected, 0),
    ];
    const kept = await warehouse.row<{ n: number; left: number }>(
      `select (select coalesce(sum(row_count), 0) from raw.loads) as n, (select count(*) from raw.rejects where _load not in (select load_id from raw.loads)) as "left"`,
    );
    if (unchanged === 0 && kept.n !== rows)
      return { kind: 'failed', why: `${rows} rows were reported, ${kept.n} are kept` };
    if (kept.left > 0) return { kind: 'failed', why: `${kept.left} rejects belong to no file` };
    return { kind: 'accepted', rows, rejected };
  } catch (error) {
    if (!(error instanceof SlaError))
      return { kind: 'failed', why: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    const bare = error.problems.find(({ where, fix }) => !where || !fix);
    return bare
      ? { kind: 'failed', why: `a refusal without place or remedy: ${bare.what}` }
      : { kind: 'refused', message: error.message };
  }
}
