/**
 * issues.jsonl: one line for every issued report of a workspace, each with the hash of the line before.
 *
 * A line that was changed, taken out or moved no longer fits its neighbours. What could be done to the last line is found
 * by the reports themselves: each PDF and each manifest carries the hash of its own entry.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { sha256 } from './Manifest.ts';
import { writeWhole } from './writeWhole.ts';

const entry = z.strictObject({
  /** Counts from 1. */
  entry: z.number().int(),
  /** SHA-256 of the line before, as it is written; null in the first. */
  previous: z.string().nullable(),
  client: z.string(),
  /** `monthly` or `quarterly`. */
  kind: z.string(),
  period: z.string(),
  version: z.string(),
  /** ISO 8601, as are all instants here. */
  as_of: z.string(),
  issued_at: z.string(),
  issued_by: z.string(),
  /** SHA-256 of all that the manifest states of the report, this entry and the PDFs aside. */
  statement_sha256: z.string(),
});
const line = entry.extend({
  /** SHA-256 of the fields above: what the PDFs and the manifest carry. */
  hash: z.string(),
  /** SHA-256 of the files that carry it, by name. */
  files: z.record(z.string(), z.string()),
});

export type Entry = z.infer<typeof entry>;
export type ChainLine = z.infer<typeof line>;

export interface Chain {
  lines: ChainLine[];
  /** What does not fit, one sentence each; empty when the chain holds. */
  faults: string[];
  /** The text of the last line, which the next one names by its hash. */
  last: string | null;
}

export const chainFile = 'issues.jsonl';

/** Reads the chain of a folder of reports; empty where nothing was issued yet. */
export function readChain(reports: string): Chain {
  const path = join(reports, chainFile);
  const texts = existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
  const lines: ChainLine[] = [];
  const faults: string[] = [];
  for (const [index, text] of texts.entries()) {
    const parsed = parseLine(text);
    if (!parsed) {
      faults.push(`${chainFile}, line ${index + 1}: not an entry, or damaged`);
      continue;
    }
    lines.push(parsed);
    faults.push(
      ...faultsOf(parsed, index, texts[index - 1] ?? null).map((f) => `${chainFile}, line ${index + 1}: ${f}`),
    );
  }
  return { lines, faults, last: texts.at(-1) ?? null };
}

function faultsOf({ hash, files: _, ...fields }: ChainLine, index: number, before: string | null): string[] {
  const faults: string[] = [];
  if (fields.entry !== index + 1) faults.push(`entry ${fields.entry} stands where entry ${index + 1} belongs`);
  if (fields.previous !== (before === null ? null : sha256(before)))
    faults.push('the line before it is not the one that it was written after');
  if (hash !== entryHash(fields)) faults.push(`entry ${fields.entry} was changed`);
  return faults;
}

/** Hash of an entry, over its fields in their fixed order. */
export function entryHash(fields: Entry): string {
  return sha256(JSON.stringify(entry.parse(fields)));
}

/** Adds a line behind all others: the file is replaced as a whole, so that no half line is ever left. */
export function appendLine(reports: string, added: ChainLine): void {
  const path = join(reports, chainFile);
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  writeWhole(path, `${before}${JSON.stringify(line.parse(added))}\n`);
}

function parseLine(text: string): ChainLine | null {
  try {
    const parsed = line.parse(JSON.parse(text));
    return JSON.stringify(parsed) === text ? parsed : null;
  } catch {
    return null;
  }
}
