/** Audits one month of a service: its outages, and the spans that were taken out of the agreed service time. */

import type { LocalText } from '../contract/Contract.ts';
import type { Atom, Outage, ServiceCase, ServiceJudgement, Span } from '../reference/ServiceEvidence.ts';
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
  const { atoms, outageList, unknownPolicies, serviceId: _, ...figures } = judged;
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
  if (isMaintenance(atom)) {
    const windows = covering(given.maintenance, atom);
    const sources = windows.flatMap(({ source }) => (source ? [source] : []));
    return [
      {
        from,
        to,
        kind: 'maintenance',
        seconds,
        counts,
        because: maintenanceWords(
          windows.map(({ id }) => id),
          counts,
        ),
        sources,
      },
    ];
  }
  if (atom.kind === 'excluded') {
    const [exclusion] = covering(given.exclusions, atom);
    const because = {
      ja: `除外 ${exclusion!.id}（承認者 ${exclusion!.approvedBy}）：${exclusion!.reason.ja}`,
      en: `exclusion ${exclusion!.id}, approved by ${exclusion!.approvedBy}: ${exclusion!.reason.en}`,
    };
    return [{ from, to, kind: 'excluded', seconds, counts, because, sources: [] }];
  }
  if (atom.kind !== 'unknown') return [];
  return [{ from, to, kind: 'unknown', seconds, counts, because: unknownWords(counts), sources: rowsOf({ from, to }) }];
}

/** Maintenance that counts as up is an `up` atom; its reason begins with the window all the same. */
function isMaintenance({ kind, because }: Atom): boolean {
  return kind === 'maintenance' || (kind === 'up' && because.startsWith('maintenance '));
}

function covering<T extends Span>(spans: readonly T[], { from, to }: Span): T[] {
  return spans.filter((span) => span.from < to && span.to > from);
}

function maintenanceWords(ids: readonly string[], counts: Atom['counts']): LocalText {
  const names = [...new Set(ids)].join(' + ');
  return counts === 'available'
    ? { ja: `計画保守 ${names}（稼働として数える）`, en: `maintenance ${names} (counts as up)` }
    : { ja: `計画保守 ${names}`, en: `maintenance ${names}` };
}

function unknownWords(counts: Atom['counts']): LocalText {
  if (counts === 'lost') return { ja: '監視データなし（停止として数える）', en: 'no monitoring data (counts as down)' };
  return counts === 'available'
    ? { ja: '監視データなし（稼働として数える）', en: 'no monitoring data (counts as up)' }
    : { ja: '監視データなし（計算から除く）', en: 'no monitoring data (left out)' };
}
