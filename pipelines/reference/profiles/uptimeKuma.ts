/** Uptime Kuma: the share of checks that were up. */
import { percentRounded, ratio } from '../ratio.ts';
import type { MonitorData, MonitorFigure } from './MonitorFigure.ts';

/** Uptime Kuma's number for a beat in maintenance. */
const MAINTENANCE = '3';

/**
 * Each check weighs the same, however long its state lasted. One in maintenance is up, whether Uptime Kuma says so or the
 * agreement does; one without a result (pending) is down.
 */
export function uptimeKuma({ window, samples, maintenance }: MonitorData): MonitorFigure {
  const checks = samples.filter(({ at }) => window.from <= at && at < window.to);
  const planned = (at: number) => maintenance.some(({ from, to }) => from <= at && at < to);
  const up = checks.filter(({ at, state, said }) => state === 'up' || said === MAINTENANCE || planned(at)).length;
  const exact = checks.length > 0 ? ratio(up, checks.length) : null;
  return {
    monitor: 'Uptime Kuma',
    exact,
    shown: exact && percentRounded(exact, 2),
  };
}
