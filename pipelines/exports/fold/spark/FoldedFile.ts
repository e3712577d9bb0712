/**
 * A file of runs instead of samples, and what it says of itself: what a fold elsewhere brings back, for `exports/`.
 *
 * It is a Parquet file of runs, as raw.uptime_runs has them, that carries its provenance as metadata. One file, so that
 * copying, hashing and rebuilding are what they are for every export.
 */
import { quote, type Warehouse } from '../../../warehouse/Warehouse.ts';

/** The samples' files as they lay there, in the words of the engine that read them. */
export interface LakeFile {
  path: string;
  bytes: number;
  /** ISO 8601. */
  modified_at: string;
  rows: number;
  unreadable: number;
  /** One of the rows that cannot be read. */
  example: string | null;
}

export interface FoldedFile {
  version: 1;
  engine: string;
  /** How the files were read. */
  job: { key: string; inputs: string[]; format: 'csv' | 'parquet'; columns: string[]; zone: string | null };
  /** Services of the agreement as it was then, with the gap that ended a run, in seconds. */
  gaps: Record<string, number>;
  files: LakeFile[];
  counted: { samples: number; unreadable: number; unknownService: number; repeated: number; contradicting: number };
  /** Services that the agreement did not name, those with the most samples first, and how many there are. */
  unknown: { services: { service: string; samples: number }[]; of: number };
  /** Hashes of the files of runs whose samples this one holds too: they no longer count. */
  replaces: string[];
}

/** The key of the metadata. */
const foldedKey = 'sla_folded';

/** Columns of such a file. */
export const foldedColumns = [
  'service_id',
  'location',
  'state',
  'first_at',
  'last_at',
  'samples',
  'repeated',
  'contradicting',
] as const;

/** Whether a load is one of runs: no file of samples has these columns alone. */
export function isFoldedSql(columns: string): string {
  return `coalesce(${columns} = [${foldedColumns.map(quote).join(', ')}], false)`;
}

/** What the file says of itself; null for any other Parquet file. */
export async function readFolded(warehouse: Warehouse, path: string): Promise<FoldedFile | null> {
  const found = await warehouse
    .rows<{ said: string }>(
      `select decode(value) as said from parquet_kv_metadata(${quote(path)}) where decode(key) = ${quote(foldedKey)}`,
    )
    .catch(() => []);
  const said = parsed(found[0]?.said);
  return said?.version === 1 ? said : null;
}

function parsed(text: string | undefined): FoldedFile | null {
  try {
    return text === undefined ? null : (JSON.parse(text) as FoldedFile);
  } catch {
    return null;
  }
}

/** Writes one, in a fixed order: the same runs of the same files are the same bytes. */
export async function writeFolded(warehouse: Warehouse, runs: string, said: FoldedFile, path: string): Promise<void> {
  await warehouse.run(
    `copy (select ${foldedColumns.join(', ')} from ${runs} order by service_id, location, first_at, state)
     to ${quote(path)} (format parquet, compression zstd, kv_metadata { ${foldedKey}: ${quote(JSON.stringify(said))} })`,
  );
}
