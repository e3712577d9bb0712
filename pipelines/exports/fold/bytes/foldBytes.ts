/**
 * Folds a plain CSV by its bytes: several times faster than SQL can read it, and the same runs.
 *
 * It declines what it does not know (another delimiter, quotes with line ends, an odd instant), and SQL reads the file. A
 * service of which a row is late, stands twice or contradicts another is folded by SQL alone, which names the row.
 */
import { quote, type Warehouse } from '../../../warehouse/Warehouse.ts';
import type { ExportFile } from '../../load/findExports.ts';
import type { Source } from '../../mapping/Source.ts';
import { zonePieces } from '../../mapping/zonePieces.ts';
import { fold as foldName } from '../../read/csvRecords.ts';
import { isNamedGzip } from '../foldInput.ts';
import type { FoldContext, FoldGaps, FoldInput, FoldPlan, FoldSummary } from '../plan.ts';
import type { ByteFoldPlan } from './ByteFold.ts';
import { foldFile, foldGzipFile } from './foldFile.ts';
import { type JoinedRanges, type JoinedRun, joinRanges } from './joinRanges.ts';

export interface ByteFolded {
  ranges: JoinedRanges;
  /** The plan under which SQL numbers the same services and locations, for the rows that have to be named. */
  plan: FoldPlan;
  /** What SQL has to fold: the odd services alone; null where there is none. */
  odd: FoldInput | null;
}

const states = ['unknown', 'up', 'down'];

/** Runs into raw.uptime_runs, but for those of odd services. @returns null when the file is one for SQL. */
export async function foldBytes(
  warehouse: Warehouse,
  file: ExportFile,
  source: Source,
  input: FoldInput,
  context: FoldContext,
): Promise<ByteFolded | null> {
  const services = [...context.gaps.seconds];
  if (services.length === 0) return null;
  const plan = planOf(source, input, context.gaps);
  const folded = isNamedGzip(file) ? await foldGzipFile(file.path, plan) : await foldFile(file.path, file.bytes, plan);
  if (folded === null) return null;
  const ranges = joinRanges(
    folded,
    services.map(([, gap]) => gap),
  );
  await appendRuns(
    warehouse,
    ranges.runs,
    services.map(([id]) => id),
    await context.loadId(),
  );
  const large = { ...numbered(input), isSmall: false };
  const names = [...ranges.odd].map((number) => quote(services[number]![0]));
  return {
    ranges,
    plan: { input: large, gaps: context.gaps, locations: ranges.locations.length > 0 ? ranges.locations : [''] },
    odd: names.length === 0 ? null : { ...large, where: `${large.samples.service.value} in (${names.join(', ')})` },
  };
}

/** What both ways counted, as SQL alone would have. */
export function addSummaries({ ranges }: ByteFolded, odd: FoldSummary | null): FoldSummary {
  return {
    samples: ranges.samples + (odd?.samples ?? 0),
    unreadable: 0,
    unknownService: ranges.unknownService,
    unseenLocation: 0,
    repeated: odd?.repeated ?? 0,
    contradicting: odd?.contradicting ?? 0,
    last: ranges.last,
  };
}

function planOf({ zone }: Source, { header }: FoldInput, gaps: FoldGaps): ByteFoldPlan {
  const columns = header.map(foldName);
  const place = columns.indexOf('location');
  return {
    services: [...gaps.seconds],
    columns: {
      count: columns.length,
      service: columns.indexOf('service_id'),
      instant: columns.indexOf('checked_at'),
      state: columns.indexOf('state'),
      location: place < 0 ? null : place,
    },
    zone: zone === null ? [] : zonePieces(zone),
  };
}

/** Rows numbered before any are left out. */
function numbered(input: FoldInput): FoldInput {
  return { ...input, relation: `(select *, ${input.row} as _n from ${input.relation})`, row: '_n' };
}

async function appendRuns(warehouse: Warehouse, runs: JoinedRun[], services: string[], loadId: number): Promise<void> {
  const appender = await warehouse.connection.createAppender('uptime_runs', 'raw');
  for (const { service, location, state, first, last, samples } of runs) {
    appender.appendVarchar(services[service]!);
    appender.appendVarchar(location);
    appender.appendVarchar(states[state]!);
    appender.appendBigInt(BigInt(first));
    appender.appendBigInt(BigInt(last));
    appender.appendBigInt(BigInt(samples));
    appender.appendInteger(loadId);
    appender.endRow();
  }
  appender.closeSync();
}
