/** Random evidence of services: gaps, several locations, contradictions, overlapping windows, changes of terms. */
import fc from 'fast-check';
import type { Contract, Exclusion } from '../../../pipelines/contract/Contract.ts';
import type {
  MaintenanceWindow,
  MonitorState,
  Sample,
  Span,
  StateRow,
} from '../../../pipelines/reference/ServiceEvidence.ts';
import { agreement } from './agreements.ts';

/** Two services under one agreement over one short period, as plain JSON. */
export interface ServiceBatch {
  contract: Contract;
  period: Span;
  asOf: number;
  services: { serviceId: string; samples: Sample[]; states: StateRow[] }[];
  /** Approved rows of the maintenance export; `serviceId` may be `*`. */
  maintenance: (MaintenanceWindow & { serviceId: string })[];
  exclusions: Exclusion[];
}

/** The same batches for the same seed. Periods are short, so that each second can be counted by hand. */
export function serviceBatches(options: { seed: number; batches: number }): ServiceBatch[] {
  return fc.sample(serviceBatch(), { seed: options.seed, numRuns: options.batches });
}

const MINUTES = 30;

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
            maintenance: fc.array(fc.record({ span, serviceId: fc.constantFrom('a', 'b', '*') }), { maxLength: 3 }),
            exclusions: fc.array(fc.record({ span, service: fc.constantFrom('a', 'b', '*') }), { maxLength: 2 }),
            asOf: fc.oneof(
              { weight: 4, arbitrary: fc.constant(from + MINUTES * 60) },
              { weight: 1, arbitrary: instant },
            ),
          })
          .map(({ services, lives, maintenance, exclusions, asOf }) => ({
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
              reason: { ja: '合意', en: 'agreed' },
              approved_by: 'client',
              approved_at: '2026-01-01',
            })),
          }));
      });
  });
}

/** Samples mostly every minute or half minute, with gaps; state rows, which may overlap each other and the samples. */
function evidence(instant: fc.Arbitrary<number>): fc.Arbitrary<{ samples: Sample[]; states: StateRow[] }> {
  const state = fc.constantFrom<MonitorState>('up', 'up', 'up', 'down', 'down', 'unknown');
  const location = fc.constantFrom('', '', 'tokyo', 'singapore');
  const samples = fc.array(fc.record({ at: instant, state, location }), { maxLength: 40, size: 'max' });
  const states = fc.array(
    fc.record({
      from: instant,
      length: fc.option(fc.integer({ min: 0, max: 40 }), { nil: null }),
      state,
      location,
      load: fc.integer({ min: 0, max: 1 }),
    }),
    { maxLength: 6 },
  );
  return fc
    .record({
      samples,
      states: fc.oneof(
        states.map(() => []),
        states,
      ),
    })
    .map((given) => ({
      samples: given.samples.map((sample, index) => ({ ...sample, source: source('samples.csv', index) })),
      states: unique(given.states).map(({ from, length, ...rest }, index) => ({
        ...rest,
        from,
        to: length === null ? null : from + length * 30,
        source: source('states.csv', index),
      })),
    }));
}

/** One row for each location, start and load: two in one load would contradict each other at the door. */
function unique<T extends { from: number; location: string; load: number }>(rows: T[]): T[] {
  return [...new Map(rows.map((row) => [`${row.location} ${row.from} ${row.load}`, row])).values()];
}

function life(instant: fc.Arbitrary<number>): fc.Arbitrary<{ from: number | null; until: number | null }> {
  const unbound = fc.constant(null);
  const bound = fc.oneof({ weight: 4, arbitrary: unbound }, { weight: 1, arbitrary: instant });
  return fc.record({ from: bound, until: bound });
}

function source(file: string, index: number) {
  return { file, sha256: file, row: index + 2 };
}
