/**
 * How long the exports people really have take to load.
 *
 *     npm run build && node .build/test/bench/exports.js [--points 10000000] [--runs 3] [--folder DIR] [--data ../shared/data]
 *
 * `uci` is the 46 MB event log, from its zip to staged tickets; `prometheus` a range answer, as a multiple of DuckDB
 * reading and counting the same JSON in the same run; `cp932` a Redmine list, and the decoding of it alone.
 */
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadExports } from '../../pipelines/exports/load/loadExports.ts';
import { readSources } from '../../pipelines/exports/mapping/sources.ts';
import { readCsvRecords } from '../../pipelines/exports/read/csvRecords.ts';
import { openBytes } from '../../pipelines/exports/read/openBytes.ts';
import { RecordFile } from '../../pipelines/exports/read/RecordFile.ts';
import { readModels } from '../../pipelines/warehouse/models.ts';
import { quote, Warehouse } from '../../pipelines/warehouse/Warehouse.ts';

const { values: given } = parseArgs({
  options: {
    points: { type: 'string', default: '10000000' },
    runs: { type: 'string', default: '3' },
    folder: { type: 'string' },
    data: { type: 'string', default: join('..', 'shared', 'data') },
    only: { type: 'string' },
  },
});
const folder = given.folder ?? mkdtempSync(join(tmpdir(), 'sla-bench-exports-'));
const wants = (name: string): boolean => given.only === undefined || given.only === name;

if (wants('uci')) await benchUci();
if (wants('cp932')) await benchCp932();
if (wants('prometheus')) await benchPrometheus();
if (given.folder === undefined) rmSync(folder, { recursive: true, force: true });

async function benchUci(): Promise<void> {
  const zip = join(given.data, 'uci-servicenow', 'incident_event_log.zip');
  if (!existsSync(zip)) {
    console.log(`uci: skipped, ${zip} is not there`);
    return;
  }
  const workspace = workspaceOf('uci', 'format: servicenow-event-log, zone: UTC');
  copyFileSync(zip, join(workspace, 'exports', 'incident_event_log.zip'));
  await repeat(async (run) => {
    const warehouse = await openFresh(workspace);
    const load = await seconds(() => loadAll(warehouse, workspace));
    const stage = await seconds(() => stageTickets(warehouse));
    const { n } = await warehouse.row<{ n: number }>('select count(*) as n from staging.stg_tickets');
    warehouse.close();
    console.log(
      `uci run ${run}: ${n} tickets staged in ${(load + stage).toFixed(2)} s (load ${load.toFixed(2)}, staging ${stage.toFixed(2)}); wanted: under 6`,
    );
  });
}

async function benchCp932(): Promise<void> {
  const workspace = workspaceOf('cp932', 'format: redmine, encoding: cp932, zone: Asia/Tokyo');
  const path = join(workspace, 'exports', 'issues.csv');
  const header = '#,トラッカー,ステータス,優先度,題名,更新日,カテゴリ,作成日,終了日,説明\r\n';
  const row = (id: number): string =>
    `${id},障害,終了,高め,基幹システムに接続できない,2026/10/02 10:00,sap,2026/10/01 09:00,2026/10/02 10:00,${'画面が開かず、処理中のままになる。'.repeat(8)}\r\n`;
  writeFileSync(path, toCp932([header, ...Array.from({ length: 300_000 }, (_, index) => row(index))]));
  const megabytes = statSync(path).size / 1e6;
  await repeat(async (run) => {
    const decoding = await seconds(async () => {
      let bytes = 0;
      for await (const chunk of (await openBytes({ path, file: 'issues.csv' }, 'cp932')).chunks) bytes += chunk.length;
      if (bytes === 0) throw new Error('nothing was decoded');
    });
    const sink = new RecordFile(join(workspace, 'records.csv'));
    const request = ['#', '優先度', '題名', '作成日', '終了日'].map((name) => ({ key: name, names: [name] }));
    const reading = await seconds(() =>
      readCsvRecords({ path, file: 'issues.csv' }, request, { encoding: 'cp932' }, sink),
    );
    sink.close();
    const warehouse = await openFresh(workspace);
    const load = await seconds(() => loadAll(warehouse, workspace));
    warehouse.close();
    console.log(
      `cp932 run ${run}: ${megabytes.toFixed(0)} MB decoded at ${(megabytes / decoding).toFixed(0)} MB/s, read into records at ${(megabytes / reading).toFixed(0)}, loaded at ${(megabytes / load).toFixed(0)}; wanted: reading at 60`,
    );
  });
}

