/** Chart.js configurations drawn as vectors into the page. */

import Chart, { type ChartConfiguration } from 'chart.js/auto';
import annotations from 'chartjs-plugin-annotation';
import { colour, type } from '../theme.ts';
import { PdfCanvas } from './canvas.ts';
import type { ReportDocument, TextStyle } from './document.ts';
import { type Box, figure } from './figure.ts';
import { truncateText } from './text.ts';

Chart.register(annotations);

export interface ChartOptions {
  /** Points; the width is that of the text. */
  height: number;
  alt: string;
}

/** Draws a chart as a tagged figure. Text in it can be selected, and lines stay sharp at any size. */
export function drawChart(doc: ReportDocument, configuration: ChartConfiguration, { height, alt }: ChartOptions): void {
  figure(doc, { height, alt }, (box) => drawInto(doc, configuration, box));
}

/** Draws charts side by side, each with a title above it. */
export function drawChartRow(
  doc: ReportDocument,
  charts: readonly { title: string; alt: string; configuration: ChartConfiguration }[],
  height: number,
): void {
  const gap = 14;
  const width = (doc.width - gap * (charts.length - 1)) / charts.length;
  const style: TextStyle = { size: type.table.size, weight: 'bold', color: colour.body };
  doc.ensureSpace(height + 14);
  const top = doc.y;
  for (const [index, { title, alt, configuration }] of charts.entries()) {
    const box = { x: doc.left + index * (width + gap), y: top + 14, width, height };
    const name = truncateText(doc.fonts, title, 'bold', style.size, width);
    doc.mark('P', () => doc.line(name, box.x, top + 9, style));
    doc.mark('Figure', () => drawInto(doc, configuration, box), { alt, box });
  }
  doc.y = top + 14 + height + 8;
}

function drawInto(doc: ReportDocument, configuration: ChartConfiguration, { x, y, width, height }: Box): void {
  const canvas = new PdfCanvas(doc, width, height);
  const chart = new Chart(canvas.canvas as never, stillImage(configuration));
  canvas.writeTo(x, y);
  chart.destroy();
}

/** The configuration without what belongs to a screen (animation, resizing, mouse) or to a machine (its locale). */
function stillImage(configuration: ChartConfiguration): ChartConfiguration {
  return {
    ...configuration,
    options: {
      ...configuration.options,
      locale: 'en-US',
      animation: false,
      responsive: false,
      devicePixelRatio: 1,
      events: [],
    },
  } as ChartConfiguration;
}
