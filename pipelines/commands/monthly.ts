/**
 * `sla monthly`: exports in, a report to send out.
 */
import { renderMonthly } from '../../templates/monthly.ts';
import { renderMonthlyPictures } from '../../templates/monthlyPictures.ts';
import { SlaError } from '../errors.ts';
import { readReport } from '../report/readReport.ts';
import { prepareRun } from '../run/prepareRun.ts';
import { type ReportRequest, type WrittenReport, writeReport } from './writeReport.ts';

/** Loads, checks, builds and renders a month. @throws SlaError; nothing is written then. */
export async function monthly(request: ReportRequest): Promise<WrittenReport> {
  if (request.period?.includes('Q')) {
    throw new SlaError({
      what: `"${request.period}" is a quarter.`,
      fix: `Write a month, for example 2026-10, or run: sla quarterly ${request.period}`,
      state: 'Nothing was written.',
    });
  }
  const run = await prepareRun(request);
  try {
    return await writeReport(run, request, {
      name: 'monthly',
      read: readReport,
      render: renderMonthly,
      charts: renderMonthlyPictures,
    });
  } finally {
    run.warehouse.close();
  }
}
