/** The bytes of an export as UTF-8: unpacked, decoded, without byte-order mark, in chunks. */
import { isUtf8 } from 'node:buffer';
import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { constants, createGunzip, gunzipSync } from 'node:zlib';
import { type Decoder, decoderOf, guessEncoding, guessUtf16, type TextEncoding } from './encodings.ts';
import { limits, megabytes } from './limits.ts';
import { unreadable } from './unreadable.ts';

export type Encoding = 'auto' | TextEncoding;

/** A file to read: an export, or one member of an archive that was unpacked beside it. */
export interface Input {
  path: string;
  /** As errors name it: path below the workspace, and the member of the archive behind a `#`. */
  file: string;
}

export interface OpenedBytes {
  chunks: AsyncIterable<Buffer>;
  encoding: TextEncoding;
  /** What was found out about the encoding and should be said. */
  notice: string | null;
}

/**
 * Opens a file, gzip or not. `auto` takes a byte-order mark at its word, else UTF-8 if every byte agrees, else what makes
 * sense of the letters that are none of ASCII (Japanese, Western, Central European, Cyrillic, ...), and says so.
 *
 * @throws SlaError for an archive within the gzip, a cut-off gzip, or text of which no encoding makes sense.
 */
export async function openBytes(input: Input, encoding: Encoding = 'auto'): Promise<OpenedBytes> {
  const detected = encoding === 'auto' ? await detectEncoding(input) : encoding;
  const notice =
    encoding === 'auto' && !detected.startsWith('utf')
      ? `read as ${encodingName(detected)}, because it is no UTF-8; name it in sources.yaml: encoding: ${detected}`
      : null;
  return { chunks: decoded(input, detected), encoding: detected, notice };
}

function encodingName(encoding: TextEncoding): string {
  return encoding === 'cp932' ? 'CP932 (Windows-31J)' : encoding;
}

/** The first bytes of a file, unpacked when it is gzip (by content, not by name). */
export function readHead(path: string, bytes = 1 << 16): Buffer {
  const handle = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(bytes);
    const head = buffer.subarray(0, readSync(handle, buffer, 0, bytes, 0));
    return isGzip(head) ? gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, bytes) : head;
  } catch (error) {
    if (!(error as NodeJS.ErrnoException).code?.startsWith('Z_')) throw error;
    throw unreadable(basename(path), 'The .gz is damaged or was cut off.', 'Copy or export it again.');
  } finally {
    closeSync(handle);
  }
}

/** Whether the bytes begin a ZIP archive (an Excel file is one). */
export function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5) && (head[3] === 4 || head[3] === 6);
}

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/** Refuses an archive that unpacks to more than a report can need. */
export function refuseBomb(file: string, packed: number, unpacked: number): void {
  if (unpacked <= limits.archiveBytes || unpacked <= packed * limits.archiveRatio) return;
  throw unreadable(
    file,
    `The archive unpacks to more than ${megabytes(limits.archiveBytes)} and ${limits.archiveRatio} times its size.`,
    'Unpack it by hand, look at what it holds, and put the export itself into exports/.',
  );
}

/** The decoded head as text, for looks before the file is read. */
export function headText(input: Input, encoding: Encoding = 'auto', bytes = 1 << 16): string {
  const head = readHead(input.path, bytes);
  const guessed = encoding === 'auto' ? headEncoding(head) : encoding;
  return decoderOf(guessed, false)
    .decode(head)
    .replace(/^\uFEFF/, '');
}

/** The encoding as far as the head tells; what it holds besides ASCII may stand further down, and then it does not matter here. */
function headEncoding(head: Buffer): TextEncoding {
  const marked = bomOf(head) ?? guessUtf16(head);
  if (marked) return marked;
  if (isIso2022(head)) return 'iso-2022-jp';
  return isUtf8(wholeCharacters(head)) ? 'utf-8' : (guessEncoding(wholeLines(head)) ?? 'windows-1252');
}

/** Without the last line, whose end may have cut a character in two. */
function wholeLines(bytes: Buffer): Buffer {
  const end = bytes.lastIndexOf(0x0a);
  return end < 0 ? bytes : bytes.subarray(0, end + 1);
}

