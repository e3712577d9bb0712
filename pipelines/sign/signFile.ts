/**
 * Signs a PDF by an incremental update: the bytes that were issued stay as they are, and the signature stands behind them.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { PDF, type Signer } from '@libpdf/core';
import { SlaError } from '../errors.ts';
import { signatureOf } from './cms.ts';
import { signaturesIn } from './pdfSignatures.ts';
import { signedName } from './signedName.ts';
import { timeStamp } from './timeStamp.ts';

/** Room for certificates, a chain and a time stamp, in bytes; what is not used is zeros. */
const roomBytes = 32_768;

export interface SignRequest {
  file: string;
  signer: Signer;
  /** Of the authority of time stamps; null: none. */
  tsa: string | null;
  /** The claimed time of signing, epoch seconds. */
  at: number;
}

/**
 * Writes the signed file beside the one that was issued, which is never touched; returns its path.
 *
 * @throws SlaError for what is no PDF, one that is signed already, or whose signed form is there
 */
export async function signFile({ file, signer, tsa, at }: SignRequest): Promise<string> {
  const target = signedName(file);
  const bytes = unsigned(file);
  if (existsSync(target))
    throw refused(
      'It is signed already: the signed file is there.',
      target,
      'Move the signed file away to sign it anew.',
    );
  const { bytes: reserved } = await (await PDF.load(bytes)).sign({
    signer: silent(signer),
    signingTime: new Date(at * 1000),
    subFilter: 'ETSI.CAdES.detached',
    estimatedSize: roomBytes,
  });
  if (Buffer.compare(Buffer.from(reserved.subarray(0, bytes.length)), bytes) !== 0)
    throw new Error('the update changed bytes that were issued');
  const [place] = signaturesIn(reserved);
  if (!place) throw new Error('the update holds no place for a signature');
  const digest = createHash('sha256').update(place.signedBytes).digest();
  const signature = await signatureOf(digest, signer, tsa === null ? null : (value) => timeStamp(value, tsa));
  const hex = Buffer.from(signature).toString('hex');
  if (hex.length > place.contents.length) throw new Error('the signature is longer than its place');
  const signed = Buffer.from(reserved);
  signed.write(hex.padEnd(place.contents.length, '0'), place.contentsAt, 'latin1');
  // Written anew or not at all: nobody's file is replaced.
  writeFileSync(target, signed, { flag: 'wx' });
  return target;
}

function unsigned(file: string): Buffer {
  if (!existsSync(file))
    throw refused('There is no such file.', file, 'Name an issued report: reports/2026-10/monthly.ja.pdf');
  const bytes = readFileSync(file);
  if (bytes.subarray(0, 5).toString('latin1') !== '%PDF-')
    throw refused('This is no PDF.', file, 'Name an issued report: reports/2026-10/monthly.ja.pdf');
  if (signaturesIn(bytes).length > 0)
    throw refused(
      'It is signed already.',
      file,
      'Sign the report as it was issued; a second signature would stand on the first one.',
    );
  return bytes;
}

/** Makes the place for a signature; what it would hold is written afterwards. */
function silent(signer: Signer): Signer {
  const { certificate, keyType, signatureAlgorithm } = signer;
  return { certificate, keyType, signatureAlgorithm, sign: async () => new Uint8Array(64) };
}

function refused(what: string, where: string, fix: string): SlaError {
  return new SlaError({ what, where, fix, state: 'Nothing was written.' });
}
