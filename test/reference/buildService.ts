/** Small words for availability tests: a service, its evidence and windows in seconds from any zero. */

import type { AvailabilityTerms } from '../../pipelines/contract/Contract.ts';
import { localText } from '../../pipelines/contract/languages.ts';
import type { MonitorState } from '../../pipelines/reference/exported.ts';
import type { ExcludedTime, Sample, ServiceCase, Span, StateRow } from '../../pipelines/reference/ServiceEvidence.ts';
import { type FeedKeys, feedsFor, plainFeed } from '../support/feeds.ts';
import { termsWith } from './build.ts';

export interface ServiceRow {
  period: Span;
  terms?: Partial<AvailabilityTerms>;
  samples?: { at: number; state: MonitorState; location?: string; feed?: string }[];
  states?: {
    from: number;
    to: number | null;
    state: MonitorState;
    location?: string;
    feed?: string;
    id?: string;
    load?: number;
  }[];
  feeds?: FeedKeys[];
  maintenance?: Span[];
  exclusions?: Span[];
  asOf?: number;
  life?: ServiceCase['life'];
  downWhen?: number;
  checkIntervalSeconds?: number;
}

/** One part over the whole period; the agreement's terms (99.9, both excluded, max_gap 3) but for `terms`. */
export function serviceCase(row: ServiceRow): ServiceCase {
  const terms = { ...termsWith().availability, ...row.terms };
  const samples = (row.samples ?? []).map(
    (sample, index): Sample => ({ location: '', feed: 'a', source: source(index), ...sample }),
  );
  const states = (row.states ?? []).map(
    (state, index): StateRow => ({
      location: '',
      feed: 'a',
      id: null,
      isOfAnother: false,
      load: 0,
      source: source(index),
      ...state,
    }),
  );
  const exclusions = (row.exclusions ?? []).map(
    (span, index): ExcludedTime => ({
      ...span,
      id: `x${index}`,
      reason: localText({ ja: '', en: '' }),
      approvedBy: 'client',
    }),
  );
  return {
    serviceId: 'sap',
    checkIntervalSeconds: row.checkIntervalSeconds ?? 60,
    downWhen: row.downWhen ?? 1,
    life: row.life ?? { from: null, until: null },
    period: row.period,
    asOf: row.asOf ?? row.period.to,
    parts: [{ ...row.period, terms, target: terms.target }],
    maxGaps: [{ from: row.period.from, maxGap: terms.max_gap }],
    months: [{ from: row.period.from, to: Math.min(row.period.to, row.asOf ?? row.period.to) }],
    feeds: feedsFor('sap', row.feeds ?? [plainFeed], [
      { serviceId: 'sap', samples, states, toleranceAt: () => terms.max_gap * (row.checkIntervalSeconds ?? 60) },
    ]),
    samples,
    states,
    maintenance: (row.maintenance ?? []).map((span, index) => ({ ...span, id: `m${index}`, source: null })),
    exclusions,
  };
}

function source(index: number) {
  return { file: 'evidence.csv', sha256: 's', row: index + 2 };
}
