/** Looks at a workbook before it is read: a few bytes may spread over more cells than memory holds. */
import { Unzip, UnzipInflate } from 'fflate';
import { limits, megabytes } from './limits.ts';
import { unreadable } from './unreadable.ts';

const [open, close] = [0x3c, 0x3e];

/**
 * @throws SlaError for a sheet whose cells lie so far apart that the table of them would not fit, for a cell longer than any
 * that Excel writes, and for a workbook that unpacks to more than is read as a whole.
 */
export function refuseUnbounded(bytes: Uint8Array, file: string): void {
  let unpacked = 0;
  const unzip = new Unzip((member) => {
    if (!/^xl\/(worksheets\/[^/]+|sharedStrings)\.xml$/.test(member.name)) return;
    const look = looker(file);
    member.ondata = (error, chunk) => {
      if (error) throw error;
      unpacked += chunk.length;
      if (unpacked > limits.wholeFileBytes)
        throw unreadable(
          file,
          `The workbook unpacks to more than ${megabytes(limits.wholeFileBytes)}.`,
          'Save the sheet as CSV UTF-8.',
        );
      look(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    };
    member.start();
  });
  unzip.register(UnzipInflate);
  // In pieces, so that what unpacks to too much is never unpacked whole.
  for (let at = 0; at < bytes.length; at += 1 << 16) unzip.push(bytes.subarray(at, at + (1 << 16)));
  unzip.push(new Uint8Array(0), true);
}

/** Looks through the XML of one part as it is unpacked: tags for their cell, and text for its length. */
function looker(file: string): (chunk: Buffer) => void {
  let columns = 0;
  let rows = 0;
  let textBytes = 0;
  let rest = '';
  return (chunk) => {
    let from = 0;
    for (let at = chunk.indexOf(open); ; at = chunk.indexOf(open, from)) {
      textBytes += (at < 0 ? chunk.length : at) - from;
      if (textBytes > limits.cellBytes)
        throw unreadable(
          file,
          `The workbook holds a cell of more than ${megabytes(limits.cellBytes)}; Excel writes at most 32,767 characters.`,
          'Leave the long column out of the sheet, or save it as CSV UTF-8.',
        );
      if (at < 0) break;
      const end = chunk.indexOf(close, at);
      from = end < 0 ? chunk.length : end + 1;
      textBytes = 0;
      if (end < 0) break;
    }
    const text = rest + chunk.toString('latin1');
    for (const [, letters, digits] of text.matchAll(/<(?:\w+:)?c\s(?:[^>]*?\s)?r="([A-Z]{1,3})(\d{1,7})"/g)) {
      columns = Math.max(columns, columnNumber(letters!));
      rows = Math.max(rows, Number(digits));
    }
    if (rows * columns > limits.cells)
      throw unreadable(
        file,
        `The sheet has cells as far out as row ${rows} and column ${columns}: a table of ${rows * columns} cells.`,
        'Delete what stands far from the table (select the empty rows and columns behind it and delete them), or save the sheet as CSV UTF-8.',
      );
    rest = text.slice(Math.max(0, text.lastIndexOf('<'))).slice(0, 200);
  };
}

function columnNumber(letters: string): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}
