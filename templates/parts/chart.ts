/** Chart.js configurations drawn as vectors into the page. */

import Chart, { type ChartConfiguration } from 'chart.js/auto';
import annotations from 'chartjs-plugin-annotation';
import { PdfCanvas } from './canvas.ts';
import type { ReportDocument } from './document.ts';
import { figure } from './figure.ts';

Chart.register(annotations);

export interface ChartOptions {
  /** Points; the width is that of the text. */
  height: number;
  alt: string;
}

/** Draws a chart as a tagged figure. Text in it can be selected, and lines stay sharp at any size. */
export function drawChart(doc: ReportDocument, configuration: ChartConfiguration, { height, alt }: ChartOptions): void {
  figure(doc, { height, alt }, ({ x, y, width }) => {
    const canvas = new PdfCanvas(doc, width, height);
    const chart = new Chart(canvas.canvas as never, stillImage(configuration));
    canvas.writeTo(x, y);
    chart.destroy();
  });
}

/** The configuration without what belongs to a screen: animation, resizing, mouse. */
function stillImage(configuration: ChartConfiguration): ChartConfiguration {
  return {
    ...configuration,
    options: { ...configuration.options, animation: false, responsive: false, devicePixelRatio: 1, events: [] },
  } as ChartConfiguration;
}
