/** Checks the signatures of a PDF offline, against certificates that the reader trusts. */
import { createHash, createVerify, X509Certificate } from 'node:crypto';
import { type OctetString, Sequence } from 'asn1js';
import * as pkijs from 'pkijs';
import { oid, own } from './cms.ts';
import { type PdfSignature, signaturesIn } from './pdfSignatures.ts';
import { commonName, type RevocationList, revocationOf } from './revocation.ts';
import { stampOf } from './timeStamp.ts';

export interface SignatureCheck {
  signer: string;
  /** When it was signed, by an authority of time stamps; null: only the signer says so. */
  stampedAt: number | null;
  stampedBy: string | null;
  /** Empty: it holds. */
  faults: string[];
  /** What could not be checked, and why. */
  unverified: string[];
}

/**
 * @param anchors certificates that are trusted; none: who signed is not checked, and that is said
 * @param at the instant at which certificates must be valid where no time stamp names one, epoch seconds
 * @param lists of revoked certificates; none: whether one was revoked is not looked at
 */
export function checkSignatures(
  bytes: Uint8Array,
  anchors: readonly X509Certificate[],
  at: number,
  lists: readonly RevocationList[] = [],
): SignatureCheck[] {
  return signaturesIn(bytes).map((signature) => {
    try {
      return check(signature, { anchors, lists }, at);
    } catch (error) {
      const fault = `it cannot be read: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`;
      return { signer: 'unknown', stampedAt: null, stampedBy: null, faults: [fault], unverified: [] };
    }
  });
}

/** What the reader believes: certificates, and lists of those that were taken back. */
interface Trust {
  anchors: readonly X509Certificate[];
  lists: readonly RevocationList[];
}

function check(signature: PdfSignature, trust: Trust, at: number): SignatureCheck {
  const cms = readCms(Buffer.from(signature.contents, 'hex'));
  const faults = [
    ...(signature.isWhole
      ? []
      : ['the file was changed after it was signed: bytes stand behind what the signature covers']),
    ...faultsOfContent(cms, createHash('sha256').update(signature.signedBytes).digest()),
  ];
  const stamp = checkStamp(cms, trust);
  const when = stamp?.at ?? at;
  const path = pathTo(cms.certificate, cms.certificates, trust, when);
  return {
    signer: commonName(cms.certificate),
    stampedAt: stamp?.at ?? null,
    stampedBy: stamp?.by ?? null,
    faults: [...faults, ...path.faults, ...(stamp?.faults ?? [])],
    unverified: [...path.unverified, ...(stamp?.unverified ?? [])],
  };
}

interface Cms {
  certificate: X509Certificate;
  certificates: X509Certificate[];
  info: pkijs.SignerInfo;
  signed: pkijs.SignedData;
  attributes: Map<string, pkijs.Attribute>;
}

function readCms(bytes: Uint8Array): Cms {
  const content = pkijs.ContentInfo.fromBER(own(withoutPadding(bytes)));
  const signed = new pkijs.SignedData({ schema: content.content });
  const [info] = signed.signerInfos;
  if (!info?.signedAttrs) throw new Error('it has no signer');
  const certificates = (signed.certificates ?? []).flatMap((each) => (each instanceof pkijs.Certificate ? [each] : []));
  const sid = info.sid as pkijs.IssuerAndSerialNumber;
  const found = certificates.find(
    ({ issuer, serialNumber }) => issuer.isEqual(sid.issuer) && serialNumber.isEqual(sid.serialNumber),
  );
  if (!found) throw new Error('it does not hold the certificate of its signer');
  const x509 = (each: pkijs.Certificate) => new X509Certificate(Buffer.from(each.toSchema(true).toBER()));
  return {
    certificate: x509(found),
    certificates: certificates.map(x509),
    info,
    signed,
    attributes: new Map(info.signedAttrs.attributes.map((each) => [each.type, each])),
  };
}

/** The length that its own head states; zeros fill the rest of the place. */
function withoutPadding(bytes: Uint8Array): Uint8Array {
  const long = bytes[1]! & 0x7f;
  if (bytes[1]! < 0x80) return bytes.subarray(0, 2 + bytes[1]!);
  const length = bytes.subarray(2, 2 + long).reduce((sum, byte) => sum * 256 + byte, 0);
  return bytes.subarray(0, 2 + long + length);
}

