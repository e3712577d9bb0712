/** Nagios avail.cgi and Thruk (Monitoring::Availability): time up, of all time and of known time. */
import { percentRounded, type Ratio, ratio } from '../ratio.ts';
import { type MonitorData, type MonitorFigure, secondsByState } from './MonitorFigure.ts';

/** `% Time Up` of all time with, in brackets, of known time: both as avail.cgi prints them. `exact` is the known one. */
export function nagios(data: MonitorData): MonitorFigure {
  const { ofTotal, ofKnown } = nagiosTimeUp(data);
  return {
    monitor: 'Nagios / Thruk',
    exact: ofKnown,
    shown: ofTotal && `${percentRounded(ofTotal, 3)} (${ofKnown ? percentRounded(ofKnown, 3) : '0.000'})`,
  };
}

/** Scheduled downtime is shown beside each state but changes neither share. */
function nagiosTimeUp(data: MonitorData): { ofTotal: Ratio | null; ofKnown: Ratio | null } {
  const { up, down, unknown } = secondsByState(data, data.window);
  return {
    ofTotal: up + down + unknown > 0 ? ratio(up, up + down + unknown) : null,
    ofKnown: up + down > 0 ? ratio(up, up + down) : null,
  };
}
