/** Reads a log: every line that a pattern matches is a record, the pattern's named groups are its columns. */

import { withinTime } from '../../withinTime.ts';
import { limits, megabytes } from './limits.ts';
import { type Encoding, type Input, openBytes } from './openBytes.ts';
import type { FieldRequest, RecordFile } from './RecordFile.ts';
import { unreadable } from './unreadable.ts';

/** Row numbers are line numbers. Other lines are counted and left out: logs tell many stories. */
export async function readLineRecords(
  input: Input,
  request: FieldRequest[],
  pattern: string,
  encoding: Encoding,
  sink: RecordFile,
  seconds: number = limits.patternSeconds,
): Promise<void> {
  const regex = new RegExp(pattern, 'u');
  sink.header = [...pattern.matchAll(/\(\?<([A-Za-z_]\w*)>/g)].map(([, name]) => name!);
  for (const { key, names } of request) if (names.some((name) => sink.header.includes(name))) sink.present.add(key);
  const { chunks, notice } = await openBytes(input, encoding);
  if (notice) sink.notices.push(notice);
  let row = 0;
  let others = 0;
  const line = (text: string): void => {
    row += 1;
    const groups = regex.exec(text)?.groups;
    if (groups)
      sink.write(
        row,
        request.map(({ names }) => names.map((name) => groups[name]).find((value) => value !== undefined)),
      );
    else if (text.trim() !== '') others += 1;
  };
  const bounded = (work: () => void): void =>
    withinTime(seconds, work, {
      where: () => `${input.file}, row ${row}`,
      what: 'The pattern was tried on this line',
      fix: 'Change "lines" in sources.yaml: a repeated group within a repeated group, as in (a+)+, has more ways to fail than can be tried.',
    });
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let start = 0;
    bounded(() => {
      for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
        line(bytes.toString('utf8', start, end).replace(/\r$/, ''));
        start = end + 1;
      }
    });
    rest = Buffer.from(bytes.subarray(start));
    if (rest.length > limits.fieldBytes) {
      throw unreadable(
        `${input.file}, row ${row + 1}`,
        `The line is longer than ${megabytes(limits.fieldBytes)}.`,
        'Export it again; it may be no log.',
      );
    }
  }
  if (rest.length > 0) bounded(() => line(rest.toString('utf8')));
  if (row === 0) throw unreadable(input.file, 'The file is empty.', 'Export it again.');
  if (sink.rows === 0)
    throw unreadable(
      input.file,
      `No line looks like a record (${row} lines).`,
      'Check the format in sources.yaml: it may be another export.',
    );
  if (others > 0) sink.notices.push(`${others} lines are of another kind and were left out`);
}
