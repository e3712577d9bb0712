/** Two agreements over the same periods: which promises turn, and by which tickets and outages. */
import type { Figures } from '../report/figures.ts';
import type { PeriodWhatIf, ServiceSaid, ServiceWhatIf, TicketWhatIf } from './WhatIf.ts';

export type Outage = ServiceWhatIf['outages'][number] & { service_id: string };

/** @param outages of the other agreement, the longest first */
export function compareAgreements(before: Figures, after: Figures, outages: readonly Outage[]): PeriodWhatIf {
  const overall = (said: Figures['overall']) => ({
    status: said.status,
    availability_percent: said.availability_percent,
  });
  return {
    period: after.period,
    as_of: after.as_of,
    overall: {
      before: overall(before.overall),
      after: overall(after.overall),
      turns: before.overall.status !== after.overall.status,
    },
    availability: services(before, after, outages),
    sla: attainments(before, after),
    tickets: tickets(before, after),
  };
}

/** Promises whose verdict differs: availability as a whole, of services, and attainments that had breaches or have some now. */
export function turnsOf({ overall, availability, sla }: PeriodWhatIf): number {
  return [overall, ...availability, ...sla].filter(({ turns }) => turns).length;
}

function services(before: Figures, after: Figures, outages: readonly Outage[]): ServiceWhatIf[] {
  const ids = [...new Set([...after.availability, ...before.availability].map(({ service_id }) => service_id))];
  return ids.flatMap((service_id) => {
    const [was, is] = [before, after].map((figures) => serviceSaid(figures, service_id)) as [
      ServiceSaid | null,
      ServiceSaid | null,
    ];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    const turns = was?.status !== is?.status;
    const own = outages.filter((outage) => turns && outage.service_id === service_id);
    return [{ service_id, before: was, after: is, turns, outages: own.map(({ service_id: _, ...outage }) => outage) }];
  });
}

function serviceSaid({ availability }: Figures, id: string): ServiceSaid | null {
  const found = availability.find(({ service_id }) => service_id === id);
  if (!found) return null;
  const { status, availability_percent, target_percent, budget_seconds } = found;
  return {
    status,
    availability_percent,
    target_percent,
    lost_seconds: lostSeconds(found),
    budget_seconds,
  };
}

function attainments(before: Figures, after: Figures): PeriodWhatIf['sla'] {
  const key = ({ severity, measure }: { severity: string; measure: string }) => `${severity}\0${measure}`;
  const said = ({ sla }: Figures, wanted: string) => {
    const found = sla.find((row) => key(row) === wanted);
    return found ? { met: found.met, breached: found.breached, attainment_percent: found.attainment_percent } : null;
  };
  return [...new Set([...after.sla, ...before.sla].map(key))].flatMap((wanted) => {
    const [was, is] = [said(before, wanted), said(after, wanted)];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    const [severity, measure] = wanted.split('\0') as [string, string];
    const turns = (was?.breached ?? 0) > 0 !== (is?.breached ?? 0) > 0;
    return [{ severity, measure, before: was, after: is, turns }];
  });
}

function tickets(before: Figures, after: Figures): TicketWhatIf[] {
  const key = ({ ticket_id, measure, cycle }: Figures['breaches'][number]) => `${ticket_id}\0${measure}\0${cycle}`;
  const only = (own: Figures, other: Figures, said: Pick<TicketWhatIf, 'before' | 'after'>): TicketWhatIf[] => {
    const known = new Set(other.breaches.map(key));
    return own.breaches
      .filter((breach) => !known.has(key(breach)))
      .map(({ ticket_id, measure, cycle, due_at, stopped_at, late_seconds }) => ({
        ticket_id,
        measure,
        cycle,
        ...said,
        due_at,
        stopped_at,
        late_seconds,
      }));
  };
  return [
    ...only(after, before, { before: 'kept', after: 'breached' }),
    ...only(before, after, { before: 'breached', after: 'kept' }),
  ];
}

/** What counted against the target; figures.json states it by what is left of the budget. */
export function lostSeconds({
  budget_seconds,
  budget_left_seconds,
}: Pick<Figures['availability'][number], 'budget_seconds' | 'budget_left_seconds'>): number {
  return budget_seconds - budget_left_seconds;
}
