/** What an outlook called at risk or lost while a month ran, beside what that month came to. */
import { monthsBetween, parsePeriod } from '../../pipelines/period.ts';
import { prepareRun, type Run } from '../../pipelines/run/prepareRun.ts';
import { quote } from '../../pipelines/warehouse/Warehouse.ts';
import type { History } from './histories.ts';

/** Days that have gone when the outlook is asked. */
const days = [10, 20] as const;

export interface Promised {
  period: string;
  kind: 'services' | 'tickets';
  /** A service, or severity and measure. */
  name: string;
}

export interface Forecast extends Promised {
  day: number;
  /** At risk or lost, said after so many days. */
  isCalled: boolean;
  isMissed: boolean;
}

export interface Score {
  promises: number;
  missed: number;
  called: number;
  /** Called and missed. */
  right: number;
}

/**
 * Every promise of every month, once a day of `days`: one that had no data then, or has no verdict in the end, is in no count.
 *
 * @param workspace its exports are loaded; nothing but its warehouse is written
 */
async function forecastsOf(
  workspace: string,
  { first, last, timezone }: Pick<History, 'first' | 'last' | 'timezone'>,
): Promise<Forecast[]> {
  const months = monthsBetween(first, last).map((id) => parsePeriod(id, timezone));
  const now = months.at(-1)!.endsAt;
  const read = async <Row extends Promised>(
    period: string,
    asOf: number | null,
    ids: string[],
    sql: (id: string) => string,
  ) => {
    const run = await prepareRun({ workspace, period, asOf, now, months: ids.length });
    try {
      return await rowsOf<Row>(run, ids, sql);
    } finally {
      run.warehouse.close();
    }
  };
  const ids = months.map(({ id }) => id);
  const came = await read<Promised & { isMissed: boolean }>(last, null, ids, verdicts);
  const missed = new Map(came.map((row) => [keyOf(row), row.isMissed]));
  const forecasts: Forecast[] = [];
  for (const { id, startsAt } of months)
    for (const day of days)
      for (const row of await read<Promised & { isCalled: boolean }>(id, startsAt + day * 86_400, [id], calls)) {
        const isMissed = missed.get(keyOf(row));
        if (isMissed !== undefined) forecasts.push({ ...row, day, isMissed });
      }
  return forecasts;
}

/** A history's rows of the table: each kind of promise, each day. */
export async function forecastRows(history: History, workspace: string): Promise<string[]> {
  const forecasts = await forecastsOf(workspace, history);
  const kinds = (['services', 'tickets'] as const).filter((kind) => history.titles[kind] !== undefined);
  return kinds.flatMap((kind) =>
    days.map((day) => scoreRow(history.titles[kind]!, day, scoreOf(forecasts, kind, day))),
  );
}

/** Of the forecasts of one kind and day. */
export function scoreOf(forecasts: readonly Forecast[], kind: Promised['kind'], day: number): Score {
  const own = forecasts.filter((each) => each.kind === kind && each.day === day);
  const count = (which: (each: Forecast) => boolean) => own.filter(which).length;
  return {
    promises: own.length,
    missed: count(({ isMissed }) => isMissed),
    called: count(({ isCalled }) => isCalled),
    right: count(({ isCalled, isMissed }) => isCalled && isMissed),
  };
}

/** A row of the table in sql/DECISIONS.md: the base rate, what was called, how much of it was right, how much of what was missed it named. */
export function scoreRow(history: string, day: number, { promises, missed, called, right }: Score): string {
  const share = (part: number, of: number) =>
    of === 0 ? `${part} of 0` : `${part} of ${of}, ${Math.floor((part * 100) / of)} %`;
  return `| ${[history, day, share(missed, promises), share(right, called), share(right, missed)].join(' | ')} |`;
}

const keyOf = ({ period, kind, name }: Promised): string => [period, kind, name].join('\0');

async function rowsOf<Row extends Promised>(
  { warehouse }: Run,
  ids: string[],
  sql: (list: string) => string,
): Promise<Row[]> {
  return (await warehouse.rows(sql(ids.map(quote).join(', ')))) as unknown as Row[];
}

function calls(ids: string): string {
  return `
    select period_id as period, 'services' as kind, service_id as name, status in ('at-risk', 'lost') as "isCalled"
    from marts.fct_service_availability where period_id in (${ids}) and status in ('at-risk', 'lost', 'on-course')
    union all
    select period_id, 'tickets', severity || ' ' || measure, status in ('at-risk', 'lost')
    from marts.fct_outlook_attainment where period_id in (${ids}) and status <> 'no-data'`;
}

/** Without a target every case is promised, as in the outlook. */
function verdicts(ids: string): string {
  return `
    select period_id as period, 'services' as kind, service_id as name, status = 'missed' as "isMissed"
    from marts.fct_service_availability where period_id in (${ids}) and status in ('missed', 'met')
    union all
    select period_id, 'tickets', severity || ' ' || measure,
      breached * 100 > (met + breached) * (100 - coalesce(target_percent::decimal(12, 6), 100))
    from marts.fct_outlook_attainment where period_id in (${ids}) and met + breached > 0`;
}
