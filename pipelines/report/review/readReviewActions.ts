/**
 * Reads what became of the actions that were agreed in the quarter before.
 */

import { localText } from '../../contract/languages.ts';
import type { ReadContext } from '../context.ts';
import type { FctReviewActions } from '../marts.ts';
import type { FollowUp } from './ReviewModel.ts';

/** Earlier actions in their order, then those that were added since. */
export async function readFollowUp({ warehouse, period, run }: ReadContext): Promise<FollowUp[]> {
  const rows = await warehouse.rows<FctReviewActions>(
    `select * from marts.fct_review_actions where period_id = ${period} order by ordinal`,
  );
  return rows.map((row) => ({
    title: localText({ ja: row.title_ja, en: row.title_en }),
    why: row.why_ja === null ? null : localText({ ja: row.why_ja, en: row.why_en ?? row.why_ja }),
    owner:
      row.owner_ja === null
        ? null
        : localText({ ja: row.owner_ja, en: row.owner_en ?? row.owner_ja })[run.contract.language],
    promisedDue: row.promised_due,
    due: row.due,
    outcome: row.outcome,
    reason: row.reason_ja === null ? null : localText({ ja: row.reason_ja, en: row.reason_en ?? row.reason_ja }),
    isNew: row.is_new,
  }));
}
