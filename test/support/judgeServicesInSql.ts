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
import { type Model, readMacros } from '../../pipelines/warehouse/models.ts';
import { type Row, Warehouse } from '../../pipelines/warehouse/Warehouse.ts';
import type { ServiceBatch } from './arbitraries/services.ts';
import { createEmpty, modelOf, shapes } from './emptyWarehouse.ts';
import { plainFeed } from './feeds.ts';
import { insertRows, type TableRow } from './insertRows.ts';

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
    for (const model of await modelsFor('marts.fct_service_availability')) {
      const sql = model.name === 'stg_uptime_runs' ? runsOfBatches(model.sql) : model.sql;
      await warehouse.run(
        `create schema if not exists ${model.layer}; create or replace table ${model.qualifiedName} as ${sql}`,
      );
    }
    const rows = await warehouse.rows('select * from marts.fct_service_availability');
    return new Map(rows.map((row) => [String(row['service_id']), figuresOf(row)]));
  } finally {
    warehouse.close();
    rmSync(workspace, { recursive: true, force: true });
  }
}

const GIVEN = [
  'staging.stg_loads',
  'staging.stg_uptime_states',
  'staging.stg_maintenance',
  'staging.stg_named_services',
  'staging.stg_heard',
];
/** Above the numbers of the loads of samples. */
const STATE_LOADS = 1_000_000;

/** The model and all that it reads, in the order in which they are built, but for what is given. */
async function modelsFor(last: string): Promise<Model[]> {
  const { models } = await shapes();
  const wanted = new Set([last]);
  for (const { qualifiedName, reads } of models.toReversed())
    if (wanted.has(qualifiedName)) for (const name of reads) if (!GIVEN.includes(name)) wanted.add(name);
  return models.filter(({ qualifiedName }) => wanted.has(qualifiedName));
}

/** The sources of the batches share their files, but are sources of their own: `12-a`. */
function runsOfBatches(sql: string): string {
  return `select runs.* replace (split_part(service_id, '-', 1) || '-' || regexp_extract(file, '^exports/([a-z]+)-', 1) as source_id)
    from (${sql}) as runs inner join raw.loads on _load = load_id`;
}

async function loadSamples(warehouse: Warehouse, workspace: string, batches: readonly ServiceBatch[]): Promise<void> {
  mkdirSync(join(workspace, 'exports'));
  // One entry for each source, and a file of it for each name of a file among its samples; all batches share them.
  const files = new Map<string, string[]>();
  for (const [index, batch] of batches.entries()) {
    for (const { serviceId, samples } of batch.services) {
      for (const { at, state, location, feed, source } of samples) {
        const name = `${feed}-${source.file}`;
        const lines = files.get(name) ?? ['service_id,checked_at,state,location'];
        lines.push(
          `${index}-${serviceId},${new Date((at + shiftOf(batch, index)) * 1000).toISOString()},${state},${location}`,
        );
        files.set(name, lines);
      }
    }
  }
  const feeds = [...new Set([...files.keys()].map((name) => name.split('-')[0]!))];
  const entries = feeds.map((feed) => `{ files: "exports/${feed}-*.csv", table: uptime_samples }`);
  writeFileSync(join(workspace, 'sources.yaml'), `version: 1\nsources: [${entries.join(', ')}]\n`);
  for (const [name, lines] of files) writeFileSync(join(workspace, 'exports', name), `${lines.join('\n')}\n`);
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
  const loads = await modelOf('stg_loads');
  await warehouse.run(`insert into staging.stg_loads by name ${loads.sql}`);
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
  const feeds = batch.feeds ?? [plainFeed];
  const feedName = (feed: string): string => `${index}-${feed}`;
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
    'staging.stg_loads': feeds.map((feed, place) => ({
      load_id: STATE_LOADS + index * 10 + place,
      table_name: 'uptime_states',
      source_id: feedName(feed.id),
      rows_kind: feed.rows,
      is_otherwise_up: feed.otherwiseUp,
      ends_at_last_line: feed.heard !== null,
      exported_at: feed.exportedAt === null ? null : feed.exportedAt + shift,
      covers_from: feed.covers === null ? null : feed.covers.from + shift,
      covers_until: feed.covers?.until == null ? null : feed.covers.until + shift,
    })),
    'staging.stg_named_services': feeds.flatMap(({ id, named }) =>
      named.map((service) => ({ source_id: feedName(id), service_id: name(service) })),
    ),
    'staging.stg_heard': feeds.flatMap(({ id, heard }) =>
      (heard ?? []).map((span) => ({ source_id: feedName(id), first_at: span.from + shift, last_at: span.to + shift })),
    ),
    'staging.stg_uptime_states': [
      ...batch.services.flatMap(({ serviceId, states }) =>
        states.map((state) => ({ service: name(serviceId), state })),
      ),
      ...feeds.flatMap(({ stops }) => stops.map((state) => ({ service: '*', state }))),
    ].map(({ service, state: { from: starts, to: ends, state, location, feed, id, load } }, row) => ({
      source_id: feedName(feed),
      rows_kind: feeds.find((each) => each.id === feed)!.rows,
      state_id: id,
      service_id: service,
      location,
      started_at: starts + shift,
      ended_at: ends === null ? null : ends + shift,
      state,
      _load: STATE_LOADS + index * 10,
      _row: row,
      ordinal: load,
    })),
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
    status: row['status'] as Availability['status'],
    outages: number('outages'),
    longestOutageSeconds: number('longest_outage_seconds'),
    budgetSeconds: number('budget_seconds'),
    budgetLeftSeconds: number('budget_left_seconds'),
  };
}
