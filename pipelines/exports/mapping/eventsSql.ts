/** Ticket events from exports that hold one row a change: what a status or severity turned into, and when. */
import { identifier, quote } from '../../warehouse/Warehouse.ts';
import type { TableMapping } from './schema.ts';

/**
 * Events where a status turns from one class to another. A pause while paused only changes the reason; leaving a
 * pause resumes; coming back from resolved or closed reopens. Statuses that nobody mapped leave things as they were.
 */
export function stateChanges({ map }: NonNullable<TableMapping['states']>, columns: string[]): string {
  const classes = Object.entries(map).map(
    ([status, meaning]) => `when ${quote(status.trim().toLowerCase())} then ${quote(meaning)}`,
  );
  return `, classed as (
    select *, case status_text ${classes.join(' ')} else 'ignore' end as meaning from sound
  ), followed as (
    select *, coalesce(lag(meaning) over (partition by ticket_id order by collapse_order), 'working') as before
    from classed where meaning <> 'ignore'
  ), turned as (
    select *,
      starts_with(before, 'paused') as was_paused, starts_with(meaning, 'paused') as is_paused,
      before in ('restored', 'resolved', 'closed', 'cancelled') as was_done,
      meaning = 'working' or starts_with(meaning, 'paused') as is_open
    from followed where meaning <> before
  ), happened as (
    select *, unnest([
      case when was_done and is_open then {'event': 'reopened', 'value': null::varchar} end,
      case when was_paused and not is_paused then {'event': 'resumed', 'value': null} end,
      case when is_paused then {'event': 'paused', 'value': split_part(meaning, ' ', 2)} end,
      case when meaning = 'restored' and not was_done then {'event': 'restored', 'value': null} end,
      case when meaning = 'resolved' and before not in ('closed', 'cancelled') then {'event': 'resolved', 'value': null} end,
      case when meaning = 'closed' then {'event': 'closed', 'value': null} end,
      case when meaning = 'cancelled' then {'event': 'cancelled', 'value': null} end
    ]) as it from turned
  )
  select ${selected(columns, 'it.event', 'it.value')} from happened where it is not null`;
}

/** The opening with its severity, and every change after it; a ticket that keeps its severity has no event here. */
export function severityChanges(columns: string[]): string {
  return `, followed as (
    select *, lag(change_value) over history as before, row_number() over history as n from sound where change_value is not null
    window history as (partition by ticket_id order by collapse_order)
  ), changing as (
    select * from followed where ticket_id in (select ticket_id from followed where change_value <> before)
  )
  select ${selected(columns, `'severity_changed'`, 'change_value')} from changing where change_value <> before
  union all by name
  select ${selected(
    columns.filter((name) => name !== 'at'),
    `'opened'`,
    'change_value',
  )}, change_opened_at as "at" from changing where n = 1 and change_opened_at is not null`;
}

function selected(columns: string[], event: string, value: string): string {
  const kept = columns.filter((name) => name !== 'event' && name !== 'value').map(identifier);
  return [...kept, `${event} as event`, `${value} as value`, '_row'].join(', ');
}
