-- Where each ticket stood at each month's cut-off: what had happened to it, its severity then, and whether it was open.
-- grain: period_id, ticket_id

with

last_segments as (

    select
        periods.period_id,
        periods.ticket_no,
        periods.period_starts_at,
        periods.period_ends_at,
        periods.as_of,
        min(seen(segments.responded_at, periods.as_of)) as responded_at,
        arg_max_null(seen(segments.restored_at, periods.as_of), segments.segment_no) as restored_at,
        arg_max_null(coalesce(seen(segments.resolved_at, periods.as_of), seen(segments.closed_at, periods.as_of)), segments.segment_no) as resolved_at,
        max(segments.starts_at) filter (where segments.segment_no > 1) as reopened_at,
        count(*) filter (where segments.starts_at >= periods.period_starts_at and segments.starts_at < periods.period_ends_at and segments.segment_no > 1) as reopenings,
        -- What had stopped before the month began stood in an earlier month's report when this month reopened it.
        bool_or(
            segments.reopened_at >= periods.period_starts_at and segments.reopened_at < periods.period_ends_at and segments.reopened_at < periods.as_of
            and least(segments.restored_at, segments.resolved_at, segments.closed_at) < periods.period_starts_at
        ) as is_reopened_after_report
    from intermediate.int_ticket_periods as periods
    left join intermediate.int_ticket_lives as lives on periods.ordinal = lives.cutoff_no and periods.ticket_no = lives.ticket_no
    inner join intermediate.int_ticket_segments as segments
        on coalesce(lives.life_no, periods.ticket_no) = segments.life_no and segments.starts_at < periods.as_of
    group by all

),

versions as (

    -- What has no instant of its own is that of the newest export updated before the cut-off, else of the first.
    select periods.ordinal, versions.*
    from intermediate.int_ticket_versions as versions
    cross join run.periods as periods
    qualify row_number() over (
        partition by versions.ticket_no, periods.ordinal
        order by case when versions.known_from < periods.as_of then versions.version end nulls last, versions.version desc
    ) = 1

),

severities as (

    select
        ticket_no,
        severity,
        starts_at,
        coalesce(lead(starts_at) over (partition by ticket_no order by position), 1::bigint << 40) as held_until
    from (
        select lives.ticket_no, severities.*
        from intermediate.int_ticket_severities as severities
        inner join (select distinct ticket_no from intermediate.int_ticket_lives) as lives on severities.life_no = lives.ticket_no
    )

),

escalated as (

    select
        ticket_no,
        min(happened_at) as escalated_at
    from staging.stg_ticket_events
    where event = 'escalated'
    group by ticket_no

)

select
    stood.period_id,
    tickets.ticket_id,
    stood.period_starts_at,
    stood.period_ends_at,
    stood.as_of,
    tickets.type,
    case when versions.ticket_no is null then tickets.title else versions.title end as title,
    tickets.service_id,
    tickets.site_id,
    coalesce(tickets.category, '') as category,
    case when versions.ticket_no is null then tickets.status else versions.status end as status,
    tickets.opened_at,
    stood.responded_at,
    stood.restored_at,
    stood.resolved_at,
    stood.reopened_at,
    stood.reopenings::integer as reopenings,
    coalesce(stood.is_reopened_after_report, false) as is_reopened_after_report,
    coalesce(named.severity, case when tickets.has_severity_changes then spans.severity else tickets.initial_severity end) as severity,
    coalesce(named.severity_rank, 9999) as severity_rank,
    tickets.duplicate_of,
    tickets.is_cancelled and tickets.left_out_at < stood.as_of as is_cancelled,
    tickets.duplicate_of is not null and tickets.left_out_at < stood.as_of as is_duplicate,
    seen(escalated.escalated_at, stood.as_of) is null
    and coalesce(upper(case when versions.ticket_no is null then tickets.support_level else versions.support_level end) in ('L1', '1'), true)
        as is_first_level,
    coalesce(upper(case when versions.ticket_no is null then tickets.support_level else versions.support_level end), 'L1') as support_level,
    stood.resolved_at is null as is_open,
    tickets.opened_at >= stood.period_starts_at and tickets.opened_at < stood.period_ends_at as is_opened_in_period,
    coalesce(stood.resolved_at >= stood.period_starts_at and stood.resolved_at < stood.period_ends_at, false) as is_resolved_in_period
from last_segments as stood
inner join intermediate.int_tickets as tickets on stood.ticket_no = tickets.ticket_no
inner join run.periods as periods on stood.period_id = periods.period_id
left join versions on stood.ticket_no = versions.ticket_no and periods.ordinal = versions.ordinal
left join severities as spans
    on stood.ticket_no = spans.ticket_no and spans.starts_at < stood.as_of and spans.held_until >= stood.as_of
left join contract.terms as terms
    on tickets.opened_at >= terms.effective_from_at and tickets.opened_at < terms.effective_until_at
left join contract.severities as named
    on terms.term_id = named.term_id
    and lower(case when tickets.has_severity_changes then spans.severity else tickets.initial_severity end) = named.severity_key
left join escalated on stood.ticket_no = escalated.ticket_no
