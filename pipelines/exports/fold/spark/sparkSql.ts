/**
 * The fold as Spark SQL: windows and aggregates alone, no function of ours, so that any Spark 4 runs it as it is.
 *
 * Nothing hangs on the session: instants are taken apart by their digits and never cast, so neither its time zone nor ANSI
 * mode changes a run. Samples are folded day by day, which spreads one busy service over many tasks, and the few runs of
 * the days are joined; of each service, its runs are those of one fold over all samples.
 */
import { keyOfJob, type SparkJob } from './sparkJob.ts';

const lastSecond = 2 ** 32 - 1;

/** The statements in their order. The last one is written only when all others are whole. */
export function sparkStatements(job: SparkJob): string[] {
  return [
    'set spark.sql.session.timeZone = UTC',
    'set spark.sql.variable.substitute = false',
    ...smallViews(job),
    ...job.inputs.flatMap((input, index) => [inputView(job, input, index + 1), filesView(input, index + 1)]),
    cellsView(job),
    typedView(job),
    filesStatement(job),
    inputsStatement(job),
    runsStatement(job),
    doneStatement(job),
  ];
}

/** The whole as a file for `spark-sql -f`. */
export function sparkScript(job: SparkJob): string {
  return `${sparkStatements(job).join(';\n\n')};\n`;
}

/** A text as a literal of Spark, to which a backslash is special. */
export function sparkText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

const sparkName = (name: string): string => `\`${name.replaceAll('`', '``')}\``;

function smallViews({ tables, zone }: SparkJob): string[] {
  const options = (file: string) =>
    `using csv options (path ${sparkText(`${tables}/${file}`)}, header 'true', escape '"', mode 'FAILFAST')`;
  const services = `create temporary view services (service_id string, service_no int, gap_seconds bigint)\n${options('services.csv')}`;
  if (zone === null) return [services];
  return [
    services,
    `create temporary view zones (wall_from bigint, wall_until bigint, offset_seconds bigint)\n${options('zones.csv')}`,
    // A row a day, so that wall clocks find their stretch by an equal key.
    `create temporary view zone_days as
select wall_from, wall_until, offset_seconds, wall_day
from zones lateral view explode(sequence(wall_from div 86400, (wall_until - 1) div 86400)) days as wall_day`,
  ];
}

/**
 * A CSV whose header is another one fails; a record of another width is kept whole in `_broken`, for which Spark has to be kept
 * from leaving columns out.
 */
function inputView({ format, columns }: SparkJob, input: string, number: number): string {
  const path = `path ${sparkText(input)}, recursiveFileLookup 'true'`;
  if (format === 'parquet') return `create temporary view input_${number} using parquet options (${path})`;
  const typed = columns.map((name, index) => `${sparkName(name || `column_${index + 1}`)} string`);
  return `create temporary view input_${number} (${[...typed, '_broken string'].join(', ')})
using csv options (${path}, header 'true', enforceSchema 'false', quote '"', escape '"', mode 'PERMISSIVE', columnNameOfCorruptRecord '_broken', columnPruning 'false')`;
}

function filesView(input: string, number: number): string {
  return `create temporary view files_${number} using binaryFile options (path ${sparkText(input)}, recursiveFileLookup 'true')`;
}

