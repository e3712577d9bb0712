/**
 * From built marts to a written report: an interim report, a draft, or the issue of one.
 */
import { join, resolve } from 'node:path';
import { compareEngines } from '../audit/compareEngines.ts';
import { refusePlaceholders } from '../contract/placeholders.ts';
import { withIssueLock } from '../issue/issueLock.ts';
import type { ReportModel } from '../report/ReportModel.ts';
import type { ReportKind, ReportRequest } from './assemble.ts';
import { issueReport } from './issueReport.ts';
import type { Run } from './prepareRun.ts';
import { refuseUnknownHolidays } from './refuseUnknownHolidays.ts';
import type { WrittenReport } from './Writing.ts';
import { writeDraft } from './writeDraft.ts';

/** Writes the report, or nothing. The warehouse can read no file any more afterwards. @throws SlaError */
export async function writeReport<Model extends ReportModel>(
  run: Run,
  request: ReportRequest,
  kind: ReportKind<Model>,
): Promise<WrittenReport> {
  refusePlaceholders(request.workspace);
  refuseUnknownHolidays(run);
  request.progress?.('compare with the second engine');
  await compareEngines(run);
  const reports = reportsFolder(request);
  const folder = join(reports, run.periods.period.id);
  const writing = { run, request, kind, reports, folder, language: request.language ?? run.contract.language };
  return await withIssueLock(reports, () => (request.approval ? issueReport(writing) : writeDraft(writing)));
}

/** Where the reports of a workspace are written. */
export function reportsFolder({ out, workspace }: Pick<ReportRequest, 'out' | 'workspace'>): string {
  return resolve(out ?? join(workspace, 'reports'));
}
