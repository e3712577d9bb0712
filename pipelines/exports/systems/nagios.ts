/**
 * Reads the log of Nagios, and of Naemon, Icinga 1 and the compatibility log of Icinga 2: one record a state of a host or
 * service, and what the log says of Nagios itself.
 *
 * From the line on which Nagios stops to the one on which it starts again nobody watched: every host and service of the log
 * is `UNWATCHED` then. A start without a stop (a crash, a power cut) leaves the time since the last line unwatched. Afterwards
 * the state is that of the INITIAL line, or, where the log has none, the retained one. No mapping can say either.
 *
 * Fields: kind (HOST, SERVICE, or ALIVE: a line that only proves that Nagios ran, one an hour and the last of the file),
 * host, service, object (`host` or `host!service`), state (OK, UP, WARNING, UNKNOWN, CRITICAL, DOWN, UNREACHABLE,
 * UNWATCHED), hardness (HARD or SOFT), output, at (epoch seconds), alive (the same, of an ALIVE line). Row numbers are line
 * numbers.
 */
import { instantsAt } from '../../calendar/wallClock.ts';
import { eachLine } from '../read/lines.ts';
import type { Input } from '../read/openBytes.ts';
import type { FieldRequest, RecordFile } from '../read/RecordFile.ts';
import { unreadable } from '../read/unreadable.ts';
import { namedWriter } from './NamedWriter.ts';

interface StateLine {
  row: number;
  at: number;
  kind: string;
  host: string;
  service: string | null;
  object: string;
  state: string;
  hardness: string;
  output: string;
}

const stamped =
  /^\[(?:(?<epoch>\d{9,11})|\w{3} (?<month>\w{3}) +(?<day>\d{1,2}) (?<clock>\d\d:\d\d:\d\d) (?<year>\d{4}))\] (?<text>.*)$/;
const stateLine =
  /^(?:(?<word>CURRENT|INITIAL) )?(?<kind>SERVICE|HOST) (?:ALERT|STATE): (?<host>[^;]*);(?:(?<service>[^;]*);)?(?<state>OK|UP|WARNING|UNKNOWN|CRITICAL|DOWN|UNREACHABLE);(?<hardness>HARD|SOFT);\d+;(?<output>.*)$/;
const stops = /^(Caught SIG\w+, (shutting down|restarting)|Successfully shutdown|Bailing out)/;
const starts = /^(Nagios|Naemon|Icinga)\S* \S*.*starting\.\.\./;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * @param zone of stamps that were made readable (`[Tue Jan 12 00:00:00 2016]`); epochs need none
 * @throws SlaError where such stamps hang in no zone, and for a file without any state.
 */
export async function readNagiosRecords(
  input: Input,
  request: FieldRequest[],
  sink: RecordFile,
  zone: string | null,
): Promise<void> {
  const history = new History();
  const alive: { row: number; at: number }[] = [];
  let [others, last] = [0, 0];
  const notice = await eachLine(input, (line, row) => {
    const found = stamped.exec(line)?.groups;
    if (!found) {
      if (line.trim() !== '') others += 1;
      return;
    }
    const at = found['epoch'] ? Number(found['epoch']) : readableStamp(found, zone, `${input.file}, row ${row}`);
    const text = found['text']!;
    if (at === null) {
      sink.rejects.push({
        row,
        column: 'at',
        value: line.slice(0, 200),
        reason: `a local time that does not exist or exists twice in ${zone}`,
      });
      return;
    }
    const state = stateLine.exec(text)?.groups;
    if (state) history.add(lineOf(state, row, at), state['word'] === 'INITIAL');
    else if (stops.test(text)) history.stop(row, at);
    else if (starts.test(text)) history.start(row, at);
    else others += 1;
    if (at >= last) [last, history.lastRow, history.lastAt] = [at, row, at];
    if (at >= (alive.at(-1)?.at ?? 0) + 3600) alive.push({ row, at });
  });
  alive.push({ row: history.lastRow, at: last });
  if (notice) sink.notices.push(notice);
  history.restore();
  if (history.lines.length === 0)
    throw unreadable(
      input.file,
      'The log holds no state of a host or service.',
      'Check the format in sources.yaml: it may be another log. Nagios writes CURRENT ... STATE lines when it rotates its log.',
    );
  const write = namedWriter(request, sink);
  for (const { row, at, ...line } of history.lines) write(row, { ...line, at: String(at) });
  for (const { row, at } of alive) write(row, { kind: 'ALIVE', alive: String(at) });
  if (others > 0) sink.notices.push(`${others} lines are of another kind and were left out`);
}

/** The states of all objects in the order of the lines, with what stops and starts of Nagios do to them. */
class History {
  readonly lines: StateLine[] = [];
  lastRow = 0;
  lastAt = 0;
  private readonly known = new Map<string, StateLine>();
  private pending = new Map<string, StateLine>();
  private startedAt = { row: 0, at: 0 };
  private isStopped = false;

  add(line: StateLine, isInitial: boolean): void {
    if (isInitial) this.pending.delete(line.object);
    else this.restore(line.object);
    this.lines.push(line);
    if (line.hardness === 'HARD') this.known.set(line.object, line);
  }

  stop(row: number, at: number): void {
    this.restore();
    if (!this.isStopped) this.unwatch(row, at);
    this.isStopped = true;
  }

  start(row: number, at: number): void {
    this.restore();
    if (!this.isStopped && this.lastAt + 1 < at) this.unwatch(this.lastRow, this.lastAt + 1);
    this.isStopped = false;
    this.startedAt = { row, at };
    this.pending = new Map(this.known);
  }

  /** Nagios goes on with the states that it retained; an INITIAL line would have said them. */
  restore(only?: string): void {
    for (const [object, line] of this.pending) {
      if (only !== undefined && only !== object) continue;
      this.lines.push({ ...line, ...this.startedAt, output: 'retained over a restart of Nagios' });
      this.pending.delete(object);
    }
  }

  private unwatch(row: number, at: number): void {
    for (const line of this.known.values())
      this.lines.push({ ...line, row, at, state: 'UNWATCHED', output: 'Nagios itself was down' });
  }
}

function lineOf(groups: Record<string, string | undefined>, row: number, at: number): StateLine {
  const { kind = '', host = '', service, state = '', hardness = '', output = '' } = groups;
  const object = kind === 'SERVICE' ? `${host}!${service}` : host;
  return {
    row,
    at,
    kind,
    host,
    service: kind === 'SERVICE' ? (service ?? null) : null,
    object,
    state,
    hardness,
    output,
  };
}

/** Epoch seconds of a stamp that somebody made readable; null where the clocks show it twice or never. */
function readableStamp(
  { year, month, day, clock }: Record<string, string | undefined>,
  zone: string | null,
  where: string,
): number | null {
  if (zone === null)
    throw unreadable(
      where,
      'The stamps of the log are wall clocks, and nothing says in which time zone.',
      'Name the zone in which they were made readable, for example zone: Asia/Tokyo (or put the log itself into exports/, whose stamps are epochs).',
    );
  const [hours, minutes, seconds] = clock!.split(':').map(Number);
  const date = `${year}-${String(months.indexOf(month!) + 1).padStart(2, '0')}-${day!.padStart(2, '0')}`;
  const [instant, second] = instantsAt(date, hours! * 60 + minutes!, zone);
  return instant === undefined || second !== undefined ? null : instant + seconds!;
}
