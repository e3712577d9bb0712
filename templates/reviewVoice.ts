/** How a quarterly review speaks: as every report does, and with words of its own. */

import type { KpiName } from '../pipelines/report/review/kpiNames.ts';
import type { ReviewKpi, ReviewModel } from '../pipelines/report/review/ReviewModel.ts';
import { dash } from './format.ts';
import { voiceOf } from './voice.ts';
import { wordsIn } from './words/index.ts';

export type ReviewVoice = ReturnType<typeof reviewVoiceOf>;

/** Words and formats of a review. */
export function reviewVoiceOf(report: Pick<ReviewModel, 'language' | 'period'>) {
  const voice = voiceOf(report);
  const { review } = wordsIn[report.language];
  return {
    ...voice,
    review,
    /** The name of a KPI, also of one that does not exist. */
    kpi: ({ kpi, severity, measure, isDefined }: Pick<ReviewKpi, 'kpi' | 'severity' | 'measure' | 'isDefined'>) => {
      if (severity !== null) return review.kpis.attainment(voice.severity(severity), voice.measure(measure));
      return isDefined ? review.kpis.names[kpi as KpiName] : review.kpis.unknown(kpi);
    },
    /** A figure with its unit: `99.913%`, `22.0分`, `630件`; a dash for null. */
    kpiValue: ({ unit }: Pick<ReviewKpi, 'unit'>, value: string | null) => {
      if (value === null) return dash;
      const [whole = '', decimals] = value.split('.');
      const spelt = [voice.count(Number(whole)), ...(decimals === undefined ? [] : [decimals])].join('.');
      return `${spelt}${review.kpis.units[unit]}`;
    },
  };
}
