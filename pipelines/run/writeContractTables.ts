/**
 * The agreement as tables: services, terms by date, promises and approved exclusions, for the models to join.
 */
import type { Contract, Exclusion, Terms } from '../contract/Contract.ts';
import { actionColumns } from '../contract/readActions.ts';
import { nothingObjected, type Objections } from '../contract/readObjections.ts';
import type { SqlValue, Warehouse } from '../warehouse/Warehouse.ts';
import { writeTable } from './writeTable.ts';

/** What is written about, not how: complete means cause, immediate and lasting countermeasure. */
export interface CommentaryKeys {
  breaches: { ticketId: string; isComplete: boolean }[];
  /** `hasWords`: of the miss itself, not only of its outages. */
  availability: { serviceId: string; isComplete: boolean; hasWords: boolean }[];
  /** Outages by service and the minute in which they began, epoch seconds; `written` as it stands in the file. */
  outages: { serviceId: string; startedAt: number; written: string }[];
  /** Why the words of the period are not printed; null: they are. */
  withheldBecause: string | null;
}

const nothingWritten: CommentaryKeys = { breaches: [], availability: [], outages: [], withheldBecause: null };

/** After every instant that occurs. */
const forever = 253_402_300_800;
const always = -forever;

/** Writes the `contract` schema anew. `actions` are rows of `contract.actions`: what people agreed to do. */
export async function writeContractTables(
  warehouse: Warehouse,
  contract: Contract,
  exclusions: Exclusion[],
  actions: SqlValue[][] = [],
): Promise<void> {
  await warehouse.run('create schema if not exists contract');
  await writeSites(warehouse, contract);
  await writeServices(warehouse, contract);
  await writeTerms(warehouse, contract);
  await writePromises(warehouse, contract);
  await writeServiceTerms(warehouse, contract);
  await writeExclusions(warehouse, exclusions);
  await writeReview(warehouse, contract);
  await writeTable(warehouse, 'contract.actions', actionColumns, actions);
  await writeSpokenOf(warehouse);
}

/** What the commentary and the objections speak of; they change without any figure changing. */
export async function writeSpokenOf(
  warehouse: Warehouse,
  { breaches, availability, outages, withheldBecause }: CommentaryKeys = nothingWritten,
  { objections }: Objections = nothingObjected,
): Promise<void> {
  await warehouse.run('create schema if not exists contract');
  await writeTable(
    warehouse,
    'contract.breach_commentary',
    { ticket_id: 'varchar', is_complete: 'boolean' },
    breaches.map(({ ticketId, isComplete }) => [ticketId, isComplete]),
  );
  await writeTable(
    warehouse,
    'contract.availability_commentary',
    { service_id: 'varchar', is_complete: 'boolean', has_words: 'boolean' },
    availability.map(({ serviceId, isComplete, hasWords }) => [serviceId, isComplete, hasWords]),
  );
  await writeTable(
    warehouse,
    'contract.outage_commentary',
    { service_id: 'varchar', started_minute: 'bigint', written: 'varchar' },
    outages.map(({ serviceId, startedAt, written }) => [serviceId, startedAt, written]),
  );
  await writeTable(
    warehouse,
    'contract.withheld_commentary',
    { because: 'varchar' },
    withheldBecause === null ? [] : [[withheldBecause]],
  );
  await writeTable(
    warehouse,
    'contract.objections',
    { objection_id: 'varchar', ticket_id: 'varchar' },
    objections.map(({ id, about }) => [id, 'ticket' in about ? about.ticket : null]),
  );
}

async function writeSites(warehouse: Warehouse, { sites }: Contract): Promise<void> {
  const columns = {
    site_id: 'names',
    ordinal: 'integer',
    calendar_id: 'names',
  };
  await writeTable(
    warehouse,
    'contract.sites',
    columns,
    sites.map(({ id, calendar }, index) => [id, index + 1, calendar]),
  );
}

async function writeServices(warehouse: Warehouse, { services }: Contract): Promise<void> {
  const columns = {
    service_id: 'varchar',
    ordinal: 'integer',
    category: 'varchar',
    site_id: 'varchar',
    check_interval_seconds: 'integer',
    from_at: 'bigint',
    until_at: 'bigint',
    down_when: 'integer',
  };
  await writeTable(
    warehouse,
    'contract.services',
    columns,
    services.map((service, index) => [
      service.id,
      index + 1,
      service.category,
      service.site,
      service.check_interval_seconds,
      service.from,
      service.until,
      service.down_when,
    ]),
  );
}

async function writeTerms(warehouse: Warehouse, { terms }: Contract): Promise<void> {
  const columns = {
    term_id: 'integer',
    effective_from: 'varchar',
    effective_from_at: 'bigint',
    effective_until_at: 'bigint',
    business_day: 'varchar',
    received: 'varchar',
    severity_change: 'varchar',
    reopen_mode: 'varchar',
    reopen_within_seconds: 'bigint',
    attribution: 'varchar',
    overall_method: 'varchar',
    target_text: 'varchar',
    target_numerator: 'bigint',
    target_denominator: 'bigint',
  };
  const rows = terms.map(({ effective_from, effective_from_s, policies, availability }, index): SqlValue[] => [
    index + 1,
    effective_from,
    effective_from_s,
    endOf(terms, index),
    policies.business_day,
    policies.received,
    policies.severity_change,
    policies.reopen.mode,
    policies.reopen.within_seconds,
    policies.attribution,
    availability.overall,
    availability.target.text,
    availability.target.numerator,
    availability.target.denominator,
  ]);
  await writeTable(warehouse, 'contract.terms', columns, rows);
  const reasons = terms.flatMap(({ policies }, index) =>
    policies.pause_reasons.map((reason): SqlValue[] => [index + 1, reason.toLowerCase()]),
  );
  await writeTable(warehouse, 'contract.pause_reasons', { term_id: 'integer', reason: 'varchar' }, reasons);
}

