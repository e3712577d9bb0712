import { describe, expect, test } from 'vitest';
import { listed } from '../../pipelines/report/Listed.ts';
import { renderMonthly } from '../../templates/monthly.ts';
import { createDocument } from '../../templates/parts/document.ts';
import en from '../../templates/words/en.ts';
import ja from '../../templates/words/ja.ts';
import { emptyReport, sampleReport } from '../support/sampleReport.ts';
import { outside, overlaps } from './layout.ts';
import { elements, type PdfFacts, readPdf } from './readPdf.ts';

async function rendered(report: Parameters<typeof renderMonthly>[0]): Promise<PdfFacts> {
  return readPdf((await renderMonthly(report)).pdf);
}

describe.each([
  { language: 'ja' as const, words: ja },
  { language: 'en' as const, words: en },
])('the monthly report ($language)', async ({ language, words }) => {
  const pdf = await rendered(sampleReport({ language }));

  test('has its sections in the order that the reader expects', () => {
    expect(pdf.outline.map(({ title }) => title)).toEqual([
      words.month,
      `1. ${words.summary.title}`,
      `2. ${words.attainment.title}`,
      `3. ${words.availability.title}`,
      `4. ${words.incidents.title}`,
      `5. ${words.breaches.title}`,
      `6. ${words.openMeasures.title}`,
      `7. ${words.escalations.title}`,
      `8. ${words.problems.title}`,
      `9. ${words.maintenance.title}`,
      `10. ${words.operations.title}`,
      `11. ${words.improvements.title}`,
      `A. ${words.appendix.glossary}`,
      `B. ${words.appendix.exclusions}`,
      `C. ${words.appendix.quality}`,
      `D. ${words.appendix.evidence}`,
    ]);
  });

  test('has its summary on one page, the second', () => {
    expect(pdf.pages[1]).toContain(words.summary.title);
    expect(pdf.pages[1]).toContain(words.summary.decisions);
    expect(pdf.pages[2]).toContain(words.attainment.title);
  });

  test('leads from the summary to the details', () => {
    const fromSummary = pdf.links.filter(({ page }) => page === 1).map(({ to }) => to);
    expect(fromSummary.length).toBeGreaterThanOrEqual(6);
    expect(fromSummary.filter((to) => to <= 1)).toEqual([]);
  });

  test('is tagged: one first-level heading a section, header cells, figures with their words', () => {
    expect(elements(pdf.structure, 'H1')).toHaveLength(16);
    expect(elements(pdf.structure, 'TH').length).toBeGreaterThan(100);
    const figures = elements(pdf.structure, 'Figure');
    expect(figures.length).toBeGreaterThanOrEqual(9);
    expect(figures.filter(({ alt }) => !alt)).toEqual([]);
  });

  test('prints no text outside the text block, and none over another', () => {
    expect(outside(pdf)).toEqual([]);
    expect(overlaps(pdf)).toEqual([]);
  });

  test('never says undefined, null or NaN', () => {
    expect(pdf.pages.filter((page) => /undefined|null|NaN|\[object/.test(page))).toEqual([]);
  });
});

test('the test for overlaps sees one', async () => {
  const doc = createDocument({
    title: 't',
    subject: '',
    author: '',
    language: 'ja',
    documentId: 'x',
    createdAt: new Date(0),
    header: { left: '', right: '' },
    footer: '',
  });
  doc.mark('P', () => doc.line('可用性', 60, 100, { size: 9 }));
  doc.mark('P', () => doc.line('停止', 70, 103, { size: 9 }));
  doc.mark('P', () => doc.line('欄外', 30, 200, { size: 9 }));
  const pdf = await readPdf(await doc.finish());
  expect(overlaps(pdf)).toHaveLength(1);
  expect(outside(pdf)).toHaveLength(1);
});

test('a month without anything says so in a line each, and takes few pages', async () => {
  const pdf = await rendered(emptyReport());
  expect(pdf.pages.join('').match(/該当なし/g)?.length).toBeGreaterThan(10);
  expect(pdf.pages.length).toBeLessThan(10);
  expect(pdf.pages.join('')).toContain(ja.breaches.none);
  expect(overlaps(pdf)).toEqual([]);
});

test('forty breaches: each has its clock, its measures and its bookmark', async () => {
  const report = { ...sampleReport({ breaches: 40 }), availabilityMisses: [] };
  const pdf = await rendered(report);
  const clocks = elements(pdf.structure, 'Figure').filter(({ alt }) => alt?.includes('の計測。'));
  expect(clocks).toHaveLength(40);
  expect(pdf.pages.join('').match(/暫定対策/g)).toHaveLength(40);
  const text = pdf.pages.join('');
  expect([...report.breaches.shown].filter(({ ticketId }) => !text.includes(ticketId))).toEqual([]);
  const apart = pdf.structure.map((page) => {
    const clocksHere = elements([page], 'Figure').filter(({ alt }) => alt?.includes('の計測。')).length;
    return clocksHere - (pdf.pages[pdf.structure.indexOf(page)]?.match(/暫定対策/g)?.length ?? 0);
  });
  expect(apart.filter((difference) => difference !== 0)).toEqual([]);
  expect(outside(pdf)).toEqual([]);
  expect(overlaps(pdf)).toEqual([]);
});

test('more breaches, open measures and incidents than are printed: the report says how many, and where the others are', async () => {
  const sample = sampleReport({ breaches: 3 });
  const [first] = sample.incidents.major.shown;
  const major = Array.from({ length: 700 }, (_, index) => ({
    ...first!,
    ticketId: `INC-${index}`,
  }));
  const report = {
    ...sample,
    breaches: listed([...sample.breaches.shown], 49_231),
    openMeasures: listed([...sample.openMeasures.shown], 812),
    incidents: { ...sample.incidents, major: listed(major) },
  };
  const text = (await rendered(report)).pages.join('');
  expect(text).toContain('当月に確定したSLA違反は49,231件');
  expect(text).toContain(
    '全49,231件のうち、はじめの3件を示します。すべての計測は data/ の measures に収録しています。',
  );
  expect(text).toContain('全812件のうち、はじめの6件を示します。');
  expect(text).toContain('全700件のうち500件を示します。');
});

test('four hundred services: the chart says what it leaves out, the table leaves out none', async () => {
  const report = sampleReport({ services: 400 });
  const pdf = await rendered(report);
  const text = pdf.pages.join('');
  expect(text).toContain(ja.availability.limited('26', '400'));
  const rows = elements(pdf.structure, 'TR').length;
  expect(rows).toBeGreaterThan(400);
  expect(outside(pdf)).toEqual([]);
  expect(overlaps(pdf)).toEqual([]);
});

test('one month of data draws a trend of one month', async () => {
  const pdf = await rendered(sampleReport({ months: 1 }));
  expect(pdf.pages.join('')).toContain(ja.attainment.trend);
});

test('a hundred and fifty files: the newest hundred are listed, manifest.json is named for the rest', async () => {
  const report = sampleReport();
  const sources = Array.from({ length: 150 }, (_, index) => ({
    file: `exports/file-${String(index).padStart(3, '0')}.csv`,
    sha256: index.toString(16).padStart(64, '0'),
    rows: 1,
    rejected: 0,
    table: 'tickets',
  }));
  const text = (await rendered({ ...report, appendix: { ...report.appendix, sources } })).pages.join('');
  expect(text).toContain('manifest.json');
  expect(text).toContain('file-149.csv');
  expect(text).toContain('file-050.csv');
  expect(text).not.toContain('file-049.csv');
  expect(text).toContain((149).toString(16).padStart(64, '0'));
});

test('a history of three revisions of several lines stays on the cover, the summary on the second page', async () => {
  const report = sampleReport();
  const changes = (count: number) =>
    Array.from({ length: count }, (_, line) => ({ ja: `変更${line}`, en: `change ${line}` }));
  const revisions = [1, 3, 9].map((count, index) => ({
    version: `1.${index}`,
    issuedAt: report.document.issuedAt,
    changes: changes(count),
  }));
  const { pages } = await rendered({ ...report, document: { ...report.document, revisions } });
  expect(pages[0]).toContain(ja.cover.moreChanges('6', '9'));
  expect(pages[1]).toContain(ja.summary.title);
});

test.each([
  { name: 'a known state is translated', status: 'in_progress', printed: '対応中' },
  { name: 'whatever its spelling', status: 'Root Cause Known', printed: '原因特定済み' },
  { name: 'an unknown one is printed as exported', status: 'Awaiting CAB', printed: 'Awaiting CAB' },
])('states: $name', async ({ status, printed }) => {
  const report = sampleReport();
  const [row] = report.problems.rows;
  if (!row) throw new Error('The sample has no problem.');
  const problems = { ...report.problems, rows: [{ ...row, status }] };
  expect((await rendered({ ...report, problems })).pages.join('')).toContain(printed);
});

test('a period that still runs says so on the cover and in the summary', async () => {
  const report = sampleReport();
  const pdf = await rendered({
    ...report,
    period: { ...report.period, isRunning: true, asOf: report.period.asOf - 86_400 },
    document: { ...report.document, state: 'interim', version: null },
  });
  expect(pdf.pages[0]).toContain('途中経過');
  expect(pdf.pages[1]).toContain('途中経過');
});

test('the same model gives the same bytes, and what has no glyph is counted', async () => {
  const [first, second] = await Promise.all([renderMonthly(sampleReport()), renderMonthly(sampleReport())]);
  expect(Buffer.compare(first.pdf, second.pdf)).toBe(0);
  expect(first.missingGlyphs.map(({ character }) => character)).toEqual(['😀']);
});
