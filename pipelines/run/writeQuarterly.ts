/**
 * From exports to a written quarter.
 */
import { readContract } from '../contract/readContract.ts';
import { SlaError } from '../errors.ts';
import { lastFullQuarter } from '../period.ts';
import { readReview } from '../report/review/readReview.ts';
import { reviewTables } from '../report/review/reviewTables.ts';
import type { ReportRequest } from './assemble.ts';
import { prepareRun } from './prepareRun.ts';
import { type WrittenReport, writeReport } from './writeReport.ts';

/** Loads, checks, builds and renders a quarter; by default the last full one. @throws SlaError; nothing is written then. */
export async function writeQuarterly(request: ReportRequest): Promise<WrittenReport> {
  if (request.period !== null && !request.period.includes('Q')) {
    throw new SlaError({
      what: `"${request.period}" is no quarter.`,
      fix: `Write a quarter, for example 2026-Q3; for a month run: sla monthly ${request.period}`,
      state: 'Nothing was written.',
    });
  }
  const period = request.period ?? lastFullQuarter(request.now, readContract(request.workspace).timezone).id;
  // Fonts, charts and the PDF library are read while the database works.
  const drawing = import('../../templates/quarterly.ts');
  const run = await prepareRun({ ...request, period });
  try {
    return await writeReport(run, request, {
      name: 'quarterly',
      read: readReview,
      render: async (report, files) => (await drawing).renderQuarterly(report, files),
      charts: async (report) => (await import('../../templates/quarterlyPictures.ts')).renderQuarterlyPictures(report),
      extras: reviewTables,
    });
  } finally {
    run.warehouse.close();
  }
}
