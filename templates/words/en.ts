/** All words in English. */
import audit from './en/audit.ts';
import figures from './en/figures.ts';
import findings from './en/findings.ts';
import outlook from './en/outlook.ts';
import report from './en/report.ts';
import restatement from './en/restatement.ts';
import review, { quarter } from './en/review.ts';
import revisions from './en/revisions.ts';
import whatif from './en/whatif.ts';
import type { LanguageWords } from './LanguageWords.ts';

const en: LanguageWords = {
  locale: 'en-GB',
  figures,
  report,
  quarter,
  review,
  audit,
  outlook,
  whatif,
  findings,
  revisions,
  restatement,
};

export default en;
