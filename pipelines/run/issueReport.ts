/**
 * Issues a report: freezes it with its version, its approver and its date, and enters it in issues.jsonl.
 *
 * Everything is made beside its place. The entry in issues.jsonl is the moment of issue: before it, nothing happened; after
 * it, what is missing in the folder is put there by the next command.
 */

import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../contract/Contract.ts';
import { languages } from '../contract/languages.ts';
import { SlaError } from '../errors.ts';
import { isoInstant } from '../isoInstant.ts';
import { appendLine, type Chain, type ChainLine, chainFile, entryHash, readChain } from '../issue/chain.ts';
import { evidenceFile, evidenceText, writeEvidence } from '../issue/evidence.ts';
import { complete, finishInterrupted, namesOf, standingIssue } from '../issue/issuedReport.ts';
import { carriedText, type Manifest, manifestText, type Statement, sha256, statementHash } from '../issue/Manifest.ts';
import { changedFiles, type IssuePlan, issuedLanguages, planIssue } from '../issue/planIssue.ts';
import { type Inputs, readInputs } from '../issue/statement.ts';
import { inTheWay, put, stage, unwritable } from '../issue/writeIssue.ts';
import { type Figures, readFigures } from '../report/figures.ts';
import { type Redactor, refuseRemains } from '../report/Redactor.ts';
import type { ReportModel } from '../report/ReportModel.ts';
import { documentNumber } from '../report/readReport.ts';
import { assemble, figuresTextOf, hashedFilesBelow } from './assemble.ts';
import type { Run } from './prepareRun.ts';
import { redactorOf } from './redactorOf.ts';
import { restate } from './restate.ts';
import type { Writing, WrittenReport } from './Writing.ts';
import { draftName, readDraftNote, unchanged, whatifOf } from './writeDraft.ts';

/** @throws SlaError; nothing is issued then, and what was issued before is as it was */
export async function issueReport<Model extends ReportModel>(writing: Writing<Model>): Promise<WrittenReport> {
  const { run, request, kind, folder, reports } = writing;
  const chain = readChain(reports);
  refuseBroken(chain, reports);
  finishInterrupted(reports, folder);
  const standing = standingIssue(reports, folder, kind.name);
  const at = request.approval!.at ?? request.now;
  const by = request.approval!.by;
  const languages = languagesToIssue(writing, standing);
  const figures = await readFigures(run);
  const inputs = await readInputs(run);
  const audience = request.audience ?? run.contract.audience;
  const planned = planIssue(run, { figures, inputs, languages, audience }, standing, { by, at });
  if (planned.isUnchanged && standing) return unchanged(writing, standing);
  refuseClock(run, chain, at);
  if (!request.approval!.withOpenObjections) refuseUndecided(run);
  const draft = readDraftNote(folder);
  if (draft?.state === 'draft' && request.approval!.isOfDraft) refuseOther(run, draft, figures, inputs);

  const redactor = await redactorOf(run, audience, by);
  const { plan, restatement } = await restate(run, { plan: planned, figures, inputs, folder, redactor });
  const staging = stage(folder, 'issuing');
  let written: { manifest: Manifest; pages: number; missingGlyphs: WrittenReport['missingGlyphs'] };
  try {
    written = await makeIssue(
      writing,
      { plan, restatement, redactor, by, at, languages, figures, inputs, chain },
      staging,
    );
    const leaving = [...(standing ? namesOf(standing) : []), ...(draft?.files ?? [])];
    refuseInTheWay(inTheWay(staging, folder, leaving), folder);
    appendLine(reports, lineOf(written.manifest, chain));
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    throw (error as NodeJS.ErrnoException).code ? unwritable(folder, error) : error;
  }
  placeOrSay(() => complete(staging, folder, draft?.files ?? []), folder);
  const { manifest, pages, missingGlyphs } = written;
  const pdfs = manifest.pdfs.map(({ file }) => join(folder, file));
  return {
    run,
    folder,
    state: 'issued',
    pdfs,
    pages,
    missingGlyphs,
    version: plan.version,
    manifest,
    supersedes: standing?.version ?? null,
  };
}

