/** The availability of all services together, by the method that the agreement names. */
import type { AvailabilityTerms, Percentage } from '../contract/Contract.ts';
import { add, compare, percentFloored, type Ratio, ratio } from './ratio.ts';
import type { ServiceJudgement, Span } from './ServiceEvidence.ts';
import { sweep } from './sweep.ts';

export interface Overall {
  method: AvailabilityTerms['overall'];
  /** Null when no service has any base. */
  exact: Ratio | null;
  availabilityPercent: string | null;
  met: boolean | null;
}

/** What is summed: seconds for the first three methods, spans for the last. */
export type OverallInput = Pick<ServiceJudgement, 'baseSeconds' | 'lostSeconds' | 'atoms'>;

/**
 * - `pooled`: all available seconds over all base seconds.
 * - `worst`: the smallest ratio of a service.
 * - `mean`: the mean of the ratios; a service without a base has none and is left out.
 * - `all-services-up`: base = time in which at least one service has base time, lost = time in which one is lost.
 */
export function overallAvailability(
  method: AvailabilityTerms['overall'],
  services: readonly OverallInput[],
  target: Percentage,
): Overall {
  const based = services.filter(({ baseSeconds }) => baseSeconds > 0);
  const exact = based.length === 0 ? null : METHODS[method](based);
  return {
    method,
    exact,
    availabilityPercent: exact && percentFloored(exact),
    met: exact && compare(exact, ratio(target.numerator, target.denominator)) >= 0,
  };
}

const METHODS: Record<AvailabilityTerms['overall'], (services: readonly OverallInput[]) => Ratio> = {
  pooled: (services) =>
    available(sum(services.map(({ baseSeconds }) => baseSeconds)), sum(services.map(({ lostSeconds }) => lostSeconds))),
  worst: (services) => services.map(own).reduce((worst, each) => (compare(each, worst) < 0 ? each : worst)),
  mean: (services) => {
    const total = services.map(own).reduce(add);
    return { numerator: total.numerator, denominator: total.denominator * BigInt(services.length) };
  },
  'all-services-up': (services) => {
    const counting = services.flatMap(({ atoms }) => atoms.filter(({ counts }) => counts !== 'not-at-all'));
    const stretches = sweep(counting);
    const lost = stretches.filter(({ covering }) => covering.some(({ counts }) => counts === 'lost'));
    return available(length(stretches), length(lost));
  },
};

function own({ baseSeconds, lostSeconds }: OverallInput): Ratio {
  return available(baseSeconds, lostSeconds);
}

function available(base: number, lost: number): Ratio {
  return ratio(base - lost, base);
}

function length(spans: readonly Span[]): number {
  return sum(spans.map(({ from, to }) => to - from));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
