import { expect, test } from 'vitest';
import { createDocument } from '../../../templates/parts/document.ts';
import { internals } from '../../../templates/parts/pdfkit.ts';
import { readPdf } from '../readPdf.ts';

const options = {
  title: 't',
  subject: '',
  author: '',
  language: 'ja' as const,
  documentId: 'x',
  createdAt: new Date(0),
  header: { left: '', right: '' },
  footer: '',
};

test.each([
  { name: 'Japanese is set at full width', text: '稼働率は達成', ems: 6 },
  { name: 'kana are not drawn together', text: 'サーバー', ems: 4 },
  { name: 'full-width signs keep their width', text: '（東京）', ems: 4 },
])('$name', ({ text, ems }) => {
  expect(createDocument(options).widthOf(text, { size: 10 })).toBeCloseTo(ems * 10, 6);
});

test.each([
  { name: 'a Latin word keeps its kerning', text: 'AVAILABILITY' },
  { name: 'figures are all as wide', text: '2026-10-31 15:00' },
  { name: 'accents', text: 'Café' },
])('$name: as wide as the font shapes it', ({ text }) => {
  const { fonts, pdf } = createDocument(options);
  const { font, measure } = fonts.font('noto-regular');
  expect(measure(text)).toBeCloseTo(font.layoutRun(text).advanceWidth, 6);
  expect(internals(pdf)._font).toBeDefined();
});

test('what is set quickly reads back as it was written', async () => {
  const doc = createDocument(options);
  const lines = ['SAP S/4HANA（東京）99.932%', '髙島 修一・宮﨑 恵', 'INC-2026-001745', 'AVAILABILITY To Wave'];
  doc.mark('P', () => {
    for (const [index, line] of lines.entries()) doc.line(line, 60, 100 + index * 20, { size: 9 });
  });
  const [page = ''] = (await readPdf(await doc.finish())).pages;
  for (const line of lines) expect(page.replaceAll('\n', '')).toContain(line);
});
