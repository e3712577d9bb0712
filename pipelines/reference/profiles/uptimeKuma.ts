/** Uptime Kuma: the share of checks that were up. */
import { percentRounded, ratio } from '../ratio.ts';
import type { MonitorData, MonitorFigure } from './MonitorFigure.ts';

/** Each check weighs the same, however long its state lasted; a check in maintenance is up, one without a result is down (pending). */
export function uptimeKuma({ window, samples, maintenance }: MonitorData): MonitorFigure {
  const checks = samples.filter(({ at }) => window.from <= at && at < window.to);
  const planned = (at: number) => maintenance.some(({ from, to }) => from <= at && at < to);
  const up = checks.filter(({ at, state }) => state === 'up' || planned(at)).length;
  const exact = checks.length > 0 ? ratio(up, checks.length) : null;
  return {
    monitor: 'Uptime Kuma',
    exact,
    shown: exact && percentRounded(exact, 2),
  };
}
