/**
 * Says in words what changed between two issues of a report: one line a figure.
 */
import type { LocalText } from '../contract/Contract.ts';
import type { Figures } from '../report/figures.ts';

/** Lines for 改訂履歴; empty when no figure changed. */
export function compareFigures(before: Figures, after: Figures): LocalText[] {
  return [
    ...compareAvailability(before, after),
    ...compareAttainment(before, after),
    ...compareBreaches(before, after),
    ...compareCutOff(before, after),
  ];
}

function compareAvailability(before: Figures, after: Figures): LocalText[] {
  const lines: LocalText[] = [];
  const ids = new Set([...before.availability, ...after.availability].map(({ service_id }) => service_id));
  for (const id of ids) {
    const old = before.availability.find(({ service_id }) => service_id === id);
    const now = after.availability.find(({ service_id }) => service_id === id);
    if (JSON.stringify(old) === JSON.stringify(now)) continue;
    const [from, to] = [old?.availability_percent ?? '－', now?.availability_percent ?? '－'];
    const down = `${old?.down_seconds ?? 0} s → ${now?.down_seconds ?? 0} s`;
    lines.push({
      ja: `可用性 ${id}：${from}% → ${to}%（停止 ${down}）`,
      en: `Availability of ${id}: ${from} % → ${to} % (downtime ${down})`,
    });
  }
  return lines;
}

function compareAttainment(before: Figures, after: Figures): LocalText[] {
  const lines: LocalText[] = [];
  for (const now of after.sla) {
    const old = before.sla.find(({ severity, measure }) => severity === now.severity && measure === now.measure);
    if (JSON.stringify(old) === JSON.stringify(now)) continue;
    const text = (row: typeof now | undefined): string =>
      row ? `${row.attainment_percent ?? '－'}% (${row.met}/${row.met + row.breached})` : '－';
    lines.push({
      ja: `SLA達成率 ${now.severity} ${now.measure}：${text(old)} → ${text(now)}`,
      en: `SLA attainment ${now.severity} ${now.measure}: ${text(old)} → ${text(now)}`,
    });
  }
  return lines;
}

function compareBreaches(before: Figures, after: Figures): LocalText[] {
  const key = ({ ticket_id, measure }: Figures['breaches'][number]): string => `${ticket_id} ${measure}`;
  const added = after.breaches.filter((breach) => !before.breaches.some((old) => key(old) === key(breach)));
  const gone = before.breaches.filter((breach) => !after.breaches.some((now) => key(now) === key(breach)));
  return [
    ...added.map((breach) => ({ ja: `SLA違反を追加：${key(breach)}`, en: `Breach added: ${key(breach)}` })),
    ...gone.map((breach) => ({ ja: `SLA違反を取消：${key(breach)}`, en: `Breach withdrawn: ${key(breach)}` })),
  ];
}

function compareCutOff(before: Figures, after: Figures): LocalText[] {
  if (before.as_of === after.as_of) return [];
  return [{ ja: `集計時点：${before.as_of} → ${after.as_of}`, en: `Cut-off: ${before.as_of} → ${after.as_of}` }];
}
