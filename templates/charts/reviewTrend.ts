/** Availability of all services over the months, against the target. */

import { colour, series } from '../theme.ts';
import { axisTitle, type ChartSpec, font, grid, legend, plainStroke, targetLine, ticks } from './style.ts';

export interface AvailabilityTrend {
  /** Lines of the labels, earliest month first. */
  months: readonly string[][];
  /** Floored texts; null leaves a gap. */
  percents: readonly (string | null)[];
  target: string | null;
  words: { series: string; target: string; axis: (from: string) => string };
}

export function availabilityTrend({ months, percents, target, words }: AvailabilityTrend): ChartSpec {
  const values = percents.map((percent) => (percent === null ? null : Number(percent)));
  const from = axisStart([...values, target === null ? null : Number(target)]);
  return {
    type: 'line',
    data: {
      labels: [...months],
      datasets: [
        {
          label: words.series,
          data: values,
          borderColor: series.blue,
          backgroundColor: series.blue,
          borderWidth: 1.4,
          pointStyle: 'circle',
          pointRadius: 2.8,
          spanGaps: false,
          segment: plainStroke,
          clip: 6,
        },
      ],
    },
    options: {
      layout: { padding: { top: 8, right: 12 } },
      scales: {
        x: {
          offset: true,
          grid: { display: false },
          border: { color: colour.rule },
          ticks: { ...ticks(), font: font(7), autoSkip: false },
        },
        y: {
          min: from,
          max: 100,
          grid: grid(),
          border: { display: false },
          title: axisTitle(words.axis(String(from))),
          ticks: {
            ...ticks(),
            maxTicksLimit: 6,
            callback: (value: number | string) => `${Math.round(Number(value) * 1000) / 1000}%`,
          },
        },
      },
      plugins: {
        legend: legend(),
        annotation: { annotations: target === null ? {} : { target: targetLine('y', Number(target), words.target) } },
      },
    },
  } as ChartSpec;
}

/** A round number below all values; the axis says where it begins. */
function axisStart(values: readonly (number | null)[]): number {
  const lowest = Math.min(100, ...values.filter((value) => value !== null));
  return [99.8, 99.5, 99, 98, 95, 90, 50].find((start) => lowest >= start + (100 - start) * 0.1) ?? 0;
}
