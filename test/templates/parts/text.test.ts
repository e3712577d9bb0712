import { expect, test } from 'vitest';
import { cleanText } from '../../../templates/parts/cleanText.ts';
import { createDocument } from '../../../templates/parts/document.ts';
import type { FontBook } from '../../../templates/parts/fonts.ts';
import { breakOffsets, truncateText, wrapText } from '../../../templates/parts/text.ts';

test.each([
  { name: 'plain text stays', text: '基幹システム SAP S/4HANA', clean: '基幹システム SAP S/4HANA' },
  { name: 'variant ideographs stay', text: '髙﨑𠮷神', clean: '髙﨑𠮷神' },
  { name: 'half-width kana stay', text: 'ｶﾀｶﾅ', clean: 'ｶﾀｶﾅ' },
  { name: 'Kangxi radicals become ideographs', text: '⼈⼒⽇', clean: '人力日' },
  { name: 'a voicing mark typed apart is composed', text: 'か\u3099は\u309a', clean: 'がぱ' },
  { name: 'an accent typed apart is composed', text: 'cafe\u0301', clean: 'café' },
  { name: 'a tab becomes a space', text: 'a\tb', clean: 'a b' },
  { name: 'a no-break space becomes a space', text: 'a\u00a0b', clean: 'a b' },
  { name: 'line ends become line feeds', text: 'a\r\nb\rc\u2028d', clean: 'a\nb\nc\nd' },
  { name: 'a byte order mark is dropped', text: '\ufeffINC-1', clean: 'INC-1' },
  { name: 'zero-width characters are dropped', text: 'a\u200bb\u200dc\u2060d', clean: 'abcd' },
  { name: 'direction overrides are dropped', text: 'a\u202egpj.exe\u2069', clean: 'agpj.exe' },
  { name: 'controls are dropped', text: 'a\u0000\u0007\u001b[31mb\u007f\u009f', clean: 'a[31mb' },
  { name: 'variation selectors are dropped', text: '葛\u{e0100}☎\ufe0f', clean: '葛☎' },
  { name: 'soft hyphens are dropped', text: 'co\u00adop', clean: 'coop' },
  { name: 'a lone surrogate becomes a replacement character', text: 'a\ud83db', clean: 'a\ufffdb' },
])('cleaning: $name', ({ text, clean }) => {
  expect(cleanText(text)).toBe(clean);
  expect(cleanText(cleanText(text))).toBe(clean);
});

test.each([
  { name: 'no line begins with 。', text: '終了。開始', never: [2] },
  { name: 'no line begins with a small kana', text: 'キャッシュ', never: [1, 2, 4] },
  { name: 'no line begins with ー', text: 'サーバー', never: [1, 3] },
  { name: 'no line ends with 「', text: 'は「稼働率', never: [2] },
  { name: 'no line begins with ～', text: '月～金', never: [1] },
  { name: 'no line begins with 〜', text: '月〜金', never: [1] },
  { name: 'no line begins with ―', text: '停止―復旧', never: [2] },
  { name: 'no line ends with ＃', text: '票＃12', never: [2] },
  { name: 'a number keeps its unit', text: '計99分', never: [2, 3] },
  { name: 'a number keeps its percent sign', text: '率99.9%', never: [2, 3, 4, 5] },
  { name: 'か月 stays with its number', text: '約3か月', never: [2] },
])('line breaking: $name', ({ text, never }) => {
  const offsets = breakOffsets(text);
  expect(offsets.filter((offset) => never.includes(offset))).toEqual([]);
  expect(offsets.at(-1)).toBe(text.length);
});

test('line breaking leaves room to break between ideographs and after spaces', () => {
  expect(breakOffsets('稼働率は the target')).toEqual([1, 2, 3, 5, 9, 15]);
});

const fonts = createDocument({
  title: 't',
  subject: '',
  author: '',
  language: 'ja',
  documentId: 'x',
  createdAt: new Date(0),
  header: { left: '', right: '' },
  footer: '',
}).fonts;

test.each([
  { name: 'a short text is one line', text: '稼働率', width: 100, lines: ['稼働率'] },
  { name: 'an empty text is one empty line', text: '', width: 100, lines: [''] },
  {
    name: 'ten ideographs of 10 points at 50',
    text: '一二三四五六七八九十',
    width: 50,
    lines: ['一二三四五', '六七八九十'],
  },
  { name: 'line feeds break', text: '一\n\n二', width: 50, lines: ['一', '', '二'] },
  { name: '。 is carried with the word before it', text: '一二三四五。', width: 50, lines: ['一二三四', '五。'] },
  { name: 'a word wider than the line is cut', text: 'WWWWWWWWWW', width: 50, lines: ['WWWWW', 'WWWWW'] },
])('wrapping: $name', ({ text, width, lines }) => {
  expect(wrapText(fonts, text, 'regular', 10, width)).toEqual(lines);
});

test('no wrapped line is wider than asked, whatever the text', () => {
  const text =
    'SAP S/4HANA（東京）の応答遅延：原因は https://example.co.jp/a/very/long/path/without/any/space/at/all.html の設定漏れ～99分間停止。';
  for (const width of [30, 47.5, 88, 160]) {
    const lines = wrapText(fonts, text, 'regular', 8, width);
    expect(lines.filter((line) => fonts.width(line, 'regular', 8) > width)).toEqual([]);
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
  }
});

test('truncation says that it cut', () => {
  expect(truncateText(fonts, '一二三四五六', 'regular', 10, 40)).toBe('一二三…');
  expect(truncateText(fonts, '一二三', 'regular', 10, 40)).toBe('一二三');
});

test('a text of any length is cut by a few measurements', () => {
  let measured = 0;
  const counting = {
    width: (text: string) => {
      measured += 1;
      return 10 * [...text].length;
    },
  };
  const long = '一'.repeat(100_000);
  expect(truncateText(counting as unknown as FontBook, long, 'regular', 10, 40)).toBe('一一一…');
  expect(measured).toBeLessThan(20);
});
