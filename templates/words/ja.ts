/** All words in Japanese. */
import audit from './ja/audit.ts';
import figures from './ja/figures.ts';
import findings from './ja/findings.ts';
import outlook from './ja/outlook.ts';
import report from './ja/report.ts';
import restatement from './ja/restatement.ts';
import review, { quarter } from './ja/review.ts';
import revisions from './ja/revisions.ts';
import whatif from './ja/whatif.ts';
import type { LanguageWords } from './LanguageWords.ts';

const ja: LanguageWords = {
  locale: 'ja-JP',
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

export default ja;
