/**
 * Makes ticket exports of any size for the benchmark: seeded, so that every run measures the same bytes.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { quote, type Warehouse } from '../../pipelines/warehouse/Warehouse.ts';

export interface TicketFiles {
  tickets: string;
  events: string;
}

/**
 * Writes tickets.csv and ticket_events.csv into a folder (kept when they are there already): incidents opened from
 * April to October 2026, six events each on average. Four in ten were paused, one in twenty reopened, one in ten
 * changed its severity; half are due in business days.
 */
export async function writeTicketFiles(
  warehouse: Warehouse,
  folder: string,
  count: number,
  services: string[],
): Promise<TicketFiles> {
  const files = {
    tickets: join(folder, 'exports', `tickets-${count}.csv`),
    events: join(folder, 'exports', `ticket_events-${count}.csv`),
  };
  if (existsSync(files.tickets) && existsSync(files.events)) return files;
  mkdirSync(dirname(files.tickets), { recursive: true });
  await warehouse.run(`create or replace temp table histories as ${histories(count, services)}`);
  await warehouse.run(`copy (${ticketRows}) to ${quote(files.tickets)} (format csv, header true)`);
  await warehouse.run(`copy (${eventRows}) to ${quote(files.events)} (format csv, header true)`);
  await warehouse.run('drop table histories');
  return files;
}

/** A whole number below `below`, decided by the ticket's number and a salt. */
const draw = (salt: string, below: number): string => `(hash(n, ${quote(salt)}) % ${below})::bigint`;

const histories = (count: number, services: string[]): string => `
  with drawn as (
    select
      n,
      'INC-2026-' || lpad(n::varchar, 7, '0') as ticket_id,
      [${services.map(quote).join(', ')}][1 + ${draw('service', services.length)}] as service_id,
      ['critical', 'high', 'high', 'medium', 'medium', 'low'][1 + ${draw('severity', 6)}] as severity,
      1774969200 + ${draw('opened', 213 * 86400)} as opened,
      60 + ${draw('respond', 9000)} as until_response,
      600 + ${draw('restore', 100000)} as until_restored,
      60 + ${draw('resolve', 80000)} as until_resolved,
      ${draw('paused', 10)} < 4 as is_paused,
      60 + ${draw('pause', 40000)} as pause_length,
      ${draw('reopened', 20)} = 0 as is_reopened,
      3600 + ${draw('gap', 900000)} as until_reopened,
      ${draw('changed', 10)} = 0 as is_changed,
      ${draw('closed', 10)} < 9 as is_closed,
      ${draw('escalated', 10)} = 0 as is_escalated
    from range(${count}) as numbers (n)
  ),
  lives as (
    select
      *,
      opened + until_response as responded,
      opened + until_response + until_restored as restored,
      opened + until_response + until_restored + until_resolved as resolved
    from drawn
  )
  select *, resolved + until_reopened as reopened, resolved + until_reopened + until_restored as resolved_again from lives`;

const instant = (seconds: string): string =>
  `strftime(make_timestamp((${seconds} + 32400) * 1000000), '%Y-%m-%dT%H:%M:%S') || '+09:00'`;

const ticketRows = `
  select
    ticket_id, 'incident' as type, service_id, 'tokyo' as site_id, severity, 'Service does not answer, case ' || n as title,
    'availability' as category, 'closed' as status, ${instant('opened')} as opened_at, ${instant('responded')} as responded_at,
    ${instant('restored')} as restored_at, ${instant('resolved')} as resolved_at,
    case when is_closed then ${instant('resolved + 86400')} end as closed_at, ${instant('resolved_again')} as updated_at,
    'L1' as support_level, 'operations' as "group", null as duplicate_of
  from histories order by n`;

const eventRows = `
  select ticket_id, ${instant('seconds')} as at, event, value, 'operator ' || n % 40 as actor
  from (
    select n, ticket_id, unnest(list_filter([
      {'event': 'opened', 'seconds': opened, 'value': null},
      {'event': 'responded', 'seconds': responded, 'value': null},
      {'event': 'escalated', 'seconds': case when is_escalated then responded + 60 end, 'value': 'L2'},
      {'event': 'severity_changed', 'seconds': case when is_changed then responded + 300 end, 'value': 'high'},
      {'event': 'paused', 'seconds': case when is_paused then responded + until_restored // 2 end, 'value': ['client', 'vendor'][1 + n % 2]},
      {'event': 'resumed', 'seconds': case when is_paused then responded + until_restored // 2 + pause_length end, 'value': null},
      {'event': 'restored', 'seconds': restored, 'value': null},
      {'event': 'resolved', 'seconds': resolved, 'value': null},
      {'event': 'reopened', 'seconds': case when is_reopened then reopened end, 'value': null},
      {'event': 'resolved', 'seconds': case when is_reopened then resolved_again end, 'value': null},
      {'event': 'closed', 'seconds': case when is_closed and not is_reopened then resolved + 86400 end, 'value': null}
    ], lambda mark: mark.seconds is not null), recursive := true)
    from histories
  )
  order by n, seconds`;
