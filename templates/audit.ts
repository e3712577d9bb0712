/** The audit as PDF: one page a measure of a ticket, or the pages of a service. */
import type { RawRows } from '../pipelines/audit/readRawRows.ts';
import type { ServiceAudit } from '../pipelines/audit/ServiceAudit.ts';
import type { MeasureAudit, TicketAudit } from '../pipelines/audit/TicketAudit.ts';
import type { Language, LocalText } from '../pipelines/contract/Contract.ts';
import { auditVoiceOf } from './auditVoice.ts';
import type { RenderedReport } from './monthly.ts';
import { createDocument, type ReportDocument } from './parts/document.ts';
import { measurePage, ticketPage } from './sections/auditMeasure.ts';
import { servicePages } from './sections/auditService.ts';

export interface AuditLook {
  language: Language;
  provider: LocalText;
}

/**
 * Renders the audits of tickets: a page a measure, the breach first, and one page for a ticket without measures.
 *
 * @param rows the rows that the audits rest on, verbatim, by file
 */
export async function renderTicketAudits(
  audits: readonly TicketAudit[],
  rows: readonly RawRows[],
  look: AuditLook,
): Promise<RenderedReport> {
  const ids = audits.map(({ ticketId }) => ticketId).join(', ');
  const [first] = audits;
  const voice = auditVoiceOf(look.language, first?.timezone ?? 'UTC', 'page');
  const doc = open(`${voice.words.title} ${ids}`, first?.asOf ?? 0, look, voice.words.title, ids);
  for (const audit of audits) {
    if (audit.measures.length === 0) ticketPage(doc, audit, rows, voice);
    for (const measure of gravestFirst(audit.measures)) measurePage(doc, audit, measure, rows, voice);
  }
  return await finish(doc);
}

/** What was breached stands first, the latest of all; the rest as the ticket went through it. */
function gravestFirst(measures: readonly MeasureAudit[]): MeasureAudit[] {
  const lateness = ({ verdict, marginSeconds }: MeasureAudit) => (verdict === 'breached' ? -marginSeconds : 0);
  return measures.toSorted((a, b) => lateness(b) - lateness(a));
}

/** Renders the audit of a service. */
export async function renderServiceAudit(audit: ServiceAudit, look: AuditLook): Promise<RenderedReport> {
  const voice = auditVoiceOf(look.language, audit.timezone, 'page');
  const title = `${voice.words.serviceTitle} ${audit.serviceId} ${audit.periodId}`;
  const doc = open(title, audit.asOf, look, voice.words.serviceTitle, `${audit.serviceId} ${audit.periodId}`);
  servicePages(doc, audit, voice);
  return await finish(doc);
}

function open(
  title: string,
  asOf: number,
  { language, provider }: AuditLook,
  left: string,
  right: string,
): ReportDocument {
  return createDocument({
    title,
    subject: title,
    author: provider[language],
    language,
    documentId: `${title} ${asOf}`,
    createdAt: new Date(asOf * 1000),
    header: { left, right },
    footer: provider[language],
    hasCover: false,
  });
}

async function finish(doc: ReportDocument): Promise<RenderedReport> {
  const pages = doc.pageCount;
  return { pdf: await doc.finish(), pages, missingGlyphs: doc.missingGlyphs() };
}
