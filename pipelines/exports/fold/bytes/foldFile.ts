/** Folds all ranges of a plain CSV at once, a thread each; a .gz as it is unpacked. */
import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createGunzip } from 'node:zlib';
import { packageRoot } from '../../../packageRoot.ts';
import { ByteFold, type ByteFoldPlan } from './ByteFold.ts';
import { foldRange, isText, type RangeResult, resultOf } from './foldRange.ts';

const leastRange = 32_000_000;
const lineFeed = 10;

/**
 * @param bytes length of the file
 * @returns the ranges in the order of the file; null when it holds what only SQL knows how to read.
 */
export async function foldFile(path: string, bytes: number, plan: ByteFoldPlan): Promise<RangeResult[] | null> {
  const count = Math.max(1, Math.min(availableParallelism(), 8, Math.floor(bytes / leastRange)));
  const cuts = cutsOf(path, bytes, count, plan);
  if (cuts === null) return null;
  const requests = cuts.slice(1).map((until, index) => ({ path, from: cuts[index]!, until, plan }));
  const results = await Promise.all(
    requests.length === 1 ? requests.map(foldRange) : requests.map((request) => inThread(request)),
  );
  return results.some((result) => result === null) ? null : (results as RangeResult[]);
}

/** @returns null also when the .gz is damaged or was cut off: the other way says so with its row. */
export async function foldGzipFile(path: string, plan: ByteFoldPlan): Promise<RangeResult[] | null> {
  const fold = new ByteFold(plan);
  const unpacked = createReadStream(path, { highWaterMark: 1 << 20 }).pipe(createGunzip({ chunkSize: 1 << 20 }));
  let kept = 0;
  let isHeader = true;
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      const from = isHeader ? afterHeader(chunk, plan) : 0;
      if (from === null || kept + chunk.length > ByteFold.chunkBytes) return null;
      isHeader = false;
      const input = fold.input();
      input.set(chunk.subarray(from), kept);
      const filled = kept + chunk.length - from;
      const whole = input.lastIndexOf(lineFeed, filled - 1) + 1;
      if (filled > 0 && !feedWhole(fold, whole)) return null;
      input.copyWithin(0, whole, filled);
      kept = filled - whole;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.startsWith('Z_')) return null;
    throw error;
  }
  return feedWhole(fold, kept) ? [resultOf(fold)] : null;
}

function feedWhole(fold: ByteFold, length: number): boolean {
  return length === 0 || (isText(fold.input().subarray(0, length)) && fold.feed(length));
}

/** Bytes from which the ranges begin, and the end: each is the start of a row. Null where the header is an odd one. */
function cutsOf(path: string, bytes: number, count: number, plan: ByteFoldPlan): number[] | null {
  const handle = openSync(path, 'r');
  try {
    const head = Buffer.alloc(1 << 16);
    const header = afterHeader(head.subarray(0, readSync(handle, head, 0, head.length, 0)), plan);
    if (header === null) return null;
    const cuts = Array.from({ length: count - 1 }, (_, index) =>
      rowStart(handle, Math.floor((bytes * (index + 1)) / count), bytes),
    );
    return [...new Set([header, ...cuts, bytes])].sort((a, b) => a - b);
  } finally {
    closeSync(handle);
  }
}

/** The start of the first row that begins at this byte or later. */
function rowStart(handle: number, at: number, bytes: number): number {
  const piece = Buffer.alloc(1 << 16);
  for (let position = at - 1; position < bytes; position += piece.length) {
    const read = readSync(handle, piece, 0, piece.length, position);
    const found = piece.subarray(0, read).indexOf(lineFeed);
    if (found >= 0) return position + found + 1;
    if (read === 0) break;
  }
  return bytes;
}

/** Where the first row begins. A header that goes on in the next line, or a line before it, is none of a plain CSV. */
function afterHeader(head: Buffer, { columns }: ByteFoldPlan): number | null {
  const end = head.indexOf(lineFeed);
  const isPlain = end >= 0 && head.subarray(0, end).toString('latin1').split(',').length === columns.count;
  return isPlain ? end + 1 : null;
}

function inThread(request: Parameters<typeof foldRange>[0]): Promise<RangeResult | null> {
  return new Promise((done, failed) => {
    const worker = new Worker(threadFile(), { workerData: request });
    worker.once('message', done);
    worker.once('error', failed);
    worker.once('exit', () => failed(new Error('a thread of the fold ended without a result')));
  });
}

/** A thread starts from built code; run from source (by the tests), that is in the folder of the build. */
function threadFile(): string | URL {
  if (import.meta.url.endsWith('.js')) return new URL('./byteWorker.js', import.meta.url);
  return join(packageRoot(), '.build', 'pipelines', 'exports', 'fold', 'bytes', 'byteWorker.js');
}
