/**
 * `sla status`: where each period stands.
 */
import type { Standing } from '../issue/acceptance.ts';
import type { PeriodStatus } from '../issue/readStatus.ts';
import { command, optional, out, quiet, workspace } from './command.ts';

export const status = command({
  name: 'status',
  summary: 'say where each period stands: interim, draft, issued, restated, objected, accepted',
  arguments: { period: optional('[period]', 'month (2026-10) or quarter (2026-Q3); default: all') },
  options: { workspace, out, quiet },
  run: async ({ workspace, out, period: only }, { say, tell, now }) => {
    const [{ join }, { readStatus, withClient }] = await Promise.all([
      import('node:path'),
      import('../issue/readStatus.ts'),
    ]);
    const { periods, faults } = readStatus(out ?? join(workspace, 'reports'));
    const standings = await withClient(workspace, periods, now);
    for (const status of periods) {
      if (only !== null && status.period !== only) continue;
      const standing = standings.get(status.period);
      const states = [...statesOf(status), ...(standing ? [standingText(standing)] : [])];
      say(`${status.period.padEnd(7)}  ${states.join('; ') || 'nothing written'}`);
    }
    for (const fault of faults) say(`error: ${fault}`);
    if (periods.length === 0) tell('No report was written yet.');
    return faults.length > 0 ? 1 : 0;
  },
});

function statesOf({ issued, versions, isDrafted, hasInterim }: PeriodStatus): string[] {
  const kind = versions > 1 ? 'restated' : 'issued';
  return [
    ...(issued ? [`${kind}, version ${issued.version} by ${issued.issued_by} at ${issued.issued_at}`] : []),
    ...(isDrafted ? [issued ? 'draft of the next version' : 'draft'] : []),
    ...(hasInterim && !issued && !isDrafted ? ['interim'] : []),
  ];
}

function standingText(standing: Standing): string {
  switch (standing.kind) {
    case 'accepted':
      return `accepted by ${standing.by} on ${standing.on}`;
    case 'deemed':
      return `taken as accepted: nobody objected up to ${standing.on}`;
    case 'objected':
      return `objected: ${standing.open} to decide, ${standing.decided} decided`;
    case 'pending':
      return `objections until ${standing.until}, ${standing.daysLeft} business days left`;
    case 'unanswered':
      return 'not accepted yet';
    case 'open':
      return `until when it can be objected to cannot be told: ${standing.because}`;
  }
}
