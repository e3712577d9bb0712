/**
 * `sla check`: what was rejected, unmapped, missing, overlapping or cut off, before anybody sends a report.
 */
import { asOf, command, optional, quiet, spokenLang, workspace } from './command.ts';
import { describeFindings, needsAttention } from './findings.ts';
import { runRequest } from './requests.ts';

export const check = command({
  name: 'check',
  summary: 'say what was rejected, unmapped, missing, overlapping or cut off',
  arguments: { period: optional('[period]', 'month (2026-10) or quarter (2026-Q3); default: the last full month') },
  options: { workspace, lang: spokenLang, asOf, quiet },
  run: async (given, { now, say, tell, withProgress }) => {
    const request = await runRequest(given, now);
    const { prepareRun } = await import('../run/prepareRun.ts');
    const run = await withProgress((progress) => prepareRun({ ...request, progress }));
    run.warehouse.close();
    for (const line of describeFindings(run, given.lang ?? 'en', 20)) say(line);
    const kinds = run.findings.length;
    tell(`${run.periods.period.id}: ${kinds === 0 ? 'nothing found' : `${kinds} kinds of findings`}`);
    return needsAttention(run) ? 1 : 0;
  },
});
