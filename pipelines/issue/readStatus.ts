/**
 * Where each period stands: drafted, interim, issued, restated.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Problem, SlaError } from '../errors.ts';
import type { Standing } from './acceptance.ts';
import { type ChainLine, readChain } from './chain.ts';

export interface PeriodStatus {
  period: string;
  /** The version issued last; null before the first. */
  issued: ChainLine | null;
  /** How many versions were issued. */
  versions: number;
  /** A draft lies in the folder: of the first version, or of the next. */
  isDrafted: boolean;
  hasInterim: boolean;
}

/** Periods in their order, and what does not hold in the record of issues. */
export function readStatus(reports: string): { periods: PeriodStatus[]; faults: string[] } {
  const { lines, faults } = readChain(reports);
  const folders = existsSync(reports) ? readdirSync(reports).filter((name) => /^\d{4}-(\d{2}|Q[1-4])$/.test(name)) : [];
  const periods = [...new Set([...folders, ...lines.map(({ period }) => period)])].sort();
  return { periods: periods.map((period) => statusOf(period, reports, lines)), faults };
}

function statusOf(period: string, reports: string, lines: readonly ChainLine[]): PeriodStatus {
  const own = lines.filter((line) => line.period === period);
  const folder = join(reports, period);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const has = (state: string) => names.some((name) => name.includes(`.${state}.`) && name.endsWith('.pdf'));
  return {
    period,
    issued: own.at(-1) ?? null,
    versions: own.length,
    isDrafted: has('draft'),
    hasInterim: has('interim'),
  };
}

/**
 * Where the version issued last of each period stands with the client; empty where there is no agreement to say so (the
 * reports of a workspace can be looked at alone).
 *
 * @param now epoch seconds
 * @throws SlaError for an agreement or an objections.yaml that cannot be read; what one period cannot be told is said of that period
 */
export async function withClient(
  workspace: string,
  periods: readonly PeriodStatus[],
  now: number,
): Promise<Map<string, Standing>> {
  if (!existsSync(join(workspace, 'contract.yaml'))) return new Map();
  const [{ readContract }, { readExclusions }, { objectionsOf, readObjections }, { standingOf }] = await Promise.all([
    import('../contract/readContract.ts'),
    import('../contract/readExclusions.ts'),
    import('../contract/readObjections.ts'),
    import('./acceptance.ts'),
  ]);
  const contract = readContract(workspace);
  const all = readObjections(workspace, contract, readExclusions(workspace, contract));
  return new Map(
    periods.flatMap(({ period, issued }) => {
      if (!issued) return [];
      const version = { version: issued.version, issuedAt: Date.parse(issued.issued_at) / 1000, until: null };
      return [[period, orOpen(() => standingOf(version, objectionsOf(all, period), contract, workspace, now))]];
    }),
  );
}

function orOpen(standing: () => Standing): Standing {
  try {
    return standing();
  } catch (error) {
    if (!(error instanceof SlaError)) throw error;
    const [{ what, fix }] = error.problems as [Problem];
    return { kind: 'open', because: [what, fix].join(' ') };
  }
}