/** Japanese mail text: seven bits, with escapes between its alphabets. */
function isIso2022(bytes: Buffer): boolean {
  return bytes.includes('\x1b$B') || bytes.includes('\x1b$@');
}

async function* raw({ path, file }: Input): AsyncGenerator<Buffer> {
  const stream = createReadStream(path, { highWaterMark: 1 << 20 });
  if (!isGzip(rawHead(path))) {
    yield* stream;
    return;
  }
  const packed = statSync(path).size;
  let unpacked = 0;
  try {
    for await (const chunk of stream.pipe(createGunzip({ chunkSize: 1 << 20 }))) {
      const bytes = chunk as Buffer;
      if (unpacked === 0 && (isZip(bytes) || isGzip(bytes))) {
        throw unreadable(
          file,
          'The gzip holds another archive.',
          'Unpack it by hand and put the export itself into exports/.',
        );
      }
      unpacked += bytes.length;
      refuseBomb(file, packed, unpacked);
      yield bytes;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.startsWith('Z_')) {
      throw unreadable(file, 'The .gz is damaged or was cut off.', 'Copy or export it again.');
    }
    throw error;
  }
}

async function* decoded(input: Input, encoding: TextEncoding): AsyncGenerator<Buffer> {
  if (encoding === 'utf-8') {
    yield* withoutBom(checkedUtf8(input));
    return;
  }
  const decoder = decoderOf(encoding);
  try {
    for await (const chunk of raw(input)) yield Buffer.from(decoder.decode(chunk, { stream: true }));
    yield Buffer.from(decoder.decode());
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw await wrongEncoding(input, encoding);
  }
}

async function* checkedUtf8(input: Input): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of raw(input)) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const whole = wholeCharacters(bytes);
    if (!isUtf8(whole)) throw await wrongEncoding(input, 'utf-8');
    rest = Buffer.from(bytes.subarray(whole.length));
    yield whole;
  }
  if (rest.length > 0) throw await wrongEncoding(input, 'utf-8');
}

/** The error of a file that is not what its encoding says: the first wrong byte, its line, and what the file may be. */
async function wrongEncoding(input: Input, encoding: TextEncoding): Promise<Error> {
  const { byte, line, value } = await firstWrongByte(input, encoding);
  if (value === null) return cutOff(input, byte, line);
  const likely = await detectEncoding(input).catch(() => null);
  const better = likely !== null && likely !== encoding ? likely : null;
  return unreadable(
    `${input.file}, line ${line}`,
    `The file is not ${encoding === 'cp932' ? 'CP932' : encoding.toUpperCase()} text: byte ${byte} (0x${value.toString(16)}) is wrong.`,
    better
      ? `It looks like ${encodingName(better)}. Say so in sources.yaml: encoding: ${better}`
      : 'Export it as UTF-8 ("CSV UTF-8"), or name its encoding in sources.yaml, for example: encoding: cp932 (Japanese), windows-1252 (Western), windows-1251 (Cyrillic)',
  );
}

function cutOff({ file }: Input, byte: number, line: number): Error {
  return unreadable(
    `${file}, line ${line}`,
    `The file ends in the middle of a character (byte ${byte}): it was cut off.`,
    'Copy or export it again.',
  );
}

/** Where decoding stops: the number of the byte in the file from 1, its line, and its value; null: only the end is missing. */
async function firstWrongByte(
  input: Input,
  encoding: TextEncoding,
): Promise<{ byte: number; line: number; value: number | null }> {
  const decoder = decoderOf(encoding);
  let [offset, lines] = [0, 1];
  for await (const chunk of raw(input)) {
    // A line at a time, then a byte at a time: only the line that is wrong is looked at closely.
    for (let start = 0; start < chunk.length; ) {
      const found = chunk.indexOf(0x0a, start);
      const end = found < 0 ? chunk.length : found + 1;
      const line = chunk.subarray(start, end);
      if (!decodes(decoder, line)) {
        const at = wrongIn(line, encoding);
        return { byte: offset + start + at + 1, line: lines, value: line[at]! };
      }
      if (found >= 0) lines += 1;
      start = end;
    }
    offset += chunk.length;
  }
  return { byte: offset, line: lines, value: null };
}

