/** Every value of every policy has its sentence in every language, and its example is false under the other values. */
import { describe, expect, test } from 'vitest';
import type { AvailabilityTerms, Policies, Within } from '../../../pipelines/contract/Contract.ts';
import { promisedDue } from '../../../pipelines/reference/due.ts';
import { inForce } from '../../../templates/policySentences.ts';
import { voiceOf } from '../../../templates/voice.ts';
import en from '../../../templates/words/en/policies.ts';
import ja from '../../../templates/words/ja/policies.ts';
import { jp, jst, POLICIES, tokyo } from '../../reference/build.ts';
import { sampleReport } from '../../support/sampleReport.ts';

const availability: AvailabilityTerms = sampleReport().appendix.policies[0]!.availability;
const day = 86_400;

const values: { policy: string; term: [string, string]; of: [Partial<Policies>, Partial<AvailabilityTerms>][] }[] = [
  {
    policy: 'business_day',
    term: ['営業日', 'Business day'],
    of: [
      [{ business_day: 'end-of-day' }, {}],
      [{ business_day: 'midnight' }, {}],
      [{ business_day: 'business-hours' }, {}],
    ],
  },
  {
    policy: 'received',
    term: ['営業時間外の受付', 'Opened while closed'],
    of: [
      [{ received: 'immediate' }, {}],
      [{ received: 'next-opening' }, {}],
    ],
  },
  {
    policy: 'severity_change',
    term: ['重大度の変更', 'Change of severity'],
    of: [
      [{ severity_change: 'final' }, {}],
      [{ severity_change: 'initial' }, {}],
      [{ severity_change: 'highest' }, {}],
    ],
  },
  {
    policy: 'reopen',
    term: ['再オープン', 'Reopening'],
    of: [
      [{ reopen: { mode: 'continue', within_seconds: 7 * day } }, {}],
      [{ reopen: { mode: 'continue', within_seconds: 3 * day } }, {}],
      [{ reopen: { mode: 'new-cycle', within_seconds: 7 * day } }, {}],
    ],
  },
  {
    policy: 'pause_reasons',
    term: ['保留', 'Pauses'],
    of: [
      [{ pause_reasons: [] }, {}],
      [{ pause_reasons: ['client'] }, {}],
      [{ pause_reasons: ['vendor', 'other'] }, {}],
    ],
  },
  {
    policy: 'attribution',
    term: ['結果の計上月', 'Attribution'],
    of: [
      [{ attribution: 'decided' }, {}],
      [{ attribution: 'opened' }, {}],
      [{ attribution: 'resolved' }, {}],
    ],
  },
  {
    policy: 'maintenance',
    term: ['サービス提供時間', 'Agreed service time'],
    of: [
      [{}, { maintenance: 'excluded' }],
      [{}, { maintenance: 'counts-as-up' }],
    ],
  },
  {
    policy: 'unknown',
    term: ['監視データのない時間', 'No monitoring data'],
    of: [
      [{}, { unknown: 'excluded' }],
      [{}, { unknown: 'up' }],
      [{}, { unknown: 'down' }],
    ],
  },
];

describe.each([
  ['ja', ja, 0],
  ['en', en, 1],
] as const)('%s', (_, words, index) => {
  test.each(values)('$policy: each value says something of its own', ({ term, of }) => {
    const { says } = words.entries.find((entry) => entry.term === term[index])!;
    const said = of.map(([policies, terms]) => says({ ...POLICIES, ...policies }, { ...availability, ...terms }));
    expect(new Set(said).size).toBe(of.length);
    for (const sentence of said) expect(sentence).not.toMatch(/undefined|NaN/);
  });

  test('each has a sentence for breaches of every attribution, and for either maintenance', () => {
    expect(new Set(Object.values(words.attribution)).size).toBe(3);
    expect(new Set(Object.values(words.agreed)).size).toBe(2);
  });
});

// The examples of the glossary, computed: 9:00 to 18:00, Monday to Friday, in October 2026. 2 October is a Friday.
describe('examples', () => {
  const within: Within = { text: '1 business day', kind: 'business-days', days: 1 };
  test.each<{ opened: string; policies: Partial<Policies>; due: string; ja: string; en: string }>([
    { opened: '10-02 17:00', policies: {}, due: '10-05 18:00', ja: '月曜日18:00', en: 'Monday 18:00' },
    {
      opened: '10-02 17:00',
      policies: { business_day: 'midnight' },
      due: '10-06 00:00',
      ja: '月曜日24:00',
      en: 'Monday 24:00',
    },
    {
      opened: '10-02 17:00',
      policies: { business_day: 'business-hours' },
      due: '10-05 17:00',
      ja: '月曜日17:00',
      en: 'Monday 17:00',
    },
    { opened: '10-03 10:00', policies: {}, due: '10-05 18:00', ja: '月曜日のうち', en: 'on Monday' },
    {
      opened: '10-03 10:00',
      policies: { received: 'next-opening' },
      due: '10-06 18:00',
      ja: '火曜日のうち',
      en: 'on Tuesday',
    },
    {
      opened: '10-03 10:00',
      policies: { business_day: 'business-hours' },
      due: '10-05 18:00',
      ja: '月曜日18:00',
      en: 'Monday 18:00',
    },
  ])('opened $opened, $policies: due $due', ({ opened, policies, due, ja: japanese, en: english }) => {
    const all = { ...POLICIES, ...policies };
    expect(tokyo(promisedDue(within, jst(opened), all, jp))).toBe(due);
    const isSaturday = opened.startsWith('10-03');
    const said = (words: typeof ja, term: string) =>
      words.entries.find((entry) => entry.term === term)!.says(all, availability);
    expect(said(ja, isSaturday ? '営業時間外の受付' : '営業日')).toContain(japanese);
    expect(said(en, isSaturday ? 'Opened while closed' : 'Business day')).toContain(english);
  });
});

test('two terms in one period are both said, each from its day', () => {
  const voice = voiceOf(sampleReport());
  const part = (from: string, attribution: Policies['attribution']) => ({
    from,
    policies: { ...POLICIES, attribution },
    availability,
  });
  const says = ({ policies }: ReturnType<typeof part>) => ja.attribution[policies.attribution];
  expect(inForce([part('2026-04-01', 'decided'), part('2026-10-11', 'decided')], says, voice)).toBe(
    ja.attribution.decided,
  );
  expect(inForce([part('2026-04-01', 'decided'), part('2026-10-11', 'opened')], says, voice)).toBe(
    `2026年4月1日（水）から：${ja.attribution.decided}\n2026年10月11日（日）から：${ja.attribution.opened}`,
  );
});
