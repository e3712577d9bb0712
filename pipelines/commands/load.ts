/**
 * `sla load`: new or changed exports into the warehouse.
 */
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
    const { describeLoad, loadFiles } = await import('./loadFiles.ts');
    const report = await withProgress((progress) => loadFiles({ workspace, now, progress }, files));
    for (const line of describeLoad(report, workspace)) say(line);
    const isComplete = report.unknown.length === 0 && report.unread.length === 0;
    const isWhole = report.stillSetAside.length === 0 && report.loaded.every(({ rejected }) => rejected === 0);
    return isComplete && isWhole ? 0 : 1;
  },
});
