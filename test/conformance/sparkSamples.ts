/** Months of checks for the proof of the fold on Spark: shuffled, lost, repeated, contradicting and flapping, in many files. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { quote, type Warehouse } from '../../pipelines/warehouse/Warehouse.ts';

export const services = Array.from({ length: 24 }, (_, index) => `service-${index + 1}`);
const start = Date.UTC(2026, 8, 30, 15) / 1000;
const columns = 'service_id, checked_at, state, latency_ms, location';

/**
 * Makes table `rows` of about so many samples, as text: each kind of disorder by the hash of a row, so that the same rows come
 * each time. Instants are written in five ways, one a service.
 */
export async function makeRows(warehouse: Warehouse, samples: number): Promise<void> {
  const series = services.length + Math.ceil(services.length / 3);
  const minutes = Math.max(60, Math.ceil(samples / series));
  await warehouse.run(`
    create or replace table rows as
    with series as (
      select number, 'service-' || (number + 1) as service_id, location
      from range(${services.length}) as numbers(number), (values (''), ('tokyo')) as places(location)
      where location = '' or number % 3 = 0
    ),
    checks as (
      select number, service_id, location, ${start} + minute * 60 + (hash(number, minute, 1) % 3)::bigint as at_s, hash(number, location, minute) as h, minute
      from series cross join range(${minutes}) as minutes(minute)
    ),
    kept as (
      select *, case
        when number % 5 = 0 and h % 2 = 0 then 'down'
        when (minute // 7) % 211 = number then 'down'
        when h % 503 = 0 then 'unknown'
        else 'up' end as state
      from checks
      where h % 67 <> 0 and (minute // 11) % 97 <> number
    ),
    disordered as (
      select * exclude (minute) from kept
      union all select * exclude (minute) from kept where h % 89 = 0
      union all select * exclude (minute) replace (case state when 'up' then 'down' else 'up' end as state) from kept where h % 101 = 0
    )
    select case when h % 4001 = 0 then 'ghost' else service_id end as service_id,
      case when h % 5003 = 0 then 'kaputt' else ${writtenAt} end as checked_at,
      case when h % 13 = 0 then upper(state) else state end as state, (h % 900)::varchar as latency_ms, location, h, number
    from disordered`);
}

const utc = `strftime(make_timestamp(at_s * 1000000), '%Y-%m-%dT%H:%M:%S')`;
const writtenAt = `case number % 5
        when 0 then strftime(make_timestamp((at_s + 32400) * 1000000), '%Y-%m-%dT%H:%M:%S') || '+09:00'
        when 1 then ${utc} || '.' || (h % 1000) || 'Z'
        when 2 then at_s::varchar
        when 3 then (at_s * 1000 + h % 1000)::varchar
        else strftime(make_timestamp((at_s + 32400) * 1000000), '%Y-%m-%d %H:%M:%S') end`;

/** The rows of some hashes as files: each row in one of them, in no order. One of them is packed. */
export async function writeLake(warehouse: Warehouse, folder: string, files: number, where = 'true'): Promise<void> {
  mkdirSync(join(folder, 'day 1'), { recursive: true });
  for (let number = 0; number < files; number += 1) {
    const packed = number === 0;
    const path = join(folder, number % 2 === 0 ? 'day 1' : '', `checks-${number}.csv${packed ? '.gz' : ''}`);
    await warehouse.run(
      `copy (select ${columns} from rows where (${where}) and hash(h, 2) % ${files} = ${number} order by hash(h, 3), state, service_id)
       to ${quote(path)} (format csv, header, compression ${packed ? 'gzip' : 'none'})`,
    );
  }
}

/** Rows that no reader can split, in a file of their own. */
export function writeBroken(folder: string): void {
  const rows = ['service-1,2026-10-01T00:00:00Z,up', 'service-1,2026-10-01T00:00:00Z,up,1,,too,long'];
  writeFileSync(join(folder, 'broken.csv.gz'), gzipSync(`${columns.replaceAll(' ', '')}\n${rows.join('\n')}\n`));
}

/** All rows as one export, in the order in which they were made. */
export async function writeExport(warehouse: Warehouse, path: string, where = 'true'): Promise<void> {
  await warehouse.run(`copy (select ${columns} from rows where ${where}) to ${quote(path)} (format csv, header)`);
}

/** The same samples as Parquet, with instants as the lake has them. */
export async function writeParquet(
  warehouse: Warehouse,
  folder: string,
  type: 'timestamptz' | 'timestamp',
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const wall = `make_timestamp((${start} + n * 61 + 32400) * 1000000 + 500000)`;
  const at = type === 'timestamp' ? wall : `timezone('Asia/Tokyo', ${wall})`;
  for (const part of [0, 1])
    await warehouse.run(
      `copy (select 'service-' || (n % 3 + 1) as service_id, ${at} as checked_at, case when n % 7 = 0 then 'down' else 'up' end as state
         from range(20000) as numbers(n) where n % 2 = ${part} order by hash(n))
       to ${quote(join(folder, `part-${part}.parquet`))} (format parquet)`,
    );
}