/** Every row of every input: its cells as text, trimmed, empty ones null, and the file that it stands in. */
function cellsView({ inputs, format, columns }: SparkJob): string {
  const named = (name: string) => sparkName(columns.find((column) => column.trim().toLowerCase() === name) ?? name);
  const text = (name: string) => `nullif(trim(cast(${named(name)} as string)), '')`;
  const at = named('checked_at');
  const place = columns.some((column) => column.trim().toLowerCase() === 'location');
  const typed = (type: string) =>
    format === 'csv'
      ? 'cast(null as bigint)'
      : `case when typeof(${at}) = '${type}' then unix_seconds(try_cast(${at} as timestamp)) end`;
  const isText =
    format === 'csv'
      ? text('checked_at')
      : `case when typeof(${at}) not like 'timestamp%' then ${text('checked_at')} end`;
  const selects = inputs.map(
    (_, index) => `select
    ${text('service_id')} as service_id,
    ${isText} as at_text,
    ${typed('timestamp')} as instant_s,
    ${typed('timestamp_ntz')} as wall_clock_s,
    lower(${text('state')}) as state,
    ${place ? `coalesce(${text('location')}, '')` : `''`} as location,
    ${format === 'csv' ? '_broken' : 'cast(null as string)'} as broken,
    input_file_name() as file_path
from input_${index + 1}`,
  );
  return `create temporary view cells as\n${selects.join('\nunion all\n')}`;
}

const clock = '(([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]|24:00:00)';
const isoForm = `^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]${clock}([.][0-9]+)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?$`;
const epochForm = '^([0-9]{10}|[0-9]{13}|[0-9]{16})([.][0-9]+)?$';
/** Wall clocks as people and spreadsheets write them: 2026/10/1 9:05. */
const looseDay = '([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{4}/[0-9]{1,2}/[0-9]{1,2})';
const looseClock = '(([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?|24:00(:00)?)';
const looseForm = `^${looseDay}((T| +)${looseClock})?$`;
const padded = `regexp_replace(regexp_replace(replace(at_text, '/', '-'), 'T| +', ' '), '(?<![0-9])(?=[0-9](?![0-9]))', '0')`;
const digits = (from: number): string => `coalesce(try_cast(substr(at_plain, ${from}, 2) as bigint), 0)`;

/** Each row as service, second and state, or with its fault. Of an epoch in any unit the first ten digits are the seconds. */
function typedView({ zone }: SparkJob): string {
  const wall = `coalesce(case when suffix = '' then civil_s end, wall_clock_s)`;
  const zoned = zone === null ? 'cast(null as bigint)' : 'wall_s - offset_seconds';
  const join =
    zone === null
      ? ''
      : `
    left join zone_days on wall_s div 86400 = wall_day and wall_s >= wall_from and wall_s < wall_until`;
  return `create temporary view typed as
with
marked as (
    select *,
        case when at_text rlike '${isoForm}' then 'iso' when at_text rlike '${epochForm}' then 'epoch' when at_text rlike '${looseForm}' then 'loose' end as form
    from cells
),
plain as (
    select *, case form when 'iso' then at_text when 'loose' then ${padded} end as at_plain
    from marked
),
taken_apart as (
    select *,
        datediff(try_cast(substr(at_plain, 1, 10) as date), date '1970-01-01') * 86400L
            + ${digits(12)} * 3600 + ${digits(15)} * 60 + ${digits(18)} as civil_s,
        case form when 'iso' then regexp_extract(substr(at_text, 20), '(Z|[+-].*)$', 1) when 'loose' then '' end as suffix
    from plain
),
clocked as (
    select *,
        ${wall} as wall_s,
        case when suffix = 'Z' then civil_s when suffix <> '' then civil_s - ${offset} end as offset_s
    from taken_apart
),
timed as (
    select clocked.*,
        coalesce(instant_s, case when form = 'epoch' then try_cast(substr(at_text, 1, 10) as bigint) end, offset_s, ${zoned}) as at_s
    from clocked${join}
),
known as (
    select timed.*, service_no, gap_seconds,
        case state when 'unknown' then 0 when 'up' then 1 when 'down' then 2 end as state_no
    from timed
    left join services on timed.service_id = services.service_id
)
select *,
    case
        when broken is not null then 'unreadable'
        when service_id is not null and service_no is null then 'unknown service'
        when service_no is null or state_no is null or at_s is null or at_s not between 0 and ${lastSecond} then 'unreadable'
    end as fault
from known`;
}

