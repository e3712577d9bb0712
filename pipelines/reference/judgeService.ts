/**
 * Computes the availability of one service span by span: the specification in code, and what the audit prints.
 *
 *     evidence -> state of the service -> cut by windows, exclusions and terms -> seconds -> exact verdict
 */
import { isDeepStrictEqual } from 'node:util';
import type { AvailabilityTerms } from '../contract/Contract.ts';
import { type Ahead, aheadOf, statusOf } from './budget.ts';
import { type StateSpan, serviceStates } from './evidence.ts';
import { add, compare, floor, percentFloored, type Ratio, ratio } from './ratio.ts';
import type { AtomReason } from './reasons.ts';
import type {
  Atom,
  AtomKind,
  Availability,
  ExcludedTime,
  MaintenanceWindow,
  Outage,
  ServiceCase,
  ServiceJudgement,
  Span,
  TermsPart,
} from './ServiceEvidence.ts';
import { clip, join, sweep } from './sweep.ts';

/** The availability of one service in one period, with every span that leads to it. */
export function judgeService(given: ServiceCase): ServiceJudgement {
  const states = serviceStates({ ...given, asOf: given.outagesKnownAt ?? given.asOf });
  const cuts = cutUp(given, states);
  const ahead = aheadOf(given);
  const figures = figuresOf(cuts, ahead);
  return {
    serviceId: given.serviceId,
    ...figures,
    knownSeconds: knownOf(cuts),
    allowance: allowanceOf(cuts),
    atoms: join(cuts.map(atomOf), sameAtom).map((atom) => ({ ...atom, seconds: atom.to - atom.from })),
    outageList: outagesOf(cuts),
    unknownPolicies: (['excluded', 'up', 'down'] as const).map((unknown) => {
      const { availabilityPercent, met } = figuresOf(cuts, ahead, unknown);
      return { unknown, availabilityPercent, met, turnsVerdict: met !== figures.met };
    }),
  };
}

/** The window cut so finely that each piece has one part, one state and the same windows throughout. */
interface Cut extends Span {
  kind: AtomKind;
  part: TermsPart;
  state: StateSpan | undefined;
  maintenance: MaintenanceWindow | undefined;
  exclusion: ExcludedTime | undefined;
}

/** Window = the period, cut to the service's own life, to as_of, and to what is agreed at all. */
function cutUp({ period, life, asOf, parts, maintenance, exclusions }: ServiceCase, states: StateSpan[]): Cut[] {
  const window = {
    from: Math.max(period.from, life.from ?? period.from),
    to: Math.min(period.to, life.until ?? period.to, asOf),
  };
  const layers = [
    ...parts.map((part) => ({ ...clip(part, window), part })),
    ...states.map((state) => ({ ...clip(state, window), state })),
    ...maintenance.map((each) => ({ ...clip(each, window), maintenance: each })),
    ...exclusions.map((each) => ({ ...clip(each, window), exclusion: each })),
  ];
  return sweep<Span & Partial<Pick<Cut, 'part' | 'state' | 'maintenance' | 'exclusion'>>>(layers).flatMap(
    ({ from, to, covering }) => {
      const { part, state, maintenance, exclusion } = Object.assign({}, ...covering.toReversed()) as Partial<Cut>;
      return part
        ? [{ from, to, part, state, maintenance, exclusion, kind: kindOf(part.terms, state, maintenance, exclusion) }]
        : [];
    },
  );
}

/** Maintenance wins over an exclusion, both win over the monitor; an outage shorter than agreed does not count. */
function kindOf(
  terms: AvailabilityTerms,
  state?: StateSpan,
  maintenance?: MaintenanceWindow,
  exclusion?: ExcludedTime,
): AtomKind {
  if (maintenance) return terms.maintenance === 'excluded' ? 'maintenance' : 'up';
  if (exclusion) return 'excluded';
  if (!state) return 'unknown';
  if (state.state === 'up') return 'up';
  return state.to - state.from < terms.minimum_outage_seconds ? 'down-not-counted' : 'down';
}

/** How a kind enters the ratio under one way to treat unknown time. */
function countsOf(kind: AtomKind, unknown: AvailabilityTerms['unknown']): Atom['counts'] {
  if (kind === 'maintenance' || kind === 'excluded') return 'not-at-all';
  if (kind === 'down') return 'lost';
  if (kind !== 'unknown' || unknown === 'up') return 'available';
  return unknown === 'down' ? 'lost' : 'not-at-all';
}

/**
 * The figures. Each part of the period has its own policies and target; seconds add up, and the allowance is the exact
 * sum of what each part's target leaves: met if and only if the lost seconds are no more than it.
 */
