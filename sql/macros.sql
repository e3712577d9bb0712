-- Small shared formulas. Instants are whole UTC epoch seconds (BIGINT), spans are half-open [start, end).

-- Whether a text that holds an instant says its offset from UTC: Z, UTC, +09:00, +0900, +09, +09:00:30. All that a cast to a
-- timestamp would drop in silence must be among them: such a text would be read as a wall clock.
create or replace macro has_offset(instant_text) as
    ends_with(upper(instant_text), 'Z')
    or ends_with(upper(instant_text), 'UTC')
    or regexp_matches(instant_text, '[+-][0-9]{2}:[0-9]{2}:[0-9]{2}$')
    or (substr(instant_text, -6, 1) in ('+', '-') and length(instant_text) > 16)
    or regexp_matches(instant_text, '[0-9:.][+-][0-9]{2}([0-9]{2})?$') and regexp_matches(instant_text, '[0-9]{2}:[0-9]{2}');

-- A wall-clock time in a zone; null where the clock skipped it or struck it twice: never guessed.
-- Nor one outside the years that instants may have: there, zones are none of ours.
create or replace macro local_instant(wall_clock, zone) as
    case
        when wall_clock not between timestamp '1970-01-01' and timestamp '2106-01-01' then null
        when timezone(zone, timezone(zone, wall_clock)) <> wall_clock then null
        when timezone(zone, timezone(zone, wall_clock) + interval 1 hour) = wall_clock then null
        when timezone(zone, timezone(zone, wall_clock) - interval 1 hour) = wall_clock then null
        when timezone(zone, timezone(zone, wall_clock) + interval 30 minutes) = wall_clock then null
        when timezone(zone, timezone(zone, wall_clock) - interval 30 minutes) = wall_clock then null
        else epoch_us(timezone(zone, wall_clock)) // 1000000
    end;

-- Instants that can be: from 1970 to 2105, which is what 32 bits hold. Years beyond are typing errors; one of them must neither
-- stretch the calendars of a run nor be in no month at all.
create or replace macro possible_instant(epoch_seconds) as try_cast(epoch_seconds as uinteger)::bigint;

-- Epoch seconds of an ISO 8601 text; zone (may be null) applies where the text has no offset. Null: unreadable.
-- The first two marks of an offset are looked for first because that is cheap, and exports hold millions of instants.
create or replace macro instant(instant_text, zone) as possible_instant(
    case
        when contains(instant_text, '+') or ends_with(instant_text, 'Z') or has_offset(instant_text)
            then epoch_us(coalesce(
                try_cast(instant_text as timestamptz),
                -- As ISO 8601 allows it: a small z, and no seconds.
                try_cast(regexp_replace(upper(instant_text), '([T ][0-9]{2}:[0-9]{2})(Z|[+-])', '\1:00\2') as timestamptz)
            )) // 1000000
        when instant_text is null then null
        when zone is null then null
        -- A date alone is a day, not a wall clock: it begins with its first instant, even where its midnight was skipped.
        when length(instant_text) = 10 then epoch_us(timezone(zone, try_cast(instant_text as timestamp))) // 1000000
        else local_instant(try_cast(instant_text as timestamp), zone)
    end
);

-- Why a text is no instant, in the reader's words.
create or replace macro instant_fault(instant_text, zone) as
    case
        when has_offset(instant_text) and try_cast(instant_text as timestamptz) is not null then 'before 1970 or after 2105'
        when has_offset(instant_text) then 'not a date and time'
        when try_cast(instant_text as timestamp) is null then 'not a date and time'
        when zone is not null and try_cast(instant_text as timestamp) not between timestamp '1970-01-01' and timestamp '2106-01-01'
            then 'before 1970 or after 2105'
        when zone is null then 'no offset from UTC, and sources.yaml names no zone'
        else 'a local time that does not exist or exists twice in ' || zone
    end;

-- What happened strictly before the cut-off; the rest is not known yet.
create or replace macro seen(happened_at, as_of) as case when happened_at < as_of then happened_at end;

