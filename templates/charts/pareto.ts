/** Causes by frequency, with the share that they make up together. */

import { formatCount } from '../format.ts';
import { colour, series } from '../theme.ts';
import { axisTitle, type ChartSpec, font, grid, legend, plainStroke, ticks } from './style.ts';

export interface ParetoChart {
  /** Most frequent first; `cumulativePercent` is the floored share of this and all before it. */
  causes: readonly { label: string; count: number; cumulativePercent: string }[];
  words: { count: string; cumulative: string };
}

export function paretoChart({ causes, words }: ParetoChart): ChartSpec {
  return {
    type: 'bar',
    data: {
      labels: causes.map(({ label }) => label),
      datasets: [
        {
          type: 'line',
          label: words.cumulative,
          data: causes.map(({ cumulativePercent }) => Number(cumulativePercent)),
          yAxisID: 'share',
          borderColor: series.amber,
          backgroundColor: series.amber,
          borderWidth: 1.3,
          pointStyle: 'rectRot',
          pointRadius: 2.6,
          clip: 8,
          segment: plainStroke,
        },
        {
          label: words.count,
          data: causes.map(({ count }) => count),
          backgroundColor: series.blue,
          maxBarThickness: 30,
          pointStyle: 'rect',
        },
      ],
    },
    options: {
      layout: { padding: { top: 6 } },
      scales: {
        x: {
          grid: { display: false },
          border: { color: colour.rule },
          ticks: { ...ticks(), font: font(7), autoSkip: false },
        },
        y: {
          beginAtZero: true,
          grid: grid(),
          border: { display: false },
          title: axisTitle(words.count),
          ticks: { ...ticks(), precision: 0, maxTicksLimit: 7, callback: (value) => formatCount(Number(value)) },
        },
        share: {
          position: 'right',
          min: 0,
          max: 100,
          grid: { display: false },
          border: { display: false },
          title: axisTitle(words.cumulative),
          ticks: { ...ticks(), stepSize: 20, callback: (value) => `${Number(value)}%` },
        },
      },
      plugins: { legend: legend(), annotation: { annotations: {} } },
    },
  } as ChartSpec;
}
