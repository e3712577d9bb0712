/** The bytes of an export as UTF-8: unpacked, decoded, without byte-order mark, in chunks. */
import { isUtf8 } from 'node:buffer';
import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { constants, createGunzip, gunzipSync } from 'node:zlib';
import { limits, megabytes } from './limits.ts';
import { unreadable } from './unreadable.ts';

export type Encoding = 'auto' | 'utf-8' | 'cp932' | 'utf-16le' | 'utf-16be';

/** A file to read: an export, or one member of an archive that was unpacked beside it. */
export interface Input {
  path: string;
  /** As errors name it: path below the workspace, and the member of the archive behind a `#`. */
  file: string;
}

export interface OpenedBytes {
  chunks: AsyncIterable<Buffer>;
  encoding: Exclude<Encoding, 'auto'>;
  /** What was found out about the encoding and should be said. */
  notice: string | null;
}

/**
 * Opens a file, gzip or not. `auto` takes a byte-order mark at its word, else UTF-8 if every byte agrees, else
 * CP932 if that decodes without an error, and says so.
 *
 * @throws SlaError for an archive within the gzip, a cut-off gzip, or text in another encoding.
 */
export async function openBytes(input: Input, encoding: Encoding = 'auto'): Promise<OpenedBytes> {
  const detected = encoding === 'auto' ? await detectEncoding(input) : encoding;
  const notice =
    encoding === 'auto' && detected === 'cp932'
      ? 'read as CP932 (Windows-31J), because it is no UTF-8; name it in sources.yaml: encoding: cp932'
      : null;
  return { chunks: decoded(input, detected), encoding: detected, notice };
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
  const guessed = encoding === 'auto' ? (bomOf(head) ?? (isUtf8(wholeCharacters(head)) ? 'utf-8' : 'cp932')) : encoding;
  return new TextDecoder(labels[guessed]).decode(head).replace(/^\uFEFF/, '');
}

const labels = { 'utf-8': 'utf-8', cp932: 'shift_jis', 'utf-16le': 'utf-16le', 'utf-16be': 'utf-16be' } as const;

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

async function* decoded(input: Input, encoding: Exclude<Encoding, 'auto'>): AsyncGenerator<Buffer> {
  if (encoding === 'utf-8') {
    yield* withoutBom(checkedUtf8(input));
    return;
  }
  const decoder = new TextDecoder(labels[encoding], { fatal: true });
  let offset = 0;
  for await (const chunk of raw(input)) {
    yield Buffer.from(decode(decoder, chunk, true, input, encoding, offset));
    offset += chunk.length;
  }
  yield Buffer.from(decode(decoder, Buffer.alloc(0), false, input, encoding, offset));
}

function decode(
  decoder: InstanceType<typeof TextDecoder>,
  chunk: Buffer,
  stream: boolean,
  { file }: Input,
  encoding: string,
  offset: number,
): string {
  try {
    return decoder.decode(chunk, { stream });
  } catch {
    throw unreadable(
      file,
      `The file is not ${encoding.toUpperCase()} text (near byte ${offset + 1}).`,
      'Export it as UTF-8 ("CSV UTF-8"), or name its encoding in sources.yaml, for example: encoding: utf-16le',
    );
  }
}

async function* checkedUtf8(input: Input): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  let offset = 0;
  for await (const chunk of raw(input)) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const whole = wholeCharacters(bytes);
    if (!isUtf8(whole)) throw notUtf8(input.file, offset);
    rest = Buffer.from(bytes.subarray(whole.length));
    offset += whole.length;
    yield whole;
  }
  if (rest.length > 0) throw notUtf8(input.file, offset);
}

function notUtf8(file: string, offset: number): Error {
  return unreadable(
    file,
    `The file is not UTF-8 (near byte ${offset + 1}).`,
    'Save it as "CSV UTF-8", or name its encoding in sources.yaml, for example: encoding: cp932',
  );
}

async function* withoutBom(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let isFirst = true;
  for await (const chunk of chunks) {
    yield isFirst && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? chunk.subarray(3) : chunk;
    isFirst = false;
  }
}

async function detectEncoding(input: Input): Promise<Exclude<Encoding, 'auto'>> {
  const bom = bomOf(readHead(input.path, 4096));
  if (bom) return bom;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of raw(input)) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const whole = wholeCharacters(bytes);
    if (!isUtf8(whole)) return 'cp932';
    rest = Buffer.from(bytes.subarray(whole.length));
  }
  return rest.length > 0 ? 'cp932' : 'utf-8';
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

function bomOf(head: Uint8Array): Exclude<Encoding, 'auto'> | null {
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
