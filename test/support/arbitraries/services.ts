/** Random evidence of services: gaps, several locations, contradictions, overlapping windows, changes of terms. */

import fc from 'fast-check';
import type { Contract, Exclusion } from '../../../pipelines/contract/Contract.ts';
import { localText } from '../../../pipelines/contract/languages.ts';
import type { MonitorState } from '../../../pipelines/reference/exported.ts';
import type { MaintenanceWindow, Sample, Span, StateRow } from '../../../pipelines/reference/ServiceEvidence.ts';
import type { FeedKeys } from '../feeds.ts';
import { agreement } from './agreements.ts';

/** Two services under one agreement over one short period, as plain JSON. */
export interface ServiceBatch {
  contract: Contract;
  period: Span;
  asOf: number;
  services: { serviceId: string; samples: Sample[]; states: StateRow[] }[];
  /** What the sources say of themselves; default: one, a log of changes that says nothing. */
  feeds?: FeedKeys[];
  /** Approved rows of the maintenance export; `serviceId` may be `*`. */
  maintenance: (MaintenanceWindow & { serviceId: string })[];
  exclusions: Exclusion[];
}

/** The same batches for the same seed. Periods are short, so that each second can be counted by hand. */
export function serviceBatches(options: { seed: number; batches: number }): ServiceBatch[] {
  return fc.sample(serviceBatch(), { seed: options.seed, numRuns: options.batches });
}

const MINUTES = 30;
/** Files of one source among which its samples are dealt out. */
const FILES = ['samples.csv'];

/** Instants lie on a grid of half minutes, in a period of half an hour that a change of terms or regular maintenance may cut. */
export function serviceBatch(): fc.Arbitrary<ServiceBatch> {
  return agreement().chain(({ contract }) => {
    const change = contract.terms[1]?.effective_from_s ?? contract.terms[0]!.effective_from_s + 86_400 * 100;
    const saturday = Date.parse('2026-04-11T00:00:00Z') / 1000;
    return fc
      .constantFrom(change - (MINUTES / 2) * 60, change + 86_400, saturday + 4 * 3600 + 50 * 60, saturday - 5 * 3600)
      .chain((from) => {
        const instant = fc.integer({ min: -20, max: MINUTES * 2 + 4 }).map((halfMinutes) => from + halfMinutes * 30);
        const span = fc
          .tuple(instant, fc.integer({ min: 0, max: 24 }))
          .map(([start, length]) => ({ from: start, to: start + length * 30 }));
        return fc
          .record({
            services: fc.tuple(evidence(instant), evidence(instant)),
            lives: fc.tuple(life(instant), life(instant)),
            feeds: feeds(instant),
            maintenance: fc.array(fc.record({ span, serviceId: fc.constantFrom('a', 'b', '*') }), { maxLength: 3 }),
            exclusions: fc.array(fc.record({ span, service: fc.constantFrom('a', 'b', '*') }), { maxLength: 2 }),
            asOf: fc.oneof(
              { weight: 4, arbitrary: fc.constant(from + MINUTES * 60) },
              { weight: 1, arbitrary: instant },
            ),
          })
          .map(({ services, lives, feeds: said, maintenance, exclusions, asOf }) => ({
            feeds: said,
            contract: {
              ...contract,
              services: contract.services.map((service, index) => ({ ...service, ...lives[index]! })),
            },
            period: { from, to: from + MINUTES * 60 },
            asOf,
            services: services.map((each, index) => ({ serviceId: contract.services[index]!.id, ...each })),
            maintenance: maintenance.map(({ span: window, serviceId }, index) => ({
              ...window,
              id: `m${index}`,
              serviceId,
              source: source('maintenance.csv', index),
            })),
            exclusions: exclusions.map(({ span: time, service }, index) => ({
              id: `x${index}`,
              target: { service },
              ...time,
              reason: localText({ ja: '合意', en: 'agreed' }),
              approved_by: 'client',
              approved_at: '2026-01-01',
            })),
          }));
      });
  });
}

