/** Real monitors, month by month, against a plain reading of their files; and Upptime's own figures, each difference explained. */
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { prepareRun, type Run } from '../../pipelines/run/prepareRun.ts';
import {
  realData,
  realWorkspace,
  type Span,
  secondsWithin,
  statusPageOutages,
  upptimeOutages,
  upptimeSilences,
} from './realData.ts';

const september = Date.UTC(2026, 8, 1) / 1000;
const history = realData('upptime-unibern/history_revisions.jsonl');
const summary = realData('upptime-unibern/history/summary.json');
const incidents = realData('github-statuses/incidents.jsonl');
const isHere = history !== null && summary !== null && incidents !== null;

if (!isHere)
  test.skip('the real exports are not beside the repository (../shared/data): nothing to compare with', () =>
    undefined);

interface Month extends Span {
  service_id: string;
  period_id: string;
  down_seconds: number;
  window_seconds: number;
  unknown_seconds: number;
}

/** Every month and service that the run computed, with the span in which the service lived. */
async function months({ warehouse }: Run): Promise<Month[]> {
  return await warehouse.rows<Month>(`
    select availability.period_id, availability.service_id, down_seconds, window_seconds, unknown_seconds,
      greatest(periods.starts_at, coalesce(services.from_at, periods.starts_at)) as "from",
      least(periods.as_of, coalesce(services.until_at, periods.as_of)) as until
    from marts.fct_service_availability as availability
    inner join run.periods as periods on availability.period_id = periods.period_id
    inner join contract.services as services on availability.service_id = services.service_id`);
}

