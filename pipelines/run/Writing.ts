/** What is being written, and what came of it. */
import type { MissingGlyph } from '../../templates/parts/document.ts';
import type { Language } from '../contract/Contract.ts';
import type { Manifest } from '../issue/Manifest.ts';
import type { ReportModel } from '../report/ReportModel.ts';
import type { ReportKind, ReportRequest } from './assemble.ts';
import type { Run } from './prepareRun.ts';

export interface WrittenReport {
  run: Run;
  folder: string;
  /** `unchanged`: the version that stands says the same; nothing was written. */
  state: 'interim' | 'draft' | 'issued' | 'unchanged';
  /** Paths of the PDFs. */
  pdfs: string[];
  /** Of the longest PDF; 0 when none was drawn. */
  pages: number;
  missingGlyphs: MissingGlyph[];
  /** Null for an interim report. */
  version: string | null;
  /** Of what was issued now, or stands. */
  manifest: Manifest | null;
  /** The version that was issued before this one. */
  supersedes: string | null;
}

/** What is being written, and where. */
export interface Writing<Model extends ReportModel> {
  run: Run;
  request: ReportRequest;
  kind: ReportKind<Model>;
  /** Holds a folder for each period, and issues.jsonl. */
  reports: string;
  /** The period's own folder. */
  folder: string;
  language: Language;
}
