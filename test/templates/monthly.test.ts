import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { localText } from '../../pipelines/contract/languages.ts';
import { listed } from '../../pipelines/report/Listed.ts';
import { renderMonthly } from '../../templates/monthly.ts';
import { createDocument } from '../../templates/parts/document.ts';
import en from '../../templates/words/en/report.ts';
import ja from '../../templates/words/ja/report.ts';
import { emptyReport, sampleReport } from '../support/sampleReport.ts';
import { outside, overlaps, tooSmall } from './layout.ts';
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
      `2. ${words.pages.promises.title}`,
      `3. ${words.pages.services.title}`,
      `4. ${words.pages.misses.title}`,
      `5. ${words.pages.incidents.title}`,
      `6. ${words.pages.practices.title}`,
      `A. ${words.appendix.glossary}`,
      `B. ${words.appendix.exclusions}`,
      `C. ${words.pages.lists.title}`,
      `D. ${words.appendix.evidence}`,
    ]);
  });

  test('has its summary on one page, the second', () => {
    expect(pdf.pages[1]).toContain(words.summary.title);
    expect(pdf.pages[1]).toContain(words.pages.summary.decision);
    expect(pdf.pages[1]).toContain(words.pages.summary.risks);
    expect(pdf.pages[2]).toContain(words.pages.promises.title);
  });

  test('leads from the summary to the details', () => {
    const fromSummary = pdf.links.filter(({ page }) => page === 1).map(({ to }) => to);
    expect(fromSummary.length).toBeGreaterThanOrEqual(6);
    expect(fromSummary.filter((to) => to <= 1)).toEqual([]);
  });

  test('is tagged: one first-level heading a section, header cells, figures with their words', () => {
    expect(elements(pdf.structure, 'H1')).toHaveLength(11);
    expect(elements(pdf.structure, 'TH').length).toBeGreaterThan(100);
    const figures = elements(pdf.structure, 'Figure');
    expect(figures.length).toBeGreaterThanOrEqual(6);
    expect(figures.filter(({ alt }) => !alt)).toEqual([]);
  });

  test('prints no text outside the text block, and none over another', () => {
    expect(outside(pdf)).toEqual([]);
    expect(tooSmall(pdf)).toEqual([]);
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
  doc.mark('P', () => doc.line('稼働率', 60, 100, { size: 9 }));
  doc.mark('P', () => doc.line('停止', 70, 103, { size: 9 }));
  doc.mark('P', () => doc.line('欄外', 30, 200, { size: 9 }));
  const pdf = await readPdf(await doc.finish());
  expect(overlaps(pdf)).toHaveLength(1);
  expect(outside(pdf)).toHaveLength(1);
});

test.each([
  { missed: 10, blocks: 10, edge: 'ten services: a block each' },
  { missed: 11, blocks: 0, edge: 'one more: one list' },
])('availability misses, $edge', async ({ missed, blocks }) => {
  const report = sampleReport();
  const [first] = report.availability.services;
  const miss = (index: number) => ({
    ...{ serviceId: `miss-${index}`, name: first!.name, siteName: first!.siteName, percent: '99.500' },
    ...{ targetPercent: '99.9', lostSeconds: 7200, budgetSeconds: 2664, overSeconds: 4536, outages: 1 },
    ...{ longestOutageSeconds: 7200, ticketIds: [] },
    commentary: {
      ...{ detected: null, affected: null, cause: null, immediate: null },
      ...{ lasting: null, owner: null, due: null, status: null },
    },
  });
  const text = (await rendered({ ...report, availabilityMisses: Array.from({ length: missed }, (_, i) => miss(i)) }))
    .pages;
  expect(text.join('').split(ja.pages.misses.nothingWritten)).toHaveLength(blocks + 3);
});

test('a summary of long words stays on one page: names of 40 characters, five decisions, three long misses', async () => {
  const report = sampleReport({ breaches: 9 });
  const long = localText({ ja: '業務システム連携基盤サービス'.repeat(20), en: 'x'.repeat(400) });
  const decision = { title: long, cost: long, effect: long, due: '2026-11-13' };
  const events = [...report.summary.events.shown].map((event) => ({
    ...event,
    commentary: { ...event.commentary, cause: long, lasting: long, affected: long },
  }));
  const risk = {
    kind: 'budget-nearly-used',
    name: localText({ ja: '基幹'.repeat(20), en: 'x' }),
    leftSeconds: 1,
  } as const;
  const summary = {
    ...report.summary,
    decisions: Array.from({ length: 5 }, () => decision),
    events: listed(events),
    risks: Array.from({ length: 5 }, () => ({ ...risk, budgetSeconds: 9, anchor: null })),
    comment: long,
  };
  const pdf = await rendered({ ...report, summary });
  expect(pdf.pages[1]).toContain(ja.pages.summary.risks);
  expect(pdf.pages[2]).toContain(ja.pages.promises.title);
  expect(pdf.pages[2]).toContain(ja.pages.summary.comment);
  expect(pdf.pages.slice(1, 4).join('').split(ja.pages.summary.boxes.slice(0, 4))).toHaveLength(6);
  expect(overlaps(pdf)).toEqual([]);
});