async function writePromises(warehouse: Warehouse, { terms }: Contract): Promise<void> {
  const severities: SqlValue[][] = [];
  const promises: SqlValue[][] = [];
  for (const [index, { severities: named }] of terms.entries()) {
    for (const { name, rank, measures } of named) {
      severities.push([index + 1, name, name.toLowerCase(), rank]);
      for (const { measure, within, clock } of measures) {
        const kind = within.kind === 'business-days' ? 'business-days' : clock;
        const [seconds, days] = within.kind === 'duration' ? [within.seconds, null] : [null, within.days];
        const promiseId = promises.length + 1;
        promises.push([
          index + 1,
          name,
          name.toLowerCase(),
          rank,
          promiseId,
          measure,
          within.text,
          kind,
          seconds,
          days,
        ]);
      }
    }
  }
  const severityColumns = {
    term_id: 'integer',
    severity: 'varchar',
    severity_key: 'varchar',
    severity_rank: 'integer',
  };
  await writeTable(warehouse, 'contract.severities', severityColumns, severities);
  const promiseColumns = {
    ...severityColumns,
    severity: 'names',
    promise_id: 'integer',
    measure: 'names',
    within_text: 'names',
    kind: 'varchar',
    within_seconds: 'bigint',
    within_days: 'integer',
  };
  await writeTable(warehouse, 'contract.promises', promiseColumns, promises);
}

/** Availability terms per service: its own target where it has one, and the tolerated gap in seconds. */
async function writeServiceTerms(warehouse: Warehouse, { terms, services }: Contract): Promise<void> {
  const columns = {
    term_id: 'integer',
    service_id: 'varchar',
    effective_from_at: 'bigint',
    effective_until_at: 'bigint',
    evidence_from_at: 'bigint',
    target_text: 'varchar',
    target_numerator: 'bigint',
    target_denominator: 'bigint',
    maintenance: 'varchar',
    unknown: 'varchar',
    max_gap_seconds: 'bigint',
    minimum_outage_seconds: 'bigint',
  };
  const rows = terms.flatMap(({ effective_from_s, availability }, index) =>
    services.map((service): SqlValue[] => {
      const target = service.target ?? availability.target;
      // Evidence older than the first terms is read by their tolerance.
      const evidenceFrom = index === 0 ? always : effective_from_s;
      return [
        index + 1,
        service.id,
        effective_from_s,
        endOf(terms, index),
        evidenceFrom,
        target.text,
        target.numerator,
        target.denominator,
        availability.maintenance,
        availability.unknown,
        availability.max_gap * service.check_interval_seconds,
        availability.minimum_outage_seconds,
      ];
    }),
  );
  await writeTable(warehouse, 'contract.service_terms', columns, rows);
}

async function writeExclusions(warehouse: Warehouse, exclusions: Exclusion[]): Promise<void> {
  const columns = {
    exclusion_id: 'varchar',
    target_kind: 'varchar',
    target: 'varchar',
    starts_at: 'bigint',
    ends_at: 'bigint',
    reason_ja: 'varchar',
    reason_en: 'varchar',
    approved_by: 'varchar',
    approved_at: 'varchar',
  };
  const rows = exclusions.map(({ id, target, from, to, reason, approved_by, approved_at }): SqlValue[] => [
    id,
    'service' in target ? 'service' : 'ticket',
    'service' in target ? target.service : target.ticket,
    from,
    to,
    reason.ja,
    reason.en,
    approved_by,
    approved_at,
  ]);
  await writeTable(warehouse, 'contract.exclusions', columns, rows);
}

async function writeReview(warehouse: Warehouse, { review, near_miss: near, kpis }: Contract): Promise<void> {
  const columns = {
    repeat_incidents: 'integer',
    capacity_limit_quarters: 'integer',
    problem_root_cause_within_seconds: 'bigint',
    change_incident_window_seconds: 'bigint',
    near_share_percent: 'integer',
    near_least_seconds: 'bigint',
    near_budget_percent: 'integer',
  };
  await writeTable(warehouse, 'contract.review', columns, [
    [
      review.repeat_incidents,
      review.capacity_limit_quarters,
      review.problem_root_cause_within_seconds,
      review.change_incident_window_seconds,
      near.share_percent,
      near.least_seconds,
      near.budget_percent,
    ],
  ]);
  const kpiColumns = {
    kpi: 'varchar',
    effective_from_at: 'bigint',
    target: 'double',
    direction: 'varchar',
    attention: 'double',
  };
  const rows = kpis.flatMap(({ effective_from_s, targets }) =>
    Object.entries(targets).map(([kpi, { target, direction, attention }]): SqlValue[] => [
      kpi,
      effective_from_s,
      target,
      direction,
      attention,
    ]),
  );
  await writeTable(warehouse, 'contract.kpi_targets', kpiColumns, rows);
}

function endOf(terms: Terms[], index: number): number {
  return terms[index + 1]?.effective_from_s ?? forever;
}
