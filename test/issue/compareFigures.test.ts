/** The history of revisions: what changed and nothing else, by name and in the client's units. */

import { expect, test } from 'vitest';
import { localText } from '../../pipelines/contract/languages.ts';
import { compareFigures } from '../../pipelines/issue/compareFigures.ts';
import type { Figures } from '../../pipelines/report/figures.ts';

const base = {
  period: '2026-10',
  timezone: 'Asia/Tokyo',
  as_of: '2026-10-31T15:00:00Z',
  availability: [{ service_id: 'a', availability_percent: '92.837', down_seconds: 190_800, unknown_seconds: 0 }],
  sla: [
    { severity: 'critical', measure: 'restore', met: 3, breached: 1, carried_over: 0, attainment_percent: '75.000' },
  ],
  breaches: [],
} as unknown as Figures;
const naming = { services: [{ id: 'a', name: localText({ ja: '基幹システム', en: 'ERP' }) }], timezone: 'Asia/Tokyo' };

test.each<{ edge: string; change: (figures: Figures) => void; ja: string[]; en: string[] }>([
  { edge: 'nothing', change: () => {}, ja: [], en: [] },
  {
    edge: 'downtime alone',
    change: ({ availability: [a] }) => {
      a!.down_seconds = 194_400;
    },
    ja: ['稼働率 基幹システム：停止 53時間 → 54時間'],
    en: ['Availability of ERP: downtime 53h → 54h'],
  },
  {
    edge: 'the percentage alone: no downtime that did not change',
    change: ({ availability: [a] }) => {
      a!.availability_percent = '84.637';
    },
    ja: ['稼働率 基幹システム：92.837% → 84.637%'],
    en: ['Availability of ERP: 92.837% → 84.637%'],
  },
  {
    edge: 'seconds that are not printed',
    change: ({ availability: [a] }) => {
      a!.unknown_seconds = 60;
    },
    ja: [],
    en: [],
  },
  {
    edge: 'a case more',
    change: ({ sla: [row] }) => {
      row!.met = 4;
      row!.attainment_percent = '80.000';
    },
    ja: ['SLA達成率 重大・復旧：75.000%（3／4） → 80.000%（4／5）'],
    en: ['SLA attainment critical restore: 75.000% (3 of 4) → 80.000% (4 of 5)'],
  },
  {
    edge: 'another cut-off, told in the agreement’s zone',
    change: (figures) => {
      figures.as_of = '2026-10-15T00:00:00Z';
    },
    ja: ['集計時点：2026/11/01 00:00 → 2026/10/15 09:00'],
    en: ['Cut-off: 1 Nov 2026 00:00 → 15 Oct 2026 09:00'],
  },
])('$edge', ({ change, ja, en }) => {
  const after = structuredClone(base);
  change(after);
  const lines = compareFigures(base, after, naming);
  expect(lines.map((line) => line.ja)).toEqual(ja);
  expect(lines.map((line) => line.en)).toEqual(en);
});
