/**
 * `sla load`: new or changed exports into the warehouse.
 */
import { command, flag, quiet, several, workspace } from './command.ts';

export const load = command({
  name: 'load',
  summary: 'load new or changed exports into the warehouse; the same bytes again change nothing',
  arguments: { files: several('[files...]', 'only these files below exports/ (default: all)') },
  options: {
    workspace,
    quiet,
    explain: flag('load nothing: look at the files and propose how to read them'),
    write: flag('with --explain: put what is proposed into sources.yaml, after showing it'),
  },
  run: async ({ workspace, files, explain, write }, { now, say, tell, withProgress }) => {
    if (explain || write) {
      const { explainAndWrite } = await import('../exports/explain/explainFiles.ts');
      return await explainAndWrite(workspace, files, { isExplained: explain, isWritten: write }, say, tell);
    }
    const { describeLoad, loadFiles } = await import('./loadFiles.ts');
    const report = await withProgress((progress) => loadFiles({ workspace, now, progress }, files));
    for (const line of describeLoad(report, workspace)) say(line);
    const isComplete = report.unknown.length === 0 && report.unread.length === 0;
    const isWhole = report.stillSetAside.length === 0 && report.loaded.every(({ rejected }) => rejected === 0);
    return isComplete && isWhole ? 0 : 1;
  },
});
