-- The exporting system judges its tickets as the agreement does.
-- severity: note
-- fix: Nothing to do; the detail names what the agreement counts and the exporting system may not.

with

latest as (

    select *
    from marts.fct_ticket_measures
    where verdict <> 'running'
    qualify row_number() over (partition by ticket_id, measure order by period_id desc, cycle desc) = 1

)

select
    verdicts.ticket_id as subject,
    loads.file,
    verdicts._row as row,
    latest.measure || ': ' || coalesce(verdicts.value, verdicts.verdict) || ' there, ' || latest.verdict || ' here ('
        || concat_ws(
            ', ',
            case when latest.left_out_because is not null then 'left out: ' || latest.left_out_because end,
            case when latest.paused_seconds > 0 then latest.paused_seconds || ' s of waiting' end,
            case when latest.calendar_id is not null then 'calendar ' || latest.calendar_id || ' with its holidays' end,
            case when latest.cycle > 1 then 'reopened' end,
            'within ' || latest.within_text,
            latest.margin_seconds || ' s to spare'
        )
        || ')' as detail
from staging.stg_vendor_verdicts as verdicts
inner join staging.stg_loads as loads on verdicts._load = loads.load_id
inner join latest
    on verdicts.ticket_id = latest.ticket_id
    and (verdicts.measure = latest.measure or (verdicts.measure in ('restore', 'resolve') and latest.measure in ('restore', 'resolve')) or verdicts.measure = '')
where verdicts.verdict in ('met', 'breached') and verdicts.verdict <> latest.verdict
order by all
