/**
 * `sla monthly`: exports in, a report to send out.
 */
import {
  asOf,
  at,
  audience,
  by,
  charts,
  command,
  flag,
  lang,
  optional,
  out,
  quiet,
  withEvidence,
  workspace,
} from './command.ts';
import { reportRequest } from './requests.ts';

export const monthly = command({
  name: 'monthly',
  summary: 'load, check, build and render the monthly report',
  arguments: { month: optional('[month]', 'for example 2026-10; default: the last full month') },
  options: {
    workspace,
    out,
    lang,
    asOf,
    quiet,
    charts,
    audience,
    withEvidence,
    issue: flag('issue it in one go, without a draft; needs --by'),
    by,
    at,
  },
  run: async (given, terminal) => {
    const request = await reportRequest({ ...given, period: given.month }, terminal.now);
    const { writeMonthly } = await import('../run/writeMonthly.ts');
    const written = await terminal.withProgress((progress) => writeMonthly({ ...request, progress }));
    const { reportWritten } = await import('./reportWritten.ts');
    return reportWritten(written, given.lang, terminal);
  },
});
