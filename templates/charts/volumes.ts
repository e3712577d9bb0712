/** Incidents opened a month, stacked by severity. */

import { formatCount } from '../format.ts';
import { colour, series } from '../theme.ts';
import { axisTitle, type ChartSpec, grid, legend, ticks } from './style.ts';

export interface VolumeChart {
  /** Lines of the labels, earliest month first. */
  months: readonly string[][];
  /** The most severe first; it stands lowest in the stack. */
  stacks: readonly { label: string; counts: readonly (number | null)[] }[];
  words: { axis: string };
}

export function volumeChart({ months, stacks, words }: VolumeChart): ChartSpec {
  return {
    type: 'bar',
    data: {
      labels: [...months],
      datasets: stacks.map(({ label, counts }, index) => ({
        label,
        data: [...counts],
        backgroundColor: fills[Math.min(index, fills.length - 1)],
        borderColor: colour.paper,
        borderWidth: { top: 0.8 },
        maxBarThickness: 26,
        pointStyle: 'rect' as const,
      })),
    },
    options: {
      layout: { padding: { top: 6, right: 8 } },
      scales: {
        x: { stacked: true, grid: { display: false }, border: { color: colour.rule }, ticks: ticks() },
        y: {
          stacked: true,
          beginAtZero: true,
          grid: grid(),
          border: { display: false },
          title: axisTitle(words.axis),
          ticks: { ...ticks(), precision: 0, maxTicksLimit: 7, callback: (value) => formatCount(Number(value)) },
        },
      },
      plugins: { legend: legend(), annotation: { annotations: {} } },
    },
  } as ChartSpec;
}

const fills = [series.red, series.amber, series.blue, series.pale, series.grey, series.violet];
