/** Completes a list of outages: between them, and over the span that the list is said to cover, the service was up. */
import { parseInstant } from '../../contract/values.ts';
import { quote, type Warehouse } from '../../warehouse/Warehouse.ts';
import type { Source } from '../mapping/Source.ts';
import type { Notice } from './notices.ts';

/**
 * Adds a state `up` where the last of overlapping outages ends; it holds until the next one begins. With `covers`,
 * every service of the list (or those named) is also up from its beginning, and unknown from its end.
 *
 * The added states stand on the row that ends the outage; those of `covers` on row 0 and below.
 */
export async function addUpStates(warehouse: Warehouse, loadId: number, covers: Source['covers']): Promise<Notice[]> {
  await warehouse.run(`insert into raw.uptime_states (service_id, location, started_at, state, reason, _load, _row)
    ${outages(loadId)}
    select service_id, location, ${iso('reached_at')}, 'up', 'no outage listed', ${loadId}, _row
    from followed where reached_at < ${forever} and (next_at is null or next_at > reached_at)`);
  if (!covers)
    return [
      {
        kind: 'assumed',
        message:
          'up between the listed outages; before the first nothing is known (say in sources.yaml what the list covers: covers: { from: ... })',
      },
    ];
  const from = parseInstant(covers.from)!;
  const until = covers.until === undefined ? null : parseInstant(covers.until)!;
  const services = covers.services
    ? `select unnest([${covers.services.map(quote).join(', ')}]) as service_id, '' as location`
    : `select distinct service_id, coalesce(location, '') as location from raw.uptime_states where _load = ${loadId}`;
  const edge = (at: number, state: string): string => `
    insert into raw.uptime_states (service_id, location, started_at, state, reason, _load, _row)
    ${outages(loadId)}, services as (${services})
    select services.service_id, services.location, ${iso(String(at))}, ${quote(state)}, 'covers in sources.yaml', ${loadId}, ${state === 'up' ? 0 : -1_000_000} - row_number() over (order by services.service_id, services.location)
    from services where not exists (
      select 1 from outages where outages.service_id = services.service_id and outages.location = services.location
        and outages.from_s <= ${at} and outages.until_s > ${at} ${state === 'up' ? '' : 'and false'})`;
  await warehouse.run(edge(from, 'up'));
  if (until !== null) await warehouse.run(edge(until, 'unknown'));
  return [
    {
      kind: 'assumed',
      message: `up between the listed outages, from ${covers.from}${covers.until ? ` to ${covers.until}` : ''} (covers)`,
    },
  ];
}

const forever = 4_611_686_018_427_387_904n;

function outages(loadId: number): string {
  return `with outages as (
    select service_id, coalesce(location, '') as location, epoch(started_at::timestamptz)::bigint as from_s,
      coalesce(epoch(ended_at::timestamptz)::bigint, ${forever}) as until_s, _row
    from raw.uptime_states where _load = ${loadId} and state <> 'up'
  ), followed as (
    select *, max(until_s) over (history rows unbounded preceding) as reached_at, lead(from_s) over history as next_at
    from outages window history as (partition by service_id, location order by from_s, until_s, _row)
  )`;
}

function iso(seconds: string): string {
  return `strftime(make_timestamp(${seconds}::bigint * 1000000), '%Y-%m-%dT%H:%M:%SZ')`;
}
