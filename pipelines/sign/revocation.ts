/** Certificates that their issuers took back, by the lists (CRL, RFC 5280) that the reader has: nothing is asked over the network. */
import { createVerify, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Signer } from '@libpdf/core';
import * as pkijs from 'pkijs';
import { SlaError } from '../errors.ts';
import { own } from './cms.ts';

/** What a list says of a certificate: faults, and what it leaves open. */
export interface Revocation {
  faults: string[];
  unverified: string[];
}

export type RevocationList = pkijs.CertificateRevocationList;

/** @throws SlaError for a file without lists */
export function listsOf(file: string): RevocationList[] {
  const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  const blocks = bytes.toString('latin1').matchAll(/-----BEGIN X509 CRL-----([\s\S]*?)-----END X509 CRL-----/g);
  const pem = [...blocks].map(([, body]) => Buffer.from(body!, 'base64'));
  try {
    const found = (pem.length > 0 ? pem : [bytes]).map((each) => pkijs.CertificateRevocationList.fromBER(own(each)));
    if (found.length > 0) return found;
  } catch {
    // Said below.
  }
  throw new SlaError({
    what: existsSync(file) ? 'The file holds no list of revoked certificates.' : 'There is no such file.',
    where: file,
    fix: "Name the issuer's list as it publishes it, DER or PEM: --crl ca.crl",
    state: 'Nothing was written.',
  });
}

/**
 * Whether the lists take a certificate back.
 *
 * @param issuer whose signature makes a list believed
 * @param at the instant that counts, epoch seconds: one revoked later was good then
 */
export function revocationOf(
  certificate: X509Certificate,
  issuer: X509Certificate,
  lists: readonly RevocationList[],
  at: number,
): Revocation {
  const name = commonName(certificate);
  const own = lists.filter((list) => isSignedBy(list, issuer));
  if (own.length === 0) return open(`whether ${name} was revoked: no list given is one of ${commonName(issuer)}`);
  const since = revokedSince(certificate, own);
  if (since) {
    return since.getTime() / 1000 <= at
      ? { faults: [`the certificate of ${name} was revoked on ${since.toISOString().slice(0, 10)}`], unverified: [] }
      : { faults: [], unverified: [] };
  }
  const isFresh = own.some(({ nextUpdate }) => !nextUpdate || nextUpdate.value.getTime() / 1000 >= at);
  return isFresh ? { faults: [], unverified: [] } : open(`whether ${name} was revoked: the list ends before that time`);
}

/** @throws SlaError for a signer whose certificate one of the lists of a file takes back, whoever signed the list */
export function refuseRevoked({ certificate }: Pick<Signer, 'certificate'>, file: string, at: number): void {
  const own = new X509Certificate(certificate);
  const named = listsOf(file).filter(({ issuer }) => issuer.isEqual(pkijs.Certificate.fromBER(certificate).issuer));
  const since = revokedSince(own, named);
  if (!since || since.getTime() / 1000 > at) return;
  throw new SlaError({
    what: `The certificate of ${commonName(own)} was revoked on ${since.toISOString().slice(0, 10)}.`,
    where: file,
    fix: 'Sign with a certificate that its issuer has not taken back.',
    state: 'Nothing was written.',
  });
}

/** When lists took a certificate back; null where none did. */
function revokedSince(certificate: X509Certificate, lists: readonly RevocationList[]): Date | null {
  const entries = lists.flatMap((list) => list.revokedCertificates ?? []);
  const isItsOwn = ({ userCertificate }: (typeof entries)[number]) =>
    serialOf(userCertificate.valueBlock.valueHexView) === serial(certificate);
  return entries.find(isItsOwn)?.revocationDate.value ?? null;
}

function open(text: string): Revocation {
  return { faults: [], unverified: [text] };
}

/** Digests by the algorithm of a signature: RSA and ECDSA with SHA-256, SHA-384, SHA-512. */
const digests: Record<string, string> = {
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
};

function isSignedBy(list: RevocationList, { publicKey }: X509Certificate): boolean {
  const digest = digests[list.signatureAlgorithm.algorithmId];
  if (!digest) return false;
  const signature = Buffer.from(list.signatureValue.valueBlock.valueHexView);
  try {
    return createVerify(digest).update(Buffer.from(list.tbsView)).verify(publicKey, signature);
  } catch {
    // A key of another kind.
    return false;
  }
}

/** Without leading zeros, as the certificate writes its own. */
function serialOf(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('hex')
    .toUpperCase()
    .replace(/^(00)+/, '');
}

function serial({ serialNumber }: X509Certificate): string {
  return serialNumber.toUpperCase().replace(/^(00)+/, '');
}

/** How a certificate's holder is called. */
export function commonName({ subject }: X509Certificate): string {
  const fields = new Map(
    subject.split('\n').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  return fields.get('CN') ?? subject.replaceAll('\n', ', ');
}
