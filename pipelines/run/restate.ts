/** Completes the plan of a restated report: the exported rows that moved its figures, and restatement.json. */
import type { IssuePlan } from '../issue/planIssue.ts';
import { changedFigures, changedFilesOf, changedRows, type Restatement } from '../issue/restatement.ts';
import { rowChanges } from '../issue/rowChanges.ts';
import type { Inputs } from '../issue/statement.ts';
import type { Figures } from '../report/figures.ts';
import type { Redactor } from '../report/Redactor.ts';
import type { Run } from './prepareRun.ts';

/** Lines about rows in the history; restatement.json has them all. */
const mostLines = 20;

interface Restated {
  plan: IssuePlan;
  figures: Figures;
  inputs: Inputs;
  /** Of the issued report. */
  folder: string;
  /** Masks what the client's edition must not say; null: nothing. */
  redactor: Redactor | null;
}

/**
 * The plan with what changed row by row in its last revision, and the text of restatement.json; null where nothing is
 * restated. The warehouse must still be able to read the folder of the issued report.
 */
export async function restate(
  run: Run,
  { plan, figures, inputs, folder, redactor }: Restated,
): Promise<{ plan: IssuePlan; restatement: string | null }> {
  const { standing } = plan;
  const last = plan.revisions.at(-1);
  if (!standing || !last || plan.isUnchanged || plan.state === 'interim') return { plan, restatement: null };
  const moved = changedFigures(standing.figures, figures);
  const found =
    moved.length === 0 ? { rows: [], rows_unknown_because: null } : await changedRows(run, standing, folder);
  const rows = redactor ? redactor.rows(found) : found;
  const revised = { ...last, changes: [...last.changes, ...rowChanges(rows.rows ?? [], run.contract, mostLines)] };
  const revisions = [...plan.revisions.slice(0, -1), revised];
  const restatement: Restatement = {
    from_version: standing.version,
    to_version: plan.version!,
    changes: [...revised.changes],
    figures: moved,
    files: changedFilesOf(standing, inputs),
    ...rows,
  };
  return {
    plan: { ...plan, revisions: redactor ? redactor.data(revisions) : revisions },
    restatement: `${JSON.stringify(redactor ? redactor.data(restatement) : restatement, null, 2)}\n`,
  };
}
