/**
 * Joins the runs of several folds into those of one fold over all their files.
 *
 * Where the time of a service does not overlap, its runs are put one behind the other. Where it does, no rule on runs can say
 * which samples stood between which: such a service is folded again, from the samples of all.
 */
import { SlaError } from '../../../errors.ts';
import { quote, type Warehouse } from '../../../warehouse/Warehouse.ts';
import type { FoldGaps } from '../plan.ts';
import type { FoldedFile } from './FoldedFile.ts';
import type { SparkOutput } from './readOutput.ts';
import { type Folder, runsIn, type Shard } from './Shard.ts';
import { keyOfJob } from './sparkJob.ts';

/** @param again services that overlap. @throws SlaError when the files of the folds are read in different ways. */
export async function joinFolds(
  warehouse: Warehouse,
  added: SparkOutput,
  shards: Shard[],
  again: string[],
  foldAgain: Folder,
): Promise<SparkOutput> {
  const inputs = [...new Set([...shards.flatMap(({ said }) => said.job.inputs), ...added.said.job.inputs])];
  for (const shard of shards) requireSameReading(shard, added.said);
  const fresh = again.length > 0 ? await refold(added.said, shards, again, inputs, foldAgain) : null;
  const kept = [added.runs, ...shards.map(({ path }) => runsIn(path))]
    .map((relation) => `select * from ${relation} where service_id not in (${['', ...again].map(quote).join(', ')})`)
    .join(' union all ');
  await warehouse.run(
    `create or replace temp table joined_runs as ${joinedRuns(`(${kept})`, added.said.gaps)}${fresh === null ? '' : ` union all select * from ${fresh.runs}`}`,
  );
  const said = sumOf(
    [added.said, ...shards.map((shard) => shard.said)],
    inputs,
    await forgotten(warehouse, added.said, shards),
  );
  const counted = await warehouse.row<Pick<FoldedFile['counted'], 'samples' | 'repeated' | 'contradicting'>>(
    `select coalesce(sum(samples), 0)::bigint as samples, coalesce(sum(repeated), 0)::bigint as repeated,
       coalesce(sum(contradicting), 0)::bigint as contradicting from joined_runs`,
  );
  return { runs: 'joined_runs', said: { ...said, counted: { ...said.counted, ...counted } } };
}

async function refold(
  added: FoldedFile,
  shards: Shard[],
  services: string[],
  inputs: string[],
  foldAgain: Folder,
): Promise<SparkOutput> {
  const gaps: FoldGaps = { key: 'again', seconds: new Map(services.map((service) => [service, added.gaps[service]!])) };
  const { format, columns, zone } = added.job;
  const fresh = await foldAgain({ inputs, format, columns, zone, gaps });
  requireSameFiles(fresh.said, [...shards.map(({ said }) => said), added]);
  return fresh;
}

/** Services of the earlier folds that the agreement no longer names: from now on, unknown ones. */
async function forgotten(warehouse: Warehouse, { gaps }: FoldedFile, shards: Shard[]) {
  const runs = shards.map(({ path }) => `select * from ${runsIn(path)}`).join(' union all ');
  return await warehouse.rows<{ service: string; samples: number }>(
    `select service_id as service, sum(samples)::bigint as samples from (${runs})
     where service_id not in (${['', ...Object.keys(gaps)].map(quote).join(', ')}) group by 1`,
  );
}

/** A run goes on in the next file where its state does, and no gap lies between. */
function joinedRuns(runs: string, gaps: FoldedFile['gaps']): string {
  const tolerated = Object.entries(gaps).map(([service, seconds]) => `(${quote(service)}, ${seconds})`);
  const rank = `case state when 'unknown' then 0 when 'up' then 1 else 2 end`;
  return `
    select service_id, location, any_value(state) as state, min(first_at) as first_at, max(last_at) as last_at,
      sum(samples)::bigint as samples, sum(repeated)::bigint as repeated, sum(contradicting)::bigint as contradicting
    from (
      select *, sum(is_start) over (partition by service_id, location order by first_at, ${rank} rows unbounded preceding) as n
      from (
        select runs.*, (not coalesce(state = lag(state) over series and first_at - lag(last_at) over series <= tolerated.seconds, false))::integer as is_start
        from ${runs} as runs
        inner join (values ${tolerated.join(', ')}) as tolerated(service_id, seconds) using (service_id)
        window series as (partition by service_id, location order by first_at, ${rank})
      )
    )
    group by service_id, location, n`;
}

function requireSameReading({ path, said }: Shard, added: FoldedFile): void {
  const reading = ({ job: { format, columns, zone } }: FoldedFile) => JSON.stringify([format, columns, zone]);
  if (reading(said) === reading(added)) return;
  throw new SlaError({
    what: 'The time of a service overlaps that of an earlier fold, whose files have another format, other columns or another zone: they cannot be folded together.',
    where: path,
    fix: 'Write the samples of both in one format, and fold them together.',
    state: 'Nothing was brought in.',
  });
}

function requireSameFiles(fresh: FoldedFile, before: FoldedFile[]): void {
  const text = (files: FoldedFile['files']) =>
    files.map(({ path, bytes, modified_at }) => `${path} ${bytes} ${modified_at}`).sort();
  const [now, then] = [text(fresh.files), text(before.flatMap(({ files }) => files))];
  const changed = then.find((file) => !now.includes(file)) ?? now.find((file) => !then.includes(file));
  if (changed === undefined) return;
  throw new SlaError({
    what: `A file is not as it was when it was folded first: ${changed}`,
    fix: 'Fold all files anew, and remove the earlier files of runs from exports/.',
    state: 'Nothing was brought in.',
  });
}

function sumOf(parts: FoldedFile[], inputs: string[], gone: { service: string; samples: number }[]): FoldedFile {
  const [first] = parts;
  const { format, columns, zone } = first!.job;
  const gaps = { key: '', seconds: new Map(Object.entries(first!.gaps)) };
  const sum = (name: keyof FoldedFile['counted']) => parts.reduce((total, { counted }) => total + counted[name], 0);
  const unknown = new Map<string, number>();
  for (const { service, samples } of [...gone, ...parts.flatMap((part) => part.unknown.services)])
    unknown.set(service, (unknown.get(service) ?? 0) + samples);
  const services = [...unknown].map(([service, samples]) => ({ service, samples }));
  return {
    ...first!,
    job: {
      key: keyOfJob({ inputs, format, columns, zone, gaps, output: '', tables: '' }),
      inputs,
      format,
      columns,
      zone,
    },
    files: parts.flatMap(({ files }) => files).sort((a, b) => (a.path < b.path ? -1 : 1)),
    counted: {
      samples: sum('samples'),
      unreadable: sum('unreadable'),
      unknownService: sum('unknownService') + gone.reduce((total, { samples }) => total + samples, 0),
      repeated: sum('repeated'),
      contradicting: sum('contradicting'),
    },
    unknown: {
      services: services.sort((a, b) => b.samples - a.samples || (a.service < b.service ? -1 : 1)),
      of: Math.max(services.length, ...parts.map((part) => part.unknown.of)),
    },
  };
}
