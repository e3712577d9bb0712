/** Audits the availability of a service: every span, what it cost, the rows that bound it, and what others would print. */
import { distance } from 'fastest-levenshtein';
import type { Contract, Service } from '../contract/Contract.ts';
import { SlaError } from '../errors.ts';
import { aheadOf } from '../reference/budget.ts';
import { serviceStates } from '../reference/evidence.ts';
import { judgeService } from '../reference/judgeService.ts';
import { monitorFigures } from '../reference/profiles/index.ts';
import { isReadBy, secondsByState } from '../reference/profiles/MonitorFigure.ts';
import type { Availability, ServiceCase, Span } from '../reference/ServiceEvidence.ts';
import { serviceCase, termsParts } from '../reference/serviceCase.ts';
import type { Run } from '../run/prepareRun.ts';
import { shellWord } from '../shellWord.ts';
import { quote } from '../warehouse/Warehouse.ts';
import { auditMonth } from './auditMonth.ts';
import { boundingRows, unique } from './boundingRows.ts';
import { differences, type Values } from './compare.ts';
import { readFeeds } from './readFeeds.ts';
import { readSourceRows } from './readRawRows.ts';
import type { MonthAudit, ServiceAudit } from './ServiceAudit.ts';
import { type Evidence, readEvidence } from './serviceEvidence.ts';
import { sumMonths } from './sumMonths.ts';
import type { Difference } from './TicketAudit.ts';

export type ServiceRun = Pick<Run, 'workspace' | 'warehouse' | 'contract' | 'exclusions' | 'periods'>;

/**
 * The audit of one service over the period of the run, month by month, each as known at its own cut-off.
 *
 * @throws SlaError for a service that the contract does not have, naming the nearest.
 */
export async function auditService(run: ServiceRun, serviceId: string): Promise<ServiceAudit> {
  const { contract, periods } = run;
  const { period } = periods;
  const service = findService(contract, serviceId);
  const { months, cases, judged, whole, figures, evidence } = await secondFigures(run, service, 'files');
  const rowsOf = boundingRows(evidence, longestHold(contract, service));
  const audited = await Promise.all(
    cases.map(async (given, index) => {
      const { period_id } = months[index]!;
      const tickets = await ticketsOf(run, serviceId, period_id);
      return auditMonth(period_id, given, judged[index]!, rowsOf, (startedAt) => tickets.get(startedAt) ?? null);
    }),
  );
  return {
    serviceId,
    name: service.name,
    site: contract.sites.find(({ id }) => id === service.site)?.name ?? null,
    timezone: contract.timezone,
    periodId: period.id,
    period: { from: period.startsAt, to: period.endsAt },
    asOf: periods.asOf,
    checkIntervalSeconds: service.check_interval_seconds,
    downWhen: service.down_when,
    terms: termsParts(contract, service, whole.period),
    figures,
    months: audited,
    ...monitorsOf(whole, service, figures, await presetsOf(run)),
    differences: await compareService(run, serviceId, figures, audited),
    evidence: evidence.from,
    rows: await readSourceRows(run.workspace, boundingOf(audited)),
  };
}

/**
 * Where the second engine and the warehouse differ on the availability of a service, from the runs of samples that the
 * warehouse keeps.
 */
export async function serviceDifferences(run: ServiceRun, serviceId: string): Promise<Difference[]> {
  const { months, judged, figures } = await secondFigures(run, findService(run.contract, serviceId), 'warehouse');
  const ofMonths = judged.map((each, index) => ({ periodId: months[index]!.period_id, figures: each }));
  return await compareService(run, serviceId, figures, ofMonths);
}

/** What the second engine makes of a service: month by month, each as known at its own cut-off, and the whole period. */
async function secondFigures(run: ServiceRun, service: Service, from: Evidence['from']) {
  const { contract, periods, warehouse } = run;
  const { period } = periods;
  const hold = shortestHold(contract, service);
  const months = await monthsOf(run);
  const span = await evidenceSpan(run, service.id, longestHold(contract, service));
  const evidence = await readEvidence(warehouse, run.workspace, service, span, hold, from);
  const cutOffs = await monthsKnown(run);
  const feeds = await readFeeds(warehouse, contract, service, cutOffs);
  const caseOf = (start: number, end: number, asOf: number): ServiceCase =>
    serviceCase({
      contract,
      service,
      period: { from: start, to: end },
      asOf,
      months: cutOffs,
      feeds,
      ...evidence,
      exclusions: run.exclusions,
    });
  const cases = months.map(({ starts_at, ends_at, as_of }) => caseOf(starts_at, ends_at, as_of));
  const judged = cases.map((given) => judgeService(given));
  // A quarter knows the whole of an outage that a month's end cut.
  const inPeriod =
    period.kind === 'month' ? judged : cases.map((given) => judgeService({ ...given, outagesKnownAt: periods.asOf }));
  const whole = caseOf(period.startsAt, period.endsAt, periods.asOf);
  return { months, cases, judged, whole, figures: sumMonths(cases, inPeriod, aheadOf(whole)), evidence };
}

function findService({ services }: Contract, serviceId: string): Service {
  const found = services.find(({ id }) => id === serviceId);
  if (found) return found;
  const ids = services.map(({ id }) => id);
  const nearest = ids.toSorted((a, b) => distance(serviceId, a) - distance(serviceId, b)).slice(0, 3);
  throw new SlaError({
    what: `The agreement has no service "${serviceId}".`,
    where: 'contract.yaml, services',
    fix: `Name one of its services, for example: sla audit --service ${shellWord(nearest[0]!)} 2026-10 (nearest: ${nearest.join(', ')}).`,
    state: 'Nothing was audited.',
  });
}

