/** Reads the samples of one service from the export itself, with their row numbers: what is stored are only their runs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleRows } from '../exports/fold/sampleRows.ts';
import type { Source } from '../exports/mapping/Source.ts';
import type { Input } from '../exports/read/openBytes.ts';
import { inputsOf } from '../exports/read/readRecords.ts';
import type { MonitorState } from '../reference/exported.ts';
import type { Sample } from '../reference/ServiceEvidence.ts';
import { readMacros } from '../warehouse/models.ts';
import { quote, Warehouse } from '../warehouse/Warehouse.ts';

export interface SampleFile {
  /** Path below the workspace, and on disk. */
  file: string;
  path: string;
  sha256: string;
  source: Source;
  /** The source of evidence that the file belongs to. */
  feedId: string;
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
  { sha256, source, feedId }: SampleFile,
  folder: string,
  wanted: Wanted,
) {
  const samples = await sampleRows(warehouse, input, source, folder);
  if (samples === null) return [];
  const rows = await warehouse.rows<{ row: number; at: number; state: MonitorState; said: string; location: string }>(
    `select row, at_s as "at", state, said, location from (${samples})
     where service_id = ${quote(wanted.serviceId)} and at_s >= ${wanted.from} and at_s < ${wanted.to}
     order by row`,
  );
  return rows.map(
    ({ row, ...sample }): Sample => ({ ...sample, feed: feedId, source: { file: input.file, sha256, row } }),
  );
}