async function benchPrometheus(): Promise<void> {
  const workspace = workspaceOf('prometheus', 'format: prometheus');
  const path = join(workspace, 'exports', 'up.json');
  const points = Number(given.points);
  const services = writeRange(path, points);
  await repeat(async (run) => {
    const warehouse = await openFresh(workspace);
    const plain = await Warehouse.open({ path: ':memory:', memoryLimit: '8GB', threads: 2 });
    const floor = await seconds(async () => {
      const { n } = await plain.row<{ n: number }>(
        `select sum(len(series."values")) as n from (select unnest(data.result) as series from read_json(${quote(path)}, maximum_object_size = ${statSync(path).size + 1024},
         columns = {data: 'STRUCT(result STRUCT(metric MAP(VARCHAR, VARCHAR), "values" VARCHAR[][])[])'}))`,
      );
      if (n !== points) throw new Error(`DuckDB counted ${n} points`);
    });
    plain.close();
    const load = await seconds(() => loadAll(warehouse, workspace, services));
    const { n } = await warehouse.row<{ n: number }>('select sum(samples)::bigint as n from raw.uptime_runs');
    if (n !== points) throw new Error(`${n} points were loaded`);
    warehouse.close();
    const megabytes = (statSync(path).size / 1e6).toFixed(0);
    console.log(
      `prometheus run ${run}: ${points} points, ${megabytes} MB: DuckDB ${floor.toFixed(2)} s, load ${load.toFixed(2)} s (${(load / floor).toFixed(2)} x); wanted: at most 3`,
    );
  });
}

/** Series of 10,000 points, one minute apart, of twenty services; now and then a point is 0. */
function writeRange(path: string, points: number): string[] {
  const services = Array.from({ length: 20 }, (_, index) => `service-${index + 1}`);
  const handle = openSync(path, 'w');
  writeSync(handle, '{"status":"success","data":{"resultType":"matrix","result":[');
  for (let series = 0; series * 10_000 < points; series += 1) {
    const values = Array.from(
      { length: Math.min(10_000, points - series * 10_000) },
      (_, index) => `[${1_790_812_800 + index * 60}.781,"${(index + series) % 4999 === 0 ? 0 : 1}"]`,
    );
    const metric = `{"__name__":"up","job":"${services[series % 20]}","instance":"10.0.0.${Math.floor(series / 20)}:9100"}`;
    writeSync(handle, `${series > 0 ? ',' : ''}{"metric":${metric},"values":[${values.join(',')}]}`);
  }
  writeSync(handle, ']}}');
  closeSync(handle);
  return services;
}

/** CP932 bytes, by turning the decoder's own table round: Node encodes UTF-8 only. */
function toCp932(parts: string[]): Buffer {
  const decoder = new TextDecoder('shift_jis');
  const bytesOf = new Map<string, number[]>();
  for (let first = 0x81; first < 0xfd; first += 1) {
    for (let second = 0x40; second < 0xfd; second += 1)
      bytesOf.set(decoder.decode(Uint8Array.of(first, second)), [first, second]);
  }
  return Buffer.concat(
    parts.map((part) =>
      Buffer.from(
        [...part].flatMap((char) => (char.codePointAt(0)! < 0x80 ? [char.codePointAt(0)!] : bytesOf.get(char)!)),
      ),
    ),
  );
}

function workspaceOf(name: string, source: string): string {
  const workspace = join(folder, name);
  mkdirSync(join(workspace, 'exports'), { recursive: true });
  writeFileSync(join(workspace, 'sources.yaml'), `version: 1\nsources: [{ files: "exports/**", ${source} }]\n`);
  return workspace;
}

async function openFresh(workspace: string): Promise<Warehouse> {
  const path = join(workspace, 'warehouse.duckdb');
  rmSync(path, { force: true });
  return await Warehouse.open({ path, threads: 2 });
}

async function loadAll(warehouse: Warehouse, workspace: string, services: string[] = []): Promise<void> {
  const gaps = { key: 'bench', seconds: new Map(services.map((service) => [service, 180])) };
  await loadExports(warehouse, { workspace, sourceOf: readSources(workspace), gaps, loadedAt: '2026-12-01T00:00:00Z' });
}

async function stageTickets(warehouse: Warehouse): Promise<void> {
  await warehouse.run('create schema if not exists staging');
  for (const model of await readModels(warehouse)) {
    if (model.layer === 'staging') {
      await warehouse.run(`create or replace table ${model.qualifiedName} as\n${model.sql}`);
    }
  }
}

async function repeat(work: (run: number) => Promise<void>): Promise<void> {
  for (let run = 1; run <= Number(given.runs); run += 1) await work(run);
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await work();
  return (performance.now() - before) / 1000;
}
