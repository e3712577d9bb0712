/** Rows of export files as they stand there, read without any of the product's readers. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

export type RawRow = Record<string, string>;

/** All rows of the files of one table, folder by folder, file by file, row by row. */
export function rawRows(exportsFolder: string, table: string): RawRow[] {
  return readdirSync(exportsFolder, { recursive: true, encoding: 'utf8' })
    .filter((path) => new RegExp(`(^|/)${table}[-_.][^/]*csv(\\.gz)?$`).test(path))
    .sort()
    .flatMap((path) => {
      const bytes = readFileSync(join(exportsFolder, path));
      return rowsOf((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
    });
}

function rowsOf(text: string): RawRow[] {
  const [head = '', ...lines] = text.trimEnd().split('\n');
  const names = cellsOf(head);
  return lines.map((line) => {
    const cells = cellsOf(line);
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  });
}

/** Cells of one line; the sample has no line breaks within quotes. */
export function cellsOf(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  return [...line.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)].map(([, cell = '']) =>
    cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
  );
}

/** Epoch seconds; null for an empty cell. */
export function instantOf(cell: string | undefined): number | null {
  return cell ? Date.parse(cell) / 1000 : null;
}
