/**
 * Reads the summary page: the overall status with its reasons, six figures, and the points that the figures themselves make.
 *
 * The service manager's own words, where written, stand before what is found here. Nothing is counted here: figures come
 * from marts.fct_summary, single cases from the first row of the list that names them. Words are in templates/words/.
 */

import type { LocalText } from '../contract/Contract.ts';
import { firstLanguage, inAnyLanguage } from '../contract/languages.ts';
import type { ReadContext } from './context.ts';
import { listed } from './Listed.ts';
import type { FctSummary } from './marts.ts';
import type {
  Kpi,
  OverallStatus,
  ReportModel,
  StatusReason,
  Summary,
  SummaryEvent,
  SummaryFigures,
  SummaryPoint,
} from './ReportModel.ts';

type Sections = Pick<
  ReportModel,
  | 'availability'
  | 'attainment'
  | 'availabilityMisses'
  | 'nearMisses'
  | 'incidents'
  | 'breaches'
  | 'capacity'
  | 'maintenance'
>;

/** Builds the page from its mart, and from sections that were read before it. */
export async function readSummary(context: ReadContext, sections: Sections): Promise<Summary> {
  const { run, warehouse, period, previousId } = context;
  const { commentary } = run;
  const row = await warehouse.row<FctSummary>(`select * from marts.fct_summary where period_id = ${period}`);
  const own = commentary.points.map(
    (text): SummaryPoint => ({ kind: 'written', text, anchor: anchorIn(text, sections) }),
  );
  const reasons = reasonsOf(row);
  return {
    status: row.status,
    reasons,
    figures: figuresOf(row, sections),
    kpis: kpisOf(row, sections, await kpiTargets(context), previousId !== null),
    points: own.length > 0 ? own : foundPoints(row, sections, reasons, unknownTypes(run.findings)),
    decisions: commentary.decisions,
    events: eventsOf(row, sections),
    risks: risksOf(row, sections, context.run.contract.near_miss.budget_percent),
    comment: commentary.summary,
  };
}

/** Where a point leads that a person wrote: to the ticket, or else the service, that it names. */
function anchorIn(
  { [firstLanguage]: text }: LocalText,
  { availability, breaches, incidents }: Sections,
): string | null {
  for (const { ticketId } of [...breaches.shown, ...incidents.major.shown])
    if (text.includes(ticketId)) return `ticket:${ticketId}`;
  const service = availability.services.find(({ name }) => text.includes(name[firstLanguage]));
  return service ? `service:${service.serviceId}` : null;
}

/** What decided the status: the conditions of fct_summary that hold, down to the first group that names it. */
function reasonsOf(row: FctSummary): StatusReason[] {
  const grave: StatusReason[] = [
    ...(row.is_overall_met === false ? [{ kind: 'overall-missed' } as const] : []),
    ...(row.gravest_breaches > 0
      ? [{ kind: 'gravest-breached', severity: row.gravest_severity!, breaches: row.gravest_breaches } as const]
      : []),
    ...(row.far_below_severity !== null
      ? [
          {
            kind: 'attainment-far-below',
            severity: row.far_below_severity,
            measure: row.far_below_measure!,
            percent: row.far_below_percent!,
            target: row.far_below_target,
          } as const,
        ]
      : []),
  ];
  const missed: StatusReason[] = [
    ...(row.services_missed > 0
      ? [{ kind: 'services-missed', missed: row.services_missed, judged: row.services_judged } as const]
      : []),
    ...(row.breaches > 0 ? [{ kind: 'breached', breaches: row.breaches } as const] : []),
  ];
  const unknown: StatusReason[] = [
    ...(row.is_running ? [{ kind: 'still-running' } as const] : []),
    ...(row.is_running
      ? []
      : row.services_judged < row.services
        ? [{ kind: 'services-not-judged', judged: row.services_judged, of: row.services } as const]
        : row.services > 0 && row.months_monitored < row.months
          ? [{ kind: 'months-not-monitored', monitored: row.months_monitored, of: row.months } as const]
          : []),
    ...(row.promises > 0 && row.months_with_tickets < row.months
      ? [{ kind: 'no-tickets', months: row.months_with_tickets, of: row.months } as const]
      : []),
  ];
  if (row.status === 'action') return [...grave, ...unknown];
  if (row.status === 'attention') return [...missed, ...unknown];
  if (row.status === 'good') return [{ kind: 'all-kept' }];
  return unknown.length > 0 ? unknown : [{ kind: 'nothing-promised' }];
}

