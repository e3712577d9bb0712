/**
 * The compiled fold as a typed object: one instance a range of a file.
 *
 * `foldBytes.wasm` is built from `assembly/foldBytes.ts` by `npm run wasm`, and committed, so that nobody needs a compiler.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../packageRoot.ts';
import type { ZonePiece } from '../../mapping/zonePieces.ts';

/** What the fold has to know of a file before its first row. */
export interface ByteFoldPlan {
  /** Services of the agreement in the order of their numbers, each with the gap that ends a run, in seconds. */
  services: [id: string, gap: number][];
  /** Columns of the header, and where the four stand that are read; location null: the file has none. */
  columns: { count: number; service: number; instant: number; state: number; location: number | null };
  /** The wall clock of instants without an offset; empty: such an instant is refused. */
  zone: ZonePiece[];
}

/** Runs of equal state as columns: one entry a run, those of a series in the order of time. */
export interface ByteRuns {
  first: number[];
  last: number[];
  samples: number[];
  series: number[];
  state: number[];
}

interface Exports {
  memory: WebAssembly.Memory;
  plan(input: number, services: number, names: number, places: number, pieces: number, runs: number): number;
  inputAt(): number;
  namesAt(): number;
  zoneAt(): number;
  runsAt(): number;
  runsFound(): number;
  placesAt(): number;
  placesFound(): number;
  counted(which: number): number;
  refused(): number;
  isOdd(service: number): number;
  forgetRuns(): void;
  setColumns(count: number, service: number, instant: number, state: number, location: number): void;
  setService(index: number, offset: number, length: number, gap: number): void;
  feed(from: number, length: number): number;
  finish(from: number): number;
}

/** Locations that one file may have; a file with more is folded by SQL. */
const mostPlaces = 16;
const runsAtOnce = 1 << 15;
const runBytes = 32;
const placeBytes = 72;

export class ByteFold {
  /** Bytes of a chunk; a row must fit in. */
  static readonly chunkBytes = 1 << 22;
  readonly placesPerService: number;
  private readonly wasm: Exports;
  private readonly serviceCount: number;
  private readonly runs: ByteRuns = { first: [], last: [], samples: [], series: [], state: [] };

  constructor({ services, columns, zone }: ByteFoldPlan) {
    this.wasm = new WebAssembly.Instance(compiled()).exports as unknown as Exports;
    this.serviceCount = services.length;
    this.placesPerService = columns.location === null ? 1 : mostPlaces;
    const names = services.map(([id]) => Buffer.from(id));
    const nameBytes = names.reduce((sum, { length }) => sum + length, 0);
    this.wasm.plan(ByteFold.chunkBytes, services.length, nameBytes, this.placesPerService, zone.length, runsAtOnce);
    const { count, service, instant, state, location } = columns;
    this.wasm.setColumns(count, service, instant, state, location ?? count);
    let offset = 0;
    names.forEach((name, index) => {
      new Uint8Array(this.wasm.memory.buffer).set(name, this.wasm.namesAt() + offset);
      this.wasm.setService(index, offset, name.length, Math.min(services[index]![1], 2 ** 31));
      offset += name.length;
    });
    this.writeZone(zone);
  }

  /** Where the next chunk is to be written. */
  input(): Uint8Array {
    return new Uint8Array(this.wasm.memory.buffer, this.wasm.inputAt(), ByteFold.chunkBytes);
  }

  /** Folds the first bytes of the input, which must be whole rows. @returns false when the file is one for SQL. */
  feed(length: number): boolean {
    let at = 0;
    while (at < length) {
      at = this.wasm.feed(at, length);
      if (this.wasm.refused() !== 0) return false;
      this.takeRuns();
    }
    return true;
  }

  /** Ends the open runs. */
  finish(): ByteRuns {
    const all = this.serviceCount * this.placesPerService;
    for (let from = 0; from < all; ) {
      from = this.wasm.finish(from);
      this.takeRuns();
    }
    return this.runs;
  }

  /** Samples read; rows of services that the agreement does not name; the latest second, null without samples. */
  counts(): { samples: number; unknownService: number; last: number | null } {
    const last = this.wasm.counted(2);
    return { samples: this.wasm.counted(0), unknownService: this.wasm.counted(1), last: last < 0 ? null : last };
  }

  /** Numbers of the services that have a row which is not later than the one before it. */
  oddServices(): number[] {
    return Array.from({ length: this.serviceCount }, (_, index) => index).filter(
      (index) => this.wasm.isOdd(index) !== 0,
    );
  }

  /** Locations in the order of their numbers. */
  places(): string[] {
    const view = new DataView(this.wasm.memory.buffer);
    return Array.from({ length: this.wasm.placesFound() }, (_, index) => {
      const at = this.wasm.placesAt() + index * placeBytes;
      return Buffer.from(this.wasm.memory.buffer, at + 8, view.getUint32(at, true)).toString('utf8');
    });
  }

  private takeRuns(): void {
    const view = new DataView(this.wasm.memory.buffer, this.wasm.runsAt(), this.wasm.runsFound() * runBytes);
    for (let at = 0; at < view.byteLength; at += runBytes) {
      this.runs.first.push(Number(view.getBigInt64(at, true)));
      this.runs.last.push(Number(view.getBigInt64(at + 8, true)));
      this.runs.samples.push(view.getUint32(at + 16, true));
      this.runs.series.push(view.getUint32(at + 20, true));
      this.runs.state.push(view.getUint32(at + 24, true));
    }
    this.wasm.forgetRuns();
  }

  private writeZone(zone: ZonePiece[]): void {
    const view = new DataView(this.wasm.memory.buffer, this.wasm.zoneAt());
    zone.forEach(({ from, until, offset }, index) => {
      view.setBigInt64(index * 24, BigInt(from), true);
      view.setBigInt64(index * 24 + 8, BigInt(until), true);
      view.setInt32(index * 24 + 16, offset ?? 0x7fffffff, true);
    });
  }
}

let module: WebAssembly.Module | undefined;

function compiled(): WebAssembly.Module {
  module ??= new WebAssembly.Module(
    readFileSync(join(packageRoot(), 'pipelines', 'exports', 'fold', 'bytes', 'foldBytes.wasm')),
  );
  return module;
}
