/**
 * Reads the summary page: the overall verdict, six figures, and the points that the figures themselves make.
 *
 * The service manager's own words, where written, stand before what is found here.
 */
import type { LocalText } from '../contract/Contract.ts';
import type { ReadContext } from './context.ts';
import { measureNames } from './names.ts';
import type { ReportModel, Status, Summary, SummaryPoint } from './ReportModel.ts';

type Sections = Pick<
  ReportModel,
  'availability' | 'attainment' | 'incidents' | 'breaches' | 'inAll' | 'capacity' | 'problems'
>;

/** Builds the page from sections that were read before it. */
export function readSummary({ run, previousId }: ReadContext, sections: Sections): Summary {
  const { commentary } = run;
  const own = commentary.points.map((text): SummaryPoint => ({ text, anchor: anchorIn(text, sections) }));
  return {
    status: overallStatus(sections),
    verdict: verdictOf(sections),
    kpis: kpisOf(sections, previousId !== null),
    points: own.length > 0 ? own : foundPoints(sections, unknownTypes(run.findings)),
    decisions: commentary.decisions,
    comment: commentary.summary,
  };
}

/** Where a point leads that a person wrote: to the ticket, or else the service, that it names. */
function anchorIn({ ja }: LocalText, { availability, breaches, incidents }: Sections): string | null {
  const ticket = [...breaches, ...incidents.major].find(({ ticketId }) => ja.includes(ticketId));
  if (ticket) return `ticket:${ticket.ticketId}`;
  const service = availability.services.find(({ name }) => ja.includes(name.ja));
  return service ? `service:${service.serviceId}` : null;
}

/** Action: a critical breach or an availability target missed overall. Attention: any other miss or breach. */
function overallStatus({ availability, breaches }: Sections): Status {
  if (availability.overall.met === false || breaches.some(({ severity }) => severity === 'critical')) return 'action';
  return availability.services.some(({ met }) => met === false) || breaches.length > 0 ? 'attention' : 'good';
}

function verdictOf({ availability, attainment, breaches }: Sections): LocalText {
  const judged = availability.services.filter(({ met }) => met !== null);
  const met = judged.filter((service) => service.met === true).length;
  const all = attainment.totals.find(({ measure }) => measure === 'all');
  const tickets = new Set(breaches.map(({ ticketId }) => ticketId)).size;
  const ja = [
    judged.length === 0
      ? '可用性の対象となるサービスはありませんでした。'
      : met === 1 && judged.length === 1
        ? '可用性目標を達成しました。'
        : met === judged.length
          ? `可用性目標は全${met}サービスで達成しました。`
          : `可用性目標は${judged.length}サービス中${met}サービスで達成しました。`,
    all?.percent
      ? `SLA達成率は${all.percent}%（${all.met}/${all.met + all.breached}件）です。`
      : 'SLAの対象となる実績はありませんでした。',
    breaches.length === 0
      ? 'SLA違反はありません。'
      : `SLA違反は${breaches.length}件${tickets === breaches.length ? '' : `（チケット${tickets}件）`}です。`,
  ];
  const en = [
    judged.length === 0
      ? 'There is no availability figure.'
      : met === 1 && judged.length === 1
        ? 'The service met its availability target.'
        : met === judged.length
          ? `All ${met} services met their availability target.`
          : `${met} of ${judged.length} services met their availability target.`,
    all?.percent
      ? `SLA attainment was ${all.percent}% (${all.met} of ${all.met + all.breached}).`
      : 'No measure was due.',
    breaches.length === 0
      ? 'There was no SLA breach.'
      : `${breachesInWords(breaches.length)}${tickets === breaches.length ? '' : ` (on ${tickets === 1 ? '1 ticket' : `${tickets} tickets`})`}.`,
  ];
  return { ja: ja.join(''), en: en.join(' ') };
}

function breachesInWords(count: number): string {
  return count === 1 ? 'There was 1 SLA breach' : `There were ${count} SLA breaches`;
}

