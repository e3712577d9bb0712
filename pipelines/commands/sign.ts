/**
 * `sla sign`: an issued PDF is signed, and stamped with the time by an authority.
 */
import { relative } from 'node:path';
import { command, optional, quiet, required } from './command.ts';

export const sign = command({
  name: 'sign',
  summary: 'sign an issued PDF (PAdES B-B, with --tsa B-T); the signed file is written beside it',
  help: 'The password of the key is read from SLA_KEY_PASSWORD. The issued file stays as it is.',
  arguments: { file: required('<file>', 'for example reports/2026-10/monthly.ja.pdf') },
  options: {
    key: optional('<file>', 'key and certificate: .p12, or PEM'),
    cert: optional('<file>', 'certificate and its chain as PEM, where the file of the key holds none'),
    crl: optional('<file>', "the issuer's list of revoked certificates: a revoked one does not sign"),
    tsa: optional('<url>', 'authority that stamps the time (RFC 3161); the only connection that is ever opened'),
    quiet,
  },
  run: async ({ file, key, cert, crl, tsa }, { now, say }) => {
    const [{ passwordVariable, readKey }, { signFile }, { SlaError }] = await Promise.all([
      import('../sign/readKey.ts'),
      import('../sign/signFile.ts'),
      import('../errors.ts'),
    ]);
    if (key === null)
      throw new SlaError({
        what: 'Nothing says whose signature it is.',
        where: '--key',
        fix: `Name the file of the key: sla sign ${file} --key cert.p12`,
        state: 'Nothing was written.',
      });
    const password = process.env[passwordVariable] ?? null;
    const signer = await readKey(key, cert, password, now);
    if (crl !== null) (await import('../sign/revocation.ts')).refuseRevoked(signer, crl, now);
    say(relative('', await signFile({ file, signer, tsa, at: now })));
    return 0;
  },
});
