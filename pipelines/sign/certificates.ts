/** Certificates in PEM, and those that a reader trusts. */
import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { SlaError } from '../errors.ts';

/** @throws SlaError for a file without certificates */
export function anchorsOf(file: string): X509Certificate[] {
  const text = existsSync(file) ? readFileSync(file, 'latin1') : '';
  const found = certificatesIn(text);
  if (found.length === 0)
    throw new SlaError({
      what: existsSync(file) ? 'The file holds no certificate.' : 'There is no such file.',
      where: file,
      fix: 'Name a PEM file with the certificates that you trust: --trust ca.pem',
      state: 'Nothing was written.',
    });
  return found;
}

/** All certificates of a PEM text, in its order. */
export function certificatesIn(text: string): X509Certificate[] {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new X509Certificate(block));
}
