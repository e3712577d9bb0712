/** The report's charts as PNG pictures of double density, for slides and mail. */

import { createRequire } from 'node:module';
import type { ChartJSNodeCanvas } from 'chartjs-node-canvas';
import { fontFile } from '../parts/fonts.ts';
import { colour } from '../theme.ts';
import { type ChartSpec, fontFamilies } from './style.ts';

export interface PngOptions {
  /** Points; the picture has twice as many pixels. */
  width: number;
  height: number;
}

/**
 * Draws charts one after another on the same canvas library, which is loaded on first use.
 *
 * The canvas would fall back to whatever fonts the machine has, in silence; so it is kept from seeing them, and given
 * the report's fonts instead.
 */
export function renderPng(chart: ChartSpec, { width, height }: PngOptions): Uint8Array {
  const renderer = rendererOf(width, height);
  const options = {
    ...chart.options,
    locale: 'en-US',
    devicePixelRatio: 2,
    animation: false as const,
    responsive: false,
  };
  return renderer.renderToBufferSync({ ...chart, options, plugins: [paper] } as ChartSpec, 'image/png');
}

/** One renderer a size, kept: each holds more than a megabyte, and a report needs few sizes. */
const renderers = new Map<string, ChartJSNodeCanvas>();

function rendererOf(width: number, height: number): ChartJSNodeCanvas {
  const key = `${width}x${height}`;
  const renderer = renderers.get(key) ?? loadRenderer(width, height);
  renderers.set(key, renderer);
  return renderer;
}

function loadRenderer(width: number, height: number): ChartJSNodeCanvas {
  // Loaded late: the variable is read when the library is, and a report without pictures needs neither.
  process.env['DISABLE_SYSTEM_FONTS_LOAD'] ??= '1';
  const require = createRequire(import.meta.url);
  if (renderers.size === 0) {
    const { GlobalFonts } = require('@napi-rs/canvas') as typeof import('@napi-rs/canvas');
    for (const [family, name] of Object.entries(fontFamilies)) {
      for (const weight of ['regular', 'bold'] as const)
        GlobalFonts.registerFromPath(fontFile(family as 'noto' | 'biz', weight), name);
    }
  }
  const library = require('chartjs-node-canvas') as typeof import('chartjs-node-canvas');
  return new library.ChartJSNodeCanvas({ width, height, plugins: { modern: ['chartjs-plugin-annotation' as never] } });
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
