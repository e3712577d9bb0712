/**
 * Why a measure was met or breached, or a service available or not, down to file and row.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serviceText, ticketsText } from '../../templates/auditText.ts';
import type { MissingGlyph } from '../../templates/parts/document.ts';
import type { Language } from '../contract/Contract.ts';
import { readContract } from '../contract/readContract.ts';
import { SlaError } from '../errors.ts';
import { monthOf } from '../period.ts';
import { dataExtent } from '../run/dataExtent.ts';
import { openAndLoad, prepareRun, type Run, type RunRequest } from '../run/prepareRun.ts';
import { auditService } from './auditService.ts';
import { auditTickets, disagrees } from './auditTickets.ts';
import { readSourceRows } from './readRawRows.ts';
import { serviceJson } from './serviceJson.ts';
import { ticketsJson } from './ticketJson.ts';

type AuditFormat = 'text' | 'json' | 'pdf';

export interface AuditRequest extends Omit<RunRequest, 'period'> {
  format: AuditFormat;
  /** Null: English for text, the contract's language for PDF. */
  language: Language | null;
  /** Folder of the PDF; null: reports/audit/ of the workspace. */
  out: string | null;
}

export type AuditSubject = { tickets: readonly string[] } | { service: string; period: string | null };

export interface AuditResult {
  /** What goes to standard output; for a PDF the path of the file that was written. */
  output: string;
  missingGlyphs: MissingGlyph[];
  /** 1: the warehouse and the reference engine disagree. */
  exitCode: 0 | 1;
}

/**
 * Audits tickets or a service.
 *
 * Tickets are shown as they stand at `asOf`; without one, at the end of the latest month that holds data, or now if that
 * is earlier. A service is shown over its period (default: the last full month).
 *
 * @throws SlaError for ids that do not exist, naming the nearest.
 */
export async function runAudit(request: AuditRequest, subject: AuditSubject): Promise<AuditResult> {
  return 'service' in subject ? await service(request, subject) : await tickets(request, subject.tickets);
}

/** What the arguments of the command ask for: ticket ids, or with --service one period. @throws SlaError for neither. */
export function auditSubject(args: readonly string[], service: string | null): AuditSubject {
  if (service !== null && args.length <= 1) return { service, period: args[0] ?? null };
  if (service === null && args.length > 0) return { tickets: args };
  throw new SlaError({
    what:
      service === null ? 'Nothing says what to audit.' : `A service is audited over one period, not ${args.length}.`,
    fix: 'Name tickets: sla audit INC-2026-001649; or a service and a period: sla audit --service sap 2026-10',
    state: 'Nothing was audited.',
  });
}

async function tickets(request: AuditRequest, ticketIds: readonly string[]): Promise<AuditResult> {
  const run = await prepareRun({ ...request, period: await latestMonth(request), isCutAnywhere: true, writesTo: [] });
  try {
    const audits = await auditTickets(run, ticketIds);
    const exitCode = disagrees(audits) ? 1 : 0;
    const language = languageOf(request, run);
    if (request.format === 'json') return printed(`${JSON.stringify(ticketsJson(audits), null, 2)}\n`, exitCode);
    if (request.format === 'text') return printed(ticketsText(audits, language), exitCode);
    const { renderTicketAudits } = await import('../../templates/audit.ts');
    const rows = await readSourceRows(
      run.workspace,
      audits.flatMap(({ measures, source }) => [source, ...measures.flatMap((each) => each.rows)]),
    );
    const rendered = await renderTicketAudits(audits, rows, { language, provider: run.contract.provider.name });
    const more = audits.length > 1 ? `-and-${audits.length - 1}-more` : '';
    return {
      ...written(request, `${audits[0]!.ticketId}${more}`, rendered.pdf),
      missingGlyphs: rendered.missingGlyphs,
      exitCode,
    };
  } finally {
    run.warehouse.close();
  }
}

async function service(
  request: AuditRequest,
  { service: serviceId, period }: { service: string; period: string | null },
): Promise<AuditResult> {
  const run = await prepareRun({ ...request, period, isCutAnywhere: true, writesTo: [] });
  try {
    const audited = await auditService(run, serviceId);
    const exitCode = audited.differences.length > 0 ? 1 : 0;
    const language = languageOf(request, run);
    if (request.format === 'json') return printed(`${JSON.stringify(serviceJson(audited), null, 2)}\n`, exitCode);
    if (request.format === 'text') return printed(serviceText(audited, language), exitCode);
    const { renderServiceAudit } = await import('../../templates/audit.ts');
    const rendered = await renderServiceAudit(audited, { language, provider: run.contract.provider.name });
    return {
      ...written(request, `${serviceId}-${audited.periodId}`, rendered.pdf),
      missingGlyphs: rendered.missingGlyphs,
      exitCode,
    };
  } finally {
    run.warehouse.close();
  }
}

/** The latest month that holds data and has begun, seen from `asOf` or now; null without any data. */
async function latestMonth(request: AuditRequest): Promise<string | null> {
  const contract = readContract(request.workspace);
  const { warehouse } = await openAndLoad(request, contract);
  try {
    const { last } = await dataExtent(warehouse);
    if (last === null) return null;
    // An instant that ends a month belongs to it.
    const until = Math.min(last, request.asOf ?? request.now);
    return monthOf(until - 1, contract.timezone);
  } finally {
    warehouse.close();
  }
}

function languageOf({ language, format }: AuditRequest, { contract }: Run): Language {
  return language ?? (format === 'pdf' ? contract.language : 'en');
}

function printed(output: string, exitCode: 0 | 1): AuditResult {
  return { output, missingGlyphs: [], exitCode };
}

/** Ids are typed by strangers: of the name only letters, digits, dots and dashes reach the path. */
function written({ workspace, out }: AuditRequest, name: string, pdf: Uint8Array): { output: string } {
  const folder = out ?? join(workspace, 'reports', 'audit');
  const file = join(folder, `audit-${name.replaceAll(/[^A-Za-z0-9.-]+/g, '_').slice(0, 80)}.pdf`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, pdf);
  return { output: `${file}\n` };
}
