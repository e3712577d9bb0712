/** Reads XML exports and feeds (issues.xml, RSS, Atom) into records of text: elements and attributes are keys, as in JSON. */
import { SaxesParser } from 'saxes';
import { collectTree, type Json } from './jsonRecords.ts';
import { limits } from './limits.ts';
import { type Input, openBytes } from './openBytes.ts';
import type { FieldRequest, RecordFile } from './RecordFile.ts';
import { unreadable } from './unreadable.ts';

interface Element {
  name: string;
  keys: { [key: string]: Json };
  text: string;
}

/**
 * `<tracker id="1" name="Bug"/>` is { id, name }; repeated elements are a list; an element with attributes and text is an
 * object that reads as its text. Prefixes of name spaces are part of a name (`dc:date`). Row numbers count the records.
 *
 * @param records where they stand, as `issues.issue[]` or `rss.channel.item[]`
 */
export async function readXmlRecords(
  input: Input,
  request: FieldRequest[],
  records: string,
  sink: RecordFile,
): Promise<void> {
  const root = await readTree(input);
  if (collectTree(root, records, request, sink) === 0 && !(records.endsWith(']') && hasList(root, records)))
    throw unreadable(
      input.file,
      `The file holds no records at "${records}".`,
      `Say in sources.yaml where they stand, for example: records: ${listsOf(root)[0] ?? 'issues.issue[]'}`,
    );
}

function hasList(root: Json, records: string): boolean {
  const [first = ''] = records.split('[]');
  const parent = first.split('.').slice(0, -1);
  let value: Json | undefined = root;
  for (const key of parent)
    value = value !== null && typeof value === 'object' && !Array.isArray(value) ? value[key] : undefined;
  return parent.length > 0 && value !== undefined;
}

function listsOf(root: Json, path: string[] = []): string[] {
  const found: { way: string; length: number }[] = [];
  const look = (value: Json, way: string[]): void => {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return;
    for (const [key, inner] of Object.entries(value)) {
      if (Array.isArray(inner)) found.push({ way: `${[...way, key].join('.')}[]`, length: inner.length });
      else look(inner, [...way, key]);
    }
  };
  look(root, path);
  return found.sort((a, b) => b.length - a.length).map(({ way }) => way);
}

/** @throws SlaError for XML that is not well-formed, a document type (entities are never expanded), or elements nested too deep. */
export async function readTree(input: Input): Promise<Json> {
  const parser = new SaxesParser({ position: true, xmlns: false });
  const root: Element = { name: '', keys: {}, text: '' };
  const stack: Element[] = [root];
  const where = (): string => `${input.file}, line ${parser.line}`;
  parser.on('doctype', () => {
    throw unreadable(
      where(),
      'The file declares a document type, which may define entities: that is refused.',
      'Remove the <!DOCTYPE ...> from the file.',
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
    if (stack.length > limits.xmlDepth)
      throw unreadable(where(), `Elements are nested deeper than ${limits.xmlDepth}.`, 'The file is no export.');
    const keys = Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, String(value)]));
    stack.push({ name, keys, text: '' });
  });
  const addText = (text: string): void => {
    stack.at(-1)!.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const element = stack.pop()!;
    const around = stack.at(-1)!.keys;
    const value = elementValue(element);
    const before = around[element.name];
    if (before === undefined) around[element.name] = value;
    else if (Array.isArray(before)) before.push(value);
    else around[element.name] = [before, value];
  });
  const { chunks } = await openBytes(input);
  const decoder = new TextDecoder();
  for await (const chunk of chunks) parser.write(decoder.decode(chunk, { stream: true }));
  parser.close();
  return root.keys;
}

function elementValue({ keys, text }: Element): Json {
  const trimmed = text.trim();
  if (Object.keys(keys).length === 0) return trimmed;
  return trimmed === '' ? keys : { ...keys, '#text': trimmed };
}
