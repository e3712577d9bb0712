import { expect, test } from 'vitest';
import { volumeChart } from '../../../templates/charts/volumes.ts';
import { drawChart } from '../../../templates/parts/chart.ts';
import { createDocument, type DocumentOptions, type ReportDocument } from '../../../templates/parts/document.ts';
import { heading } from '../../../templates/parts/heading.ts';
import { bullets, paragraph } from '../../../templates/parts/paragraph.ts';
import { table } from '../../../templates/parts/table.ts';
import { elements, readPdf } from '../readPdf.ts';

const options: DocumentOptions = {
  title: '月次報告 A&B商事 <10月>',
  subject: '2026-10 "稼働率"',
  author: "O'Brien & Co.",
  language: 'ja',
  documentId: 'SLR-ACME-2026-10 1.0',
  createdAt: new Date(Date.UTC(2026, 9, 31, 15)),
  header: { left: '月次報告', right: 'A&B商事 様' },
  footer: '社外秘',
};

async function drawn(draw: (doc: ReportDocument) => void, changes: Partial<DocumentOptions> = {}) {
  const doc = createDocument({ ...options, ...changes });
  draw(doc);
  return readPdf(await doc.finish());
}

test('title, language, bookmarks, labels and page numbers', async () => {
  const pdf = await drawn((doc) => {
    doc.newPage();
    heading(doc, 1, '稼働率', { destination: 'availability' });
    heading(doc, 2, 'サービス別');
    paragraph(doc, '本文です。');
    doc.newPage();
    heading(doc, 1, 'インシデント');
    paragraph(doc, '本文です。');
  });
  expect(pdf.info).toMatchObject({ Title: options.title, Author: options.author, PDFFormatVersion: '1.7' });
  expect(pdf.metadataTitle).toBe(options.title);
  expect(pdf.language).toBe('ja-JP');
  expect(pdf.labels).toEqual(['1', '2', '3']);
  expect(pdf.outline.map(({ title }) => title)).toEqual(['1. 稼働率', '2. インシデント']);
  expect(pdf.outline[0]?.items.map(({ title }) => title)).toEqual(['1.1 サービス別']);
  expect(pdf.pages[0]).not.toContain('1 / 3');
  expect(pdf.pages[1]).toContain('2 / 3');
  expect(pdf.pages[2]).toContain('A&B商事 様');
});

test('one Document element holds headings, paragraphs, lists and tables with header cells', async () => {
  const pdf = await drawn((doc) => {
    doc.tag('Sect', () => {
      heading(doc, 1, '見出し');
      paragraph(doc, '本文。');
      bullets(doc, [{ text: '一つ目' }, { text: '二つ目' }]);
      table(doc, {
        columns: [
          { head: 'サービス', width: { grow: 1 }, rowHead: true },
          { head: '稼働率', width: 'fit', align: 'right' },
        ],
        rows: [{ cells: ['東京'], kind: 'group' }, { cells: ['SAP', '99.932%'] }],
      });
    });
  });
  const [root] = pdf.structure;
  expect(root?.children.map(({ role }) => role)).toEqual(['Document']);
  const count = (role: string) => elements(pdf.structure, role).length;
  expect({
    H1: count('H1'),
    P: count('P'),
    LI: count('LI'),
    TR: count('TR'),
    TH: count('TH'),
    TD: count('TD'),
  }).toEqual({
    H1: 1,
    P: 1,
    LI: 2,
    TR: 3,
    TH: 4,
    TD: 1,
  });
});

test('a table repeats its header on every page and keeps its rows whole', async () => {
  const rows = Array.from({ length: 120 }, (_, index) => ({
    cells: [`INC-${1000 + index}`, `第一行\n第二行 ${index}`],
  }));
  const pdf = await drawn((doc) => {
    table(doc, {
      columns: [
        { head: 'チケット', width: 'fit' },
        { head: '内容', width: { grow: 1 } },
      ],
      rows,
    });
  });
  expect(pdf.pages.length).toBeGreaterThan(3);
  for (const page of pdf.pages) {
    expect(page).toContain('チケット');
    expect(page.match(/INC-\d+/g)?.length).toBe(page.match(/第二行/g)?.length);
  }
  expect(elements(pdf.structure.slice(1), 'TH')).toEqual([]);
});

