-- What the words of ticket exports mean: each type, status and severity that occurs, once; null where nobody knows.
-- grain: kind, word
--
-- A severity of the agreement means itself, whatever its capitals; another word means the severity of its class
-- (critical, high, medium, low), where the agreement names one so. Words are few and their folding is slow, so they
-- are looked up here, and tickets join the outcome.

with

words as (

    select distinct 'type' as kind, type as word from raw.tickets where type is not null
    union all
    select distinct 'status', status from raw.tickets where status is not null
    union all
    select distinct 'severity', severity
    from (
        select severity from raw.tickets where severity is not null
        union all
        select value from raw.ticket_events where lower(event) in ('opened', 'severity_changed') and value is not null
    ) as severities

),

named as (

    select severity_key, min(severity) as severity
    from contract.severities
    group by severity_key

)

select
    words.kind,
    words.word,
    case words.kind
        when 'type' then ticket_type(words.word)
        when 'status' then status_kind(words.word)
        else coalesce(own.severity, classes.severity)
    end as meaning
from words
left join named as own on words.kind = 'severity' and lower(trim(words.word)) = own.severity_key
left join named as classes
    on words.kind = 'severity' and own.severity_key is null and severity_class(words.word) = classes.severity_key
