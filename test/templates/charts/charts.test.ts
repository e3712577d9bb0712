import { Chart } from 'chart.js/auto';
import { expect, test } from 'vitest';
import { attainmentChart } from '../../../templates/charts/attainment.ts';
import { availabilityChart } from '../../../templates/charts/availability.ts';
import { paretoChart } from '../../../templates/charts/pareto.ts';
import { renderPng } from '../../../templates/charts/png.ts';
import { volumeChart } from '../../../templates/charts/volumes.ts';
import { renderMonthlyPictures } from '../../../templates/monthlyPictures.ts';
import { drawChart } from '../../../templates/parts/chart.ts';
import { createDocument } from '../../../templates/parts/document.ts';
import { emptyReport, sampleReport } from '../../support/sampleReport.ts';
import { elements, readPdf } from '../readPdf.ts';

const availability = () =>
  availabilityChart({
    bars: [
      { name: 'SAP（東京）', percent: '99.982', met: true },
      { name: 'VPN', percent: '99.713', met: false },
      { name: '新サービス', percent: null, met: null },
    ],
    target: '99.9',
    words: { target: '目標 99.9%', axis: (from) => `軸は${from}%から`, met: '達成', missed: '未達' },
  });

const attainment = () =>
  attainmentChart({
    months: [['9月'], ['10月']],
    lines: [{ label: 'Critical', percents: [null, '95.000'] }],
    target: null,
    words: { axis: (from) => `軸は${from}%から` },
  });

const volumes = () =>
  volumeChart({ months: [['9月'], ['10月']], stacks: [{ label: 'High', counts: [3, 4] }], words: { axis: '件数' } });

const pareto = () =>
  paretoChart({
    causes: [{ label: '設定', count: 3, cumulativePercent: '100.0' }],
    words: { count: '件数', cumulative: '累積' },
  });

test('a service stands in one dataset only, and one without a figure in none', () => {
  const [met, missed] = availability().data.datasets.map(({ data }) => data);
  expect(met).toEqual([99.982, null, null]);
  expect(missed).toEqual([null, 99.713, null]);
  expect(availability().data.labels).toEqual(['SAP（東京）  99.982%', '■ VPN  99.713%', '新サービス  －']);
});

test.each([
  { name: 'all within a tenth of a percent', percents: ['99.950', '100.000'], from: 99.8 },
  { name: 'one far off', percents: ['99.950', '97.200'], from: 95 },
  { name: 'one down for most of the month', percents: ['12.000'], from: 0 },
  { name: 'no figure at all', percents: [null], from: 99.8 },
])('the axis begins below the lowest figure: $name', ({ percents, from }) => {
  const bars = percents.map((percent) => ({ name: 'x', percent, met: true }));
  const words = { target: '', axis: (start: string) => start, met: '', missed: '' };
  const { options } = availabilityChart({ bars, target: '99.9', words });
  const scale = options?.scales?.['x'] as { min: number; title: { text: string } };
  expect([scale.min, scale.title.text]).toEqual([from, String(from)]);
});

test('a month without cases is a gap, not a zero', () => {
  expect(attainment().data.datasets[0]?.data).toEqual([null, 95]);
});

const charts = [
  { name: 'availability', chart: availability, words: ['SAP（東京）', '目標 99.9%', '軸は99.5%から'] },
  { name: 'attainment', chart: attainment, words: ['Critical', '10月', '軸は'] },
  { name: 'volumes', chart: volumes, words: ['High', '件数'] },
  { name: 'pareto', chart: pareto, words: ['設定', '累積'] },
];

test.each(charts)('$name: words of the chart can be read and selected in the PDF', async ({ chart, words }) => {
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
  drawChart(doc, chart(), { height: 150, alt: '説明' });
  const { pages, structure } = await readPdf(await doc.finish());
  expect(words.filter((text) => !pages[0]?.includes(text))).toEqual([]);
  expect(elements(structure, 'Figure').map(({ alt }) => alt)).toEqual(['説明']);
  expect(Object.keys(Chart.instances)).toEqual([]);
});

test.each(charts)('$name: the picture has twice the size, and the same bytes twice', ({ chart }) => {
  const first = renderPng(chart(), { width: 240, height: 120 });
  const header = Buffer.from(first.subarray(0, 24));
  expect([header.readUInt32BE(16), header.readUInt32BE(20)]).toEqual([480, 240]);
  expect(first.length).toBeGreaterThan(3000);
  expect(Buffer.compare(first, renderPng(chart(), { width: 240, height: 120 }))).toBe(0);
});

test('a report gives one picture for each chart that has something to show', () => {
  const pictures = renderMonthlyPictures(sampleReport());
  expect(pictures.map(({ file }) => file)).toEqual([
    'availability.png',
    'attainment-respond.png',
    'attainment-restore-resolve.png',
    'incidents.png',
  ]);
  expect(pictures.filter(({ png }) => png.length < 5000)).toEqual([]);
  expect(renderMonthlyPictures(emptyReport())).toEqual([]);
});