/** Whether what was signed is what is there, and was signed by the certificate that it names. */
function faultsOfContent({ certificate, info, attributes }: Cms, digest: Uint8Array): string[] {
  const stated = attributes.get(oid.messageDigest)?.values[0] as OctetString | undefined;
  const isSame = stated && Buffer.compare(Buffer.from(stated.valueBlock.valueHexView), digest) === 0;
  const attributesBytes = Buffer.from(info.signedAttrs!.encodedValue);
  attributesBytes[0] = 0x31;
  const verifier = createVerify('sha256').update(attributesBytes);
  const isSigned = verifier.verify(certificate.publicKey, Buffer.from(info.signature.valueBlock.valueHexView));
  const hash = createHash('sha256').update(certificate.raw).digest();
  return [
    ...(isSame ? [] : ['the file was changed after it was signed']),
    ...(isSigned ? [] : ['the signature is not that of the certificate that it holds']),
    ...(certificateHash(attributes) === hash.toString('hex')
      ? []
      : ['the certificate is not the one that was signed for']),
  ];
}

function certificateHash(attributes: Cms['attributes']): string | null {
  const [list] = attributes.get(oid.signingCertificate)?.values ?? [];
  const [ids] = list instanceof Sequence ? list.valueBlock.value : [];
  const [id] = ids instanceof Sequence ? ids.valueBlock.value : [];
  const [hash] = id instanceof Sequence ? id.valueBlock.value : [];
  return hash ? Buffer.from((hash as OctetString).valueBlock.valueHexView).toString('hex') : null;
}

function checkStamp({ info }: Cms, trust: Trust) {
  const attribute = info.unsignedAttrs?.attributes.find(({ type }) => type === oid.timeStamp);
  if (!attribute) return null;
  const bytes = new Uint8Array(attribute.values[0].toBER());
  const said = stampOf(bytes);
  if (!said) return { at: null, by: null, faults: ['its time stamp cannot be read'], unverified: [] };
  const token = readCms(bytes);
  const content = Buffer.from(token.signed.encapContentInfo.eContent!.getValue());
  const value = createHash('sha256').update(Buffer.from(info.signature.valueBlock.valueHexView)).digest();
  const path = pathTo(token.certificate, token.certificates, trust, said.at);
  const of = (each: string) => `time stamp: ${each}`;
  return {
    at: said.at,
    by: commonName(token.certificate),
    faults: [
      ...(Buffer.compare(said.hash, value) === 0 ? [] : ['it stamps another signature']),
      ...stampFaults(token, content),
      ...path.faults,
    ].map(of),
    unverified: path.unverified.map(of),
  };
}

/** An authority may name its certificate the older way, so that alone is not looked at. */
function stampFaults({ certificate, info, attributes }: Cms, content: Uint8Array): string[] {
  const name = digestNames[info.digestAlgorithm.algorithmId] ?? 'sha256';
  const stated = attributes.get(oid.messageDigest)?.values[0] as OctetString | undefined;
  const digest = createHash(name).update(content).digest();
  const signed = Buffer.from(info.signedAttrs!.encodedValue);
  signed[0] = 0x31;
  const isSigned = createVerify(name)
    .update(signed)
    .verify(certificate.publicKey, Buffer.from(info.signature.valueBlock.valueHexView));
  return stated && Buffer.compare(Buffer.from(stated.valueBlock.valueHexView), digest) === 0 && isSigned
    ? []
    : ['it is not what the authority signed'];
}

const digestNames: Record<string, string> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** From a certificate up to one that is trusted, each signed by the next, valid at the instant and not revoked before it. */
function pathTo(
  first: X509Certificate,
  known: readonly X509Certificate[],
  { anchors, lists }: Trust,
  at: number,
): { faults: string[]; unverified: string[] } {
  if (anchors.length === 0)
    return { faults: [], unverified: ['who signed: name the certificates that you trust with --trust FILE'] };
  const faults: string[] = [];
  const unverified: string[] = [];
  const isTrusted = (certificate: X509Certificate) => anchors.some(({ raw }) => raw.equals(certificate.raw));
  let certificate = first;
  for (let steps = 0; steps < 10; steps += 1) {
    if (at < Date.parse(certificate.validFrom) / 1000 || at > Date.parse(certificate.validTo) / 1000)
      faults.push(
        `the certificate of ${commonName(certificate)} was not valid at that time (to ${certificate.validTo})`,
      );
    if (isTrusted(certificate)) return { faults, unverified };
    const above = [...anchors, ...known].find(
      (each) =>
        !each.raw.equals(certificate.raw) && certificate.checkIssued(each) && certificate.verify(each.publicKey),
    );
    if (!above || (steps > 0 && !certificate.ca)) break;
    if (lists.length > 0) {
      const revocation = revocationOf(certificate, above, lists, at);
      faults.push(...revocation.faults);
      unverified.push(...revocation.unverified);
    }
    certificate = above;
  }
  return { faults: [...faults, `no certificate that is trusted vouches for ${commonName(first)}`], unverified };
}
