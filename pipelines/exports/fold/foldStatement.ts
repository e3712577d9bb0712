/**
 * The SQL of the fold: each sample becomes one BIGINT, they are sorted, and only rows at which something begins survive.
 */
import { quote } from '../../warehouse/Warehouse.ts';
import type { FoldGaps, FoldInput, FoldPlan, FoldTypes } from './plan.ts';

/** Ordered so that the winner of one second sorts last: down beats up beats unknown. */
const states = ['unknown', 'up', 'down'];
/** The number of a state, most frequent first; any other spelling goes the general way. */
const stateNumber = (text: string): string =>
  `case ${text} when 'up' then 1::bigint when 'down' then 2 when 'unknown' then 0 when 'UP' then 1 when 'DOWN' then 2 end`;
const secondMask = 2 ** 33 - 1;
/** 2106-02-07, as for all instants; far enough below 2^33 that the step to the next service is longer than any gap. */
const endOfTime = 2 ** 32;

/** Why a row is no sample; these numbers stand behind the last service, so that the sort counts such rows too. */
export const faultNumber = { unreadable: 0, unknownService: 1, unseenLocation: 2 } as const;

export function foldTypes({ gaps, locations }: FoldPlan, nameOf: (values: string[]) => string): FoldTypes {
  const services = gaps.seconds.size > 0 ? [...gaps.seconds.keys()] : [''];
  const lists = { service: services, location: locations };
  const declarations = Object.values(lists).map(
    // A list of literals is quicker to plan, but a zero character is none.
    (values) =>
      `create temp type if not exists ${nameOf(values)} as enum (${values.some((value) => value.includes('\0')) ? `select unnest([${values.map(quote).join(', ')}])` : values.map(quote).join(', ')})`,
  );
  return {
    service: nameOf(lists.service),
    location: nameOf(lists.location),
    declarations: declarations.join(';\n'),
  };
}

export const firstFault = ({ gaps, locations }: FoldPlan): number => gaps.seconds.size * locations.length;

/**
 * A relation of `k`, one BIGINT a row of the file: service and location, then the second (33 bits), then the state in the
 * lowest two. What is written as usual takes the short way, and only where that failed does `case` look at the general
 * one (within coalesce, DuckDB would compute repeated parts for every row). What cannot be read either gets the
 * number of its fault.
 *
 * @param extras `n` adds the row number, `cells` the columns of the input too.
 * @param isShort leaves the general way out, and k null where it would be needed: planning its many formulas takes longer
 * than folding a small file.
 */
export function keyed(plan: FoldPlan, types: FoldTypes, extras: 'none' | 'n' | 'cells', isShort = false): string {
  const { relation, columns, row, samples, fast, where } = plan.input;
  const from = `from ${relation}${where === '' ? '' : ` where ${where}`}`;
  const number = extras === 'none' ? '' : `${row} as n, `;
  const { service, at, state, location } = samples;
  const place = location === null ? `''` : `coalesce(${location.value}, '')`;
  const fault = `case
        when ${service.value} is not null and try_cast(${service.value} as ${types.service}) is null then ${faultNumber.unknownService}
        when ${at.value} between 0 and ${endOfTime - 1} and ${stateNumber(`lower(${state.value})`)} is not null
          and ${service.value} is not null and try_cast(${place} as ${types.location}) is null then ${faultNumber.unseenLocation}
        else ${faultNumber.unreadable} end`;
  const cells = `select ${number}${columns.join(', ')}, ${fast?.second ?? 'null::bigint'} as at_s ${from}`;
  const short = `select *, ${fast ? packed(plan, types, { ...fast, second: 'at_s' }) : 'null::bigint'} as short_k from (${cells})`;
  if (isShort) return `select ${extras === 'none' ? '' : 'n, '}short_k as k from (${short})`;
  const general = { service: service.value, second: at.value, state: `lower(${state.value})`, location: place };
  return `
    select ${{ none: '', n: 'n, ', cells: '* exclude (short_k, at_s), ' }[extras]}case when short_k is not null then short_k else coalesce(
      ${packed(plan, types, general)},
      (${firstFault(plan)} + ${fault})::bigint << 35) end as k
    from (${short})`;
}

