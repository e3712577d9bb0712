/** Reads commentary/<period>.yaml: the words that the service manager adds to a report. */
import { z } from 'zod';
import { SlaError } from '../errors.ts';
import type { LocalText } from './Contract.ts';
import { localText } from './languages.ts';
import { date, listOf, localText as localTextSchema, mapping, text, version } from './schema.ts';
import { readYamlFile, validate } from './yamlFile.ts';

/** Everything is optional in the file; what it leaves out is null or empty here. */
export interface Commentary {
  summary: LocalText | null;
  points: LocalText[];
  /** Decisions asked of the client. */
  decisions: Decision[];
  /** The date on which it was written, `2026-11-02`; null where it does not say. */
  writtenOn: string | null;
  /** By ticket id. */
  breaches: Record<string, BreachCommentary>;
  /** By service: its miss of the availability target, and what caused each of its outages. */
  availability: Record<string, AvailabilityCommentary>;
  improvements: Improvement[];
  /** What became of the actions agreed earlier. */
  actions: Action[];
}

/** What is asked of the client; `due` is the date by which an answer is needed. */
interface Decision {
  title: LocalText;
  cost: LocalText | null;
  effect: LocalText | null;
  due: string | null;
}

export interface BreachCommentary {
  /** How it was noticed, and whom it affected. */
  detected: LocalText | null;
  affected: LocalText | null;
  cause: LocalText | null;
  immediate: LocalText | null;
  lasting: LocalText | null;
  owner: LocalText | null;
  /** A date, `2026-11-30`. */
  due: string | null;
  /** Where the lasting action stands. */
  status: LocalText | null;
}

interface AvailabilityCommentary extends BreachCommentary {
  /** The cause of single outages, by the local time at which each began: `2026-10-21T13:04`. */
  outages: Record<string, LocalText>;
}

export interface Improvement {
  title: LocalText;
  why: LocalText | null;
  owner: LocalText | null;
  due: string | null;
  status: LocalText | null;
}

export interface Action {
  title: LocalText;
  why: LocalText | null;
  owner: LocalText | null;
  due: string | null;
  status: 'done' | 'open' | 'late' | 'dropped';
  /** Why it is late or was dropped. */
  reason: LocalText | null;
}

const words = localTextSchema.nullish();
const outageStart = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, 'local-minute');
const told = {
  detected: words.describe('How it was noticed.'),
  affected: words.describe('Whom and what it affected.'),
  cause: words,
  immediate: words,
  lasting: words,
  owner: words,
  due: date.nullish(),
  status: words.describe('Where the lasting action stands.'),
};
const breach = mapping(told);
const decision = mapping({ title: localTextSchema, cost: words, effect: words, due: date.nullish() });
const availabilityMiss = mapping({
  ...told,
  outages: z
    .record(outageStart, words, { error: 'mapping' })
    .nullish()
    .describe('Causes of single outages, by the local time at which each began.'),
});
const improvement = mapping({ title: localTextSchema, why: words, owner: words, due: date.nullish(), status: words });
const action = mapping({
  title: localTextSchema,
  why: words,
  owner: words,
  due: date.nullish(),
  status: z.enum(['done', 'open', 'late', 'dropped']).optional().describe('Default: open.'),
  reason: words,
});

export const commentarySchema = mapping({
  version: version.optional(),
  summary: words,
  points: listOf(localTextSchema).nullish(),
  decisions: listOf(z.union([localTextSchema, decision]))
    .nullish()
    .describe('What is asked of the client: a sentence, or title, cost, effect and the date of the answer.'),
  written_on: date.nullish().describe('When this was written; a report as of an earlier day withholds it.'),
  breaches: z.record(text, breach, { error: 'mapping' }).nullish().describe('By ticket id.'),
  availability: z
    .record(text, availabilityMiss, { error: 'mapping' })
    .nullish()
    .describe('Misses of an availability target, by service id.'),
  improvements: listOf(improvement).nullish(),
  actions: listOf(action).nullish(),
});

/** Nothing was written. */
export const noCommentary: Commentary = {
  writtenOn: null,
  summary: null,
  points: [],
  decisions: [],
  breaches: {},
  availability: {},
  improvements: [],
  actions: [],
};

/** The commentary of a period ('2026-10' or '2026-Q3'); empty if there is no such file. */
export function readCommentary(workspaceDir: string, periodId: string): Commentary {
  const file = readYamlFile(workspaceDir, `commentary/${periodId}.yaml`);
  if (!file || file.value === null) return noCommentary;
  const { value: written, problems } = validate(file, commentarySchema);
  if (written === null) throw new SlaError(problems);

  return {
    writtenOn: written.written_on ?? null,
    summary: optional(written.summary),
    points: (written.points ?? []).map(localText),
    decisions: (written.decisions ?? []).map(decisionOf),
    breaches: Object.fromEntries(
      Object.entries(written.breaches ?? {}).map(([ticket, entry]) => [ticket, breachOf(entry)]),
    ),
    availability: Object.fromEntries(
      Object.entries(written.availability ?? {}).map(([service, entry]) => [
        service,
        {
          ...breachOf(entry),
          outages: Object.fromEntries(
            Object.entries(entry.outages ?? {}).flatMap(([at, cause]) =>
              cause == null ? [] : [[at, localText(cause)]],
            ),
          ),
        },
      ]),
    ),
    improvements: (written.improvements ?? []).map((entry) => ({
      ...proposalOf(entry),
      status: optional(entry.status),
    })),
    actions: (written.actions ?? []).map((entry) => ({
      ...proposalOf(entry),
      status: entry.status ?? 'open',
      reason: optional(entry.reason),
    })),
  };
}

function decisionOf(written: z.infer<typeof localTextSchema> | z.infer<typeof decision>): Decision {
  if (typeof written === 'string' || !('title' in written))
    return { title: localText(written), cost: null, effect: null, due: null };
  const { title, cost, effect, due } = written;
  return { title: localText(title), cost: optional(cost), effect: optional(effect), due: due ?? null };
}

function breachOf(written: z.infer<typeof breach>): BreachCommentary {
  const { detected, affected, cause, immediate, lasting, owner, due, status } = written;
  return {
    detected: optional(detected),
    affected: optional(affected),
    cause: optional(cause),
    immediate: optional(immediate),
    lasting: optional(lasting),
    owner: optional(owner),
    due: due ?? null,
    status: optional(status),
  };
}

function proposalOf({ title, why, owner, due }: z.infer<typeof action> | z.infer<typeof improvement>) {
  return { title: localText(title), why: optional(why), owner: optional(owner), due: due ?? null };
}

function optional(written: z.infer<typeof words>): LocalText | null {
  return written == null ? null : localText(written);
}
