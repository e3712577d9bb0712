/**
 * Puts services through the real SQL models, many agreements at once: each batch is moved to weeks of its own, so that
 * one warehouse judges hundreds of short periods side by side. Samples go through a CSV and the real fold.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expandMaintenanceOfTerms } from '../../pipelines/calendar/expandMaintenance.ts';
import { loadExports } from '../../pipelines/exports/load/loadExports.ts';
import { readSources } from '../../pipelines/exports/mapping/sources.ts';
import type { Availability } from '../../pipelines/reference/ServiceEvidence.ts';
import { readMacros } from '../../pipelines/warehouse/models.ts';
import { type Row, Warehouse } from '../../pipelines/warehouse/Warehouse.ts';
import type { ServiceBatch } from './arbitraries/services.ts';
import { createEmpty } from './emptyWarehouse.ts';
import { insertRows, type TableRow } from './insertRows.ts';
import { modelsBetween } from './judgeInSql.ts';

/** Far enough that no evidence and no window of one batch reaches the next. */
const APART = 40 * 86_400;
const FOREVER = 253_402_300_800;

/** Figures by `<index of the batch>-<service id>`; a service without any window in the period has none. */
export async function judgeServicesInSql(batches: readonly ServiceBatch[]): Promise<Map<string, Availability>> {
  const warehouse = await Warehouse.open({ path: ':memory:', threads: 1 });
  const workspace = mkdtempSync(join(tmpdir(), 'sla-services-'));
  try {
    await warehouse.run(readMacros());
    await loadSamples(warehouse, workspace, batches);
    await writeInputs(warehouse, batches);
    for (const model of await modelsBetween('none', 'marts.fct_service_availability')) {
      if (GIVEN.includes(model.qualifiedName)) continue;
      await warehouse.run(
        `create schema if not exists ${model.layer}; create or replace table ${model.qualifiedName} as ${model.sql}`,
      );
    }
    const rows = await warehouse.rows('select * from marts.fct_service_availability');
    return new Map(rows.map((row) => [String(row['service_id']), figuresOf(row)]));
  } finally {
    warehouse.close();
    rmSync(workspace, { recursive: true, force: true });
  }
}

const GIVEN = ['staging.stg_loads', 'staging.stg_uptime_states', 'staging.stg_maintenance'];

async function loadSamples(warehouse: Warehouse, workspace: string, batches: readonly ServiceBatch[]): Promise<void> {
  mkdirSync(join(workspace, 'exports'));
  const lines = batches.flatMap((batch, index) =>
    batch.services.flatMap(({ serviceId, samples }) =>
      samples.map(
        ({ at, state, location }) =>
          `${index}-${serviceId},${new Date((at + shiftOf(batch, index)) * 1000).toISOString()},${state},${location}`,
      ),
    ),
  );
  writeFileSync(
    join(workspace, 'exports', 'uptime_samples.csv'),
    ['service_id,checked_at,state,location', ...lines, ''].join('\n'),
  );
  const seconds = new Map(
    batches.flatMap((batch, index) =>
      batch.contract.services.map(
        ({ id, check_interval_seconds }) => [`${index}-${id}`, smallestGap(batch) * check_interval_seconds] as const,
      ),
    ),
  );
  await loadExports(warehouse, {
    workspace,
    sourceOf: readSources(workspace),
    gaps: { key: 'test', seconds },
    loadedAt: '2199-01-01T00:00:00Z',
  });
}

function smallestGap({ contract }: ServiceBatch): number {
  return Math.min(...contract.terms.map(({ availability }) => availability.max_gap));
}

async function writeInputs(warehouse: Warehouse, batches: readonly ServiceBatch[]): Promise<void> {
  const tables = batches.map(rowsOf);
  for (const name of Object.keys(tables[0]!)) {
    await createEmpty(warehouse, name);
    await insertRows(
      warehouse,
      name,
      tables.flatMap((table) => table[name]!),
    );
  }
  for (const name of ['contract.exclusions', 'staging.stg_loads'])
    if (!tables[0]![name]) await createEmpty(warehouse, name);
  await createEmpty(warehouse, 'run.period');
  await insertRows(warehouse, 'run.period', [
    { period_id: 'all', kind: 'month', starts_at: 0, ends_at: FOREVER, as_of: FOREVER },
  ]);
}

