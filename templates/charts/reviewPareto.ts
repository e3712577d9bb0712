/** A pareto lying on its side, so that long names can be read: bars from the largest, and the share they make up together. */

import { colour, series } from '../theme.ts';
import { axisTitle, type ChartSpec, font, grid, legend, plainStroke, ticks } from './style.ts';

export interface ParetoBars {
  /** The largest first; `cumulativePercent` is the floored share of this and all before it. */
  bars: readonly { label: string; amount: number; cumulativePercent: string }[];
  words: { amount: string; cumulative: string };
  fill: 'blue' | 'red';
}

/** Points of height that so many bars need. */
export function paretoBarsHeight(bars: number): number {
  return 74 + bars * 14;
}

export function paretoBars({ bars, words, fill }: ParetoBars): ChartSpec {
  return {
    type: 'bar',
    data: {
      labels: bars.map(({ label }) => label),
      datasets: [
        {
          type: 'line',
          label: words.cumulative,
          data: bars.map(({ cumulativePercent }) => Number(cumulativePercent)),
          xAxisID: 'share',
          borderColor: series.amber,
          backgroundColor: series.amber,
          borderWidth: 1.2,
          pointStyle: 'rectRot',
          pointRadius: 2.4,
          clip: 8,
          segment: plainStroke,
        },
        {
          label: words.amount,
          data: bars.map(({ amount }) => amount),
          backgroundColor: series[fill],
          barThickness: 7.5,
          pointStyle: 'rect',
        },
      ],
    },
    options: {
      indexAxis: 'y',
      layout: { padding: { right: 10 } },
      scales: {
        x: {
          beginAtZero: true,
          grid: grid(),
          border: { display: false },
          title: axisTitle(words.amount),
          ticks: { ...ticks(), maxTicksLimit: 5, ...(fill === 'red' ? { precision: 0 } : {}) },
        },
        share: {
          position: 'top',
          min: 0,
          max: 100,
          grid: { display: false },
          border: { display: false },
          ticks: {
            ...ticks(),
            font: font(7),
            stepSize: 50,
            callback: (value: number | string) => `${Number(value)}%`,
          },
        },
        y: {
          grid: { display: false },
          border: { color: colour.rule },
          ticks: { ...ticks(), color: colour.body, font: font(7), autoSkip: false },
        },
      },
      plugins: { legend: legend(), annotation: { annotations: {} } },
    },
  } as ChartSpec;
}
