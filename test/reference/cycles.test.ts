import { describe, expect, test } from 'vitest';
import type { Policies } from '../../pipelines/contract/Contract.ts';
import { type EventRow, judge, measureOf, stepsText, tokyo } from './build.ts';

const clocks = (events: EventRow[], policies: Partial<Policies> = {}, severity = 'critical') =>
  judge({ events: [['opened', '10-01 10:00'], ...events], severity, policies, asOf: '11-01 00:00' }).measures.map(
    ({ measure, cycle, startedAt, stoppedAt }) =>
      `${measure} ${cycle}: ${tokyo(startedAt)} - ${tokyo(stoppedAt) ?? 'running'}`,
  );

// Critical promises respond and restore. Reopened within 7 days, the clock goes on.
describe('what a reopening does', () => {
  test.each<{ edge: string; events: EventRow[]; policies?: Partial<Policies>; severity?: string; measures: string[] }>([
    {
      edge: 'within 7 days: one cycle, to the last stop',
      events: [
        ['responded', '10-01 10:10'],
        ['resolved', '10-01 12:00'],
        ['reopened', '10-08 12:00'],
        ['resolved', '10-08 13:00'],
      ],
      measures: ['respond 1: 10-01 10:00 - 10-01 10:10', 'restore 1: 10-01 10:00 - 10-08 13:00'],
    },
    {
      edge: 'a second later than 7 days: a second cycle, for respond too',
      events: [
        ['responded', '10-01 10:10'],
        ['resolved', '10-01 12:00'],
        ['reopened', '10-08 12:00:01'],
        ['responded', '10-08 12:10'],
        ['resolved', '10-08 13:00'],
      ],
      measures: [
        'respond 1: 10-01 10:00 - 10-01 10:10',
        'restore 1: 10-01 10:00 - 10-01 12:00',
        'respond 2: 10-08 12:00:01 - 10-08 12:10',
        'restore 2: 10-08 12:00:01 - 10-08 13:00',
      ],
    },
    {
      edge: 'new-cycle: at once',
      events: [
        ['resolved', '10-01 12:00'],
        ['reopened', '10-01 13:00'],
      ],
      policies: { reopen: { mode: 'new-cycle', within_seconds: 604_800 } },
      measures: [
        'respond 1: 10-01 10:00 - 10-01 12:00',
        'restore 1: 10-01 10:00 - 10-01 12:00',
        'respond 2: 10-01 13:00 - running',
        'restore 2: 10-01 13:00 - running',
      ],
    },
    {
      edge: 'counted from resolved, not from restored',
      events: [
        ['restored', '10-01 11:00'],
        ['resolved', '10-02 12:00'],
        ['reopened', '10-09 11:00'],
      ],
      measures: ['respond 1: 10-01 10:00 - 10-01 11:00', 'restore 1: 10-01 10:00 - running'],
    },
    {
      edge: 'nothing to reopen: it does not count',
      events: [
        ['reopened', '10-01 11:00'],
        ['restored', '10-01 12:00'],
      ],
      measures: ['respond 1: 10-01 10:00 - 10-01 12:00', 'restore 1: 10-01 10:00 - 10-01 12:00'],
    },
    {
      edge: 'resolved and reopened at one instant: resolved first',
      events: [
        ['resolved', '10-01 12:00'],
        ['reopened', '10-01 12:00'],
        ['resolved', '10-01 13:00'],
      ],
      measures: ['respond 1: 10-01 10:00 - 10-01 12:00', 'restore 1: 10-01 10:00 - 10-01 13:00'],
    },
    {
      edge: 'a resolve clock that only saw the restoring just goes on',
      severity: 'medium',
      events: [
        ['restored', '10-01 11:00'],
        ['reopened', '10-20 11:00'],
        ['resolved', '10-20 12:00'],
      ],
      measures: [
        'respond 1: 10-01 10:00 - 10-01 11:00',
        'resolve 1: 10-01 10:00 - 10-20 12:00',
        'respond 2: 10-20 11:00 - 10-20 12:00',
      ],
    },
    {
      edge: 'a chain: the second reopening is too late',
      events: [
        ['resolved', '10-01 12:00'],
        ['reopened', '10-02 12:00'],
        ['resolved', '10-02 13:00'],
        ['reopened', '10-20 10:00'],
      ],
      measures: [
        'respond 1: 10-01 10:00 - 10-01 12:00',
        'restore 1: 10-01 10:00 - 10-02 13:00',
        'respond 2: 10-20 10:00 - running',
        'restore 2: 10-20 10:00 - running',
      ],
    },
    {
      edge: 'a response after the reopening: the call was answered before',
      events: [
        ['resolved', '10-01 12:00'],
        ['reopened', '10-01 13:00'],
        ['responded', '10-01 14:00'],
        ['resolved', '10-01 15:00'],
      ],
      measures: ['respond 1: 10-01 10:00 - 10-01 12:00', 'restore 1: 10-01 10:00 - 10-01 15:00'],
    },
    {
      edge: 'closing later changes nothing',
      events: [
        ['resolved', '10-01 12:00'],
        ['closed', '10-05 12:00'],
      ],
      measures: ['respond 1: 10-01 10:00 - 10-01 12:00', 'restore 1: 10-01 10:00 - 10-01 12:00'],
    },
    {
      edge: 'reopened after as_of: not known yet',
      events: [
        ['resolved', '10-31 12:00'],
        ['reopened', '11-01 12:00'],
      ],
      measures: ['respond 1: 10-01 10:00 - 10-31 12:00', 'restore 1: 10-01 10:00 - 10-31 12:00'],
    },
  ])('$edge', ({ events, policies, severity, measures }) => {
    expect(clocks(events, policies, severity)).toEqual(measures);
  });
});

