/** A month of one service through SQL against a count of its minutes, one by one, straight from the definitions. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localText } from '../../pipelines/contract/languages.ts';
import type { Availability } from '../../pipelines/reference/ServiceEvidence.ts';
import { contractWith, jst, termsWith } from '../reference/build.ts';
import type { ServiceBatch } from '../support/arbitraries/services.ts';
import { judgeServicesInSql } from '../support/judgeServicesInSql.ts';

const OCTOBER = { from: jst('10-01 00:00'), to: jst('11-01 00:00') };
const MINUTES = (OCTOBER.to - OCTOBER.from) / 60;
// The contract of these tests has no regular windows of its own; the third Saturday is given.
const REGULAR = { from: jst('10-17 00:00'), to: jst('10-17 04:00') };

interface Drawn {
  outages: [start: number, minutes: number][];
  gaps: [start: number, minutes: number][];
  maintenance: [start: number, minutes: number][];
  exclusions: [start: number, minutes: number][];
}

const spans = (count: number, longest: number) =>
  fc.array(fc.tuple(fc.integer({ min: -100, max: MINUTES }), fc.integer({ min: 1, max: longest })), {
    maxLength: count,
  });
const months = fc.sample(
  fc.record({ outages: spans(12, 900), gaps: spans(4, 2000), maintenance: spans(3, 500), exclusions: spans(3, 300) }),
  { seed: 20261003, numRuns: 40 },
);

test('40 months: seconds, outages and verdict', async () => {
  const found = await judgeServicesInSql(months.map(batchOf));
  for (const [index, month] of months.entries()) {
    const {
      windowSeconds,
      maintenanceSeconds,
      excludedSeconds,
      downSeconds,
      unknownSeconds,
      baseSeconds,
      outages,
      met,
    } = found.get(`${index}-sap`)!;
    expect({
      windowSeconds,
      maintenanceSeconds,
      excludedSeconds,
      downSeconds,
      unknownSeconds,
      baseSeconds,
      outages,
      met,
    }).toEqual(countMinutes(month));
  }
});

/** Every minute on its own: is it maintenance, excluded, unknown, down? */
function countMinutes(month: Drawn): Partial<Availability> {
  const within =
    (list: [number, number][]) =>
    (minute: number): boolean =>
      list.some(([start, length]) => start <= minute && minute < start + length);
  const [isDown, isGap, isPlanned, isAgreed] = [
    within(month.outages),
    within(month.gaps),
    within(month.maintenance),
    within(month.exclusions),
  ];
  const isRegular = (minute: number): boolean =>
    OCTOBER.from + minute * 60 >= REGULAR.from && OCTOBER.from + minute * 60 < REGULAR.to;
  const count = { maintenance: 0, excluded: 0, down: 0, unknown: 0, outages: 0 };
  // An outage counts once if any minute of it does; it may begin before the month.
  let isCounted = false;
  for (let minute = -1000; minute < MINUTES; minute += 1) {
    const down = isDown(minute);
    if (!down) isCounted = false;
    if (minute < 0) continue;
    if (isPlanned(minute) || isRegular(minute)) count.maintenance += 1;
    else if (isAgreed(minute)) count.excluded += 1;
    else if (down) {
      count.down += 1;
      if (!isCounted) count.outages += 1;
      isCounted = true;
    } else if (isGap(minute)) count.unknown += 1;
  }
  const base = MINUTES - count.maintenance - count.excluded - count.unknown;
  return {
    windowSeconds: MINUTES * 60,
    maintenanceSeconds: count.maintenance * 60,
    excludedSeconds: count.excluded * 60,
    downSeconds: count.down * 60,
    unknownSeconds: count.unknown * 60,
    baseSeconds: base * 60,
    outages: count.outages,
    met: (base - count.down) * 1000 >= base * 999,
  };
}

/** Up by default; a gap is reported unknown over the up evidence's absence, an outage beats both. */
function batchOf({ outages, gaps, maintenance, exclusions }: Drawn): ServiceBatch {
  const span = ([start, minutes]: [number, number]) => ({
    from: OCTOBER.from + start * 60,
    to: OCTOBER.from + (start + minutes) * 60,
  });
  const covered = gaps.map(span).sort((a, b) => a.from - b.from);
  let from = OCTOBER.from - 86_400;
  const up = [...covered, { from: OCTOBER.to, to: OCTOBER.to }].flatMap((gap) => {
    const piece = { from, to: gap.from };
    from = Math.max(from, gap.to);
    return piece.from < piece.to ? [{ ...piece, state: 'up' as const }] : [];
  });
  const down = outages.map((each) => ({ ...span(each), state: 'down' as const }));
  const contract = contractWith({}, [termsWith()]);
  return {
    contract,
    period: OCTOBER,
    asOf: OCTOBER.to,
    services: [
      {
        serviceId: 'sap',
        samples: [],
        states: [...up, ...down].map((state, index) => ({
          ...state,
          location: index < up.length ? 'b' : `a${index}`,
          load: 1,
          feed: 'a',
          id: null,
          isOfAnother: false,
          source: { file: 'states.csv', sha256: '', row: index + 2 },
        })),
      },
    ],
    maintenance: [REGULAR, ...maintenance.map(span)].map((each, index) => ({
      ...each,
      id: `m${index}`,
      serviceId: 'sap',
      source: null,
    })),
    exclusions: exclusions.map((each, index) => ({
      ...span(each),
      id: `x${index}`,
      target: { service: 'sap' },
      reason: localText({ ja: '', en: '' }),
      approved_by: 'client',
      approved_at: '2026-01-01',
    })),
  };
}
