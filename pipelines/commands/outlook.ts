/**
 * `sla outlook`: what of a running period is lost, what can still be saved, and by when.
 */
import { asOf, command, lang, oneOf, optional, quiet, workspace } from './command.ts';
import { runRequest } from './requests.ts';

export const outlook = command({
  name: 'outlook',
  summary: 'say what of a running period is lost or at risk, and what must be done by when',
  help: 'Exit code 1 if anything is lost or at risk, so that cron can mail it. Nothing is issued, no version is spent.',
  arguments: { period: optional('[period]', 'month (2026-10) or quarter (2026-Q4); default: the running month') },
  options: { workspace, asOf, lang, quiet, format: oneOf('<format>', 'how', ['text', 'json', 'html'], 'text') },
  run: async (given, { now, write, withProgress }) => {
    const asked = await runRequest(given, now);
    const [{ prepareRun }, { readOutlook }, { readContract }, { monthOf }] = await Promise.all([
      import('../run/prepareRun.ts'),
      import('../outlook/readOutlook.ts'),
      import('../contract/readContract.ts'),
      import('../period.ts'),
    ]);
    const { timezone } = readContract(given.workspace);
    const period = asked.period ?? monthOf(asked.asOf ?? now, timezone);
    const run = await withProgress((progress) =>
      prepareRun({ ...asked, period, isCutAnywhere: true, progress, writesTo: [] }),
    );
    try {
      const found = await readOutlook(run);
      const { client, language } = run.contract;
      if (given.format === 'json') write((await import('../outlook/outlookJson.ts')).outlookJson(found));
      else {
        const { outlookText, outlookHtml } = await import('../../templates/outlook.ts');
        const draw = given.format === 'html' ? outlookHtml : outlookText;
        write(draw(found, client.name, given.lang ?? language));
      }
      return found.status === 'lost' || found.status === 'at-risk' ? 1 : 0;
    } finally {
      run.warehouse.close();
    }
  },
});
