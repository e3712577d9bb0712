/** Reads objections.yaml: what the client objected to in issued reports, what was decided, and who accepted them. */
import { z } from 'zod';
import { type Problem, SlaError } from '../errors.ts';
import type { Contract, Exclusion, LocalText } from './Contract.ts';
import { localText } from './languages.ts';
import { date, id, listOf, localText as localTextSchema, mapping, text, version } from './schema.ts';
import { problemAt, quote, readYamlFile, suggest, validate, type YamlFile } from './yamlFile.ts';

/** What is objected to: a ticket, an outage of a service (by the local minute in which it began), or a figure by its name. */
type About = { ticket: string } | { service: string; outage: string | null } | { figure: LocalText };

/** Dates are local ones, `2026-11-05`. */
export interface Objection {
  id: string;
  /** `2026-10` or `2026-Q3`: the report that is objected to. */
  period: string;
  about: About;
  claim: LocalText;
  by: string;
  raisedOn: string;
  /** Null: nothing was decided yet. */
  decision: 'accepted' | 'partly' | 'rejected' | null;
  reason: LocalText | null;
  decidedBy: string | null;
  decidedOn: string | null;
  /** What carries an accepted one out: an entry of exclusions.yaml, or a correction of the exports in words. */
  exclusion: string | null;
  correction: LocalText | null;
}

/** A version of a report that the client took as it is. */
interface Acceptance {
  period: string;
  version: string;
  by: string;
  on: string;
}

export interface Objections {
  objections: Objection[];
  acceptances: Acceptance[];
}

export const nothingObjected: Objections = { objections: [], acceptances: [] };

const period = z.string({ error: 'period-id' }).regex(/^\d{4}-(0[1-9]|1[0-2]|Q[1-4])$/, { error: 'period-id' });
const outageStart = z.string({ error: 'local-minute' }).regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, { error: 'local-minute' });
const about = z.union(
  [
    mapping({ ticket: text }),
    mapping({ service: text, outage: outageStart.optional().describe('Local minute in which it began.') }),
    mapping({ figure: localTextSchema }),
  ],
  { error: 'objection-about' },
);
const objection = mapping({
  id,
  period,
  about,
  claim: localTextSchema,
  by: text,
  raised_on: date,
  decision: z.enum(['accepted', 'partly', 'rejected']).nullish().describe('Left out: not decided yet.'),
  reason: localTextSchema.nullish(),
  decided_by: text.nullish(),
  decided_on: date.nullish(),
  exclusion: id.nullish().describe('The entry of exclusions.yaml that carries it out.'),
  correction: localTextSchema.nullish().describe('Which export was corrected, and how.'),
});
const acceptance = mapping({
  period,
  version: z.string({ error: 'version-text' }).regex(/^\d+\.0$/, { error: 'version-text' }),
  by: text,
  on: date,
});

export const objectionsSchema = mapping({
  version,
  objections: listOf(objection).nullish(),
  acceptances: listOf(acceptance).nullish(),
});

type Written = z.infer<typeof objection>;

/**
 * The objections and acceptances of a workspace; none if there is no objections.yaml.
 *
 * @throws SlaError naming each place: a decision without its reason, an accepted one that nothing carries out
 */
export function readObjections(workspaceDir: string, contract: Contract, exclusions: readonly Exclusion[]): Objections {
  const file = readYamlFile(workspaceDir, 'objections.yaml');
  if (!file || file.value === null) return nothingObjected;
  const { value, problems } = validate(file, objectionsSchema);
  if (value === null) throw new SlaError(problems);
  const written = value.objections ?? [];
  const known = {
    services: contract.services.map((service) => service.id),
    exclusions: exclusions.map(({ id }) => id),
  };
  const mistakes = written.flatMap((entry, index) => check(file, entry, index, written, known));
  if (mistakes.length > 0) throw new SlaError(mistakes);
  return { objections: written.map(objectionOf), acceptances: value.acceptances ?? [] };
}

/** Those of one report. */
export function objectionsOf({ objections, acceptances }: Objections, periodId: string): Objections {
  return {
    objections: objections.filter((entry) => entry.period === periodId),
    acceptances: acceptances.filter((entry) => entry.period === periodId),
  };
}

function objectionOf(written: Written): Objection {
  const { id, period, about, claim, by, raised_on, decision, reason, exclusion, correction } = written;
  return {
    id,
    period,
    about: aboutOf(about),
    claim: localText(claim),
    by,
    raisedOn: raised_on,
    decision: decision ?? null,
    reason: reason == null ? null : localText(reason),
    decidedBy: written.decided_by ?? null,
    decidedOn: written.decided_on ?? null,
    exclusion: exclusion ?? null,
    correction: correction == null ? null : localText(correction),
  };
}

function aboutOf(written: Written['about']): About {
  if ('ticket' in written) return written;
  if ('figure' in written) return { figure: localText(written.figure) };
  return { service: written.service, outage: written.outage ?? null };
}

function check(
  file: YamlFile,
  entry: Written,
  index: number,
  all: readonly Written[],
  known: { services: readonly string[]; exclusions: readonly string[] },
): Problem[] {
  const at = (key: string, what: string, fix: string) => problemAt(file, ['objections', index, key], what, fix);
  const problems: Problem[] = [];
  if (all.find((other) => other.id === entry.id) !== entry)
    problems.push(at('id', `The id ${quote(entry.id)} is used twice.`, 'Give each objection an id of its own.'));
  if ('service' in entry.about && !known.services.includes(entry.about.service)) {
    const { service } = entry.about;
    const what = `There is no service ${quote(service)} in the contract.${suggest(service, known.services)}`;
    problems.push(at('about', what, `Known services: ${known.services.join(', ')}`));
  }
  return [...problems, ...checkDecision(entry, known.exclusions, at)];
}

/** A decision has its reason, its author and its date; an accepted one names what carries it out. */
function checkDecision(
  entry: Written,
  exclusions: readonly string[],
  at: (key: string, what: string, fix: string) => Problem,
): Problem[] {
  const { decision, raised_on, decided_on, exclusion, correction } = entry;
  const told = (['reason', 'decided_by', 'decided_on'] as const).filter((key) => entry[key] != null);
  if (decision == null) {
    const more = [...told, ...(['exclusion', 'correction'] as const).filter((key) => entry[key] != null)];
    if (more.length === 0) return [];
    const what = `${more.join(', ')} without a decision.`;
    return [
      at(more[0]!, what, 'Add decision: accepted, partly or rejected; or leave the rest out until it is decided.'),
    ];
  }
  const problems: Problem[] = [];
  const missing = (['reason', 'decided_by', 'decided_on'] as const).filter((key) => !told.includes(key));
  if (missing.length > 0)
    problems.push(
      at('decision', `The decision has no ${missing.join(', no ')}.`, 'Add reason, decided_by and decided_on.'),
    );
  if (decided_on != null && decided_on < raised_on)
    problems.push(
      at('decided_on', `It was decided on ${decided_on}, before it was raised.`, 'Correct one of the dates.'),
    );
  if (decision !== 'rejected' && exclusion == null && correction == null)
    problems.push(
      at(
        'decision',
        'Nothing carries out what was accepted.',
        'Name the exclusion (exclusion: EX-2026-001), or say what was corrected in the exports (correction: "...").',
      ),
    );
  if (exclusion != null && !exclusions.includes(exclusion))
    problems.push(
      at(
        'exclusion',
        `There is no exclusion ${quote(exclusion)} in exclusions.yaml.${suggest(exclusion, exclusions)}`,
        'Write the approved exclusion into exclusions.yaml under this id first.',
      ),
    );
  return problems;
}
