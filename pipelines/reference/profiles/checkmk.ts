/** Checkmk: availability with "Base the report only on service times", maintenance lying outside the service period. */
import { percentRounded, ratio } from '../ratio.ts';
import { type MonitorData, type MonitorFigure, secondsByState } from './MonitorFigure.ts';

/** OK time of the service period; time that was not monitored stays in the base (its N/A column). */
export function checkmk(data: MonitorData): MonitorFigure {
  const { up, down, unknown, maintenance } = secondsByState(data, data.window);
  const base = up + down + unknown - maintenance.up - maintenance.down - maintenance.unknown;
  const exact = base > 0 ? ratio(up - maintenance.up, base) : null;
  return {
    monitor: 'Checkmk',
    exact,
    shown: exact && percentRounded(exact, 2),
  };
}
