/**
 * Reads the history of hard states of Icinga DB: rows of sla_history_state (or state_history) with the names of host and
 * service, as CSV.
 *
 * Each row also says the hard state before it. So the state at the export's first instant is known of every object that has
 * a row later on, and time that Icinga itself calls pending (99) is no longer the last state. No mapping looks at two rows.
 *
 * Fields: object_type (host, service), host, service, object (`host` or `host!service`), at (epoch milliseconds), state
 * (`host 0`, `service 2`: what the number means depends on the type; 99 is pending). Row numbers are those of the file.
 */
import { peekCsv } from '../read/csvRecords.ts';
import { CsvScanner, fieldText } from '../read/csvScanner.ts';
import { type Input, openBytes } from '../read/openBytes.ts';
import type { FieldRequest, RecordFile } from '../read/RecordFile.ts';
import { unreadable } from '../read/unreadable.ts';
import { namedWriter } from './NamedWriter.ts';

interface Change {
  row: number;
  at: string;
  type: string;
  host: string;
  service: string;
  state: string;
  previous: string;
}

const pending = '99';

/** @throws SlaError where a column is missing without which a row says nothing. */
export async function readIcingaRecords(input: Input, request: FieldRequest[], sink: RecordFile): Promise<void> {
  const changes = (await changesOf(input, sink)).sort((a, b) => Number(a.at) - Number(b.at) || a.row - b.row);
  const write = namedWriter(request, sink);
  const first = changes.find(({ at }) => Number.isFinite(Number(at)))?.at;
  const last = new Map<string, Change>();
  const found: Change[] = [];
  for (const change of changes) {
    const object = objectOf(change);
    const before = last.get(object);
    const isKnown = change.previous !== '' && change.previous !== pending;
    if (!before && isKnown && first !== undefined && first !== change.at)
      found.push({ ...change, at: first, state: change.previous });
    // Icinga lost what it knew: from the last change on, nobody can say how long its state lasted.
    if (before && change.previous === pending && before.state !== pending) before.state = pending;
    last.set(object, change);
    found.push(change);
  }
  for (const change of found) {
    const { row, at, type, host, service, state } = change;
    write(row, {
      object_type: type,
      host,
      service,
      object: objectOf(change),
      at,
      state: state === '' ? null : `${type} ${state}`,
    });
  }
}

function objectOf({ host, service }: Change): string {
  return service === '' ? host : `${host}!${service}`;
}

async function changesOf(input: Input, sink: RecordFile): Promise<Change[]> {
  const { header, delimiter } = peekCsv(input, {}, 1);
  const names = header.map((name) => name.toLowerCase());
  const place = (name: string): number => names.indexOf(name);
  const missing = ['host', 'event_time', 'hard_state'].filter((name) => place(name) < 0);
  if (missing.length > 0)
    throw unreadable(
      input.file,
      `The export lacks the column ${missing.join(', ')} (found: ${header.join(', ')}).`,
      'Select them with these names; "sla load --explain FILE" shows the whole query.',
    );
  const changes: Change[] = [];
  let isHeader = true;
  const scanner = new CsvScanner(delimiter, input.file, (record) => {
    if (isHeader) {
      isHeader = false;
      return;
    }
    const cell = (name: string): string => {
      const at = place(name);
      const text = at < 0 || at >= record.count ? '' : fieldText(record, at).trim();
      return /^(null|\\n)$/i.test(text) ? '' : text;
    };
    if (record.count !== header.length) {
      sink.rejects.push({
        row: record.row,
        column: null,
        value: fieldText(record, 0).slice(0, 200),
        reason: `${record.count} columns instead of ${header.length}`,
      });
      return;
    }
    const service = cell('service');
    changes.push({
      row: record.row,
      at: cell('event_time'),
      type: cell('object_type') || (service === '' ? 'host' : 'service'),
      host: cell('host'),
      service,
      state: cell('hard_state'),
      previous: cell('previous_hard_state'),
    });
  });
  for await (const chunk of (await openBytes(input)).chunks) scanner.push(chunk);
  scanner.end();
  return changes;
}
