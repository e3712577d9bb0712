/**
 * Reads Zabbix problems: event.get (JSON, problems and recoveries as events of their own) and the real-time export
 * (.ndjson, a line for each problem and one for each recovery).
 *
 * A problem and its recovery are two records that point at each other by r_eventid or p_eventid: no mapping can pair them.
 *
 * Fields: problem, host, host_name, trigger, name, severity (0 to 5), start, end (epoch seconds; empty while it lasts),
 * suppressed, tag/<name>. Row numbers count the events of the file; a problem has that of its own event.
 */
import { JsonSplitter } from '../read/jsonSplitter.ts';
import { type Input, openBytes } from '../read/openBytes.ts';
import type { FieldRequest, RecordFile } from '../read/RecordFile.ts';
import { unreadable } from '../read/unreadable.ts';
import { namedWriter } from './NamedWriter.ts';

interface ZabbixEvent {
  eventid?: string | number;
  clock?: string | number;
  value?: string | number;
  severity?: string | number;
  name?: string;
  objectid?: string | number;
  suppressed?: string | number;
  r_eventid?: string | number;
  p_eventid?: string | number;
  hosts?: { host?: string; name?: string }[];
  tags?: { tag?: string; value?: string }[];
}

/** Events are taken together, since a recovery may stand before its problem (event.get is sorted as one asks). */
export async function readZabbixRecords(input: Input, request: FieldRequest[], sink: RecordFile): Promise<void> {
  const problems: { row: number; event: ZabbixEvent }[] = [];
  const ends = new Map<string, string>();
  let row = 0;
  const take = (bytes: Buffer): void => {
    row += 1;
    const event = parse(bytes);
    if (event?.clock === undefined || event.value === undefined) {
      sink.rejects.push({
        row,
        column: null,
        value: bytes.toString('utf8', 0, 600).slice(0, 200),
        reason: 'no Zabbix event (clock and value are missing)',
      });
    } else if (String(event.value) === '1') problems.push({ row, event });
    else {
      if (event.p_eventid !== undefined) ends.set(`p${event.p_eventid}`, String(event.clock));
      if (event.eventid !== undefined) ends.set(`r${event.eventid}`, String(event.clock));
    }
  };
  await splitEvents(input, take);
  if (row === 0)
    throw unreadable(
      input.file,
      'The file holds no event.',
      'Export event.get with value [0, 1], or the real-time export of problems.',
    );
  const write = namedWriter(request, sink);
  for (const { row: at, event } of problems) {
    const recovery = String(event.r_eventid ?? '0');
    const end = ends.get(`p${event.eventid}`) ?? ends.get(`r${recovery}`);
    if (end === undefined && recovery !== '0') {
      sink.rejects.push({
        row: at,
        column: 'r_eventid',
        value: recovery,
        reason:
          'its recovery is not in the export: export events with value 0 as well, and until the end of the period',
      });
      continue;
    }
    const host = event.hosts?.[0];
    const tags = Object.fromEntries((event.tags ?? []).map(({ tag, value }) => [`tag/${tag}`, value]));
    write(at, {
      problem: text(event.eventid),
      host: host?.host,
      host_name: host?.name,
      trigger: text(event.objectid),
      name: event.name,
      severity: text(event.severity),
      start: text(event.clock),
      end: end ?? null,
      suppressed: text(event.suppressed),
      ...tags,
    });
  }
}

async function splitEvents(input: Input, take: (bytes: Buffer) => void): Promise<void> {
  // An answer of the API wraps the events in "result"; an export and a bare array do not.
  const wrapped = new JsonSplitter(['result'], input.file, take);
  const bare = new JsonSplitter([], input.file, (bytes) => {
    if (!isAnswer(bytes)) take(bytes);
  });
  for await (const chunk of (await openBytes(input)).chunks) {
    wrapped.push(chunk);
    bare.push(chunk);
  }
  const torn = [wrapped.end(), bare.end()];
  if (torn.some((rest) => rest !== null))
    throw unreadable(
      input.file,
      'The file was cut off.',
      'Export it again: pairing problems with their recoveries needs the whole file.',
    );
}

function isAnswer(bytes: Buffer): boolean {
  return /"result"\s*:\s*\[/.test(bytes.toString('utf8', 0, Math.min(bytes.length, 200)));
}

function parse(bytes: Buffer): ZabbixEvent | null {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return value !== null && typeof value === 'object' ? (value as ZabbixEvent) : null;
  } catch {
    return null;
  }
}

function text(value: string | number | undefined): string | null {
  return value === undefined ? null : String(value);
}
