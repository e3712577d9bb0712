/** Says in words which exported rows made a figure another one: one line a row, old and new. */
import { basename } from 'node:path';
import { wordsIn } from '../../templates/words/index.ts';
import type { RestatementWords } from '../../templates/words/ja/restatement.ts';
import { firstLanguage, inAnyLanguage, inEachLanguage, type LocalText } from '../contract/languages.ts';
import type { Naming } from './compareFigures.ts';
import type { ChangedRows, KeptRow } from './restatement.ts';

/** Lines for the history of revisions, `most` of them and how many more there are; `restatement.json` has the rows whole. */
export function rowChanges(
  rows: readonly ChangedRows[],
  { services }: Pick<Naming, 'services'>,
  most: number,
): LocalText[] {
  const nameOf = (key: string) => services.find(({ id }) => id === key)?.name ?? inAnyLanguage(key);
  const lines = rows.flatMap((group) => {
    const name = nameOf(group.key);
    const said = inEachLanguage((language) => spoken(group, name[language], wordsIn[language].restatement));
    return said[firstLanguage].map((_, index) => inEachLanguage((language) => said[language][index]!));
  });
  const more = lines.length - most;
  if (more <= 0) return lines;
  return [...lines.slice(0, most), inEachLanguage((language) => wordsIn[language].restatement.more(more))];
}

function spoken({ table, before, after, standing }: ChangedRows, name: string, words: RestatementWords): string[] {
  const old = before.length === 1 ? before[0]! : before.length === 0 ? standing : null;
  const [only] = after;
  if (old && only && after.length === 1)
    return [words.changed(name, cellsChanged(old, only, words), placeOf(only, words))];
  return [
    ...before.map((row) => words.removed(name, words.tables[table] ?? table, shortly(row), placeOf(row, words))),
    ...after.map((row) => words.added(name, words.tables[table] ?? table, shortly(row), placeOf(row, words))),
  ];
}

/** `restored 2026-10-17T08:05:01+09:00 → 2026-10-17T08:05:00+09:00`, the columns that differ. */
function cellsChanged(old: KeptRow, now: KeptRow, words: RestatementWords): string {
  const columns = [...new Set([...Object.keys(old.cells), ...Object.keys(now.cells)])];
  const differing = columns.filter((column) => (old.cells[column] ?? '') !== (now.cells[column] ?? ''));
  const cell = (row: KeptRow, column: string) => row.cells[column] || words.empty;
  return differing
    .map((column) => `${words.columns[column] ?? column} ${cell(old, column)} → ${cell(now, column)}`)
    .join(words.join);
}

/** The cells of a row but those that are empty; the id stands before it. */
function shortly({ cells }: KeptRow): string {
  const shown = Object.entries(cells).filter(([column, cell]) => cell && !['ticket_id', 'service_id'].includes(column));
  return shown.map(([, cell]) => cell).join(' / ');
}

function placeOf({ file, row }: KeptRow, words: RestatementWords): string {
  return row === null ? basename(file) : words.place(basename(file), row);
}
