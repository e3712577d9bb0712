/** What holds for every service: the reference against a count of every single second, straight from the definitions. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MonitorState } from '../../pipelines/reference/exported.ts';
import { monitorOutages } from '../../pipelines/reference/feeds.ts';
import { judgeService } from '../../pipelines/reference/judgeService.ts';
import { overallAvailability } from '../../pipelines/reference/overallAvailability.ts';
import type { Feed, ServiceCase, StateRow } from '../../pipelines/reference/ServiceEvidence.ts';
import { checkServices } from '../support/arbitraries/check.ts';
import { caseOf } from '../support/arbitraries/print.ts';
import { type ServiceBatch, serviceBatch, serviceBatches } from '../support/arbitraries/services.ts';

const RUNS = { numRuns: 400, seed: 20261101 };

function forEachService(holds: (given: ServiceCase) => void): void {
  checkServices((serviceId, batch) => {
    holds(caseOf(batch, serviceId));
    return true;
  }, RUNS);
}

test('the spans cover the window without gap or overlap, and their seconds add up', () => {
  forEachService((given) => {
    const judged = judgeService(given);
    judged.atoms.forEach((atom, index) => {
      expect(atom.seconds).toBe(atom.to - atom.from);
      if (index > 0) expect(atom.from).toBe(judged.atoms[index - 1]!.to);
    });
    const seconds = (kinds: string[]) =>
      judged.atoms.filter(({ kind }) => kinds.includes(kind)).reduce((sum, atom) => sum + atom.seconds, 0);
    expect(seconds(['up', 'down', 'unknown', 'maintenance', 'excluded', 'down-not-counted'])).toBe(
      judged.windowSeconds,
    );
    expect(seconds(['up', 'down', 'unknown', 'down-not-counted'])).toBe(judged.agreedSeconds);
    expect([seconds(['down']), seconds(['unknown']), seconds(['excluded'])]).toEqual([
      judged.downSeconds,
      judged.unknownSeconds,
      judged.excludedSeconds,
    ]);
    expect(judged.outageList.reduce((sum, { countedSeconds }) => sum + countedSeconds, 0)).toBe(judged.downSeconds);
  });
});

test('each second counted on its own gives the same seconds', () => {
  forEachService((given) => {
    const {
      windowSeconds,
      maintenanceSeconds,
      excludedSeconds,
      downSeconds,
      unknownSeconds,
      baseSeconds,
      lostSeconds,
    } = judgeService(given);
    expect({
      windowSeconds,
      maintenanceSeconds,
      excludedSeconds,
      downSeconds,
      unknownSeconds,
      baseSeconds,
      lostSeconds,
    }).toEqual(countSeconds(given));
  });
});

test('met if and only if nothing is left to lose below zero, and never with a figure below the only target', () => {
  forEachService((given) => {
    const { met, status, budgetLeftSeconds, baseSeconds, lostSeconds } = judgeService(given);
    const { parts } = given;
    const isRunning = status === 'on-course' || status === 'at-risk' || status === 'lost';
    expect(met).toBe(baseSeconds === 0 || isRunning ? null : budgetLeftSeconds >= 0);
    const targets = new Set(parts.map(({ target }) => target.text));
    if (met === null || targets.size !== 1) return;
    const { numerator, denominator } = parts[0]!.target;
    expect(met).toBe((baseSeconds - lostSeconds) * denominator >= baseSeconds * numerator);
  });
});

test('the worst service is no better than the pool and the mean, and all-services-up is worst of all', () => {
  fc.assert(
    fc.property(serviceBatch(), (batch) => {
      const judged = batch.services.map(({ serviceId }) => judgeService(caseOf(batch, serviceId)));
      const target = { text: '99.9', numerator: 999, denominator: 1000 };
      const ratio = (method: 'pooled' | 'worst' | 'mean') => {
        const exact = overallAvailability(method, judged, [{ ...batch.period, target }]).exact;
        return exact === null ? null : Number(exact.numerator) / Number(exact.denominator);
      };
      const [pooled, worst, mean] = [ratio('pooled'), ratio('worst'), ratio('mean')];
      if (pooled === null) expect([worst, mean]).toEqual([null, null]);
      else expect(worst!).toBeLessThanOrEqual(Math.min(pooled, mean!) + 1e-12);
    }),
    RUNS,
  );
});

test('the same seed makes the same batches, and they reach every kind of span', () => {
  const batches: ServiceBatch[] = serviceBatches({ seed: 7, batches: 100 });
  expect(JSON.stringify(serviceBatches({ seed: 7, batches: 100 }))).toBe(JSON.stringify(batches));
  const kinds = batches.flatMap((batch) =>
    batch.services.flatMap(({ serviceId }) => judgeService(caseOf(batch, serviceId)).atoms.map(({ kind }) => kind)),
  );
  for (const kind of ['up', 'down', 'unknown', 'maintenance', 'excluded', 'down-not-counted'])
    expect(kinds).toContain(kind);
});

/** Second by second, no spans: what the definitions say about each one. */
function countSeconds(given: ServiceCase) {
  const count = {
    windowSeconds: 0,
    maintenanceSeconds: 0,
    excludedSeconds: 0,
    downSeconds: 0,
    unknownSeconds: 0,
    baseSeconds: 0,
    lostSeconds: 0,
  };
  let known = 0;
  const covers = (second: number) => (span: { from: number; to: number }) => span.from <= second && second < span.to;
  for (let second = given.period.from; second < Math.min(given.period.to, given.asOf); second += 1) {
    const part = given.parts.find(covers(second));
    if (!part || second < (given.life.from ?? second) || second >= (given.life.until ?? second + 1)) continue;
    const { maintenance, unknown, minimum_outage_seconds } = part.terms;
    count.windowSeconds += 1;
    if (stateAt(given, second) !== 'unknown') known += 1;
    const planned = given.maintenance.some(covers(second));
    const agreedOut = !planned && given.exclusions.some(covers(second));
    if (planned) count.maintenanceSeconds += 1;
    if (agreedOut) count.excludedSeconds += 1;
    if (agreedOut || (planned && maintenance === 'excluded')) continue;
    const state = planned ? 'up' : stateAt(given, second);
    const down = state === 'down' && outageLength(given, second) >= minimum_outage_seconds;
    if (down) count.downSeconds += 1;
    if (state === 'unknown') count.unknownSeconds += 1;
    if (state !== 'unknown' || unknown !== 'excluded') count.baseSeconds += 1;
    if (down || (state === 'unknown' && unknown === 'down')) count.lostSeconds += 1;
  }
  // Of which nothing is known has no figure.
  return known === 0 ? { ...count, baseSeconds: 0, lostSeconds: 0 } : count;
}

