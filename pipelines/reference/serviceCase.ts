/** Gathers what the agreement says about one service in one period, so that it can be judged. */
import { expandMaintenanceOfTerms } from '../calendar/expandMaintenance.ts';
import type { Contract, Exclusion, Service } from '../contract/Contract.ts';
import type { Feed, MaintenanceWindow, Sample, ServiceCase, Span, StateRow, TermsPart } from './ServiceEvidence.ts';
import { clip } from './sweep.ts';

export interface ServiceSubject {
  contract: Contract;
  service: Service;
  period: Span;
  asOf: number;
  /** Months up to this one, each cut at its own cut-off; default: the period alone. */
  months?: Span[];
  feeds: Feed[];
  /** Evidence of this service, also from before the period: the state at its beginning comes from there. */
  samples: Sample[];
  states: StateRow[];
  /** Approved rows of the maintenance export, for this service or all. */
  maintenance: MaintenanceWindow[];
  exclusions: readonly Exclusion[];
}

/** The case of a service: regular windows expanded, exclusions of this service or of all (`*`), terms in parts. */
export function serviceCase({
  contract,
  service,
  period,
  asOf,
  months,
  feeds,
  samples,
  states,
  maintenance,
  exclusions,
}: ServiceSubject): ServiceCase {
  const regular = expandMaintenanceOfTerms(contract.terms, period.from, period.to).filter(
    ({ services }) => services === '*' || services.includes(service.id),
  );
  return {
    serviceId: service.id,
    checkIntervalSeconds: service.check_interval_seconds,
    downWhen: service.down_when,
    life: { from: service.from, until: service.until },
    period,
    asOf,
    parts: termsParts(contract, service, period),
    maxGaps: contract.terms.map((terms) => ({ from: terms.effective_from_s, maxGap: terms.availability.max_gap })),
    months: months ?? [{ from: period.from, to: Math.min(period.to, asOf) }],
    feeds,
    samples,
    states,
    maintenance: [
      ...regular.map(({ windowId, startsAt, endsAt }) => ({ id: windowId, from: startsAt, to: endsAt, source: null })),
      ...maintenance,
    ],
    exclusions: exclusions
      .filter(({ target }) => 'service' in target && (target.service === '*' || target.service === service.id))
      .map(({ id, from, to, reason, approved_by }) => ({
        id,
        from: from ?? period.from,
        to: to ?? period.to,
        reason,
        approvedBy: approved_by,
      })),
  };
}

/** The terms in force over a period, cut at the local midnight of each change; time before the first terms has none. */
export function termsParts(contract: Contract, service: Service, period: Span): TermsPart[] {
  return contract.terms
    .map(({ effective_from_s, availability }, index) => ({
      from: effective_from_s,
      to: contract.terms[index + 1]?.effective_from_s ?? period.to,
      terms: availability,
      target: service.target ?? availability.target,
    }))
    .map((part) => clip(part, period))
    .filter(({ from, to }) => from < to);
}
