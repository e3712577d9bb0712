/** Audits one month of a service: its outages, and the spans that were taken out of the agreed service time. */

import type { Atom, ExcludedTime, Outage, ServiceCase, ServiceJudgement, Span } from '../reference/ServiceEvidence.ts';
import type { BoundingRows } from './boundingRows.ts';
import type { MonthAudit, OutageAudit, SpanAudit } from './ServiceAudit.ts';

/**
 * @param ticketAt the incident that belongs to an outage, by the instant of its beginning
 */
export function auditMonth(
  periodId: string,
  given: ServiceCase,
  judged: ServiceJudgement,
  rowsOf: BoundingRows,
  ticketAt: (startedAt: number) => string | null,
): MonthAudit {
  const {
    atoms,
    outageList,
    unknownPolicies,
    serviceId: _,
    knownSeconds: _known,
    allowance: _allowance,
    ...figures
  } = judged;
  return {
    periodId,
    asOf: given.asOf,
    figures,
    outages: outageList.map((outage) => auditOutage(outage, given, atoms, rowsOf, ticketAt(outage.from))),
    spans: atoms.flatMap((atom) => auditSpan(atom, given, rowsOf)),
    unknownPolicies,
  };
}

function auditOutage(
  { from, to, countedSeconds, source }: Outage,
  given: ServiceCase,
  atoms: readonly Atom[],
  rowsOf: BoundingRows,
  ticketId: string | null,
): OutageAudit {
  const inside = (kinds: (atom: Atom) => boolean) =>
    atoms.filter(kinds).reduce((sum, atom) => sum + Math.max(0, Math.min(atom.to, to) - Math.max(atom.from, from)), 0);
  const maintenanceSeconds = inside((atom) => isMaintenance(atom));
  const excludedSeconds = inside(({ kind }) => kind === 'excluded');
  const shortSeconds = inside(({ kind }) => kind === 'down-not-counted');
  const bounding = rowsOf({ from, to });
  return {
    ...{ from, to, isOngoing: to >= given.asOf, countedSeconds, maintenanceSeconds, excludedSeconds, shortSeconds },
    outsideSeconds: to - from - countedSeconds - maintenanceSeconds - excludedSeconds - shortSeconds,
    ticketId,
    sources: bounding.length > 0 ? bounding : [source].filter(({ row }) => row > 0),
  };
}

function auditSpan(atom: Atom, given: ServiceCase, rowsOf: BoundingRows): SpanAudit[] {
  const { from, to, seconds, counts } = atom;
  const span = { from, to, seconds, counts };
  if (isMaintenance(atom)) {
    const windows = covering(given.maintenance, atom);
    const windowIds = [...new Set(windows.map(({ id }) => id))];
    const sources = windows.flatMap(({ source }) => (source ? [source] : []));
    return [{ ...span, kind: 'maintenance', because: { kind: 'maintenance', windowIds, counts }, sources }];
  }
  if (atom.kind === 'excluded') {
    const [{ id, approvedBy, reason }] = covering(given.exclusions, atom) as [ExcludedTime];
    return [{ ...span, kind: 'excluded', because: { kind: 'exclusion', id, approvedBy, reason }, sources: [] }];
  }
  if (atom.kind !== 'unknown') return [];
  return [{ ...span, kind: 'unknown', because: { kind: 'unknown', counts }, sources: rowsOf({ from, to }) }];
}

/** Maintenance that counts as up is an `up` atom; the window is its reason all the same. */
function isMaintenance({ because }: Atom): boolean {
  return because.kind === 'maintenance';
}

function covering<T extends Span>(spans: readonly T[], { from, to }: Span): T[] {
  return spans.filter((span) => span.from < to && span.to > from);
}
