/** One term for one thing: words that the trade does not use, or uses for something else, stand nowhere in what is printed. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type Language, languages } from '../../../pipelines/contract/languages.ts';

const words = path.join(import.meta.dirname, '../../../templates/words');
const golden = path.join(import.meta.dirname, '../../golden');

/** What must not be printed, and what stands in its place. */
const forbidden: { [Of in Language]?: readonly (readonly [RegExp, string])[] } = {
  ja: [
    [/可用性/, '稼働率'],
    [/違反/, '稼働率：未達、チケット：期限超過、合計：SLA未達'],
    [/約束/, '目標、契約条件'],
    [/契約サービス時間|契約時間/, 'サービス提供時間'],
    [/許容残|許容停止時間|エラーバジェット/, '停止許容時間（の残り）'],
    [/監視率/, '監視データ取得率'],
    [/計画保守/, '計画停止'],
    [/所見/, '総評'],
    [/要点/, 'トピックス'],
    [/審査/, '確認'],
    [/暫定対策/, '暫定対応'],
    [/問題記録/, '問題レコード'],
    [/数えます|数えません|数える/, '算入、計上、起算、集計'],
    [/知りません|気になる/, '書き言葉'],
    [/[ぁ-んァ-ヶ一-鿿]\([^)]*[ぁ-んァ-ヶ一-鿿]/, '全角の括弧'],
    [/× 100[^\s（）。]/, '式のあとは改行'],
    [/）[ 　]+\d/, '括弧の後は空けない'],
    [/[ぁ-んァ-ヶ一-鿿]\s?\d{4}-\d{2}-\d{2}[^\dT]?[ぁ-ん一-鿿]/, '2026年10月15日'],
  ],
  en: [
    [/points of the/i, 'Highlights'],
    [/asked of you/i, 'Decisions required'],
    [/lasting (action|countermeasure)/i, 'Permanent fix'],
    [/\bin time\b/i, 'on time'],
    [/extra window/i, 'ad-hoc maintenance'],
    [/where it hurts/i, 'Problem areas'],
    [/\d×|\}×/, 'n outages'],
  ],
};

/** The language of a file of words, or of the pages of a report. */
const languageOf = (file: string) =>
  languages.find((language) => file.startsWith(language) || file.includes(`.${language}.`))!;

/** Texts of a file of words, without its comments and without the keys and types of the program. */
function textsOf(file: string): string[] {
  const source = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  return [...source.matchAll(/'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g)].map(
    ([, single, double, template]) => single ?? double ?? template ?? '',
  );
}

const wordFiles = readdirSync(words, { recursive: true, encoding: 'utf8' })
  .filter((file) => languages.some((language) => file.startsWith(`${language}/`)))
  .map((file) => ({ file, texts: textsOf(path.join(words, file)) }));

test.each(wordFiles)('$file keeps to the terms of the trade', ({ file, texts }) => {
  expect(texts.length).toBeGreaterThan(0);
  expect(found(texts, languageOf(file))).toEqual([]);
});

const pages = readdirSync(golden)
  .filter((file) => file.endsWith('.txt'))
  .map((file) => ({ file, texts: readFileSync(path.join(golden, file), 'utf8').split('\n') }));

test.each(pages)('the pages of $file do too, with what the agreement and the manager wrote', ({ file, texts }) => {
  expect(texts.length).toBeGreaterThan(0);
  expect(found(texts, languageOf(file))).toEqual([]);
});

test('a word of the engine room is found', () => {
  expect(found(['可用性は99.9%です', '達成率は8件(うち1件)です'], 'ja')).toHaveLength(2);
  expect(found(['Applied in time: 3'], 'en')).toHaveLength(1);
});

function found(texts: readonly string[], language: Language): string[] {
  return texts.flatMap((text) =>
    (forbidden[language] ?? [])
      .filter(([word]) => word.test(text))
      .map(([word, instead]) => `${text} (${word}: ${instead})`),
  );
}
