/** Reads the samples of one service from the export itself, with their row numbers: what is stored are only their runs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { conditionSql, epochColumn, textColumn } from '../exports/mapping/columnSql.ts';
import { FieldSet } from '../exports/mapping/FieldSet.ts';
import type { Source } from '../exports/mapping/Source.ts';
import type { ColumnRule } from '../exports/mapping/schema.ts';
import type { Input } from '../exports/read/openBytes.ts';
import { inputsOf, readRecords } from '../exports/read/readRecords.ts';
import type { MonitorState, Sample } from '../reference/ServiceEvidence.ts';
import { readMacros } from '../warehouse/models.ts';
import { quote, Warehouse } from '../warehouse/Warehouse.ts';

export interface SampleFile {
  /** Path below the workspace, and on disk. */
  file: string;
  path: string;
  sha256: string;
  source: Source;
}

/** The samples of a service in [from, to), in the order of the file. */
export async function readSamples(file: SampleFile, serviceId: string, from: number, to: number): Promise<Sample[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sla-audit-'));
  const warehouse = await Warehouse.open({ path: ':memory:' });
  try {
    await warehouse.run(readMacros());
    const samples: Sample[] = [];
    for (const input of await inputsOf({ ...file, bytes: 0 }, folder)) {
      for (const sample of await samplesOf(warehouse, input, file, folder, { serviceId, from, to }))
        samples.push(sample);
    }
    return samples;
  } finally {
    warehouse.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Wanted {
  serviceId: string;
  from: number;
  to: number;
}

async function samplesOf(
  warehouse: Warehouse,
  input: Input,
  { sha256, source }: SampleFile,
  folder: string,
  wanted: Wanted,
) {
  const table = source.tables.find((each) => each.table.name === 'uptime_samples');
  if (!table) return [];
  const fields = new FieldSet();
  const rule = (name: string): ColumnRule => table.columns.get(name) ?? { value: '' };
  const service = textColumn(rule('service_id'), fields).value;
  const at = epochColumn(rule('checked_at'), fields, source.zone).value;
  const state = textColumn(rule('state'), fields);
  const location = textColumn(rule('location'), fields).value;
  const conditions = table.where.map((condition) => conditionSql(condition, fields));
  const records = await readRecords(warehouse, input, source, fields, folder);
  const texts = fields.requests.map((_, index) => `nullif(trim(f${index}), '') as f${index}`);
  const rows = await warehouse.rows<{ row: number; at: number; state: MonitorState; said: string; location: string }>(
    `with records as (select ${['_row', ...texts].join(', ')} from ${records.sql}),
     samples as (
       select _row as row, ${service} as service_id, ${at} as at_s, lower(${state.value}) as state, ${state.found} as said, coalesce(${location}, '') as location
       from records ${conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''}
     )
     select row, at_s as "at", state, said, location from samples
     where service_id = ${quote(wanted.serviceId)} and at_s >= ${wanted.from} and at_s < ${wanted.to}
       and state in ('up', 'down', 'unknown')
     order by row`,
  );
  return rows.map(({ row, ...sample }): Sample => ({ ...sample, source: { file: input.file, sha256, row } }));
}
