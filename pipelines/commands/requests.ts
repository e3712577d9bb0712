/** What a command line asks of a run, with its instants read. */
import type { Language } from '../contract/Contract.ts';
import { SlaError } from '../errors.ts';
import type { ReportRequest } from '../run/assemble.ts';
import type { RunRequest } from '../run/prepareRun.ts';
import type { Audience } from '../run/redactorOf.ts';

interface Asked {
  workspace: string;
  period: string | null;
  asOf: string | null;
}

/** @throws SlaError for an --as-of that is no instant. */
export async function runRequest({ workspace, period, asOf }: Asked, now: number): Promise<RunRequest> {
  return { workspace, period, asOf: asOf === null ? null : await parseInstant(asOf, workspace), now };
}

interface AskedReport extends Asked {
  out: string | null;
  lang: Language | null;
  charts: boolean;
  slides?: boolean;
  audience: Audience | null;
  withEvidence: boolean;
  /** Other values of keys of the agreement that the appendix tries. */
  whatif?: string[];
  issue: boolean;
  by: string | null;
  at: string | null;
  /** Issued as it was drafted. */
  isOfDraft?: boolean;
  /** Issued although an objection waits for its decision. */
  withOpenObjections?: boolean;
}

/** @throws SlaError for an --as-of or --at that is no instant, and for an issue that nobody approves. */
export async function reportRequest(asked: AskedReport, now: number): Promise<ReportRequest> {
  const { out, lang: language, charts, slides = false, audience, withEvidence, whatif = [] } = asked;
  return {
    ...(await runRequest(asked, now)),
    out,
    language,
    charts,
    slides,
    audience,
    withEvidence,
    whatif,
    approval: await approvalOf(asked),
  };
}

async function approvalOf({
  issue,
  by,
  at,
  isOfDraft = false,
  withOpenObjections = false,
  workspace,
}: AskedReport): Promise<NonNullable<ReportRequest['approval']> | null> {
  const name = by?.trim() ?? '';
  if (issue !== (name !== '') || (at !== null && !issue)) {
    throw new SlaError({
      what: issue
        ? 'Nothing says who approves the report.'
        : 'An approver or a date of issue is named, but nothing is issued.',
      where: issue ? '--by' : at === null ? '--by' : '--at',
      fix: issue
        ? 'Name the approver: --issue --by "Taro Yamada"'
        : 'Add --issue to issue the report; without it a draft is written.',
      state: 'Nothing was written.',
    });
  }
  if (!issue) return null;
  return {
    by: name,
    at: at === null ? null : await parseInstant(at, workspace, '--at'),
    isOfDraft,
    withOpenObjections,
  };
}

/** An instant of --as-of or --at: ISO 8601 with an offset, or local to the contract's zone. */
async function parseInstant(text: string, workspace: string, option: '--as-of' | '--at' = '--as-of'): Promise<number> {
  const [{ DateTime }, { readContract }] = await Promise.all([import('luxon'), import('../contract/readContract.ts')]);
  const { timezone } = readContract(workspace);
  const instant = DateTime.fromISO(text, { zone: timezone });
  // As far as instants of the data may reach: calendars are expanded up to the cut-off.
  if (instant.isValid && instant.year >= 1970 && instant.year <= 2105) return Math.floor(instant.toSeconds());
  throw new SlaError({
    what: `"${text}" is no date and time${instant.isValid ? ' from 1970 to 2105' : ''}.`,
    where: option,
    fix: "Write it as 2026-10-31T18:00:00+09:00, or 2026-10-31 for midnight in the contract's zone.",
    state: 'Nothing was done.',
  });
}