-- What happened before the cut-off, the cut-off itself not included: all that a report made then can know.
create or replace macro known(happened_at, as_of) as case when happened_at < as_of then happened_at end;

-- Whether a ticket is looked at in a month: it was open in it, or something happened in it, up to its cut-off. One expression,
-- so that each ticket is held against the few months; as two inequalities, all tickets would be sorted first.
create or replace macro is_looked_at(opened_at, last_seen_at, is_finished, period_starts_at, as_of) as
    case when opened_at < as_of then last_seen_at >= period_starts_at or not is_finished else false end;

-- A stop of a ticket: one less than a minute before the opening is at it (exports with minutes beside seconds); an earlier
-- one is none.
create or replace macro stop_since(opened_at, stopped_at) as
    case when stopped_at > opened_at - 60 then greatest(stopped_at, opened_at) end;

-- When a restore or resolve clock stopped, as known at the cut-off: restored (restore alone), else resolved, else closed.
create or replace macro repair_stop(measure, restored_at, resolved_at, closed_at, as_of) as
    coalesce(case when measure = 'restore' then seen(restored_at, as_of) end, seen(resolved_at, as_of), seen(closed_at, as_of));

-- When the call was answered: at the first response, else at the first stop of any kind.
create or replace macro respond_stop(responded_at, restored_at, resolved_at, closed_at, as_of) as
    coalesce(seen(responded_at, as_of), seen(least(restored_at, resolved_at, closed_at), as_of));

-- Whether a mark can happen to a ticket that stands so; a second of its kind, or what undoes nothing, cannot.
create or replace macro can_happen(mark, is_restored, is_resolved, is_closed, is_paused) as
    case mark
        when 'reopened' then is_restored or is_resolved or is_closed
        when 'restored' then not is_restored
        when 'resolved' then not is_resolved
        when 'closed' then not is_closed
        when 'paused' then not is_paused
        when 'resumed' then is_paused
        else true
    end;

-- What the word of a status says: open, closed, or nothing that is known here. Underscores and hyphens are spaces.
create or replace macro status_word(status) as trim(replace(replace(lower(status), '_', ' '), '-', ' '));
create or replace macro says_open(status) as coalesce(status_word(status) in (
    'open', 'new', 'in progress', 'assigned', 'active', 'pending', 'on hold', 'waiting', 'reopened', 'feedback', 'waiting for client',
    'waiting for customer', 'waiting for vendor', 'awaiting assignment', 'acknowledged', 'triggered', 'to do', 'work in progress', '新規', '未対応', '未着手',
    '処理中', '対応中', '進行中', '作業中', '保留', '保留中', '再オープン', 'フィードバック'
), false);
create or replace macro says_closed(status) as coalesce(status_word(status) in (
    'closed', 'resolved', 'done', 'solved', 'fixed', 'completed', 'complete', 'finished', 'closed successful', 'closed unsuccessful', '完了',
    '解決', '解決済み', '終了', '処理済み', '対応済み', 'クローズ'
), false);
create or replace macro says_cancelled(status) as coalesce(lower(status) in ('cancelled', 'canceled'), false);

-- A calendar and a UTC day as one number.
create or replace macro calendar_key(calendar_no, utc_day) as calendar_no * 1000000 + utc_day;

-- Open time of a calendar up to an instant, given the last opening at or before it (int_calendar_openings).
create or replace macro open_time(instant_at, opens_at, closes_at, open_before) as open_before + least(instant_at, closes_at) - opens_at;

