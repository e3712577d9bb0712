/**
 * Every KPI a second time, in plain TypeScript from the rows of the sample's files: definition, population and source beside
 * the formula. What is equal here was found by two ways that share nothing but the definition.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../../pipelines/packageRoot.ts';
import type { KpiName } from '../../pipelines/report/review/kpiNames.ts';
import { prepareRun } from '../../pipelines/run/prepareRun.ts';
import { instantOf, type RawRow, rawRows } from './rawRows.ts';
import { judgedAgain, type Span, secondsInRaw, storiesOf } from './rawStories.ts';

const folder = join(packageRoot(), 'fixtures', 'sample', 'exports');
const tables = Object.fromEntries(
  ['tickets', 'ticket_events', 'changes', 'patches', 'backups', 'capacity', 'problems'].map((table) => [
    table,
    rawRows(folder, table),
  ]),
) as Record<string, RawRow[]>;
const {
  tickets,
  ticket_events: events,
  changes,
  patches,
  backups,
  capacity,
  problems,
} = tables as never as Record<string, RawRow[]>;

type Fraction = [numerator: number, denominator: number] | null;
const DAY = 86_400;

const sum = (all: readonly number[]) => all.reduce((total, each) => total + each, 0);
const mean = (all: readonly number[], unit: number): Fraction =>
  all.length > 0 ? [sum(all), all.length * unit] : null;
/** The mean of the middle two of an even number. */
function median(all: readonly number[], unit: number): Fraction {
  const sorted = all.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return sorted.length > 0 ? [sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!, 2 * unit] : null;
}
const share = (all: readonly unknown[], part: readonly unknown[]): Fraction =>
  all.length > 0 ? [part.length, all.length] : null;
const within = ({ from, to }: Span, at: number | null): boolean => at !== null && at >= from && at < to;

/** Incidents that count: neither cancelled nor a duplicate, as known at the end of the span. */
const incidents = (span: Span) =>
  storiesOf(tickets!, events!, span.to).filter(({ type, isLeftOut }) => type === 'incident' && !isLeftOut);
const resolved = (span: Span) => incidents(span).filter(({ resolvedAt }) => within(span, resolvedAt));
const open = (span: Span) => incidents(span).filter(({ resolvedAt }) => resolvedAt === null);
const acknowledged = (span: Span) =>
  incidents(span).flatMap(({ openedAt, respondedAt }) => (within(span, respondedAt) ? [respondedAt! - openedAt] : []));
const recovered = (span: Span) =>
  incidents(span).flatMap(({ openedAt, restoredAt, resolvedAt }) => {
    const at = restoredAt ?? resolvedAt;
    return within(span, at) ? [at! - openedAt] : [];
  });
/** Each ticket once a level, in the period of its first escalation to it. */
const escalatedTo =
  (level: string) =>
  (span: Span): Fraction => {
    const firsts = new Map<string, number>();
    for (const { ticket_id: id, at, event, value } of events!) {
      if (event !== 'escalated' || value?.toLowerCase() !== level) continue;
      firsts.set(id!, Math.min(instantOf(at)!, firsts.get(id!) ?? Number.POSITIVE_INFINITY));
    }
    return [[...firsts.values()].filter((at) => within(span, at)).length, 1];
  };
/** The newest row of each change that ended in the span: one without an end, by its planned one. */
const made = (span: Span) =>
  [...new Map(changes!.map((row) => [row['change_id'], row])).values()].filter((row) =>
    within(span, instantOf(row['actual_end_at'] || row['planned_end_at'])),
  );
const done = (span: Span) =>
  made(span).filter(({ outcome }) => ['success', 'failed', 'rolled-back'].includes(outcome!));
const attempted = (span: Span) => made(span).filter(({ outcome }) => outcome !== 'cancelled');
/** A patch is known by asset, release and due date; a later row of it says when it was applied. */
const duePatches = (span: Span) =>
  [
    ...new Map(
      patches!.map((row) => [
        [row['asset_id'], row['service_id'], row['severity'], row['released_at'], row['due_at']].join(),
        row,
      ]),
    ).values(),
  ].filter(({ due_at }) => within(span, instantOf(due_at)));
