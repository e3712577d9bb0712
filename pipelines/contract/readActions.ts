/**
 * What people agreed to do: the actions and proposals of a report's commentary, and of the period before it.
 */

import { type Period, previousPeriod } from '../period.ts';
import type { SqlValue } from '../warehouse/Warehouse.ts';
import type { Contract } from './Contract.ts';
import type { Action, Commentary, Improvement } from './readCommentary.ts';
import { readCommentary } from './readCommentary.ts';

/** Columns of `contract.actions`, in the order of its rows. */
export const actionColumns = {
  period_id: 'varchar',
  is_earlier: 'boolean',
  kind: 'varchar',
  ordinal: 'integer',
  title_key: 'varchar',
  title_ja: 'varchar',
  title_en: 'varchar',
  why_ja: 'varchar',
  why_en: 'varchar',
  owner_ja: 'varchar',
  owner_en: 'varchar',
  due: 'varchar',
  status: 'varchar',
  reason_ja: 'varchar',
  reason_en: 'varchar',
};

/**
 * Rows of `contract.actions`: those of the period (given as read), and those of the period before it.
 *
 * @throws SlaError when the earlier commentary cannot be read.
 */
export function readActions(
  workspace: string,
  period: Period,
  commentary: Commentary,
  { timezone }: Contract,
): SqlValue[][] {
  const earlier = previousPeriod(period, timezone);
  return [...rowsOf(period.id, false, commentary), ...rowsOf(earlier.id, true, readCommentary(workspace, earlier.id))];
}

/**
 * The words of a period. A quarter takes what its months say of breaches and outages; its own words win.
 *
 * @throws SlaError when a commentary cannot be read.
 */
export function readPeriodCommentary(workspace: string, period: Period): Commentary {
  const own = readCommentary(workspace, period.id);
  if (period.kind === 'month') return own;
  const ofMonths = period.months.map((month) => readCommentary(workspace, month));
  const availability = { ...own.availability };
  for (const [service, words] of ofMonths.flatMap((month) => Object.entries(month.availability))) {
    const known = availability[service];
    const outages = { ...words.outages, ...known?.outages };
    availability[service] = known ? { ...known, outages } : { ...words, outages };
  }
  return {
    ...own,
    availability,
    breaches: Object.assign({}, ...ofMonths.map(({ breaches }) => breaches), own.breaches) as Commentary['breaches'],
  };
}

function rowsOf(periodId: string, isEarlier: boolean, { actions, improvements }: Commentary): SqlValue[][] {
  return [
    ...actions.map((action, index) =>
      rowOf(periodId, isEarlier, 'action', index, action, action.status, action.reason),
    ),
    ...improvements.map((proposal, index) =>
      rowOf(periodId, isEarlier, 'improvement', index, proposal, proposal.status?.en ?? null, null),
    ),
  ];
}

function rowOf(
  periodId: string,
  isEarlier: boolean,
  kind: 'action' | 'improvement',
  index: number,
  { title, why, owner, due }: Action | Improvement,
  status: string | null,
  reason: Action['reason'],
): SqlValue[] {
  // Spaces and case do not make another action.
  const key = title.ja.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
  return [
    periodId,
    isEarlier,
    kind,
    index + 1,
    key,
    title.ja,
    title.en,
    why?.ja ?? null,
    why?.en ?? null,
    owner?.ja ?? null,
    owner?.en ?? null,
    due,
    status,
    reason?.ja ?? null,
    reason?.en ?? null,
  ];
}
