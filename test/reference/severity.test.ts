import { describe, expect, test } from 'vitest';
import type { Policies } from '../../pipelines/contract/Contract.ts';
import { type EventRow, judge, measureOf, tokyo } from './build.ts';

const severitiesOf = (
  events: EventRow[],
  severity: string | null,
  policy: Policies['severity_change'],
  asOf = '10-09 00:00',
) =>
  judge({ events, severity, policies: { severity_change: policy }, asOf }).measures.map(
    (result) => `${result.measure} ${result.severity}`,
  );

// Opened on Wednesday 2026-10-07 at 10:00; the snapshot column shows the severity of today.
describe('which severity judges', () => {
  test.each<{
    edge: string;
    policy: Policies['severity_change'];
    column: string | null;
    events: EventRow[];
    measures: string[];
  }>([
    {
      edge: 'no change: the value of the opening, whatever the column says',
      policy: 'final',
      column: 'high',
      events: [['opened', '10-07 10:00', 'medium']],
      measures: ['respond medium', 'resolve medium'],
    },
    {
      edge: 'no change, no value in the opening: the column throughout',
      policy: 'final',
      column: 'high',
      events: [['opened', '10-07 10:00']],
      measures: ['respond high', 'restore high'],
    },
    {
      edge: 'no change, no column: the value of the opening',
      policy: 'final',
      column: null,
      events: [['opened', '10-07 10:00', 'medium']],
      measures: ['respond medium', 'resolve medium'],
    },
    {
      edge: 'changed: each measure by the severity at its own stop',
      policy: 'final',
      column: 'critical',
      events: [
        ['opened', '10-07 10:00', 'high'],
        ['responded', '10-07 10:30'],
        ['severity_changed', '10-07 11:00', 'critical'],
        ['restored', '10-07 12:00'],
      ],
      measures: ['respond high', 'restore critical'],
    },
    {
      edge: 'initial: the opening value, whatever came after',
      policy: 'initial',
      column: 'critical',
      events: [
        ['opened', '10-07 10:00', 'high'],
        ['severity_changed', '10-07 11:00', 'critical'],
        ['restored', '10-07 12:00'],
      ],
      measures: ['respond high', 'restore high'],
    },
    {
      edge: 'highest: raised and lowered again',
      policy: 'highest',
      column: 'high',
      events: [
        ['opened', '10-07 10:00', 'high'],
        ['severity_changed', '10-07 10:30', 'critical'],
        ['severity_changed', '10-07 11:00', 'high'],
        ['restored', '10-07 12:00'],
      ],
      measures: ['respond critical', 'restore critical'],
    },
    {
      edge: 'highest: a raise after the stop does not count',
      policy: 'highest',
      column: 'critical',
      events: [
        ['opened', '10-07 10:00', 'high'],
        ['responded', '10-07 10:30'],
        ['restored', '10-07 11:00'],
        ['severity_changed', '10-07 11:01', 'critical'],
      ],
      measures: ['respond high', 'restore high'],
    },
    {
      edge: 'a change in the second of the stop, but in a later row: what changes after the stop changes nothing',
      policy: 'final',
      column: 'critical',
      events: [
        ['opened', '10-07 10:00', 'high'],
        ['restored', '10-07 12:00'],
        ['severity_changed', '10-07 12:00', 'critical'],
      ],
      measures: ['respond high', 'restore high'],
    },
    {
      edge: 'a change in the second of the stop, in an earlier row: counts',
      policy: 'final',
      column: 'critical',
      events: [
        ['opened', '10-07 10:00', 'high'],
        ['severity_changed', '10-07 12:00', 'critical'],
        ['restored', '10-07 12:00'],
      ],
      measures: ['respond critical', 'restore critical'],
    },
    {
      edge: 'changed before the opening: the state at the opening',
      policy: 'initial',
      column: 'critical',
      events: [
        ['severity_changed', '10-07 09:00', 'critical'],
        ['opened', '10-07 10:00', 'high'],
      ],
      measures: ['respond critical', 'restore critical'],
    },
    {
      edge: 'two changes at one instant: the last one loaded',
      policy: 'final',
      column: 'high',
      events: [
        ['opened', '10-07 10:00', 'medium'],
        ['severity_changed', '10-07 11:00', 'high'],
        ['severity_changed', '10-07 11:00', 'critical'],
        ['restored', '10-07 12:00'],
      ],
      measures: ['respond critical', 'restore critical'],
    },
    {
      edge: 'a change after as_of is not known: the opening value',
      policy: 'final',
      column: 'critical',
      events: [
        ['opened', '10-07 10:00', 'high'],
        ['severity_changed', '10-10 00:00', 'critical'],
      ],
      measures: ['respond high', 'restore high'],
    },
    {
      edge: 'restored as Medium, resolved as High: neither is promised; the later stop decides',
      policy: 'final',
      column: 'high',
      events: [
        ['opened', '10-07 10:00', 'medium'],
        ['restored', '10-07 11:00'],
        ['severity_changed', '10-07 12:00', 'high'],
        ['resolved', '10-07 13:00'],
      ],
      measures: ['respond medium', 'restore high'],
    },
    {
      edge: 'restored as High, lowered to Medium and resolved: one completion, the first that was promised at its stop',
      policy: 'final',
      column: 'medium',
      events: [
        ['opened', '10-07 10:00', 'high'],
        ['restored', '10-07 11:00'],
        ['severity_changed', '10-07 12:00', 'medium'],
        ['resolved', '10-07 13:00'],
      ],
      measures: ['respond high', 'restore high'],
    },
    {
      edge: 'capitals do not matter',
      policy: 'final',
      column: 'High',
      events: [['opened', '10-07 10:00']],
      measures: ['respond high', 'restore high'],
    },
    {
      edge: 'a severity of which nothing is promised',
      policy: 'final',
      column: 'low',
      events: [['opened', '10-07 10:00']],
      measures: [],
    },
  ])('$edge ($policy): $measures', ({ policy, column, events, measures }) => {
    expect(severitiesOf(events, column, policy)).toEqual(measures);
  });
});

describe('late when raised', () => {
  const raised = (at: string): EventRow[] => [
    ['opened', '10-07 10:00', 'medium'],
    ['severity_changed', at, 'critical'],
    ['restored', '10-07 20:00'],
  ];

  test.each<{ edge: string; events: EventRow[]; late: boolean }>([
    { edge: 'the new target had already passed', events: raised('10-07 15:00'), late: true },
    { edge: 'raised at the due instant', events: raised('10-07 14:00'), late: false },
    { edge: 'raised in time, restored late', events: raised('10-07 13:00'), late: false },
    {
      edge: 'critical from the start',
      events: [
        ['opened', '10-07 10:00', 'critical'],
        ['severity_changed', '10-07 16:00', 'critical'],
        ['restored', '10-07 20:00'],
      ],
      late: false,
    },
  ])('$edge: $late', ({ events, late }) => {
    const restore = measureOf({ events, severity: 'critical' }, 'restore');
    expect([tokyo(restore.dueAt), restore.verdict, restore.lateWhenRaised]).toEqual(['10-07 14:00', 'breached', late]);
  });
});