interface Making {
  plan: IssuePlan;
  /** Text of restatement.json; null for a first version. */
  restatement: string | null;
  redactor: Redactor | null;
  by: string;
  at: number;
  languages: readonly Language[];
  figures: Figures;
  inputs: Inputs;
  chain: Chain;
}

/** Makes every file of the issue below `staging`. */
async function makeIssue<Model extends ReportModel>(writing: Writing<Model>, making: Making, staging: string) {
  const { kind } = writing;
  const { figures, languages, plan, chain, restatement, redactor } = making;
  const models = await assemble(writing, { issue: plan, languages, figures, redactor }, { staging, prefix: '' });
  await writeEvidence(writing.run, join(staging, evidenceFile));
  const evidence = writing.request.withEvidence ? await evidenceText(writing.run, redactor) : null;
  if (restatement !== null) put(staging, 'restatement.json', restatement);
  const statement: Statement = { ...statementOf(writing, making), files: hashedFilesBelow(staging) };
  const entry = entryOf(statement, chain);
  const issue = { entry: entry.entry, previous: entry.previous, hash: entryHash(entry) };
  const carried = carriedText({ ...statement, issue });
  const pdfs: Manifest['pdfs'] = [];
  const glyphs: WrittenReport['missingGlyphs'] = [];
  let pages = 0;
  for (const { language, model } of models) {
    const files = {
      'figures.json': figuresTextOf(figures),
      'manifest.json': carried,
      ...(restatement && { 'restatement.json': restatement }),
      ...(evidence && { 'evidence.json': evidence }),
    };
    if (redactor) refuseRemains(redactor, { ...files, 'the report': JSON.stringify(model) });
    const rendered = await kind.render(model, files);
    const file = `${kind.name}.${language}.pdf`;
    put(staging, file, rendered.pdf);
    pdfs.push({ file, sha256: sha256(rendered.pdf) });
    glyphs.push(...rendered.missingGlyphs);
    pages = Math.max(pages, rendered.pages);
  }
  const manifest: Manifest = { ...statement, issue, pdfs };
  put(staging, 'manifest.json', manifestText(manifest));
  return { manifest, pages, missingGlyphs: glyphs };
}

function statementOf<Model extends ReportModel>(
  { run, kind, request }: Writing<Model>,
  making: Making,
): Omit<Statement, 'files'> {
  const { plan, by, at, figures, inputs } = making;
  const { periods, contract } = run;
  return {
    manifest: 2,
    client: contract.client.id,
    number: documentNumber(run),
    kind: kind.name,
    period: periods.period.id,
    as_of: isoInstant(periods.asOf),
    version: plan.version!,
    issued_at: isoInstant(at),
    issued_by: by,
    ...(making.redactor && { audience: 'client' as const }),
    ...whatifOf(request),
    ...inputs,
    figures_sha256: sha256(JSON.stringify(figures)),
    figures,
    revisions: plan.revisions.map(({ version, issuedAt, changes }) => ({
      version,
      issued_at: isoInstant(issuedAt!),
      changes,
    })),
  };
}

function entryOf(statement: Statement, { lines, last }: Chain): Omit<ChainLine, 'hash' | 'files'> {
  const { client, kind, period, version, as_of, issued_at, issued_by } = statement;
  return {
    entry: lines.length + 1,
    previous: last === null ? null : sha256(last),
    client,
    kind,
    period,
    version,
    as_of,
    issued_at,
    issued_by,
    statement_sha256: statementHash(statement),
  };
}

function lineOf(manifest: Manifest, chain: Chain): ChainLine {
  const files = [...manifest.pdfs, { file: 'manifest.json', sha256: sha256(manifestText(manifest)) }];
  return {
    ...entryOf(manifest, chain),
    hash: manifest.issue.hash,
    files: Object.fromEntries(files.map(({ file, sha256: hash }) => [file, hash])),
  };
}