/** Every input row of a batch, moved to its own weeks. */
function rowsOf(batch: ServiceBatch, index: number): Record<string, TableRow[]> {
  const shift = shiftOf(batch, index);
  const { contract, period, asOf } = batch;
  const from = period.from + shift;
  const to = period.to + shift;
  const name = (service: string): string => (service === '*' ? '*' : `${index}-${service}`);
  const everyService = (service: string): string[] =>
    service === '*' ? contract.services.map(({ id }) => name(id)) : [name(service)];
  const termId = (term: number): number => index * 10 + term;
  const until = (term: number): number =>
    contract.terms[term + 1] ? contract.terms[term + 1]!.effective_from_s + shift : FOREVER;
  const regular = expandMaintenanceOfTerms(contract.terms, period.from, period.to);
  return {
    'run.periods': [
      { period_id: `p${index}`, ordinal: index, starts_at: from, ends_at: to, as_of: asOf + shift, is_reported: true },
    ],
    'run.days': [{ period_id: `p${index}`, local_date: '2026-01-01', starts_at: from, ends_at: to }],
    'run.rollups': [{ period_id: `p${index}`, month_id: `p${index}` }],
    'contract.services': contract.services.map(
      ({ id, check_interval_seconds, from: begins, until: ends, down_when }) => ({
        // Without a life of its own a service would be looked at in the periods of all other batches.
        service_id: name(id),
        check_interval_seconds,
        down_when,
        from_at: begins === null ? from - 1 : begins + shift,
        until_at: ends === null ? to + 1 : ends + shift,
      }),
    ),
    'contract.terms': contract.terms.map(({ effective_from_s }, term) => ({
      term_id: termId(term),
      effective_from_at: effective_from_s + shift,
      effective_until_at: until(term),
    })),
    'contract.service_terms': contract.terms.flatMap(({ effective_from_s, availability }, term) =>
      contract.services.map((service) => {
        const { text, numerator, denominator } = service.target ?? availability.target;
        return {
          term_id: termId(term),
          service_id: name(service.id),
          effective_from_at: effective_from_s + shift,
          effective_until_at: until(term),
          evidence_from_at: term === 0 ? -FOREVER : effective_from_s + shift,
          target_text: text,
          target_numerator: numerator,
          target_denominator: denominator,
          maintenance: availability.maintenance,
          unknown: availability.unknown,
          max_gap_seconds: availability.max_gap * service.check_interval_seconds,
          minimum_outage_seconds: availability.minimum_outage_seconds,
        };
      }),
    ),
    'contract.exclusions': batch.exclusions.flatMap(({ id, target, from: starts, to: ends }) =>
      'service' in target
        ? everyService(target.service).map((service) => ({
            exclusion_id: id,
            target_kind: 'service',
            target: service,
            starts_at: starts! + shift,
            ends_at: ends! + shift,
          }))
        : [],
    ),
    'calendar.maintenance_windows': regular.flatMap(({ windowId, startsAt, endsAt, services }) =>
      (services === '*' ? contract.services.map(({ id }) => id) : services).map((service) => ({
        window_id: windowId,
        service_id: name(service),
        starts_at: startsAt + shift,
        ends_at: endsAt + shift,
      })),
    ),
    'staging.stg_maintenance': batch.maintenance.flatMap(({ id, serviceId, from: starts, to: ends }, row) =>
      everyService(serviceId).map((service) => ({
        window_id: `${index}-${id}`,
        service_id: service,
        starts_at: starts + shift,
        ends_at: ends + shift,
        is_approved: true,
        _load: 1,
        _row: row,
        ordinal: 1,
      })),
    ),
    'staging.stg_uptime_states': batch.services.flatMap(({ serviceId, states }) =>
      states.map(({ from: starts, to: ends, state, location, load, source }) => ({
        service_id: name(serviceId),
        location,
        started_at: starts + shift,
        ended_at: ends === null ? null : ends + shift,
        state,
        _load: load,
        _row: source.row,
        ordinal: load,
      })),
    ),
  };
}

function shiftOf({ period }: ServiceBatch, index: number): number {
  return 1_700_000_000 + index * APART - period.from;
}

function figuresOf(row: Row): Availability {
  const number = (name: string): number => Number(row[name]);
  return {
    windowSeconds: number('window_seconds'),
    maintenanceSeconds: number('maintenance_seconds'),
    excludedSeconds: number('excluded_seconds'),
    agreedSeconds: number('agreed_seconds'),
    downSeconds: number('down_seconds'),
    unknownSeconds: number('unknown_seconds'),
    baseSeconds: number('base_seconds'),
    lostSeconds: number('lost_seconds'),
    availabilityPercent: row['availability_percent'] as string | null,
    met: row['is_met'] as boolean | null,
    outages: number('outages'),
    longestOutageSeconds: number('longest_outage_seconds'),
    budgetSeconds: number('budget_seconds'),
    budgetLeftSeconds: number('budget_left_seconds'),
  };
}
