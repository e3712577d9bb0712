/** The sample's report as a reader reads it: the text of each page in both languages, its size, and its bytes twice. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../pipelines/packageRoot.ts';
import { type Outcome, sla } from './support/workspace.ts';
import { elements, type PdfFacts, readPdf } from './templates/readPdf.ts';

const mostBytes = 1_500_000;

let workspace: string;

beforeAll(() => {
  workspace = mkdtempSync(join(tmpdir(), 'sla-golden-'));
  const isInput = (path: string) => basename(path) !== 'reports' && !basename(path).startsWith('warehouse.duckdb');
  cpSync(join(packageRoot(), 'fixtures', 'sample'), workspace, { recursive: true, filter: isInput });
});

afterAll(() => rmSync(workspace, { recursive: true, force: true }));

describe.each([
  { language: 'ja', title: '月次サービスレベル報告書', appendix: 'A. 用語と算出方法', pages: 18 },
  { language: 'en', title: 'Monthly Service Level Report', appendix: 'A. Terms and formulas', pages: 19 },
])('the monthly report of the sample ($language)', ({ language, title, appendix, pages }) => {
  let first: Rendered;
  let second: Rendered;
  let pdf: PdfFacts;

  beforeAll(async () => {
    first = render(language, 'first', { TZ: 'America/New_York', LANG: 'de_DE.UTF-8' });
    second = render(language, 'second', { TZ: 'Asia/Tokyo', LANG: 'C' });
    pdf = await readPdf(first.pdf);
  });

  test('is in its language', () => {
    expect(pdf.pages[0]).toContain(title);
    expect(first.outcome.stderr).toContain(`${pdf.pages.length} pages`);
  });

  test('reads as agreed, page by page', () => {
    expectGolden(`monthly.${language}.txt`, textOf(pdf));
  });

  test('has as many pages as it needs, and is small enough to mail', () => {
    const body = pdf.pages.findIndex((page, index) => index > 1 && page.includes(appendix));
    expect(body).toBeGreaterThanOrEqual(8);
    expect(body).toBeLessThanOrEqual(10);
    expect(pdf.pages.length).toBeLessThanOrEqual(pages);
    expect(first.pdf.length).toBeLessThan(mostBytes);
  });

  test('has the same bytes in another time zone and locale, from a warehouse that is already loaded', () => {
    expect(Buffer.compare(first.pdf, second.pdf)).toBe(0);
  });

  test('leads from its summary to the pages of the details', () => {
    const fromSummary = pdf.links.filter(({ page }) => page === 1).map(({ to }) => to);
    expect(fromSummary.length).toBeGreaterThanOrEqual(6);
    expect(fromSummary.filter((to) => to <= 1)).toEqual([]);
  });

  if (language === 'ja') {
    test('speaks Japanese: no state, severity or finding is left in English', () => {
      const lines = pdf.boxes.flat().map(({ text }) => text);
      expect(lines.filter((line) => foreign.test(line) && !exportedTitle.test(line))).toEqual([]);
    });
  }

  test('never breaks an identifier', () => {
    const cells = [...elements(pdf.structure, 'TD'), ...elements(pdf.structure, 'TH')].length;
    expect(cells).toBeGreaterThan(500);
    const lines = pdf.boxes.flat().map(({ text }) => text.trim());
    expect(lines.filter((line) => brokenId.test(line) || line === ',')).toEqual([]);
  });
});

/** An id of the sample that ends before its last digit. */
const brokenId = /\b(INC-(\d{0,4}|\d{4}-\d{0,5})|CHG-(\d{0,4}|\d{4}-\d{0,3})|PRB-(\d{0,4}|\d{4}-\d{0,2}))$/;

const foreign =
  /\b(open|closed|resolved|investigating|root_cause_known|in_progress|critical|medium|respond|unknown of|paused at|no approval)\b/;
/** Titles are printed as they were typed. */
const exportedTitle = /^Phishing mail opened|^sgsql\d+/;

interface Rendered {
  outcome: Outcome;
  pdf: Buffer;
}

function render(language: string, name: string, env: Record<string, string>): Rendered {
  const out = join(workspace, `out-${name}`);
  const outcome = sla(['monthly', '2026-10', '--workspace', workspace, '--out', out, '--lang', language], { env });
  if (outcome.code !== 0) throw new Error(outcome.stderr);
  return { outcome, pdf: readFileSync(join(out, '2026-10', `monthly.draft.${language}.pdf`)) };
}

/** Every page under its number, one line of the page a line, cells side by side. Hashes change with every model. */
function textOf({ boxes }: PdfFacts): string {
  return boxes
    .map((page, index) => {
      const rows = new Map<number, { x: number; text: string }[]>();
      for (const { x, y, text, isTurned } of page) {
        if (text.trim() === '' || isTurned) continue;
        const row = Math.round(y);
        rows.set(row, [...(rows.get(row) ?? []), { x, text }]);
      }
      const lines = [...rows]
        .sort(([a], [b]) => b - a)
        .map(([, cells]) =>
          cells
            .sort((a, b) => a.x - b.x)
            .map(({ text }) =>
              text
                .trim()
                .replace(/\b[0-9a-f]{64}\b/g, '<sha256>')
                .replace(/^(\d+) \/ \d+$/, '$1'),
            )
            .join(' | '),
        );
      return [`=== page ${index + 1}`, ...lines, ''].join('\n');
    })
    .join('\n');
}

/** Compares with a file of test/golden/, which UPDATE_GOLDEN=1 writes anew; what differs is kept beside it. */
function expectGolden(name: string, actual: string): void {
  const path = join(packageRoot(), 'test', 'golden', name);
  const actualPath = path.replace(/\.txt$/, '.actual.txt');
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, actual);
  }
  const expected = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (actual === expected) rmSync(actualPath, { force: true });
  else writeFileSync(actualPath, actual);
  expect(actual, `differs from ${name}; the actual text is kept beside it, and npm run golden accepts it`).toBe(
    expected,
  );
}
