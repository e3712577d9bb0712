/**
 * `sla status`: where each period stands.
 */
import { command, optional, out, quiet, workspace } from './command.ts';

export const status = command({
  name: 'status',
  summary: 'say where each period stands: interim, draft, issued, restated',
  arguments: { period: optional('[period]', 'month (2026-10) or quarter (2026-Q3); default: all') },
  options: { workspace, out, quiet },
  run: async ({ workspace, out, period: only }, { say, tell }) => {
    const [{ join }, { readStatus }] = await Promise.all([import('node:path'), import('../issue/readStatus.ts')]);
    const { periods, faults } = readStatus(out ?? join(workspace, 'reports'));
    for (const { period, issued, versions, isDrafted, hasInterim } of periods) {
      if (only !== null && period !== only) continue;
      const states = [
        ...(issued
          ? [
              `${versions > 1 ? 'restated' : 'issued'}, version ${issued.version} by ${issued.issued_by} at ${issued.issued_at}`,
            ]
          : []),
        ...(isDrafted ? [issued ? 'draft of the next version' : 'draft'] : []),
        ...(hasInterim && !issued && !isDrafted ? ['interim'] : []),
      ];
      say(`${period.padEnd(7)}  ${states.join('; ') || 'nothing written'}`);
    }
    for (const fault of faults) say(`error: ${fault}`);
    if (periods.length === 0) tell('No report was written yet.');
    return faults.length > 0 ? 1 : 0;
  },
});
