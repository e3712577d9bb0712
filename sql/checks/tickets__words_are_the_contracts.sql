-- Types and severities of tickets stand in the exports as the contract writes them.
-- severity: note
-- fix: Nothing to do, unless one means something else: types: { ... } or severities: { ... } in the file's entry in sources.yaml win.
select words.word as subject, null::varchar as file, null::bigint as row, words.kind || ' "' || words.word || '" is read as ' || words.meaning as detail
from staging.stg_ticket_words as words
where words.kind in ('type', 'severity') and words.meaning is not null and lower(words.word) <> lower(words.meaning)
order by all