function outageLength(given: ServiceCase, second: number): number {
  let [from, to] = [second, second];
  while (stateAt(given, from - 1) === 'down') from -= 1;
  while (to < given.asOf && stateAt(given, to) === 'down') to += 1;
  return to - from;
}

const memo = new WeakMap<ServiceCase, Map<number, MonitorState>>();
const stopped = new WeakMap<Feed, ReturnType<typeof monitorOutages>>();
/** All evidence lies on a grid of half minutes: within one of them nothing changes. */
const GRID = 30;

function stateAt(given: ServiceCase, second: number): MonitorState {
  const known = memo.get(given) ?? new Map<number, MonitorState>();
  memo.set(given, known);
  const cell = second - ((((second - given.period.from) % GRID) + GRID) % GRID);
  if (!known.has(cell)) known.set(cell, computeState(given, cell));
  return known.get(cell)!;
}

function computeState(given: ServiceCase, second: number): MonitorState {
  if (second >= given.asOf) return 'unknown';
  const locations = [...new Set(['', ...[...given.samples, ...given.states].map(({ location }) => location)])];
  const states = locations.map((location) => stateOfLocation(given, location, second));
  if (states.filter((state) => state === 'down').length >= given.downWhen) return 'down';
  return states.includes('up') ? 'up' : 'unknown';
}

/** What any of the sources says of one location in one second. */
function stateOfLocation(given: ServiceCase, location: string, second: number): MonitorState {
  return worst(
    given.feeds.flatMap((feed) => {
      const stops = stopped.get(feed) ?? monitorOutages(feed, given.months);
      stopped.set(feed, stops);
      const isStopped = stops.some(({ from, to }) => from <= second && second < to);
      return isStopped ? [] : saidBy(feed, given, location, second);
    }),
  );
}

function saidBy(feed: Feed, given: ServiceCase, location: string, second: number): MonitorState[] {
  const samples = given.samples.filter(
    (sample) =>
      sample.feed === feed.id && sample.location === location && sample.at <= second && sample.at < given.asOf,
  );
  const lastAt = Math.max(...samples.map(({ at }) => at));
  const maxGap = given.maxGaps.findLast(({ from }) => from <= lastAt)?.maxGap ?? given.maxGaps[0]!.maxGap;
  const held =
    second < lastAt + maxGap * given.checkIntervalSeconds
      ? worst(samples.filter(({ at }) => at === lastAt).map(({ state }) => state))
      : 'unknown';
  const ofFeed = given.states.filter((row) => row.feed === feed.id && (row.to === null || row.to >= row.from));
  const isSameKey = (a: StateRow, b: StateRow) =>
    a.id === null || b.id === null ? a.id === b.id && a.location === b.location && a.from === b.from : a.id === b.id;
  const current = ofFeed.filter(
    (row) => !row.isOfAnother && !ofFeed.some((other) => isSameKey(row, other) && other.load > row.load),
  );
  const here = current.filter((row) => row.location === location);
  const endOf = (row: StateRow): number =>
    row.to ??
    (feed.rows === 'spans'
      ? Number.POSITIVE_INFINITY
      : Math.min(...here.filter(({ to, from }) => to === null && from > row.from).map(({ from }) => from)));
  const covering = here.filter((row) => row.from <= second && second < endOf(row));
  const ends = [feed.covers?.until ?? null, feed.exportedAt].filter((end) => end !== null);
  const isTold = feed.heard !== null || feed.covers !== null || ends.length > 0;
  const isHeard = feed.heard === null || feed.heard.some(({ from, to }) => from <= second && second < to);
  const speaks = isTold
    ? isHeard && ends.every((end) => second < end)
    : given.months.some(
        ({ from, to }) => from <= second && second < to && feed.instants.some((at) => from <= at && at < to),
      );
  const isListed = current.length > 0 ? here.length > 0 : location === '' && feed.namesService;
  const isUnlistedUp =
    isListed &&
    covering.length === 0 &&
    ((feed.otherwiseUp && here.some(({ from }) => from <= second)) ||
      (feed.covers !== null && second >= feed.covers.from));
  const rows = covering.filter((row) => (isTold || (row.to === null && row.state === 'up') ? speaks : true));
  return [held, ...rows.map(({ state }) => state), ...(isUnlistedUp && speaks ? ['up' as const] : [])];
}

function worst(states: MonitorState[]): MonitorState {
  return states.includes('down') ? 'down' : states.includes('up') ? 'up' : 'unknown';
}
