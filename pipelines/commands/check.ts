/**
 * `sla check`: what was rejected, unmapped, missing, overlapping or cut off, before anybody sends a report.
 */
import { asOf, command, optional, quiet, spokenLang, workspace } from './command.ts';
import { runRequest } from './requests.ts';

export const check = command({
  name: 'check',
  summary: 'say what was rejected, unmapped, missing, overlapping or cut off',
  arguments: { period: optional('[period]', 'month (2026-10) or quarter (2026-Q3); default: the last full month') },
  options: { workspace, lang: spokenLang, asOf, quiet },
  run: async (given, { now, say, tell, withProgress }) => {
    const request = await runRequest(given, now);
    const [{ prepareRun }, { describeFindings, needsAttention }] = await Promise.all([
      import('../run/prepareRun.ts'),
      import('./findings.ts'),
    ]);
    const run = await withProgress((progress) => prepareRun({ ...request, progress, writesTo: [] }));
    const { changedSinceIssue } = await import('../issue/changedSince.ts');
    const since = await changedSinceIssue(run).finally(() => run.warehouse.close());
    for (const line of describeFindings(run, given.lang ?? 'en', 20)) say(line);
    const { placeholdersOf } = await import('../contract/placeholders.ts');
    const blanks = placeholdersOf(given.workspace);
    for (const { what, where, fix } of blanks) say(`error: ${where}: ${what} ${fix}`);
    const lang = given.lang ?? 'en';
    if (since) {
      const { period, version, issued_at } = since.manifest;
      say(
        `warning: Since version ${version} of ${period} was issued at ${issued_at}, something changed (${since.changes.length})`,
      );
      for (const change of since.changes.slice(0, 20)) say(`  ${change[lang]}`);
      say(`  fix  Look at the draft of the next version: sla ${since.manifest.kind} ${period}`);
    }
    const kinds = run.findings.length + (blanks.length > 0 ? 1 : 0);
    tell(`${run.periods.period.id}: ${kinds === 0 ? 'nothing found' : `${kinds} kinds of findings`}`);
    return needsAttention(run) || blanks.length > 0 ? 1 : 0;
  },
});
