/** Attainment over the months: one line per severity, with gaps where nothing was due. */

import { colour, seriesOrder } from '../theme.ts';
import { axisTitle, type ChartSpec, font, grid, legend, plainStroke, targetLine, ticks } from './style.ts';

interface AttainmentLine {
  label: string;
  /** One per month, floored texts; null leaves a gap. */
  percents: readonly (string | null)[];
}

export interface AttainmentChart {
  /** Labels of the months, earliest first. */
  months: readonly string[][];
  lines: readonly AttainmentLine[];
  /** Drawn as a line when a target was agreed. */
  target: { value: number; text: string } | null;
  words: { axis: (from: string) => string };
}

export function attainmentChart({ months, lines, target, words }: AttainmentChart): ChartSpec {
  const from = axisStart(lines.flatMap(({ percents }) => percents));
  return {
    type: 'line',
    data: {
      labels: [...months],
      datasets: lines.map(({ label, percents }, index) => ({
        label,
        data: percents.map((percent) => (percent === null ? null : Number(percent))),
        ...strokes(index),
      })),
    },
    options: {
      layout: { padding: { top: 8, right: 12 } },
      scales: {
        x: {
          grid: { display: false },
          border: { color: colour.rule },
          ticks: { ...ticks(), font: font(7), autoSkip: false },
          offset: true,
        },
        y: {
          min: from,
          max: 100,
          grid: grid(),
          border: { display: false },
          title: axisTitle(words.axis(String(from))),
          ticks: { ...ticks(), callback: (value) => `${Number(value)}%` },
        },
      },
      plugins: {
        legend: legend(),
        annotation: { annotations: target ? { target: targetLine('y', target.value, target.text) } : {} },
      },
    },
  } as ChartSpec;
}

const markers = ['circle', 'triangle', 'rectRot', 'rect', 'star', 'crossRot'] as const;
const dashes = [[], [4, 2], [1.5, 1.5], [6, 2, 1.5, 2], [2, 3], [8, 2]] as const;

function strokes(index: number) {
  const color = seriesOrder[index % seriesOrder.length];
  return {
    borderColor: color,
    backgroundColor: color,
    borderWidth: 1.3,
    borderDash: [...(dashes[index % dashes.length] ?? [])],
    pointStyle: markers[index % markers.length],
    pointRadius: 2.6,
    spanGaps: false,
    segment: plainStroke,
    clip: 6,
  };
}

function axisStart(percents: readonly (string | null)[]): number {
  const lowest = Math.min(100, ...percents.filter((percent) => percent !== null).map(Number));
  return [90, 80, 50].find((start) => lowest >= start + (100 - start) * 0.1) ?? 0;
}
