/** A chart of a slide, as plain data. */
import type { SheetNumber } from '../../pipelines/report/writeWorkbook.ts';

export interface SlideChart {
  kind: 'bar' | 'line';
  title: string;
  /** What it shows, for those who have it read aloud. */
  alt: string;
  /** Head of the categories in the embedded workbook. */
  over: string;
  categories: string[];
  series: { name: string; values: (SheetNumber | null)[] }[];
  format: string;
  /** Largest value of the axis, where there is one: a share ends at 1. */
  max?: number;
}
