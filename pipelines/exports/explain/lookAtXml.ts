/** The repeated elements of an XML file, each with the columns that a path reaches from it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { SaxesParser } from 'saxes';
import type { Input } from '../read/openBytes.ts';
import { readTree } from '../read/xmlRecords.ts';
import type { LookTable } from './LookTable.ts';
import { tablesOfTree } from './lookAtJson.ts';

/** @param isCut whether the file is a copy of a beginning: it is closed behind its last whole element. */
export async function lookAtXml(input: Input, isCut: boolean): Promise<LookTable[]> {
  if (isCut) writeFileSync(input.path, closed(readFileSync(input.path, 'utf8')));
  return tablesOfTree(await readTree(input));
}

function closed(text: string): string {
  const parser = new SaxesParser({ position: true, xmlns: false });
  const stack: string[] = [];
  let [end, open] = [0, [] as string[]];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => {
    stack.push(name);
  });
  parser.on('closetag', () => {
    stack.pop();
    [end, open] = [parser.position, [...stack]];
  });
  try {
    parser.write(text).close();
    return text;
  } catch {
    const closers = open.toReversed().map((name) => `</${name}>`);
    return text.slice(0, end) + closers.join('');
  }
}
