/** What `sla load` does, and what it says of it. */
import { relative, resolve, sep } from 'node:path';
import { readContract } from '../contract/readContract.ts';
import { SlaError } from '../errors.ts';
import { explainCommand } from '../exports/explain/explainCommand.ts';
import type { LoadReport } from '../exports/load/loadExports.ts';
import { openAndLoad, type RunRequest } from '../run/prepareRun.ts';

/** Loads all exports, or only the named files, which must lie under exports/. Nothing else of the warehouse changes. */
export async function loadFiles(
  request: Pick<RunRequest, 'workspace' | 'now' | 'progress'>,
  files: string[],
): Promise<LoadReport> {
  const contract = readContract(request.workspace);
  const only = files.map((file) => belowExports(request.workspace, file));
  const { warehouse, loads } = await openAndLoad(request, contract, only.length > 0 ? only : undefined);
  warehouse.close();
  const missed = only.filter((file) => loads.unknown.includes(file));
  if (missed.length > 0) throw unexplained(missed, request.workspace);
  return loads;
}

/** What a load did, a line each thing, for people. */
export function describeLoad(
  { loaded, unchanged, removed, unknown, unread, hidden, copies, replaced, stillSetAside }: LoadReport,
  workspace: string,
): string[] {
  const lines = loaded.map(
    ({ file, table, rows, rejected }) =>
      `loaded     ${file} -> ${table}: ${rows} rows${rejected > 0 ? `, ${rejected} set aside` : ''}`,
  );
  lines.push(...loaded.flatMap(({ file, notices }) => notices.map((notice) => `notice     ${file}: ${notice}`)));
  const anew = new Set(loaded.map(({ file }) => file));
  const leftOut = new Set(replaced.map(({ file }) => file));
  lines.push(
    ...removed
      .filter((file) => !anew.has(file) && !leftOut.has(file))
      .map((file) => `removed    ${file}: no longer in exports/`),
  );
  lines.push(...copies.map(({ file, sameAs }) => `skipped    ${file}: the same bytes as ${sameAs}`));
  lines.push(...replaced.map(({ file, by }) => `skipped    ${file}: its samples are folded in ${by}`));
  for (const file of unknown) {
    lines.push(`not read   ${file}: no entry in sources.yaml, and its name begins with no table's name`);
    lines.push(`           how to read it: ${explainCommand(workspace, file)}`);
  }
  lines.push(...unread.map(({ file, why }) => `not read   ${file}: ${why}`));
  lines.push(...hidden.map((file) => `skipped    ${file}: its name begins with a dot`));
  if (unchanged > 0) lines.push(`unchanged  ${unchanged} ${unchanged === 1 ? 'file' : 'files'}, loaded before`);
  for (const { file, rejected, rows } of stillSetAside)
    lines.push(`set aside  ${file}: ${rejected} rows when it was loaded, ${rows} were read; "sla check" names each`);
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

function unexplained(files: string[], workspace: string): SlaError {
  return new SlaError({
    what: `Nothing says how to read ${files.join(', ')}.`,
    where: 'sources.yaml',
    fix: `Name it after its table (tickets-2026-10.csv), or add an entry to sources.yaml. This proposes one:\n${explainCommand(workspace, files[0]!)}`,
    state: 'The file was not loaded.',
  });
}
