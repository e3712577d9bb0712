/** What the client's edition masks in a text, and what it leaves alone. */
import { expect, test } from 'vitest';
import { mask, Redactor, refuseRemains } from '../../pipelines/report/Redactor.ts';

const redactor = (more: object = {}) =>
  new Redactor({
    names: ['田中 浩二', 'Lim Hui Min', '運用', 'X', 'Ann'],
    columns: ['title', 'support_level'],
    keep: ['help@provider.example', '0120-000-111', '運用監視サービス'],
    ...more,
  });

test.each([
  { edge: 'a mail address', text: '連絡先はtaro.y+x@mail.example.co.jpです', is: `連絡先は${mask}です` },
  { edge: 'one with a full-width at', text: 'taro＠mail.example', is: mask },
  { edge: 'the provider’s own address stays', text: 'help@provider.example', is: 'help@provider.example' },
  { edge: 'a number of Tokyo', text: '（03-1234-5678）', is: `（${mask}）` },
  { edge: 'one with brackets', text: 'Tel 03(1234)5678', is: `Tel ${mask}` },
  { edge: 'a mobile number without hyphens', text: '09012345678へ', is: `${mask}へ` },
  { edge: 'a number of Singapore', text: 'call +65 6123 4567 now', is: `call ${mask} now` },
  { edge: 'the provider’s own number stays', text: '0120-000-111', is: '0120-000-111' },
  { edge: 'an instant is no number', text: '2026-10-17T08:05:00+09:00', is: '2026-10-17T08:05:00+09:00' },
  { edge: 'nor is a signed figure', text: '+0.012 / +12.345', is: '+0.012 / +12.345' },
  { edge: 'nor an id', text: 'INC-03-1234-5678', is: 'INC-03-1234-5678' },
  { edge: 'a name', text: '担当は田中 浩二さん', is: `担当は${mask}さん` },
  { edge: 'a name without its space, or with a wide one', text: '田中浩二・田中　浩二', is: `${mask}・${mask}` },
  { edge: 'a Latin name as whole words', text: 'Lim Hui Min, Annex, Ann', is: `${mask}, Annex, ${mask}` },
  { edge: 'what a service is called is no name', text: '運用監視サービス', is: '運用監視サービス' },
  { edge: 'a single letter is no name', text: 'X', is: 'X' },
])('$edge', ({ text, is }) => {
  expect(redactor().text(text)).toBe(is);
});

test('a listed column is masked under its key and wherever else its value stands; words in two languages are not it', () => {
  const data = {
    tickets: [{ ticketId: 'T-1', title: '社員番号が漏れた', level: 'L2' }],
    note: '「社員番号が漏れた」の件',
    proposal: { title: { ja: '手順の見直し', en: 'Review' } },
    seconds: 7,
  };
  expect(redactor().data(data)).toEqual({
    tickets: [{ ticketId: 'T-1', title: mask, level: mask }],
    note: `「${mask}」の件`,
    proposal: { title: { ja: '手順の見直し', en: 'Review' } },
    seconds: 7,
  });
});

test('nothing to mask, nothing changed', () => {
  const data = { a: ['2026-10-01', null, 1.5, { b: true }], c: '99.932' };
  expect(new Redactor({ names: [], columns: [], keep: [] }).data(data)).toEqual(data);
});

test('what is left in a file that cannot be masked is refused by name', () => {
  const files = { 'manifest.json': '{"file":"exports/田中浩二.csv"}' };
  expect(() => refuseRemains(redactor(), files)).toThrow(/must not name "田中浩二", but manifest\.json has it/);
  expect(() => refuseRemains(redactor(), { a: 'exports/tickets.csv 0120-000-111' })).not.toThrow();
});
