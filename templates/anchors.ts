/** The places that the links of a monthly report may lead to. */

import type { ReportModel } from '../pipelines/report/ReportModel.ts';

/** Sections that both kinds of report have, and those of one. */
const sections = ['summary', 'attainment', 'incidents', 'breaches', 'operations', 'appendix', 'lists'];
const monthSections = ['availability'];
const reviewSections = ['kpis', 'trend', 'pain', 'follow-up', 'improvements'];

const known = new WeakMap<ReportModel, Set<string>>();

/** `section:availability`, `service:sap`, `ticket:INC-1`: all that the sections name, and no more. */
export function anchorsOf(report: ReportModel): Set<string> {
  const anchors = known.get(report) ?? listAnchors(report);
  known.set(report, anchors);
  return anchors;
}

/** The link of a cell or card to a place, or nothing when the report has no such place. */
export function linkTo(report: ReportModel, anchor: string | null): { link?: string } {
  return anchor !== null && anchorsOf(report).has(anchor) ? { link: anchor } : {};
}

/** The link to a ticket's breach or row, if it has one. */
export function linkToTicket(report: ReportModel, ticketId: string | null): { link?: string } {
  return ticketId === null ? {} : linkTo(report, `ticket:${ticketId}`);
}

function listAnchors({ period, availability, breaches, incidents }: ReportModel): Set<string> {
  return new Set([
    ...[...sections, ...(period.kind === 'quarter' ? reviewSections : monthSections)].map((name) => `section:${name}`),
    ...availability.services.map(({ serviceId }) => `service:${serviceId}`),
    ...breaches.shown.map(({ ticketId }) => `ticket:${ticketId}`),
    ...incidents.major.shown.map(({ ticketId }) => `ticket:${ticketId}`),
  ]);
}
