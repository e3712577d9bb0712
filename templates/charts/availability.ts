/** Availability per service against its target: horizontal bars on an axis that says where it begins. */

import { colour, series } from '../theme.ts';
import { axisTitle, type ChartSpec, font, grid, legend, targetLine, ticks } from './style.ts';

interface AvailabilityBar {
  name: string;
  /** Floored text, as printed elsewhere; null when there is no figure. */
  percent: string | null;
  met: boolean | null;
}

export interface AvailabilityChart {
  bars: readonly AvailabilityBar[];
  /** The target drawn as a line, as in the agreement: `99.9`. */
  target: string;
  words: { target: string; axis: (from: string) => string; met: string; missed: string };
}

/** Points of height that a chart of so many bars needs. */
export function availabilityChartHeight(bars: number): number {
  return 56 + bars * 13.4;
}

/** The bars of one chart; services without a figure keep their place, empty. */
export function availabilityChart({ bars, target, words }: AvailabilityChart): ChartSpec {
  const values = bars.map(({ percent }) => (percent === null ? null : Number(percent)));
  const from = axisStart([...values, Number(target)]);
  const dataset = (label: string, fill: string, wanted: boolean) => ({
    label,
    data: bars.map(({ met }, index) => (met === wanted ? (values[index] ?? null) : null)),
    backgroundColor: fill,
    barThickness: 7.5,
    grouped: false,
    pointStyle: wanted ? ('circle' as const) : ('rect' as const),
  });
  return {
    type: 'bar',
    data: {
      labels: bars.map(barLabel),
      datasets: [dataset(words.met, series.green, true), dataset(words.missed, series.red, false)],
    },
    options: {
      indexAxis: 'y',
      layout: { padding: { right: 14, top: 16 } },
      scales: {
        x: {
          min: from,
          max: 100,
          grid: grid(),
          border: { display: false },
          title: axisTitle(words.axis(decimals(from))),
          ticks: { ...ticks(), maxTicksLimit: 9, callback: (value) => `${decimals(Number(value))}%` },
        },
        y: {
          grid: { display: false },
          border: { color: colour.rule },
          ticks: { ...ticks(), color: colour.body, font: font(7.3), autoSkip: false },
        },
      },
      plugins: {
        legend: legend(),
        annotation: { clip: false, annotations: { target: targetLine('x', Number(target), words.target) } },
      },
    },
  } as ChartSpec;
}

/** A miss carries its symbol, so that it is seen without colour. */
function barLabel({ name, percent, met }: AvailabilityBar): string {
  return `${met === false ? '■ ' : ''}${name}  ${percent === null ? '－' : `${percent}%`}`;
}

/** A round number below all values, so that differences of thousandths can be seen; 0 when a service was down for long. */
function axisStart(values: readonly (number | null)[]): number {
  const lowest = Math.min(...values.filter((value) => value !== null));
  for (const start of [99.9, 99.8, 99.5, 99, 98, 95, 90, 80, 50]) {
    if (lowest >= start + (100 - start) * 0.1) return start;
  }
  return 0;
}

function decimals(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
