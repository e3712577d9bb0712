/**
 * The file of words of a period, with a place for each breach, each missed availability target and each outage, and what the
 * figures would propose as comments.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DateTime } from 'luxon';
import { type Document, isMap, parseDocument } from 'yaml';
import { voiceOf } from '../../templates/voice.ts';
import { propose } from '../../templates/words/ProposalWords.ts';
import { SlaError } from '../errors.ts';
import type { Run } from '../run/prepareRun.ts';
import { quote } from '../warehouse/Warehouse.ts';
import { readContext } from './context.ts';
import { type Figures, readFigures } from './figures.ts';
import { readImprovements } from './readImprovements.ts';

/** Outages that get a place, the longest; of a bad month nobody writes a line for each. */
const mostOutages = 50;

/** Adds what is missing to commentary/<period>.yaml. Everything that stands there, empty or not, stays as it is written. */
export async function writeStubs(run: Run): Promise<{ file: string; added: number; kept: number }> {
  const figures = await readFigures(run);
  const file = join(run.workspace, 'commentary', `${figures.period}.yaml`);
  const isNew = !existsSync(file);
  const document = parseDocument(isNew ? newFile(figures.period, await candidates(run)) : readFileSync(file, 'utf8'));
  if (document.errors.length > 0 || !(isMap(document.contents) || document.contents === null))
    throw new SlaError({
      what: 'The file of words is no YAML mapping.',
      where: `commentary/${figures.period}.yaml`,
      fix: 'Correct it first; sla check names the line.',
      state: 'It is as it was.',
    });
  const places = [...ofBreaches(figures, run), ...ofMisses(figures), ...(await ofOutages(run))];
  const missing = places.filter(({ path }) => !document.hasIn(path));
  for (const place of missing) addPlace(document, place);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.writing`, document.toString({ lineWidth: 0, nullStr: '' }));
  renameSync(`${file}.writing`, file);
  return { file, added: missing.length, kept: places.length - missing.length };
}

/** Where words belong: keys without a value print nothing, and the data check asks for them. */
interface Place {
  path: string[];
  /** What happened, a line each; it stands above the place as a comment. */
  about: string[];
  /** The keys to fill; null: a single text. */
  keys: readonly string[] | null;
}

const told = ['detected', 'affected', 'cause', 'immediate', 'lasting', 'owner', 'due', 'status'];

function ofBreaches({ breaches }: Figures, { contract: { timezone } }: Run): Place[] {
  const at = (iso: string) => localMinute(Date.parse(iso) / 1000, timezone).replace('T', ' ');
  return [...new Set(breaches.map(({ ticket_id }) => ticket_id))].map((ticket) => ({
    path: ['breaches', ticket],
    keys: told,
    about: breaches
      .filter(({ ticket_id }) => ticket_id === ticket)
      .map(({ severity, measure, due_at, stopped_at, late_seconds }) => {
        const end = stopped_at === null ? 'still open' : `stopped ${at(stopped_at)}`;
        return `${severity} ${measure}: due ${at(due_at)}, ${end}, ${late_seconds} s late`;
      }),
  }));
}

function ofMisses({ availability }: Figures): Place[] {
  return availability
    .filter(({ met }) => met === false)
    .flatMap(({ service_id, availability_percent, target_percent, down_seconds, outages }) =>
      told.map((key, index) => ({
        path: ['availability', service_id, key],
        keys: null,
        about:
          index === 0
            ? [`${availability_percent} % against ${target_percent} %, ${down_seconds} s down in ${outages} outages`]
            : [],
      })),
    );
}

/** Outages that count, by the local minute in which each began: under it the cause is written. */
async function ofOutages({ warehouse, periods, contract: { timezone } }: Run): Promise<Place[]> {
  const rows = await warehouse.rows<{
    service_id: string;
    started_at: number;
    seconds: number;
    ticket_id: string | null;
  }>(
    `select service_id, started_at, max(total_seconds)::bigint as seconds, any_value(ticket_id) as ticket_id from marts.fct_outages
     where period_id in (select month_id from run.rollups where period_id = ${quote(periods.period.id)}) and counted_seconds > 0
     group by service_id, started_at order by seconds desc, service_id, started_at limit ${mostOutages}`,
  );
  return rows
    .sort((a, b) => (a.service_id < b.service_id ? -1 : a.service_id > b.service_id ? 1 : a.started_at - b.started_at))
    .map(({ service_id, started_at, seconds, ticket_id }) => ({
      path: ['availability', service_id, 'outages', localMinute(started_at, timezone)],
      keys: null,
      about: [`${seconds} s${ticket_id === null ? '' : `, ${ticket_id}`}`],
    }));
}

function addPlace(document: Document, { path, about, keys }: Place): void {
  for (let depth = 1; depth < path.length; depth += 1)
    if (!isMap(document.getIn(path.slice(0, depth)))) document.setIn(path.slice(0, depth), document.createNode({}));
  const node = document.createNode(keys === null ? null : Object.fromEntries(keys.map((key) => [key, null])));
  const comment = about.map((line) => ` ${line}`).join('\n');
  if (keys !== null) node.commentBefore = comment;
  else if (comment !== '') node.comment = comment;
  document.setIn(path, node);
}

/** What the rules find in the figures, as whoever adopts it would write it. */
async function candidates(run: Run): Promise<string[]> {
  const { language } = run.contract;
  const { words, speech } = voiceOf({
    language,
    period: { ...run.periods.period, timezone: run.contract.timezone },
  });
  const improvements = await readImprovements(readContext(run, language));
  return improvements.flatMap((found) => {
    if (found.origin !== 'rule') return [];
    const { title, why } = propose(words.improvements.rules, found.found, speech);
    return [`- { title: ${JSON.stringify(title)}, why: ${JSON.stringify(why)}, owner: , due: }`];
  });
}

function localMinute(at: number, timezone: string): string {
  return DateTime.fromSeconds(at, { zone: timezone }).toFormat("yyyy-MM-dd'T'HH:mm");
}

/** What a new file begins with: every key that it may have. */
function newFile(period: string, proposals: readonly string[]): string {
  const offered = proposals.map((line) => `  # ${line}\n`).join('');
  return `# Words for the report of ${period}. Keys without a value print nothing. A text is { ja: ..., en: ... }, or one text for both.
version: 1
summary:
points: # one for each that the reader should know: - { ja: ..., en: ... }
decisions: # what the client is asked to decide
improvements: # - { title: ..., why: ..., owner: ..., due: 2026-11-30 }${offered === '' ? '' : '; what the figures suggest, to be adopted or left:'}
${offered}breaches:
availability:
`;
}