describe.runIf(isHere)('real monitors', () => {
  test.each([
    [
      '54 sites of an Upptime monitor',
      'upptime-unibern-2026-03',
      'upptime-unibern/history_revisions.jsonl',
      '2026-07',
      54,
      upptimeOutages,
      upptimeSilences,
      false,
    ],
    [
      '12 components of a status page',
      'github-statuses-2026-01',
      'github-statuses/incidents.jsonl',
      '2026-01',
      12,
      statusPageOutages,
      () => [],
      true,
    ],
  ])(
    '%s: the seconds down of every month are those of the file, in UTC and in JST',
    async (_, scenario, file, period, services, outagesOf, silencesOf, movesMonth) => {
      const outages = outagesOf(realData(file)!);
      const silences = silencesOf(realData(file)!);
      const down: Record<string, number[]> = {};
      for (const timezone of ['UTC', 'Asia/Tokyo']) {
        const run = await prepareRun({
          workspace: realWorkspace(scenario, timezone, file),
          period,
          asOf: null,
          now: september,
        });
        const found = await months(run);
        run.warehouse.close();
        expect(new Set(found.map(({ service_id }) => service_id)).size).toBe(services);
        for (const month of found) {
          expect
            .soft({ ...month, seconds: month.down_seconds })
            .toEqual({ ...month, seconds: secondsWithin(outages.get(month.service_id) ?? [], month) });
          expect
            .soft({ ...month, seconds: month.window_seconds })
            .toEqual({ ...month, seconds: month.until - month.from });
          expect.soft({ ...month, unknown_seconds: secondsWithin(silences, month) }).toEqual(month);
        }
        const periods = [...new Set(found.map(({ period_id }) => period_id))].sort();
        down[timezone] = periods.map((id) =>
          found.filter(({ period_id }) => period_id === id).reduce((sum, { down_seconds }) => sum + down_seconds, 0),
        );
      }
      // The same outages, cut into months nine hours apart; none of Upptime's lies between the two cuts.
      expect(down['UTC']).toHaveLength(down['Asia/Tokyo']!.length);
      expect(isDeepStrictEqual(down['UTC'], down['Asia/Tokyo'])).toBe(!movesMonth);
    },
  );

  test('maintenance, incidents without impact and zero-minute windows cost nothing', async () => {
    const workspace = realWorkspace('github-statuses-2026-01', 'UTC', 'github-statuses/incidents.jsonl');
    const run = await prepareRun({ workspace, period: '2026-01', asOf: null, now: september });
    const [states] = await run.warehouse.rows(
      `select count(*) filter (reason ilike '%scheduled maintenance%') as maintenance, count(*) filter (started_at = ended_at) as "zeroMinutes" from staging.stg_uptime_states`,
    );
    const [outages] = await run.warehouse.rows(
      `select count(*) as n from intermediate.int_outages where total_seconds <= 0`,
    );
    run.warehouse.close();
    expect(states).toMatchObject({ maintenance: 0 });
    expect(states!['zeroMinutes']).toBeGreaterThan(0);
    expect(outages).toEqual({ n: 0 });
  });

  test("Upptime's own minutes down, day by day: equal within a minute, or explained", async () => {
    const run = await prepareRun({
      workspace: realWorkspace('upptime-unibern-2026-03', 'UTC', 'upptime-unibern/history_revisions.jsonl'),
      period: '2026-07',
      asOf: null,
      now: september,
    });
    const days = await run.warehouse.rows<{ service_id: string; local_date: string; down_seconds: number }>(
      'select service_id, local_date, down_seconds from marts.fct_service_days',
    );
    run.warehouse.close();
    const ours = new Map(
      days.map(({ service_id, local_date, down_seconds }) => [`${service_id} ${local_date}`, down_seconds / 60]),
    );
    const theirs = upptimeDays(summary!);
    const slugs = new Set([...theirs.keys()].map((key) => key.split(' ')[0]!).concat(slugsOf(summary!)));
    const compared = [...new Set([...ours.keys(), ...theirs.keys()])]
      .filter((key) => slugs.has(key.split(' ')[0]!))
      .map((key) => {
        const minutes = { ours: ours.get(key) ?? 0, theirs: theirs.get(key) ?? 0 };
        return { key, slug: key.split(' ')[0]!, ...minutes, isEqual: Math.abs(minutes.ours - minutes.theirs) <= 1 };
      });
    const downDays = compared.filter((day) => day.ours > 0 || day.theirs > 0);
    const differing = downDays.filter(({ isEqual }) => !isEqual);
    // A label of an issue has at most 50 characters: sites with a longer name never get their outages counted.
    const [long, others] = [
      differing.filter(({ slug }) => slug.length > 50),
      differing.filter(({ slug }) => slug.length <= 50),
    ];
    expect(long.every((day) => day.theirs === 0)).toBe(true);
    expect([...theirs.keys()].filter((key) => key.split(' ')[0]!.length > 50)).toEqual([]);
    expect(
      others.map(({ key, ours: mine, theirs: its }) => `${key}: ${Math.round(mine)} here, ${its} there`).sort(),
    ).toEqual(
      [
        // Two sites share one slug and so one file: the other site wrote "up" into it four seconds later.
        'parzival-redirect-to-parzival-unibe-ch 2026-03-15: 0 here, 253 there',
        'parzival-redirect-to-parzival-unibe-ch 2026-03-16: 0 here, 1364 there',
        // Two outages on that day; the second has no issue, and Upptime counts issues.
        'parzival-redirect-to-parzival-digitaleditions-ch 2026-06-13: 113 here, 104 there',
        'rd-l-haller-net-data 2026-02-28: 28 here, 17 there',
        'rd-l-republique-des-lettres-codi-md 2026-02-28: 28 here, 17 there',
      ].sort(),
    );
    expect({ equal: downDays.length - differing.length, long: long.length, others: others.length }).toEqual({
      equal: 92,
      long: 185,
      others: 5,
    });
  });
});

interface UpptimeSite {
  slug: string;
  dailyMinutesDown: Record<string, number>;
}

const readSummary = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as UpptimeSite[];
const slugsOf = (path: string): string[] => readSummary(path).map(({ slug }) => slug);

/** Minutes down by `slug date`, of days in UTC. */
function upptimeDays(path: string): Map<string, number> {
  return new Map(
    readSummary(path).flatMap(({ slug, dailyMinutesDown }) =>
      Object.entries(dailyMinutesDown).map(([date, minutes]) => [`${slug} ${date}`, minutes]),
    ),
  );
}
