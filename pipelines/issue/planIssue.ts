/**
 * Decides which issue of a report is being written: the first, the same again, or a restatement.
 *
 * The same figures from the same exports are the same issue, whatever the words around them. Other figures, other
 * exports or another agreement make a new version; the one before is kept in its own folder.
 */
import type { LocalText } from '../contract/Contract.ts';
import type { Figures } from '../report/figures.ts';
import type { Issue } from '../report/readReport.ts';
import type { Run } from '../run/prepareRun.ts';
import { compareFigures } from './compareFigures.ts';
import { type Manifest, sha256 } from './Manifest.ts';

export interface IssuePlan extends Issue {
  /** The version that this one replaces, to be kept; null for a first issue and for the same again. */
  supersedes: string | null;
  sources: Manifest['sources'];
}

/** @param now epoch seconds of the command line's clock: the date of a restatement. */
export async function planIssue(run: Run, figures: Figures, earlier: Manifest | null, now: number): Promise<IssuePlan> {
  const sources = await run.warehouse.rows<Manifest['sources'][number]>(
    'select file, sha256, row_count as rows from staging.stg_loads order by file',
  );
  if (!earlier) {
    const first = { version: '1.0', issuedAt: run.periods.asOf };
    return {
      ...first,
      revisions: [{ ...first, changes: [{ ja: '初版発行', en: 'First issue' }] }],
      supersedes: null,
      sources,
    };
  }
  const revisions = earlier.revisions.map(({ version, issued_at, changes }) => ({
    version,
    issuedAt: issued_at,
    changes,
  }));
  if (isSame(earlier, run, figures, sources)) {
    return { version: earlier.version, issuedAt: earlier.issued_at, revisions, supersedes: null, sources };
  }
  const next = { version: nextVersion(earlier.version), issuedAt: now };
  const changes = [...compareFigures(earlier.figures, figures), ...compareInputs(earlier, run, sources)];
  return { ...next, revisions: [...revisions, { ...next, changes }], supersedes: earlier.version, sources };
}

function isSame(earlier: Manifest, run: Run, figures: Figures, sources: Manifest['sources']): boolean {
  return (
    earlier.figures_sha256 === sha256(JSON.stringify(figures)) &&
    earlier.contract_sha256 === run.hashes.contract &&
    JSON.stringify(earlier.sources) === JSON.stringify(sources)
  );
}

function compareInputs(earlier: Manifest, run: Run, sources: Manifest['sources']): LocalText[] {
  const lines: LocalText[] = [];
  if (earlier.contract_sha256 !== run.hashes.contract)
    lines.push({ ja: '契約・除外の設定を変更', en: 'The agreement or its exclusions changed' });
  const before = new Map(earlier.sources.map(({ file, sha256: hash }) => [file, hash]));
  const after = new Map(sources.map(({ file, sha256: hash }) => [file, hash]));
  for (const [file, hash] of after) {
    if (!before.has(file)) lines.push({ ja: `エクスポートを追加：${file}`, en: `Export added: ${file}` });
    else if (before.get(file) !== hash)
      lines.push({ ja: `エクスポートを差替：${file}`, en: `Export replaced: ${file}` });
  }
  for (const file of before.keys())
    if (!after.has(file)) lines.push({ ja: `エクスポートを削除：${file}`, en: `Export removed: ${file}` });
  if (earlier.models_sha256 !== run.hashes.models)
    lines.push({ ja: '計算モデルを更新', en: 'The computing models changed' });
  return lines;
}

function nextVersion(version: string): string {
  const [major, minor] = version.split('.').map(Number);
  return `${major}.${(minor ?? 0) + 1}`;
}
