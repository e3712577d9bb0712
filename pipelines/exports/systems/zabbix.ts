/**
 * Reads Zabbix problems: event.get (JSON, problems and recoveries as events of their own), problem.get, and the real-time
 * export (.ndjson, a line for each problem and one for each recovery).
 *
 * A problem and its recovery are two records that point at each other by r_eventid or p_eventid, and exports of single
 * months hold one without the other: no mapping can pair them. What one file holds is paired here; of the rest, records of
 * the kinds `pending` and `recovery` say what staging needs to pair it across files.
 *
 * Fields: kind (`problem`, `pending`: the same problem, whose end is not in this file, `recovery`), problem, host, host_name,
 * trigger, name, severity (0 to 5), start, end (epoch seconds; empty while it lasts), ended_by (event id of the recovery),
 * recovered (the instant of a recovery), suppressed, tag/<name>. Row numbers count the events of the file; a problem has
 * that of its own event.
 */
import { JsonSplitter } from '../read/jsonSplitter.ts';
import { type Input, openBytes } from '../read/openBytes.ts';
import type { FieldRequest, RecordFile } from '../read/RecordFile.ts';
import { unreadable } from '../read/unreadable.ts';
import { namedWriter, objectsOf } from './NamedWriter.ts';

interface ZabbixEvent {
  eventid?: string | number;
  clock?: string | number;
  /** 1 a problem, 0 a recovery; problem.get lists problems alone and leaves it out. */
  value?: string | number;
  /** problem.get: when it ended, 0 while it lasts. */
  r_clock?: string | number;
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
  const recoveries: { row: number; event: ZabbixEvent }[] = [];
  const ends = new Map<string, string>();
  let row = 0;
  const take = (bytes: Buffer): void => {
    row += 1;
    const event = parse(bytes);
    if (event?.clock === undefined || (event.value === undefined && event.r_clock === undefined)) {
      sink.rejects.push({
        row,
        column: null,
        value: bytes.toString('utf8', 0, 600).slice(0, 200),
        reason: 'no Zabbix event (clock, and value or r_clock, are missing)',
      });
    } else if (String(event.value ?? '1') === '1') problems.push({ row, event });
    else {
      recoveries.push({ row, event });
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
  sink.counted = row;
  const write = namedWriter(request, sink);
  for (const { row: at, event } of problems) {
    const recovery = idOf(event.r_eventid);
    const end = ends.get(`p${event.eventid}`) ?? (recovery && ends.get(`r${recovery}`)) ?? idOf(event.r_clock);
    const [host] = objectsOf(event.hosts);
    const tags = Object.fromEntries(objectsOf(event.tags).map(({ tag, value }) => [`tag/${tag}`, value]));
    const problem = {
      problem: text(event.eventid),
      host: host?.host,
      host_name: host?.name,
      trigger: text(event.objectid),
      name: event.name,
      severity: text(event.severity),
      start: text(event.clock),
      end,
      ended_by: recovery,
      suppressed: text(event.suppressed),
      ...tags,
    };
    write(at, { kind: 'problem', ...problem });
    if (end === null) write(at, { kind: 'pending', ...problem });
  }
  for (const { row: at, event } of recoveries)
    write(at, {
      kind: 'recovery',
      // A file of recoveries alone has these columns too.
      ...{ host: null, start: null, severity: null, end: null, name: null },
      problem: idOf(event.p_eventid),
      ended_by: text(event.eventid),
      trigger: text(event.objectid),
      recovered: text(event.clock),
    });
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

/** An id or an instant; Zabbix writes 0 where there is none. */
function idOf(value: string | number | undefined): string | null {
  return value === undefined || String(value) === '0' || value === '' ? null : String(value);
}

function text(value: string | number | undefined): string | null {
  return value === undefined ? null : String(value);
}
