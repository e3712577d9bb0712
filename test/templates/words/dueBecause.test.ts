/** What the line of the due instant says of how it came about: true under the policy in force, another sentence under another. */
import { describe, expect, test } from 'vitest';
import type { Promised } from '../../../pipelines/audit/TicketAudit.ts';
import type { Policies, Within } from '../../../pipelines/contract/Contract.ts';
import { promisedDue } from '../../../pipelines/reference/due.ts';
import { auditVoiceOf } from '../../../templates/auditVoice.ts';
import { businessDays, jp, jst, POLICIES, tokyo } from '../../reference/build.ts';

const eightHours: Within = { text: 'PT8H', kind: 'duration', seconds: 8 * 3600 };
const calendar = { id: 'jp', timezone: 'Asia/Tokyo', dayLengthSeconds: 9 * 3600, site: null };

// All started on Saturday 24 October 2026 at 10:00; the week has no holiday. Each due instant is worked out by hand.
const rows: {
  edge: string;
  within: Within;
  policies: Partial<Policies>;
  always?: boolean;
  due: string;
  ja: string;
  en: string;
}[] = [
  {
    edge: 'the day of the start is not counted: Monday is the first, Tuesday the second',
    within: businessDays(2),
    policies: {},
    due: '10-27 18:00',
    ja: '開始当日は算入せず、2営業日目の終業時刻',
    en: "closing time of the 2nd business day after the start's date",
  },
  {
    edge: 'to the midnight that ends it',
    within: businessDays(2),
    policies: { business_day: 'midnight' },
    due: '10-28 00:00',
    ja: '開始当日は算入せず、2営業日目の24時',
    en: "24:00 of the 2nd business day after the start's date",
  },
  {
    edge: 'taken as received on Monday, which is not counted then',
    within: businessDays(2),
    policies: { received: 'next-opening' },
    due: '10-28 18:00',
    ja: '開始当日は算入せず、2営業日目の終業時刻（営業時間外の開始は次の始業時刻に繰り下げ）',
    en: "closing time of the 2nd business day after the start's date; a start while closed counts from the next opening",
  },
  {
    edge: 'two day lengths of opening time; when it was received makes no difference',
    within: businessDays(2),
    policies: { business_day: 'business-hours', received: 'next-opening' },
    due: '10-27 18:00',
    ja: '開始から営業時間で18時間後',
    en: '18 h of opening time from the start',
  },
  {
    edge: 'hours of opening time',
    within: eightHours,
    policies: { received: 'next-opening' },
    due: '10-26 17:00',
    ja: '開始から営業時間で8時間後',
    en: '8 h of opening time from the start',
  },
  {
    edge: 'hours by the clock on the wall',
    within: eightHours,
    policies: {},
    always: true,
    due: '10-24 18:00',
    ja: '開始から8時間後',
    en: '8 h from the start',
  },
];

describe.each(rows)('$edge', ({ within, policies, always, due, ja, en }) => {
  const promise: Promised = {
    within,
    clock: always ? 'always' : 'business',
    calendar: always ? null : calendar,
    policies: { ...POLICIES, ...policies },
  };
  test('is due then', () => {
    expect(tokyo(promisedDue(within, jst('10-24 10:00'), promise.policies, always ? null : jp))).toBe(due);
  });
  test.each([
    { language: 'ja', says: ja, moved: '計測が止まっていた分を繰り下げ' },
    { language: 'en', says: en, moved: ', moved by the time that the clock stood still' },
  ] as const)('and says so ($language)', ({ language, says, moved }) => {
    const { words, speech } = auditVoiceOf(language, 'Asia/Tokyo', 'page');
    expect(words.dueBecause(promise, false, speech)).toBe(says);
    expect(words.dueBecause(promise, true, speech)).toContain(moved);
  });
});

test.each(['ja', 'en'] as const)('what is due otherwise is said otherwise (%s)', (language) => {
  const { words, speech } = auditVoiceOf(language, 'Asia/Tokyo', 'page');
  const said = rows
    .slice(0, 3)
    .map(({ within, policies }) =>
      words.dueBecause({ within, clock: 'business', calendar, policies: { ...POLICIES, ...policies } }, false, speech),
    );
  expect(new Set(said).size).toBe(3);
});