const FEEDS = ['a', 'b'] as const;

/** Samples mostly every minute or half minute, with gaps; state rows, which may overlap each other and the samples. */
function evidence(instant: fc.Arbitrary<number>): fc.Arbitrary<{ samples: Sample[]; states: StateRow[] }> {
  const state = fc.constantFrom<MonitorState>('up', 'up', 'up', 'down', 'down', 'unknown');
  const location = fc.constantFrom('', '', 'tokyo', 'singapore');
  const feed = fc.constantFrom('a', 'a', 'a', 'b');
  const samples = fc.array(fc.record({ at: instant, state, location, feed, file: fc.constantFrom(...FILES) }), {
    maxLength: 40,
    size: 'max',
  });
  const states = fc.array(
    fc.record({
      from: instant,
      // Some end before they begin: such a row counts for nothing, and replaces none.
      length: fc.option(fc.integer({ min: -2, max: 40 }), { nil: null }),
      state,
      location,
      load: fc.integer({ min: 0, max: 1 }),
      feed,
      id: fc.constantFrom(null, null, null, null, 'k1', 'k2'),
    }),
    { maxLength: 6 },
  );
  return fc
    .record({
      samples,
      states: fc.oneof(
        states.map((rows) => rows.slice(0, 0)),
        states,
      ),
    })
    .map((given) => ({
      samples: given.samples.map(({ file, ...sample }, index) => ({ ...sample, source: source(file, index) })),
      states: given.states.map(({ length, ...rest }, index) => ({
        ...rest,
        isOfAnother: false,
        to: length === null ? null : rest.from + length * 30,
        source: source('states.csv', index),
      })),
    }));
}

/** What the two sources say of themselves: mostly nothing. */
function feeds(instant: fc.Arbitrary<number>): fc.Arbitrary<FeedKeys[]> {
  const span = fc
    .tuple(instant, fc.integer({ min: 0, max: 40 }))
    .map(([from, length]) => ({ from, to: from + length * 30 }));
  const keys = (id: string) =>
    fc.record({
      id: fc.constant(id),
      rows: fc.constantFrom<FeedKeys['rows']>('changes', 'spans'),
      otherwiseUp: fc.constantFrom(false, false, true),
      covers: rarely(fc.tuple(span, fc.boolean()).map(([{ from, to }, open]) => ({ from, until: open ? null : to }))),
      exportedAt: rarely(instant),
      heard: rarely(fc.array(span, { minLength: 1, maxLength: 3 }).map(apart)),
      stops: fc
        .array(
          fc.record({
            from: instant,
            length: fc.option(fc.integer({ min: 0, max: 6 }), { nil: null }),
            isUp: fc.boolean(),
          }),
          {
            maxLength: 2,
          },
        )
        .map((rows) =>
          rows.map(({ from, length, isUp }, index) => ({
            from,
            to: length === null ? null : from + length * 30,
            state: isUp ? ('up' as const) : ('unknown' as const),
            location: '',
            feed: id,
            id: null,
            isOfAnother: false,
            load: 0,
            source: source('stops.csv', index),
          })),
        ),
      named: fc.subarray(['a', 'b']),
    });
  return fc.tuple(keys(FEEDS[0]), keys(FEEDS[1]));
}

function rarely<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
}

/** Spans that neither overlap nor touch, earliest first. */
function apart(spans: Span[]): Span[] {
  const kept: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from))
    if (span.from > (kept.at(-1)?.to ?? Number.NEGATIVE_INFINITY)) kept.push(span);
  return kept;
}

function life(instant: fc.Arbitrary<number>): fc.Arbitrary<{ from: number | null; until: number | null }> {
  const unbound = fc.constant(null);
  const bound = fc.oneof({ weight: 4, arbitrary: unbound }, { weight: 1, arbitrary: instant });
  return fc.record({ from: bound, until: bound });
}

function source(file: string, index: number) {
  return { file, sha256: file, row: index + 2 };
}
