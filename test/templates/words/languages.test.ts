/** No Japanese stands outside templates/words/, but for what systems and people outside write. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseAst } from 'vitest/node';
import { parseAllDocuments } from 'yaml';
import { packageRoot } from '../../../pipelines/packageRoot.ts';

/** Where Japanese may stand, and why: a folder that ends in a slash, or a file. */
const places: Record<string, string> = {
  'templates/words/': 'the words',
  'fixtures/': 'what clients wrote, the contract that `sla init` copies, and the script of the sample',
  'test/': 'cases, and the words that they expect',
  'package.json': 'the name of the demo’s approver, who is a person of the sample',
  'pipelines/exports/presets/': 'heads and words that exporting systems write',
  'pipelines/exports/words.ts': 'types, states and severities that exporting systems write',
  'pipelines/exports/systems/icalendar.ts': 'words of titles in calendars of other systems',
  'pipelines/exports/explain/columnNames.ts': 'heads that exporting systems write',
  'pipelines/exports/explain/dateAndTime.ts': 'heads of a date and of its time in two columns',
  'pipelines/exports/explain/explainDates.ts': 'forms of dates that exporting systems write',
  'pipelines/exports/explain/matchTable.ts': 'heads that exporting systems write',
  'pipelines/exports/explain/proposeTable.ts': 'heads that exporting systems write',
  'pipelines/exports/explain/stateWords.ts': 'states that exporting systems write',
  'pipelines/exports/explain/valuesOf.ts': 'words that exporting systems write',
  'pipelines/exports/mapping/dateFormat.ts': 'eras, weekdays and halves of the day in exported dates',
  'pipelines/exports/mapping/emptyCells.ts': 'words for an empty cell that exporting systems write',
  'pipelines/exports/read/encodings.ts': 'the letters by which encodings are told apart',
  'sql/macros.sql': 'states that exporting systems write',
  'pipelines/reference/statusWords.ts': 'states that exporting systems write, in the second engine',
  'pipelines/calendar/holidayFile.ts': 'the heads of the Cabinet Office’s file of holidays',
  'pipelines/contract/expectations.ts': 'examples of what a client may write',
  'pipelines/contract/placeholders.ts': 'what stands in the contract that `sla init` copies, and is to be replaced',
  'templates/auditText.ts': 'the ranges of letters that are two columns wide at a terminal',
  'templates/sections/objections.ts': 'the stops at which a sentence ends that a client wrote',
  'templates/parts/cleanText.ts': 'the ranges of letters that need no cleaning, and of radicals that do',
  'templates/parts/text.ts': 'the letter か, before which a figure is not broken from its unit',
};

/** Letters, and the stops and marks of a sentence; a wide space or dash is drawn in every language. */
const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}、。「」『』【】・ー]/u;

const placeOf = (file: string): string | undefined =>
  Object.keys(places).find((place) => (place.endsWith('/') ? file.startsWith(place) : file === place));

const files = execFileSync('git', ['ls-files', '*.ts', '*.sql', '*.yaml', '*.yml', '*.json'], { cwd: packageRoot() })
  .toString()
  .trim()
  .split('\n');

/** The texts of a file as the program has them: names and literals, escapes decoded, comments left out. */
const textsOf: Record<string, (source: string) => string[]> = {
  '.ts': (source) => stringsOf(parseAst(source, { lang: 'ts' })).map(decoded),
  '.sql': (source) => [source.replaceAll(/--.*$/gm, '')],
  '.yaml': (source) => parseAllDocuments(source).flatMap((document) => stringsOf(document.toJS())),
  '.json': (source) => stringsOf(JSON.parse(source)),
};
textsOf['.yml'] = textsOf['.yaml']!;

/** What is left of escapes, as in a regular expression. */
function decoded(text: string): string {
  return text.replaceAll(/\\u(?:\{([0-9a-f]+)\}|([0-9a-f]{4}))/gi, (_, long: string, short: string) =>
    String.fromCodePoint(Number.parseInt(long ?? short, 16)),
  );
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.entries(value).flat().flatMap(stringsOf) : [];
}

function foundIn(file: string): string[] {
  const source = readFileSync(join(packageRoot(), file), 'utf8');
  // AssemblyScript is no TypeScript to a parser: it is read whole.
  const texts = file.includes('/assembly/') ? [decoded(source)] : textsOf[extname(file)]!(source);
  return texts.filter((text) => japanese.test(text)).map((text) => `${file}: ${text.trim().slice(0, 80)}`);
}

test('no literal of the program, no model and no schema holds Japanese', () => {
  const own = files.filter((file) => placeOf(file) === undefined);
  expect(own.length).toBeGreaterThan(500);
  expect(own.flatMap(foundIn)).toEqual([]);
}, 60_000);

test.each(Object.entries(places))('%s still holds some: %s', (place) => {
  expect(files.some((file) => placeOf(file) === place && foundIn(file).length > 0)).toBe(true);
});

describe('what hides is found', () => {
  test.each([
    ['.ts', "const a = 'plain 件';"],
    ['.ts', "const a = '\\u4ef6';"],
    ['.ts', "const a = '\\u{4ef6}';"],
    ['.ts', 'const a = `件`;'],
    ['.ts', 'const a = `\\u4ef6`;'],
    ['.ts', 'const a = { 件: 1 };'],
    ['.ts', 'const a = /^\\u4ef6$/;'],
    ['.ts', "const a = names.join('、');"],
    ['.ts', "const a = '**/*.ts'; const b = '件'; /* */"],
    ['.sql', "select '件' as unit"],
    ['.yaml', 'unit: "\\u4ef6"'],
    ['.yaml', '件: 1'],
    ['.json', '{ "unit": "\\u4ef6" }'],
    ['.json', '[{ "\\u4ef6": 1 }]'],
  ])('%s: %s', (extension, source) => {
    expect(textsOf[extension]!(source).some((text) => japanese.test(text))).toBe(true);
  });

  test.each([
    ['.ts', "/** 件 */ const a = ''; // 件"],
    ['.ts', "const a = '－ → …';"],
    ['.sql', 'select 1 -- 件'],
  ])('and comments are no literals: %s %s', (extension, source) => {
    expect(textsOf[extension]!(source).filter((text) => japanese.test(text))).toEqual([]);
  });
});
