/** What the two languages say of the engine's reasons; instants stand as the speech prints them. */

import { describe, expect, test } from 'vitest';
import type { SpanReason } from '../../../pipelines/audit/ServiceAudit.ts';
import { localText } from '../../../pipelines/contract/languages.ts';
import type { ExcludedReason, RemarkReason, StepReason } from '../../../pipelines/reference/reasons.ts';
import en from '../../../templates/words/en/reasons.ts';
import ja from '../../../templates/words/ja/reasons.ts';
import { type Speech, say } from '../../../templates/words/ReasonWords.ts';

const clocks: Omit<Speech, 'text'> = { instant: (at) => `${at}h` };
const inEnglish: Speech = { ...clocks, text: (text) => text.en };
const inJapanese: Speech = { ...clocks, text: (text) => text.ja };

describe('steps', () => {
  test.each<{ reason: StepReason; en: string; ja: string }>([
    { reason: { kind: 'running', since: 'opened' }, en: 'running since the ticket was opened', ja: '受付から計測' },
    {
      reason: { kind: 'running', since: 'reopened' },
      en: 'running since the ticket was reopened',
      ja: '再オープンから計測',
    },
    {
      reason: { kind: 'running', since: 'resumed' },
      en: 'running again after the pause',
      ja: '保留解除により計測を再開',
    },
    {
      reason: { kind: 'running', since: 'resolved' },
      en: 'running again: the pause ended when the ticket was resolved',
      ja: '解決により保留が終わり、計測を再開',
    },
    {
      reason: { kind: 'paused', by: 'client' },
      en: 'waiting for the client (paused)',
      ja: 'お客様回答待ち（計測停止）',
    },
    {
      reason: { kind: 'paused', by: null },
      en: 'paused (no reason given)',
      ja: '理由の記載がない保留（計測停止）',
    },
    {
      reason: { kind: 'paused-in-vain', by: 'vendor' },
      en: 'waiting for the vendor (paused) does not stop this clock',
      ja: 'ベンダー回答待ち（この計測は止めません）',
    },
    {
      reason: { kind: 'paused-in-vain', by: 'parts (spare) does not stop this clock' },
      en: 'paused (parts (spare) does not stop this clock) does not stop this clock',
      ja: '保留：parts (spare) does not stop this clock（この計測は止めません）',
    },
    {
      reason: { kind: 'stood', event: 'closed' },
      en: 'stood closed until it was reopened',
      ja: 'クローズ済み（再オープンまで計測停止）',
    },
    {
      reason: { kind: 'closed', calendar: 'jp: east', days: [] },
      en: 'outside business hours (calendar jp: east)',
      ja: '営業時間外（カレンダー jp: east）',
    },
    {
      reason: { kind: 'closed', calendar: 'jp', days: ['closed', '元日'] },
      en: 'outside business hours (calendar jp: closed, 元日)',
      ja: '営業時間外（カレンダー jp：休業、元日）',
    },
  ])('$en', ({ reason, ...expected }) => {
    expect(say(en.step, reason, inEnglish)).toBe(expected.en);
    expect(say(ja.step, reason, inJapanese)).toBe(expected.ja);
  });
});

