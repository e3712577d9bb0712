/**
 * Says in words what changed between two issues of a report: one line a figure.
 */
import type { LocalText, MeasureName } from '../contract/Contract.ts';
import type { Figures } from '../report/figures.ts';
import { measureNames, severityName } from '../report/names.ts';

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
    const [from, to] = [percent(old?.availability_percent), percent(now?.availability_percent)];
    const [was, is] = [old?.down_seconds ?? 0, now?.down_seconds ?? 0];
    lines.push({
      ja: `可用性 ${id}：${from} → ${to}（停止 ${was}秒 → ${is}秒）`,
      en: `Availability of ${id}: ${from} → ${to} (downtime ${was} s → ${is} s)`,
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
      row ? `${percent(row.attainment_percent)} (${row.met}/${row.met + row.breached})` : '－';
    lines.push({
      ja: `SLA達成率 ${severityName(now.severity).ja}・${measureName(now.measure)}：${text(old)} → ${text(now)}`,
      en: `SLA attainment ${now.severity} ${now.measure}: ${text(old)} → ${text(now)}`,
    });
  }
  return lines;
}

function compareBreaches(before: Figures, after: Figures): LocalText[] {
  const key = ({ ticket_id, measure }: Figures['breaches'][number]): string => `${ticket_id} ${measure}`;
  const spoken = ({ ticket_id, measure }: Figures['breaches'][number]): string =>
    `${ticket_id} ${measureName(measure)}`;
  const added = after.breaches.filter((breach) => !before.breaches.some((old) => key(old) === key(breach)));
  const gone = before.breaches.filter((breach) => !after.breaches.some((now) => key(now) === key(breach)));
  return [
    ...added.map((breach) => ({ ja: `SLA違反を追加：${spoken(breach)}`, en: `Breach added: ${key(breach)}` })),
    ...gone.map((breach) => ({ ja: `SLA違反を取消：${spoken(breach)}`, en: `Breach withdrawn: ${key(breach)}` })),
  ];
}

function compareCutOff(before: Figures, after: Figures): LocalText[] {
  if (before.as_of === after.as_of) return [];
  return [{ ja: `集計時点：${before.as_of} → ${after.as_of}`, en: `Cut-off: ${before.as_of} → ${after.as_of}` }];
}

/** `99.932%`; a dash where nothing was promised. */
function percent(text: string | null | undefined): string {
  return text == null ? '－' : `${text}%`;
}

function measureName(measure: string): string {
  return measureNames[measure as MeasureName].ja;
}
