/**
 * `sla verify`: rebuilds an issued report from the raw files and compares it, figure by figure and file by file.
 */
import { command, optional, quiet, required, spokenLang, workspace } from './command.ts';

export const verify = command({
  name: 'verify',
  summary: 'rebuild an issued report from the raw files and compare it figure by figure',
  help: 'Of a PDF alone: what it carries inside, its signatures, its entry in issues.jsonl where that is there, and the figures.',
  arguments: { report: required('<report>', 'an issued PDF, or reports/2026-10/manifest.json') },
  options: {
    workspace,
    trust: optional('<file>', 'certificates (PEM) that you trust to vouch for those who signed'),
    crl: optional('<file>', 'list of revoked certificates (CRL) of those who vouch for them'),
    lang: spokenLang,
    quiet,
  },
  run: async ({ workspace, report, trust, crl, lang }, { now, say, tell, withProgress }) => {
    const [{ verifyReport }, { anchorsOf }, { listsOf }, { isoInstant }] = await Promise.all([
      import('../issue/verifyReport.ts'),
      import('../sign/certificates.ts'),
      import('../sign/revocation.ts'),
      import('../isoInstant.ts'),
    ]);
    const anchors = trust === null ? [] : anchorsOf(trust);
    const lists = crl === null ? [] : listsOf(crl);
    const {
      manifest: found,
      signatures,
      differences,
      unverified,
      added,
    } = await withProgress((progress) =>
      verifyReport({ workspace, now, progress, anchors, lists }, report, lang ?? 'en'),
    );
    for (const { about, text } of differences) say(`${about.padEnd(9)}  ${text}`);
    for (const text of unverified) say(`not verified  ${text}`);
    if (added.length > 0)
      tell(`${added.length} exports were added since and moved no figure: ${added.slice(0, 5).join(', ')}`);
    for (const { signer, stampedAt, stampedBy, faults } of signatures)
      if (faults.length === 0)
        tell(`signed by ${signer}${stampedAt === null ? '' : `, stamped ${isoInstant(stampedAt)} by ${stampedBy}`}`);
    if (signatures.length > 0 && trust !== null && crl === null)
      tell('whether a certificate was revoked was not looked at: name the list of its issuer with --crl FILE');
    const changed = [...new Set(differences.map(({ about }) => about))].join(', ');
    const whole = unverified.length === 0 ? 'every figure, source and file is' : 'what could be verified is';
    tell(
      `${found.period} version ${found.version}: ${differences.length === 0 ? `${whole} as it was issued` : `${differences.length} differences (${changed})`}`,
    );
    return differences.length === 0 ? 0 : 1;
  },
});
