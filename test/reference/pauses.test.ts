import { expect, test } from 'vitest';
import type { RemarkReason } from '../../pipelines/reference/reasons.ts';
import { type EventRow, jst, judge, measureOf, stepsText } from './build.ts';

// Critical, 24 hours a day, opened at 09:00; the pause state of the ticket is read off the restore clock's steps.
test.each<{ edge: string; events: EventRow[]; pauses: string[] }>([
  {
    edge: 'paused and resumed',
    events: [
      ['paused', '10-07 10:00', 'client'],
      ['resumed', '10-07 11:00'],
    ],
    pauses: ['10:00-11:00'],
  },
  {
    edge: 'the order in the file means nothing',
    events: [
      ['resumed', '10-07 11:00'],
      ['paused', '10-07 10:00', 'client'],
    ],
    pauses: ['10:00-11:00'],
  },
  {
    edge: 'paused before the opening: it is the state at the opening',
    events: [
      ['paused', '10-07 08:00', 'client'],
      ['resumed', '10-07 11:00'],
    ],
    pauses: ['09:00-11:00'],
  },
  {
    edge: 'never resumed: to the stop',
    events: [
      ['paused', '10-07 10:00', 'client'],
      ['restored', '10-07 12:00'],
    ],
    pauses: ['10:00-12:00'],
  },
  {
    edge: 'restored does not end a pause, reopened does',
    events: [
      ['paused', '10-07 10:00', 'client'],
      ['restored', '10-07 11:00'],
      ['reopened', '10-07 12:00'],
      ['restored', '10-07 13:00'],
    ],
    pauses: ['10:00-11:00'],
  },
  {
    edge: 'resumed and paused at once while paused: still paused',
    events: [
      ['paused', '10-07 10:00', 'client'],
      ['resumed', '10-07 11:00'],
      ['paused', '10-07 11:00', 'client'],
      ['resumed', '10-07 12:00'],
    ],
    pauses: ['10:00-11:00', '11:00-12:00'],
  },
  {
    edge: 'resumed and paused at once while running: nothing',
    events: [
      ['paused', '10-07 10:00', 'client'],
      ['resumed', '10-07 10:00'],
    ],
    pauses: [],
  },
  {
    edge: 'paused at the instant of reopening: paused',
    events: [
      ['restored', '10-07 10:00'],
      ['reopened', '10-07 11:00'],
      ['paused', '10-07 11:00', 'client'],
      ['resumed', '10-07 12:00'],
    ],
    pauses: ['11:00-12:00'],
  },
  {
    edge: 'the reason changes to one that does not count',
    events: [
      ['paused', '10-07 10:00', 'client'],
      ['paused', '10-07 11:00', 'vendor'],
      ['resumed', '10-07 12:00'],
    ],
    pauses: ['10:00-11:00'],
  },
  {
    edge: 'paused and resumed at once while paused, in this order of rows: it can only be resumed first',
    events: [
      ['paused', '10-07 10:00', 'client'],
      ['paused', '10-07 11:00', 'client'],
      ['resumed', '10-07 11:00'],
      ['resumed', '10-07 12:00'],
    ],
    pauses: ['10:00-11:00', '11:00-12:00'],
  },
  {
    edge: 'two reasons in one second: that of the last row',
    events: [
      ['paused', '10-07 10:00', 'vendor'],
      ['paused', '10-07 10:00', 'client'],
      ['resumed', '10-07 12:00'],
    ],
    pauses: ['10:00-12:00'],
  },
  { edge: 'resumed without a pause', events: [['resumed', '10-07 10:00']], pauses: [] },
])('$edge: paused $pauses', ({ events, pauses }) => {
  const restore = measureOf(
    { severity: 'critical', events: [['opened', '10-07 09:00'], ...events], asOf: '10-07 20:00' },
    'restore',
  );
  const paused = stepsText(restore).filter((step) => step.endsWith('paused'));
  expect(paused.map((step) => step.replaceAll('10-07 ', '').replace(' paused', '').replace(' - ', '-'))).toEqual(
    pauses,
  );
});

test.each<{ edge: string; event: EventRow; remark: RemarkReason }>([
  {
    edge: 'without a reason',
    event: ['paused', '10-07 10:00'],
    remark: { kind: 'pause-reason-unknown', reason: null },
  },
  {
    edge: 'an unknown reason',
    event: ['paused', '10-07 10:00', 'lunch'],
    remark: { kind: 'pause-reason-unknown', reason: 'lunch' },
  },
  {
    edge: 'no end',
    event: ['paused', '10-07 10:00', 'vendor'],
    remark: { kind: 'pause-without-end', at: jst('10-07 10:00'), asOf: jst('10-07 20:00') },
  },
])('a pause with $edge is reported with its row', ({ event, remark }) => {
  const { remarks } = judge({ severity: 'critical', events: [['opened', '10-07 09:00'], event], asOf: '10-07 20:00' });
  expect(remarks).toContainEqual({ ...remark, source: { file: 'events.csv', sha256: 'e', row: 3 } });
});
