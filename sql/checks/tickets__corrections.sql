-- An exported ticket does not change its past.
-- severity: note
-- fix: Nothing to do; the older rows stay in staging.stg_ticket_versions.
select newer.ticket_id as subject, loads.file, newer._row as row,
    case when newer.opened_at <> older.opened_at then 'opened_at ' else '' end
    || case when newer.responded_at <> older.responded_at then 'responded_at ' else '' end
    || case when newer.restored_at <> older.restored_at then 'restored_at ' else '' end
    || case when newer.resolved_at <> older.resolved_at then 'resolved_at ' else '' end
    || case when newer.severity <> older.severity then 'severity ' || older.severity || ' -> ' || newer.severity else '' end as detail
from staging.stg_ticket_versions as newer
inner join staging.stg_ticket_versions as older on newer.ticket_id = older.ticket_id and older.version = newer.version + 1
inner join staging.stg_loads as loads on newer._load = loads.load_id
where newer.version = 1
    and (newer.opened_at <> older.opened_at or newer.responded_at <> older.responded_at or newer.restored_at <> older.restored_at
        or newer.resolved_at <> older.resolved_at or newer.severity <> older.severity)
order by all
