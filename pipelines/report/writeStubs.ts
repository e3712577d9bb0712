/**
 * The file of words of a period, with a place for each breach, and the misses and outages that words should explain.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Document, isMap, parseDocument } from 'yaml';
import { SlaError } from '../errors.ts';
import type { Run } from '../run/prepareRun.ts';
import { type Figures, readFigures } from './figures.ts';

/** Adds what is missing to commentary/<period>.yaml. Everything that stands there, empty or not, stays as it is written. */
export async function writeStubs(run: Run): Promise<{ file: string; added: number; kept: number }> {
  const figures = await readFigures(run);
  const file = join(run.workspace, 'commentary', `${figures.period}.yaml`);
  const document = parseDocument(existsSync(file) ? readFileSync(file, 'utf8') : newFile(figures));
  if (document.errors.length > 0 || !(isMap(document.contents) || document.contents === null))
    throw new SlaError({
      what: 'The file of words is no YAML mapping.',
      where: `commentary/${figures.period}.yaml`,
      fix: 'Correct it first; sla check names the line.',
      state: 'It is as it was.',
    });
  const tickets = [...new Set(figures.breaches.map(({ ticket_id }) => ticket_id))];
  const missing = tickets.filter((ticket) => !document.hasIn(['breaches', ticket]));
  for (const ticket of missing) addStub(document, ticket, figures);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.writing`, document.toString({ lineWidth: 0, nullStr: '' }));
  renameSync(`${file}.writing`, file);
  return { file, added: missing.length, kept: tickets.length - missing.length };
}

/** A breach whose words are still to come: keys without a value print nothing, and the data check asks for them. */
function addStub(document: Document, ticket: string, { breaches }: Figures): void {
  if (!isMap(document.get('breaches'))) document.set('breaches', document.createNode({}));
  const node = document.createNode({ cause: null, immediate: null, lasting: null, owner: null, due: null });
  node.commentBefore = breaches
    .filter(({ ticket_id }) => ticket_id === ticket)
    .map(({ severity, measure, due_at, stopped_at, late_seconds }) => {
      const end = stopped_at === null ? 'still open' : `stopped ${stopped_at}`;
      return ` ${severity} ${measure}: due ${due_at}, ${end}, ${late_seconds} s late`;
    })
    .join('\n');
  document.setIn(['breaches', ticket], node);
}

/** What a new file begins with: the misses as comments, and every key that it may have. */
function newFile({ period, availability }: Figures): string {
  const misses = availability.filter(({ met, outages }) => met === false || outages > 0);
  const lines = misses.map(
    (row) =>
      `  # ${row.service_id}: ${row.availability_percent ?? 'no figure'} % against ${row.target_percent} %, ${row.down_seconds} s down in ${row.outages} outages${row.met === false ? ', missed' : ''}`,
  );
  return `# Words for the report of ${period}. Keys without a value print nothing. A text is { ja: ..., en: ... }, or one text for both.
version: 1
summary:
points: # one for each that the reader should know: - { ja: ..., en: ... }
${lines.join('\n')}${lines.length > 0 ? '\n' : ''}decisions: # what the client is asked to decide
improvements: # - { title: ..., why: ..., owner: ..., due: 2026-11-30 }
breaches:
`;
}