describe('remarks', () => {
  test.each<{ reason: RemarkReason; en: string; ja: string }>([
    {
      reason: { kind: 'no-opening' },
      en: 'The ticket has no instant of opening, so no clock can start.',
      ja: '受付日時がないため、計測を開始できません。',
    },
    {
      reason: { kind: 'two-openings', again: 2, first: 1 },
      en: 'Opened again at 2h; the first opening, 1h, counts.',
      ja: '2hにも受付の記録があります。最初の受付（1h）を採用します。',
    },
    {
      reason: { kind: 'before-opening', event: 'resolved', at: 1, openedAt: 2 },
      en: 'It was resolved at 1h, before it was opened at 2h; this does not count.',
      ja: '受付（2h）より前の1hに解決の記録があります。計測には使いません。',
    },
    {
      reason: { kind: 'events-contradict-columns', of: 'instant', column: 'restored_at', says: 1, events: [2, 3] },
      en: 'Column restored_at says 1h, the events say 2h, 3h; the events count.',
      ja: '列 restored_at は1h、イベントは2h, 3hです。イベントを採用します。',
    },
    {
      reason: { kind: 'events-contradict-columns', of: 'severity', says: 'low', lastChange: 'odd\nname' },
      en: 'Column severity says "low", the last change says "odd\nname"; the events count.',
      ja: '列 severity は「low」、最後の変更は「odd\nname」です。イベントを採用します。',
    },
    {
      reason: { kind: 'closed-without-resolved', at: 1 },
      en: 'Closed at 1h without having been resolved; the closing stands in for it.',
      ja: '解決の記録がないまま1hにクローズされています。クローズを解決とみなします。',
    },
    {
      reason: { kind: 'reopened-without-stop', at: 1 },
      en: 'Reopened at 1h although it was neither restored, resolved nor closed; this does not count.',
      ja: '復旧・解決・クローズの前に、1hに再オープンの記録があります。計測には使いません。',
    },
    {
      reason: { kind: 'pause-without-end', at: 1, asOf: 2 },
      en: 'Paused at 1h and not resumed by 2h.',
      ja: '1hに保留され、2hまで解除されていません。',
    },
    {
      reason: { kind: 'pause-within-pause', at: 2, since: 1 },
      en: 'Paused at 2h while paused since 1h; only the reason changes.',
      ja: '1hからの保留中に、2hにも保留の記録があります。理由だけを改めます。',
    },
    {
      reason: { kind: 'pause-reason-unknown', reason: null },
      en: 'Paused without a reason; the clock goes on.',
      ja: '理由のない保留のため、計測は止めません。',
    },
    {
      reason: { kind: 'pause-reason-unknown', reason: 'lunch' },
      en: 'Paused for "lunch", a reason that the agreement does not know; the clock goes on.',
      ja: '保留の理由「lunch」は契約にないため、計測は止めません。',
    },
    {
      reason: { kind: 'severity-unknown', of: 'ticket', severity: null },
      en: 'The ticket has no severity; it is counted and has no verdict.',
      ja: '重大度がありません。件数には含め、判定はしません。',
    },
    {
      reason: { kind: 'severity-unknown', of: 'ticket', severity: 'P5' },
      en: 'The agreement promises nothing for severity "P5"; it is counted and has no verdict.',
      ja: '重大度「P5」には契約の目標がありません。件数には含め、判定はしません。',
    },
    {
      reason: { kind: 'severity-unknown', of: 'change' },
      en: 'The severity was changed to nothing; the change does not count.',
      ja: '変更後の重大度が空のため、この変更は採用しません。',
    },
    {
      reason: { kind: 'calendar-unknown' },
      en: 'Neither the service nor the ticket names a site with a calendar; measures in business time have no verdict.',
      ja: 'サービスにもチケットにもカレンダーのある拠点がないため、営業時間で測る指標は判定しません。',
    },
  ])('$en', ({ reason, ...expected }) => {
    expect(say(en.remark, reason, inEnglish)).toBe(expected.en);
    expect(say(ja.remark, reason, inJapanese)).toBe(expected.ja);
  });
});

const agreed = { id: 'EX-1', approvedBy: '田中', reason: localText({ ja: '停電', en: 'power cut' }) };

test.each<{ reason: ExcludedReason; en: string; ja: string }>([
  { reason: { kind: 'cancelled' }, en: 'the ticket was cancelled', ja: '取り消されたチケットのため' },
  { reason: { kind: 'duplicate', of: 'T-1' }, en: 'a duplicate of T-1', ja: 'T-1の重複のため' },
  {
    reason: { kind: 'exclusion', ...agreed },
    en: 'exclusion EX-1, approved by 田中: power cut',
    ja: '承認済みの除外 EX-1（承認者 田中）：停電',
  },
])('a measure is out of the count: $en', ({ reason, ...expected }) => {
  expect(say(en.excluded, reason, inEnglish)).toBe(expected.en);
  expect(say(ja.excluded, reason, inJapanese)).toBe(expected.ja);
});

test.each<{ reason: SpanReason; en: string; ja: string }>([
  {
    reason: { kind: 'maintenance', windowIds: ['regular', 'MW-1'], counts: 'not-at-all' },
    en: 'maintenance regular + MW-1',
    ja: '計画停止 regular + MW-1',
  },
  {
    reason: { kind: 'maintenance', windowIds: ['regular'], counts: 'available' },
    en: 'maintenance regular (counts as up)',
    ja: '計画停止 regular（稼働として算入）',
  },
  {
    reason: { kind: 'exclusion', ...agreed },
    en: 'exclusion EX-1, approved by 田中: power cut',
    ja: '除外 EX-1（承認者 田中）：停電',
  },
  {
    reason: { kind: 'unknown', counts: 'lost' },
    en: 'no monitoring data (counts as down)',
    ja: '監視データなし（停止として算入）',
  },
])('a span of a service: $en', ({ reason, ...expected }) => {
  expect(say(en.span, reason, inEnglish)).toBe(expected.en);
  expect(say(ja.span, reason, inJapanese)).toBe(expected.ja);
});
