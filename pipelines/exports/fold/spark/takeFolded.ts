/** Takes in a file of runs as the fold of its samples: the same rows in raw.uptime_runs, and the same findings. */
import { quote, type Warehouse } from '../../../warehouse/Warehouse.ts';
import type { ExportFile } from '../../load/findExports.ts';
import type { Notice } from '../../load/notices.ts';
import { unreadable } from '../../read/unreadable.ts';
import type { FoldContext } from '../plan.ts';
import { type FoldedFile, foldedColumns, readFolded } from './FoldedFile.ts';
import { runsIn } from './Shard.ts';

/** Files with rows that cannot be read are named one by one up to this many. */
const listed = 20;

/**
 * @returns null for a file of samples.
 * @throws SlaError when the agreement asks for other runs than these, and when they are no runs.
 */
export async function takeFolded(
  warehouse: Warehouse,
  file: ExportFile,
  { gaps, loadId, loadedAt }: FoldContext,
): Promise<{ rows: number; rejected: number; columns: string[]; notices: Notice[] } | null> {
  if (!/\.parquet$/i.test(file.file)) return null;
  const said = await readFolded(warehouse, file.path);
  if (said === null) return null;
  await requireRuns(warehouse, file, said);
  requireGaps(file, said, gaps.seconds);
  const known = `service_id in (${[...gaps.seconds.keys()].map(quote).join(', ')})`;
  const runs = runsIn(file.path);
  await warehouse.run(
    `insert into raw.uptime_runs select service_id, location, state, first_at, last_at, samples, ${await loadId()} from ${runs} where ${known}`,
  );
  const { samples, last } = await warehouse.row<{ samples: number; last: number | null }>(
    `select coalesce(sum(samples), 0)::bigint as samples, max(last_at) as last from ${runs} where ${known}`,
  );
  const dropped = await warehouse.rows<{ service: string; samples: number }>(
    `select service_id as service, sum(samples)::bigint as samples from ${runs} where not ${known} group by 1 order by 2 desc, 1`,
  );
  return {
    rows: samples,
    rejected: said.counted.unreadable,
    columns: [...foldedColumns],
    notices: [...findings(said, dropped), ...future(last, loadedAt)],
  };
}

/** Runs as any fold leaves them: in their columns, none beside another in one series, as many samples as are said. */
async function requireRuns(warehouse: Warehouse, { path, file }: ExportFile, said: FoldedFile): Promise<void> {
  const damaged = (what: string) =>
    unreadable(
      file,
      `The runs in this file are damaged: ${what}.`,
      'Bring the results of the fold in again: sla fold --engine spark --bring FOLDER',
    );
  const found = await warehouse
    .row<{ samples: number; odd: number; crossing: number }>(`
      select coalesce(sum(samples), 0)::bigint as samples,
        count(*) filter (not coalesce(first_at between 0 and last_at and last_at < 4294967296 and samples > 0 and state in ('up', 'down', 'unknown')
          and location is not null and service_id is not null, false)) as odd,
        count(*) filter (before_at > first_at) as crossing
      from (select *, lag(last_at) over (partition by service_id, location order by first_at, last_at) as before_at from ${runsIn(path)})`)
    .catch(() => null);
  if (found === null) throw damaged('columns are missing, or it was cut off');
  if (found.odd > 0) throw damaged(`${found.odd} of them have no state, end before they begin, or have no samples`);
  if (found.crossing > 0) throw damaged(`${found.crossing} of them begin before the one in front has ended`);
  if (found.samples !== said.counted.samples)
    throw damaged(`they hold ${found.samples} samples, and ${said.counted.samples} were folded`);
}

/** Shorter gaps than asked for do no harm: longer ones are joined later. Runs that bridge a longer one cannot be parted. */
function requireGaps({ file }: ExportFile, said: FoldedFile, gaps: Map<string, number>): void {
  const { services, of } = said.unknown;
  for (const [service, seconds] of gaps) {
    const folded = said.gaps[service];
    const wasThere = services.some((each) => each.service === service) || of > services.length;
    if (folded === undefined ? !wasThere : folded <= seconds) continue;
    throw unreadable(
      file,
      folded === undefined
        ? `Its samples of service "${service}" were left out: the agreement did not name it when they were folded.`
        : `Its runs of service "${service}" bridge gaps of ${folded} s, and the agreement tolerates ${seconds} s now.`,
      `Fold its files again: sla fold --engine spark ${said.job.inputs.join(' ')}`,
    );
  }
}

/** What the fold counted, in the words in which it is said of every file. */
function findings(said: FoldedFile, dropped: { service: string; samples: number }[]): Notice[] {
  const { counted, unknown, files, engine } = said;
  const bytes = files.reduce((sum, file) => sum + Math.max(0, file.bytes), 0);
  const notices: Notice[] = [
    {
      kind: 'reading',
      message: `${counted.samples} samples of ${files.length} files (${bytes} bytes; the first: ${files[0]?.path ?? 'none'}) were folded by ${engine} where they lie: their rows are not here`,
    },
    ...unreadableFiles(said),
    ...[...unknown.services, ...dropped].map(({ service, samples }) => ({
      kind: 'unknown-service',
      message: `service "${service}" is not in the contract: ${samples} samples were not read`,
      column_name: 'service_id',
      value: service,
      row_count: samples,
    })),
  ];
  if (counted.repeated > 0)
    notices.push({
      kind: 'repeated',
      message: `${counted.repeated} samples repeat others and changed nothing`,
      row_count: counted.repeated,
    });
  if (counted.contradicting > 0)
    notices.push({
      kind: 'contradicting',
      message: `${counted.contradicting} samples contradict others of the same service, location and second: down counts before up, up before unknown`,
      row_count: counted.contradicting,
    });
  return notices;
}

function unreadableFiles({ files, counted }: FoldedFile): Notice[] {
  const bad = files.filter(({ unreadable: rows }) => rows > 0);
  const notices = bad.slice(0, listed).map(({ path, unreadable: rows, example }) => ({
    kind: 'unread-samples',
    message: `${rows} rows of ${path} cannot be read, for example: ${example ?? ''}`,
    ...(example === null ? {} : { value: example }),
    row_count: rows,
  }));
  if (bad.length <= listed) return notices;
  const rest = counted.unreadable - notices.reduce((sum, { row_count }) => sum + row_count, 0);
  return [
    ...notices,
    {
      kind: 'unread-samples',
      message: `${rest} rows of ${bad.length - listed} further files cannot be read`,
      row_count: rest,
    },
  ];
}

function future(last: number | null, loadedAt: string): Notice[] {
  if (last === null || last <= Math.floor(Date.parse(loadedAt) / 1000) + 86_400) return [];
  const at = new Date(last * 1000).toISOString();
  return [
    { kind: 'future', message: `samples lie after the day on which the file was loaded; the last: ${at}`, value: at },
  ];
}