function figuresOf(row: FctSummary, { attainment }: Sections): SummaryFigures {
  const all = attainment.totals.find(({ measure }) => measure === 'all');
  return {
    months: row.months,
    monthsWithTickets: row.months_with_tickets,
    monthsMonitored: row.months_monitored,
    services: row.services,
    servicesJudged: row.services_judged,
    servicesMet: row.services_met,
    servicesMissed: row.services_missed,
    met: all?.met ?? 0,
    judged: (all?.met ?? 0) + (all?.breached ?? 0),
    attainmentPercent: all?.percent ?? null,
    breaches: row.breaches,
    breachedTickets: row.breached_tickets,
  };
}

/** The KPI target that all severities share, by measure; none where they differ or nothing is agreed. */
async function kpiTargets({ warehouse, period }: ReadContext): Promise<Map<string, string>> {
  const rows = await warehouse.rows<{ measure: string; target: string }>(
    `select case measure when 'respond' then 'respond' else 'restore' end as measure, min(target_text) as target
     from marts.fct_kpis where period_id = ${period} and measure is not null
     group by all having count(distinct target_text) = 1 and count(*) = count(target_text)`,
  );
  return new Map(rows.map(({ measure, target }) => [measure, target]));
}

function kpisOf(
  row: FctSummary,
  { availability, attainment, incidents }: Sections,
  targets: Map<string, string>,
  hasPrevious: boolean,
): Kpi[] {
  const { overall } = availability;
  const { totals } = incidents;
  const hasTickets = row.months_with_tickets > 0;
  const respond = attainment.totals.find(({ measure }) => measure === 'respond');
  const fixed = attainment.totals.find(({ measure }) => measure === 'fixed');
  const rate = (id: 'respond' | 'restore', total: typeof respond): Kpi => ({
    id,
    value: total?.percent ?? null,
    without: hasTickets ? 'cases' : 'data',
    target: targets.get(id) ?? null,
    cases: total?.percent == null ? null : { met: total.met, of: total.met + total.breached },
    previous: total?.previousPercent ?? null,
    status: rateStatus(row, total),
    anchor: 'section:attainment',
  });
  return [
    {
      id: 'availability',
      value: overall.percent,
      without: row.services > 0 ? 'data' : 'cases',
      target: overall.targetPercent,
      cases: row.services_judged > 0 ? { met: row.services_met, of: row.services_judged } : null,
      previous: overall.previousPercent,
      status: availabilityStatus(row),
      anchor: 'section:availability',
    },
    rate('respond', respond),
    rate('restore', fixed),
    {
      id: 'incidents',
      value: hasTickets ? String(totals.opened) : null,
      without: 'data',
      target: null,
      cases: null,
      previous: totals.previousOpened === null ? null : String(totals.previousOpened),
      status: null,
      anchor: 'section:incidents',
    },
    {
      id: 'breaches',
      value: hasTickets ? String(row.breaches) : null,
      without: 'data',
      target: '0',
      cases: null,
      previous: hasPrevious && attainment.previousBreached !== null ? String(attainment.previousBreached) : null,
      status: hasTickets ? breachStatus(row) : row.promises > 0 ? 'unknown' : null,
      anchor: 'section:breaches',
    },
    {
      id: 'mttr',
      value: totals.mttrMedianSeconds,
      without: hasTickets ? 'cases' : 'data',
      target: null,
      cases: null,
      previous: totals.previousMttrMedianSeconds,
      status: null,
      anchor: 'section:incidents',
    },
  ];
}