const ended = (span: Span) =>
  backups!.filter(
    ({ ended_at, started_at, outcome }) =>
      within(span, instantOf(ended_at || started_at)) && ['success', 'failed'].includes(outcome!),
  );
const THIRTY_DAYS = 30 * DAY;
const rootCauses = (span: Span) =>
  [...new Map(problems!.map((row) => [row['problem_id'], row])).values()]
    .map(({ opened_at, root_cause_at }) => ({
      due: instantOf(opened_at)! + THIRTY_DAYS,
      found: instantOf(root_cause_at),
    }))
    .filter(({ due }) => within(span, due));
/** Of all resources the least free share at the last reading of the span, in thousandths of its unit. */
function headroom(span: Span): Fraction {
  const lasts = new Map<string, RawRow>();
  for (const row of capacity!)
    if (within(span, instantOf(row['measured_at']))) lasts.set(`${row['service_id']} ${row['resource']}`, row);
  const free = [...lasts.values()].map(({ used, limit }): [number, number] => [
    1000 * (Number(limit) - Number(used)),
    1000 * Number(limit),
  ]);
  return free.toSorted(([a, b], [c, d]) => a * d - c * b)[0] ?? null;
}

/** Definition, population and source; then the formula. */
const secondWays: Record<KpiName, { means: string; of: (span: Span) => Fraction }> = {
  availability: {
    means:
      'agreed time that was not down, of the agreed time that was watched; all services pooled (agreement, overall: pooled)',
    of: (span) => {
      const { base, lost } = secondsInRaw(folder, span);
      return [base - lost, base];
    },
  },
  mtta_minutes: {
    means:
      'median of opening to first response, of incidents answered in the period (MTTA of the trade is a mean; see mtta_mean)',
    of: (span) => median(acknowledged(span), 60),
  },
  mtta_mean_minutes: {
    means: 'mean time to acknowledge (ITIL): opening to first response, of incidents answered in the period',
    of: (span) => mean(acknowledged(span), 60),
  },
  mttr_hours: {
    means: 'median of opening to restoration, else resolution, of incidents restored in the period',
    of: (span) => median(recovered(span), 3600),
  },
  mttr_mean_hours: {
    means:
      'mean time to restore service (ITIL): opening to restoration, else resolution, of incidents restored in the period',
    of: (span) => mean(recovered(span), 3600),
  },
  mtbf_hours: {
    means: 'mean time between failures (ITIL): up time of all services by their outages',
    of: (span) => {
      const { base, lost, outages } = secondsInRaw(folder, span);
      return [base - lost, outages * 3600];
    },
  },
  incidents: {
    means: 'incidents opened in the period, without cancelled ones and duplicates',
    of: (span) => [incidents(span).filter(({ openedAt }) => within(span, openedAt)).length, 1],
  },
  incidents_resolved: {
    means: 'incidents whose last resolution (else closing) lies in the period',
    of: (span) => [resolved(span).length, 1],
  },
  requests: {
    means: 'service requests opened in the period',
    of: (span) => [
      storiesOf(tickets!, events!, span.to).filter(({ type, openedAt }) => type === 'request' && within(span, openedAt))
        .length,
      1,
    ],
  },
  first_level_resolution: {
    means:
      'first level resolution (MetricNet, HDI): resolved incidents that never left level 1, of all resolved in the period',
    of: (span) =>
      share(
        resolved(span),
        resolved(span).filter(({ isFirstLevel }) => isFirstLevel),
      ),
  },
  reopen_rate: {
    means: 'incidents reopened in the period, of those resolved in it',
    of: (span) =>
      share(
        resolved(span),
        incidents(span).filter(({ reopenings }) => reopenings.some((at) => within(span, at))),
      ),
  },
  backlog: { means: 'incidents open at the end of the period', of: (span) => [open(span).length, 1] },
  backlog_over_30_days: {
    means: 'of these, those opened more than 30 whole days before',
    of: (span) => [open(span).filter(({ openedAt }) => Math.floor((span.to - openedAt) / DAY) > 30).length, 1],
  },
  backlog_oldest_days: {
    means: 'whole days since the oldest of these was opened',
    of: (span) => {
      const ages = open(span).map(({ openedAt }) => span.to - openedAt);
      return ages.length > 0 ? [Math.floor(Math.max(...ages) / DAY), 1] : null;
    },
  },
  escalations_l2: { means: 'tickets first escalated to level 2 in the period', of: escalatedTo('l2') },
  escalations_l3: { means: 'tickets first escalated to level 3 in the period', of: escalatedTo('l3') },
  escalations_manager: { means: 'tickets first escalated to a manager in the period', of: escalatedTo('manager') },
  problem_root_cause_on_time: {
    means: 'problems whose root cause was found in time (agreement, 30 days), of those where it fell due in the period',
    of: (span) =>
      share(
        rootCauses(span),
        rootCauses(span).filter(({ due, found }) => found !== null && found <= due && found < span.to),
      ),
  },
  change_success: {
    means:
      'change success rate (ITIL): successful changes, of those made (successful, failed, rolled back) in the period',
    of: (span) =>
      share(
        done(span),
        done(span).filter(({ outcome }) => outcome === 'success'),
      ),
  },
  emergency_change_share: {
    means: 'emergency changes, of all of the period that were not cancelled',
    of: (span) =>
      share(
        attempted(span),
        attempted(span).filter(({ kind }) => kind === 'emergency'),
      ),
  },
  patch_compliance: {
    means: 'patches applied by their due date, of those due in the period',
    of: (span) =>
      share(
        duePatches(span),
        duePatches(span).filter(({ due_at, applied_at }) => applied_at && instantOf(applied_at)! <= instantOf(due_at)!),
      ),
  },
  backup_success: {
    means: 'runs that succeeded, of those that ended in the period with an outcome',
    of: (span) =>
      share(
        ended(span),
        ended(span).filter(({ outcome }) => outcome === 'success'),
      ),
  },
  capacity_headroom: { means: 'the least free share of any resource at its last reading in the period', of: headroom },
};