/** The place in a line of the first character that is none. */
function wrongIn(line: Buffer, encoding: TextEncoding): number {
  const decoder = decoderOf(encoding);
  let character = 0;
  try {
    for (let at = 0; at < line.length; at += 1)
      if (decoder.decode(line.subarray(at, at + 1), { stream: true }) !== '') character = at + 1;
  } catch {
    return character;
  }
  return Math.min(character, line.length - 1);
}

function decodes(decoder: Decoder, bytes: Buffer): boolean {
  try {
    decoder.decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

async function* withoutBom(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let isFirst = true;
  for await (const chunk of chunks) {
    yield isFirst && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? chunk.subarray(3) : chunk;
    isFirst = false;
  }
}

/** As many bytes of lines with other letters than ASCII as a guess is made of. */
const guessBytes = 200_000;

async function detectEncoding(input: Input): Promise<TextEncoding> {
  const head = readHead(input.path, 4096);
  const marked = bomOf(head) ?? guessUtf16(head);
  if (marked) return marked;
  const telling: Buffer[] = [];
  let size = 0;
  let isUnicode = true;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of raw(input)) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    if (isIso2022(bytes)) return 'iso-2022-jp';
    const lastLine = bytes.lastIndexOf(0x0a) + 1;
    // A line without an end is looked at in pieces: kept whole, every chunk would copy all that came before it.
    const end = lastLine === 0 && bytes.length > guessBytes ? wholeCharacters(bytes).length : lastLine;
    isUnicode &&= isUtf8(bytes.subarray(0, end));
    if (size < guessBytes) {
      const lines = tellingLines(bytes.subarray(0, end));
      telling.push(lines);
      size += lines.length;
    } else if (!isUnicode) break;
    rest = Buffer.from(bytes.subarray(end));
  }
  const whole = wholeCharacters(rest);
  if (isUnicode && isUtf8(whole)) {
    if (whole.length === rest.length) return 'utf-8';
    // Letters of UTF-8, and then half of one: no other encoding is meant, and none may make sense of them.
    if (size > 0 || whole.some((byte) => byte >= 0x80)) throw await wrongEncoding(input, 'utf-8');
  }
  const guess = guessEncoding(Buffer.concat([...telling, tellingLines(rest)]));
  if (guess) return guess;
  const { byte, line, value } = await firstWrongByte(input, 'utf-8');
  throw unreadable(
    `${input.file}, line ${line}`,
    `The file is no UTF-8 (byte ${byte}${value === null ? '' : `, 0x${value.toString(16)}`}), and no other encoding makes sense of it.`,
    'Export it as UTF-8 ("CSV UTF-8"), or name its encoding in sources.yaml, for example: encoding: cp932 (Japanese), windows-1252 (Western), windows-1251 (Cyrillic)',
  );
}

/** The lines that hold more than ASCII: they alone tell encodings apart. */
function tellingLines(bytes: Buffer): Buffer {
  const lines: Buffer[] = [];
  let size = 0;
  for (let start = 0; start < bytes.length && size < guessBytes; ) {
    const found = bytes.indexOf(0x0a, start);
    const end = found < 0 ? bytes.length : found + 1;
    const line = bytes.subarray(start, end);
    if (line.some((byte) => byte >= 0x80)) {
      lines.push(line);
      size += line.length;
    }
    start = end;
  }
  return Buffer.concat(lines);
}

/** Whether a file that is not packed is UTF-8 from end to end, without a zero byte. */
export async function isText(path: string): Promise<boolean> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 22 })) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk as Buffer]) : (chunk as Buffer);
    const whole = wholeCharacters(bytes);
    if (!isUtf8(whole) || whole.includes(0)) return false;
    rest = Buffer.from(bytes.subarray(whole.length));
  }
  return rest.length === 0;
}

function bomOf(head: Uint8Array): TextEncoding | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 'utf-8' : null;
}

/** The bytes without a character that the end of the chunk cuts in two. */
function wholeCharacters(bytes: Buffer): Buffer {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back]!;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? bytes.subarray(0, bytes.length - back) : bytes;
  }
  return bytes;
}

/** The first four bytes as they are on disk. */
export function rawHead(path: string): Buffer {
  const handle = openSync(path, 'r');
  const head = Buffer.alloc(4);
  readSync(handle, head, 0, 4, 0);
  closeSync(handle);
  return head;
}
