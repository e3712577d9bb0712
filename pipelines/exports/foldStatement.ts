/**
 * The SQL of the fold: one BIGINT a sample, sorted; only rows at which something begins survive.
 */
import { quote } from '../warehouse/Warehouse.ts';
import type { FoldInput } from './foldInput.ts';
import type { InstantSql } from './foldInstants.ts';
import type { FoldGaps } from './foldSamples.ts';

/** Everything that the statements need to know. Service numbers follow the order of `gaps.seconds`. */
export interface FoldPlan {
  input: FoldInput;
  instants: InstantSql;
  gaps: FoldGaps;
  locations: string[];
}

/** Why a row became no sample of a service: numbers behind the last service, so that they are counted by the sort. */
export const faults = ['unreadable', 'unknown-service', 'unexpected-location'] as const;

/** Ordered so that the winner of one second sorts last: down beats up beats unknown. */
const states = ['unknown', 'up', 'down'];
/** States as monitors write them; the number modulo three is the state's. */
const stateSpellings = [...states, 'UNKNOWN', 'UP', 'DOWN', 'Unknown', 'Up', 'Down'];
/** 2174: instants stay below, so that the step to the next service is longer than any gap. */
const lastSecond = 2 ** 33 - 2 ** 31;
const secondMask = 2 ** 33 - 1;

/** Keys from this service number on are no samples. */
export const firstFault = ({ gaps, locations }: FoldPlan): number => gaps.seconds.size * locations.length;

/**
 * One sample as a BIGINT: service and location, then the second (33 bits), then the state in the lowest two. What is
 * written as usual goes the fast way; only other rows are trimmed and lower-cased, and only what then cannot be read
 * gets the number of a fault.
 */
export function keyExpression(plan: FoldPlan): string {
  const { instants } = plan;
  const fast = packed(plan, {
    service: 'service_id',
    location: `coalesce(location, '')`,
    second: instants.fast,
    state: 'state',
  });
  const general = packed(plan, generalCells(plan));
  return `coalesce(${fast}, ${general}, (${firstFault(plan)} + ${faultNumber(plan)})::bigint << 35)`;
}

/** The number of the fault of a row without a key. */
function faultNumber(plan: FoldPlan): string {
  const { service, location, second, state } = generalCells(plan);
  return `case
    when nullif(${service}, '') is null then 0
    when ${serviceNumber(plan, service)} is null then 1
    when ${inRange(second)} is null or ${stateNumber(state)} is null then 0
    when ${locationNumber(plan, location)} is null then 2
    else 0 end`;
}

interface Cells {
  service: string;
  location: string;
  second: string;
  state: string;
}

function generalCells({ instants }: FoldPlan): Cells {
  return {
    service: 'trim(service_id)',
    location: `coalesce(trim(location), '')`,
    second: instants.general,
    state: 'lower(trim(state))',
  };
}

function packed(plan: FoldPlan, { service, location, second, state }: Cells): string {
  const place =
    plan.locations.length === 1 && !plan.input.hasLocation
      ? serviceNumber(plan, service)
      : `(${serviceNumber(plan, service)} * ${plan.locations.length} + ${locationNumber(plan, location)})`;
  return `(${place} << 35 | ${inRange(second)} << 2 | ${stateNumber(state)})`;
}

const inRange = (second: string): string => `nullif(least(greatest(${second}, -1), ${lastSecond}), ${lastSecond})`;
const stateNumber = (state: string): string =>
  `(enum_code(try_cast(${state} as enum(${stateSpellings.map(quote).join(', ')}))) % 3)::bigint`;

function serviceNumber({ gaps }: FoldPlan, service: string): string {
  const names = gaps.seconds.size > 0 ? [...gaps.seconds.keys()] : [''];
  return `enum_code(try_cast(${service} as enum(${names.map(quote).join(', ')})))::bigint`;
}

function locationNumber({ locations }: FoldPlan, location: string): string {
  return `enum_code(try_cast(${location} as enum(${locations.map(quote).join(', ')})))::bigint`;
}
