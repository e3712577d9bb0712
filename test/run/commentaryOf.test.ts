/** A report that is cut off inside its period prints only words that were written by then. */

import { expect, test } from 'vitest';
import { localText } from '../../pipelines/contract/languages.ts';
import { type Commentary, noCommentary } from '../../pipelines/contract/readCommentary.ts';
import { parsePeriod } from '../../pipelines/period.ts';
import { commentaryKnownAt, keysOf } from '../../pipelines/run/commentaryOf.ts';

const zone = 'Asia/Tokyo';
const october = parsePeriod('2026-10', zone);
const at = (text: string) => Date.parse(text) / 1000;
const midMonth = at('2026-10-15T12:00:00+09:00');
const nextMonth = at('2026-11-05T09:00:00+09:00');
const words: Commentary = { ...noCommentary, summary: localText({ ja: '十月', en: 'October' }) };

test.each<{ edge: string; writtenOn: string | null; asOf: number; now: number; because: string | null }>([
  { edge: 'the whole period, undated', writtenOn: null, asOf: october.endsAt, now: nextMonth, because: null },
  {
    edge: 'the whole period, written a week later',
    writtenOn: '2026-11-08',
    asOf: october.endsAt,
    now: nextMonth,
    because: null,
  },
  { edge: 'the running month, undated', writtenOn: null, asOf: midMonth, now: midMonth, because: null },
  {
    edge: 'an earlier cut-off of a month that has ended since, undated',
    writtenOn: null,
    asOf: midMonth,
    now: nextMonth,
    because: 'no written_on, and 2026-10 has ended since 2026-10-15',
  },
  { edge: 'written on the day of the cut-off', writtenOn: '2026-10-15', asOf: midMonth, now: nextMonth, because: null },
  {
    edge: 'written on the day after it',
    writtenOn: '2026-10-16',
    asOf: midMonth,
    now: nextMonth,
    because: 'written on 2026-10-16, after 2026-10-15',
  },
])('$edge', ({ writtenOn, asOf, now, because }) => {
  const found = commentaryKnownAt({ ...words, writtenOn }, october, asOf, now, zone);
  expect(found.withheldBecause).toBe(because);
  expect(found.commentary.summary).toEqual(because === null ? words.summary : null);
});

test('nothing written: nothing is withheld', () => {
  expect(commentaryKnownAt(noCommentary, october, midMonth, nextMonth, zone).withheldBecause).toBeNull();
});

test('what the words speak of: complete with cause, immediate and lasting measures; outages by their local minute', () => {
  const none = {
    ...{ detected: null, affected: null, cause: null, immediate: null },
    ...{ lasting: null, owner: null, due: null, status: null },
  };
  const text = localText({ ja: 'あ', en: 'a' });
  const keys = keysOf(
    {
      ...noCommentary,
      breaches: { 'T-1': { ...none, cause: text, immediate: text, lasting: text }, 'T-2': { ...none, cause: text } },
      availability: { sap: { ...none, outages: { '2026-10-21T13:04': text } } },
    },
    null,
    zone,
  );
  expect(keys).toEqual({
    breaches: [
      { ticketId: 'T-1', isComplete: true },
      { ticketId: 'T-2', isComplete: false },
    ],
    availability: [{ serviceId: 'sap', isComplete: false, hasWords: false }],
    outages: [{ serviceId: 'sap', startedAt: at('2026-10-21T13:04:00+09:00'), written: '2026-10-21T13:04' }],
    withheldBecause: null,
  });
});
