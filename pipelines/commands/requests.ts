/** What a command line asks of a run, with its instants read. */
import type { Language } from '../contract/Contract.ts';
import { SlaError } from '../errors.ts';
import type { RunRequest } from '../run/prepareRun.ts';
import type { ReportRequest } from '../run/writeReport.ts';

interface Asked {
  workspace: string;
  period: string | null;
  asOf: string | null;
}

/** @throws SlaError for an --as-of that is no instant. */
export async function runRequest({ workspace, period, asOf }: Asked, now: number): Promise<RunRequest> {
  return { workspace, period, asOf: asOf === null ? null : await parseInstant(asOf, workspace), now };
}

/** @throws SlaError for an --as-of that is no instant. */
export async function reportRequest(
  asked: Asked & { out: string | null; lang: Language | null; charts: boolean },
  now: number,
): Promise<ReportRequest> {
  const { out, lang: language, charts } = asked;
  return { ...(await runRequest(asked, now)), out, language, charts };
}

/** An instant of --as-of: ISO 8601 with an offset, or local to the contract's zone. */
async function parseInstant(text: string, workspace: string): Promise<number> {
  const [{ DateTime }, { readContract }] = await Promise.all([import('luxon'), import('../contract/readContract.ts')]);
  const { timezone } = readContract(workspace);
  const instant = DateTime.fromISO(text, { zone: timezone });
  if (instant.isValid) return Math.floor(instant.toSeconds());
  throw new SlaError({
    what: `"${text}" is no date and time.`,
    where: '--as-of',
    fix: "Write it as 2026-10-31T18:00:00+09:00, or 2026-10-31 for midnight in the contract's zone.",
    state: 'Nothing was done.',
  });
}
