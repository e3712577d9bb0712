/**
 * Marts to ReviewModel: what every report shows, and what only the quarterly review does.
 */
import type { Language } from '../../contract/Contract.ts';
import type { Run } from '../../run/prepareRun.ts';
import type { WhatIf } from '../../whatif/WhatIf.ts';
import { readContext } from '../context.ts';
import type { Issue } from '../Issue.ts';
import { namesIn } from '../namesIn.ts';
import { proposalsNotListed } from '../readImprovements.ts';
import { readReport } from '../readReport.ts';
import type { Review, ReviewModel } from './ReviewModel.ts';
import { readFollowUp } from './readReviewActions.ts';
import { readKpis, readTargetChanges } from './readReviewKpis.ts';
import { readReviewMargins } from './readReviewMargins.ts';
import { readCostliest, readHours, readLongestOutages, readParetos, readRepeats } from './readReviewPain.ts';
import { readReviewMonths, readReviewPeriods, readReviewServices } from './readReviewPeriods.ts';
import { reviewPoints } from './reviewPoints.ts';

/** Everything that the quarterly review prints, in one plain object. */
export async function readReview(
  run: Run,
  issue: Issue,
  language: Language,
  whatIf: WhatIf | null = null,
): Promise<ReviewModel> {
  const report = await readReport(run, issue, language);
  const context = readContext(run, language);
  const kpis = await readKpis(context);
  const { startsAt, endsAt } = run.periods.period;
  const compared = await readReviewPeriods(context);
  const review: Review = {
    months: await readReviewMonths(context),
    ...compared,
    margins: await readReviewMargins(context, compared),
    services: await readReviewServices(context),
    kpis,
    targetChanges: await readTargetChanges(context, kpis),
    termsChangedOn: run.contract.terms
      .filter(({ effective_from_s }) => effective_from_s > startsAt && effective_from_s < endsAt)
      .map(({ effective_from }) => effective_from),
    paretos: await readParetos(context),
    ...(await readRepeats(context)),
    repeatThreshold: run.contract.review.repeat_incidents,
    hours: await readHours(context),
    longestOutages: await readLongestOutages(context),
    costliest: await readCostliest(context),
    followUp: await readFollowUp(context),
    proposalsNotListed: await proposalsNotListed(context),
  };
  return {
    ...report,
    summary: { ...report.summary, points: [...report.summary.points, ...reviewPoints(review)].slice(0, 5) },
    review: namesIn(review, run.contract.names, language),
    whatIf,
  };
}
