/** Loads a handful of files as a workspace would, and reads the raw tables back: what the tests of this folder share. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterEach } from 'vitest';
import { SlaError } from '../../pipelines/errors.ts';
import { type LoadReport, loadExports } from '../../pipelines/exports/load/loadExports.ts';
import { readSources } from '../../pipelines/exports/mapping/sources.ts';
import { Warehouse } from '../../pipelines/warehouse/Warehouse.ts';

export interface Loaded {
  warehouse: Warehouse;
  report: LoadReport;
  workspace: string;
  /** Rows of a raw table in order of row number, without columns that are empty throughout the row. */
  rows: (table: string) => Promise<Record<string, unknown>[]>;
  /** Rejects as `row column "value": reason`. */
  rejects: () => Promise<string[]>;
  notices: () => Promise<string[]>;
}

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** A workspace with these files (paths below exports/) and sources.yaml, loaded into an empty warehouse. */
export async function load(
  files: Record<string, string | Uint8Array>,
  sources?: string,
  services: string[] = ['sap', 'crm'],
): Promise<Loaded> {
  const workspace = workspaceOf(files, sources);
  const warehouse = await Warehouse.open({ path: ':memory:', threads: 2 });
  open.push(() => warehouse.close());
  const gaps = { key: 'test', seconds: new Map(services.map((service) => [service, 180])) };
  const report = await loadExports(warehouse, {
    workspace,
    sourceOf: readSources(workspace),
    gaps,
    loadedAt: '2026-11-01T00:00:00Z',
  });
  return {
    warehouse,
    report,
    workspace,
    rows: async (table) => {
      const order = table === 'uptime_runs' ? 'service_id, location, first_at' : '_load, _row, all';
      const rows = await warehouse.rows(`select * from raw.${table} order by ${order.replace(', all', '')}`);
      return rows.map((row) =>
        Object.fromEntries(Object.entries(row).filter(([name, value]) => value !== null && name !== '_load')),
      );
    },
    rejects: async () => {
      const rows = await warehouse.rows(
        `select _row, column_name, value, reason from raw.rejects order by _row, column_name`,
      );
      return rows.map(
        ({ _row, column_name, value, reason }) =>
          `${_row}${column_name ? ` ${column_name}` : ''} "${value}": ${reason}`,
      );
    },
    notices: async () =>
      (await warehouse.rows<{ message: string }>('select message from raw.notices')).map(({ message }) => message),
  };
}

/** The problems of a load that must fail, as one text. */
export async function failure(files: Record<string, string | Uint8Array>, sources?: string): Promise<string> {
  try {
    await load(files, sources);
  } catch (error) {
    if (error instanceof SlaError) return error.message;
    throw error;
  }
  throw new Error('the load did not fail');
}

export function workspaceOf(files: Record<string, string | Uint8Array>, sources?: string): string {
  const workspace = mkdtempSync(join(tmpdir(), 'sla-exports-'));
  open.push(() => rmSync(workspace, { recursive: true, force: true }));
  mkdirSync(join(workspace, 'exports'));
  for (const [name, content] of Object.entries(files)) {
    const path = join(workspace, 'exports', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  if (sources !== undefined) writeFileSync(join(workspace, 'sources.yaml'), sources);
  return workspace;
}

/** An entry of sources.yaml that reads every export by one preset; `more` is YAML for further keys. */
export function byPreset(format: string, more = ''): string {
  return `version: 1\nsources:\n  - files: "exports/**"\n    format: ${format}\n${more.replaceAll(/^(?=.)/gm, '    ')}\n`;
}

/** Bytes of a fixture. */
export function fixture(name: string): Buffer {
  return readFileSync(join(dirname(fileURLToPath(import.meta.url)), 'fixtures', name));
}

/** Text as UTF-16 little endian with a byte-order mark, as Excel's "Unicode text". */
export function utf16(text: string): Buffer {
  return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
}

export { gzipSync };
