/**
 * `sla load`: new or changed exports into the warehouse.
 */
import { relative, resolve, sep } from 'node:path';
import { SlaError } from '../errors.ts';
import type { LoadReport } from '../exports/load/loadExports.ts';
import type { RunRequest } from '../run/prepareRun.ts';
import { command, flag, quiet, several, workspace } from './command.ts';

export const load = command({
  name: 'load',
  summary: 'load new or changed exports into the warehouse; the same bytes again change nothing',
  arguments: { files: several('[files...]', 'only these files below exports/ (default: all)') },
  options: { workspace, quiet, explain: flag('load nothing: look at the files and propose how to read them') },
  run: async ({ workspace, files, explain }, { now, say, withProgress }) => {
    if (explain) {
      const { explainFiles } = await import('../exports/explain/explainFiles.ts');
      for (const text of await explainFiles(workspace, files)) say(text);
      return 0;
    }
    const report = await withProgress((progress) => loadFiles({ workspace, now, progress }, files));
    for (const line of describeLoad(report)) say(line);
    return report.loaded.some(({ rejected }) => rejected > 0) ? 1 : 0;
  },
});

/** Loads all exports, or only the named files, which must lie under exports/. Nothing else of the warehouse changes. */
async function loadFiles(
  request: Pick<RunRequest, 'workspace' | 'now' | 'progress'>,
  files: string[],
): Promise<LoadReport> {
  const [{ readContract }, { openAndLoad }] = await Promise.all([
    import('../contract/readContract.ts'),
    import('../run/prepareRun.ts'),
  ]);
  const contract = readContract(request.workspace);
  const only = files.map((file) => belowExports(request.workspace, file));
  const { warehouse, loads } = await openAndLoad(request, contract, only.length > 0 ? only : undefined);
  warehouse.close();
  const missed = only.filter((file) => loads.unknown.includes(file));
  if (missed.length > 0) throw unexplained(missed);
  return loads;
}

/** What a load did, a line each thing, for people. */
function describeLoad({ loaded, unchanged, removed, unknown, copies }: LoadReport): string[] {
  const lines = loaded.map(
    ({ file, table, rows, rejected }) =>
      `loaded     ${file} -> ${table}: ${rows} rows${rejected > 0 ? `, ${rejected} set aside` : ''}`,
  );
  lines.push(...loaded.flatMap(({ file, notices }) => notices.map((notice) => `notice     ${file}: ${notice}`)));
  const replaced = new Set(loaded.map(({ file }) => file));
  lines.push(
    ...removed.filter((file) => !replaced.has(file)).map((file) => `removed    ${file}: no longer in exports/`),
  );
  lines.push(...copies.map(({ file, sameAs }) => `skipped    ${file}: the same bytes as ${sameAs}`));
  lines.push(
    ...unknown.map((file) => `not read   ${file}: no entry in sources.yaml, and its name begins with no table's name`),
  );
  if (unchanged > 0) lines.push(`unchanged  ${unchanged} ${unchanged === 1 ? 'file' : 'files'}, loaded before`);
  return lines.length > 0 ? lines : ['exports/ holds no files'];
}

function belowExports(workspace: string, file: string): string {
  const path = relative(resolve(workspace), resolve(file)).split(sep).join('/');
  if (path.startsWith('exports/')) return path;
  throw new SlaError({
    what: `${file} does not lie under exports/ of the workspace.`,
    where: resolve(workspace),
    fix: 'Copy the file into exports/, for example into exports/2026-10/, and load it there: the warehouse is rebuilt from that folder.',
    state: 'Nothing was loaded.',
  });
}

function unexplained(files: string[]): SlaError {
  return new SlaError({
    what: `Nothing says how to read ${files.join(', ')}.`,
    where: 'sources.yaml',
    fix: 'Name it after its table (tickets-2026-10.csv), or add an entry to sources.yaml. "sla load --explain FILE" proposes one.',
    state: 'The file was not loaded.',
  });
}
