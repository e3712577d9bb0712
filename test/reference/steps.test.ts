import { expect, test } from 'vitest';
import { type EventRow, measureOf, stepsText } from './build.ts';

// design.md's worked example, with a pause over the weekend.
test('the steps of a clock in business hours name what closed it and the row that began each state', () => {
  const events: EventRow[] = [
    ['opened', '10-09 17:00'],
    ['paused', '10-09 17:30', 'client'],
    ['resumed', '10-13 09:30'],
    ['restored', '10-13 11:00'],
  ];
  const restore = measureOf({ severity: 'high', events }, 'restore');
  expect(restore.steps.map(({ from: _, to: __, source, ...step }) => ({ ...step, row: source?.row }))).toEqual([
    { kind: 'running', seconds: 1800, because: { kind: 'running', since: 'opened' }, row: 2 },
    { kind: 'paused', seconds: 1800, because: { kind: 'paused', by: 'client' }, row: 3 },
    { kind: 'closed', seconds: 87 * 3600, because: { kind: 'closed', calendar: 'jp', days: ['スポーツの日'] }, row: 3 },
    { kind: 'paused', seconds: 1800, because: { kind: 'paused', by: 'client' }, row: 3 },
    { kind: 'running', seconds: 5400, because: { kind: 'running', since: 'resumed' }, row: 4 },
  ]);
  expect([restore.elapsedSeconds, restore.pausedSeconds, restore.verdict]).toEqual([7200, 3600, 'met']);
});

test.each<{ edge: string; severity: string; events: EventRow[]; steps: string[] }>([
  {
    edge: 'opened while closed',
    severity: 'high',
    events: [
      ['opened', '10-07 08:00'],
      ['restored', '10-07 10:00'],
    ],
    steps: ['10-07 08:00 - 10-07 09:00 closed', '10-07 09:00 - 10-07 10:00 running'],
  },
  {
    edge: 'stopped while closed',
    severity: 'high',
    events: [
      ['opened', '10-07 17:00'],
      ['restored', '10-07 19:00'],
    ],
    steps: ['10-07 17:00 - 10-07 18:00 running', '10-07 18:00 - 10-07 19:00 closed'],
  },
  {
    edge: 'a lunch break',
    severity: 'office',
    events: [
      ['opened', '10-30 11:00'],
      ['resolved', '10-30 14:00'],
    ],
    steps: [
      '10-30 11:00 - 10-30 12:00 running',
      '10-30 12:00 - 10-30 13:00 closed',
      '10-30 13:00 - 10-30 14:00 running',
    ],
  },
  {
    edge: 'paused at closing: closed wins over paused',
    severity: 'high',
    events: [
      ['opened', '10-07 17:00'],
      ['paused', '10-07 18:00', 'client'],
      ['resumed', '10-07 20:00'],
      ['restored', '10-07 21:00'],
    ],
    steps: [
      '10-07 17:00 - 10-07 18:00 running',
      '10-07 18:00 - 10-07 20:00 closed',
      '10-07 20:00 - 10-07 21:00 closed',
    ],
  },
  {
    edge: 'resolved wins over closed',
    severity: 'high',
    events: [
      ['opened', '10-07 17:00'],
      ['restored', '10-07 17:30'],
      ['reopened', '10-08 09:30'],
      ['restored', '10-08 10:00'],
    ],
    steps: [
      '10-07 17:00 - 10-07 17:30 running',
      '10-07 17:30 - 10-08 09:30 resolved',
      '10-08 09:30 - 10-08 10:00 running',
    ],
  },
  {
    edge: 'a pause that does not count stays running, in a step of its own',
    severity: 'critical',
    events: [
      ['opened', '10-07 10:00'],
      ['paused', '10-07 11:00', 'vendor'],
      ['resumed', '10-07 12:00'],
      ['restored', '10-07 13:00'],
    ],
    steps: [
      '10-07 10:00 - 10-07 11:00 running',
      '10-07 11:00 - 10-07 12:00 running',
      '10-07 12:00 - 10-07 13:00 running',
    ],
  },
  {
    edge: 'stopped at the start: no step',
    severity: 'critical',
    events: [
      ['opened', '10-07 10:00'],
      ['restored', '10-07 10:00'],
    ],
    steps: [],
  },
])('$edge', ({ severity, events, steps }) => {
  expect(stepsText(measureOf({ severity, events }, severity === 'office' ? 'resolve' : 'restore'))).toEqual(steps);
});

test('a pause that does not count says so', () => {
  const events: EventRow[] = [
    ['opened', '10-07 10:00'],
    ['paused', '10-07 11:00', 'vendor'],
    ['restored', '10-07 13:00'],
  ];
  const becauses = measureOf({ severity: 'critical', events }, 'restore').steps.map(({ because }) => because);
  expect(becauses).toEqual([
    { kind: 'running', since: 'opened' },
    { kind: 'paused-in-vain', by: 'vendor' },
  ]);
});
