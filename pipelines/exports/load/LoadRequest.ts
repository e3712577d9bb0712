/** What a load is asked for. */
import type { FoldGaps } from '../fold/plan.ts';
import type { SourceFinder } from '../mapping/sources.ts';

export interface LoadRequest {
  workspace: string;
  sourceOf: SourceFinder;
  gaps: FoldGaps;
  /** Instant of the run, ISO 8601, from the command line's clock. */
  loadedAt: string;
  /** Only these files (paths below the workspace); default all. */
  only?: string[];
  onFile?: (file: string, index: number, count: number) => void;
}
