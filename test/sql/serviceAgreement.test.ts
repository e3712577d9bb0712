/**
 * SQL and the reference engine say the same of every service: thousands of generated histories of evidence, windows
 * and agreements go through the fold and the real models, and every figure must be equal to the second.
 */
import { expect, test } from 'vitest';
import { judgeService } from '../../pipelines/reference/judgeService.ts';
import type { Availability } from '../../pipelines/reference/ServiceEvidence.ts';
import { caseOf, printService } from '../support/arbitraries/print.ts';
import { type ServiceBatch, serviceBatches } from '../support/arbitraries/services.ts';
import { judgeServicesInSql } from '../support/judgeServicesInSql.ts';

/** HISTORIES=20000 is what the conformance run asks. */
const HISTORIES = Number(process.env['HISTORIES'] ?? 4_000);
const SEED = Number(process.env['SEED'] ?? 20261002);
/** Agreements that share one warehouse. */
const TOGETHER = 125;

test(`of ${HISTORIES} generated services, every figure is equal in both engines`, { timeout: 600_000 }, async () => {
  let histories = 0;
  for (const [index, batches] of chunks(serviceBatches({ seed: SEED, batches: HISTORIES / 2 }), TOGETHER).entries()) {
    const [odd] = await disagreements(batches);
    if (odd) throw new Error(await explain(await smallest(odd), index));
    histories += batches.reduce((sum, { services }) => sum + services.length, 0);
  }
  expect(histories).toBeGreaterThanOrEqual(HISTORIES);
});

interface Odd {
  batch: ServiceBatch;
  serviceId: string;
}

async function disagreements(batches: readonly ServiceBatch[]): Promise<Odd[]> {
  const found = await judgeServicesInSql(batches);
  return batches.flatMap((batch, index) =>
    batch.services
      .map(({ serviceId }) => ({ batch, serviceId }))
      .filter((each) => differences(found.get(`${index}-${each.serviceId}`), each).length > 0),
  );
}

/** A service without any window has no row in SQL, and no seconds in the reference. */
function differences(found: Availability | undefined, { batch, serviceId }: Odd): string[] {
  const expected = judgeService(caseOf(batch, serviceId));
  if (!found) return expected.windowSeconds === 0 ? [] : ['no row in SQL'];
  return (Object.keys(found) as (keyof Availability)[])
    .filter((key) => found[key] !== expected[key])
    .map((key) => `${key} ${found[key]} instead of ${expected[key]}`);
}

/** Takes evidence and windows away one at a time for as long as the engines still disagree. */
async function smallest({ batch, serviceId }: Odd): Promise<Odd> {
  const own = batch.services.find((service) => service.serviceId === serviceId)!;
  const withOwn = (changed: Partial<typeof own>): ServiceBatch => ({ ...batch, services: [{ ...own, ...changed }] });
  const simpler = [
    ...own.samples.map((removed) => withOwn({ samples: own.samples.filter((each) => each !== removed) })),
    ...own.states.map((removed) => withOwn({ states: own.states.filter((each) => each !== removed) })),
    ...batch.maintenance.map((removed) => ({
      ...withOwn({}),
      maintenance: batch.maintenance.filter((each) => each !== removed),
    })),
    ...batch.exclusions.map((removed) => ({
      ...withOwn({}),
      exclusions: batch.exclusions.filter((each) => each !== removed),
    })),
  ];
  if (simpler.length === 0) return { batch, serviceId };
  const [odd] = await disagreements(simpler);
  return odd ? await smallest(odd) : { batch, serviceId };
}

async function explain({ batch, serviceId }: Odd, index: number): Promise<string> {
  const found = (await judgeServicesInSql([batch])).get(`0-${serviceId}`);
  return [
    `SQL and the reference disagree on this service (seed ${SEED}, warehouse ${index}, made as small as it stays odd):`,
    printService(batch, serviceId),
    'SQL:',
    ...differences(found, { batch, serviceId }).map((line) => `  ${line}`),
  ].join('\n');
}

function chunks<T>(list: readonly T[], length: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / length) }, (_, index) =>
    list.slice(index * length, (index + 1) * length),
  );
}
