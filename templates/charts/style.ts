/** What all charts have in common: fonts on every text, quiet grids, marks that differ without colour. */

import type { ChartConfiguration } from 'chart.js';
import { colour } from '../theme.ts';

/** A configuration of any chart type; the PDF and the PNG are drawn from the same one. */
export type ChartSpec = ChartConfiguration;

/** The names under which pictures know the report's fonts; the PDF takes only size and weight from a chart. */
export const fontFamilies = { noto: 'Noto Sans JP', biz: 'BIZ UDGothic' } as const;

/** Sizes are in points of the page. `options.font` does not reach ticks and legends, so each text names its own. */
export function font(size = 7.5, weight: 'normal' | 'bold' = 'normal') {
  return { family: `"${fontFamilies.noto}", "${fontFamilies.biz}"`, size, weight } as const;
}

export function ticks() {
  return { color: colour.muted, font: font(), padding: 3, maxRotation: 0 } as const;
}

export function grid() {
  return { color: colour.hairline, lineWidth: 0.5, drawTicks: false } as const;
}

export function axisTitle(text: string) {
  return { display: true, text, color: colour.muted, font: font(7) } as const;
}

export function legend(display = true) {
  return {
    display,
    position: 'bottom',
    labels: { color: colour.body, font: font(), usePointStyle: true, boxHeight: 6, boxWidth: 18, padding: 10 },
  } as const;
}

/** A dashed line at a target, with its words on a small plate. */
export function targetLine(axis: 'x' | 'y', value: number, text: string) {
  const at = axis === 'x' ? { xMin: value, xMax: value } : { yMin: value, yMax: value };
  return {
    type: 'line',
    ...at,
    borderColor: colour.brandDeep,
    borderWidth: 0.9,
    borderDash: [3, 2],
    label: {
      display: true,
      content: text,
      position: 'end',
      ...(axis === 'x' ? { yAdjust: -13 } : {}),
      backgroundColor: colour.brandDeep,
      color: colour.paper,
      font: font(7, 'bold'),
      padding: { x: 4, y: 2 },
      borderRadius: 2,
    },
  } as const;
}

/**
 * Styling of segments that changes nothing, but has Chart.js stroke lines point by point: with it unset, lines go
 * through a global Path2D wherever some library has defined one, which neither canvas can read.
 */
export const plainStroke = {} as const;
