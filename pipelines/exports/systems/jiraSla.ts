/**
 * Reads the SLA cycles of Jira Service Management: /rest/servicedeskapi/request/{key}/sla, one answer or one a line.
 *
 * The answer does not name its request: it is taken from a `key` beside `values` where a script put one, else from
 * the link of the answer (`_links.self`), else from the file's name (ITSM-42.json).
 *
 * Fields: key, sla, cycle (number, or `ongoing`), reopened (not the first cycle), decided (completed, or breached
 * already), start, stop, breach (epoch milliseconds), breached, paused.
 */
import { basename } from 'node:path';
import { JsonSplitter } from '../read/jsonSplitter.ts';
import { type Input, openBytes } from '../read/openBytes.ts';
import type { FieldRequest, RecordFile } from '../read/RecordFile.ts';
import { unreadable } from '../read/unreadable.ts';
import { namedWriter, objectsOf } from './NamedWriter.ts';

interface JiraDate {
  epochMillis?: number;
  iso8601?: string;
}
interface Cycle {
  startTime?: JiraDate;
  stopTime?: JiraDate;
  breachTime?: JiraDate;
  breached?: boolean;
  paused?: boolean;
}
interface Answer {
  key?: string;
  _links?: { self?: string };
  values?: { name?: string; completedCycles?: Cycle[]; ongoingCycle?: Cycle }[];
}

/** One record a cycle; a reopened request has several completed ones. Row numbers count the cycles. */
export async function readJiraSlaRecords(input: Input, request: FieldRequest[], sink: RecordFile): Promise<void> {
  const write = namedWriter(request, sink);
  let row = 0;
  let answers = 0;
  const splitter = new JsonSplitter([], input.file, (bytes) => {
    const answer = parse(bytes);
    answers += 1;
    const key = answer === null ? null : keyOf(answer, input.file);
    if (answer === null || key === null) {
      sink.rejects.push({
        row: answers,
        column: 'key',
        value: bytes.toString('utf8', 0, 200),
        reason: 'no SLA answer, or nothing names its request',
      });
      return;
    }
    for (const { name = '', completedCycles = [], ongoingCycle } of objectsOf(answer.values)) {
      const cycles = objectsOf(completedCycles).map((cycle, index) => ({
        cycle: String(index + 1),
        reopened: String(index > 0),
        decided: 'true',
        ...timesOf(cycle),
      }));
      if (ongoingCycle) {
        const [reopened, decided] = [String(completedCycles.length > 0), String(ongoingCycle.breached === true)];
        cycles.push({ cycle: 'ongoing', reopened, decided, ...timesOf(ongoingCycle) });
      }
      for (const cycle of cycles) {
        row += 1;
        write(row, { key, sla: name, ...cycle });
      }
    }
  });
  for await (const chunk of (await openBytes(input)).chunks) splitter.push(chunk);
  const torn = splitter.end();
  if (torn || answers === 0)
    throw unreadable(
      input.file,
      'The file was cut off, or is no JSON.',
      'Ask the API again: /rest/servicedeskapi/request/ITSM-42/sla',
    );
}

function timesOf({ startTime, stopTime, breachTime, breached, paused }: Cycle) {
  const text = (date: JiraDate | undefined): string | null =>
    date?.epochMillis === undefined ? null : String(date.epochMillis);
  return {
    start: text(startTime),
    stop: text(stopTime),
    breach: text(breachTime),
    breached: breached === undefined ? null : String(breached),
    paused: paused === undefined ? null : String(paused),
  };
}

function keyOf({ key, _links }: Answer, file: string): string | null {
  const issue = /[A-Z][A-Z0-9_]+-\d+/;
  return key ?? /\/request\/([^/]+)\/sla/.exec(_links?.self ?? '')?.[1] ?? issue.exec(basename(file))?.[0] ?? null;
}

function parse(bytes: Buffer): Answer | null {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return value !== null && typeof value === 'object' ? (value as Answer) : null;
  } catch {
    return null;
  }
}
