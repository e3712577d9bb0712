/** Cuts JSON bytes into the elements of one array, or into the values of a sequence (NDJSON), without parsing the whole. */
import { limits, megabytes } from './limits.ts';
import { unreadable } from './unreadable.ts';

const [mark, backslash, comma, colon, openObject, closeObject, openArray, closeArray] = [
  0x22, 0x5c, 0x2c, 0x3a, 0x7b, 0x7d, 0x5b, 0x5d,
];

/** What a splitter does besides its elements. */
export interface SplitterOptions {
  /** The elements are the values of an object, under its keys, and not those of an array. */
  isMap?: boolean;
  /** Called with each value that stands beside the way to the elements, with the keys of the objects around it. */
  onBeside?: (document: number, keys: string[], bytes: Buffer) => void;
}

/**
 * Calls `onElement` with the bytes of each element of the array at `path` (`data.result` is ['data', 'result']; [] is the
 * outermost array, or a sequence of values). Several documents one after another are read like one.
 */
export class JsonSplitter {
  /** Whether the path was found. */
  found = false;
  /** The bytes end within a value: the file was cut off. */
  isTorn = false;
  private readonly path: string[];
  private readonly file: string;
  private readonly onElement: (bytes: Buffer, key: string | null) => void;
  private readonly options: SplitterOptions;
  private rest: Buffer = Buffer.alloc(0);
  private waiting: Buffer[] = [];
  private waitingBytes = 0;
  /** Containers around the current position that are not part of an element: keys for objects, null for arrays. */
  private readonly stack: { isArray: boolean; key: string | null }[] = [];
  private inTarget = false;
  /** How many documents have ended: which of several an element belongs to. */
  document = 0;

  constructor(
    path: string[],
    file: string,
    onElement: (bytes: Buffer, key: string | null) => void,
    options: SplitterOptions = {},
  ) {
    this.path = path;
    this.file = file;
    this.onElement = onElement;
    this.options = options;
  }

  push(chunk: Buffer): void {
    this.waiting.push(chunk);
    this.waitingBytes += chunk.length;
    // A long record is looked at again only when twice as much of it is there: each byte is looked at a few times, not
    // once for every chunk.
    if (this.waitingBytes < this.rest.length) return;
    this.rest = this.scan(this.takeAll(), false);
    if (this.rest.length > limits.recordBytes) {
      throw unreadable(
        this.file,
        `A record is larger than ${megabytes(limits.recordBytes)}.`,
        'Export fewer rows or a shorter period per file.',
      );
    }
  }

  /** @returns the bytes of a value that the end of the file cut off. */
  end(): Buffer | null {
    this.rest = this.scan(this.takeAll(), true);
    this.isTorn = this.stack.length > 0 || this.rest.length > 0;
    return this.rest.length > 0 ? this.rest : null;
  }

  private takeAll(): Buffer {
    const bytes = this.waiting.length === 0 ? this.rest : Buffer.concat([this.rest, ...this.waiting]);
    this.waiting = [];
    this.waitingBytes = 0;
    return bytes;
  }

  /** Position behind the value that begins at `start`; -1 when its end is not in sight. */
  private skipValue(bytes: Buffer, start: number, isLast: boolean): number {
    const end = bytes.length;
    const first = bytes[start]!;
    if (first === mark) return skipString(bytes, start);
    if (first !== openObject && first !== openArray) {
      let at = start;
      while (at < end && !isDelimiter(bytes[at]!)) at += 1;
      return at < end || isLast ? Math.max(at, start + 1) : -1;
    }
    let depth = 0;
    for (let at = start; at < end; at += 1) {
      const byte = bytes[at]!;
      if (byte === mark) {
        at = skipString(bytes, at) - 1;
        if (at < 0) return -1;
      } else if (byte === openObject || byte === openArray) depth += 1;
      else if (byte === closeObject || byte === closeArray) {
        depth -= 1;
        if (depth === 0) return at + 1;
      }
    }
    return -1;
  }

  private scan(bytes: Buffer, isLast: boolean): Buffer {
    const { stack, path } = this;
    let at = 0;
    while (at < bytes.length) {
      const byte = bytes[at]!;
      if (isSpace(byte) || byte === comma || byte === colon) {
        at += 1;
        continue;
      }
      if (byte === closeObject || byte === closeArray) {
        stack.pop();
        const around = stack.at(-1);
        if (around) around.key = null;
        else this.document += 1;
        this.inTarget = false;
        at += 1;
        continue;
      }
      const top = stack.at(-1);
      if (top && !top.isArray && top.key === null) {
        const next = byte === mark ? skipString(bytes, at) : at + 1;
        if (next < 0) break;
        top.key = byte === mark ? keyOf(bytes.toString('utf8', at, next)) : null;
        at = next;
        continue;
      }
      const isWanted = this.isOnPath();
      const opener = this.options.isMap ? openObject : openArray;
      if (!this.inTarget && isWanted && byte === opener && stack.length === path.length) {
        this.found = true;
        this.inTarget = true;
        stack.push({ isArray: byte === openArray, key: null });
        at += 1;
        continue;
      }
      if (!this.inTarget && isWanted && byte === openObject && stack.length < path.length) {
        stack.push({ isArray: false, key: null });
        at += 1;
        continue;
      }
      const next = this.skipValue(bytes, at, isLast);
      if (next < 0) break;
      if (this.inTarget || (path.length === 0 && stack.length === 0)) {
        this.found = true;
        this.onElement(bytes.subarray(at, next), top?.key ?? null);
      } else if (
        this.options.onBeside &&
        top &&
        !top.isArray &&
        this.stack.slice(0, -1).every(({ key }, index) => key === path[index])
      )
        this.options.onBeside(
          this.document,
          stack.map(({ key }) => key ?? ''),
          bytes.subarray(at, next),
        );
      if (top && !top.isArray) top.key = null;
      at = next;
    }
    return Buffer.from(bytes.subarray(at));
  }

  /** Whether the keys around the position are the first ones of the path. */
  private isOnPath(): boolean {
    return this.stack.every(({ isArray, key }, index) => !isArray && key === this.path[index]);
  }
}

/** Position behind the closing quote; -1 when it is not in sight. */
function skipString(bytes: Buffer, start: number): number {
  for (let at = start + 1; ; ) {
    const close = bytes.indexOf(mark, at);
    if (close < 0) return -1;
    let slashes = 0;
    while (bytes[close - 1 - slashes] === backslash && close - 1 - slashes > start) slashes += 1;
    if (slashes % 2 === 0) return close + 1;
    at = close + 1;
  }
}

/** A key as the path of a mapping says it; one that is no JSON text (a broken escape) is taken as it stands, and is on no path. */
function keyOf(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return text;
  }
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function isDelimiter(byte: number): boolean {
  return isSpace(byte) || byte === comma || byte === closeObject || byte === closeArray;
}