function figuresOf(cuts: readonly Cut[], ahead: Ahead, unknown?: AvailabilityTerms['unknown']): Availability {
  const seconds = (holds: (cut: Cut) => boolean) =>
    cuts.reduce((sum, cut) => (holds(cut) ? sum + cut.to - cut.from : sum), 0);
  const counts = (cut: Cut) => countsOf(cut.kind, unknown ?? cut.part.terms.unknown);
  const isAgreed = ({ kind }: Cut) => kind !== 'maintenance' && kind !== 'excluded';
  // Of a service of which nothing is known there is no figure, whatever unknown time is taken for.
  const isKnown = knownOf(cuts) > 0;
  const base = isKnown ? seconds((cut) => counts(cut) !== 'not-at-all') : 0;
  const lost = isKnown ? seconds((cut) => counts(cut) === 'lost') : 0;
  const allowance = isKnown ? add(allowanceOf(cuts, unknown), ahead.allowance) : ratio(0, 1);
  const elapsed = seconds(() => true);
  const counted = outagesOf(cuts).map(({ countedSeconds }) => countedSeconds);
  return {
    windowSeconds: seconds(() => true),
    maintenanceSeconds: seconds(({ maintenance }) => maintenance !== undefined),
    excludedSeconds: seconds(({ kind }) => kind === 'excluded'),
    agreedSeconds: seconds(isAgreed),
    downSeconds: seconds(({ kind }) => kind === 'down'),
    unknownSeconds: seconds(({ kind }) => kind === 'unknown'),
    baseSeconds: base,
    lostSeconds: lost,
    availabilityPercent: base === 0 ? null : percentFloored(ratio(base - lost, base)),
    met: base === 0 || ahead.windowSeconds > 0 ? null : compare(ratio(lost, 1), allowance) <= 0,
    status: statusOf({ base, lost, elapsed, ahead: ahead.windowSeconds }, allowance),
    outages: counted.filter((each) => each > 0).length,
    longestOutageSeconds: Math.max(0, ...counted),
    budgetSeconds: floor(allowance),
    budgetLeftSeconds: floor(allowance) - lost,
  };
}

function knownOf(cuts: readonly Cut[]): number {
  return cuts.reduce((sum, { state, from, to }) => (state ? sum + to - from : sum), 0);
}

/** What the target of each part leaves of the part's own base. */
function allowanceOf(cuts: readonly Cut[], unknown?: AvailabilityTerms['unknown']): Ratio {
  if (knownOf(cuts) === 0) return ratio(0, 1);
  return [...new Set(cuts.map(({ part }) => part))]
    .map((part) => {
      const base = cuts
        .filter((cut) => cut.part === part && countsOf(cut.kind, unknown ?? part.terms.unknown) !== 'not-at-all')
        .reduce((sum, { from, to }) => sum + to - from, 0);
      return ratio(BigInt(base) * BigInt(part.target.denominator - part.target.numerator), part.target.denominator);
    })
    .reduce(add, ratio(0, 1));
}

/** Every outage that touches the window, at its whole length, with what of it counts. */
function outagesOf(cuts: readonly Cut[]): Outage[] {
  const outages = new Map<StateSpan, Outage>();
  for (const { state, kind, from, to } of cuts) {
    if (state?.state !== 'down') continue;
    const outage = outages.get(state) ?? { from: state.from, to: state.to, countedSeconds: 0, source: state.source };
    outages.set(state, { ...outage, countedSeconds: outage.countedSeconds + (kind === 'down' ? to - from : 0) });
  }
  return [...outages.values()];
}

function atomOf(cut: Cut): Atom {
  const { from, to, kind, part, maintenance, state } = cut;
  const source = maintenance ? maintenance.source : cut.exclusion ? null : (state?.source ?? null);
  return {
    from,
    to,
    kind,
    seconds: to - from,
    counts: countsOf(kind, part.terms.unknown),
    because: becauseOf(cut),
    source,
  };
}

function becauseOf({ kind, part, state, maintenance, exclusion }: Cut): AtomReason {
  if (maintenance) return { kind: 'maintenance', windowId: maintenance.id };
  if (exclusion) {
    const { id, approvedBy, reason } = exclusion;
    return { kind: 'exclusion', id, approvedBy, reason };
  }
  if (!state) return { kind: 'no-evidence', unknown: part.terms.unknown };
  if (kind !== 'down-not-counted') return { kind: 'state', state: state.state, since: state.from };
  const minimumSeconds = part.terms.minimum_outage_seconds;
  return { kind: 'short-outage', seconds: state.to - state.from, minimumSeconds };
}

function sameAtom(a: Atom, b: Atom): boolean {
  return a.kind === b.kind && a.counts === b.counts && a.source === b.source && isDeepStrictEqual(a.because, b.because);
}
