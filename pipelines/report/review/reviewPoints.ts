/**
 * Points of the review that the figures themselves make, after those of the service manager.
 */

import type { ActionOutcome, SummaryPoint } from '../ReportModel.ts';
import type { Review } from './ReviewModel.ts';

/** The largest cause, the KPIs that were missed, and what became of earlier actions. */
export function reviewPoints({ paretos, kpis, followUp }: Review): SummaryPoint[] {
  return [...causePoint(paretos), ...kpiPoint(kpis), ...actionPoint(followUp)];
}

function causePoint(paretos: Review['paretos']): SummaryPoint[] {
  const causes = paretos.find(({ measured, dimension }) => measured === 'downtime' && dimension === 'cause');
  const first = causes?.rows[0];
  if (!first?.label) return [];
  const share = first.cumulativePercent.split('.')[0]!;
  return [{ kind: 'cause', label: first.label, share, anchor: 'section:pain' }];
}

function kpiPoint(kpis: Review['kpis']): SummaryPoint[] {
  const judged = kpis.filter(({ verdict }) => verdict !== null);
  if (judged.length === 0) return [];
  const count = (verdict: 'met' | 'attention' | 'missed'): number =>
    judged.filter((kpi) => kpi.verdict === verdict).length;
  return [
    {
      kind: 'kpis',
      judged: judged.length,
      met: count('met'),
      attention: count('attention'),
      missed: count('missed'),
      anchor: 'section:kpis',
    },
  ];
}

function actionPoint(followUp: Review['followUp']): SummaryPoint[] {
  const earlier = followUp.filter(({ isNew }) => !isNew);
  if (earlier.length === 0) return [];
  const outcomes: Record<ActionOutcome, number> = { done: 0, open: 0, late: 0, dropped: 0, unreported: 0 };
  for (const { outcome } of earlier) outcomes[outcome] += 1;
  return [{ kind: 'actions', earlier: earlier.length, outcomes, anchor: 'section:follow-up' }];
}
