import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../pipelines/packageRoot.ts';
import type { ReviewModel } from '../../pipelines/report/review/ReviewModel.ts';
import { readReview } from '../../pipelines/report/review/readReview.ts';
import { reviewTables } from '../../pipelines/report/review/reviewTables.ts';
import { prepareRun, type Run } from '../../pipelines/run/prepareRun.ts';
import { pageSheets } from '../../templates/pageSheets.ts';
import { renderQuarterly } from '../../templates/quarterly.ts';
import { renderQuarterlyPictures } from '../../templates/quarterlyPictures.ts';
import { quarterlySlides, renderQuarterlySlides } from '../../templates/quarterlySlides.ts';
import { usedHeat } from '../../templates/theme.ts';
import { voiceOf } from '../../templates/voice.ts';
import en from '../../templates/words/en/report.ts';
import reviewEn, { quarter as quarterEn } from '../../templates/words/en/review.ts';
import ja from '../../templates/words/ja/report.ts';
import reviewJa, { quarter as quarterJa } from '../../templates/words/ja/review.ts';
import { propose } from '../../templates/words/ProposalWords.ts';
import { outside, overlaps, tooSmall } from './layout.ts';
import { PdfObjects } from './pdfObjects.ts';
import { elements, type PdfFacts, readPdf } from './readPdf.ts';

// The third quarter of the sample, as its own terminal would write it.
const workspace = mkdtempSync(join(tmpdir(), 'sla-review-'));
let run: Run;
const reports: Record<string, { model: ReviewModel; pdf: Uint8Array; facts: PdfFacts }> = {};

beforeAll(async () => {
  for (const entry of ['contract.yaml', 'sources.yaml', 'exclusions.yaml', 'calendars', 'commentary', 'exports'])
    cpSync(join(packageRoot(), 'fixtures/sample', entry), join(workspace, entry), { recursive: true });
  run = await prepareRun({ workspace, period: '2026-Q3', asOf: null, now: Date.UTC(2026, 10, 15) / 1000 });
  for (const language of ['ja', 'en'] as const) {
    const issue = {
      state: 'issued',
      version: '1.0',
      issuedAt: run.periods.asOf,
      issuedBy: null,
      revisions: [],
    } as const;
    const model = await readReview(run, issue, language);
    const { pdf } = await renderQuarterly(model);
    reports[language] = { model, pdf, facts: await readPdf(pdf) };
  }
});

afterAll(() => {
  run?.warehouse.close();
  rmSync(workspace, { recursive: true, force: true });
});

