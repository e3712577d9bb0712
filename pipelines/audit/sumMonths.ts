/** Adds the figures of several months up: seconds are pooled, never percentages, and allowances add exactly. */
import { type Ahead, statusOf } from '../reference/budget.ts';
import { add, compare, floor, percentFloored, type Ratio, ratio } from '../reference/ratio.ts';
import type { Atom, Availability, ServiceCase, ServiceJudgement } from '../reference/ServiceEvidence.ts';

/**
 * The figures of a period from the judgements of its months, each looked at as the period knows it. An outage over a month's
 * end is one outage. Of a month without any evidence the seconds count as the agreement takes unknown time, if another
 * month has some.
 */
export function sumMonths(
  cases: readonly ServiceCase[],
  judged: readonly ServiceJudgement[],
  ahead: Ahead,
): Availability {
  const sum = (key: keyof Availability) => judged.reduce((total, figures) => total + (figures[key] as number), 0);
  const isKnown = judged.some(({ knownSeconds }) => knownSeconds > 0);
  const allowance = isKnown
    ? cases.map((given, index) => allowanceOf(given, judged[index]!)).reduce(add, ahead.allowance)
    : ratio(0, 1);
  const atoms = isKnown ? judged.flatMap((month) => month.atoms) : [];
  const secondsOf = (holds: (counts: Atom['counts']) => boolean) =>
    atoms.reduce((total, { counts, seconds }) => (holds(counts) ? total + seconds : total), 0);
  const base = secondsOf((counts) => counts !== 'not-at-all');
  const lost = secondsOf((counts) => counts === 'lost');
  const outages = outagesOf(judged);
  return {
    windowSeconds: sum('windowSeconds'),
    maintenanceSeconds: sum('maintenanceSeconds'),
    excludedSeconds: sum('excludedSeconds'),
    agreedSeconds: sum('agreedSeconds'),
    downSeconds: sum('downSeconds'),
    unknownSeconds: sum('unknownSeconds'),
    baseSeconds: base,
    lostSeconds: lost,
    availabilityPercent: base === 0 ? null : percentFloored(ratio(base - lost, base)),
    met: base === 0 || ahead.windowSeconds > 0 ? null : compare(ratio(lost, 1), allowance) <= 0,
    status: statusOf({ base, lost, elapsed: sum('windowSeconds'), ahead: ahead.windowSeconds }, allowance),
    outages: outages.filter((seconds) => seconds > 0).length,
    longestOutageSeconds: Math.max(0, ...outages),
    budgetSeconds: floor(allowance),
    budgetLeftSeconds: floor(allowance) - lost,
  };
}

/** What the targets of a month leave to be lost: of each part its own share of its own base. */
function allowanceOf({ parts }: ServiceCase, { atoms }: ServiceJudgement): Ratio {
  return parts
    .map(({ from, to, target }) => {
      const base = atoms
        .filter(({ counts }) => counts !== 'not-at-all')
        .reduce((sum, atom) => sum + Math.max(0, Math.min(atom.to, to) - Math.max(atom.from, from)), 0);
      return ratio(BigInt(base) * BigInt(target.denominator - target.numerator), target.denominator);
    })
    .reduce(add, ratio(0, 1));
}

/** The counted seconds of each outage, those of all months together. */
function outagesOf(judged: readonly ServiceJudgement[]): number[] {
  const counted = new Map<number, number>();
  for (const { outageList } of judged) {
    for (const { from, countedSeconds } of outageList) counted.set(from, (counted.get(from) ?? 0) + countedSeconds);
  }
  return [...counted.values()];
}
