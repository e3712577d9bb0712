/**
 * The signature itself: CMS (RFC 5652) as PAdES baseline wants it (EN 319 142-1): content type, digest and the signer's
 * certificate are signed, the time of signing is not among them; a time stamp goes with it unsigned.
 */
import { createHash } from 'node:crypto';
import type { Signer } from '@libpdf/core';
import { Integer, Null, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import * as pkijs from 'pkijs';

export const oid = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificate: '1.2.840.113549.1.9.16.2.47',
  timeStamp: '1.2.840.113549.1.9.16.2.14',
  sha256: '2.16.840.1.101.3.4.2.1',
  rsa: '1.2.840.113549.1.1.1',
  ecdsa: '1.2.840.10045.4.3.2',
} as const;

/**
 * The DER of a signature over bytes of which only the SHA-256 goes in.
 *
 * @param stamp asks for a time stamp of the signature's value; null: none
 */
export async function signatureOf(
  digest: Uint8Array,
  signer: Signer,
  stamp: ((value: Uint8Array) => Promise<Uint8Array>) | null,
): Promise<Uint8Array> {
  const certificate = pkijs.Certificate.fromBER(own(signer.certificate));
  const attributes = new pkijs.SignedAndUnsignedAttributes({
    type: 0,
    attributes: attributesOf(digest, signer.certificate),
  });
  const signed = new Uint8Array(attributes.toSchema().toBER());
  // Signed as the SET that it is, and not under the tag that it has inside (RFC 5652, 5.4).
  signed[0] = 0x31;
  const value = await signer.sign(signed, 'SHA-256');
  const info = new pkijs.SignerInfo({
    version: 1,
    sid: new pkijs.IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
    digestAlgorithm: sha256Algorithm(),
    signedAttrs: attributes,
    signatureAlgorithm:
      signer.keyType === 'EC'
        ? new pkijs.AlgorithmIdentifier({ algorithmId: oid.ecdsa })
        : new pkijs.AlgorithmIdentifier({ algorithmId: oid.rsa, algorithmParams: new Null() }),
    signature: new OctetString({ valueHex: own(value) }),
  });
  if (stamp !== null) {
    const token = pkijs.ContentInfo.fromBER(own(await stamp(value)));
    info.unsignedAttrs = new pkijs.SignedAndUnsignedAttributes({
      type: 1,
      attributes: [new pkijs.Attribute({ type: oid.timeStamp, values: [token.toSchema()] })],
    });
  }
  const data = new pkijs.SignedData({
    version: 1,
    digestAlgorithms: [sha256Algorithm()],
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: oid.data }),
    certificates: [signer.certificate, ...(signer.certificateChain ?? [])].map((each) =>
      pkijs.Certificate.fromBER(own(each)),
    ),
    signerInfos: [info],
  });
  const content = new pkijs.ContentInfo({ contentType: oid.signedData, content: data.toSchema(true) });
  return new Uint8Array(content.toSchema().toBER());
}

function attributesOf(digest: Uint8Array, certificate: Uint8Array): pkijs.Attribute[] {
  const hash = new OctetString({ valueHex: own(createHash('sha256').update(certificate).digest()) });
  // SigningCertificateV2 of one ESSCertIDv2; SHA-256 is its default and not written (RFC 5035).
  const signingCertificate = new Sequence({ value: [new Sequence({ value: [new Sequence({ value: [hash] })] })] });
  return [
    new pkijs.Attribute({ type: oid.contentType, values: [new ObjectIdentifier({ value: oid.data })] }),
    new pkijs.Attribute({ type: oid.messageDigest, values: [new OctetString({ valueHex: own(digest) })] }),
    new pkijs.Attribute({ type: oid.signingCertificate, values: [signingCertificate] }),
  ];
}

/** A request for a time stamp of a hash (RFC 3161), its certificate to come with it. */
export function stampRequest(hash: Uint8Array, nonce: Uint8Array): Uint8Array {
  const request = new pkijs.TimeStampReq({
    version: 1,
    messageImprint: new pkijs.MessageImprint({
      hashAlgorithm: sha256Algorithm(),
      hashedMessage: new OctetString({ valueHex: own(hash) }),
    }),
    nonce: new Integer({ valueHex: own(nonce) }),
    certReq: true,
  });
  return new Uint8Array(request.toSchema().toBER());
}

function sha256Algorithm(): pkijs.AlgorithmIdentifier {
  return new pkijs.AlgorithmIdentifier({ algorithmId: oid.sha256, algorithmParams: new Null() });
}

/** A copy in a buffer of its own, as the ASN.1 library wants it. */
export function own(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer as ArrayBuffer;
}
