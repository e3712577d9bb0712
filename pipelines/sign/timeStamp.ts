/** A time stamp from an authority (RFC 3161), and what one says. */
import { createHash, randomBytes } from 'node:crypto';
import * as pkijs from 'pkijs';
import { SlaError } from '../errors.ts';
import { oid, own, stampRequest } from './cms.ts';

const patienceSeconds = 30;

/** @throws SlaError when the authority does not answer, refuses, or stamps something else than it was asked for */
export async function timeStamp(value: Uint8Array, url: string): Promise<Uint8Array> {
  const hash = createHash('sha256').update(value).digest();
  const nonce = randomBytes(8);
  nonce[0] = (nonce[0]! & 0x7f) | 0x40;
  const answer = await ask(url, stampRequest(hash, nonce));
  const token = tokenOf(answer, url);
  const said = stampOf(token);
  if (!said || Buffer.compare(said.hash, hash) !== 0 || said.nonce !== nonce.toString('hex'))
    throw refused('The answer is a time stamp of something else.', url);
  return token;
}

async function ask(url: string, request: Uint8Array): Promise<Uint8Array> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: own(request),
      signal: AbortSignal.timeout(patienceSeconds * 1000),
    });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    const reason =
      error instanceof Error ? ((error.cause as Error | undefined)?.message ?? error.message) : String(error);
    throw refused(`The authority of time stamps does not answer: ${reason}`, url);
  }
}

function tokenOf(answer: Uint8Array, url: string): Uint8Array {
  let response: pkijs.TimeStampResp;
  try {
    response = pkijs.TimeStampResp.fromBER(own(answer));
  } catch {
    throw refused('The answer is no time stamp.', url);
  }
  // 0 granted, 1 granted with modifications.
  if (response.status.status > 1 || !response.timeStampToken)
    throw refused(`The authority refused the time stamp (status ${response.status.status}).`, url);
  return new Uint8Array(response.timeStampToken.toSchema().toBER());
}

/** What a token states: the instant (epoch seconds), the hash that was stamped, and the nonce in hexadecimal. */
export function stampOf(token: Uint8Array): { at: number; hash: Uint8Array; nonce: string | null } | null {
  try {
    const content = pkijs.ContentInfo.fromBER(own(token));
    if (content.contentType !== oid.signedData) return null;
    const signed = new pkijs.SignedData({ schema: content.content });
    const info = pkijs.TSTInfo.fromBER(signed.encapContentInfo.eContent!.getValue());
    return {
      at: Math.floor(info.genTime.getTime() / 1000),
      hash: new Uint8Array(info.messageImprint.hashedMessage.valueBlock.valueHexView),
      nonce: info.nonce ? Buffer.from(info.nonce.valueBlock.valueHexView).toString('hex') : null,
    };
  } catch {
    return null;
  }
}

function refused(what: string, url: string): SlaError {
  return new SlaError({
    what,
    where: url,
    fix: 'Name another authority with --tsa URL, or sign without a time stamp.',
    state: 'Nothing was written.',
  });
}
