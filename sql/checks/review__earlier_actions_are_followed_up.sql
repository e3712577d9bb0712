-- Whatever was agreed in the quarter before is followed up: done, late or dropped, with a reason.
-- severity: warn
-- fix: Write them into commentary/<quarter>.yaml under actions, with the same title, and status: done, open, late or dropped; late and dropped need a reason.
select followed.title_ja as subject, 'commentary/' || followed.period_id || '.yaml' as file, null::bigint as row,
    case when followed.outcome = 'unreported' then 'nothing written' else followed.outcome || ' without a reason' end as detail
from marts.fct_review_actions as followed
inner join run.period as period on followed.period_id = period.period_id
where period.kind = 'quarter'
    and (followed.outcome = 'unreported' or (followed.outcome in ('late', 'dropped') and followed.reason_ja is null))
order by all
