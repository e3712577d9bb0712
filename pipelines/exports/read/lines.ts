/** The lines of a text file, one after the other, whatever its size. */
import { limits, megabytes } from './limits.ts';
import { type Input, openBytes } from './openBytes.ts';
import { unreadable } from './unreadable.ts';

/**
 * Calls `onLine` with each line, without its end, and its number from 1.
 *
 * @returns what the encoding's look has to say, or null
 * @throws SlaError for an empty file and for a line that no log has
 */
export async function eachLine(input: Input, onLine: (text: string, row: number) => void): Promise<string | null> {
  const { chunks, notice } = await openBytes(input);
  let rest: Buffer = Buffer.alloc(0);
  let row = 0;
  for await (const chunk of chunks) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let start = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      row += 1;
      onLine(bytes.toString('utf8', start, end).replace(/\r$/, ''), row);
      start = end + 1;
    }
    rest = Buffer.from(bytes.subarray(start));
    if (rest.length > limits.fieldBytes)
      throw unreadable(
        `${input.file}, row ${row + 1}`,
        `The line is longer than ${megabytes(limits.fieldBytes)}.`,
        'Export it again; it may be no log.',
      );
  }
  if (rest.length > 0) onLine(rest.toString('utf8'), row + 1);
  else if (row === 0) throw unreadable(input.file, 'The file is empty.', 'Export it again.');
  return notice ?? null;
}
