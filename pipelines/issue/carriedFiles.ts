/** What an issued PDF carries inside, and the bytes that were issued where signatures stand behind them. */
import { SlaError } from '../errors.ts';
import { signaturesIn } from '../sign/pdfSignatures.ts';
import type { Difference } from './Difference.ts';
import { type Manifest, readCarried, sha256 } from './Manifest.ts';

/**
 * The manifest out of a PDF, and what does not fit between the files inside.
 *
 * @throws SlaError for a PDF that cannot be read (cut off, edited), and for one that carries no manifest
 */
export async function readCarriedFiles(
  file: string,
  bytes: Uint8Array,
): Promise<{ manifest: Manifest; differences: Difference[] }> {
  const inside = await attachments(file, bytes);
  const text = inside.get('manifest.json');
  if (text === undefined)
    throw unreadable(
      'The PDF carries no manifest: it is no issued report (drafts and interim reports have none).',
      file,
    );
  const manifest = parsed(text, file);
  const figures = inside.get('figures.json');
  const isSame = figures !== undefined && sha256(JSON.stringify(JSON.parse(figures))) === manifest.figures_sha256;
  const isOwn = sha256(JSON.stringify(manifest.figures)) === manifest.figures_sha256;
  return {
    manifest,
    differences:
      isSame && isOwn ? [] : [{ about: 'report', text: 'figures.json inside: not those that the manifest states' }],
  };
}

/**
 * Whether a PDF is the bytes of a hash, or begins with them and a signature vouches for what stands behind: an update that
 * nobody signed can draw every page anew.
 */
export function isIssued(bytes: Uint8Array, hash: string): boolean {
  if (sha256(bytes) === hash) return true;
  if (signaturesIn(bytes).length === 0) return false;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = buffer.indexOf('%%EOF'); at >= 0; at = buffer.indexOf('%%EOF', at + 5)) {
    const ends = [at + 5, at + 6, at + 7].filter((end) => end < buffer.length);
    if (ends.some((end) => sha256(buffer.subarray(0, end)) === hash)) return true;
  }
  return false;
}

async function attachments(file: string, bytes: Uint8Array): Promise<Map<string, string>> {
  const { PDF } = await import('@libpdf/core');
  try {
    const pdf = await PDF.load(bytes);
    const names = [...pdf.getAttachments().keys()];
    return new Map(names.map((name) => [name, new TextDecoder().decode(pdf.getAttachment(name) ?? new Uint8Array())]));
  } catch (error) {
    throw unreadable(
      `The PDF cannot be read: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
      file,
    );
  }
}

function parsed(text: string, file: string): Manifest {
  try {
    return readCarried(text);
  } catch (error) {
    throw unreadable(
      `The manifest inside the PDF cannot be read: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
      file,
    );
  }
}

function unreadable(what: string, where: string): SlaError {
  return new SlaError({
    what,
    where,
    fix: 'Name an issued report as it was sent; ask for it again if it was cut off on the way.',
    state: 'Nothing was written.',
  });
}