/** The shortest time that any terms let a sample hold: runs are cut there. */
function shortestHold({ terms }: Contract, service: Service): number {
  return Math.min(...terms.map(({ availability }) => availability.max_gap)) * service.check_interval_seconds;
}

function longestHold({ terms }: Contract, service: Service): number {
  return Math.max(...terms.map(({ availability }) => availability.max_gap)) * service.check_interval_seconds;
}

interface MonthRow {
  period_id: string;
  starts_at: number;
  ends_at: number;
  as_of: number;
}

async function monthsOf({ warehouse, periods }: ServiceRun): Promise<MonthRow[]> {
  const all = await warehouse.rows<MonthRow>('select * from run.periods order by ordinal');
  return all.filter(
    ({ period_id, starts_at, as_of }) => periods.period.months.includes(period_id) && as_of > starts_at,
  );
}

/** Every month of the run, up to its own cut-off: what was evidence in it was decided there. */
async function monthsKnown({ warehouse }: ServiceRun): Promise<Span[]> {
  return await warehouse.rows<Span>(
    'select starts_at as "from", least(as_of, ends_at) as "to" from run.periods order by ordinal',
  );
}

/** From before the first outage that touches the period, so that its beginning and the state before it are seen, to as_of. */
async function evidenceSpan({ warehouse, periods }: ServiceRun, serviceId: string, hold: number): Promise<Span> {
  const { period, asOf } = periods;
  const ids = period.months.map(quote).join(', ');
  const { earliest } = await warehouse.row<{ earliest: number | null }>(
    `select min(started_at) as earliest from intermediate.int_outages
     where service_id = ${quote(serviceId)} and period_id in (${ids})`,
  );
  return { from: Math.min(earliest ?? period.startsAt, period.startsAt) - Math.max(2 * hold, 86_400), to: asOf };
}

async function ticketsOf({ warehouse }: ServiceRun, serviceId: string, periodId: string): Promise<Map<number, string>> {
  const rows = await warehouse.rows<{ started_at: number; ticket_id: string }>(
    `select started_at, ticket_id from marts.fct_outages
     where service_id = ${quote(serviceId)} and period_id = ${quote(periodId)} and ticket_id is not null`,
  );
  return new Map(rows.map(({ started_at, ticket_id }) => [started_at, ticket_id]));
}

/** The presets that read the exports of the workspace. */
async function presetsOf({ warehouse }: ServiceRun): Promise<string[]> {
  const rows = await warehouse.rows<{ format: string }>(
    `select distinct format from staging.stg_loads where format is not null order by format`,
  );
  return rows.map(({ format }) => format);
}

/** What monitors would print, and the seconds on which they differ from the agreement. */
function monitorsOf(
  whole: ServiceCase,
  service: Service,
  { excludedSeconds, unknownSeconds }: Availability,
  presets: readonly string[],
) {
  const window = { from: whole.period.from, to: Math.min(whole.period.to, whole.asOf) };
  const states = serviceStates(whole);
  const { maintenance } = whole;
  // Where states were exported, what samples there are do not tell how many checks there were.
  const isSampled = !whole.states.some((row) => row.from < window.to && (row.to ?? window.to) > window.from);
  const samples = isSampled ? whole.samples : [];
  const seconds = secondsByState({ states, maintenance }, window);
  const planned = seconds.maintenance;
  return {
    monitors: monitorFigures({ window, states, samples, maintenance, createdAt: service.from }).map(
      ({ monitor, shown }) => ({ monitor, shown, isExported: isReadBy(monitor, presets) }),
    ),
    atStake: {
      maintenance: planned.up + planned.down + planned.unknown,
      downInMaintenance: planned.down,
      excluded: excludedSeconds,
      unknown: unknownSeconds,
    },
  };
}

/** The period's figures and each month's against fct_service_availability. */
async function compareService(
  run: ServiceRun,
  serviceId: string,
  figures: Availability,
  months: readonly Pick<MonthAudit, 'periodId' | 'figures'>[],
) {
  const { period } = run.periods;
  const rows = await run.warehouse.rows<Values>(
    `select * from marts.fct_service_availability where service_id = ${quote(serviceId)}`,
  );
  const against = (periodId: string, said: Availability) => {
    const row = rows.find((each) => each['period_id'] === periodId);
    if (!row && said.windowSeconds === 0) return [];
    return differences(`${periodId}: `, valuesOf(said), row ?? {});
  };
  const ofMonths = months.flatMap((month) => against(month.periodId, month.figures));
  return period.kind === 'month' ? ofMonths : [...ofMonths, ...against(period.id, figures)];
}

/** Figures under the column names of fct_service_availability. */
function valuesOf(figures: Availability): Values {
  return {
    window_seconds: figures.windowSeconds,
    maintenance_seconds: figures.maintenanceSeconds,
    excluded_seconds: figures.excludedSeconds,
    agreed_seconds: figures.agreedSeconds,
    down_seconds: figures.downSeconds,
    unknown_seconds: figures.unknownSeconds,
    base_seconds: figures.baseSeconds,
    lost_seconds: figures.lostSeconds,
    availability_percent: figures.availabilityPercent,
    is_met: figures.met,
    status: figures.status,
    outages: figures.outages,
    longest_outage_seconds: figures.longestOutageSeconds,
    budget_seconds: figures.budgetSeconds,
    budget_left_seconds: figures.budgetLeftSeconds,
  };
}

function boundingOf(months: readonly MonthAudit[]): Evidence['samples'][number]['source'][] {
  return unique(months.flatMap(({ outages, spans }) => [...outages, ...spans].flatMap(({ sources }) => sources)));
}
