/**
 * manifest.json: what a written report rests on, so that it can be verified, and restated without being lost.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { SlaError } from '../errors.ts';
import type { Figures } from '../report/figures.ts';

const localText = z.object({ ja: z.string(), en: z.string() });
const revision = z.object({ version: z.string(), issued_at: z.number().int(), changes: z.array(localText) });
const schema = z.object({
  manifest: z.literal(1),
  period: z.string(),
  as_of: z.number().int(),
  version: z.string(),
  /** Epoch seconds. */
  issued_at: z.number().int(),
  tool: z.string(),
  contract_sha256: z.string(),
  models_sha256: z.string(),
  /** Exported files that the warehouse held, by path. */
  sources: z.array(z.object({ file: z.string(), sha256: z.string(), rows: z.number().int() })),
  figures_sha256: z.string(),
  figures: z.custom<Figures>((value) => typeof value === 'object' && value !== null),
  /** Files of this issue, by name. */
  files: z.array(z.object({ file: z.string(), sha256: z.string() })),
  revisions: z.array(revision),
});

export type Manifest = z.infer<typeof schema>;

/** Reads a manifest; null when there is none. @throws SlaError when it is damaged. */
export function readManifest(path: string): Manifest | null {
  if (!existsSync(path)) return null;
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new SlaError({
      what: `The manifest of the earlier report cannot be read: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
      where: path,
      fix: 'Restore it from a copy. If there is none, move the folder of the report away and make the report again.',
      state: 'Nothing was written; the earlier report is as it was.',
    });
  }
}

/** SHA-256 of a text or of bytes, in hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
