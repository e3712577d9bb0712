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
    because: {
      ja: 'Nagios / Thruk は計画停止中の停止も停止として数え、不明時間を全体比では稼働以外とし、既知時間比では除き、四捨五入して表示します。',
      en: 'Nagios and Thruk count downtime inside maintenance as down, unknown time as not up in the share of all time and not at all in the share of known time (in brackets), and round.',
    },
  };
}

/** Scheduled downtime is shown beside each state but changes neither share. */
export function nagiosTimeUp(data: MonitorData): { ofTotal: Ratio | null; ofKnown: Ratio | null } {
  const { up, down, unknown } = secondsByState(data, data.window);
  return {
    ofTotal: up + down + unknown > 0 ? ratio(up, up + down + unknown) : null,
    ofKnown: up + down > 0 ? ratio(up, up + down) : null,
  };
}
