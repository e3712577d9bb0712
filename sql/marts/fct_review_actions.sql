-- What became of what was agreed: the earlier period's open actions and proposals against what is written now.
-- grain: period_id, ordinal
--
-- Matched by title. outcome: as written; an open action whose date has passed is late; one of which nothing is written
-- is unreported. Actions that are new in this period stand at the end.

with

known_until as (

    select periods.period_id, max(days.local_date) as last_date
    from run.period as periods
    inner join run.rollups as rollups on periods.period_id = rollups.period_id
    inner join run.days as days on rollups.month_id = days.period_id and days.ends_at <= periods.as_of
    group by periods.period_id

),

promised as (

    select actions.*
    from contract.actions as actions
    where actions.is_earlier and (actions.kind = 'improvement' or actions.status in ('open', 'late'))
    qualify row_number() over (partition by actions.title_key order by actions.kind, actions.ordinal) = 1

),

written as (

    select actions.*
    from contract.actions as actions
    where not actions.is_earlier and actions.kind = 'action'
    qualify row_number() over (partition by actions.title_key order by actions.ordinal) = 1

),

joined as (

    select
        coalesce(written.title_ja, promised.title_ja) as title_ja,
        coalesce(written.title_en, promised.title_en) as title_en,
        coalesce(written.why_ja, promised.why_ja) as why_ja,
        coalesce(written.why_en, promised.why_en) as why_en,
        coalesce(written.owner_ja, promised.owner_ja) as owner_ja,
        coalesce(written.owner_en, promised.owner_en) as owner_en,
        coalesce(promised.due, written.due) as promised_due,
        coalesce(written.due, promised.due) as due,
        written.reason_ja,
        written.reason_en,
        written.status,
        promised.title_key is null as is_new,
        coalesce(promised.ordinal, 1000 + written.ordinal) as rank,
        promised.kind
    from promised
    full join written on promised.title_key = written.title_key

)

select
    period.period_id,
    (row_number() over (order by joined.is_new, joined.kind, joined.rank))::integer as ordinal,
    joined.* exclude (status, rank, kind),
    case
        when joined.status is null then 'unreported'
        when joined.status = 'open' and joined.due <= known_until.last_date then 'late'
        else joined.status
    end as outcome
from joined
cross join run.period as period
left join known_until on period.period_id = known_until.period_id
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   ordinal: Place in the list: earlier ones first.
--   title_ja: Title in Japanese.
--   title_en: Title in English.
--   why_ja?: Why, in Japanese; null where nothing is written.
--   why_en?: Why, in English; null where nothing is written.
--   owner_ja?: Who has it in hand, in Japanese; null where nobody is named.
--   owner_en?: Who has it in hand, in English; null where nobody is named.
--   promised_due?: By when, as first agreed; null without a date.
--   due?: By when, as written now; null without a date.
--   reason_ja?: The reason in Japanese; null where none is written.
--   reason_en?: The reason in English; null where none is written.
--   is_new: Whether it was added since.
--   outcome (open, late, done, dropped, unreported): What became of it.
