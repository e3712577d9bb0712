/**
 * The review's tables as CSV, for the client's own slides: names in both languages, figures as printed and as integers.
 */

import { reviewVoiceOf } from '../../../templates/reviewVoice.ts';
import type { LocalText } from '../../contract/Contract.ts';
import { inEachLanguage, languages } from '../../contract/languages.ts';
import { isoInstant } from '../../isoInstant.ts';
import type { Run } from '../../run/prepareRun.ts';
import { quote } from '../../warehouse/Warehouse.ts';
import { csvCell } from '../exportTables.ts';
import type { Review, ReviewModel } from './ReviewModel.ts';

type Value = string | number | boolean | null;
type Row = Record<string, Value>;

/** Every table of the review as a file of `data/`. */
export async function reviewTables(run: Run, report: ReviewModel): Promise<{ name: string; content: string }[]> {
  const { review } = report;
  const tables: Record<string, Row[]> = {
    kpis: kpiRows(report),
    periods: [...review.quarters, ...review.trend].map((period) => ({ ...period })),
    services: serviceRows(review),
    pareto: review.paretos.flatMap(({ measured, dimension, rows }) =>
      rows.map(({ key, label, amount, cumulativePercent }, index) => ({
        measured,
        dimension,
        rank: index + 1,
        key,
        ...inColumns('name', label),
        amount,
        cumulativePercent,
      })),
    ),
    hours: review.hours.map((cell) => ({ ...cell })),
    outages: review.longestOutages.map(({ name, startedAt, endedAt, ...outage }) => ({
      ...outage,
      ...inColumns('name', name),
      startedAt: isoInstant(startedAt),
      endedAt: instant(endedAt),
    })),
    tickets: review.costliest.map(({ serviceName, clock, ...ticket }) => ({
      ...ticket,
      ...inColumns('service', serviceName),
      measure: clock?.measure ?? null,
      dueAt: instant(clock?.dueAt ?? null),
      stoppedAt: instant(clock?.stoppedAt ?? null),
    })),
    actions: review.followUp.map(({ title, why, reason, ...action }) => ({
      ...action,
      ...inColumns('title', title),
      ...inColumns('why', why),
      ...inColumns('reason', reason),
    })),
    repeats: await run.warehouse.rows<Row>(
      `select service_id, category, incidents, incidents_before, breached_tickets, down_seconds, problem_id, array_to_string(ticket_ids, ' ') as ticket_ids
       from marts.fct_review_repeats where period_id = ${quote(report.period.id)} order by incidents desc, service_id, category`,
    ),
    proposals: await run.warehouse.rows<Row>(
      `select * exclude (period_id, examples, found_by_rule), array_to_string(examples, ' ') as examples from marts.fct_improvement_proposals
       where period_id = ${quote(report.period.id)} order by rule, ordinal`,
    ),
  };
  return Object.entries(tables).map(([name, rows]) => ({ name: `data/review_${name}.csv`, content: csv(rows) }));
}

function kpiRows({ review, period }: ReviewModel): Row[] {
  return review.kpis.map(({ section: _, ...kpi }) => ({
    ...kpi,
    ...inColumns(
      'name',
      inEachLanguage((language) => reviewVoiceOf({ language, period }).kpi(kpi)),
    ),
  }));
}

function serviceRows({ services, months }: Review): Row[] {
  return services.map(({ name, siteName, monthPercents, monthMet: _, monthUsedPercents, ...service }) => ({
    ...service,
    ...inColumns('name', name),
    ...inColumns('site', siteName),
    ...Object.fromEntries(months.map(({ id }, index) => [`percent_${id}`, monthPercents[index] ?? null])),
    ...Object.fromEntries(months.map(({ id }, index) => [`budget_used_${id}`, monthUsedPercents[index] ?? null])),
  }));
}

function inColumns(column: string, text: LocalText | null): Row {
  return Object.fromEntries(languages.map((language) => [`${column}_${language}`, text?.[language] ?? null]));
}

function instant(at: number | null): string | null {
  return at === null ? null : isoInstant(at);
}

/** With a byte order mark, so that spreadsheets read Japanese as it is. A table without rows is a file without lines. */
function csv(rows: Row[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const lines = [columns.map(snakeCase), ...rows.map((row) => columns.map((column) => row[column]))];
  return `\uFEFF${lines.map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