function kpisOf({ availability, attainment, incidents, breaches }: Sections, hasPrevious: boolean): Summary['kpis'] {
  const percent: LocalText = { ja: '%', en: '%' };
  const cases: LocalText = { ja: '件', en: '' };
  const respond = attainment.totals.find(({ measure }) => measure === 'respond');
  const fixed = attainment.fixed;
  const previousBreached = attainment.previousBreached;
  return [
    {
      id: 'availability',
      label: { ja: '可用性（全体）', en: 'Availability (overall)' },
      value: availability.overall.percent,
      unit: percent,
      target: availability.overall.targetPercent,
      previous: availability.overall.previousPercent,
      status:
        availability.overall.met === null
          ? null
          : availability.overall.met
            ? availability.services.some(({ met }) => met === false)
              ? 'attention'
              : 'good'
            : 'action',
      anchor: 'section:availability',
    },
    {
      id: 'respond',
      label: { ja: '応答SLA達成率', en: 'Response SLA' },
      value: respond?.percent ?? null,
      unit: percent,
      target: null,
      previous: respond?.previousPercent ?? null,
      status: statusOf(respond?.met ?? 0, respond?.breached ?? 0),
      anchor: 'section:attainment',
    },
    {
      id: 'restore',
      label: { ja: '復旧・解決SLA達成率', en: 'Restore/resolve SLA' },
      value: fixed.percent,
      unit: percent,
      target: null,
      previous: fixed.previousPercent,
      status: statusOf(fixed.met, fixed.breached),
      anchor: 'section:attainment',
    },
    {
      id: 'incidents',
      label: { ja: 'インシデント件数', en: 'Incidents opened' },
      value: String(incidents.totals.opened),
      unit: cases,
      target: null,
      previous: incidents.totals.previousOpened === null ? null : String(incidents.totals.previousOpened),
      status: null,
      anchor: 'section:incidents',
    },
    {
      id: 'breaches',
      label: { ja: 'SLA違反', en: 'SLA breaches' },
      value: String(breaches.length),
      unit: cases,
      target: '0',
      previous: hasPrevious ? String(previousBreached) : null,
      status:
        breaches.length === 0
          ? 'good'
          : breaches.some(({ severity }) => severity === 'critical')
            ? 'action'
            : 'attention',
      anchor: 'section:breaches',
    },
    {
      id: 'mttr',
      label: { ja: '復旧までの時間（中央値）', en: 'Time to restore (median)' },
      value: incidents.totals.mttrMedianHours,
      unit: { ja: '時間', en: 'h' },
      target: null,
      previous: incidents.totals.previousMttrMedianHours,
      status: null,
      anchor: 'section:incidents',
    },
  ];
}

function statusOf(met: number, breached: number): Status | null {
  if (met + breached === 0) return null;
  return breached === 0 ? 'good' : 'attention';
}

/** Three to five sentences, the gravest first. */
function foundPoints(
  { availability, breaches, inAll, capacity, incidents }: Sections,
  leftOut: number,
): SummaryPoint[] {
  const points: SummaryPoint[] = [];
  for (const { serviceId, name, met, percent, targetPercent } of availability.services
    .filter((service) => service.met === false)
    .slice(0, 2)) {
    if (met === null || percent === null) continue;
    points.push({
      text: {
        ja: `${name.ja}の可用性は${percent}%で、目標${targetPercent}%を下回りました。`,
        en: `${name.en}: availability ${percent}%, below the target of ${targetPercent}%.`,
      },
      anchor: `service:${serviceId}`,
    });
  }
  for (const { ticketId, title, measure } of breaches.slice(0, 2)) {
    points.push({
      text: {
        ja: `${ticketId}「${title}」が${measureNames[measure].ja}の期限を超過しました。`,
        en: `${ticketId} “${title}” missed its ${measureNames[measure].en} deadline.`,
      },
      anchor: `ticket:${ticketId}`,
    });
  }
  const full = capacity.find(({ status }) => status === 'action');
  if (full?.reachesLimitOn) {
    points.push({
      text: {
        ja: `${full.resource}は${full.reachesLimitOn}頃に上限に達する見込みです。`,
        en: `${full.resource} is expected to reach its limit around ${full.reachesLimitOn}.`,
      },
      anchor: 'section:operations',
    });
  }
  if (inAll.openMeasures > 0) {
    points.push({
      text: {
        ja: `期限のある対応のうち、${inAll.openMeasures}件が継続中です。`,
        en:
          inAll.openMeasures === 1
            ? '1 measure is still running.'
            : `${inAll.openMeasures} measures are still running.`,
      },
      anchor: 'section:open-measures',
    });
  }
  if (leftOut > 0) {
    points.push({
      text: {
        ja: `種別が不明なチケット（${leftOut}種別）は集計に含まれていません。`,
        en:
          leftOut === 1
            ? 'Tickets of a type that is not understood are in no figure.'
            : `Tickets of ${leftOut} types that are not understood are in no figure.`,
      },
      anchor: null,
    });
  }
  if (points.length === 0) {
    points.push({
      text:
        incidents.totals.opened === 0
          ? {
              ja: 'インシデントの発生はなく、すべての目標を達成しました。',
              en: 'There was no incident; every target was met.',
            }
          : {
              ja: `インシデントは${incidents.totals.opened}件で、すべての目標を達成しました。`,
              en: `Incidents opened: ${incidents.totals.opened}; every target was met.`,
            },
      anchor: 'section:incidents',
    });
  }
  return points.slice(0, 5);
}

/** Types of tickets that nobody understood: whoever reads the figures must know that they do not hold all tickets. */
function unknownTypes(findings: ReadContext['run']['findings']): number {
  return findings.find(({ check }) => check.name === 'tickets__type_is_known')?.rows.length ?? 0;
}
