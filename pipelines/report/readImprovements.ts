/**
 * Improvement proposals: those that people wrote into commentary/, then those that the rules found in the figures.
 */
import { DateTime } from 'luxon';
import type { ReadContext } from './context.ts';
import type { FctImprovementProposals } from './marts.ts';
import type { Improvement, RuleFinding } from './ReportModel.ts';

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
  return [...written, ...found.map((row): Improvement => ({ origin: 'rule', found: foundBy(row, context) }))];
}

/** How many proposals the rules found beyond those that are listed. */
export async function proposalsNotListed(context: ReadContext): Promise<number> {
  return (await readFound(context, `ordinal > ${mostOfARule[context.run.periods.period.kind]}`)).length;
}

async function readFound({ warehouse, period }: ReadContext, condition: string): Promise<FctImprovementProposals[]> {
  return await warehouse.rows<FctImprovementProposals>(
    `select * from marts.fct_improvement_proposals where period_id = ${period} and ${condition}
     order by list_position(['capacity', 'patches', 'root_cause', 'site_drift', 'repeats'], rule), ordinal`,
  );
}

function foundBy(row: FctImprovementProposals, { run, serviceName, siteName }: ReadContext): RuleFinding {
  const { review, timezone } = run.contract;
  const on = (at: number | null): string | null =>
    at === null ? null : DateTime.fromSeconds(at, { zone: timezone }).toISODate();
  const service = serviceName(row.service_id);
  const cases = row.cases ?? 0;
  const examples = row.examples ?? [];
  switch (row.rule) {
    case 'repeats':
      return {
        kind: 'repeats',
        ...{ service, category: row.category ?? '', cases, casesBefore: row.cases_before ?? 0 },
        ...{ breachedTickets: row.breached_tickets ?? 0, downSeconds: row.down_seconds ?? 0 },
        examples: examples.slice(0, 3),
      };
    case 'capacity':
      return {
        kind: 'capacity',
        ...{ service, resource: row.resource ?? '', usedPercent: row.used_percent ?? '' },
        ...{ reachesLimitOn: on(row.reaches_limit_at), quarters: review.capacity_limit_quarters },
      };
    case 'site_drift':
      return {
        kind: 'site_drift',
        ...{ site: siteName(row.site_id), cases, casesBefore: row.cases_before ?? 0 },
        ...{ medianSeconds: row.median_seconds ?? 0, medianSecondsBefore: row.median_seconds_before ?? 0 },
      };
    case 'patches':
      return { kind: 'patches', service, cases, oldestDueOn: on(row.oldest_due_at), examples: examples.slice(0, 4) };
    case 'root_cause':
      return {
        kind: 'root_cause',
        ...{ problemId: row.subject, service, title: examples[0] ?? '', ageSeconds: row.median_seconds ?? 0 },
        ...{ days: Math.floor(review.problem_root_cause_within_seconds / 86_400), dueOn: on(row.oldest_due_at) },
      };
  }
}
