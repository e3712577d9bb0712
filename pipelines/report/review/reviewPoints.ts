/**
 * Points of the review that the figures themselves make, after those of the service manager.
 */

import type { SummaryPoint } from '../ReportModel.ts';
import type { ActionOutcome, Review } from './ReviewModel.ts';

/** The largest cause, the KPIs that were missed, and what became of earlier actions. */
export function reviewPoints({ paretos, kpis, followUp }: Review): SummaryPoint[] {
  return [...causePoint(paretos), ...kpiPoint(kpis), ...actionPoint(followUp)];
}

function causePoint(paretos: Review['paretos']): SummaryPoint[] {
  const causes = paretos.find(({ measured, dimension }) => measured === 'downtime' && dimension === 'cause');
  const first = causes?.rows[0];
  if (!first?.label) return [];
  const share = first.cumulativePercent.split('.')[0]!;
  return [
    {
      text: {
        ja: `当四半期の停止時間の${share}%は、${first.label.ja}に起因します。`,
        en: `${share}% of the downtime of the quarter goes back to ${first.label.en}.`,
      },
      anchor: 'section:pain',
    },
  ];
}

function kpiPoint(kpis: Review['kpis']): SummaryPoint[] {
  const judged = kpis.filter(({ verdict }) => verdict !== null);
  if (judged.length === 0) return [];
  const count = (verdict: 'met' | 'attention' | 'missed'): number =>
    judged.filter((kpi) => kpi.verdict === verdict).length;
  return [
    {
      text: {
        ja: `目標のあるKPI ${judged.length}項目のうち、達成${count('met')}、要注意${count('attention')}、未達${count('missed')}です。`,
        en: `Of ${judged.length} KPIs with a target, ${count('met')} were met, ${count('attention')} need attention, ${count('missed')} were missed.`,
      },
      anchor: 'section:kpis',
    },
  ];
}

function actionPoint(followUp: Review['followUp']): SummaryPoint[] {
  const earlier = followUp.filter(({ isNew }) => !isNew);
  if (earlier.length === 0) return [];
  const counts = (Object.keys(outcomes) as ActionOutcome[]).flatMap((outcome) => {
    const number = earlier.filter((action) => action.outcome === outcome).length;
    return number === 0 ? [] : [{ number, ...outcomes[outcome] }];
  });
  return [
    {
      text: {
        ja: `前四半期に合意したアクション${earlier.length}件は、${counts.map(({ ja, number }) => `${ja}${number}件`).join('、')}です。`,
        en: `Of ${earlier.length} actions agreed in the quarter before: ${counts.map(({ en, number }) => `${number} ${en}`).join(', ')}.`,
      },
      anchor: 'section:follow-up',
    },
  ];
}

const outcomes: Record<ActionOutcome, { ja: string; en: string }> = {
  done: { ja: '完了', en: 'done' },
  open: { ja: '対応中', en: 'open' },
  late: { ja: '遅延', en: 'late' },
  dropped: { ja: '見送り', en: 'dropped' },
  unreported: { ja: '報告なし', en: 'without a report' },
};
