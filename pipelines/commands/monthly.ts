/**
 * `sla monthly`: exports in, a report to send out.
 */
import { command, draftOptions, optional } from './command.ts';
import { reportRequest } from './requests.ts';

export const monthly = command({
  name: 'monthly',
  summary: 'load, check, build and render the monthly report',
  arguments: { month: optional('[month]', 'for example 2026-10; default: the last full month') },
  options: draftOptions,
  run: async (given, terminal) => {
    const request = await reportRequest({ ...given, period: given.month }, terminal.now);
    const { writeMonthly } = await import('../run/writeMonthly.ts');
    const written = await terminal.withProgress((progress) => writeMonthly({ ...request, progress }));
    const { reportWritten } = await import('./reportWritten.ts');
    return reportWritten(written, given.lang, terminal);
  },
});
