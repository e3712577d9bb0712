/** Cuts a stream of bytes into the records of an export, so that a row can be shown exactly as it stands in its file. */

/** Is fed the bytes of a file in order; reports each wanted record by its number, counted from 1. */
export interface RecordCutter {
  push(chunk: Buffer): void;
  /** Ends a last record that no line end follows. */
  end(): void;
}

/** Is told each record that `wants` asked for, as its bytes without the line end. */
export type OnRecord = (row: number, bytes: Buffer) => void;

const [QUOTE, BACKSLASH, LINE_FEED, CARRIAGE_RETURN] = [0x22, 0x5c, 0x0a, 0x0d];
const SEPARATORS = new Set([0x2c, 0x3b, 0x09]);
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x7b, 0x7d, 0x5b, 0x5d];

/**
 * Records of a CSV; the header is row 1. A quoted field may hold line ends and doubled quotes. An empty line takes a
 * number too: rows are counted as a spreadsheet shows them.
 */
export function cutCsv(wants: (row: number) => boolean, onRecord: OnRecord): RecordCutter {
  const kept = new Bytes();
  let row = 1;
  let isAfterReturn = false;
  let isQuoted = false;
  // A quote opens a field at its start only, and right after a closing quote it is a quote that was doubled.
  let mayOpen = true;
  const finish = () => {
    if (wants(row)) onRecord(row, kept.take());
    row += 1;
    mayOpen = true;
  };
  return {
    push(chunk) {
      let from = 0;
      for (let at = 0; at < chunk.length; at += 1) {
        const byte = chunk[at]!;
        const isPairOfReturn = isAfterReturn && byte === LINE_FEED;
        isAfterReturn = !isQuoted && byte === CARRIAGE_RETURN;
        if (isPairOfReturn) from = at + 1;
        else if (isQuoted) {
          if (byte === QUOTE) {
            isQuoted = false;
            mayOpen = true;
          }
        } else if (byte === LINE_FEED || byte === CARRIAGE_RETURN) {
          if (wants(row)) kept.add(chunk.subarray(from, at));
          finish();
          from = at + 1;
        } else {
          if (byte === QUOTE && mayOpen) isQuoted = true;
          mayOpen = SEPARATORS.has(byte);
        }
      }
      if (wants(row)) kept.add(chunk.subarray(from));
    },
    end() {
      if (wants(row)) finish();
    },
  };
}

/** Objects of a JSON array, or objects one after the other (NDJSON); the first is row 1. */
export function cutJson(wants: (row: number) => boolean, onRecord: OnRecord): RecordCutter {
  const kept = new Bytes();
  let row = 0;
  let depth = 0;
  let isText = false;
  let isEscaped = false;
  let isArray: boolean | null = null;
  return {
    push(chunk) {
      let from = 0;
      for (let at = 0; at < chunk.length; at += 1) {
        const byte = chunk[at]!;
        if (isText) {
          if (isEscaped) isEscaped = false;
          else if (byte === BACKSLASH) isEscaped = true;
          else if (byte === QUOTE) isText = false;
        } else if (byte === QUOTE) isText = true;
        else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
          isArray ??= byte === OPEN_BRACKET;
          if (byte === OPEN_BRACE && depth === (isArray ? 1 : 0)) {
            row += 1;
            from = at;
          }
          depth += 1;
        } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
          depth -= 1;
          if (byte === CLOSE_BRACE && depth === (isArray ? 1 : 0) && wants(row)) {
            kept.add(chunk.subarray(from, at + 1));
            onRecord(row, kept.take());
          }
        }
      }
      if (depth > (isArray ? 1 : 0) && wants(row)) kept.add(chunk.subarray(from));
    },
    end() {},
  };
}

/** Lines of a log; the first is row 1. */
export function cutLines(wants: (row: number) => boolean, onRecord: OnRecord): RecordCutter {
  return linesOf((row, bytes) => {
    if (wants(row)) onRecord(row, bytes);
  });
}

/** Events of a calendar, each from its BEGIN:VEVENT, whose line is its row, to its END:VEVENT. */
export function cutEvents(wants: (row: number) => boolean, onRecord: OnRecord): RecordCutter {
  let begun: { row: number; lines: Buffer[] } | null = null;
  return linesOf((row, bytes) => {
    if (wants(row)) begun = { row, lines: [] };
    if (!begun) return;
    begun.lines.push(bytes);
    if (!/^END:VEVENT$/i.test(bytes.toString('latin1'))) return;
    onRecord(begun.row, Buffer.from(begun.lines.map((line) => line.toString('utf8')).join('\n')));
    begun = null;
  });
}

function linesOf(onLine: OnRecord): RecordCutter {
  const kept = new Bytes();
  let row = 1;
  const finish = () => {
    const line = kept.take();
    onLine(row, line.at(-1) === CARRIAGE_RETURN ? line.subarray(0, -1) : line);
    row += 1;
  };
  return {
    push(chunk) {
      let from = 0;
      for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
        kept.add(chunk.subarray(from, end));
        finish();
        from = end + 1;
      }
      kept.add(chunk.subarray(from));
    },
    end: finish,
  };
}

/** Pieces of one record that came in several chunks. */
class Bytes {
  private pieces: Buffer[] = [];

  add(piece: Buffer): void {
    if (piece.length > 0) this.pieces.push(Buffer.from(piece));
  }

  take(): Buffer {
    const whole = Buffer.concat(this.pieces);
    this.pieces = [];
    return whole;
  }
}
