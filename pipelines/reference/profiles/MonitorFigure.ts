/** What the profiles of other systems share: the data they are given and the figure they yield. */

import type { MonitorState } from '../exported.ts';
import type { Ratio } from '../ratio.ts';
import type { Sample, Span } from '../ServiceEvidence.ts';
import { clip, sweep } from '../sweep.ts';

/** The same evidence that the agreement is judged by; instants in UTC epoch seconds. */
export interface MonitorData {
  /** The period, cut to as_of. */
  window: Span;
  /** States of the service, not overlapping, also before the window; time without a state is unknown. */
  states: readonly (Span & { state: MonitorState })[];
  samples: readonly Sample[];
  /** Maintenance windows, which may overlap. */
  maintenance: readonly Span[];
  /** When the service came to be; null: before anything. */
  createdAt: number | null;
}

export type MonitorName = 'Icinga' | 'Zabbix' | 'Nagios / Thruk' | 'Uptime Kuma' | 'Checkmk' | 'Upptime';

/** What the presets that read its exports begin with; null: none does. */
const presetOf: Record<MonitorName, string | null> = {
  Icinga: 'icinga-db',
  Zabbix: 'zabbix',
  'Nagios / Thruk': 'nagios-log',
  'Uptime Kuma': 'uptime-kuma',
  Checkmk: null,
  Upptime: 'upptime',
};

/** Whether one of the presets reads exports of the monitor. */
export function isReadBy(monitor: MonitorName, presets: readonly string[]): boolean {
  const known = presetOf[monitor];
  return known !== null && presets.some((preset) => preset.startsWith(known));
}

/** The figure that a monitor would print; why it is not the agreement's is said by its name, in `templates/words/`. */
export interface MonitorFigure {
  monitor: MonitorName;
  /** Null: it prints no figure. */
  exact: Ratio | null;
  /** As the monitor displays it, with its own rounding. */
  shown: string | null;
}

/** Seconds of the window by state and by whether maintenance covers them. */
export function secondsByState({ states, maintenance }: Pick<MonitorData, 'states' | 'maintenance'>, window: Span) {
  const seconds = { up: 0, down: 0, unknown: 0, maintenance: { up: 0, down: 0, unknown: 0 } };
  const layers = [
    { ...window, window },
    ...states.map((span) => clip(span, window)),
    ...maintenance.map((span) => ({ ...clip(span, window), planned: true })),
  ];
  for (const { from, to, covering } of sweep<Span & { state?: MonitorState; planned?: boolean }>(layers)) {
    const state = covering.find((span) => span.state !== undefined)?.state ?? 'unknown';
    seconds[state] += to - from;
    if (covering.some(({ planned }) => planned)) seconds.maintenance[state] += to - from;
  }
  return seconds;
}
