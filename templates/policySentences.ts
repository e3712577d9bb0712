/** What is said of how things are counted, by the terms in force: one meaning, or each from the day on which it holds. */
import type { ReportModel } from '../pipelines/report/ReportModel.ts';
import type { Voice } from './voice.ts';

type Parts = ReportModel['appendix']['policies'];

/** One sentence where all parts of the period mean the same, else one for each, with its date. */
export function inForce(parts: Parts, says: (part: Parts[number]) => string, { words, localDate }: Voice): string {
  const meanings = parts.map((part) => ({ from: part.from, meaning: says(part) }));
  const changes = meanings.filter(({ meaning }, index) => meaning !== meanings[index - 1]?.meaning);
  if (changes.length < 2) return changes[0]?.meaning ?? '';
  return changes.map(({ from, meaning }) => words.appendix.policies.from(localDate(from), meaning)).join('\n');
}

/** The glossary: what follows from the policies, then what always holds. */
export function glossaryRows({ appendix }: ReportModel, voice: Voice): (readonly [string, string])[] {
  const { policies, terms } = voice.words.appendix;
  const byPolicy = policies.entries.map(
    ({ term, says }) =>
      [term, inForce(appendix.policies, (part) => says(part.policies, part.availability), voice)] as const,
  );
  return [...byPolicy, [voice.words.appendix.availability, formula(appendix, voice)] as const, ...terms].filter(
    ([, meaning]) => meaning !== '',
  );
}

/** How an availability comes about, by the terms in force. */
function formula({ policies }: ReportModel['appendix'], voice: Voice): string {
  const { formulaLines, base } = voice.words.availability;
  return inForce(policies, ({ availability }) => formulaLines(base[availability.unknown] ?? '').join('\n'), voice);
}

/** How many breaches there are, and in which period one of an open ticket counts. */
export function breachLead(report: ReportModel, count: string, previous: string | null, voice: Voice): string {
  const { words } = voice;
  const rule = inForce(
    report.appendix.policies,
    ({ policies }) => words.appendix.policies.attribution[policies.attribution],
    voice,
  );
  return [words.breaches.lead(count, previous), rule].join(words.space);
}
