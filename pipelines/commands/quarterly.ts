/**
 * `sla quarterly`: three months of exports in, a service review to sit down with.
 */
import { command, draftOptions, optional, repeated, slides } from './command.ts';
import { reportRequest } from './requests.ts';

export const quarterly = command({
  name: 'quarterly',
  summary: 'the same for a quarter: the service review',
  arguments: { quarter: optional('[quarter]', 'for example 2026-Q3; default: the last full quarter') },
  options: {
    ...draftOptions,
    slides,
    whatif: repeated(
      '<key=value>',
      'say in the appendix what another value of a key of contract.yaml would have made of the quarter; may be given several times',
    ),
  },
  run: async (given, terminal) => {
    const request = await reportRequest({ ...given, period: given.quarter }, terminal.now);
    const { writeQuarterly } = await import('../run/writeQuarterly.ts');
    const written = await terminal.withProgress((progress) => writeQuarterly({ ...request, progress }));
    const { reportWritten } = await import('./reportWritten.ts');
    return reportWritten(written, given.lang, terminal);
  },
});