interface KpiRow {
  period_id: string;
  kpi: string;
  severity: string | null;
  measure: string | null;
  is_defined: boolean;
  numerator: number | null;
  denominator: number | null;
  value_text: string | null;
  previous_text: string | null;
  trend: string | null;
}

let workspace: string;
let rows: KpiRow[];
let totals: { period_id: string; mtta_p90_seconds: number | null; mttr_p90_seconds: number | null }[];
let repeats: { period_id: string; service_id: string; category: string; ticket_ids: string[] }[];
let spans: Map<string, Span>;
let attained: Awaited<ReturnType<typeof judgedAgain>>;
beforeAll(async () => {
  workspace = mkdtempSync(join(tmpdir(), 'sla-kpis-'));
  for (const name of ['contract.yaml', 'exclusions.yaml', 'sources.yaml', 'calendars', 'exports'])
    cpSync(join(packageRoot(), 'fixtures', 'sample', name), join(workspace, name), { recursive: true });
  const run = await prepareRun({
    workspace,
    period: '2026-10',
    asOf: null,
    now: Date.parse('2026-11-02T00:00:00Z') / 1000,
  });
  rows = await run.warehouse.rows<KpiRow>('select * from marts.fct_kpis order by period_id, ordinal');
  spans = new Map(
    (
      await run.warehouse.rows<{ id: string; from: number; to: number }>(
        `select rollups.period_id as id, min(starts_at) as "from", max(ends_at) as "to"
       from run.rollups as rollups inner join run.periods as months on rollups.month_id = months.period_id group by all`,
      )
    ).map(({ id, from, to }) => [id, { from, to }]),
  );
  attained = await judgedAgain(run);
  totals = await run.warehouse.rows(
    'select period_id, mtta_p90_seconds, mttr_p90_seconds from marts.fct_incident_totals',
  );
  repeats = await run.warehouse.rows(
    'select period_id, service_id, category, ticket_ids from marts.fct_repeat_incidents',
  );
  run.warehouse.close();
}, 240_000);
afterAll(() => rmSync(workspace, { recursive: true, force: true }));

const found = (kpi: string, period: string) => rows.find((row) => row.kpi === kpi && row.period_id === period)!;

/** Of October there are samples; what hangs on them is looked at there alone. */
const periodsOf = (kpi: string) =>
  [...spans.keys()].filter((period) => period === '2026-10' || !['availability', 'mtbf_hours'].includes(kpi));

