/**
 * Decides how each exported file is read: by an entry of sources.yaml, else by a generic table's name.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { SlaError } from '../errors.ts';
import { genericTable, genericTableOf, genericTables } from './genericTables.ts';
import type { Source } from './Source.ts';

/** The source of a file (path below the workspace), or null when nothing explains it. */
export type SourceFinder = (file: string) => Source | null;

const entry = z.strictObject({
  files: z.string(),
  table: z.enum(genericTables.map(({ name }) => name) as [string, ...string[]]).optional(),
  zone: z.string().optional(),
});
const schema = z.strictObject({ version: z.literal(1), sources: z.array(entry) });

/** Reads sources.yaml. A missing file means that every export is generic. @throws SlaError when it is wrong. */
export function readSources(workspace: string): SourceFinder {
  const path = join(workspace, 'sources.yaml');
  const entries = existsSync(path) ? parseSources(readFileSync(path, 'utf8')) : [];
  return (file) => {
    const found = entries.find(({ files }) => globToRegExp(files).test(file));
    const table = found?.table ? genericTable(found.table) : genericTableOf(basename(file));
    return table ? { table, zone: found?.zone ?? null } : null;
  };
}

function parseSources(text: string): z.infer<typeof entry>[] {
  const result = schema.safeParse(parse(text));
  if (result.success) return result.data.sources;
  throw new SlaError(
    result.error.issues.map((issue) => ({
      what: issue.message,
      where: `sources.yaml, ${issue.path.join('.')}`,
      fix: 'The smallest sources.yaml is: { version: 1, sources: [] }',
      state: 'Nothing was loaded.',
    })),
  );
}

/** `exports/**\/redmine*.csv`: `*` within a folder, `**` across folders. */
function globToRegExp(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  const source = escaped.replace(/\*\*\/?|\*|\?/g, (token) => (token.startsWith('**') ? '(?:.*/)?' : token === '*' ? '[^/]*' : '[^/]'));
  return new RegExp(`^${source}$`);
}
