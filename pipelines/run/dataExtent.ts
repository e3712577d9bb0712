/**
 * The earliest and latest instant of the loaded data, so that months and calendars reach as far as it does.
 */
import type { Warehouse } from '../warehouse/Warehouse.ts';

export interface DataExtent {
  /** Epoch seconds; null when nothing is loaded. */
  first: number | null;
  last: number | null;
  /** Earliest opening of a ticket: calendars must cover it. */
  firstTicket: number | null;
}

/** A state without an end, and a span that a source covers without one, reach on for ever. */
export const forever = 253_402_300_800;

/** Looks at the instants that open spans; what cannot be read is left to staging. */
export async function dataExtent(warehouse: Warehouse): Promise<DataExtent> {
  return await warehouse.row<DataExtent>(`
    with tickets as (
      select instant(opened_at, zone) as at_s from raw.tickets inner join raw.loads on _load = load_id
      union all
      select instant("at", zone) from raw.ticket_events inner join raw.loads on _load = load_id where event = 'opened'
    ), events as (
      select instant("at", zone) as at_s from raw.ticket_events inner join raw.loads on _load = load_id
    ), extents as (
      select min(at_s) as first, max(at_s) as last from tickets
      union all
      -- A month without a new ticket may still decide what was opened before.
      select null, max(at_s) from events
      union all
      select min(first_at), max(last_at) from raw.uptime_runs
      union all
      select min(instant(started_at, zone)), max(coalesce(instant(ended_at, zone), case when ended_at is null then ${forever} end))
      from raw.uptime_states inner join raw.loads on _load = load_id
      union all
      select min(covers_from), max(coalesce(covers_until, ${forever})) from raw.loads where covers_from is not null
    )
    select min(first) as first, max(last) as last, (select min(at_s) from tickets) as "firstTicket" from extents`);
}
