/** The availability of all services together, by the method that the agreement names. */
import type { AvailabilityTerms, Percentage } from '../contract/Contract.ts';
import { add, compare, percentFloored, type Ratio, ratio } from './ratio.ts';
import type { ServiceJudgement, Span } from './ServiceEvidence.ts';
import { clip, sweep } from './sweep.ts';

export interface Overall {
  method: AvailabilityTerms['overall'];
  /** Null when no service has any base. */
  exact: Ratio | null;
  availabilityPercent: string | null;
  met: boolean | null;
}

/** What is summed: seconds and what was allowed of them for the first three methods, spans for the last. */
export type OverallInput = Pick<ServiceJudgement, 'baseSeconds' | 'lostSeconds' | 'allowance' | 'atoms'>;

/** The agreement's own target over a stretch of the period. */
export type TargetPart = Span & { target: Percentage };

/**
 * Met when what was lost is no more than what was allowed, exactly. A service without a base is left out.
 *
 * - `pooled`: all available seconds over all base seconds; allowed is the sum of what each service's own targets allowed.
 * - `worst`: the smallest ratio of a service; met when every service is.
 * - `mean`: the mean of the ratios, against the mean of the targets.
 * - `all-services-up`: base = time in which at least one service has base time, lost = time in which one is lost, on the
 *   agreement's own target of each part.
 */
export function overallAvailability(
  method: AvailabilityTerms['overall'],
  services: readonly OverallInput[],
  parts: readonly TargetPart[],
): Overall {
  const based = services.filter(({ baseSeconds }) => baseSeconds > 0);
  if (based.length === 0) return { method, exact: null, availabilityPercent: null, met: null };
  const exact = METHODS[method](based);
  return { method, exact, availabilityPercent: percentFloored(exact), met: isMet(method, based, parts) };
}

function isMet(
  method: AvailabilityTerms['overall'],
  services: readonly OverallInput[],
  parts: readonly TargetPart[],
): boolean {
  const share = ({ numerator, denominator }: Ratio, base: number) => ({
    numerator,
    denominator: denominator * BigInt(base),
  });
  const total = (ratios: Ratio[]) => ratios.reduce(add, ratio(0, 1));
  if (method === 'worst')
    return services.every(({ lostSeconds, allowance }) => compare(ratio(lostSeconds, 1), allowance) <= 0);
  if (method === 'mean')
    return (
      compare(
        total(services.map(({ lostSeconds, baseSeconds }) => ratio(lostSeconds, baseSeconds))),
        total(services.map(({ allowance, baseSeconds }) => share(allowance, baseSeconds))),
      ) <= 0
    );
  if (method === 'pooled')
    return (
      compare(
        ratio(sum(services.map(({ lostSeconds }) => lostSeconds)), 1),
        total(services.map(({ allowance }) => allowance)),
      ) <= 0
    );
  const { based, lost } = together(services);
  const allowed = parts.map(({ target, ...part }) => {
    const seconds = length(based.map((span) => clip(span, part)).filter(({ from, to }) => from < to));
    return ratio(BigInt(seconds) * BigInt(target.denominator - target.numerator), target.denominator);
  });
  return compare(ratio(length(lost), 1), total(allowed)) <= 0;
}

/** Time in which at least one service has base, and in which one is lost. */
function together(services: readonly OverallInput[]): { based: Span[]; lost: Span[] } {
  const stretches = sweep(services.flatMap(({ atoms }) => atoms.filter(({ counts }) => counts !== 'not-at-all')));
  return {
    based: stretches,
    lost: stretches.filter(({ covering }) => covering.some(({ counts }) => counts === 'lost')),
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
    const { based, lost } = together(services);
    return available(length(based), length(lost));
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
