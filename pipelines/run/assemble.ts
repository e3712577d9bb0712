/**
 * Makes the files of a report in a folder beside its own: figures, tables, charts; and the model of each language.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EmbeddedFiles } from '../../templates/monthly.ts';
import type { MissingGlyph } from '../../templates/parts/document.ts';
import type { Language } from '../contract/Contract.ts';
import { type HashedFile, sha256 } from '../issue/Manifest.ts';
import type { Approval } from '../issue/planIssue.ts';
import { filesBelow, put } from '../issue/writeIssue.ts';
import type { Figures } from '../report/figures.ts';
import type { Issue } from '../report/Issue.ts';
import type { Redactor } from '../report/Redactor.ts';
import type { ReportModel } from '../report/ReportModel.ts';
import type { Run, RunRequest } from './prepareRun.ts';
import type { Audience } from './redactorOf.ts';

export interface ReportRequest extends RunRequest {
  /** Folder of the reports; null: reports/ of the workspace. */
  out: string | null;
  /** Null: the contract's language. */
  language: Language | null;
  /** Also write the charts as PNG. */
  charts: boolean;
  /** Also write the review as slides. */
  slides?: boolean;
  /** The issued PDF carries the exported rows that it counts. */
  withEvidence?: boolean;
  /** Keys of the agreement with other values, which a quarter's appendix tries; without any, there is none. */
  whatif?: string[];
  /** Null: what the agreement says. */
  audience?: Audience | null;
  /** Issue it; otherwise a draft is written. `isOfDraft`: what was drafted before, so that other figures than the draft's are refused. */
  approval?: (Approval & { isOfDraft: boolean; withOpenObjections: boolean }) | null;
}

/** A kind of report: how its model is read and drawn. */
export interface ReportKind<Model extends ReportModel = ReportModel> {
  /** `monthly`: the PDF is called monthly.ja.pdf. */
  name: string;
  read: (run: Run, issue: Issue, language: Language) => Promise<Model>;
  render: (report: Model, files: EmbeddedFiles) => Promise<Rendered>;
  /** File name and bytes of every chart. */
  charts: (report: Model) => Promise<{ file: string; png: Uint8Array }[]>;
  /** Bytes of a .pptx file that says what the report says. */
  slides?: (report: Model) => Promise<Uint8Array>;
  /** Further files of the report, for example tables for slides. */
  extras?: (run: Run, report: Model) => Promise<{ name: string; content: string | Uint8Array }[]>;
}

interface Rendered {
  pdf: Uint8Array;
  pages: number;
  missingGlyphs: MissingGlyph[];
}

/** figures.json, as it lies beside the PDF and in it. */
export function figuresTextOf(figures: Figures): string {
  return `${JSON.stringify(figures, null, 2)}\n`;
}

/** What goes into the files: which issue, its editions, and what is masked in them (null: nothing). */
interface Assembled {
  issue: Issue;
  languages: readonly Language[];
  figures: Figures;
  redactor: Redactor | null;
}

/**
 * Reads the models and writes all files but the PDFs below `staging`, under `prefix`. The warehouse can read no file any
 * more afterwards.
 */
export async function assemble<Model extends ReportModel>(
  { run, request, kind }: { run: Run; request: ReportRequest; kind: ReportKind<Model> },
  { issue, languages, figures, redactor }: Assembled,
  { staging, prefix }: { staging: string; prefix: '' | 'draft/' },
): Promise<{ language: Language; model: Model }[]> {
  const tables = import('../report/exportTables.ts');
  request.progress?.('read the report');
  const models: { language: Language; model: Model }[] = [];
  for (const language of languages) {
    const model = await kind.read(run, issue, language);
    models.push({ language, model: redactor ? redactor.data(model) : model });
  }
  const { model } = models[0]!;
  await run.warehouse.seal([staging]);
  put(staging, `${prefix}figures.json`, figuresTextOf(figures));
  mkdirSync(join(staging, prefix, 'data'), { recursive: true });
  const [{ writeTables }, { pageSheets }] = await Promise.all([tables, import('../../templates/pageSheets.ts')]);
  await writeTables(run, join(staging, prefix, 'data'), pageSheets(model));
  if (request.charts)
    for (const { file, png } of await kind.charts(model)) put(staging, `${prefix}charts/${file}`, png);
  for (const { name, content } of (await kind.extras?.(run, model)) ?? []) put(staging, `${prefix}${name}`, content);
  if (request.slides && kind.slides)
    for (const { language, model: own } of models) {
      const state = issue.state === 'issued' ? '' : `.${issue.state}`;
      put(staging, `${kind.name}${state}.${language}.pptx`, await kind.slides(own));
    }
  request.progress?.('draw the PDF');
  return models;
}

/** Hashes of the files below a folder, in the order of their names. */
export function hashedFilesBelow(folder: string): HashedFile[] {
  return filesBelow(folder).map((file) => ({ file, sha256: sha256(readFileSync(join(folder, file))) }));
}