-- A ratio as text with three decimals, floored, never rounded up: 99.9995 % is 99.999. Null for 0 of 0.
create or replace macro percent_text(part, whole) as
    case
        when whole is null or whole = 0 then null
        else ((part::hugeint * 100000) // whole // 1000)::varchar || '.' || lpad(((part::hugeint * 100000) // whole % 1000)::varchar, 3, '0')
    end;

-- Where no target is agreed for an attainment: fewer than nine cases in ten are a grave miss.
create or replace macro is_far_below(met, cases) as met * 10 < cases * 9;

-- Hours with one decimal as text, floored.
create or replace macro hours_text(seconds) as
    (seconds // 3600)::varchar || '.' || (seconds % 3600 // 360)::varchar;

-- Seconds that two half-open spans share; null where one of them is not there: greatest and least alone look past nulls.
create or replace macro overlap_seconds(a_from, a_until, b_from, b_until) as
    case when a_from + a_until + b_from + b_until is not null then greatest(0, least(a_until, b_until) - greatest(a_from, b_from)) end;

-- The median of whole seconds, cut off to whole seconds: of an even number of cases the mean of the middle two.
create or replace macro floored_median(median_seconds) as floor(median_seconds)::bigint;

-- An amount: exact, not negative, and finite. Beyond 2^53 - 1, neighbouring numbers are no longer told apart.
create or replace macro amount(number_text) as
    case when try_cast(number_text as double) between 0 and 9007199254740991 then try_cast(number_text as double) end;
create or replace macro optional_amount_fault(number_text) as
    case when number_text is not null and amount(number_text) is null then 'not a number from 0 to 9007199254740991' end;

-- What stg_rejected_cells says of one cell; a null reason means that the cell is in order.
create or replace macro cell(column_name, value, reason) as {'column_name': column_name, 'value': value, 'reason': reason};
create or replace macro optional_instant_fault(instant_text, zone) as
    case when instant_text is not null and instant(instant_text, zone) is null then instant_fault(instant_text, zone) end;
create or replace macro required_instant_fault(instant_text, zone) as
    case when instant_text is null then 'is empty' when instant(instant_text, zone) is null then instant_fault(instant_text, zone) end;

-- A date without a time: the day is all that is known of the instant.
create or replace macro is_day(instant_text) as length(instant_text) = 10;
-- A stop of which the day alone is known, on the day of the opening: at the opening, for it was not before it.
create or replace macro stop_on_day(opened_at, stopped_at, zone, stop_text) as
    case
        when is_day(stop_text) and stopped_at < opened_at and strftime(timezone(zone, to_timestamp(opened_at)), '%Y-%m-%d') = stop_text
            then opened_at
        else stopped_at
    end;

-- An event as one of the kinds that there are; null for any other text.
create or replace macro event_kind(event) as try_cast(lower(event) as enum (
    'opened', 'responded', 'assigned', 'escalated', 'paused', 'resumed', 'restored', 'resolved', 'reopened', 'closed', 'severity_changed',
    'cancelled'
));
create or replace macro is_event(event) as event_kind(event) is not null;
create or replace macro is_state(state) as coalesce(lower(state) in ('up', 'down', 'unknown'), false);

-- Where a budget stands: met or missed when the period is over (nothing ahead); before that lost, at-risk (less than a quarter
-- is left, or from a tenth of the period on, the burn carried on would lose it), or on-course.
create or replace macro budget_status(lost, allowed, elapsed, ahead) as
    case
        when ahead = 0 then case when lost <= allowed then 'met' else 'missed' end
        when lost > allowed then 'lost'
        when (allowed - lost) * 4 < allowed then 'at-risk'
        when elapsed * 10 >= elapsed + ahead and lost * (elapsed + ahead) > allowed * elapsed then 'at-risk'
        else 'on-course'
    end;

-- An incident that was opened up to a quarter of an hour before an outage is linked to it: people notice before monitors do.
create or replace macro outage_lead_seconds() as 900;

-- The trend of a capacity looks back half a year (two of the longest quarters); a limit more than a year away is no forecast.
create or replace macro longest_quarter_seconds() as 92 * 86400;
create or replace macro trend_seconds() as 2 * 92 * 86400;
create or replace macro furthest_limit_seconds() as 366 * 86400;

-- Two medians are compared from ten cases each; the later is much slower when it is over one and a half times the earlier.
create or replace macro fewest_to_compare() as 10;
create or replace macro is_much_slower(median_seconds, median_seconds_before) as 2 * median_seconds > 3 * median_seconds_before;
