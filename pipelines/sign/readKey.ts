/** The signer's key and certificate, from a PKCS#12 file or from PEM. */
import { createPrivateKey, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Signer } from '@libpdf/core';
import { SlaError } from '../errors.ts';
import { certificatesIn } from './certificates.ts';

/** The password of a key is never an argument: those are seen by everybody on the machine. */
export const passwordVariable = 'SLA_KEY_PASSWORD';

/**
 * @param certificate file of the certificate and its chain, where the key's own file holds none
 * @throws SlaError for a file that is no key, a wrong password, and a certificate that is not the key's or not valid at `at`
 */
export async function readKey(
  path: string,
  certificate: string | null,
  password: string | null,
  at: number,
): Promise<Signer> {
  const bytes = readable(path);
  const isPem = bytes.toString('latin1').includes('-----BEGIN');
  const signer = isPem ? pemSigner(path, bytes, certificate, password) : await p12Signer(path, bytes, password);
  requireValid(path, signer, at);
  return signer;
}

function readable(path: string): Buffer {
  if (existsSync(path)) return readFileSync(path);
  throw refused('There is no such file.', path, 'Name the PKCS#12 or PEM file of the key: --key cert.p12');
}

async function p12Signer(path: string, bytes: Uint8Array, password: string | null): Promise<Signer> {
  const { P12Signer } = await import('@libpdf/core');
  try {
    return await P12Signer.create(bytes, password ?? '', { buildChain: false });
  } catch (error) {
    const isPassword = /password|mac|decrypt|integrity/i.test(reasonOf(error));
    throw isPassword
      ? refused(
          password === null ? 'The key asks for a password.' : 'The password is not that of the key.',
          path,
          `Put it into the environment: ${passwordVariable}=... sla sign ...`,
        )
      : refused(
          `This is no PKCS#12 and no PEM file that can be read: ${reasonOf(error)}`,
          path,
          'Export key and certificate as .p12, or as PEM.',
        );
  }
}

function pemSigner(path: string, bytes: Buffer, certificate: string | null, password: string | null): Signer {
  const key = pemKey(path, bytes, password);
  const chain = certificatesIn((certificate === null ? bytes : readable(certificate)).toString('latin1'));
  const [own, ...others] = chain;
  if (!own) throw refused('No certificate stands in the file of the key.', path, 'Name its file: --cert cert.pem');
  if (!own.checkPrivateKey(key))
    throw refused(
      'The certificate is not that of the key.',
      certificate ?? path,
      'Name the certificate that was made for this key: --cert cert.pem',
    );
  const isEc = key.asymmetricKeyType === 'ec';
  if (!isEc && key.asymmetricKeyType !== 'rsa')
    throw refused(
      `A key of type ${key.asymmetricKeyType} cannot sign a PDF that others can read.`,
      path,
      'Use an RSA or an EC key.',
    );
  return {
    certificate: new Uint8Array(own.raw),
    certificateChain: others.map(({ raw }) => new Uint8Array(raw)),
    keyType: isEc ? 'EC' : 'RSA',
    signatureAlgorithm: isEc ? 'ECDSA' : 'RSASSA-PKCS1-v1_5',
    sign: async (data) => new Uint8Array(sign('sha256', data, key)),
  };
}

function pemKey(path: string, bytes: Buffer, password: string | null): KeyObject {
  try {
    return createPrivateKey({ key: bytes, format: 'pem', ...(password === null ? {} : { passphrase: password }) });
  } catch (error) {
    const reason = reasonOf(error);
    if (/passphrase|bad decrypt|password|interrupted or cancelled/i.test(reason))
      throw refused(
        password === null ? 'The key asks for a password.' : 'The password is not that of the key.',
        path,
        `Put it into the environment: ${passwordVariable}=... sla sign ...`,
      );
    throw refused('No private key stands in the file.', path, 'Name the file that holds the key: --key key.pem');
  }
}

function requireValid(path: string, { certificate }: Signer, at: number): void {
  const { validFrom, validTo, subject } = new X509Certificate(certificate);
  if (Date.parse(validFrom) / 1000 <= at && at <= Date.parse(validTo) / 1000) return;
  throw refused(
    `The certificate of ${subject.replaceAll('\n', ', ')} is valid from ${validFrom} to ${validTo}, and not now.`,
    path,
    'Use a certificate that is valid, or set the clock of this machine.',
  );
}

function refused(what: string, where: string, fix: string): SlaError {
  return new SlaError({ what, where, fix, state: 'Nothing was written.' });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
}
