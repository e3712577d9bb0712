/**
 * What the checks found, for people at the terminal.
 */
import { foundBy } from '../../templates/words/findings.ts';
import { wordsIn } from '../../templates/words/index.ts';
import type { Contract, Language } from '../contract/Contract.ts';
import { newServices } from '../contract/newServices.ts';
import { explainCommand } from '../exports/explain/explainCommand.ts';
import { printableLine } from '../printable.ts';
import type { Run } from '../run/prepareRun.ts';
import type { Finding, FindingRow } from '../warehouse/buildModels.ts';

/** Every finding with the rows it is about, worst first, for people: files that were not read come before all that follows from it. */
export function describeFindings(run: Run, language: Language, limit = 10): string[] {
  const [unreadable, others] = [run.findings.filter(isOfReading), run.findings.filter((each) => !isOfReading(each))];
  return [
    ...describeUnread(run, language),
    ...[...unreadable, ...others].flatMap((finding) => describeFinding(finding, run.contract, language, limit)),
  ].map(printableLine);
}

/** Whether the data needs attention: exit code 1. */
export function needsAttention({ findings, loads }: Run): boolean {
  return loads.unknown.length + loads.unread.length > 0 || findings.some(({ check }) => check.severity === 'error');
}

/** Rows that were set aside: what they lack, the other findings only reflect. */
function isOfReading({ check }: Finding): boolean {
  return check.name === 'rows__can_be_read';
}

function describeUnread({ loads: { unknown, unread }, workspace }: Run, language: Language): string[] {
  const lines: string[] = [];
  if (unknown.length > 0) {
    const what = wordsIn[language].findings.unknownFiles;
    lines.push(
      `${wordsIn[language].findings.severity.error}: ${what} (${unknown.length})`,
      ...unknown.map((file) => `  ${file}`),
    );
    lines.push(
      '  fix  Add an entry to sources.yaml, name the file after its table, or move it out of exports/. This proposes an entry:',
      `       ${explainCommand(workspace, unknown[0]!)}`,
    );
  }
  if (unread.length > 0) {
    const what = wordsIn[language].findings.notRead;
    lines.push(`${wordsIn[language].findings.severity.error}: ${what} (${unread.length})`);
    lines.push(...unread.map(({ file, why }) => `  ${file}  ${why}`));
  }
  return lines;
}

function describeFinding({ check, rows }: Finding, contract: Contract, language: Language, limit: number): string[] {
  const lines = [
    `${wordsIn[language].findings.severity[check.severity]}: ${foundBy(check, language)} (${rows.length})`,
  ];
  const groups = groupsOf(rows);
  if (rows.length > 1 && groups.length * 2 <= rows.length) lines.push(...describeGroups(groups, language, limit));
  else {
    lines.push(...rows.slice(0, limit).map((row) => `  ${describeRow(row)}`));
    if (rows.length > limit) lines.push(`  ... ${rows.length - limit} more`);
  }
  if (check.fix) lines.push(`  fix  ${check.fix}`);
  const names = new Map<string, number>();
  for (const { name } of rows) if (name) names.set(name, (names.get(name) ?? 0) + 1);
  if (names.size > 0) lines.push(...linesToPaste([...names.keys()], contract));
  return lines;
}

function describeRow({ subject, file, row, detail }: FindingRow): string {
  const where = file === null ? '' : `${file}${row === null ? '' : `, row ${row}`}`;
  return [subject === detail || subject === file ? '' : subject, where, detail]
    .filter((part) => part !== '')
    .join('  ');
}

/** Rows that say the same of many subjects, the most frequent first: one typing mends them all. */
function groupsOf(rows: readonly FindingRow[]): FindingRow[][] {
  const groups = new Map<string, FindingRow[]>();
  for (const row of rows) groups.set(row.detail, [...(groups.get(row.detail) ?? []), row]);
  return [...groups.values()].sort((a, b) => b.length - a.length);
}

function describeGroups(groups: FindingRow[][], language: Language, limit: number): string[] {
  const lines = groups.slice(0, Math.max(limit, 20)).map((rows) => {
    const [{ detail, ...first }] = rows as [FindingRow];
    const example = wordsIn[language].findings.forExample;
    return `  ${rows.length} x ${detail}  ${example} ${describeRow({ ...first, detail: '' })}`;
  });
  return groups.length > lines.length ? [...lines, `  ... ${groups.length - lines.length} more`] : lines;
}

/** What to type where the contract lacks services that the exports name. */
function linesToPaste(names: readonly string[], { services, sites }: Contract): string[] {
  const entries = newServices(
    names,
    services.map(({ id }) => id),
    sites[0]?.id ?? 'tokyo',
  );
  const renamed = entries.filter(({ id, name }) => id !== name).map(({ id, name }) => `${JSON.stringify(name)}: ${id}`);
  return [
    '       in contract.yaml, under "services:" (say what each is):',
    ...entries.map(({ line }) => `         ${line}`),
    ...(renamed.length > 0 ? [`       and in the entry of sources.yaml: services: { ${renamed.join(', ')} }`] : []),
  ];
}
