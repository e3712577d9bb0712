/** Verdicts that another reading would turn, as the appendix prints them: with both figures, and how many clocks were tried. */
import { expect, test } from 'vitest';
import { listed } from '../../pipelines/report/Listed.ts';
import type { Readings, ReportModel } from '../../pipelines/report/ReportModel.ts';
import { renderMonthly } from '../../templates/monthly.ts';
import en from '../../templates/words/en/pages.ts';
import ja from '../../templates/words/ja/pages.ts';
import { sampleReport } from '../support/sampleReport.ts';
import { readPdf } from './readPdf.ts';

async function partOf(report: ReportModel, title: string): Promise<string | null> {
  const text = (await readPdf((await renderMonthly(report)).pdf)).pages.join('\n');
  // The last of its names: where it has nothing to show, it is named among others in one line.
  const at = text.search(new RegExp(`^[A-Z]\\.\\d+ ${title}$`, 'm'));
  return at < 0 ? null : text.slice(at, at + 900).replaceAll('\n', ' ');
}

const nothing: Readings = { services: [], clocks: listed<never>([]), walked: 10, decided: 10 };

test.each([
  {
    language: 'ja' as const,
    title: ja.readings.title,
    says: [
      ['ERP', '稼働率', '99.932%（達成）', '監視データのない時間を停止とする', '99.871%（未達）'],
      ['INC-2026402', '高｜復旧', '期限超過（40分）', '営業日は24時まで', '期限内（余裕5時間20分）'],
      ['INC-2026403', '重大｜復旧', '期限内（余裕なし）', '受付時の重大度で判定', '計測中'],
    ],
    tried: '4,120件の計測のうち、期限超過と余裕の少ないものから3,000件',
  },
  {
    language: 'en' as const,
    title: en.readings.title,
    says: [
      ['ERP', 'Availability', '99.932% (met)', 'time without data counted as down', '99.871% (missed)'],
      [
        'INC-2026402',
        'High: restoration',
        'late (40m)',
        'a business day ends at midnight',
        'on time (5h 20m to spare)',
      ],
    ],
    tried: 'Of 4,120 clocks that were decided, 3,000 were tried',
  },
])('each with both figures ($language)', async ({ language, title, says, tried }) => {
  const part = await partOf(sampleReport({ language }), title);
  for (const row of says) expect(part!.replace(/\s+/g, ' ')).toContain(row.join(' '));
  expect(part!.replace(/\s+/g, language === 'ja' ? '' : ' ')).toContain(tried);
});

test.each([
  { edge: 'nothing turns', readings: nothing, isThere: false },
  {
    edge: 'nothing turns of those that were tried, which were not all',
    readings: { ...nothing, walked: 9 },
    isThere: true,
  },
])('$edge', async ({ readings, isThere }) => {
  const part = await partOf({ ...sampleReport({ language: 'ja' }), readings }, ja.readings.title);
  expect(part !== null).toBe(isThere);
  if (isThere) expect(part).toContain('10件の計測のうち');
});
