/**
 * Writes the documents that are made from the code: `npm run docs`. A test fails when one of them is out of date.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../packageRoot.ts';
import { generatedDocuments } from './generatedDocuments.ts';

for (const { file, content } of await generatedDocuments()) writeFileSync(join(packageRoot(), file), content);
