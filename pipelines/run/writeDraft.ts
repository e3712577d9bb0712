/**
 * Writes a draft, or an interim report while the period runs. Neither spends a version or touches what was issued.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Language } from '../contract/Contract.ts';
import { SlaError } from '../errors.ts';
import { finishInterrupted, standingIssue } from '../issue/issuedReport.ts';
import { type Manifest, sha256 } from '../issue/Manifest.ts';
import { planIssue } from '../issue/planIssue.ts';
import { type Inputs, readInputs } from '../issue/statement.ts';
import { filesBelow, publishDraft, put, stage } from '../issue/writeIssue.ts';
import { readFigures } from '../report/figures.ts';
import { refuseRemains } from '../report/Redactor.ts';
import type { ReportModel } from '../report/ReportModel.ts';
import { assemble, figuresTextOf, type ReportRequest } from './assemble.ts';
import { redactorOf } from './redactorOf.ts';
import { restate } from './restate.ts';
import type { Writing, WrittenReport } from './Writing.ts';

/** What a draft showed: whoever issues it sees whether anything changed since. */
const draftSchema = z.object({
  state: z.enum(['interim', 'draft']),
  figures_sha256: z.string(),
  inputs: z.custom<Inputs>((value) => typeof value === 'object' && value !== null),
  /** Files of this draft and of those before it, the PDFs aside. */
  files: z.array(z.string()),
  /** What its appendix tried: the issue does so again. */
  whatif: z.array(z.string()).optional(),
});
export type DraftNote = z.infer<typeof draftSchema>;

export async function writeDraft<Model extends ReportModel>(writing: Writing<Model>): Promise<WrittenReport> {
  const { run, request, kind, folder, reports, language } = writing;
  finishInterrupted(reports, folder);
  const standing = standingIssue(reports, folder, kind.name);
  const figures = await readFigures(run);
  const inputs = await readInputs(run);
  const audience = request.audience ?? run.contract.audience;
  const planned = planIssue(run, { figures, inputs, languages: [language], audience }, standing, null);
  if (planned.isUnchanged && standing) return unchanged(writing, standing);
  const redactor = await redactorOf(run, audience, null);
  const { plan, restatement } = await restate(run, { plan: planned, figures, inputs, folder, redactor });
  const staging = stage(folder, 'writing');
  try {
    const prefix = standing ? 'draft/' : '';
    const [only] = await assemble(
      writing,
      { issue: plan, languages: [language], figures, redactor },
      { staging, prefix },
    );
    if (restatement !== null) put(staging, `${prefix}restatement.json`, restatement);
    const carried = { 'figures.json': figuresTextOf(figures), ...(restatement && { 'restatement.json': restatement }) };
    if (redactor) refuseRemains(redactor, { ...carried, 'the report': JSON.stringify(only!.model) });
    const { pdf, pages, missingGlyphs } = await kind.render(only!.model, carried);
    const files = [...new Set([...filesBelow(staging), ...(readDraftNote(folder)?.files ?? [])])];
    const name = draftName(kind.name, plan.state, language);
    put(staging, name, pdf);
    if (plan.state !== 'issued') {
      const figuresHash = sha256(JSON.stringify(figures));
      put(
        staging,
        'draft.json',
        noteText({ state: plan.state, figures_sha256: figuresHash, inputs, files, ...whatifOf(request) }),
      );
    }
    publishDraft(staging, folder);
    const { state, version } = plan;
    return {
      run,
      folder,
      state,
      pdfs: [join(folder, name)],
      pages,
      missingGlyphs,
      version,
      manifest: null,
      supersedes: standing?.version ?? null,
    };
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    throw error;
  }
}

/** The version that stands says the same: its PDF is named, and nothing is written. */
export function unchanged<Model extends ReportModel>(
  { run, kind, folder, language, request }: Writing<Model>,
  manifest: NonNullable<WrittenReport['manifest']>,
): WrittenReport {
  refuseAppendix({ request, run, folder }, manifest);
  const pdfs = [join(folder, `${kind.name}.${language}.pdf`)];
  return {
    run,
    folder,
    state: 'unchanged',
    pdfs,
    pages: 0,
    missingGlyphs: [],
    version: manifest.version,
    manifest,
    supersedes: null,
  };
}

/** What an appendix tries, where it tries anything. */
export function whatifOf({ whatif = [] }: ReportRequest): { whatif?: string[] } {
  return whatif.length > 0 ? { whatif } : {};
}

/** An appendix alone makes no version: what was asked would be in no PDF. */
function refuseAppendix(
  { request, run, folder }: Pick<Writing<ReportModel>, 'request' | 'run' | 'folder'>,
  of: Manifest,
) {
  const { whatif } = whatifOf(request);
  if (whatif === undefined || JSON.stringify(whatif) === JSON.stringify(of.whatif)) return;
  const { id } = run.periods.period;
  throw new SlaError({
    what: `Version ${of.version} of ${id} is issued and nothing changed since: an appendix alone makes no other version.`,
    where: folder,
    fix: `Ask beside the report: sla whatif ${id} ${whatif.map((set) => `--set ${set}`).join(' ')}`,
    state: 'Nothing was written.',
  });
}

/** `monthly.draft.ja.pdf`, `monthly.interim.ja.pdf`. */
export function draftName(kind: string, state: string, language: Language): string {
  return `${kind}.${state}.${language}.pdf`;
}

/** What the draft in a folder showed; null where there is none. */
export function readDraftNote(folder: string): DraftNote | null {
  const path = join(folder, 'draft.json');
  if (!existsSync(path)) return null;
  try {
    return draftSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // A note that cannot be read tells nothing; the draft is made again by the next run.
    return null;
  }
}

function noteText(note: DraftNote): string {
  return `${JSON.stringify(note, null, 2)}\n`;
}
