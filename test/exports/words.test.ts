/** The words of ticket systems: what each means, that none means two things, and that SQL reads them as TypeScript does. */
import { expect, test } from 'vitest';
import {
  plainWord,
  severityWords,
  statusWords,
  typeWords,
  wordMacros,
  wordMeaning,
} from '../../pipelines/exports/words.ts';
import { quote, Warehouse } from '../../pipelines/warehouse/Warehouse.ts';

const tables = { ticket_type: typeWords, status_kind: statusWords, severity_class: severityWords };

test.each(Object.entries(tables))('%s: no word means two things', (_, words) => {
  const meanings = new Map<string, string>();
  for (const [meaning, known] of Object.entries(words as Record<string, readonly string[]>))
    for (const word of known) {
      expect([meaning, undefined], word).toContain(meanings.get(plainWord(word)));
      meanings.set(plainWord(word), meaning);
    }
});

test.each([
  { edge: 'Japanese', text: 'インシデント', type: 'incident', status: null, severity: null },
  { edge: 'full-width letters', text: 'Ｐ１', type: null, status: null, severity: 'critical' },
  { edge: 'accents left out by an export', text: 'Requisicao', type: 'request', status: null, severity: null },
  { edge: 'accents and capitals', text: 'SOLICITAÇÃO', type: 'request', status: null, severity: null },
  { edge: 'German', text: 'Störung', type: 'incident', status: null, severity: null },
  { edge: 'underscores of an API', text: 'in_progress', type: null, status: 'open', severity: null },
  { edge: 'a number before the word', text: '1 - Critical', type: null, status: null, severity: 'critical' },
  { edge: 'a number and a word in Znuny', text: '5 very high', type: null, status: null, severity: 'critical' },
  { edge: 'an ideographic space', text: '　対応中　', type: null, status: 'open', severity: null },
  { edge: 'a merged ticket was no case of its own', text: '結合済', type: null, status: 'cancelled', severity: null },
  { edge: 'a number alone says nothing', text: '1', type: null, status: null, severity: null },
  { edge: 'what means one thing here and another there', text: 'Urgent', type: null, status: null, severity: null },
  { edge: 'nothing known', text: 'ServiceNow', type: null, status: null, severity: null },
])('$edge: $text', async ({ text, type, status, severity }) => {
  expect([wordMeaning(typeWords, text), wordMeaning(statusWords, text), wordMeaning(severityWords, text)]).toEqual([
    type,
    status,
    severity,
  ]);
  const warehouse = await Warehouse.open({ path: ':memory:', threads: 1 });
  await warehouse.run(wordMacros());
  expect(
    await warehouse.row(
      `select ticket_type(${quote(text)}) as type, status_kind(${quote(text)}) as status, severity_class(${quote(text)}) as severity`,
    ),
  ).toEqual({ type, status, severity });
  warehouse.close();
});

test('SQL knows every word', async () => {
  const warehouse = await Warehouse.open({ path: ':memory:', threads: 1 });
  await warehouse.run(wordMacros());
  for (const [macro, words] of Object.entries(tables)) {
    const rows = Object.entries(words as Record<string, readonly string[]>).flatMap(([meaning, known]) =>
      known.map((word) => `(${quote(word)}, ${quote(meaning)})`),
    );
    expect(
      await warehouse.rows(
        `select * from (values ${rows.join(', ')}) as words(word, meaning) where ${macro}(word) is distinct from meaning`,
      ),
    ).toEqual([]);
  }
  warehouse.close();
});
