/** The charts of a monthly report as PNG files, for slides and mail. */

import type { ReportModel } from '../pipelines/report/ReportModel.ts';
import { monthlyCharts } from './charts/monthlyCharts.ts';
import { renderPng } from './charts/png.ts';

export interface Picture {
  /** `availability.png` */
  file: string;
  png: Uint8Array;
}

/** Draws every chart of the report, 640 points wide and at twice that many pixels. */
export function renderMonthlyPictures(report: ReportModel): Picture[] {
  return monthlyCharts(report).map(({ name, height, configuration }) => ({
    file: `${name}.png`,
    png: renderPng(configuration, { width: 640, height: Math.max(height, 240) }),
  }));
}
