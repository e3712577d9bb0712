/** A report that an earlier program issued: what this one adds to the figures makes no other version of it. */
import { expect, test } from 'vitest';
import type { Manifest } from '../../pipelines/issue/Manifest.ts';
import { changesSince } from '../../pipelines/issue/planIssue.ts';
import type { Inputs } from '../../pipelines/issue/statement.ts';
import type { Figures } from '../../pipelines/report/figures.ts';

const inputs = { agreement: [], commentary: [], sources: [], models: [], holidays_sha256: '' } as unknown as Inputs;
const figures = {
  period: '2026-10',
  as_of: '2026-10-31T15:00:00Z',
  availability: [],
  sla: [],
  breaches: [],
  redecided: [],
  margins: [],
} as unknown as Figures;
const { margins: _, ...earlier } = figures;
const near = { ticket_id: 'T-1', measure: 'respond', cycle: 1, margin_seconds: 0, allowed_seconds: 3600 };

test.each([
  { edge: 'the same', issued: figures, now: figures, isSame: true },
  { edge: 'a key that the earlier program did not have', issued: earlier, now: figures, isSame: true },
  {
    edge: 'another value of a key that it had',
    issued: { ...earlier, near_misses: [] },
    now: { ...figures, near_misses: [near] },
    isSame: false,
  },
  { edge: 'a key that is there no more', issued: { ...earlier, near_misses: [] }, now: figures, isSame: false },
])('$edge', ({ issued, now, isSame }) => {
  const standing = {
    ...inputs,
    figures: issued,
    pdfs: [],
    models: [{ model: 'm', sha256: '' }],
  } as unknown as Manifest;
  const changes = changesSince(standing, now as Figures, inputs, []).map(({ en }) => en);
  expect(changes).toEqual(isSame ? [] : ['Figures updated (see figures.json)', 'The computing models changed']);
});
