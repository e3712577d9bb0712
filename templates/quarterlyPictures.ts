/** The charts of a quarterly review as PNG files, for slides and mail. */

import type { ReviewModel } from '../pipelines/report/review/ReviewModel.ts';
import { renderPng } from './charts/png.ts';
import { reviewCharts } from './charts/reviewCharts.ts';
import type { Picture } from './monthlyPictures.ts';

/** Draws every chart of the review, 640 points wide and at twice that many pixels. */
export function renderQuarterlyPictures(report: ReviewModel): Picture[] {
  return reviewCharts(report).map(({ name, height, configuration }) => ({
    file: `${name}.png`,
    png: renderPng(configuration, { width: 640, height: Math.max(height, 240) }),
  }));
}
