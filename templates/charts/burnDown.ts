/** What is left of a downtime budget over the days of a period: outages as steps, days with planned work greyed. */
import { colour, series } from '../theme.ts';
import { axisTitle, type ChartSpec, font, grid, plainStroke, ticks } from './style.ts';

export interface BurnDownChart {
  /** A label a day of the period, also of those that are still to come. */
  days: readonly string[];
  /** Minutes left at the end of each day; null: not there yet. */
  leftMinutes: readonly (number | null)[];
  budgetMinutes: number;
  /** Days on which planned work took time out. */
  greyed: readonly boolean[];
  words: { axis: string };
}

/** The budget stands at the left edge, before the first day; a dashed line shows it used evenly. */
export function burnDownChart({ days, leftMinutes, budgetMinutes, greyed, words }: BurnDownChart): ChartSpec {
  const lowest = Math.min(0, ...leftMinutes.filter((left) => left !== null));
  const isLost = lowest < 0;
  return {
    type: 'line',
    data: {
      labels: ['', ...days],
      datasets: [
        {
          data: [budgetMinutes, ...leftMinutes],
          borderColor: isLost ? series.red : series.blue,
          borderWidth: 1.5,
          pointRadius: 0,
          stepped: 'before',
          segment: plainStroke,
        },
        {
          data: [budgetMinutes, ...days.map((_, index) => budgetMinutes * (1 - (index + 1) / days.length))],
          borderColor: colour.muted,
          borderWidth: 0.7,
          borderDash: [2, 2],
          pointRadius: 0,
          segment: plainStroke,
        },
      ],
    },
    options: {
      layout: { padding: { top: 4, right: 6 } },
      scales: {
        x: {
          grid: { display: false },
          border: { color: colour.rule },
          ticks: { ...ticks(), font: font(7), autoSkip: true, maxTicksLimit: 11 },
        },
        y: {
          min: lowest === 0 ? 0 : lowest * 1.05,
          max: budgetMinutes,
          grid: grid(),
          border: { display: false },
          title: axisTitle(words.axis),
          ticks: {
            ...ticks(),
            maxTicksLimit: 5,
            callback: (minutes: number | string) => String(Math.round(Number(minutes))),
          },
        },
      },
      plugins: {
        legend: { display: false },
        annotation: { annotations: { ...Object.fromEntries(greyed.flatMap(greyBand)), ...(isLost ? { zero } : {}) } },
      },
    },
  } as ChartSpec;
}

/** From the edge before the day to its own. */
function greyBand(isGrey: boolean, index: number): [string, object][] {
  if (!isGrey) return [];
  return [
    [
      `day${index}`,
      {
        type: 'box',
        xMin: index,
        xMax: index + 1,
        backgroundColor: colour.panel,
        borderWidth: 0,
        drawTime: 'beforeDraw',
      },
    ],
  ];
}

/** Where nothing is left. */
const zero = {
  type: 'line',
  yMin: 0,
  yMax: 0,
  borderColor: series.red,
  borderWidth: 0.8,
};
