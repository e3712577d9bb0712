/** Readers for the exports that no mapping can describe: one file per system. */
import type { Input } from '../read/openBytes.ts';
import type { FieldRequest, RecordFile } from '../read/RecordFile.ts';
import { readICalendarRecords } from './icalendar.ts';
import { readIcingaRecords } from './icinga.ts';
import { readJiraSlaRecords } from './jiraSla.ts';
import { readNagiosRecords } from './nagios.ts';
import { readStatuspageRecords } from './statuspage.ts';
import { readUpptimeRecords } from './upptime.ts';
import { readXesRecords } from './xes.ts';
import { readZabbixRecords } from './zabbix.ts';

/** Writes the records of an export; names of fields are those that the reader's file documents. `zone` is that of clocks without one. */
export type SystemReader = (
  input: Input,
  request: FieldRequest[],
  sink: RecordFile,
  zone: string | null,
) => Promise<void>;

export const systemReaders: Record<
  'xes' | 'jira-sla' | 'upptime' | 'zabbix' | 'icalendar' | 'icinga' | 'nagios' | 'statuspage',
  SystemReader
> = {
  xes: readXesRecords,
  'jira-sla': readJiraSlaRecords,
  upptime: readUpptimeRecords,
  zabbix: readZabbixRecords,
  icalendar: readICalendarRecords,
  icinga: readIcingaRecords,
  nagios: readNagiosRecords,
  statuspage: readStatuspageRecords,
};
