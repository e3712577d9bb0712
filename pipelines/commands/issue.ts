/**
 * `sla issue`: a draft becomes the report that stands.
 */
import { SlaError } from '../errors.ts';
import { command, flag, reportOptions, required, slides } from './command.ts';
import { reportRequest } from './requests.ts';

export const issue = command({
  name: 'issue',
  summary: 'freeze the draft of a month or quarter: version, approver, date, and an entry in issues.jsonl',
  arguments: { period: required('<period>', 'month (2026-10) or quarter (2026-Q3)') },
  options: {
    ...reportOptions,
    slides,
    withOpenObjections: flag('issue although an objection in objections.yaml waits for its decision'),
  },
  run: async (given, terminal) => {
    if (given.by === null) {
      throw new SlaError({
        what: 'Nothing says who approves the report.',
        fix: `Name the approver: sla issue ${given.period} --by "Taro Yamada"`,
        state: 'Nothing was issued.',
      });
    }
    const asked = { ...given, asOf: null, issue: true, isOfDraft: true };
    const request = await reportRequest(asked, terminal.now);
    const isQuarter = given.period.includes('Q');
    const written = await terminal.withProgress(async (progress) =>
      isQuarter
        ? (await import('../run/writeQuarterly.ts')).writeQuarterly({ ...request, progress })
        : (await import('../run/writeMonthly.ts')).writeMonthly({ ...request, progress }),
    );
    const { reportWritten } = await import('./reportWritten.ts');
    return reportWritten(written, given.lang, terminal);
  },
});
