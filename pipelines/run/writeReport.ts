/**
 * From built marts to a written report: figures, issue, PDF, tables and manifest, whatever the kind of report.
 */
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { EmbeddedFiles } from '../../templates/monthly.ts';
import type { MissingGlyph } from '../../templates/parts/document.ts';
import type { Language } from '../contract/Contract.ts';
import { refusePlaceholders } from '../contract/placeholders.ts';
import { type Manifest, readManifest, sha256 } from '../issue/Manifest.ts';
import { type IssuePlan, planIssue } from '../issue/planIssue.ts';
import { filesBelow, publish, put, stage } from '../issue/writeIssue.ts';
import { type Figures, readFigures } from '../report/figures.ts';
import type { ReportModel } from '../report/ReportModel.ts';
import type { Issue } from '../report/readReport.ts';
import { toolVersion } from '../toolVersion.ts';
import type { Run, RunRequest } from './prepareRun.ts';
import { refuseUnknownHolidays } from './refuseUnknownHolidays.ts';

export interface ReportRequest extends RunRequest {
  /** Folder of the reports; null: reports/ of the workspace. */
  out: string | null;
  /** Null: the contract's language. */
  language: Language | null;
  /** Also write the charts as PNG. */
  charts: boolean;
}

/** A kind of report: how its model is read and drawn. */
export interface ReportKind<Model extends ReportModel = ReportModel> {
  /** `monthly`: the PDF is called monthly.ja.pdf. */
  name: string;
  read: (run: Run, issue: Issue, language: Language) => Promise<Model>;
  render: (
    report: Model,
    files: EmbeddedFiles,
  ) => Promise<{ pdf: Uint8Array; pages: number; missingGlyphs: MissingGlyph[] }>;
  /** File name and bytes of every chart. */
  charts: (report: Model) => Promise<{ file: string; png: Uint8Array }[]>;
  /** Further files of the report, for example tables for slides. */
  extras?: (run: Run, report: Model) => Promise<{ name: string; content: string | Uint8Array }[]>;
}

export interface WrittenReport {
  run: Run;
  folder: string;
  pdf: string;
  pages: number;
  version: string;
  supersedes: string | null;
  missingGlyphs: MissingGlyph[];
  /** Files that were written, below the folder. */
  files: string[];
}

/** Writes the report, or nothing. The warehouse can read no file any more afterwards. */
export async function writeReport<Model extends ReportModel>(
  run: Run,
  request: ReportRequest,
  kind: ReportKind<Model>,
): Promise<WrittenReport> {
  refusePlaceholders(request.workspace);
  refuseUnknownHolidays(run);
  const tables = import('../report/exportTables.ts');
  const language = request.language ?? run.contract.language;
  const folder = join(resolve(request.out ?? join(request.workspace, 'reports')), run.periods.period.id);
  const figures = await readFigures(run);
  const earlier = readManifest(join(folder, 'manifest.json'));
  const issue = await planIssue(run, figures, earlier, request.now);
  request.progress?.('read the report');
  const report = await kind.read(run, issue, language);
  const staging = stage(folder);
  try {
    await run.warehouse.sealExcept([staging]);
    request.progress?.('draw the PDF');
    const figuresText = `${JSON.stringify(figures, null, 2)}\n`;
    const { pdf, pages, missingGlyphs } = await kind.render(report, { 'figures.json': figuresText });
    const name = `${kind.name}.${language}.pdf`;
    put(staging, name, pdf);
    put(staging, 'figures.json', figuresText);
    const { writeTables } = await tables;
    await writeTables(run, join(staging, 'data'));
    if (request.charts) for (const chart of await kind.charts(report)) put(staging, `charts/${chart.file}`, chart.png);
    for (const extra of (await kind.extras?.(run, report)) ?? []) put(staging, extra.name, extra.content);
    put(
      staging,
      'manifest.json',
      manifestText(run, issue, figures, staging, issue.supersedes === null ? earlier : null),
    );
    const files = filesBelow(staging);
    publish(staging, folder, issue.supersedes);
    return {
      run,
      folder,
      pdf: join(folder, name),
      pages,
      version: issue.version,
      supersedes: issue.supersedes,
      missingGlyphs,
      files,
    };
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    throw error;
  }
}

/** @param sameIssue manifest of the same issue written before, whose other files (the other language) stay valid. */
function manifestText(
  run: Run,
  issue: IssuePlan,
  figures: Figures,
  staging: string,
  sameIssue: Manifest | null,
): string {
  const written = filesBelow(staging).map((file) => ({ file, sha256: sha256(readFileSync(join(staging, file))) }));
  const others = (sameIssue?.files ?? []).filter(({ file }) => !written.some((entry) => entry.file === file));
  const manifest: Manifest = {
    manifest: 1,
    period: run.periods.period.id,
    as_of: run.periods.asOf,
    version: issue.version,
    issued_at: issue.issuedAt,
    tool: toolVersion(),
    contract_sha256: run.hashes.contract,
    models_sha256: run.hashes.models,
    sources: issue.sources,
    figures_sha256: sha256(JSON.stringify(figures)),
    figures,
    files: [...written, ...others].sort((a, b) => (a.file < b.file ? -1 : 1)),
    revisions: issue.revisions.map(({ version, issuedAt, changes }) => ({ version, issued_at: issuedAt, changes })),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
