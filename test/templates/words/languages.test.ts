/** No Japanese stands outside templates/words/, but for what systems and people outside write. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../../pipelines/packageRoot.ts';

/** Where Japanese may stand, and why. */
const places: [RegExp, string][] = [
  [/^templates\/words\//, 'the words'],
  [/^fixtures\//, 'what clients wrote'],
  [/^test\//, 'tests'],
  [/^package\.json$/, 'the name of the demo’s approver'],
  [/^pipelines\/exports\/(presets|systems|explain|mapping|words\.ts)/, 'words that exporting systems write'],
  [/^pipelines\/exports\/read\/encodings\.ts$/, 'the letters by which encodings are told apart'],
  [/^sql\/macros\.sql$/, 'words that exporting systems write'],
  [/^pipelines\/reference\/statusWords\.ts$/, 'words that exporting systems write, in the second engine'],
  [/^pipelines\/calendar\/holidayFile\.ts$/, 'the heads of the Cabinet Office’s file of holidays'],
  [/^pipelines\/contract\/(expectations|placeholders)\.ts$/, 'examples of what a client may write'],
  [/^templates\/format\.ts$/, 'how figures and dates read in a language'],
  [/^templates\/parts\/(text|paragraph)\.ts$/, 'where lines of Japanese may break, and its bullet'],
  [/^templates\/sections\/reviewTrend\.ts$/, 'the year that a Japanese month begins with'],
  [/^pipelines\/(issue\/|report\/names\.ts$)/, 'the history of revisions, kept in both languages'],
];

const japanese = /[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f]/;

const files = execFileSync('git', ['ls-files', '*.ts', '*.sql', '*.yaml', '*.json'], { cwd: packageRoot() })
  .toString()
  .trim()
  .split('\n')
  .filter((file) => !places.some(([place]) => place.test(file)));

/** A file without its comments, escapes decoded: what is left is code and literals. */
function textOf(file: string): string {
  const source = readFileSync(join(packageRoot(), file), 'utf8');
  const code = file.endsWith('.ts')
    ? source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '')
    : source;
  return code
    .replaceAll(/\\u\{([0-9a-fA-F]+)\}/g, (_, digits: string) => String.fromCodePoint(Number.parseInt(digits, 16)))
    .replaceAll(/\\u([0-9a-fA-F]{4})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

test('no literal of the program, no model and no schema holds Japanese', () => {
  expect(files.length).toBeGreaterThan(200);
  const found = files.flatMap((file) =>
    textOf(file)
      .split('\n')
      .filter((line) => japanese.test(line))
      .map((line) => `${file}: ${line.trim().slice(0, 80)}`),
  );
  expect(found).toEqual([]);
});
