/**
 * `sla figures`: the figures of a period alone, for other programs.
 */
import { relative } from 'node:path';
import { asOf, command, oneOf, optional, quiet, required, workspace } from './command.ts';
import { runRequest } from './requests.ts';

export const figures = command({
  name: 'figures',
  summary: 'print the figures alone, for other programs',
  arguments: { period: required('<period>', 'month (2026-10) or quarter (2026-Q3)') },
  options: {
    workspace,
    out: optional('<dir>', 'folder to write into (default: standard output)'),
    asOf,
    quiet,
    format: oneOf('<format>', 'how', ['json', 'csv', 'parquet', 'arrow'], 'json'),
  },
  run: async (given, { now, say, write, withProgress }) => {
    const request = await runRequest(given, now);
    const { exportFigures, writeFigures } = await import('../report/exportFigures.ts');
    const { run, content } = await withProgress((progress) => exportFigures({ ...request, progress }, given.format));
    if (given.out === null) write(content);
    else say(relative('', writeFigures(given.out, run.periods.period.id, given.format, content)));
    const { needsAttention } = await import('./findings.ts');
    return needsAttention(run) ? 1 : 0;
  },
});
