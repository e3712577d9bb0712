/** Zabbix: the service level indicator and error budget of sla.getsli. */
import type { Percentage } from '../../contract/Contract.ts';
import { percentFloored, type Ratio, ratio } from '../ratio.ts';
import type { Span } from '../ServiceEvidence.ts';
import { type MonitorData, type MonitorFigure, secondsByState } from './MonitorFigure.ts';

export interface ZabbixSli {
  uptimeSeconds: number;
  downtimeSeconds: number;
  /** Null: Zabbix stores -1 and prints N/A. */
  sli: Ratio | null;
  errorBudgetSeconds: number | null;
}

/** The figure from our evidence: without an open problem Zabbix takes a service to be up, so unknown time is up. */
export function zabbix(data: MonitorData): MonitorFigure {
  const outages = data.states.filter(({ state }) => state === 'down');
  const { sli } = zabbixSli({
    period: data.window,
    now: data.window.to,
    createdAt: data.createdAt,
    outages,
    excluded: data.maintenance,
    slo: null,
  });
  return {
    monitor: 'Zabbix',
    exact: sli,
    shown: sli && percentFloored(sli, 4),
  };
}

/**
 * uptime / (uptime + downtime), both without the excluded downtimes, since the service was created and until now.
 * The error budget is what may still be lost with the uptime so far, but no more than the time that is left.
 */
export function zabbixSli(given: {
  period: Span;
  now: number;
  createdAt: number | null;
  outages: readonly Span[];
  excluded: readonly Span[];
  slo: Percentage | null;
}): ZabbixSli {
  const { period, now, createdAt, outages, excluded, slo } = given;
  const from = Math.max(period.from, createdAt ?? period.from);
  const within = (to: number) =>
    secondsByState(
      { states: outages.map((span) => ({ ...span, state: 'down' as const })), maintenance: excluded },
      { from, to },
    );
  const soFar = within(Math.min(now, period.to));
  const uptimeSeconds = soFar.unknown - soFar.maintenance.unknown;
  const downtimeSeconds = soFar.down - soFar.maintenance.down;
  const counted = uptimeSeconds + downtimeSeconds;
  if (counted === 0) return { uptimeSeconds, downtimeSeconds, sli: null, errorBudgetSeconds: null };

  const whole = within(period.to);
  const left = whole.unknown + whole.down - whole.maintenance.unknown - whole.maintenance.down - counted;
  const affordable = slo
    ? Number((BigInt(uptimeSeconds) * BigInt(slo.denominator)) / BigInt(slo.numerator)) - counted
    : left;
  return {
    uptimeSeconds,
    downtimeSeconds,
    sli: ratio(uptimeSeconds, counted),
    errorBudgetSeconds: Math.min(left, affordable),
  };
}