test.each(Object.entries(secondWays))('%s', (kpi, { of }) => {
  const both = periodsOf(kpi).map((period) => {
    const { numerator, denominator } = found(kpi, period);
    const again = of(spans.get(period)!);
    return { period, mart: ratioText(numerator, denominator), raw: ratioText(again?.[0] ?? null, again?.[1] ?? null) };
  });
  expect(both.map(({ period, raw }) => `${period} ${raw}`)).toEqual(
    both.map(({ period, mart }) => `${period} ${mart}`),
  );
});

function ratioText(numerator: number | null, denominator: number | null): string {
  return denominator === null || numerator === null ? 'no data' : `${numerator} / ${denominator}`;
}

test('every KPI that is defined has a second way; attainment has the other engine', () => {
  const defined = [...new Set(rows.filter(({ is_defined }) => is_defined).map(({ kpi }) => kpi))];
  expect(defined.filter((kpi) => !(kpi in secondWays) && !kpi.startsWith('attainment_'))).toEqual([]);
  expect(Object.keys(secondWays).filter((kpi) => !defined.includes(kpi))).toEqual([]);
});

test('attainment: met of met and missed, clock by clock in the other engine', () => {
  const promised = rows.filter(({ kpi }) => kpi.startsWith('attainment_'));
  expect(promised.length).toBeGreaterThan(50);
  const again = promised.map(({ kpi, period_id }) =>
    [period_id, kpi, ...attained(kpi, spans.get(period_id)!)].join(' '),
  );
  expect(again).toEqual(
    promised.map(({ kpi, period_id, numerator, denominator }) =>
      [period_id, kpi, numerator ?? 0, denominator ?? 0].join(' '),
    ),
  );
});

test('trend: the exact difference from the period before, where there is one', () => {
  const checked = Object.entries(secondWays).flatMap(([kpi, { of }]) =>
    periodsOf(kpi).flatMap((period) => {
      const span = spans.get(period)!;
      const before = [...spans].find(([id, { to }]) => to === span.from && id.includes('Q') === period.includes('Q'));
      // Of September there are no samples.
      if (before && !periodsOf(kpi).includes(before[0])) return [];
      return [[kpi, period, trendText(of(span), before ? of(before[1]) : null), found(kpi, period).trend]];
    }),
  );
  expect(checked.filter(([, , again, mart]) => again !== mart)).toEqual([]);
  expect(new Set(checked.map(([, , again]) => again))).toEqual(new Set(['up', 'down', 'flat', null]));
});

function trendText(now: Fraction, before: Fraction): string | null {
  if (!now || !before) return null;
  const difference = now[0] * before[1] - before[0] * now[1];
  return difference > 0 ? 'up' : difference < 0 ? 'down' : 'flat';
}

test('the 90 % points: the nearest rank, a case that there was', () => {
  const nearestRank = (all: readonly number[]) =>
    all.toSorted((a, b) => a - b)[Math.ceil(0.9 * all.length) - 1] ?? null;
  const again = [...spans].map(([id, span]) => [id, nearestRank(acknowledged(span)), nearestRank(recovered(span))]);
  const marts = totals.map((row) => [row.period_id, row.mtta_p90_seconds, row.mttr_p90_seconds]);
  expect(again.toSorted()).toEqual(marts.toSorted());
});

test('repeats: a service and a category of which three incidents or more were opened in the period (agreement)', () => {
  const again = [...spans].flatMap(([id, span]) => {
    const opened = incidents(span).filter((each) => within(span, each.openedAt) && each.service && each.category);
    const groups = new Map<string, string[]>();
    for (const { id: ticket, service, category } of opened) {
      const key = [id, service, category].join(' | ');
      groups.set(key, [...(groups.get(key) ?? []), ticket]);
    }
    return [...groups]
      .filter(([, found]) => found.length >= 3)
      .map(([key, found]) => `${key}: ${found.toSorted().join()}`);
  });
  const marts = repeats.map(
    ({ period_id, service_id, category, ticket_ids }) =>
      `${[period_id, service_id, category].join(' | ')}: ${[...ticket_ids].toSorted().join()}`,
  );
  expect(again.length).toBeGreaterThan(5);
  expect(again.toSorted()).toEqual(marts.toSorted());
});
