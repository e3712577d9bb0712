/** The report's charts as PNG pictures of double density, for slides and mail. */

import { createRequire } from 'node:module';
import type { ChartConfiguration } from 'chart.js';
import { fontFile } from '../parts/fonts.ts';
import { colour } from '../theme.ts';
import { type ChartSpec, fontFamilies } from './style.ts';

export interface PngOptions {
  /** Points; the picture has twice as many pixels. */
  width: number;
  height: number;
}

/**
 * Draws a chart on a canvas of its own. The libraries are loaded on first use: a report without pictures needs none.
 *
 * The canvas would fall back to whatever fonts the machine has, in silence; so it is kept from seeing them, and given
 * the report's fonts instead.
 */
export function renderPng(chart: ChartSpec, { width, height }: PngOptions): Uint8Array {
  drawing ??= loadDrawing();
  const canvas = drawing.createCanvas(width, height);
  // The library writes the size of the picture into a style, as a page has one.
  Object.assign(canvas, { style: {} });
  const options = {
    ...chart.options,
    locale: 'en-US',
    devicePixelRatio: 2,
    animation: false as const,
    responsive: false,
  };
  const drawn = new drawing.Chart(canvas as never, { ...chart, options, plugins: [paper] } as ChartConfiguration);
  const png = canvas.toBuffer('image/png');
  drawn.destroy();
  return png;
}

interface Drawing {
  createCanvas: typeof import('@napi-rs/canvas').createCanvas;
  Chart: typeof import('chart.js').Chart;
}

let drawing: Drawing | null = null;

function loadDrawing(): Drawing {
  // The variable is read when the library is loaded.
  process.env['DISABLE_SYSTEM_FONTS_LOAD'] ??= '1';
  const require = createRequire(import.meta.url);
  const { createCanvas, GlobalFonts } = require('@napi-rs/canvas') as typeof import('@napi-rs/canvas');
  for (const [family, name] of Object.entries(fontFamilies)) {
    for (const weight of ['regular', 'bold'] as const)
      GlobalFonts.registerFromPath(fontFile(family as 'noto' | 'biz', weight), name);
  }
  const { Chart, registerables } = require('chart.js') as typeof import('chart.js');
  Chart.register(...registerables, require('chartjs-plugin-annotation') as never);
  return { createCanvas, Chart };
}

/** Slides are not always white; and digits would take their shape from the locale of the machine. */
const paper = {
  id: 'paper',
  afterInit({ ctx }: { ctx: Surface }) {
    ctx.lang = 'ja';
  },
  beforeDraw({ ctx, width, height }: { ctx: Surface; width: number; height: number }) {
    ctx.save();
    ctx.fillStyle = colour.paper;
    ctx.fillRect(0, 0, width, height);
    ctx.restore();
  },
};

interface Surface {
  fillStyle: string;
  lang: string;
  save(): void;
  restore(): void;
  fillRect(x: number, y: number, width: number, height: number): void;
}
