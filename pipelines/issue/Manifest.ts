/**
 * manifest.json: what an issued report rests on, so that it can be verified, and restated without being lost.
 */

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { localText as asWritten, type WrittenText } from '../contract/languages.ts';
import { SlaError } from '../errors.ts';
import type { Figures } from '../report/figures.ts';

/** One that was issued before a language was there says it as all do. */
const localText = z.looseObject({ en: z.string() }).transform((text) => asWritten(text as WrittenText));
const hashedFile = z.strictObject({ file: z.string(), sha256: z.string() });
const revision = z.strictObject({ version: z.string(), issued_at: z.string(), changes: z.array(localText) });

/** Everything that shaped a report. Instants are ISO 8601 with a second's precision, in UTC. */
const statement = z.strictObject({
  manifest: z.literal(2),
  client: z.string(),
  /** `SLR-ACME-2026-10`. */
  number: z.string(),
  /** `monthly` or `quarterly`. */
  kind: z.string(),
  period: z.string(),
  as_of: z.string(),
  version: z.string(),
  issued_at: z.string(),
  /** Who approved it. */
  issued_by: z.string(),
  /** Of an edition that masks people; left out of an internal one. */
  audience: z.literal('client').optional(),
  /** Other values of keys of the agreement that the appendix tries; left out where it tries none. */
  whatif: z.array(z.string()).optional(),
  tool: z.string(),
  /** contract.yaml, exclusions.yaml, sources.yaml and the holiday files that the calendars name; '' for a file not there. */
  agreement: z.array(hashedFile),
  /** Hash of what of contract.yaml and exclusions.yaml was in force in the period, however it was written; not in older ones. */
  in_force_sha256: z.string().optional(),
  /** Hash of the holidays as they were expanded, those of the program's own lists included. */
  holidays_sha256: z.string(),
  /** Files of commentary/ that the report prints; '' for a file not there. */
  commentary: z.array(hashedFile),
  /** The SQL that computed, by model. */
  models: z.array(z.strictObject({ model: z.string(), sha256: z.string() })),
  /** Exported files that the warehouse held, by path. */
  sources: z.array(z.strictObject({ file: z.string(), sha256: z.string(), rows: z.number().int() })),
  figures_sha256: z.string(),
  figures: z.custom<Figures>((value) => typeof value === 'object' && value !== null),
  /** Files beside the PDFs, by name. */
  files: z.array(hashedFile),
  revisions: z.array(revision),
});
const manifest = statement.extend({
  /** The report's line of issues.jsonl. */
  issue: z.strictObject({ entry: z.number().int(), previous: z.string().nullable(), hash: z.string() }),
  /** The PDFs, by name. They carry this manifest without this list. */
  pdfs: z.array(hashedFile),
});

export type Statement = z.infer<typeof statement>;
export type Manifest = z.infer<typeof manifest>;
export type HashedFile = z.infer<typeof hashedFile>;

/** Reads a manifest; null when there is none. @throws SlaError when it is damaged. */
export function readManifest(path: string): Manifest | null {
  if (!existsSync(path)) return null;
  try {
    return manifest.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new SlaError({
      what: `The manifest of the issued report cannot be read: ${reasonOf(error)}`,
      where: path,
      fix: 'Restore it from a copy. If there is none, move the folder of the report away and issue the report again.',
      state: 'Nothing was written; the issued report is as it was.',
    });
  }
}

/** manifest.json as it is written. */
export function manifestText(of: Manifest): string {
  return `${JSON.stringify(manifest.parse(of), null, 2)}\n`;
}

/** The manifest that a PDF carries: without the list of PDFs, which cannot hold their own hashes. */
export function carriedText(of: Omit<Manifest, 'pdfs'>): string {
  return `${JSON.stringify(manifest.omit({ pdfs: true }).strip().parse(of), null, 2)}\n`;
}

/** The manifest out of a PDF; it names no PDFs. @throws what the validator says when it is none */
export function readCarried(text: string): Manifest {
  return { ...manifest.omit({ pdfs: true }).parse(JSON.parse(text)), pdfs: [] };
}

/** What the entry of issues.jsonl seals: the manifest without that entry and without the PDFs. */
export function statementHash(of: Statement): string {
  return sha256(JSON.stringify(statement.strip().parse(of)));
}

/** SHA-256 of a text or of bytes, in hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    const [first] = error.issues;
    return first ? `${first.path.join('.') || 'the whole'}: ${first.message}` : 'it is not as expected';
  }
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
}
