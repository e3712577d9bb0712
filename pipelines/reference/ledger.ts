/**
 * The books of a period: what was carried into it, what came, what was decided and what goes on. A measure is looked at
 * twice, as known at the opening cut-off S and at the closing one E, and stands in one line at each.
 */
import type { MeasureName, Policies } from '../contract/Contract.ts';
import type { MeasureResult } from './TicketHistory.ts';

export interface CutOffs {
  /** UTC epoch seconds of S and E; known at each is what happened strictly before. */
  from: number;
  to: number;
}

/** A measure at S and at E; null where it was not there. */
export interface Movement {
  cycle: number;
  before: MeasureResult | null;
  after: MeasureResult | null;
  attribution: Policies['attribution'];
}

export interface BalanceRow {
  severity: string;
  measure: MeasureName;
  carriedIn: number;
  opened: number;
  reopenedOrRevised: number;
  movedIn: number;
  met: number;
  breached: number;
  excluded: number;
  noData: number;
  noLongerPromised: number;
  movedOut: number;
  carriedOver: number;
}

/**
 * Pairs what is known of one ticket at S with what is known at E. A completion that changed its name with the severity
 * (resolve of medium, restore of high) is one measure that moved.
 *
 * @param attributionOf the policy of the terms in which a clock started
 */
export function movementsOf(
  before: readonly MeasureResult[],
  after: readonly MeasureResult[],
  attributionOf: (measure: MeasureResult) => Policies['attribution'],
): Movement[] {
  const left = [...before];
  const take = (isSame: (other: MeasureResult) => boolean): MeasureResult | null => {
    const index = left.findIndex(isSame);
    return index === -1 ? null : left.splice(index, 1)[0]!;
  };
  const named = after.map((measure) => ({
    after: measure,
    before: take((other) => other.measure === measure.measure && other.cycle === measure.cycle),
  }));
  const paired = named.map(({ after, before }) => ({
    after,
    before:
      before ??
      take((other) => other.cycle === after.cycle && other.measure !== 'respond' && after.measure !== 'respond'),
  }));
  return [...paired, ...left.map((measure) => ({ after: null, before: measure }))].map((pair) => ({
    ...pair,
    cycle: (pair.after ?? pair.before)!.cycle,
    attribution: attributionOf((pair.after ?? pair.before)!),
  }));
}

/** The verdict that a period may count; null while there is none. `resolved` waits for the stop, whatever the verdict. */
function decidedVerdict(
  { verdict, stoppedAt }: MeasureResult,
  attribution: Policies['attribution'],
): Exclude<MeasureResult['verdict'], 'running'> | null {
  if (verdict === 'running') return null;
  const waits = attribution === 'resolved' && stoppedAt === null && verdict === 'breached';
  return waits ? null : verdict;
}

/** Whether a period counts the verdict at E: it is decided, and is not the one that stood at S. */
export function isCounted({ before, after, attribution }: Movement, { from }: CutOffs): boolean {
  if (!after) return false;
  const verdict = decidedVerdict(after, attribution);
  if (attribution === 'opened') return verdict !== null && after.startedAt >= from;
  return verdict !== null && (before === null || decidedVerdict(before, attribution) !== verdict);
}

/** Undecided at E. `opened` has a cohort: what began in the period. */
export function isCarriedOver({ after, attribution }: Movement, { from }: CutOffs): boolean {
  if (!after || decidedVerdict(after, attribution) !== null) return false;
  return attribution !== 'opened' || after.startedAt >= from;
}

/** The balance of some movements: a row for each severity and measure that any of them touches. */
export function balanceOf(movements: readonly Movement[], cutOffs: CutOffs): BalanceRow[] {
  const rows = new Map<string, BalanceRow>();
  const rowOf = ({ severity, measure }: MeasureResult): BalanceRow => {
    const key = JSON.stringify([severity, measure]);
    const row = rows.get(key) ?? emptyRow(severity, measure);
    rows.set(key, row);
    return row;
  };
  for (const movement of movements) {
    const { before, after, attribution } = movement;
    const isCohort = attribution === 'opened';
    const wasOpen = !isCohort && before !== null && decidedVerdict(before, attribution) === null;
    const counts = isCounted(movement, cutOffs);
    const goesOn = isCarriedOver(movement, cutOffs);
    if (wasOpen) rowOf(before).carriedIn += 1;
    if (wasOpen && !after) rowOf(before).noLongerPromised += 1;
    if (!after) continue;
    if ((counts || goesOn) && (isCohort || !before)) rowOf(after).opened += 1;
    if ((counts || goesOn) && !isCohort && before && !wasOpen) rowOf(after).reopenedOrRevised += 1;
    if (wasOpen && rowOf(before) !== rowOf(after)) {
      rowOf(before).movedOut += 1;
      rowOf(after).movedIn += 1;
    }
    if (goesOn) rowOf(after).carriedOver += 1;
    if (counts) rowOf(after)[COLUMN[decidedVerdict(after, attribution)!]] += 1;
  }
  return [...rows.values()];
}

const COLUMN = { met: 'met', breached: 'breached', excluded: 'excluded', 'no-data': 'noData' } as const;

function emptyRow(severity: string, measure: MeasureName): BalanceRow {
  return {
    severity,
    measure,
    carriedIn: 0,
    opened: 0,
    reopenedOrRevised: 0,
    movedIn: 0,
    met: 0,
    breached: 0,
    excluded: 0,
    noData: 0,
    noLongerPromised: 0,
    movedOut: 0,
    carriedOver: 0,
  };
}
