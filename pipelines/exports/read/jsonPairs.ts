/**
 * The fast way through JSON records that are short lists of plain values, as the points of a time series are: bytes are
 * copied from the export to the record, without an object for each.
 */

const [mark, backslash, comma, openArray, closeArray, openObject] = [0x22, 0x5c, 0x2c, 0x5b, 0x5d, 0x7b];

/** A value of a list as positions in the bytes, without its quotes. */
export interface PlainList {
  count: number;
  from: Int32Array;
  until: Int32Array;
}

/** Position of the array that a key of the outermost object holds; null when there is none. */
export function findInnerArray(bytes: Buffer, key: string): { from: number; until: number } | null {
  const name = Buffer.from(JSON.stringify(key));
  for (let at = bytes.indexOf(name); at >= 0; at = bytes.indexOf(name, at + 1)) {
    let next = at + name.length;
    while (isSpace(bytes[next])) next += 1;
    if (bytes[next] !== 0x3a) continue;
    next += 1;
    while (isSpace(bytes[next])) next += 1;
    if (bytes[next] !== openArray || depthAt(bytes, at) !== 1) continue;
    const until = endOf(bytes, next);
    return until < 0 ? null : { from: next, until };
  }
  return null;
}

/**
 * Calls `onList` with each list of plain values of an array of lists. Returns false, before anything was called, for an
 * array that holds anything else.
 */
export function eachPlainList(bytes: Buffer, from: number, until: number, onList: (list: PlainList) => void): boolean {
  const list: PlainList = { count: 0, from: new Int32Array(16), until: new Int32Array(16) };
  return walk(bytes, from, until, list, null) && walk(bytes, from, until, list, onList);
}

function walk(
  bytes: Buffer,
  from: number,
  until: number,
  list: PlainList,
  onList: ((list: PlainList) => void) | null,
): boolean {
  let at = from + 1;
  for (;;) {
    while (at < until - 1 && (isSpace(bytes[at]) || bytes[at] === comma)) at += 1;
    if (at >= until - 1) return true;
    if (bytes[at] !== openArray) return false;
    at += 1;
    list.count = 0;
    while (bytes[at] !== closeArray) {
      const byte = bytes[at]!;
      if (byte === comma || isSpace(byte)) {
        at += 1;
        continue;
      }
      if (byte === openArray || byte === openObject || list.count === list.from.length) return false;
      const isText = byte === mark;
      const start = isText ? at + 1 : at;
      let end = start;
      while (isText ? bytes[end] !== mark : bytes[end] !== comma && bytes[end] !== closeArray && !isSpace(bytes[end])) {
        // Escapes, commas and quotes would need rewriting on their way into a CSV.
        if (bytes[end] === backslash || (isText && (bytes[end] === comma || bytes[end]! < 0x20)) || end >= until)
          return false;
        end += 1;
      }
      list.from[list.count] = start;
      list.until[list.count] = end;
      list.count += 1;
      at = isText ? end + 1 : end;
    }
    at += 1;
    onList?.(list);
  }
}

/** How many brackets are open before a position. */
function depthAt(bytes: Buffer, position: number): number {
  let depth = 0;
  for (let at = 0; at < position; at += 1) {
    const byte = bytes[at]!;
    if (byte === mark) at = stringEnd(bytes, at);
    else if (byte === openArray || byte === openObject) depth += 1;
    else if (byte === closeArray || byte === 0x7d) depth -= 1;
  }
  return depth;
}

/** Position behind the bracket that closes the one at `start`; -1 when there is none. */
function endOf(bytes: Buffer, start: number): number {
  let depth = 0;
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at]!;
    if (byte === mark) at = stringEnd(bytes, at);
    else if (byte === openArray || byte === openObject) depth += 1;
    else if (byte === closeArray || byte === 0x7d) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

function stringEnd(bytes: Buffer, start: number): number {
  let at = start + 1;
  while (at < bytes.length && bytes[at] !== mark) at += bytes[at] === backslash ? 2 : 1;
  return at;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
