/**
 * What the checks found, for people at the terminal.
 */
import type { Language } from '../contract/Contract.ts';
import type { Run } from '../run/prepareRun.ts';

/** Every finding with the rows it is about, worst first, for people. */
export function describeFindings({ findings, loads }: Run, language: Language, limit = 10): string[] {
  const label = {
    error: language === 'ja' ? '要対応' : 'error',
    warn: language === 'ja' ? '注意' : 'warning',
    note: language === 'ja' ? '参考' : 'note',
  };
  const lines: string[] = [];
  for (const {
    check: { severity, found, fix },
    rows,
  } of findings) {
    lines.push(`${label[severity]}: ${found[language]} (${rows.length})`);
    for (const { subject, file, row, detail } of rows.slice(0, limit)) {
      const where = file === null ? '' : `${file}${row === null ? '' : `, row ${row}`}`;
      lines.push(
        `  ${[subject === detail || subject === file ? '' : subject, where, detail].filter((part) => part !== '').join('  ')}`,
      );
    }
    if (rows.length > limit) lines.push(`  ... ${rows.length - limit} more`);
    if (fix) lines.push(`  fix  ${fix}`);
  }
  for (const file of loads.unknown) {
    lines.push(
      `${label.warn}: ${language === 'ja' ? '読み方が指定されていないファイル' : 'A file that nothing says how to read'} (1)`,
      `  ${file}`,
    );
    lines.push('  fix  Add an entry to sources.yaml, name it after its table, or move it out of exports/.');
  }
  return lines;
}

/** Whether the data needs attention: exit code 1. */
export function needsAttention({ findings }: Run): boolean {
  return findings.some(({ check: { severity } }) => severity === 'error');
}
