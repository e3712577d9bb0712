/**
 * Names that the readers put into sentences, in the languages of the report.
 */
import type { LocalText, MeasureName } from '../contract/Contract.ts';

const severities: Record<string, LocalText> = {
  critical: { ja: '重大', en: 'critical' },
  high: { ja: '高', en: 'high' },
  medium: { ja: '中', en: 'medium' },
  low: { ja: '低', en: 'low' },
};

/** A severity as a client reads it; one that only this agreement knows, as it is written there. */
export function severityName(severity: string): LocalText {
  return severities[severity.toLowerCase()] ?? { ja: severity, en: severity };
}

export const measureNames: Record<MeasureName, LocalText> = {
  respond: { ja: '応答', en: 'response' },
  restore: { ja: '復旧', en: 'restoration' },
  resolve: { ja: '解決', en: 'resolution' },
};
