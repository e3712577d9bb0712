/** The summary page: sentences follow from the figures, and a list that is cut reaches none of them. */
import { describe, expect, test } from 'vitest';
import { listed } from '../../pipelines/report/Listed.ts';
import type { ReportModel, SummaryFigures } from '../../pipelines/report/ReportModel.ts';
import { renderMonthly } from '../../templates/monthly.ts';
import { voiceOf } from '../../templates/voice.ts';
import { sampleReport } from '../support/sampleReport.ts';
import { readPdf } from './readPdf.ts';

const figures: SummaryFigures = {
  months: 1,
  monthsWithTickets: 1,
  monthsMonitored: 1,
  services: 3,
  servicesJudged: 3,
  servicesMet: 3,
  servicesMissed: 0,
  met: 18,
  judged: 18,
  attainmentPercent: '100.000',
  breaches: 0,
  breachedTickets: 0,
};

describe('what is said of the figures', () => {
  test.each<{ edge: string; found: Partial<SummaryFigures>; ja: string; en: string }>([
    {
      edge: 'all kept',
      found: {},
      ja: '稼働率目標は全3サービスで達成しました。SLA達成率は100.000%（18／18件）です。SLA未達はありません。',
      en: 'All 3 services met their availability target. SLA attainment was 100.000% (18 of 18). There was no SLA breach.',
    },
    {
      edge: '723 breaches on 600 tickets',
      found: { met: 1077, judged: 1800, attainmentPercent: '59.833', breaches: 723, breachedTickets: 600 },
      ja: '稼働率目標は全3サービスで達成しました。SLA達成率は59.833%（1,077／1,800件）です。SLA未達は723件（チケット600件）です。',
      en: 'All 3 services met their availability target. SLA attainment was 59.833% (1,077 of 1,800). There were 723 SLA breaches (on 600 tickets).',
    },
    {
      edge: 'no monitoring: no figure, not kept',
      found: { servicesJudged: 0, servicesMet: 0, monthsMonitored: 0 },
      ja: '監視データがないため、稼働率を算出できません。SLA達成率は100.000%（18／18件）です。SLA未達はありません。',
      en: 'There are no monitoring data, so availability has no figure. SLA attainment was 100.000% (18 of 18). There was no SLA breach.',
    },
    {
      edge: 'two of three could be judged',
      found: { servicesJudged: 2, servicesMet: 2 },
      ja: '稼働率は3サービス中2サービスを判定し、2サービスで目標を達成しました。SLA達成率は100.000%（18／18件）です。SLA未達はありません。',
      en: 'Of 3 services 2 could be judged; 2 met their availability target. SLA attainment was 100.000% (18 of 18). There was no SLA breach.',
    },
    {
      edge: 'no ticket data, nothing promised of availability',
      found: { services: 0, servicesJudged: 0, servicesMet: 0, monthsWithTickets: 0, attainmentPercent: null },
      ja: '稼働率の対象となるサービスはありません。チケットのデータがないため、SLA達成率を算出できません。',
      en: 'No service is promised an availability. There are no ticket data, so SLA attainment has no figure.',
    },
    {
      edge: 'nothing was due: that is no missing data',
      found: { met: 0, judged: 0, attainmentPercent: null },
      ja: '稼働率目標は全3サービスで達成しました。SLAの対象となる実績はありませんでした。',
      en: 'All 3 services met their availability target. No measure was due.',
    },
  ])('$edge', ({ found, ja, en }) => {
    for (const [language, said] of [
      ['ja', ja],
      ['en', en],
    ] as const) {
      const { words, speech } = voiceOf({ ...sampleReport(), language });
      expect(words.summary.said.verdict({ ...figures, ...found }, false, speech)).toBe(said);
    }
  });
});

/** 501 of every list of the report (of breaches, whose details fill pages, nine), and what there are in all. */
function report501(): ReportModel {
  const base = sampleReport({ breaches: 9 });
  const many = <T>(rows: Iterable<T>): T[] => {
    const given = [...rows];
    return Array.from({ length: 501 }, (_, index) => given[index % given.length]!);
  };
  return {
    ...base,
    breaches: listed([...base.breaches.shown], 723),
    openMeasures: listed(many(base.openMeasures.shown), 724),
    incidents: {
      ...base.incidents,
      major: listed(many(base.incidents.major.shown), 725),
      reopenedTickets: listed(many(base.incidents.reopenedTickets.shown), 726),
      leftOut: listed(many(base.incidents.leftOut.shown), 727),
    },
    escalations: { ...base.escalations, tickets: listed(many(base.escalations.tickets.shown), 728) },
    summary: {
      ...base.summary,
      figures: { ...figures, breaches: 723, breachedTickets: 723 },
      kpis: base.summary.kpis.map((kpi) => (kpi.id === 'breaches' ? { ...kpi, value: '723' } : kpi)),
    },
  };
}

test('501 of everything: each list says how many there are, and no sentence counts what is shown', async () => {
  const text = (await readPdf((await renderMonthly(report501())).pdf)).pages.join('').replaceAll(/\s/g, '');
  const cuts = /全(\d+)件のうち[^。]*?(\d+)件を示します。/g;
  const said = [...text.matchAll(cuts)].map(([, all, shown]) => `${shown} of ${all}`);
  expect(said).toEqual(['9 of 723', '10 of 724', '500 of 725', '500 of 726', '500 of 727', '500 of 728']);
  expect(text).toContain('当月に確定したSLA未達は723件');
  expect(text).toContain('SLA未達は723件です。');
  const counted = [...text.replaceAll(cuts, '').matchAll(/[^。／：]*(?<![\d,.:（])(9|500|501)件[^。]*。/g)];
  expect(counted.map(([sentence]) => sentence)).toEqual([]);
}, 240_000);

test('without tickets and monitoring no section prints a zero in their place', async () => {
  const sample = sampleReport({ breaches: 0 });
  const services = sample.availability.services.map((row) => ({ ...row, percent: null, met: null }));
  const report = {
    ...sample,
    data: { hasTickets: false, isMonitored: false },
    availability: { ...sample.availability, services },
    openMeasures: listed<never>([]),
    incidents: { ...sample.incidents, major: listed<never>([]) },
  };
  const text = (await readPdf((await renderMonthly(report)).pdf)).pages.join('').replaceAll(/\s/g, '');
  expect(text).toContain('チケットのデータがないため、件数と時間はありません。');
  expect(text).toContain('チケットのデータがないため、判定できません。');
  expect(text).toContain('監視データがないため、稼働率を算出できません。');
});
