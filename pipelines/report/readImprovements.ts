/**
 * Improvement proposals that people wrote into commentary/.
 */
import type { ReadContext } from './context.ts';
import type { Improvement } from './ReportModel.ts';

/** In the order of the file. */
export function readImprovements({ run, language }: ReadContext): Improvement[] {
  return run.commentary.improvements.map(({ title, why, owner, due, status }) => ({
    title,
    why,
    owner: owner?.[language] ?? null,
    due,
    status: status?.[language] ?? null,
    origin: 'person',
  }));
}
