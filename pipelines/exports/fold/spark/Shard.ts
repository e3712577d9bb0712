/** A file of runs under exports/, and what folds a job again. */
import { readParquet } from '../../../warehouse/Warehouse.ts';
import { type FoldedFile, foldedColumns } from './FoldedFile.ts';
import type { SparkOutput } from './readOutput.ts';
import type { SparkJob } from './sparkJob.ts';

/** A file of runs under exports/. */
export interface Shard {
  path: string;
  sha256: string;
  said: FoldedFile;
}

/** Folds a job, or finds it folded. */
export type Folder = (job: Omit<SparkJob, 'output' | 'tables'>) => Promise<SparkOutput>;

/** The runs of a file of runs. */
export function runsIn(path: string): string {
  return `(select ${foldedColumns.join(', ')} from ${readParquet(path)})`;
}
