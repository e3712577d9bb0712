/**
 * `sla commentary`: the file in which the service manager adds words, with a place for each miss.
 */
import { relative } from 'node:path';
import { asOf, command, quiet, required, workspace } from './command.ts';
import { runRequest } from './requests.ts';

export const commentary = command({
  name: 'commentary',
  summary: 'write stubs for words: misses and outages of a period; words that are there are never overwritten',
  arguments: { period: required('<period>', 'month (2026-10) or quarter (2026-Q3)') },
  options: { workspace, asOf, quiet },
  run: async (given, { now, say, tell, withProgress }) => {
    const request = await runRequest(given, now);
    const [{ prepareRun }, { writeStubs }] = await Promise.all([
      import('../run/prepareRun.ts'),
      import('../report/writeStubs.ts'),
    ]);
    const run = await withProgress((progress) => prepareRun({ ...request, progress, writesTo: [] }));
    try {
      const { file, added, kept } = await writeStubs(run);
      say(relative('', file));
      tell(`${added} ${added === 1 ? 'stub' : 'stubs'} added, ${kept} left as they are`);
    } finally {
      run.warehouse.close();
    }
    return 0;
  },
});
