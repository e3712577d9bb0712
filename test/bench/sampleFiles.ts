/**
 * Makes uptime samples of any number for the benchmark: a month of checks of 4,600 services, the same bytes every time.
 */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { quote, Warehouse } from '../../pipelines/warehouse/Warehouse.ts';

export const serviceCount = 4600;
export const serviceIds = Array.from({ length: serviceCount }, (_, index) => `svc-${String(index).padStart(4, '0')}`);

export interface SampleFiles {
  csv: string;
  parquet: string;
  bytes: number;
}

/**
 * Writes the samples as CSV and Parquet into a folder, kept when they are there already: one check a minute and service,
 * in the order in which monitors write them; a service is down every few days, for one to eight minutes.
 *
 * @param firstMinute epoch minutes of the first check
 */
export async function writeSampleFiles(
  folder: string,
  name: string,
  rows: number,
  firstMinute: number,
): Promise<SampleFiles> {
  mkdirSync(folder, { recursive: true });
  const files = { csv: join(folder, `${name}.csv`), parquet: join(folder, `${name}.parquet`) };
  const maker = await Warehouse.open({ path: ':memory:' });
  try {
    if (!existsSync(files.csv))
      await maker.run(`copy (${samples(rows, firstMinute)}) to ${quote(files.csv)} (format csv, header true)`);
    if (!existsSync(files.parquet))
      await maker.run(
        `copy (select * replace (checked_at::timestamptz as checked_at) from read_csv(${quote(files.csv)}, header = true, auto_detect = false, columns = ${textColumns})) to ${quote(files.parquet)} (format parquet, compression zstd)`,
      );
  } finally {
    maker.close();
  }
  return { ...files, bytes: statSync(files.csv).size };
}

export const textColumns = `{'service_id': 'VARCHAR', 'checked_at': 'VARCHAR', 'state': 'VARCHAR', 'latency_ms': 'VARCHAR'}`;

/** Minutes times services: the text of the minute is written once for all services of it. */
function samples(rows: number, firstMinute: number): string {
  const minutes = Math.ceil(rows / serviceCount);
  return `
    with services as (
      select list({'id': 'svc-' || lpad(n::varchar, 4, '0'), 'second': lpad((hash(n) % 60)::varchar, 2, '0') || '+09:00', 'n': n} order by n) as all_services
      from range(${serviceCount}) as numbers (n)
    ),
    checks as (
      select minute, strftime(make_timestamp((${firstMinute} + 540 + minute) * 60000000), '%Y-%m-%dT%H:%M:') as until_minute, unnest(all_services) as service
      from range(${minutes}) as numbers (minute), services
    )
    select service.id as service_id, until_minute || service.second as checked_at,
      case when hash(service.n, minute // 8) % 600 = 0 and minute % 8 <= hash(minute // 8, service.n) % 8 then 'down' else 'up' end as state,
      20 + hash(minute, service.n) % 200 as latency_ms
    from checks`;
}
