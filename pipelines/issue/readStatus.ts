/**
 * Where each period stands: drafted, interim, issued, restated.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
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
