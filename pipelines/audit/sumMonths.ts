/** Adds the figures of several months up: seconds are pooled, never percentages, and allowances add exactly. */
import { add, compare, floor, percentFloored, type Ratio, ratio } from '../reference/ratio.ts';
import type { Availability, ServiceCase, ServiceJudgement } from '../reference/ServiceEvidence.ts';

/** The figures of a period from the cases and judgements of its months. An outage over a month's end counts in both, as it was reported. */
export function sumMonths(cases: readonly ServiceCase[], judged: readonly ServiceJudgement[]): Availability {
  const sum = (key: keyof Availability) => judged.reduce((total, figures) => total + (figures[key] as number), 0);
  const allowance = cases.map((given, index) => allowanceOf(given, judged[index]!)).reduce(add, ratio(0, 1));
  const [base, lost] = [sum('baseSeconds'), sum('lostSeconds')];
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
    met: base === 0 ? null : compare(ratio(lost, 1), allowance) <= 0,
    outages: sum('outages'),
    longestOutageSeconds: longest(judged),
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

/** An outage over midnight of the last day is one outage: its counted seconds of both months together. */
function longest(judged: readonly ServiceJudgement[]): number {
  const counted = new Map<number, number>();
  for (const { outageList } of judged) {
    for (const { from, countedSeconds } of outageList) counted.set(from, (counted.get(from) ?? 0) + countedSeconds);
  }
  return Math.max(0, ...counted.values());
}
