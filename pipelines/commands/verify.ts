/**
 * `sla verify`: rebuilds a written report from the raw files and compares it figure by figure.
 */
import { command, quiet, required, spokenLang, workspace } from './command.ts';

export const verify = command({
  name: 'verify',
  summary: 'rebuild a written report from the raw files and compare it figure by figure',
  arguments: { manifest: required('<manifest>', 'for example reports/2026-10/manifest.json') },
  options: { workspace, lang: spokenLang, quiet },
  run: async ({ workspace, manifest, lang }, { now, say, tell, withProgress }) => {
    const { verifyReport } = await import('../issue/verifyReport.ts');
    const { manifest: found, differences } = await withProgress((progress) =>
      verifyReport({ workspace, now, progress }, manifest, lang ?? 'en'),
    );
    for (const line of differences) say(line);
    const n = differences.length;
    tell(
      `${found.period} version ${found.version}: ${n === 0 ? 'every figure, source and file is as it was written' : `${n} differences`}`,
    );
    return n === 0 ? 0 : 1;
  },
});
