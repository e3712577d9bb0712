/**
 * From exports to a written month.
 */
import { SlaError } from '../errors.ts';
import { readReport } from '../report/readReport.ts';
import type { ReportRequest } from './assemble.ts';
import { prepareRun } from './prepareRun.ts';
import type { WrittenReport } from './Writing.ts';
import { writeReport } from './writeReport.ts';

/** Loads, checks, builds and renders a month. @throws SlaError; nothing is written then. */
export async function writeMonthly(request: ReportRequest): Promise<WrittenReport> {
  if (request.period?.includes('Q')) {
    throw new SlaError({
      what: `"${request.period}" is a quarter.`,
      fix: `Write a month, for example 2026-10, or run: sla quarterly ${request.period}`,
      state: 'Nothing was written.',
    });
  }
  if (request.slides) {
    throw new SlaError({
      what: 'A month has no slides: they show the review of a quarter.',
      where: '--slides',
      fix: 'Leave out --slides, or name a quarter, for example: sla quarterly 2026-Q3 --slides',
      state: 'Nothing was written.',
    });
  }
  // Fonts, charts and the PDF library are read while the database works.
  const drawing = import('../../templates/monthly.ts');
  const run = await prepareRun(request);
  try {
    return await writeReport(run, request, {
      name: 'monthly',
      read: readReport,
      render: async (report, files) => (await drawing).renderMonthly(report, files),
      charts: async (report) => (await import('../../templates/monthlyPictures.ts')).renderMonthlyPictures(report),
    });
  } finally {
    run.warehouse.close();
  }
}