test('a month without anything names what does not apply in one line a section, and takes few pages', async () => {
  const pdf = await rendered(emptyReport());
  expect(pdf.pages.join('').match(/次の項目は該当ありません/g)).toHaveLength(3);
  expect(pdf.pages.length).toBeLessThan(8);
  expect(pdf.pages.join('')).toContain(ja.breaches.none);
  expect(overlaps(pdf)).toEqual([]);
});

test.each([
  { breaches: 20, blocks: 20, lists: 0, edge: 'twenty: each has its clock and its words' },
  { breaches: 21, blocks: 20, lists: 1, edge: 'one more: all in a list with causes, the gravest twenty with a block' },
])('breaches, $edge', async ({ breaches, blocks, lists }) => {
  const report = { ...sampleReport({ breaches }), availabilityMisses: [] };
  const pdf = await rendered(report);
  const clocks = elements(pdf.structure, 'Figure').filter(({ alt }) => alt?.includes('の計測。'));
  expect(clocks).toHaveLength(blocks);
  expect(pdf.pages.join('').match(/暫定対応|原因・対策：未記入/g)).toHaveLength(blocks);
  expect(pdf.pages.join('').match(/期限超過のチケット\d+件のうち/g) ?? []).toHaveLength(lists);
  const text = pdf.pages.join('');
  expect([...report.breaches.shown].filter(({ ticketId }) => !text.includes(ticketId))).toEqual([]);
  const apart = pdf.structure.map((page) => {
    const clocksHere = elements([page], 'Figure').filter(({ alt }) => alt?.includes('の計測。')).length;
    return clocksHere - (pdf.pages[pdf.structure.indexOf(page)]?.match(/暫定対応|原因・対策：未記入/g)?.length ?? 0);
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
  expect(text).toContain('当月に確定したSLA未達は49,231件');
  expect(text).toContain(
    '全49,231件のうち、はじめの3件を示します。すべての計測は data/ の measures に収録しています。',
  );
  expect(text).toContain('全812件のうち、残り時間の短い6件を示します。');
  expect(text).toContain('全700件のうち500件を示します。');
});

test('four hundred services: the body shows the worst and says so, the appendix leaves out none', async () => {
  const report = sampleReport({ services: 400 });
  const pdf = await rendered(report);
  const text = pdf.pages.join('');
  expect(text).toContain(ja.pages.services.limited('30', '400'));
  const rows = elements(pdf.structure, 'TR').length;
  expect(rows).toBeGreaterThan(400);
  expect(outside(pdf)).toEqual([]);
  expect(overlaps(pdf)).toEqual([]);
});

test.each([
  { months: 2, drawn: 0, edge: 'two months are no trend' },
  { months: 3, drawn: 1, edge: 'three are' },
])('trends: $edge', async ({ months, drawn }) => {
  const pdf = await rendered(sampleReport({ months }));
  expect(pdf.pages.join('').split(ja.incidents.volumes)).toHaveLength(drawn + 1);
});

test('evidence: the hash of the manifest inside, which names every file; no page of hashes', async () => {
  const report = sampleReport();
  const sources = Array.from({ length: 150 }, (_, index) => ({
    file: `exports/file-${String(index).padStart(3, '0')}.csv`,
    sha256: index.toString(16).padStart(64, '0'),
    rows: 1,
    rejected: 0,
    table: 'tickets',
  }));
  const manifest = JSON.stringify({ sources });
  const model = { ...report, appendix: { ...report.appendix, sources } };
  const text = (await readPdf((await renderMonthly(model, { 'manifest.json': manifest })).pdf)).pages.join('');
  expect(text).toContain('元データ150ファイル');
  expect(text.replaceAll('\n', '')).toContain(createHash('sha256').update(manifest).digest('hex'));
  expect(text).not.toContain('file-149.csv');
});

test('a history of three revisions of several lines stays on the cover, the summary on the second page', async () => {
  const report = sampleReport();
  const changes = (count: number) =>
    Array.from({ length: count }, (_, line) => localText({ ja: `変更${line}`, en: `change ${line}` }));
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
