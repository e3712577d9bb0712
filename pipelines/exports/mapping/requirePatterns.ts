/** Asks DuckDB about the patterns of the mappings before anything is loaded: it knows fewer kinds than JavaScript. */
import { type Problem, SlaError } from '../../errors.ts';
import { quote, type Warehouse } from '../../warehouse/Warehouse.ts';
import type { Source } from './Source.ts';

/** @throws SlaError for every `pattern` and `matches` that DuckDB (RE2) does not understand. */
export async function requirePatterns(warehouse: Warehouse, sources: Source[]): Promise<void> {
  const problems: Problem[] = [];
  for (const [pattern, where] of patternsOf(sources)) {
    const why = await faultOf(warehouse, pattern);
    if (why !== null)
      problems.push({
        what: `"${pattern}" is no pattern that is understood here: ${why}.`,
        where,
        fix: 'Patterns are RE2 (github.com/google/re2/wiki/Syntax): without looking ahead or behind, (?=...) (?!...) (?<=...), and without references to groups, \\1.',
        state: 'Nothing was loaded.',
      });
  }
  if (problems.length > 0) throw new SlaError(problems);
}

/** Each pattern once, with the place of the entry that says it. */
function patternsOf(sources: Source[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { tables, where } of new Set(sources)) {
    const collect = (value: unknown): void => {
      if (value === null || typeof value !== 'object') return;
      for (const [key, inner] of value instanceof Map ? value : Object.entries(value)) {
        if ((key === 'pattern' || key === 'matches') && typeof inner === 'string')
          found.set(inner, where ?? 'sources.yaml');
        else collect(inner);
      }
    };
    collect(tables);
  }
  return found;
}

async function faultOf(warehouse: Warehouse, pattern: string): Promise<string | null> {
  try {
    await warehouse.rows(`select regexp_extract('', ${quote(pattern)}, 0)`);
    return null;
  } catch (error) {
    const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return line.replace(/^Invalid Input Error: /, '');
  }
}
