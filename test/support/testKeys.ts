/** Keys and certificates that are made when a test runs, and an authority of time stamps on this machine. */
import { createHash, webcrypto } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Integer, ObjectIdentifier, OctetString, PrintableString, Sequence } from 'asn1js';
import * as pkijs from 'pkijs';
import { oid, own } from '../../pipelines/sign/cms.ts';

const subtle = webcrypto.subtle;
const day = 86_400_000;

export interface TestKey {
  certificate: pkijs.Certificate;
  keys: webcrypto.CryptoKeyPair;
  /** PEM of the certificate, of the private key, and of both. */
  certificatePem: string;
  keyPem: string;
}

const algorithms = {
  RSA: {
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
    hash: 'SHA-256',
  },
  EC: { name: 'ECDSA', namedCurve: 'P-256' },
} as const;

let serial = 1;

/**
 * @param issuer null: it vouches for itself, and for others
 * @param days from now between which it is valid
 */
export async function makeKey(
  name: string,
  {
    type = 'RSA',
    issuer = null,
    days = [-1, 365],
    isStamping = false,
  }: { type?: 'RSA' | 'EC'; issuer?: TestKey | null; days?: [number, number]; isStamping?: boolean } = {},
): Promise<TestKey> {
  const keys = (await subtle.generateKey(algorithms[type], true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
  const certificate = new pkijs.Certificate();
  certificate.version = 2;
  certificate.serialNumber = new Integer({ value: serial++ });
  const subject = new pkijs.AttributeTypeAndValue({ type: '2.5.4.3', value: new PrintableString({ value: name }) });
  certificate.subject.typesAndValues.push(subject);
  for (const each of issuer ? issuer.certificate.subject.typesAndValues : [subject])
    certificate.issuer.typesAndValues.push(each);
  certificate.notBefore.value = new Date(Date.now() + days[0] * day);
  certificate.notAfter.value = new Date(Date.now() + days[1] * day);
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey as never);
  certificate.extensions = [
    extension('2.5.29.19', new pkijs.BasicConstraints({ cA: issuer === null }).toSchema(), true),
    ...(isStamping
      ? [extension('2.5.29.37', new Sequence({ value: [new ObjectIdentifier({ value: '1.3.6.1.5.5.7.3.8' })] }), true)]
      : []),
  ];
  await certificate.sign((issuer ?? { keys }).keys.privateKey as never, 'SHA-256');
  const pkcs8 = new Uint8Array(await subtle.exportKey('pkcs8', keys.privateKey));
  return {
    certificate,
    keys,
    certificatePem: pem('CERTIFICATE', new Uint8Array(certificate.toSchema(true).toBER())),
    keyPem: pem('PRIVATE KEY', pkcs8),
  };
}

/** A list of revoked certificates as its issuer publishes it, PEM. `revoked`: since when each was taken back. */
export async function makeList(
  issuer: TestKey,
  revoked: readonly { key: TestKey; since: Date }[],
  until: Date,
): Promise<string> {
  const list = new pkijs.CertificateRevocationList();
  list.version = 1;
  list.issuer = issuer.certificate.subject;
  list.thisUpdate = new pkijs.Time({ type: 0, value: new Date(Date.now() - day) });
  list.nextUpdate = new pkijs.Time({ type: 0, value: until });
  if (revoked.length > 0)
    list.revokedCertificates = revoked.map(
      ({ key, since }) =>
        new pkijs.RevokedCertificate({
          userCertificate: key.certificate.serialNumber,
          revocationDate: new pkijs.Time({ type: 0, value: since }),
        }),
    );
  await list.sign(issuer.keys.privateKey as never, 'SHA-256');
  return pem('X509 CRL', new Uint8Array(list.toSchema(true).toBER()));
}

function extension(extnID: string, value: { toBER(): ArrayBuffer }, critical: boolean): pkijs.Extension {
  return new pkijs.Extension({ extnID, critical, extnValue: value.toBER() });
}

function pem(label: string, bytes: Uint8Array): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** What an authority does wrong: it stamps another hash, refuses, or answers with something else. */
export type Mischief = 'another hash' | 'refuses' | 'no stamp' | null;

/** An authority of time stamps; close the server when done. */
export async function startAuthority(
  key: TestKey,
  at: Date,
  mischief: Mischief = null,
): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const asked = pkijs.TimeStampReq.fromBER(own(Buffer.concat(chunks)));
      response.end(mischief === 'no stamp' ? 'hello' : Buffer.from(await answer(key, asked, at, mischief)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}

async function answer(key: TestKey, asked: pkijs.TimeStampReq, at: Date, mischief: Mischief): Promise<ArrayBuffer> {
  if (mischief === 'refuses') {
    const refusal = new pkijs.TimeStampResp({ status: new pkijs.PKIStatusInfo({ status: 2 }) });
    return refusal.toSchema().toBER();
  }
  const imprint = asked.messageImprint;
  if (mischief === 'another hash')
    imprint.hashedMessage = new OctetString({ valueHex: own(createHash('sha256').update('another').digest()) });
  const info = new pkijs.TSTInfo({
    version: 1,
    policy: '1.2.3.4.1',
    messageImprint: imprint,
    serialNumber: new Integer({ value: 7 }),
    genTime: at,
    ...(asked.nonce ? { nonce: asked.nonce } : {}),
  });
  const content = info.toSchema().toBER();
  const signed = new pkijs.SignedData({
    version: 3,
    encapContentInfo: new pkijs.EncapsulatedContentInfo({
      eContentType: '1.2.840.113549.1.9.16.1.4',
      eContent: new OctetString({ valueHex: content }),
    }),
    certificates: [key.certificate],
    signerInfos: [
      new pkijs.SignerInfo({
        version: 1,
        sid: new pkijs.IssuerAndSerialNumber({
          issuer: key.certificate.issuer,
          serialNumber: key.certificate.serialNumber,
        }),
        signedAttrs: new pkijs.SignedAndUnsignedAttributes({
          type: 0,
          attributes: [
            new pkijs.Attribute({
              type: oid.contentType,
              values: [new ObjectIdentifier({ value: '1.2.840.113549.1.9.16.1.4' })],
            }),
            new pkijs.Attribute({
              type: oid.messageDigest,
              values: [new OctetString({ valueHex: own(createHash('sha256').update(Buffer.from(content)).digest()) })],
            }),
          ],
        }),
      }),
    ],
  });
  await signed.sign(key.keys.privateKey as never, 0, 'SHA-256');
  const token = new pkijs.ContentInfo({ contentType: oid.signedData, content: signed.toSchema(true) });
  const response = new pkijs.TimeStampResp({ status: new pkijs.PKIStatusInfo({ status: 0 }), timeStampToken: token });
  return response.toSchema().toBER();
}
