/**
 * Whether an issued report would come out otherwise today.
 */
import { join } from 'node:path';
import type { LocalText } from '../contract/Contract.ts';
import { isoInstant } from '../isoInstant.ts';
import { readFigures } from '../report/figures.ts';
import type { Run } from '../run/prepareRun.ts';
import { type Manifest, readManifest } from './Manifest.ts';
import { changesSince } from './planIssue.ts';
import { readInputs } from './statement.ts';

/** What changed since the period of a run was issued in the workspace's own reports/; null when nothing did, or it was not. */
export async function changedSinceIssue(run: Run): Promise<{ manifest: Manifest; changes: LocalText[] } | null> {
  const manifest = readManifest(join(run.workspace, 'reports', run.periods.period.id, 'manifest.json'));
  if (!manifest || manifest.as_of !== isoInstant(run.periods.asOf)) return null;
  const changes = changesSince(manifest, await readFigures(run), await readInputs(run), []);
  return changes.length === 0 ? null : { manifest, changes };
}
