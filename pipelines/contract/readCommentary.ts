/** Reads commentary/<period>.yaml: the words that the service manager adds to a report. */
import { z } from 'zod';
import { SlaError } from '../errors.ts';
import type { LocalText } from './Contract.ts';
import { localText } from './normaliseContract.ts';
import { date, listOf, localText as localTextSchema, mapping, text, version } from './schema.ts';
import { readYamlFile, validate } from './yamlFile.ts';

/** Everything is optional in the file; what it leaves out is null or empty here. */
export interface Commentary {
  summary: LocalText | null;
  points: LocalText[];
  /** Decisions asked of the client. */
  decisions: LocalText[];
  /** By ticket id. */
  breaches: Record<string, BreachCommentary>;
  improvements: Improvement[];
  /** What became of the actions agreed earlier. */
  actions: Action[];
}

export interface BreachCommentary {
  cause: LocalText | null;
  immediate: LocalText | null;
  lasting: LocalText | null;
  owner: LocalText | null;
  /** A date, `2026-11-30`. */
  due: string | null;
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
const breach = mapping({ cause: words, immediate: words, lasting: words, owner: words, due: date.nullish() });
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
  decisions: listOf(localTextSchema).nullish(),
  breaches: z.record(text, breach, { error: 'mapping' }).nullish().describe('By ticket id.'),
  improvements: listOf(improvement).nullish(),
  actions: listOf(action).nullish(),
});

/** The commentary of a period ('2026-10' or '2026-Q3'); empty if there is no such file. */
export function readCommentary(workspaceDir: string, periodId: string): Commentary {
  const file = readYamlFile(workspaceDir, `commentary/${periodId}.yaml`);
  if (!file || file.value === null)
    return { summary: null, points: [], decisions: [], breaches: {}, improvements: [], actions: [] };
  const { value: written, problems } = validate(file, commentarySchema);
  if (written === null) throw new SlaError(problems);

  return {
    summary: optional(written.summary),
    points: (written.points ?? []).map(localText),
    decisions: (written.decisions ?? []).map(localText),
    breaches: Object.fromEntries(
      Object.entries(written.breaches ?? {}).map(([ticket, entry]) => [ticket, breachOf(entry)]),
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

function breachOf({ cause, immediate, lasting, owner, due }: z.infer<typeof breach>): BreachCommentary {
  return {
    cause: optional(cause),
    immediate: optional(immediate),
    lasting: optional(lasting),
    owner: optional(owner),
    due: due ?? null,
  };
}

function proposalOf({ title, why, owner, due }: z.infer<typeof action> | z.infer<typeof improvement>) {
  return { title: localText(title), why: optional(why), owner: optional(owner), due: due ?? null };
}

function optional(written: z.infer<typeof words>): LocalText | null {
  return written == null ? null : localText(written);
}
