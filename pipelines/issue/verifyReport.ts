/**
 * Rebuilds a written report from the raw files and compares it figure by figure.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Language } from '../contract/Contract.ts';
import { SlaError } from '../errors.ts';
import { readFigures } from '../report/figures.ts';
import { prepareRun, type RunRequest } from '../run/prepareRun.ts';
import { compareFigures } from './compareFigures.ts';
import { type Manifest, readManifest, sha256 } from './Manifest.ts';

export interface Verification {
  manifest: Manifest;
  /** Empty: the report stands. */
  differences: string[];
}

/** Recomputes the period at the report's own cut-off, and checks the hashes of sources and written files. */
export async function verifyReport(
  request: Omit<RunRequest, 'period' | 'asOf'>,
  manifestPath: string,
  language: Language,
): Promise<Verification> {
  const manifest = readManifest(resolve(manifestPath));
  if (!manifest) {
    throw new SlaError({
      what: 'There is no such manifest.',
      where: manifestPath,
      fix: 'Name the manifest of a written report, for example reports/2026-10/manifest.json.',
    });
  }
  const run = await prepareRun({ ...request, period: manifest.period, asOf: manifest.as_of });
  try {
    const figures = await readFigures(run);
    const now = await run.warehouse.rows<{ file: string; sha256: string }>(
      'select file, sha256 from staging.stg_loads order by file',
    );
    const differences = [
      ...compareFigures(manifest.figures, figures).map((line) => line[language]),
      ...compareSources(manifest, now),
      ...compareFiles(manifest, dirname(resolve(manifestPath))),
    ];
    if (run.hashes.contract !== manifest.contract_sha256)
      differences.push('contract.yaml, exclusions.yaml or sources.yaml changed since the report was written');
    return { manifest, differences };
  } finally {
    run.warehouse.close();
  }
}

function compareSources(manifest: Manifest, now: { file: string; sha256: string }[]): string[] {
  const hashes = new Map(now.map(({ file, sha256: hash }) => [file, hash]));
  const changed = manifest.sources.flatMap(({ file, sha256: hash }) => {
    const found = hashes.get(file);
    if (found === undefined) return [`${file}: gone since the report was written`];
    return found === hash ? [] : [`${file}: changed since the report was written`];
  });
  const known = new Set(manifest.sources.map(({ file }) => file));
  return [
    ...changed,
    ...now.filter(({ file }) => !known.has(file)).map(({ file }) => `${file}: added since the report was written`),
  ];
}

function compareFiles(manifest: Manifest, folder: string): string[] {
  return manifest.files.flatMap(({ file, sha256: hash }) => {
    const path = join(folder, file);
    if (!existsSync(path)) return [`${file}: gone from the report's folder`];
    return sha256(readFileSync(path)) === hash ? [] : [`${file}: not the bytes that were written`];
  });
}
