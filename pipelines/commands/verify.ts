/**
 * `sla verify`: rebuilds an issued report from the raw files and compares it, figure by figure and file by file.
 */
import { command, quiet, required, spokenLang, workspace } from './command.ts';

export const verify = command({
  name: 'verify',
  summary: 'rebuild an issued report from the raw files and compare it figure by figure',
  arguments: { manifest: required('<manifest>', 'for example reports/2026-10/manifest.json') },
  options: { workspace, lang: spokenLang, quiet },
  run: async ({ workspace, manifest, lang }, { now, say, tell, withProgress }) => {
    const { verifyReport } = await import('../issue/verifyReport.ts');
    const {
      manifest: found,
      differences,
      unverified,
      added,
    } = await withProgress((progress) => verifyReport({ workspace, now, progress }, manifest, lang ?? 'en'));
    for (const { about, text } of differences) say(`${about.padEnd(9)}  ${text}`);
    for (const text of unverified) say(`not verified  ${text}`);
    if (added.length > 0)
      tell(`${added.length} exports were added since and moved no figure: ${added.slice(0, 5).join(', ')}`);
    const changed = [...new Set(differences.map(({ about }) => about))].join(', ');
    const whole = unverified.length === 0 ? 'every figure, source and file is' : 'what could be verified is';
    tell(
      `${found.period} version ${found.version}: ${differences.length === 0 ? `${whole} as it was issued` : `${differences.length} differences (${changed})`}`,
    );
    return differences.length === 0 ? 0 : 1;
  },
});
