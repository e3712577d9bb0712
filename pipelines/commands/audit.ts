/**
 * `sla audit`: why a measure was met or breached, or a service available or not, down to file and row.
 */
import { asOf, command, lang, oneOf, optional, quiet, several, workspace } from './command.ts';
import { runRequest } from './requests.ts';

export const audit = command({
  name: 'audit',
  summary: 'show the clock of tickets, or the outages of a service, span by span, down to file and row',
  arguments: { what: several('[what...]', 'ticket ids; with --service the period (default: the last full month)') },
  options: {
    workspace,
    out: optional('<dir>', 'folder of the PDF (default: reports/audit/ of the workspace)'),
    lang,
    asOf,
    quiet,
    service: optional('<id>', 'audit this service instead of tickets'),
    format: oneOf('<format>', 'how', ['text', 'json', 'pdf'], 'text'),
  },
  run: async (given, { now, write, tell, withProgress }) => {
    const { format, out, lang: language } = given;
    const request = { ...(await runRequest({ ...given, period: null }, now)), format, language, out };
    const { auditSubject, runAudit } = await import('../audit/runAudit.ts');
    const subject = auditSubject(given.what, given.service);
    const { output, missingGlyphs, exitCode } = await withProgress((progress) =>
      runAudit({ ...request, progress }, subject),
    );
    write(output.endsWith('\n') ? output : `${output}\n`);
    const { describeMissingGlyphs } = await import('./reportWritten.ts');
    for (const line of describeMissingGlyphs(missingGlyphs)) tell(line);
    return exitCode;
  },
});