function packed(
  { locations }: FoldPlan,
  types: FoldTypes,
  { service, second, state, location }: NonNullable<FoldInput['fast']>,
): string {
  const code = (text: string, type: string): string => `enum_code(try_cast(${text} as ${type}))::bigint`;
  const isOnly = locations.length === 1 && location === `''`;
  const place = isOnly
    ? code(service, types.service)
    : `(${code(service, types.service)} * ${locations.length} + ${code(location, types.location)})`;
  return `case when ${second} between 0 and ${endOfTime - 1} then (${place} << 35) | (${second} << 2) | (${stateNumber(state)}) end`;
}

/**
 * The rows at which something begins, as temp table `fold_starts`: a service, a state, a stretch after a gap, or a repeated
 * sample (k = before_k). Sorting the one column sorts by service and time; the row before comes from a window without
 * partition, which DuckDB streams, so that memory stays bounded. The sentinel above all keys ends the last run.
 *
 * Of two samples of one state, k - before_k is four times the seconds between them, and more than any gap where the
 * service changes.
 */
export function startsStatement(plan: FoldPlan, keys: string): string {
  return `
create or replace temp table fold_starts as
with
ordered as (
    select k from (${keys} union all select 1::bigint << 62 as k) order by k
),
behind as (
    select k, lag(k) over () as before_k, row_number() over () as n from ordered
)
select * from behind
where before_k is null
    or k - before_k > ${4 * smallestGap(plan.gaps)}
    or (k & 3) <> (before_k & 3)
    or (k = before_k and k < ${firstFault(plan)}::bigint << 35)`;
}

/** Repeated samples and gaps that a service tolerates longer than the others are no start of a run. */
export function runsStatement(plan: FoldPlan, loadId: number): string {
  const { gaps, locations } = plan;
  const names = `[${[...gaps.seconds.keys()].map(quote).join(', ')}]`;
  const places = `[${locations.map(quote).join(', ')}]`;
  const isUniform = new Set(gaps.seconds.values()).size <= 1;
  const tolerated = `[${[...gaps.seconds.values()].join(', ')}][(k >> 35) // ${locations.length} + 1]`;
  const isSameRun = `(k >> 35) = (before_k >> 35) and (k & 3) = (before_k & 3) and (k >> 2) - (before_k >> 2) <= ${tolerated}`;
  return `
insert into raw.uptime_runs
with
starts as (
    select * from fold_starts
    where before_k is distinct from k${isUniform ? '' : `\n        and not coalesce(${isSameRun}, false)`}
),
runs as (
    select k, lead(before_k) over (order by n) as last_k, lead(n) over (order by n) - n as samples from starts
)
select
    ${names}[(k >> 35) // ${locations.length} + 1] as service_id,
    ${places}[(k >> 35) % ${locations.length} + 1] as location,
    [${states.map(quote).join(', ')}][(k & 3) + 1] as state,
    (k >> 2) & ${secondMask} as first_at,
    (last_k >> 2) & ${secondMask} as last_at,
    samples,
    ${loadId}
from runs
where k < ${firstFault(plan)}::bigint << 35`;
}

/** Everything that the fold counted on the way. */
export function summaryStatement(plan: FoldPlan): string {
  const fault = firstFault(plan);
  const counted = (number: number): string => `coalesce(sum(length) filter ((k >> 35) = ${fault + number}), 0)::bigint`;
  return `
with stretches as (
    select k, before_k, lead(n) over (order by n) - n as length, lead(before_k) over (order by n) as last_k from fold_starts
)
select
    coalesce(sum(length) filter ((k >> 35) < ${fault}), 0)::bigint as samples,
    ${counted(faultNumber.unreadable)} as unreadable,
    ${counted(faultNumber.unknownService)} as "unknownService",
    ${counted(faultNumber.unseenLocation)} as "unseenLocation",
    count(*) filter (k = before_k) as repeated,
    count(*) filter (k <> before_k and (k >> 2) = (before_k >> 2) and (k >> 35) < ${fault}) as contradicting,
    max((last_k >> 2) & ${secondMask}) filter ((k >> 35) < ${fault}) as last
from stretches`;
}

/** The second of a key. */
export const secondOf = (k: string): string => `((${k} >> 2) & ${secondMask})`;

function smallestGap({ seconds }: FoldGaps): number {
  return Math.min(...seconds.values(), 2 ** 30);
}
