/** Asks a copy of the warehouse what another agreement would have said. Neither the workspace nor its warehouse is written. */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Contract } from '../contract/Contract.ts';
import { SlaError } from '../errors.ts';
import { isoInstant } from '../isoInstant.ts';
import { monthsBetween, nextPeriod, type Period, parsePeriod } from '../period.ts';
import { type Figures, readFigures } from '../report/figures.ts';
import { prepareRun, type Run, type RunRequest } from '../run/prepareRun.ts';
import { quote } from '../warehouse/Warehouse.ts';
import { compareAgreements, lostSeconds, type Outage, turnsOf } from './compareAgreements.ts';
import type { Held, WhatIf } from './WhatIf.ts';

interface Asked extends RunRequest {
  /** `2026-10`, `2026-Q3`, or a span of months or of quarters: `2025-11..2026-10`. */
  period: string;
  own: Contract;
}

/** @param other the other agreement; @param said how it was asked for, as it is repeated in the answer */
export async function askWhatIf(asked: Asked, other: Contract, said: string[]): Promise<WhatIf> {
  return await withCopy(asked, async (request, periods) => {
    const before = await figuresOf(request, periods);
    const after = await figuresOf({ ...request, contract: other }, periods);
    const compared = periods.map(({ id }) => {
      const [was, is] = [before.get(id), after.get(id)];
      if (!was || !is) throw withoutData(id);
      return compareAgreements(was.figures, is.figures, is.outages);
    });
    return { asked: said, periods: compared, turns: compared.reduce((sum, each) => sum + turnsOf(each), 0) };
  });
}

/** The highest availability target that each service would have held in all of the periods. */
export async function askHeld(asked: Asked): Promise<Held> {
  return await withCopy(asked, async (request, periods) => {
    const said = await figuresOf(request, periods);
    const figures = periods.map(({ id }) => said.get(id)?.figures ?? null);
    const known = figures.filter((each) => each !== null);
    const ids = [...new Set(known.flatMap(({ availability }) => availability.map(({ service_id }) => service_id)))];
    return { periods: periods.map(({ id }) => id), services: ids.map((id) => heldBy(id, periods, figures)) };
  });
}

function heldBy(
  service_id: string,
  periods: readonly Period[],
  figures: readonly (Figures | null)[],
): Held['services'][number] {
  const own = periods.map(({ id }, index) => ({
    id,
    found: figures[index]?.availability.find((each) => each.service_id === service_id),
  }));
  const judged = own.flatMap(({ id, found }) => (found && found.base_seconds > 0 ? [{ id, ...found }] : []));
  // lost / base, compared across without dividing.
  const worst = judged.reduce<(typeof judged)[number] | null>(
    (most, each) =>
      most !== null &&
      BigInt(lostSeconds(most)) * BigInt(each.base_seconds) >= BigInt(lostSeconds(each)) * BigInt(most.base_seconds)
        ? most
        : each,
    null,
  );
  return {
    service_id,
    // Floored to thousandths: the floor was held, the next thousandth above it was not.
    held_percent: worst?.availability_percent ?? null,
    worst_period: worst?.id ?? null,
    lost_seconds: worst ? lostSeconds(worst) : null,
    base_seconds: worst?.base_seconds ?? null,
    periods_without_data: own.filter(({ found }) => !found || found.base_seconds === 0).map(({ id }) => id),
  };
}

/** Gives a run on a copy of the warehouse, and the periods that were asked for. */
async function withCopy<Answer>(
  { own, ...asked }: Asked,
  ask: (request: RunRequest, periods: Period[]) => Promise<Answer>,
): Promise<Answer> {
  const periods = periodsOf(asked.period, own.timezone);
  const last = periods.at(-1)!;
  const folder = mkdtempSync(join(tmpdir(), 'sla-whatif-'));
  try {
    const warehouse = join(folder, 'warehouse.duckdb');
    for (const end of ['', '.wal']) {
      const source = join(asked.workspace, `warehouse.duckdb${end}`);
      if (existsSync(source)) copyFileSync(source, `${warehouse}${end}`);
    }
    const months = monthsBetween(periods[0]!.months[0]!, last.months.at(-1)!).length;
    return await ask({ ...asked, period: last.id, warehouse, months, writesTo: [] }, periods);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Said {
  figures: Figures;
  outages: Outage[];
}

/** The figures of each period that the data reach, from one run: every month is cut off at its own end. */
async function figuresOf(request: RunRequest, periods: readonly Period[]): Promise<Map<string, Said>> {
  const run = await prepareRun(request);
  try {
    const said = new Map<string, Said>();
    for (const period of periods) {
      if (!period.months.every((id) => run.periods.months.some((month) => month.id === id))) continue;
      const asOf = Math.min(run.periods.asOf, period.endsAt);
      const own = { ...run, periods: { ...run.periods, period, asOf } };
      said.set(period.id, { figures: await readFigures(own), outages: await readOutages(own) });
    }
    return said;
  } finally {
    run.warehouse.close();
  }
}

async function readOutages({ warehouse, periods }: Run): Promise<Outage[]> {
  const rows = await warehouse.rows<{ service_id: string; started_at: number; ended_at: number; counted: number }>(
    `select service_id, started_at, ended_at, counted_seconds as counted from marts.fct_review_outages
     where period_id = ${quote(periods.period.id)} and counted_seconds > 0
     order by counted desc, service_id, started_at`,
  );
  return rows.map(({ service_id, started_at, ended_at, counted }) => ({
    service_id,
    started_at: isoInstant(started_at),
    ended_at: isoInstant(ended_at),
    counted_seconds: counted,
  }));
}

/** @throws SlaError for a span whose ends are of two kinds, or in the wrong order. */
function periodsOf(text: string, timezone: string): Period[] {
  const ends = text.split('..');
  const [from, to] = [parsePeriod(ends[0]!, timezone), parsePeriod(ends.at(-1)!, timezone)];
  if (ends.length > 2 || from.kind !== to.kind || from.startsAt > to.startsAt)
    throw new SlaError({
      what: `"${text}" is no span of periods.`,
      fix: 'Write the first and the last month, or quarter, the earlier one first: 2025-11..2026-10',
      state: 'Nothing was written.',
    });
  const periods = [from];
  while (periods.at(-1)!.id !== to.id) periods.push(nextPeriod(periods.at(-1)!, timezone));
  return periods;
}

function withoutData(id: string): SlaError {
  return new SlaError({
    what: `No data of ${id} are loaded.`,
    fix: 'Name periods that the exports reach, or export that period too.',
    state: 'Nothing was written.',
  });
}
