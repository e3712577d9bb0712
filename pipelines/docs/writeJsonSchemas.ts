/** Writes the JSON Schemas of the workspace's YAML files, so that editors complete keys and mark mistakes as one types. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { commentarySchema } from '../contract/readCommentary.ts';
import { exclusionsSchema } from '../contract/readExclusions.ts';
import { objectionsSchema } from '../contract/readObjections.ts';
import { contractSchema } from '../contract/schema.ts';
import { sourcesSchema } from '../exports/mapping/schema.ts';

const schemas = {
  'contract.schema.json': { title: 'contract.yaml of an sla-report workspace', schema: contractSchema },
  'exclusions.schema.json': { title: 'exclusions.yaml of an sla-report workspace', schema: exclusionsSchema },
  'sources.schema.json': { title: 'sources.yaml of an sla-report workspace', schema: sourcesSchema },
  'objections.schema.json': { title: 'objections.yaml of an sla-report workspace', schema: objectionsSchema },
  'commentary.schema.json': { title: 'commentary/<period>.yaml of an sla-report workspace', schema: commentarySchema },
};

/**
 * Text of each schema by file name, made from the validators. A YAML file names its schema in its first line:
 * `# yaml-language-server: $schema=contract.schema.json`.
 */
export function jsonSchemas(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { title, schema }]) => [
      name,
      `${JSON.stringify(jsonSchemaOf(schema, title), null, 2)}\n`,
    ]),
  );
}

/** Writes them into a folder, which is made if need be. */
export function writeJsonSchemas(dir: string): void {
  mkdirSync(dir, { recursive: true });
  for (const [name, content] of Object.entries(jsonSchemas())) writeFileSync(join(dir, name), content);
}

function jsonSchemaOf(schema: z.ZodType, title: string) {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', target: 'draft-7' });
  return { $schema, title, ...rest };
}
