/** Upptime: the minutes down of each UTC day, and the percentage of its summary. */
import { percentRounded, ratio } from '../ratio.ts';
import type { Span } from '../ServiceEvidence.ts';
import { clip, join } from '../sweep.ts';
import type { MonitorData, MonitorFigure } from './MonitorFigure.ts';

const DAY = 86_400;

/** 1 - downtime / time since the site is tracked, in the window; maintenance is not known to Upptime. */
export function upptime({ window, states, createdAt }: MonitorData): MonitorFigure {
  const tracked = { from: Math.max(window.from, createdAt ?? window.from), to: window.to };
  const total = tracked.to - tracked.from;
  const down = downSpans(states, tracked).reduce((sum, { from, to }) => sum + to - from, 0);
  const exact = total > 0 ? ratio(total - down, total) : null;
  return {
    monitor: 'Upptime',
    exact,
    shown: exact && percentRounded(exact, 2),
  };
}

/** `dailyMinutesDown` of summary.json: per UTC day, each outage rounded to whole minutes on its own; days without are left out. */
export function upptimeDailyMinutesDown({
  window,
  states,
}: Pick<MonitorData, 'window' | 'states'>): Record<string, number> {
  const minutes: Record<string, number> = {};
  for (const outage of downSpans(states, window)) {
    for (let day = Math.floor(outage.from / DAY) * DAY; day < outage.to; day += DAY) {
      const { from, to } = clip(outage, { from: day, to: day + DAY });
      const date = new Date(day * 1000).toISOString().slice(0, 10);
      minutes[date] = (minutes[date] ?? 0) + Math.round((to - from) / 60);
    }
  }
  return minutes;
}

function downSpans(states: MonitorData['states'], window: Span): Span[] {
  const down = states.filter(({ state }) => state === 'down').map((span) => clip(span, window));
  return join(
    down.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from),
    () => true,
  );
}