const offset = `(case when startswith(suffix, '-') then -1 else 1 end)
            * (try_cast(substr(suffix, 2, 2) as bigint) * 3600 + coalesce(try_cast(nullif(replace(substr(suffix, 4), ':', ''), '') as bigint), 0) * 60)`;

/** The files as they lie there: a listing alone, their bytes are not read for it. */
function filesStatement({ inputs, output }: SparkJob): string {
  const selects = inputs.map((_, index) => `select path, length, modificationTime from files_${index + 1}`);
  return `insert overwrite directory ${sparkText(`${output}/files`)} using parquet
select path as file_path, max(length) as bytes, max(unix_micros(modificationTime)) as modified_us
from (
${selects.join('\nunion all\n')}
) as listed
group by path`;
}

/** What each file held, and which of its rows are no samples. */
function inputsStatement({ output }: SparkJob): string {
  return `insert overwrite directory ${sparkText(`${output}/inputs`)} using parquet
select
    file_path,
    fault,
    case when fault = 'unknown service' then left(service_id, 80) end as unknown_service,
    count(*) as rows,
    min(case when fault = 'unreadable' then left(coalesce(broken, concat_ws(',', service_id, at_text, state)), 200) end) as example
from typed
group by file_path, fault, case when fault = 'unknown service' then left(service_id, 80) end`;
}

/** One BIGINT a sample: the second, then the state, so that of one second the winner sorts last. */
function runsStatement({ output }: SparkJob): string {
  return `insert overwrite directory ${sparkText(`${output}/runs`)} using parquet
with
samples as (
    select service_no, gap_seconds, location, at_s div 86400 as day, at_s * 4 + state_no as k
    from typed
    where fault is null
),
behind as (
    select *, lag(k) over (partition by service_no, location, day order by k) as before_k
    from samples
),
marked as (
    select *,
        case when k % 4 = before_k % 4 and k div 4 - before_k div 4 <= gap_seconds then 0 else 1 end as is_start
    from behind
),
numbered as (
    select *,
        sum(is_start) over (partition by service_no, location, day order by k rows between unbounded preceding and current row) as n
    from marked
),
day_runs as (
    select service_no, gap_seconds, location, min(k) as first_k, max(k) as last_k, count(*) as samples,
        count_if(k = before_k) as repeated,
        count_if(k <> before_k and k div 4 = before_k div 4) as contradicting
    from numbered
    group by service_no, gap_seconds, location, day, n
),
days_behind as (
    select *, lag(last_k) over (partition by service_no, location order by first_k) as before_k
    from day_runs
),
days_marked as (
    select *,
        case when first_k % 4 = before_k % 4 and first_k div 4 - before_k div 4 <= gap_seconds then 0 else 1 end as is_start
    from days_behind
),
days_numbered as (
    select *,
        sum(is_start) over (partition by service_no, location order by first_k rows between unbounded preceding and current row) as n
    from days_marked
),
runs as (
    select service_no, location, min(first_k) as first_k, max(last_k) as last_k, sum(samples) as samples,
        sum(repeated) as repeated, sum(contradicting) as contradicting
    from days_numbered
    group by service_no, location, n
)
select
    service_id,
    location,
    case first_k % 4 when 0 then 'unknown' when 1 then 'up' else 'down' end as state,
    first_k div 4 as first_at,
    last_k div 4 as last_at,
    samples,
    repeated,
    contradicting
from runs
inner join services on runs.service_no = services.service_no`;
}

/** Sums over what was written, read back: whoever copies the folders can prove that nothing is missing. */
function doneStatement(job: SparkJob): string {
  return `insert overwrite directory ${sparkText(`${job.output}/done`)} using parquet
select
    ${sparkText(keyOfJob(job))} as job,
    version() as engine,
    count(*) as runs,
    coalesce(sum(samples), 0) as samples,
    coalesce(sum(first_at), 0) as first_sum,
    coalesce(sum(last_at), 0) as last_sum
from parquet.${sparkName(`${job.output}/runs`)}`;
}