describe.each([
  { language: 'ja', words: { ...ja, ...quarterJa }, review: reviewJa },
  { language: 'en', words: { ...en, ...quarterEn }, review: reviewEn },
])('the review of the sample ($language)', ({ language, words, review }) => {
  const of = () => reports[language]!;

  test('has its sections in the order that the reader expects', () => {
    const own = language === 'ja' ? ja : en;
    expect(of().facts.outline.map(({ title }) => title)).toEqual([
      words.month,
      `1. ${own.summary.title}`,
      `2. ${review.kpis.title}`,
      `3. ${review.trend.title}`,
      `4. ${own.availability.title}`,
      `5. ${own.pages.promises.title}`,
      `6. ${review.pain.title}`,
      `7. ${own.breaches.title}`,
      `8. ${review.followUp.title}`,
      `9. ${own.improvements.title}`,
      `10. ${own.pages.practices.title}`,
      `A. ${own.appendix.glossary}`,
      `B. ${own.appendix.exclusions}`,
      `C. ${own.pages.incidents.title}`,
      `D. ${own.pages.lists.title}`,
      `E. ${own.appendix.evidence}`,
    ]);
  });

  test('shades each month by its budget, and lists the worst service first', () => {
    const { model, pdf, facts } = of();
    const { services } = model.review;
    const objects = new PdfObjects(pdf);
    const drawn = objects
      .ofType('Page')
      .map((page) => objects.stream(page['Contents']).toString('latin1'))
      .join('\n');
    const shaded = (tint: string) => {
      const [red, green, blue] = tint.match(/[0-9A-F]{2}/g)!.map((part) => Number.parseInt(part, 16) / 255);
      return drawn.split(`${red} ${green} ${blue} scn`).length - 1;
    };
    const used = services.flatMap(({ monthMet, monthUsedPercents }) =>
      monthMet.map((isMet, index) => (isMet === false ? 101 : Number(monthUsedPercents[index] ?? 0))),
    );
    const inHalf = used.filter((share) => share >= 50 && share < 75).length;
    const inMost = used.filter((share) => share >= 75 && share < 101).length;
    const over = used.filter((share) => share === 101).length;
    expect(usedHeat.map(shaded)).toEqual([inHalf, inMost, over]);
    // July's ERP; in August what the typhoon took: backup, Linux, Windows, firewall, both routers.
    expect([inHalf, over]).toEqual([1, 7]);

    const page = facts.pages.find((text) => text.includes(review.trend.budgetUsed) && text.includes('312.713%'))!;
    const places = ['312.713%', '254.333%', '218.651%', '103.697%', '52.814%'].map((share) => page.indexOf(share));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test('asks for decisions first, and keeps its summary on one page', () => {
    const page = of().facts.pages[1]!;
    const own = language === 'ja' ? ja : en;
    const places = [own.pages.summary.decision, own.summary.overall, words.summary.points, own.summary.comment].map(
      (text) => page.indexOf(text),
    );
    expect(places.every((place, index) => place > (places[index - 1] ?? 0))).toBe(true);
    expect(of().facts.pages[2]).toContain(review.kpis.title);
  });

  test('prints every KPI with its target on one page, and the rules below', () => {
    const page = of().facts.pages[2]!;
    for (const name of Object.values(review.kpis.names)) expect(page).toContain(name);
    expect(page).toContain('99.913%');
    expect(page.replaceAll('\n', '')).toContain(review.kpis.rule.slice(-20));
  });

  test('prints how narrowly promises were kept: the quarter beside the one before', () => {
    const { margins } = of().model.review;
    expect(margins.quarters.map(({ periodId, kept }) => [periodId, kept])).toEqual([
      ['2026-Q2', 636],
      ['2026-Q3', 829],
    ]);
    expect(margins.months).toHaveLength(6);
    expect(margins.promises.map(({ severity, measure }) => `${severity} ${measure}`)).toEqual(
      ['critical', 'high', 'medium'].flatMap((severity) => [
        `${severity} respond`,
        `${severity} ${severity === 'medium' ? 'resolve' : 'restore'}`,
      ]),
    );
    const page = of().facts.pages.find((text) => text.includes(review.trend.promises))!;
    for (const { medianPercent, worstTenthPercent, previous } of margins.promises)
      for (const each of [medianPercent, previous!.medianPercent, worstTenthPercent, previous!.worstTenthPercent])
        expect(page).toContain(`${each}%`);
  });

  test('prints no text outside the text block, and none over another', () => {
    expect(outside(of().facts)).toEqual([]);
    expect(tooSmall(of().facts)).toEqual([]);
    expect(overlaps(of().facts)).toEqual([]);
  });

  test('speaks of the quarter, never of the month before', () => {
    const text = of().facts.pages.slice(0, 28).join('');
    expect(text.match(/前月|当月|翌月|previous month|this month/g) ?? []).toEqual([]);
    expect(text).not.toMatch(/undefined|NaN|\[object/);
  });

  test('is tagged, and every figure has its words', () => {
    const figures = elements(of().facts.structure, 'Figure');
    expect(figures.length).toBeGreaterThanOrEqual(9);
    expect(figures.filter(({ alt }) => !alt)).toEqual([]);
    expect(elements(of().facts.structure, 'TH').length).toBeGreaterThan(200);
  });

  test('stays under two megabytes, and comes out the same again', async () => {
    expect(of().pdf.length).toBeLessThan(2_000_000);
    expect(Buffer.compare((await renderQuarterly(of().model)).pdf, of().pdf)).toBe(0);
  });
});

test('lists the gravest incidents once, and no list of others under their name', () => {
  for (const [words, language] of [
    [ja, 'ja'],
    [en, 'en'],
  ] as const) {
    const text = reports[language]!.facts.pages.join('');
    expect(text).not.toContain(words.pages.lists.major);
    // Nor does it say that what stands elsewhere does not apply.
    expect(text).not.toContain(words.incidents.repeats);
    expect(text.split(words.pages.incidents.gravest(words.severities['critical']!))).toHaveLength(2);
  }
});

test('an outage over the end of August lies inside the quarter', () => {
  const { outages } = reports['ja']!.model.availability;
  const over = outages.filter(
    ({ startedAt, endedAt }) =>
      startedAt < Date.UTC(2026, 7, 31, 15) / 1000 && endedAt! > Date.UTC(2026, 7, 31, 15) / 1000,
  );
  expect(over).toHaveLength(1);
  expect(over[0]).toMatchObject({ totalSeconds: 2730, countedSeconds: 2730, notCountedBecause: null });
});

test('a quarter pools its seconds: it is not the mean of its months', () => {
  const { quarters, trend } = reports['ja']!.model.review;
  expect(quarters.map(({ id, availabilityPercent }) => [id, availabilityPercent])).toEqual([
    ['2026-Q2', '99.994'],
    ['2026-Q3', '99.913'],
  ]);
  expect(trend.map(({ id }) => id)).toEqual(['2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09']);
});

test('a breach of July that was resolved in August is shown as resolved', () => {
  const breach = [...reports['ja']!.model.breaches.shown].find(({ ticketId }) => ticketId === 'INC-2026-000926');
  expect(breach?.stoppedAt).not.toBeNull();
  expect(breach?.commentary.cause).not.toBeNull();
});

test('the tickets that cost most have clocks that add up to their lateness', () => {
  const { costliest } = reports['ja']!.model.review;
  expect(costliest).toHaveLength(10);
  for (const { clock, lateSeconds, downSeconds, costSeconds } of costliest) {
    expect(costSeconds).toBe(lateSeconds + downSeconds);
    expect(clock!.steps.length).toBeGreaterThan(0);
    if (lateSeconds === 0) expect(clock!.marginSeconds).toBeGreaterThanOrEqual(0);
  }
});

test("last quarter's actions are followed up, and targets that were revised are named", () => {
  const { followUp, targetChanges } = reports['ja']!.model.review;
  expect(followUp.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done', 'late', 'late', 'dropped']);
  expect(targetChanges.map(({ kpi, from, to }) => [kpi.kpi, from, to])).toEqual([
    ['mtta_minutes', '60', '45'],
    ['backlog', '25', '20'],
  ]);
});

test('proposals of people come first, then those of the rules with their evidence', () => {
  const { improvements } = reports['ja']!.model;
  expect(improvements.slice(0, 3).map(({ origin }) => origin)).toEqual(['person', 'person', 'person']);
  const found = improvements.filter(({ origin }) => origin === 'rule');
  expect(found[0]).toMatchObject({ found: { kind: 'capacity', resource: 'tkbk01 バックアップ領域 (GB)' } });
  const { words, speech } = voiceOf(reports['ja']!.model);
  const said = found.flatMap((each) =>
    each.origin === 'rule' ? [propose(words.improvements.rules, each.found, speech)] : [],
  );
  expect(said[0]!.title).toBe('ローカルバックアップ「tkbk01 バックアップ領域 (GB)」の増設または使用量の削減');
  expect(said.every(({ why }) => /\d/.test(why))).toBe(true);
});

test('the tables for slides: one CSV a table, with names in both languages and no formula in a cell', async () => {
  const tables = await reviewTables(run, reports['ja']!.model);
  expect(tables.map(({ name }) => name)).toEqual(
    ['kpis', 'periods', 'services', 'pareto', 'hours', 'outages', 'tickets', 'actions', 'repeats', 'proposals'].map(
      (name) => `data/review_${name}.csv`,
    ),
  );
  const kpis = tables[0]!.content;
  expect(kpis.startsWith('\uFEFFkpi,')).toBe(true);
  expect(kpis).toContain('稼働率（全体）,Availability (overall)');
  for (const { content } of tables) expect(content).not.toMatch(/(^|,|\n)[=+@]/);
});

test('every chart is a picture, under a name of its own', () => {
  const pictures = renderQuarterlyPictures(reports['ja']!.model);
  expect(new Set(pictures.map(({ file }) => file)).size).toBe(pictures.length);
  expect(pictures.map(({ file }) => file)).toEqual(
    expect.arrayContaining(['availability-trend.png', 'pareto-downtime-cause.png', 'hours.png']),
  );
  for (const { png } of pictures) expect([...png.slice(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
});

describe('the sheets of the pages', () => {
  const sheet = (id: string) => pageSheets(reports['ja']!.model).find((each) => each.id === id)!;

  test('are the tables that the pages have, in the language of the report', () => {
    expect(pageSheets(reports['ja']!.model).map(({ id }) => id)).toEqual(
      ['promises', 'kpis', 'months', 'services', 'outages', 'breaches'].map((name) => `page_${name}`),
    );
    expect(sheet('page_kpis').columns[0]).toBe(reviewJa.kpis.kpi);
    expect(pageSheets(reports['en']!.model)[0]!.name).toBe(en.pages.promises.title);
  });

  test('show no percentage above the floored one: value and format leave nothing to round', () => {
    const { services } = reports['ja']!.model.review;
    const column = sheet('page_months').columns.indexOf(ja.head.actual);
    services.forEach(({ percent }, index) => {
      expect(sheet('page_months').rows[index]![column]).toEqual(
        percent === null ? null : { value: Number(`${percent}e-2`), format: '0.000%' },
      );
    });
  });

  test('have instants as dates of the zone of the report, and no duration below zero as a time', () => {
    const [first] = [...reports['ja']!.model.breaches.shown];
    const row = sheet('page_breaches').rows[0]!;
    const started = row[sheet('page_breaches').columns.indexOf(ja.head.from)] as { value: number };
    expect(Math.round((started.value - 25_569) * 86_400)).toBe(first!.startedAt + 9 * 3600);
    for (const { rows } of pageSheets(reports['ja']!.model))
      for (const cell of rows.flat())
        if (cell !== null && typeof cell === 'object' && cell.format.includes('h'))
          expect(cell.value).toBeGreaterThanOrEqual(0);
  });
});

describe.each(['ja', 'en'])('the slides (%s)', (language) => {
  const partsOf = async (model = reports[language]!.model) => {
    const parts = unzipSync(await renderQuarterlySlides(model));
    return Object.fromEntries(Object.entries(parts).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]));
  };

  test('are parts of well-formed XML, each with its type, and every relationship leads to one', async () => {
    const parts = await partsOf();
    const types = parts['[Content_Types].xml']!;
    for (const [name, text] of Object.entries(parts)) {
      if (name.endsWith('.xlsx')) continue;
      new SaxesParser({ xmlns: true }).write(text).close();
      if (name.endsWith('.xml') && name !== '[Content_Types].xml') expect(types).toContain(`PartName="/${name}"`);
      if (!name.endsWith('.rels')) continue;
      const folder = join('/', name, '../..');
      for (const [, target] of text.matchAll(/Target="([^"]+)"/g))
        expect(Object.keys(parts), name).toContain(join(folder, target!).slice(1));
    }
    expect(types).toContain('Extension="xlsx"');
  });

  test('have one slide a point, titles, and charts and tables with words for those who cannot see them', async () => {
    const parts = await partsOf();
    const slides = quarterlySlides(reports[language]!.model);
    expect(Object.keys(parts).filter((name) => /slides\/slide\d+\.xml$/.test(name))).toHaveLength(slides.length);
    for (const [index] of slides.entries()) expect(parts[`ppt/slides/slide${index + 1}.xml`]).toContain('type="title"');
    const frames = Object.values(parts).flatMap((text) => text.match(/<p:graphicFrame>.*?<p:cNvPr [^>]*>/g) ?? []);
    expect(frames.length).toBeGreaterThan(8);
    for (const frame of frames) expect(frame).toMatch(/descr="[^"]+"/);
  });

  test('show the figures of the report: the values of a chart are those of the marts', () => {
    const { review } = reports[language]!.model;
    const charts = quarterlySlides(reports[language]!.model).flatMap(({ charts: own = [] }) => own);
    expect(charts[0]!.series[0]!.values.map((point) => point?.value ?? null)).toEqual(
      review.trend.map(({ availabilityPercent: text }) => (text === null ? null : Number(`${text}e-2`))),
    );
    const downtime = review.paretos.find(
      ({ measured, dimension }) => measured === 'downtime' && dimension === 'cause',
    )!;
    const bars = charts.find(({ kind }) => kind === 'bar')!.series[0]!.values;
    expect(bars.map((point) => Math.round(point!.value * 86_400))).toEqual(
      downtime.rows.slice(0, 8).map(({ amount }) => amount),
    );
  });

  test('lie within their bounds, with names of forty characters and many rows, and come out the same again', async () => {
    const { model } = reports[language]!;
    const name = { ja: 'W'.repeat(40), en: 'W'.repeat(40) };
    const services = Array.from({ length: 80 }, () => ({ ...model.review.services[0]!, name }));
    const long = { ...model, review: { ...model.review, services } };
    const parts = await partsOf(long);
    const places = Object.values(parts).flatMap((text) => [
      ...text.matchAll(/<a:off x="(\d+)" y="(\d+)"\/><a:ext cx="(\d+)" cy="(\d+)"\/>/g),
    ]);
    expect(places.length).toBeGreaterThan(30);
    for (const [, x, y, width, height] of places) {
      expect(Number(x) + Number(width)).toBeLessThanOrEqual(12_192_000);
      expect(Number(y) + Number(height)).toBeLessThanOrEqual(6_858_000);
    }
    expect(await renderQuarterlySlides(long)).toEqual(await renderQuarterlySlides(long));
  });

  test('of a draft say that they are of one', async () => {
    const { model } = reports[language]!;
    const words = language === 'ja' ? ja : en;
    const draft = { ...model, document: { ...model.document, state: 'draft' as const } };
    expect((await partsOf(draft))['ppt/slides/slide1.xml']).toContain(words.draft);
    expect((await partsOf())['ppt/slides/slide1.xml']).not.toContain(words.draft);
  });
});