test('the time it stood resolved does not count', () => {
  const events: EventRow[] = [
    ['opened', '10-01 10:00'],
    ['resolved', '10-01 12:00'],
    ['reopened', '10-02 09:00'],
    ['resolved', '10-02 10:30'],
  ];
  const restore = measureOf({ severity: 'critical', events }, 'restore');
  expect(stepsText(restore)).toEqual([
    '10-01 10:00 - 10-01 12:00 running',
    '10-01 12:00 - 10-02 09:00 resolved',
    '10-02 09:00 - 10-02 10:30 running',
  ]);
  expect([restore.elapsedSeconds, restore.verdict, tokyo(restore.dueAt)]).toEqual([3.5 * 3600, 'met', '10-02 11:00']);
});

describe('when the outcome became known', () => {
  test.each<{ edge: string; events: EventRow[]; asOf?: string; verdict: string; decided: string | null }>([
    { edge: 'met: at the stop', events: [['restored', '10-01 14:00']], verdict: 'met', decided: '10-01 14:00' },
    {
      edge: 'one second late: at the due instant',
      events: [['restored', '10-01 14:00:01']],
      verdict: 'breached',
      decided: '10-01 14:00',
    },
    {
      edge: 'still open at the due instant: nothing is known',
      events: [],
      asOf: '10-01 14:00',
      verdict: 'running',
      decided: null,
    },
    {
      edge: 'still open a second later: breached',
      events: [],
      asOf: '10-01 14:00:01',
      verdict: 'breached',
      decided: '10-01 14:00',
    },
    {
      edge: 'breached before a reopening: it stays so, at the due instant',
      events: [
        ['restored', '10-01 15:00'],
        ['reopened', '10-03 10:00'],
        ['restored', '10-03 11:00'],
      ],
      verdict: 'breached',
      decided: '10-01 14:00',
    },
    {
      edge: 'met again after a reopening: at the new stop',
      events: [
        ['restored', '10-01 11:00'],
        ['reopened', '10-03 10:00'],
        ['restored', '10-03 11:00'],
      ],
      verdict: 'met',
      decided: '10-03 11:00',
    },
  ])('$edge', ({ events, asOf, verdict, decided }) => {
    const restore = measureOf(
      { severity: 'critical', events: [['opened', '10-01 10:00'], ...events], ...(asOf ? { asOf } : {}) },
      'restore',
    );
    expect([restore.verdict, tokyo(restore.decidedAt)]).toEqual([verdict, decided]);
  });

  test('a reopening after the response does not touch it', () => {
    const events: EventRow[] = [
      ['opened', '10-01 10:00'],
      ['responded', '10-01 10:30'],
      ['resolved', '10-01 12:00'],
      ['reopened', '10-03 10:00'],
    ];
    expect(tokyo(measureOf({ severity: 'critical', events }, 'respond').decidedAt)).toBe('10-01 10:30');
  });
});