function availabilityStatus(row: FctSummary): OverallStatus | null {
  if (row.services === 0) return null;
  if (row.is_overall_met === false) return 'action';
  if (row.services_missed > 0) return 'attention';
  return row.services_judged < row.services || row.months_monitored < row.months ? 'unknown' : 'good';
}

/** As the overall status has it: below the agreed target, or below nine in ten, is more than attention. */
function rateStatus(
  row: FctSummary,
  total: ReportModel['attainment']['totals'][number] | undefined,
): OverallStatus | null {
  if (row.promises > 0 && row.months_with_tickets === 0) return 'unknown';
  if (!total || total.percent === null) return null;
  if (total.isFarBelow) return 'action';
  if (total.breached > 0) return 'attention';
  return row.months_with_tickets < row.months ? 'unknown' : 'good';
}

function breachStatus(row: FctSummary): OverallStatus {
  if (row.gravest_breaches > 0) return 'action';
  if (row.breaches > 0) return 'attention';
  return row.months_with_tickets < row.months ? 'unknown' : 'good';
}

/** What was missed: services, then the tickets of the breaches that are listed, each with all of its measures. */
function eventsOf(row: FctSummary, { availabilityMisses, breaches }: Sections): Summary['events'] {
  const services = availabilityMisses.map(
    ({ serviceId, name, percent, targetPercent, lostSeconds, budgetSeconds, commentary }): SummaryEvent => ({
      kind: 'service',
      ...{ name, percent, target: targetPercent, lostSeconds, budgetSeconds, commentary },
      anchor: `service:${serviceId}`,
    }),
  );
  const tickets = new Map<string, Extract<SummaryEvent, { kind: 'ticket' }>>();
  for (const breach of breaches.shown) {
    const { ticketId, title, severity, serviceName, commentary, measure, lateSeconds, stoppedAt } = breach;
    const late = { measure, seconds: lateSeconds, isOpen: stoppedAt === null };
    const known = tickets.get(ticketId);
    if (known) known.late.push(late);
    else
      tickets.set(ticketId, {
        kind: 'ticket',
        ...{ ticketId, title, severity, serviceName, commentary, late: [late] },
        anchor: `ticket:${ticketId}`,
      });
  }
  return listed([...services, ...tickets.values()], row.services_missed + row.breached_tickets);
}

/** Kept so far, and at risk: budgets used beyond `nearPercent`, overdue patches, capacity, overdue measures. */
function risksOf(row: FctSummary, sections: Sections, nearPercent: number): SummaryPoint[] {
  const tight = sections.availability.services.filter(
    ({ met, budgetSeconds, budgetLeftSeconds }) =>
      met === true && budgetSeconds > 0 && (budgetSeconds - budgetLeftSeconds) * 100 >= budgetSeconds * nearPercent,
  );
  const budgets = tight.map(
    ({ serviceId, name, budgetLeftSeconds, budgetSeconds }): SummaryPoint => ({
      kind: 'budget-nearly-used',
      ...{ name, leftSeconds: budgetLeftSeconds, budgetSeconds },
      anchor: `service:${serviceId}`,
    }),
  );
  const full = sections.capacity.filter(({ status, reachesLimitOn }) => status === 'action' && reachesLimitOn !== null);
  const capacities = full.map(
    ({ resource, reachesLimitOn }): SummaryPoint => ({
      kind: 'capacity',
      ...{ resource, reachesLimitOn: reachesLimitOn!, anchor: 'section:operations' },
    }),
  );
  return [...budgets.slice(0, 1), ...nearPoint(sections), ...patchPoint(row), ...capacities.slice(0, 2)].slice(0, 5);
}

function nearPoint({ nearMisses }: Sections): SummaryPoint[] {
  const [narrowest] = nearMisses.shown;
  if (!narrowest) return [];
  const { ticketId, measure, marginSeconds } = narrowest;
  return [{ kind: 'near-misses', measures: nearMisses.of, ticketId, measure, marginSeconds, anchor: 'section:lists' }];
}

function patchPoint(row: FctSummary): SummaryPoint[] {
  const { patches_overdue: patches, oldest_patch_due_at: oldestDueAt } = row;
  return patches > 0
    ? [{ kind: 'patches-overdue', patches, oldestDueAt: oldestDueAt!, anchor: 'section:operations' }]
    : [];
}

