/** All that is said in one language. A language is a file that holds these, and its line in languages.ts. */
import type { FigureWords } from './FigureWords.ts';
import type { FindingWords } from './findings.ts';
import type { AuditWords } from './ja/audit.ts';
import type { OutlookWords } from './ja/outlook.ts';
import type { Words } from './ja/report.ts';
import type { RestatementWords } from './ja/restatement.ts';
import type { QuarterWords, ReviewWords } from './ja/review.ts';
import type { RevisionWords } from './ja/revisions.ts';
import type { WhatIfWords } from './ja/whatif.ts';

export interface LanguageWords {
  /** The language of a PDF, for those who have it read aloud: `ja-JP`. */
  locale: string;
  /** How figures, durations and dates read. */
  figures: FigureWords;
  report: Words;
  /** What of the report reads differently where the period is a quarter. */
  quarter: QuarterWords;
  review: ReviewWords;
  audit: AuditWords;
  outlook: OutlookWords;
  whatif: WhatIfWords;
  findings: FindingWords;
  /** Lines of the history of revisions: what changed, and which exported rows made it so. */
  revisions: RevisionWords;
  restatement: RestatementWords;
}
