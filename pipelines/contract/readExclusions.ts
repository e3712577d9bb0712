/** Reads exclusions.yaml: time of a service, or a ticket, that the client agreed not to count. */
import { z } from 'zod';
import { type Problem, SlaError } from '../errors.ts';
import type { Contract, Exclusion } from './Contract.ts';
import { localText } from './languages.ts';
import { id, instant, listOf, localText as localTextSchema, mapping, text, textOf, version } from './schema.ts';
import { parseDate, parseInstant } from './values.ts';
import { problemAt, quote, readYamlFile, suggest, validate, type YamlFile } from './yamlFile.ts';

const exclusion = mapping({
  id,
  target: z
    .union([mapping({ service: text }), mapping({ ticket: text }), text], { error: 'exclusion-target' })
    .describe('A plain text is a service if the contract has it (or "*"), else a ticket.'),
  from: instant.nullish(),
  to: instant.nullish(),
  reason: localTextSchema,
  approved_by: text,
  approved_at: textOf('date-or-instant', (value) => parseDate(value) !== null || parseInstant(value) !== null),
});

const list = listOf(exclusion);

/** `{ version: 1, exclusions: [...] }`, or the list alone. */
export const exclusionsSchema = z.union([mapping({ version, exclusions: list }), list], { error: 'mapping' });

type ExclusionAsWritten = z.infer<typeof exclusion>;

/**
 * The approved exclusions of a workspace; none if there is no exclusions.yaml.
 *
 * A service's exclusion needs both from and to. A ticket's may leave both out, and then leaves out the whole ticket.
 * Whatever has no approver is an error: time that nobody approved counts.
 */
export function readExclusions(workspaceDir: string, contract: Contract): Exclusion[] {
  const file = readYamlFile(workspaceDir, 'exclusions.yaml');
  if (!file || file.value === null) return [];
  const { value: written, problems } = validate(file, exclusionsSchema);
  if (written === null) throw new SlaError(problems);

  const entries = Array.isArray(written) ? written : written.exclusions;
  const base = Array.isArray(written) ? [] : ['exclusions'];
  const services = contract.services.map((service) => service.id);
  const mistakes = entries.flatMap((entry, index) => check(file, entry, [...base, index], entries, services));
  if (mistakes.length > 0) throw new SlaError(mistakes);
  return entries.map((entry) => ({
    id: entry.id,
    target: targetOf(entry, services),
    from: entry.from == null ? null : parseInstant(entry.from)!,
    to: entry.to == null ? null : parseInstant(entry.to)!,
    reason: localText(entry.reason),
    approved_by: entry.approved_by,
    approved_at: entry.approved_at,
  }));
}

function targetOf({ target }: ExclusionAsWritten, services: readonly string[]): Exclusion['target'] {
  if (typeof target !== 'string') return target;
  return target === '*' || services.includes(target) ? { service: target } : { ticket: target };
}

function check(
  file: YamlFile,
  entry: ExclusionAsWritten,
  path: readonly PropertyKey[],
  all: readonly ExclusionAsWritten[],
  services: readonly string[],
): Problem[] {
  const problems: Problem[] = [];
  const target = targetOf(entry, services);
  if (all.find((other) => other.id === entry.id) !== entry) {
    problems.push(
      problemAt(
        file,
        [...path, 'id'],
        `The id ${quote(entry.id)} is used twice.`,
        'Give each exclusion an id of its own.',
      ),
    );
  }
  if ('service' in target && target.service !== '*' && !services.includes(target.service)) {
    const what = `There is no service ${quote(target.service)} in the contract.${suggest(target.service, services)}`;
    problems.push(
      problemAt(file, [...path, 'target', 'service'], what, `Known services: ${services.join(', ')}, or "*" for all`),
    );
  }
  const [from, to] = [entry.from ?? null, entry.to ?? null];
  if ((from === null) !== (to === null) || ('service' in target && from === null)) {
    const fix = 'Give both, for example from: "2026-10-05T22:00:00+09:00" and to: "2026-10-05T23:30:00+09:00"';
    const who = 'service' in target ? `The exclusion of service ${quote(target.service)}` : 'This exclusion';
    problems.push(
      problemAt(file, [...path, from === null ? 'from' : 'to'], `${who} has no ${from === null ? 'from' : 'to'}.`, fix),
    );
  } else if (from !== null && to !== null && parseInstant(from)! >= parseInstant(to)!) {
    const what = `The exclusion ends at ${quote(to)}, not after it begins at ${quote(from)}.`;
    problems.push(problemAt(file, [...path, 'to'], what, 'Write a to after from.'));
  }
  return problems;
}
