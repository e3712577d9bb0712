/**
 * From exports to a written quarter.
 */
import { join } from 'node:path';
import { readContract } from '../contract/readContract.ts';
import { SlaError } from '../errors.ts';
import { lastFullQuarter } from '../period.ts';
import { readReview } from '../report/review/readReview.ts';
import { reviewTables } from '../report/review/reviewTables.ts';
import { agreementWith } from '../whatif/agreementWith.ts';
import { askWhatIf } from '../whatif/askWhatIf.ts';
import type { WhatIf } from '../whatif/WhatIf.ts';
import type { ReportRequest } from './assemble.ts';
import { prepareRun } from './prepareRun.ts';
import type { WrittenReport } from './Writing.ts';
import { readDraftNote } from './writeDraft.ts';
import { reportsFolder, writeReport } from './writeReport.ts';

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
  const asked = { ...request, period, whatif: whatifAsked(request, period) };
  const whatIf = await otherTerms(asked);
  const run = await prepareRun(asked);
  try {
    return await writeReport(run, asked, {
      name: 'quarterly',
      read: async (own, issue, language) => await readReview(own, issue, language, whatIf),
      render: async (report, files) => (await drawing).renderQuarterly(report, files),
      charts: async (report) => (await import('../../templates/quarterlyPictures.ts')).renderQuarterlyPictures(report),
      slides: async (report) => (await import('../../templates/quarterlySlides.ts')).renderQuarterlySlides(report),
      extras: reviewTables,
    });
  } finally {
    run.warehouse.close();
  }
}

/** A draft that is issued tries what it tried when it was read. */
function whatifAsked(request: ReportRequest, period: string): string[] {
  if (!request.approval?.isOfDraft) return request.whatif ?? [];
  return readDraftNote(join(reportsFolder(request), period))?.whatif ?? [];
}

/** Asked of a copy, after the exports are loaded and before the report's own run holds the warehouse. */
async function otherTerms(request: ReportRequest & { period: string; whatif: string[] }): Promise<WhatIf | null> {
  if (request.whatif.length === 0) return null;
  const own = readContract(request.workspace);
  const other = agreementWith(request.workspace, request.whatif, '--whatif');
  (await prepareRun(request)).warehouse.close();
  return await askWhatIf({ ...request, own }, other, request.whatif);
}
