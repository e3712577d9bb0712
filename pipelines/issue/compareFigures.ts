/**
 * Says in words what changed between two issues of a report: one line a figure.
 */
import { formatDateTime, formatExactDuration } from '../../templates/format.ts';
import type { LocalText, MeasureName } from '../contract/Contract.ts';
import type { Figures } from '../report/figures.ts';
import { measureNames, severityName } from '../report/names.ts';

/** How services are called, and the zone in which instants are told. */
export interface Naming {
  services: readonly { id: string; name: LocalText }[];
  timezone: string;
}

/** Lines for 改訂履歴: what changed and nothing else, in the client's names and units; empty when no figure changed. */
export function compareFigures(
  before: Figures,
  after: Figures,
  naming: Naming = { services: [], timezone: after.timezone },
): LocalText[] {
  return [
    ...compareAvailability(before, after, naming),
    ...compareAttainment(before, after),
    ...compareBreaches(before, after),
    ...compareCutOff(before, after, naming),
  ];
}

function compareAvailability(before: Figures, after: Figures, { services }: Naming): LocalText[] {
  const ids = new Set([...before.availability, ...after.availability].map(({ service_id }) => service_id));
  return [...ids].flatMap((id) => {
    const old = before.availability.find(({ service_id }) => service_id === id);
    const now = after.availability.find(({ service_id }) => service_id === id);
    const [from, to] = [percent(old?.availability_percent), percent(now?.availability_percent)];
    const [was, is] = [old?.down_seconds ?? 0, now?.down_seconds ?? 0];
    const name = services.find((service) => service.id === id)?.name ?? { ja: id, en: id };
    const down = (seconds: number, language: 'ja' | 'en') => formatExactDuration(seconds, language);
    const ja = [
      ...(from === to ? [] : [`${from} → ${to}`]),
      ...(was === is ? [] : [`停止 ${down(was, 'ja')} → ${down(is, 'ja')}`]),
    ];
    const en = [
      ...(from === to ? [] : [`${from} → ${to}`]),
      ...(was === is ? [] : [`downtime ${down(was, 'en')} → ${down(is, 'en')}`]),
    ];
    if (ja.length === 0) return [];
    return [{ ja: `稼働率 ${name.ja}：${ja.join('、')}`, en: `Availability of ${name.en}: ${en.join(', ')}` }];
  });
}

function compareAttainment(before: Figures, after: Figures): LocalText[] {
  return after.sla.flatMap((now) => {
    const old = before.sla.find(({ severity, measure }) => severity === now.severity && measure === now.measure);
    if (old?.met === now.met && old.breached === now.breached) return [];
    const cases = ({ met, breached }: typeof now) => [met, met + breached] as const;
    const ja = (row: typeof now | undefined): string =>
      row ? `${percent(row.attainment_percent)}（${cases(row).join('／')}）` : '－';
    const en = (row: typeof now | undefined): string =>
      row ? `${percent(row.attainment_percent)} (${cases(row).join(' of ')})` : '－';
    return [
      {
        ja: `SLA達成率 ${severityName(now.severity).ja}・${measureName(now.measure)}：${ja(old)} → ${ja(now)}`,
        en: `SLA attainment ${now.severity} ${now.measure}: ${en(old)} → ${en(now)}`,
      },
    ];
  });
}

function compareBreaches(before: Figures, after: Figures): LocalText[] {
  const key = ({ ticket_id, measure }: Figures['breaches'][number]): string => `${ticket_id} ${measure}`;
  const spoken = ({ ticket_id, measure }: Figures['breaches'][number]): string =>
    `${ticket_id} ${measureName(measure)}`;
  const added = after.breaches.filter((breach) => !before.breaches.some((old) => key(old) === key(breach)));
  const gone = before.breaches.filter((breach) => !after.breaches.some((now) => key(now) === key(breach)));
  return [
    ...added.map((breach) => ({ ja: `SLA未達を追加：${spoken(breach)}`, en: `Breach added: ${key(breach)}` })),
    ...gone.map((breach) => ({ ja: `SLA未達を取消：${spoken(breach)}`, en: `Breach withdrawn: ${key(breach)}` })),
  ];
}

function compareCutOff(before: Figures, after: Figures, { timezone }: Naming): LocalText[] {
  if (before.as_of === after.as_of) return [];
  const at = (iso: string, language: 'ja' | 'en') => formatDateTime(Date.parse(iso) / 1000, timezone, language);
  return [
    {
      ja: `集計時点：${at(before.as_of, 'ja')} → ${at(after.as_of, 'ja')}`,
      en: `Cut-off: ${at(before.as_of, 'en')} → ${at(after.as_of, 'en')}`,
    },
  ];
}

/** `99.932%`; a dash where nothing was promised. */
function percent(text: string | null | undefined): string {
  return text == null ? '－' : `${text}%`;
}

function measureName(measure: string): string {
  return measureNames[measure as MeasureName].ja;
}
