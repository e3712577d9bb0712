/**
 * Improvement proposals: those that people wrote into commentary/, then those that the rules found in the figures.
 */
import { DateTime } from 'luxon';
import { formatDays, formatDuration, formatLocalDate } from '../../templates/format.ts';
import type { Language, LocalText } from '../contract/Contract.ts';
import type { ReadContext } from './context.ts';
import type { Improvement } from './ReportModel.ts';

/** Proposals of one rule that are listed; the table of proposals in data/ has them all. */
const mostOfARule = { month: 3, quarter: 5 };

/** People's proposals in the order of the file, then the rules', the most pressing first. */
export async function readImprovements(context: ReadContext): Promise<Improvement[]> {
  const { language } = context;
  const written = context.run.commentary.improvements.map(
    ({ title, why, owner, due, status }): Improvement => ({
      title,
      why,
      owner: owner?.[language] ?? null,
      due,
      status: status?.[language] ?? null,
      origin: 'person',
    }),
  );
  const found = await readFound(context, `ordinal <= ${mostOfARule[context.run.periods.period.kind]}`);
  return [...written, ...found.map((row) => proposalOf(row, context))];
}

/** How many proposals the rules found beyond those that are listed. */
export async function proposalsNotListed(context: ReadContext): Promise<number> {
  return (await readFound(context, `ordinal > ${mostOfARule[context.run.periods.period.kind]}`)).length;
}

interface Found {
  rule: 'repeats' | 'capacity' | 'site_drift' | 'patches' | 'root_cause';
  subject: string;
  service_id: string | null;
  category: string | null;
  site_id: string | null;
  resource: string | null;
  cases: number | null;
  cases_before: number | null;
  breached_tickets: number | null;
  down_seconds: number | null;
  median_seconds: number | null;
  median_seconds_before: number | null;
  used_percent: string | null;
  reaches_limit_at: number | null;
  oldest_due_at: number | null;
  examples: string[] | null;
}

async function readFound({ warehouse, period }: ReadContext, condition: string): Promise<Found[]> {
  return await warehouse.rows<Found>(
    `select * from marts.fct_improvement_proposals where period_id = ${period} and ${condition}
     order by list_position(['capacity', 'patches', 'root_cause', 'site_drift', 'repeats'], rule), ordinal`,
  );
}

function proposalOf(row: Found, context: ReadContext): Improvement {
  const { title, why } = sentences[row.rule](factsOf(row, context));
  return { title, why, owner: null, due: null, status: null, origin: 'rule' };
}

interface Facts extends Found {
  service: LocalText;
  site: LocalText;
  limitQuarters: number;
  rootCauseDays: number;
  /** The local date of an instant, in words. */
  on: (at: number | null, language: Language) => string;
}

function factsOf(row: Found, { run, serviceName, siteName }: ReadContext): Facts {
  const { review, timezone } = run.contract;
  const date = (at: number | null): string | null =>
    at === null ? null : DateTime.fromSeconds(at, { zone: timezone }).toISODate();
  return {
    ...row,
    service: serviceName(row.service_id) ?? { ja: 'サービス未設定', en: 'no service' },
    site: siteName(row.site_id),
    limitQuarters: review.capacity_limit_quarters,
    rootCauseDays: Math.floor(review.problem_root_cause_within_seconds / 86_400),
    on: (at, language) => formatLocalDate(date(at), language),
  };
}

/** What to do, and the evidence for it. */
const sentences: Record<Found['rule'], (facts: Facts) => { title: LocalText; why: LocalText }> = {
  repeats: ({ service, category, cases, cases_before, breached_tickets, down_seconds, examples }) => {
    const breached = breached_tickets ?? 0;
    const down = down_seconds ?? 0;
    const latest = (examples ?? []).slice(0, 3);
    return {
      title: {
        ja: `${service.ja}の「${category}」に問題記録を起票し、根本原因を調査する`,
        en: `Open a problem record for “${category}” on ${service.en} and find the root cause`,
      },
      why: {
        ja: `直近3か月に${cases}件（その前の3か月は${cases_before}件）発生していますが、問題記録がありません。${breached > 0 ? `SLA違反${breached}件。` : ''}${down > 0 ? `停止${formatDuration(down, 'ja')}。` : ''}直近：${latest.join('、')}`,
        en: `${cases} incidents in three months (${cases_before} in the three before), and no problem record.${breached > 0 ? ` Tickets in breach: ${breached}.` : ''}${down > 0 ? ` Downtime ${formatDuration(down, 'en')}.` : ''} Latest: ${latest.join(', ')}`,
      },
    };
  },
  capacity: ({ service, resource, used_percent, reaches_limit_at, limitQuarters, on }) => ({
    title: {
      ja: `${service.ja}「${resource}」を増設する、または使用量を減らす`,
      en: `Extend “${resource}” of ${service.en}, or use less of it`,
    },
    why: {
      ja: `使用率は${used_percent}%です。直近半年の傾向が続くと、${on(reaches_limit_at, 'ja')}頃に上限へ達します（基準：${limitQuarters}四半期以内）。`,
      en: `${used_percent}% used. By the trend of the last half year it is full around ${on(reaches_limit_at, 'en')} (rule: within ${limitQuarters} quarters).`,
    },
  }),
  site_drift: ({ site, cases, cases_before, median_seconds, median_seconds_before }) => ({
    title: { ja: `${site.ja}拠点の復旧手順と体制を見直す`, en: `Review how ${site.en} restores service` },
    why: {
      ja: `復旧時間の中央値が、その前の3か月の${formatDuration(median_seconds_before, 'ja')}（${cases_before}件）から${formatDuration(median_seconds, 'ja')}（${cases}件）に延びました（基準：1.5倍超）。`,
      en: `The median time to restore rose from ${formatDuration(median_seconds_before, 'en')} (${cases_before} cases) to ${formatDuration(median_seconds, 'en')} (${cases} cases); the rule is 1.5 times.`,
    },
  }),
  patches: ({ service, cases, oldest_due_at, examples, on }) => ({
    title: {
      ja: `${service.ja}の期限切れパッチを適用する、または延期の承認を得る`,
      en: `Apply the overdue patches of ${service.en}, or have the delay approved`,
    },
    why: {
      ja: `期限を過ぎて未適用のパッチが${cases}件あります（${(examples ?? []).slice(0, 4).join('、')}）。最も古い期限は${on(oldest_due_at, 'ja')}です。`,
      en: `${cases} past their date and not applied (${(examples ?? []).slice(0, 4).join(', ')}). The oldest was due ${on(oldest_due_at, 'en')}.`,
    },
  }),
  root_cause: ({ subject, examples, median_seconds, rootCauseDays, service, oldest_due_at, on }) => ({
    title: { ja: `${subject}の根本原因の調査を完了する`, en: `Finish the search for the root cause of ${subject}` },
    why: {
      ja: `${service.ja}「${examples?.[0] ?? ''}」は登録から${formatDays(median_seconds ?? 0, 'ja')}が過ぎ、根本原因が特定されていません（約束は${rootCauseDays}日以内、期限は${on(oldest_due_at, 'ja')}）。`,
      en: `${service.en}, “${examples?.[0] ?? ''}”: open for ${formatDays(median_seconds ?? 0, 'en')} without a root cause (promised within ${rootCauseDays} days, by ${on(oldest_due_at, 'en')}).`,
    },
  }),
};
