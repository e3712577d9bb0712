/** How the downtime budgets of services at risk were used up, day by day. */
import { quote, type Warehouse } from '../warehouse/Warehouse.ts';
import type { FctBudgetDays, FctServiceAvailability } from './marts.ts';

/** Budget and what was left of it, in seconds; negative where it is overspent. */
export interface BurnDown {
  serviceId: string;
  budgetSeconds: number;
  leftSeconds: number;
  /** Local dates, earliest first: all of the period, or those up to the cut-off. */
  days: { date: string; leftSeconds: number; maintenanceSeconds: number }[];
}

/** Of the period's services that are lost, missed, at risk or have used most of it (near_miss.budget of the agreement): the least left first, `most` of them. */
export async function readBurnDowns(warehouse: Warehouse, periodId: string, most: number): Promise<BurnDown[]> {
  const rows = await warehouse.rows<
    Pick<FctServiceAvailability, 'budget_seconds' | 'budget_left_seconds'> &
      Pick<FctBudgetDays, 'service_id' | 'local_date' | 'left_seconds' | 'maintenance_seconds'>
  >(
    `with chosen as (
       select service_id, budget_seconds, budget_left_seconds
       from marts.fct_service_availability
       where period_id = ${quote(periodId)} and base_seconds > 0
         and (status in ('lost', 'missed', 'at-risk') or (lost_seconds > 0 and lost_seconds * 100 >= budget_seconds * (select near_budget_percent from contract.review)))
       order by budget_left_seconds, service_id limit ${most}
     )
     select chosen.service_id, chosen.budget_seconds, chosen.budget_left_seconds, days.local_date, days.left_seconds, days.maintenance_seconds
     from chosen inner join marts.fct_budget_days as days on days.period_id = ${quote(periodId)} and chosen.service_id = days.service_id
     order by chosen.budget_left_seconds, chosen.service_id, days.local_date`,
  );
  const found = new Map<string, BurnDown>();
  for (const row of rows) {
    const { service_id: serviceId, budget_seconds: budgetSeconds, budget_left_seconds: leftSeconds } = row;
    const known = found.get(serviceId) ?? { serviceId, budgetSeconds, leftSeconds, days: [] };
    found.set(serviceId, known);
    known.days.push({
      date: row.local_date,
      leftSeconds: row.left_seconds,
      maintenanceSeconds: row.maintenance_seconds,
    });
  }
  return [...found.values()];
}