/** The language asked for, those that were drafted, and those of the version that stands: an edition is not lost. */
function languagesToIssue<Model extends ReportModel>(
  { kind, folder, language }: Writing<Model>,
  standing: Manifest | null,
): Language[] {
  const drafted = languages.filter((each) => existsSync(join(folder, draftName(kind.name, 'draft', each))));
  return [...new Set([language, ...drafted, ...(standing ? issuedLanguages(standing) : [])])];
}

function refuseBroken({ faults }: Chain, reports: string): void {
  if (faults.length === 0) return;
  throw new SlaError({
    what: `The record of issued reports does not hold: ${faults[0]}${faults.length > 1 ? ` (and ${faults.length - 1} more)` : ''}.`,
    where: join(reports, chainFile),
    fix: 'Restore the file from a copy; "sla verify" says whether it holds.',
    state: 'Nothing was issued.',
  });
}

/** A report is issued after its period and after every earlier issue; where it is not, a clock or a date is wrong. */
function refuseClock({ periods }: Run, { lines }: Chain, at: number): void {
  const last = lines.at(-1);
  const limit =
    last && Date.parse(last.issued_at) / 1000 > at ? `the last issue, ${last.period} at ${last.issued_at}` : null;
  const early =
    at < periods.period.endsAt ? `the end of ${periods.period.id}, ${isoInstant(periods.period.endsAt)}` : null;
  const before = early ?? limit;
  if (!before) return;
  throw new SlaError({
    what: `The instant of issue, ${isoInstant(at)}, lies before ${before}.`,
    fix: 'Set the clock of this machine, or name the date of issue with --at, for example --at 2026-11-02.',
    state: 'Nothing was issued.',
  });
}

/** A report that is objected to is not issued again before the objection is answered. */
function refuseUndecided({ objections: { objections }, periods }: Run): void {
  const open = objections.filter(({ decision }) => decision === null);
  if (open.length === 0) return;
  throw new SlaError(
    open.map(({ id, by, raisedOn }) => ({
      what: `The objection ${id} of ${by} (${raisedOn}) is not decided.`,
      where: 'objections.yaml',
      fix: `Write decision, reason, decided_by and decided_on; or issue without it: sla issue ${periods.period.id} --with-open-objections --by NAME`,
      state: 'Nothing was issued.',
    })),
  );
}

/** Whoever approves saw the draft: what changed since is seen first. */
function refuseOther(run: Run, draft: NonNullable<ReturnType<typeof readDraftNote>>, figures: Figures, inputs: Inputs) {
  const changed = [
    ...(draft.figures_sha256 === sha256(JSON.stringify(figures)) ? [] : ['the figures']),
    ...changedFiles(draft.inputs.agreement, inputs.agreement),
    ...changedFiles(draft.inputs.commentary, inputs.commentary),
    ...changedFiles(draft.inputs.sources, inputs.sources),
  ];
  if (changed.length === 0) return;
  const { id, kind } = run.periods.period;
  const command = kind === 'month' ? 'monthly' : 'quarterly';
  throw new SlaError(
    {
      what: `Since the draft of ${id} was written, something changed: ${changed.slice(0, 5).join(', ')}${changed.length > 5 ? ' ...' : ''}.`,
      fix: `Read a new draft first: sla ${command} ${id}. To issue without one: sla ${command} ${id} --issue --by NAME`,
      state: 'Nothing was issued.',
    },
    1,
  );
}

function refuseInTheWay(files: readonly string[], folder: string): void {
  if (files.length === 0) return;
  throw new SlaError({
    what: `${files.slice(0, 3).join(', ')} ${files.length === 1 ? 'stands' : 'stand'} where the issued report would go, and no draft or issue that is known wrote ${files.length === 1 ? 'it' : 'them'}.`,
    where: folder,
    fix: 'Move it away, or issue into another folder with --out DIR.',
    state: 'Nothing was issued.',
  });
}

function placeOrSay(place: () => void, folder: string): void {
  try {
    place();
  } catch (error) {
    throw new SlaError({
      what: `The report is issued and entered in ${chainFile}, but its files cannot be put into place: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
      where: folder,
      fix: 'Make the folder writable, then run the command again: it puts them there.',
      state: `They lie in ${folder}.issuing until then. Nothing that was issued before is lost.`,
    });
  }
}
