/** All profiles: "your monitor says 99.95 because it counts maintenance as up; the agreement says 99.93". */
import { checkmk } from './checkmk.ts';
import { icinga } from './icinga.ts';
import type { MonitorData, MonitorFigure } from './MonitorFigure.ts';
import { nagios } from './nagios.ts';
import { upptime } from './upptime.ts';
import { uptimeKuma } from './uptimeKuma.ts';
import { zabbix } from './zabbix.ts';

/** What each monitor would print from the same data, in the order of the audit's table; none for an empty window. */
export function monitorFigures(data: MonitorData): MonitorFigure[] {
  if (data.window.to <= data.window.from) return [];
  return [icinga, zabbix, nagios, uptimeKuma, checkmk, upptime].map((figure) => figure(data));
}
