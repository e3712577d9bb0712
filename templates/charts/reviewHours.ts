/** When incidents come: one cell for each weekday and hour, darker where there are more, with the count written in it. */

import { busy, colour } from '../theme.ts';
import { axisTitle, type ChartSpec, font, ticks } from './style.ts';

export interface HoursChart {
  /** weekday 1 is Monday; cells that are missing had none. */
  cells: readonly { weekday: number; hour: number; incidents: number }[];
  weekdays: readonly string[];
  words: { hour: string };
}

/** The cells as stacked bars of one unit each: Monday on top. */
export function hoursChart({ cells, weekdays, words }: HoursChart): ChartSpec {
  const most = Math.max(1, ...cells.map(({ incidents }) => incidents));
  const countOf = new Map(cells.map(({ weekday, hour, incidents }) => [`${weekday} ${hour}`, incidents]));
  const hours = Array.from({ length: 24 }, (_, hour) => hour);
  // Bars stack upwards: Sunday first.
  const days = weekdays.map((_, index) => weekdays.length - index);
  return {
    type: 'bar',
    data: {
      labels: hours.map(String),
      datasets: days.map((weekday) => ({
        label: weekdays[weekday - 1] ?? '',
        data: hours.map(() => 1),
        backgroundColor: hours.map((hour) => shade((countOf.get(`${weekday} ${hour}`) ?? 0) / most)),
        borderColor: colour.paper,
        borderWidth: 0.7,
        borderSkipped: false,
        barPercentage: 1,
        categoryPercentage: 1,
      })),
    },
    options: {
      scales: {
        x: {
          stacked: true,
          grid: { display: false },
          border: { display: false },
          title: axisTitle(words.hour),
          ticks: { ...ticks(), autoSkip: false },
        },
        y: {
          stacked: true,
          min: 0,
          max: weekdays.length,
          grid: { display: false },
          border: { display: false },
          afterBuildTicks: (axis: { ticks: { value: number }[] }) => {
            axis.ticks = days.map((_, row) => ({ value: row + 0.5 }));
          },
          ticks: {
            ...ticks(),
            color: colour.body,
            callback: (value: number | string) => weekdays[weekdays.length - 1 - Math.floor(Number(value))] ?? '',
          },
        },
      },
      plugins: {
        legend: { display: false },
        annotation: {
          annotations: Object.fromEntries(cells.map((cell) => [`${cell.weekday}-${cell.hour}`, count(cell, most)])),
        },
      },
    },
  } as ChartSpec;

  function count({ weekday, hour, incidents }: HoursChart['cells'][number], largest: number) {
    return {
      type: 'label',
      xValue: hour,
      yValue: weekdays.length - weekday + 0.5,
      content: String(incidents),
      color: incidents / largest >= 0.6 ? colour.paper : colour.ink,
      font: font(7),
      padding: 0,
    } as const;
  }
}

/** From the panel's grey to deep blue, in five steps. */
function shade(share: number): string {
  if (share === 0) return colour.panel;
  return busy[Math.min(busy.length - 1, Math.floor(share * busy.length))] ?? colour.panel;
}