/** Up to five points, one a promise or practice, the gravest first; each says how many more there are. */
function foundPoints(row: FctSummary, sections: Sections, reasons: StatusReason[], types: number): SummaryPoint[] {
  const points: SummaryPoint[] = [
    ...servicePoint(row, sections),
    ...ticketPoint(row, sections),
    ...maintenancePoint(sections),
    ...patchPoint(row),
    ...capacityPoint(sections),
    ...(row.open_measures > 0
      ? [{ kind: 'open-measures', measures: row.open_measures, anchor: 'section:incidents' } as const]
      : []),
  ];
  const gaps: SummaryPoint[] = [
    ...(row.services > 0 && row.months_monitored === 0
      ? [{ kind: 'no-monitoring', anchor: 'section:availability' } as const]
      : []),
    ...(row.promises > 0 && row.months_with_tickets === 0
      ? [{ kind: 'no-tickets', anchor: 'section:incidents' } as const]
      : []),
    ...(types > 0 ? [{ kind: 'unknown-types', types, anchor: null } as const] : []),
  ];
  const kept = reasons.some(({ kind }) => kind === 'all-kept');
  if (points.length === 0 && gaps.length === 0 && kept)
    return [{ kind: 'all-kept', incidents: sections.incidents.totals.opened, anchor: 'section:incidents' }];
  return [...gaps, ...points].slice(0, 5);
}

/** The service that overspent its budget by most. */
function servicePoint(row: FctSummary, { availability }: Sections): SummaryPoint[] {
  const missed = availability.services.filter(({ met }) => met === false);
  const [worst] = missed.toSorted((a, b) => a.budgetLeftSeconds - b.budgetLeftSeconds);
  if (!worst || worst.percent === null) return [];
  return [
    {
      kind: 'service-missed',
      name: worst.name,
      percent: worst.percent,
      target: worst.targetPercent,
      more: row.services_missed - 1,
      anchor: `service:${worst.serviceId}`,
    },
  ];
}

/** The ticket of the gravest breach, with all of its measures that were breached. */
function ticketPoint(row: FctSummary, { breaches }: Sections): SummaryPoint[] {
  const [first] = breaches.shown;
  if (!first) return [];
  const measures = [...breaches.shown].filter(({ ticketId }) => ticketId === first.ticketId);
  return [
    {
      kind: 'ticket-breached',
      ticketId: first.ticketId,
      title: first.title,
      measures: [...new Set(measures.map(({ measure }) => measure))],
      more: row.breached_tickets - 1,
      anchor: `ticket:${first.ticketId}`,
    },
  ];
}

/** Maintenance that nobody approved and that cost downtime, the dearest first. */
function maintenancePoint({ maintenance }: Sections): SummaryPoint[] {
  const unapproved = maintenance.done.filter(({ downSeconds }) => downSeconds !== null && downSeconds > 0);
  const [dearest, ...others] = unapproved.toSorted((a, b) => b.downSeconds! - a.downSeconds!);
  if (!dearest) return [];
  const { windowId, serviceName, downSeconds } = dearest;
  return [
    {
      kind: 'unapproved-maintenance',
      windowId,
      name: serviceName ?? inAnyLanguage(''),
      downSeconds: downSeconds!,
      more: others.length,
      anchor: 'section:operations',
    },
  ];
}

function capacityPoint({ capacity }: Sections): SummaryPoint[] {
  const full = capacity.find(({ status }) => status === 'action');
  if (!full?.reachesLimitOn) return [];
  return [
    {
      kind: 'capacity',
      resource: full.resource,
      reachesLimitOn: full.reachesLimitOn,
      anchor: 'section:operations',
    },
  ];
}

/** Types of tickets that nobody understood: whoever reads the figures must know that they do not hold all tickets. */
function unknownTypes(findings: ReadContext['run']['findings']): number {
  return findings.find(({ check }) => check.name === 'tickets__type_is_known')?.rows.length ?? 0;
}
