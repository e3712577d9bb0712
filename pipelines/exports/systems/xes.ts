/**
 * Reads an XES process log (IEEE 1849): one record an event.
 *
 * Fields: `case/<key>` of the trace, `<key>` of the event (`time:timestamp`, `lifecycle:transition`, ...), and
 * `first/<key>`, the value that the trace's first event has. Row numbers count the events of the file from 1.
 */
import { SaxesParser } from 'saxes';
import { limits } from '../read/limits.ts';
import { type Input, openBytes } from '../read/openBytes.ts';
import type { FieldRequest, RecordFile } from '../read/RecordFile.ts';
import { unreadable } from '../read/unreadable.ts';
import { type NamedRecord, namedWriter } from './NamedWriter.ts';

const values = new Set(['string', 'date', 'int', 'float', 'boolean', 'id']);

/** @throws SlaError for XML that is not well-formed, a document type (entities are never expanded), or elements nested too deep. */
export async function readXesRecords(input: Input, request: FieldRequest[], sink: RecordFile): Promise<void> {
  const write = namedWriter(request, sink);
  const parser = new SaxesParser({ position: true, xmlns: false });
  const stack: string[] = [];
  let trace: NamedRecord = {};
  let first: NamedRecord | null = null;
  let event: NamedRecord | null = null;
  let row = 0;
  const where = (): string => `${input.file}, line ${parser.line}`;
  parser.on('doctype', () => {
    throw unreadable(
      where(),
      'The file declares a document type, which may define entities: that is refused.',
      'Remove the <!DOCTYPE ...> from the file; an XES log needs none.',
    );
  });
  parser.on('error', (error) => {
    throw unreadable(
      where(),
      `The file is not well-formed XML: ${error.message.split('\n')[0]}`,
      'Export it again; it may have been cut off.',
    );
  });
  parser.on('opentag', ({ name, attributes }) => {
    stack.push(name);
    if (stack.length > limits.xmlDepth)
      throw unreadable(where(), `Elements are nested deeper than ${limits.xmlDepth}.`, 'The file is no event log.');
    if (name === 'trace') [trace, first] = [{}, null];
    else if (name === 'event') event = {};
    else if (values.has(name)) {
      const around = stack.at(-2);
      const key = String(attributes['key'] ?? '');
      const value = attributes['value'] === undefined ? null : String(attributes['value']);
      if (around === 'event' && event) event[key] = value;
      else if (around === 'trace') trace[`case/${key}`] = value;
    }
  });
  parser.on('closetag', ({ name }) => {
    stack.pop();
    if (name !== 'event' || !event) return;
    row += 1;
    first ??= Object.fromEntries(Object.entries(event).map(([key, value]) => [`first/${key}`, value]));
    write(row, { ...trace, ...first, ...event });
    event = null;
  });
  const { chunks } = await openBytes(input, 'utf-8');
  const decoder = new TextDecoder();
  for await (const chunk of chunks) parser.write(decoder.decode(chunk, { stream: true }));
  parser.close();
  if (row === 0)
    throw unreadable(input.file, 'The file holds no event.', 'Check that it is an XES log: <log>, <trace>, <event>.');
}