test('a row higher than a page runs on without losing a line', async () => {
  const lines = Array.from({ length: 150 }, (_, index) => `行${index}。`);
  const pdf = await drawn((doc) => {
    paragraph(doc, '前文。');
    table(doc, { columns: [{ head: '内容', width: { grow: 1 } }], rows: [{ cells: [lines.join('\n')] }] });
  });
  const text = pdf.pages.join('');
  expect(lines.filter((line) => !text.includes(line))).toEqual([]);
  expect(pdf.pages.length).toBeGreaterThanOrEqual(3);
});

test('a heading goes to the next page with what it heads', async () => {
  const pdf = await drawn((doc) => {
    for (let index = 0; doc.spaceLeft > 60; index++) paragraph(doc, `段落${index}`);
    heading(doc, 2, '孤立しない見出し');
    paragraph(doc, '一行目\n二行目\n三行目');
  });
  expect(pdf.pages[0]).not.toContain('孤立しない見出し');
  expect(pdf.pages[1]).toContain('孤立しない見出し');
});

test('links lead to the page of their place', async () => {
  const pdf = await drawn((doc) => {
    const columns = [{ head: 'サービス', width: { grow: 1 } }] as const;
    table(doc, { columns, rows: [{ cells: [{ text: '詳細へ', link: 'service:髙﨑' }] }] });
    doc.newPage();
    doc.newPage();
    heading(doc, 1, '詳細', { destination: 'service:髙﨑' });
    paragraph(doc, '本文');
  });
  expect(pdf.links).toEqual([{ page: 0, to: 2 }]);
  expect(elements(pdf.structure, 'Link')).toHaveLength(1);
});

test('a link to nowhere is a mistake', async () => {
  const doc = createDocument(options);
  doc.link('nowhere', { x: 0, y: 0, width: 1, height: 1 }, 'x', () => doc.line('x', 0, 10, { size: 8 }));
  await expect(doc.finish()).rejects.toThrow('nowhere');
});

test('hostile text is printed without harm, and what has no glyph is counted', async () => {
  const doc = createDocument(options);
  paragraph(doc, 'A&B <b>\u202egpj.exe\u202c 😀 ゼロ\u200b幅 𠮷髙﨑 (\\) 💥😀');
  const bytes = await doc.finish();
  const pdf = await readPdf(bytes);
  expect(pdf.pages[0]).toContain('A&B <b>gpj.exe 〓 ゼロ幅 𠮷髙﨑 (\\) 〓〓');
  expect(doc.missingGlyphs()).toEqual([
    { character: '😀', codePoint: 'U+1F600', times: 2 },
    { character: '💥', codePoint: 'U+1F4A5', times: 1 },
  ]);
});

test('another report has another file identifier', async () => {
  const draw = (doc: ReportDocument) => paragraph(doc, '同じ内容。');
  const [first, other] = await Promise.all([drawn(draw), drawn(draw, { documentId: 'SLR-ACME-2026-10 1.1' })]);
  expect(first.fingerprint).not.toBe(other.fingerprint);
});

test('the same report has the same bytes, wherever it is drawn', async () => {
  const render = async (zone: string) => {
    process.env['TZ'] = zone;
    const doc = createDocument(options);
    heading(doc, 1, '稼働率', { destination: 'ä' });
    doc.destination('Z');
    doc.destination('a');
    table(doc, { columns: [{ head: '日', width: 'fit' }], rows: [{ cells: [{ text: '1', link: 'a' }] }] });
    drawChart(doc, volumeChart({ months: [['10月']], stacks: [{ label: '高', counts: [3] }], words: { axis: '件' } }), {
      height: 100,
      alt: '件数',
    });
    return Buffer.from(await doc.finish()).toString('latin1');
  };
  const before = process.env['TZ'];
  try {
    const tokyo = await render('Asia/Tokyo');
    expect(await render('UTC')).toBe(tokyo);
    expect(await render('America/New_York')).toBe(tokyo);
  } finally {
    process.env['TZ'] = before ?? '';
  }
});

test('1,200 rows take about a second', async () => {
  const rows = Array.from({ length: 1200 }, (_, index) => ({
    cells: [
      `INC-${100000 + index}`,
      '基幹業務システムの応答遅延',
      `10/14 09:${String(index % 60).padStart(2, '0')}`,
      String(index),
    ],
  }));
  const columns = ['チケット', '件名', '発生', '分'].map((head) => ({ head, width: 'fit' as const }));
  const before = process.cpuUsage();
  const doc = createDocument(options);
  table(doc, { columns, rows });
  await doc.finish();
  // Three times what it takes on a quiet machine: parsing a font per row, the mistake to be caught, takes a minute. The
  // processor's time counts, not the clock's: others may be at work on the machine.
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(4000);
});
