/** Reads what each source that speaks of a service says of itself: its reach, its stops, and how its checks followed each other. */
import type { Contract, Service } from '../contract/Contract.ts';
import type { MonitorState, SourceRow } from '../reference/exported.ts';
import type { Feed, Span, StateRow, Watch } from '../reference/ServiceEvidence.ts';
import { quote, type Warehouse } from '../warehouse/Warehouse.ts';

/** @param months of the run, each up to its cut-off */
export async function readFeeds(
  warehouse: Warehouse,
  contract: Contract,
  service: Service,
  months: readonly Span[],
): Promise<Feed[]> {
  const rows = await warehouse.rows<FeedRow>(
    `select source_id as id, max(rows_kind) as rows, coalesce(bool_or(is_otherwise_up), false) as "otherwiseUp",
       coalesce(bool_or(ends_at_last_line), false) as "endsAtLastLine", max(exported_at) as "exportedAt",
       min(covers_from) as "coversFrom", max(covers_until) as "coversUntil"
     from staging.stg_loads where table_name in ('uptime_states', 'uptime_samples') group by source_id order by source_id`,
  );
  const feeds: Feed[] = [];
  for (const row of rows) feeds.push(await feedOf(warehouse, contract, service, months, row));
  return feeds;
}

interface FeedRow {
  id: string;
  rows: 'changes' | 'spans';
  otherwiseUp: boolean;
  endsAtLastLine: boolean;
  exportedAt: number | null;
  coversFrom: number | null;
  coversUntil: number | null;
}

async function feedOf(
  warehouse: Warehouse,
  contract: Contract,
  service: Service,
  months: readonly Span[],
  { id, rows, otherwiseUp, endsAtLastLine, exportedAt, coversFrom, coversUntil }: FeedRow,
): Promise<Feed> {
  const source = `source_id = ${quote(id)}`;
  const named = await warehouse.rows(
    `select 1 from staging.stg_named_services where ${source} and service_id = ${quote(service.id)}`,
  );
  const heard = await warehouse.rows<Span>(
    `select first_at as "from", last_at as "to" from staging.stg_heard where ${source} order by first_at`,
  );
  const [from, to] = [months[0]?.from ?? 0, months.at(-1)?.to ?? 0];
  const instants = await warehouse.rows<{ at: number }>(
    `select distinct "at" from (
       select unnest([started_at, ended_at]) as "at" from staging.stg_uptime_states
       where ${source} and (ended_at is null or ended_at >= started_at)
     ) where "at" >= ${from} and "at" < ${to}`,
  );
  return {
    id,
    rows,
    otherwiseUp,
    covers: coversFrom === null ? null : { from: coversFrom, until: coversUntil },
    namesService: named.length > 0,
    exportedAt,
    heard: endsAtLastLine ? heard : null,
    instants: instants.map(({ at }) => at),
    stops: (await readStateRows(warehouse, '*')).filter(({ feed }) => feed === id),
    watched: await watchedBy(warehouse, contract, service, id),
  };
}

/** Rows of a service, and those of others that have a key of one of them, in the order in which they were loaded. */
export async function readStateRows(warehouse: Warehouse, serviceId: string): Promise<StateRow[]> {
  const rows = await warehouse.rows<Omit<StateRow, 'source'> & SourceRow>(
    `select states.started_at as "from", states.ended_at as "to", states.state, states.location, states.source_id as feed,
       states.state_id as id, states.service_id <> ${quote(serviceId)} as "isOfAnother", states.ordinal as load,
       loads.file, loads.sha256, states._row as row
     from staging.stg_uptime_states as states inner join staging.stg_loads as loads on states._load = loads.load_id
     where states.service_id = ${quote(serviceId)} or (states.source_id, states.state_id) in (
       select source_id, state_id from staging.stg_uptime_states where service_id = ${quote(serviceId)} and state_id is not null
     )
     order by states.ordinal, states._row`,
  );
  return rows.map(({ file, sha256, row, ...state }) => ({ ...state, source: { file, sha256, row } }));
}

/** The checks of all services of a source around the gaps of this one: only there can the monitor itself have been down. */
async function watchedBy(
  warehouse: Warehouse,
  contract: Contract,
  service: Service,
  sourceId: string,
): Promise<Feed['watched']> {
  const own = watch(
    contract,
    service.id,
    await runsOf(warehouse, `source_id = ${quote(sourceId)} and service_id = ${quote(service.id)}`),
  );
  const gaps = own.map((span, index) => ({ from: span.to, to: own[index + 1]?.from ?? Number.MAX_SAFE_INTEGER }));
  if (gaps.length === 0) return [];
  const longest = Math.max(...contract.services.map(({ id }) => toleranceOf(contract, id, 'longest')));
  const near = `exists (select 1 from (values ${gaps.map(({ from, to }) => `(${from - longest}, ${to})`).join(', ')}) as gaps(opens_at, closes_at)
    where runs.last_at >= gaps.opens_at and runs.first_at <= gaps.closes_at)`;
  const others = await runsOf(
    warehouse,
    `source_id = ${quote(sourceId)} and service_id <> ${quote(service.id)} and ${near}`,
  );
  return [
    { serviceId: service.id, spans: own },
    ...[...new Set(others.map(({ serviceId }) => serviceId))].map((serviceId) => ({
      serviceId,
      spans: watch(
        contract,
        serviceId,
        others.filter((run) => run.serviceId === serviceId),
      ),
    })),
  ];
}

interface Run extends Span {
  serviceId: string;
  state: MonitorState;
}

async function runsOf(warehouse: Warehouse, condition: string): Promise<Run[]> {
  return await warehouse.rows<Run>(
    `select service_id as "serviceId", state, first_at as "from", last_at as "to" from staging.stg_uptime_runs as runs
     where ${condition} order by service_id, first_at, last_at`,
  );
}

/** Runs joined where the next check came in time. */
function watch(contract: Contract, serviceId: string, runs: readonly Run[]): Watch[] {
  const spans: Watch[] = [];
  for (const { from, to } of runs) {
    const last = spans.at(-1);
    if (last && from - last.to <= last.tolerance) {
      if (to > last.to) Object.assign(last, { to, tolerance: toleranceOf(contract, serviceId, to) });
    } else spans.push({ from, to, tolerance: toleranceOf(contract, serviceId, to) });
  }
  return spans;
}

/** How long a sample holds that is taken at an instant. */
function toleranceOf({ terms, services }: Contract, serviceId: string, at: number | 'longest'): number {
  const interval = services.find(({ id }) => id === serviceId)?.check_interval_seconds ?? 0;
  const gaps = terms.map(({ availability }) => availability.max_gap);
  if (at === 'longest') return Math.max(...gaps) * interval;
  return (gaps[terms.findLastIndex(({ effective_from_s }) => effective_from_s <= at)] ?? gaps[0]!) * interval;
}
