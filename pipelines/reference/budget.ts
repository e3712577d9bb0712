/** The budget of a period that still runs: what its targets allow of the whole of it, and where the service stands. */
import { add, compare, type Ratio, ratio } from './ratio.ts';
import type { AvailabilityStatus, ServiceCase } from './ServiceEvidence.ts';
import { clip, sweep } from './sweep.ts';

/** What a period has still before it at its cut-off: seconds of the window, and what the targets allow of the agreed ones. */
export interface Ahead {
  windowSeconds: number;
  allowance: Ratio;
}

const nothingAhead: Ahead = { windowSeconds: 0, allowance: ratio(0, 1) };

/** Agreed time to come is the window less known maintenance and exclusions; nothing of it is unknown yet. */
export function aheadOf({ period, asOf, life, parts, maintenance, exclusions }: ServiceCase): Ahead {
  const window = {
    from: Math.max(asOf, period.from, life.from ?? period.from),
    to: Math.min(period.to, life.until ?? period.to),
  };
  return parts
    .map((part) => ({ ...part, ...clip(part, window) }))
    .filter(({ from, to }) => from < to)
    .map((part) => {
      const layers = [
        { ...clip(part, part), kind: 'part' },
        ...maintenance.map((each) => ({ ...clip(each, part), kind: 'maintenance' })),
        ...exclusions.map((each) => ({ ...clip(each, part), kind: 'exclusion' })),
      ];
      const agreed = sweep(layers.map(({ from, to, kind }) => ({ from, to, kind })))
        .filter(({ covering }) => {
          const kinds = covering.map(({ kind }) => kind);
          if (kinds.includes('maintenance')) return part.terms.maintenance !== 'excluded';
          return !kinds.includes('exclusion');
        })
        .reduce((sum, { from, to }) => sum + to - from, 0);
      return {
        windowSeconds: part.to - part.from,
        allowance: ratio(
          BigInt(agreed) * BigInt(part.target.denominator - part.target.numerator),
          part.target.denominator,
        ),
      };
    })
    .reduce(
      (sum, each) => ({
        windowSeconds: sum.windowSeconds + each.windowSeconds,
        allowance: add(sum.allowance, each.allowance),
      }),
      nothingAhead,
    );
}

/**
 * Where a service stands. While the period runs: `lost` when the budget is exceeded, `at-risk` when less than a quarter of it
 * is left or, from a tenth of the period on, the burn carried on would lose it.
 *
 * @param budget of the whole period; `elapsed` and `ahead` are seconds of the window
 */
export function statusOf(
  { base, lost, elapsed, ahead }: Record<'base' | 'lost' | 'elapsed' | 'ahead', number>,
  budget: Ratio,
): AvailabilityStatus {
  if (base === 0) return 'no-data';
  const exceeds = (seconds: number, times = 1) => compare(ratio(seconds, 1), scaled(budget, times)) > 0;
  if (ahead === 0) return exceeds(lost) ? 'missed' : 'met';
  if (exceeds(lost)) return 'lost';
  // (budget - lost) * 4 < budget
  if (exceeds(lost * 4, 3)) return 'at-risk';
  const isEarly = elapsed * 10 < elapsed + ahead;
  return !isEarly && exceeds(lost * (elapsed + ahead), elapsed) ? 'at-risk' : 'on-course';
}

function scaled({ numerator, denominator }: Ratio, times: number): Ratio {
  return { numerator: numerator * BigInt(times), denominator };
}
