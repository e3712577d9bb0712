/** Reads where a running period stands, from the marts. */

import type { LocalText } from '../contract/Contract.ts';
import { inAnyLanguage } from '../contract/languages.ts';
import { SlaError } from '../errors.ts';
import { isoInstant } from '../isoInstant.ts';
import { readBurnDowns } from '../report/readBurnDowns.ts';
import type { Run } from '../run/prepareRun.ts';
import { quote } from '../warehouse/Warehouse.ts';
import type { OpenClock, Outlook, OutlookAttainment, OutlookService, OutlookStatus } from './Outlook.ts';

/** Silence that is longer than this is said: exports may come once a day. */
const silentAfterSeconds = 86_400;

/** @throws SlaError for a period that has ended at the cut-off: it has a report, and no outlook. */
export async function readOutlook(run: Run): Promise<Outlook> {
  const { period, asOf } = run.periods;
  if (asOf >= period.endsAt) {
    const kind = period.kind === 'month' ? 'monthly' : 'quarterly';
    throw new SlaError({
      what: `${period.id} has ended: nothing of it can be saved any more.`,
      fix: `Look at its report (sla ${kind} ${period.id}), or name an instant inside it: --as-of ${isoInstant(period.startsAt + 10 * 86_400)}`,
      state: 'Nothing was written.',
    });
  }
  const overall = await readOverall(run);
  const services = await readServices(run);
  const attainment = await readAttainment(run);
  const statuses = [overall.status, ...[...services, ...attainment].map(({ status }) => status)];
  const { id, kind, startsAt, endsAt } = period;
  return {
    period: { id, kind, startsAt, endsAt, timezone: run.contract.timezone },
    asOf,
    status: worst(statuses),
    overall,
    services,
    burnDowns: await readBurnDowns(run.warehouse, id, 8),
    attainment,
    clocks: await readClocks(run),
    maintenance: await readMaintenance(run),
    missing: await readMissing(run),
  };
}

/** missed and met are said of a service whose life has ended: lost and on-course. */
function worst(statuses: readonly string[]): OutlookStatus {
  if (statuses.some((status) => status === 'lost' || status === 'missed')) return 'lost';
  if (statuses.includes('at-risk')) return 'at-risk';
  return statuses.some((status) => status === 'on-course' || status === 'met') ? 'on-course' : 'no-data';
}

async function readOverall({ warehouse, periods }: Run): Promise<Outlook['overall']> {
  const [found] = await warehouse.rows<Outlook['overall']>(
    `select status, availability_percent as percent, target_percent as "targetPercent", lost_parts::bigint as "lostSeconds",
       allowed_seconds as "budgetSeconds"
     from marts.fct_overall_availability where period_id = ${quote(periods.period.id)} and scope = 'all'`,
  );
  return found ?? { status: 'no-data', percent: null, targetPercent: null, lostSeconds: null, budgetSeconds: null };
}

async function readServices(run: Run): Promise<OutlookService[]> {
  const rows = await run.warehouse.rows<Omit<OutlookService, 'name'>>(
    `select service_id as "serviceId", status, availability_percent as percent, target_percent as "targetPercent",
       lost_seconds as "lostSeconds", budget_seconds as "budgetSeconds", budget_left_seconds as "leftSeconds",
       percent_text(lost_seconds, budget_seconds) as "usedPercent",
       percent_text(agreed_seconds, agreed_seconds + agreed_ahead_seconds) as "gonePercent"
     from marts.fct_service_availability inner join contract.services using (service_id)
     where period_id = ${quote(run.periods.period.id)}
     order by list_position(['lost', 'missed', 'at-risk', 'no-data', 'on-course', 'met'], status), budget_left_seconds, ordinal`,
  );
  return rows.map((row) => ({ ...row, name: nameOf(run, row.serviceId) }));
}

async function readAttainment({ warehouse, periods }: Run): Promise<OutlookAttainment[]> {
  return await warehouse.rows<OutlookAttainment>(
    `select severity, measure, within_text as within, target_percent as "targetPercent", met, breached, open,
       may_miss as "mayMiss", must_meet as "mustMeet", status
     from marts.fct_outlook_attainment where period_id = ${quote(periods.period.id)} order by severity_rank, severity, measure`,
  );
}

async function readClocks({ warehouse, periods }: Run): Promise<OpenClock[]> {
  return await warehouse.rows<OpenClock>(
    `select ticket_id as "ticketId", title, service_id as "serviceId", severity, measure, cycle, due_at as "dueAt",
       left_seconds as "leftSeconds",
       case when not is_carried_over then 'overdue' when is_paused then 'paused' else 'running' end as state,
       case when is_paused then waits_for end as "waitsFor"
     from marts.fct_open_measures where period_id = ${quote(periods.months.at(-1)!.id)}
     order by left_seconds, severity_rank, ticket_id, measure, cycle`,
  );
}

async function readMaintenance({ warehouse, periods }: Run): Promise<Outlook['maintenance']> {
  const rows = await warehouse.rows<Omit<Outlook['maintenance'][number], 'serviceIds'> & { services: string }>(
    `select window_id as "windowId", starts_at as "startsAt", ends_at as "endsAt", to_json(service_ids)::varchar as services,
       is_approved as "isApproved", is_regular as "isRegular"
     from (
       select window_id, starts_at, ends_at, service_ids, is_approved, is_regular from marts.fct_maintenance
       where period_id = ${quote(periods.period.id)} and is_approved
       union all
       select coalesce(window_id, ''), starts_at, ends_at, [service_id], false, false from staging.stg_maintenance where not is_approved
     )
     where ends_at > ${periods.asOf} and starts_at < ${periods.period.endsAt}
     order by starts_at, window_id, is_approved`,
  );
  return rows.map(({ services, ...row }) => ({ ...row, serviceIds: JSON.parse(services) as string[] }));
}

async function readMissing(run: Run): Promise<Outlook['missing']> {
  const rows = await run.warehouse.rows<{ id: string; knownUntil: number | null }>(
    `select service_id as id, known_until as "knownUntil" from marts.fct_outlook_evidence
     where period_id = ${quote(run.periods.period.id)} and coalesce(as_of - known_until > ${silentAfterSeconds}, true)
     order by known_until nulls first, service_id`,
  );
  return rows.map(({ id, knownUntil }) =>
    id === '' ? { serviceId: null, name: null, knownUntil } : { serviceId: id, name: nameOf(run, id), knownUntil },
  );
}

function nameOf({ contract }: Run, serviceId: string): LocalText {
  return contract.services.find(({ id }) => id === serviceId)?.name ?? inAnyLanguage(serviceId);
}
