/**
 * Folds the samples of any other source, once its reader has written them as clean records.
 */
import type { Warehouse } from '../../warehouse/Warehouse.ts';
import type { Notice } from '../load/notices.ts';
import type { TablePlan } from '../mapping/tableSql.ts';
import type { Input } from '../read/openBytes.ts';
import { findings } from './foldFindings.ts';
import { recordsInput } from './foldInput.ts';
import { foldRows, refuseUnreadable } from './foldSamples.ts';
import type { FoldContext } from './plan.ts';

/**
 * Folds relation `records`. What cannot be read is set aside in raw.rejects; the rest that was noticed goes to `notices`.
 *
 * @returns the number of samples kept.
 * @throws SlaError when nothing can be read.
 */
export async function foldRecords(
  warehouse: Warehouse,
  { samples, counts }: TablePlan,
  context: FoldContext,
  input: Input & { bytes: number },
  notices: Notice[],
): Promise<number> {
  const folded = await foldRows(warehouse, recordsInput(samples!, counts, input.bytes), context);
  const found = await findings(warehouse, folded, context, []);
  refuseUnreadable(folded.summary, found, input.file);
  notices.push(...found.notices);
  return folded.summary.samples;
}
