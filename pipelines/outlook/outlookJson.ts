/** The outlook for other programs: snake_case, seconds as integers, instants in ISO 8601 UTC, as in figures.json. */
import { isoInstant } from '../isoInstant.ts';
import type { Outlook } from './Outlook.ts';

export function outlookJson({ period, asOf, status, overall, ...outlook }: Outlook): string {
  const instant = (at: number | null) => (at === null ? null : isoInstant(at));
  const json = {
    period: period.id,
    timezone: period.timezone,
    as_of: isoInstant(asOf),
    ends_at: isoInstant(period.endsAt),
    status,
    overall: {
      status: overall.status,
      availability_percent: overall.percent,
      target_percent: overall.targetPercent,
      lost_seconds: overall.lostSeconds,
      budget_seconds: overall.budgetSeconds,
    },
    availability: outlook.services.map((service) => ({
      service_id: service.serviceId,
      status: service.status,
      availability_percent: service.percent,
      target_percent: service.targetPercent,
      lost_seconds: service.lostSeconds,
      budget_seconds: service.budgetSeconds,
      budget_left_seconds: service.leftSeconds,
      budget_used_percent: service.usedPercent,
      time_gone_percent: service.gonePercent,
    })),
    burn_down: outlook.burnDowns.map(({ serviceId, budgetSeconds, days }) => ({
      service_id: serviceId,
      budget_seconds: budgetSeconds,
      days: days.map(({ date, leftSeconds, maintenanceSeconds }) => ({
        date,
        left_seconds: leftSeconds,
        maintenance_seconds: maintenanceSeconds,
      })),
    })),
    attainment: outlook.attainment.map((row) => ({
      severity: row.severity,
      measure: row.measure,
      status: row.status,
      target_percent: row.targetPercent,
      met: row.met,
      breached: row.breached,
      open: row.open,
      may_miss: row.mayMiss,
      must_meet: row.mustMeet,
    })),
    clocks: outlook.clocks.map((clock) => ({
      ticket_id: clock.ticketId,
      service_id: clock.serviceId,
      severity: clock.severity,
      measure: clock.measure,
      cycle: clock.cycle,
      state: clock.state,
      due_at: isoInstant(clock.dueAt),
      left_seconds: clock.leftSeconds,
      waits_for: clock.waitsFor,
    })),
    maintenance: outlook.maintenance.map((window) => ({
      window_id: window.windowId === '' ? null : window.windowId,
      starts_at: isoInstant(window.startsAt),
      ends_at: isoInstant(window.endsAt),
      service_ids: window.serviceIds,
      approved: window.isApproved,
    })),
    missing: outlook.missing.map(({ serviceId, knownUntil }) => ({
      service_id: serviceId,
      known_until: instant(knownUntil),
    })),
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}
