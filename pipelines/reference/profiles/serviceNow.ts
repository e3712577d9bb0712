/**
 * ServiceNow: business_percentage of a task_sla, with percentage (around the clock) in brackets, as its lists show first.
 *
 * Source: ServiceNow documentation, Service Level Management: "Actual and business elapsed times" (r_ElapsedTimeCounting),
 * "Use exact times in SLA calculations" (t_SLABreachCalculation), "Configure SLA retroactive start and pause"
 * (t_UseSLARetroactiveStartAndPause).
 */
import { percentRounded, ratio } from '../ratio.ts';
import type { DeskClock, DeskProfile } from './DeskFigure.ts';

/**
 * Time within the schedule less the pauses, whatever their reason (base definitions pause while On Hold), in percent of the
 * target; 100 is a breach. Definitions start retroactively at the opening, as far as this profile goes.
 */
export const serviceNow: DeskProfile = {
  desk: 'ServiceNow',
  preset: 'servicenow',
  metricOf: () => 'business_percentage (percentage)',
  pausedBy: 'all',
  reopen: null,
  missesOnTheSecond: true,
  show: ({ countedSeconds, actualSeconds, allowedSeconds }: DeskClock) => {
    const percent = (seconds: number) => (allowedSeconds > 0 ? percentRounded(ratio(seconds, allowedSeconds), 2) : '-');
    return `${percent(countedSeconds)}% (${percent(actualSeconds)}%)`;
  },
};
