/**
 * Verifies an issued report: the record of issues, the files of every version, and the figures, rebuilt from the raw files.
 */
import type { X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { Language } from '../contract/Contract.ts';
import { SlaError } from '../errors.ts';
import { readFigures } from '../report/figures.ts';
import { prepareRun, type RunRequest } from '../run/prepareRun.ts';
import { checkSignatures, type SignatureCheck } from '../sign/checkSignatures.ts';
import type { RevocationList } from '../sign/revocation.ts';
import { signedName } from '../sign/signedName.ts';
import { isIssued, readCarriedFiles } from './carriedFiles.ts';
import { type ChainLine, chainFile, entryHash, readChain } from './chain.ts';
import { compareFigures } from './compareFigures.ts';
import type { Difference, Subject } from './Difference.ts';
import { namesOf } from './issuedReport.ts';
import { type Manifest, readManifest, sha256, statementHash } from './Manifest.ts';
import { changedFiles, clippedFiles, isSameAgreement } from './planIssue.ts';
import { isSameFigures } from './sameFigures.ts';
import { readInputs } from './statement.ts';
import { filesBelow } from './writeIssue.ts';

export interface Verification {
  manifest: Manifest;
  /** Empty: the report stands. */
  differences: Difference[];
  /** Of a PDF: its signatures, in the order in which they were made. */
  signatures: SignatureCheck[];
  /** What could not be verified, and why. */
  unverified: string[];
  /** Exports that were added since and moved no figure, as those of later months do. */
  added: string[];
}

type Request = Omit<RunRequest, 'period' | 'asOf' | 'warehouse'> & {
  /** Certificates that are trusted to vouch for signers. */
  anchors?: readonly X509Certificate[];
  /** Lists of revoked certificates. */
  lists?: readonly RevocationList[];
};

/**
 * @param path of a manifest, or of an issued PDF, which carries its own
 * @throws SlaError for a report that is not there or cannot be read, and for a PDF that carries none
 */
export async function verifyReport(request: Request, path: string, language: Language): Promise<Verification> {
  const file = resolve(path);
  const bytes = existsSync(file) && statSync(file).isFile() ? readFileSync(file) : null;
  if (bytes?.subarray(0, 5).toString('latin1') === '%PDF-') return await verifyPdf(request, file, bytes, language);
  if (bytes !== null && !/^\s*\{/.test(bytes.subarray(0, 64).toString('utf8')))
    throw new SlaError({
      what: 'This is neither a PDF nor the manifest of a report.',
      where: path,
      fix: 'Name an issued report as it was sent, its PDF or its manifest: reports/2026-10/monthly.ja.pdf or reports/2026-10/manifest.json.',
    });
  const manifest = readManifest(file);
  if (!manifest) {
    throw new SlaError({
      what: 'There is no such report.',
      where: path,
      fix: 'Name an issued report, its PDF or its manifest: reports/2026-10/monthly.ja.pdf or reports/2026-10/manifest.json.',
    });
  }
  const rebuilt = await rebuild(request, manifest, language);
  return {
    manifest,
    signatures: [],
    differences: [...compareKept(manifest, file), ...rebuilt.differences],
    unverified: rebuilt.unverified,
    added: rebuilt.added,
  };
}

/** A report from its PDF alone: what it carries inside, its signatures, its entry in the record, and the figures rebuilt. */
async function verifyPdf(request: Request, file: string, bytes: Uint8Array, language: Language): Promise<Verification> {
  const { manifest, differences: inside } = await readCarriedFiles(file, bytes);
  const record = compareRecordOfPdf(manifest, request.workspace, file, bytes);
  const signatures = checkSignatures(bytes, request.anchors ?? [], request.now, request.lists ?? []);
  const rebuilt = await rebuild(request, manifest, language);
  return {
    manifest,
    signatures,
    differences: [
      ...inside,
      ...record.differences,
      ...signatures.flatMap(({ signer, faults }) =>
        faults.map((fault) => ({ about: 'signature', text: `of ${signer}: ${fault}` }) as const),
      ),
      ...rebuilt.differences,
    ],
    unverified: [
      ...record.unverified,
      ...signatures.flatMap(({ unverified }) => unverified.map((text) => `signature: ${text}`)),
      ...rebuilt.unverified,
    ],
    added: rebuilt.added,
  };
}

/** The entry of a PDF, found by the hash that it carries: beside it, a folder above, or in the reports of the workspace. */
function compareRecordOfPdf(manifest: Manifest, workspace: string, file: string, bytes: Uint8Array) {
  const folders = [dirname(file), dirname(dirname(file)), dirname(dirname(dirname(file))), join(workspace, 'reports')];
  const reports = folders.find((folder) => existsSync(join(folder, chainFile)));
  if (reports === undefined)
    return { differences: [], unverified: [`record: no ${chainFile} is beside the PDF or in the workspace`] };
  const { lines, faults } = readChain(reports);
  const differences: Difference[] = faults.map((text) => ({ about: 'record', text }));
  const own = lines.find(({ hash }) => hash === manifest.issue.hash);
  if (!own)
    differences.push({
      about: 'record',
      text: `${chainFile}: entry ${manifest.issue.entry} of this report is missing`,
    });
  else if (!Object.values(own.files).some((hash) => isIssued(bytes, hash)))
    differences.push({ about: 'report', text: `${basename(file)}: not the bytes that were issued` });
  return { differences, unverified: [] };
}

/** What is kept of the report against itself, against its files and against the record of issues; nothing is computed. */
export function compareKept(manifest: Manifest, file: string): Difference[] {
  return [...compareRecord(manifest, file), ...compareFolder(manifest, dirname(file))];
}

/** The manifest against itself, and against the record of issues. */
function compareRecord(manifest: Manifest, file: string): Difference[] {
  const about = 'record';
  const found: Difference[] = [];
  if (sha256(JSON.stringify(manifest.figures)) !== manifest.figures_sha256)
    found.push({ about: 'report', text: 'manifest.json: its figures are not those whose hash it states' });
  if (entryHash(entryOf(manifest)) !== manifest.issue.hash)
    found.push({ about: 'report', text: 'manifest.json: changed since the report was issued' });
  const reports = reportsOf(file);
  const path = join(reports, chainFile);
  if (!existsSync(path)) return [...found, { about, text: `${chainFile}: gone from ${reports}` }];
  const { lines, faults } = readChain(reports);
  found.push(...faults.map((text) => ({ about, text }) as const));
  const own = lines.find(({ hash }) => hash === manifest.issue.hash);
  if (!own) found.push({ about, text: `${chainFile}: entry ${manifest.issue.entry} of this report is missing` });
  return [...found, ...lines.flatMap((line) => compareEntry(line, reports, lines))];
}

/** What an entry says of the files that carry it, in the folder in which its version belongs. */
function compareEntry(line: ChainLine, reports: string, lines: readonly ChainLine[]): Difference[] {
  const isLast = lines.findLast(({ period, kind }) => period === line.period && kind === line.kind) === line;
  const place = isLast ? line.period : join(line.period, `v${line.version}`);
  return Object.entries(line.files).flatMap(([name, hash]): Difference[] => {
    const path = join(reports, place, name);
    const what = `${join(place, name)} (entry ${line.entry})`;
    if (!existsSync(path)) return [{ about: 'report', text: `${what}: gone` }];
    return isSealed(path, hash) ? [] : [{ about: 'report', text: `${what}: not the bytes that were issued` }];
  });
}

function isSealed(path: string, hash: string): boolean {
  return sha256(readFileSync(path)) === hash;
}

/** Every file that the manifest names, and files that it does not name. */
function compareFolder(manifest: Manifest, folder: string): Difference[] {
  const about = 'report';
  const name = basename(folder);
  const isKept = name === `v${manifest.version}`;
  const place = isKept ? basename(dirname(folder)) : name;
  const misplaced: Difference[] =
    place === manifest.period
      ? []
      : [{ about, text: `manifest.json is that of ${manifest.period}, but it lies in ${name}` }];
  const changed = manifest.files.flatMap(({ file, sha256: hash }): Difference[] => {
    const path = join(folder, file);
    if (!existsSync(path)) return [{ about, text: `${file}: gone from the report's folder` }];
    return sha256(readFileSync(path)) === hash ? [] : [{ about, text: `${file}: not the bytes that were issued` }];
  });
  // A signature by ssh-keygen, for those who have no certificate.
  const known = new Set([...namesOf(manifest), 'manifest.json.sig']);
  const signed = manifest.pdfs.flatMap(({ file, sha256: hash }): Difference[] => {
    const path = join(folder, signedName(file));
    if (!existsSync(path)) return [];
    known.add(signedName(file));
    return isIssued(readFileSync(path), hash)
      ? []
      : [{ about, text: `${signedName(file)}: does not begin with the bytes that were issued` }];
  });
  const foreign = filesBelow(folder)
    .filter((file) => !known.has(file) && !isOfDraft(file))
    .map((file) => ({ about, text: `${file}: no file of the issued report` }) as const);
  return [...misplaced, ...changed, ...signed, ...foreign, ...(isKept ? [] : compareEarlier(manifest, folder))];
}

/** The files of the versions before, which are kept as they were. */
function compareEarlier({ revisions, version }: Manifest, folder: string): Difference[] {
  return revisions
    .filter((revision) => revision.version !== version)
    .flatMap(({ version: earlier }): Difference[] => {
      const kept = join(folder, `v${earlier}`);
      const manifest = existsSync(join(kept, 'manifest.json')) ? readManifest(join(kept, 'manifest.json')) : null;
      if (!manifest) return [{ about: 'report', text: `v${earlier}/manifest.json: gone` }];
      return compareFolder(manifest, kept).map(({ about, text }) => ({ about, text: `v${earlier}/${text}` }));
    });
}

function isOfDraft(file: string): boolean {
  return (
    file === 'draft.json' ||
    file.startsWith('draft/') ||
    /^(monthly|quarterly)\.(draft|interim)\.[a-z]+\.pdf$/.test(file)
  );
}

/** The period computed anew, in a fresh warehouse, and everything that shaped it. */
async function rebuild(
  request: Request,
  manifest: Manifest,
  language: Language,
): Promise<Omit<Verification, 'manifest' | 'signatures'>> {
  const missing = manifest.sources.filter(({ file }) => !existsSync(join(request.workspace, file)));
  if (manifest.sources.length > 0 && missing.length === manifest.sources.length)
    return {
      differences: [],
      unverified: [`figures: none of the ${missing.length} exports is in ${request.workspace}`],
      added: [],
    };
  const folder = mkdtempSync(join(tmpdir(), 'sla-verify-'));
  const asOf = Date.parse(manifest.as_of) / 1000;
  try {
    const run = await prepareRun({
      ...request,
      period: manifest.period,
      asOf,
      // As it was issued: earlier versions took a later cut-off.
      isCutAnywhere: true,
      warehouse: join(folder, 'warehouse.duckdb'),
      writesTo: [],
    });
    try {
      const figures = await readFigures(run);
      const inputs = await readInputs(run);
      const moved = compareFiguresOf(manifest, figures, language);
      const known = new Set(manifest.sources.map(({ file }) => file));
      const added = moved.length > 0 ? [] : inputs.sources.map(({ file }) => file).filter((file) => !known.has(file));
      const sources = inputs.sources.filter(({ file }) => !added.includes(file));
      return {
        differences: [
          ...compareClient(manifest, run.contract.client.id),
          ...compareInputs(manifest, { ...inputs, sources }).map((found) =>
            found.about === 'program' && moved.length === 0
              ? { ...found, text: `${found.text}; every figure comes out the same` }
              : found,
          ),
          ...moved,
        ],
        unverified: [],
        added,
      };
    } finally {
      run.warehouse.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compareClient({ client }: Manifest, found: string): Difference[] {
  return client === found
    ? []
    : [{ about: 'agreement', text: `contract.yaml is that of the client ${found}, the report that of ${client}` }];
}

function compareInputs(manifest: Manifest, inputs: Awaited<ReturnType<typeof readInputs>>): Difference[] {
  const said = (about: Subject, before: Manifest['agreement'], after: Manifest['agreement']): Difference[] =>
    changedFiles(before, after).map((file) => ({
      about,
      text: `${file}: ${howOf(file, before, after)} since the report was issued`,
    }));
  const models = (all: Manifest['models']) =>
    all.map(({ model, sha256: hash }) => ({ file: `model ${model}`, sha256: hash }));
  const agreement = said('agreement', manifest.agreement, inputs.agreement).map(({ about, text }) =>
    isSameAgreement(manifest, inputs) && clippedFiles.some((file) => text.startsWith(`${file}:`))
      ? { about, text: `${text}, but nothing that was in force in ${manifest.period}` }
      : { about, text },
  );
  return [
    ...agreement,
    ...(agreement.length === 0 && manifest.holidays_sha256 !== inputs.holidays_sha256
      ? [{ about: 'program', text: 'the list of holidays that comes with the program changed' } as const]
      : []),
    ...said('words', manifest.commentary, inputs.commentary),
    ...said('data', manifest.sources, inputs.sources),
    ...(manifest.tool === inputs.tool
      ? []
      : [
          {
            about: 'program',
            text: `the report was issued by version ${manifest.tool}, this is ${inputs.tool}`,
          } as const,
        ]),
    ...said('program', models(manifest.models), models(inputs.models)),
  ];
}

function howOf(file: string, before: Manifest['agreement'], after: Manifest['agreement']): string {
  const hashIn = (files: Manifest['agreement']) => files.find((each) => each.file === file)?.sha256 ?? '';
  if (hashIn(before) === '') return 'added';
  return hashIn(after) === '' ? 'gone' : 'changed';
}

function compareFiguresOf(manifest: Manifest, figures: Manifest['figures'], language: Language): Difference[] {
  if (isSameFigures(manifest.figures, figures)) return [];
  const lines = compareFigures(manifest.figures, figures).map((line) => line[language]);
  const said = lines.length > 0 ? lines : ['figures.json: other values than those that were issued'];
  return said.map((text) => ({ about: 'figures', text }));
}

function entryOf(manifest: Manifest): Omit<ChainLine, 'hash' | 'files'> {
  const { client, kind, period, version, as_of, issued_at, issued_by, issue } = manifest;
  const { entry, previous } = issue;
  const statement_sha256 = statementHash(manifest);
  return { entry, previous, client, kind, period, version, as_of, issued_at, issued_by, statement_sha256 };
}

/** The folder that holds the folders of the periods; kept versions lie one deeper. */
function reportsOf(file: string): string {
  const folder = dirname(file);
  return /^v\d+\.\d+$/.test(basename(folder)) ? dirname(dirname(folder)) : dirname(folder);
}
