/**
 * The clocks of design.md section 5 through the SQL models, edge by edge. Tokyo, weekdays 09:00-18:00; Friday
 * 2026-10-09 is followed by a weekend and a holiday on Monday 12th; Friday 30th has a lunch break from 12:00 to 13:00.
 * Critical: respond 1 h, restore 4 h, always. High: respond 2 h, restore 1 business day. Medium: respond 4 h, resolve
 * 2 business days. Office: respond 0 h, resolve 8 h, both in business time.
 */

import { beforeAll, describe, expect, test } from 'vitest';
import type { MeasureName } from '../../pipelines/contract/Contract.ts';
import { localText } from '../../pipelines/contract/languages.ts';
import { type EventRow, jst, type TicketRow, tokyo } from '../reference/build.ts';
import type { Outcome } from '../support/judgeInSql.ts';
import { judgeRows } from '../support/judgeRows.ts';

interface Edge extends TicketRow {
  edge: string;
  /** Default: restore, or resolve for medium and office. */
  measure?: MeasureName;
  cycle?: number;
  /** Null: there is no such measure. */
  expected:
    | (Partial<Record<'due' | 'stopped' | 'started' | 'decided', string | null>> &
        Partial<
          Pick<
            Outcome,
            | 'verdict'
            | 'elapsedSeconds'
            | 'pausedSeconds'
            | 'marginSeconds'
            | 'severity'
            | 'cycle'
            | 'lateWhenRaised'
            | 'calendar'
          >
        >)
    | null;
}

const HOUR = 3600;
const opened = (at: string): EventRow[] => [['opened', at]];
/** Columns of which the days alone are known. */
const days = (columns: Partial<Record<'openedAt' | 'respondedAt' | 'restoredAt' | 'resolvedAt', string>>) => {
  const instants = Object.fromEntries(Object.entries(columns).map(([name, day]) => [name, jst(`${day} 00:00`)]));
  return { ...instants, datedInstants: Object.values(instants) };
};
const newCycle: TicketRow['policies'] = { reopen: { mode: 'new-cycle', within_seconds: 7 * 86_400 } };

/** A group of edges: all of them are judged before the first is compared. */
function edges(title: string, rows: Edge[]): void {
  describe(title, () => {
    let outcomes: Outcome[][];
    beforeAll(async () => {
      outcomes = await judgeRows(rows);
    });
    test.each(rows.map((row, index) => ({ ...row, index })))(
      '$edge',
      ({ index, measure, cycle = 1, severity = 'high', expected }) => {
        const name = measure ?? (severity === 'medium' || severity === 'office' ? 'resolve' : 'restore');
        const found = outcomes[index]!.find((outcome) => outcome.measure === name && outcome.cycle === cycle);
        if (expected === null) return expect(found).toBeUndefined();
        const { startedAt, dueAt, stoppedAt, decidedAt, ...rest } = found!;
        expect({
          ...rest,
          started: tokyo(startedAt),
          due: tokyo(dueAt),
          stopped: tokyo(stoppedAt),
          decided: tokyo(decidedAt),
        }).toMatchObject(expected);
      },
    );
  });
}

edges('what stops a clock', [
  {
    edge: 'respond stops at the first response',
    measure: 'respond',
    events: [...opened('10-07 10:00'), ['responded', '10-07 10:20'], ['responded', '10-07 11:00']],
    expected: { stopped: '10-07 10:20', verdict: 'met' },
  },
  {
    edge: 'never responded: respond stops at the restoration',
    measure: 'respond',
    events: [...opened('10-07 10:00'), ['restored', '10-07 11:30'], ['resolved', '10-07 12:00']],
    expected: { stopped: '10-07 11:30', verdict: 'met' },
  },
  {
    edge: '... or at the closing, if that is all there is',
    measure: 'respond',
    events: [...opened('10-07 10:00'), ['closed', '10-07 13:00']],
    expected: { stopped: '10-07 13:00', verdict: 'breached', decided: '10-07 12:00' },
  },
  {
    edge: 'restore stops at restored, resolving later changes nothing',
    events: [...opened('10-07 10:00'), ['restored', '10-07 11:00'], ['resolved', '10-09 12:00']],
    expected: { stopped: '10-07 11:00' },
  },
  {
    edge: 'restore without restored stops at resolved',
    events: [...opened('10-07 10:00'), ['resolved', '10-08 12:00'], ['closed', '10-09 12:00']],
    expected: { stopped: '10-08 12:00', verdict: 'met' },
  },
  {
    edge: 'restored counts even if resolved came first',
    events: [...opened('10-07 10:00'), ['resolved', '10-07 11:00'], ['restored', '10-07 12:00']],
    expected: { stopped: '10-07 12:00' },
  },
  {
    edge: 'resolve does not stop at restored',
    severity: 'medium',
    events: [...opened('10-07 10:00'), ['restored', '10-07 11:00']],
    expected: { stopped: null, due: '10-09 18:00' },
  },
  {
    edge: 'resolve: closed stands in for a resolution that was never recorded',
    severity: 'medium',
    events: [...opened('10-07 10:00'), ['closed', '10-08 11:00']],
    expected: { stopped: '10-08 11:00', verdict: 'met' },
  },
  {
    edge: 'only columns, no events',
    columns: { openedAt: jst('10-07 10:00'), restoredAt: jst('10-07 11:00') },
    expected: { started: '10-07 10:00', stopped: '10-07 11:00', verdict: 'met' },
  },
  {
    edge: 'an event of a kind wins over its column',
    columns: { restoredAt: jst('10-07 11:00') },
    events: [...opened('10-07 10:00'), ['restored', '10-07 15:00']],
    expected: { stopped: '10-07 15:00' },
  },
  {
    edge: '... also one that is not known yet',
    columns: { restoredAt: jst('10-07 11:00') },
    events: [...opened('10-07 10:00'), ['restored', '10-09 15:00']],
    asOf: '10-08 00:00',
    expected: { stopped: null, verdict: 'running' },
  },
  {
    edge: 'events in any order of rows',
    events: [['restored', '10-07 11:00'], ...opened('10-07 10:00')],
    expected: { started: '10-07 10:00', stopped: '10-07 11:00' },
  },
  {
    edge: 'a response before the opening is none',
    measure: 'respond',
    events: [['responded', '10-07 09:00'], ...opened('10-07 10:00')],
    expected: { stopped: null },
  },
  {
    edge: 'two openings: the first counts',
    events: [...opened('10-07 10:00'), ...opened('10-06 10:00')],
    expected: { started: '10-06 10:00' },
  },
  {
    edge: 'opened and restored in the same second',
    events: [...opened('10-07 10:00'), ['restored', '10-07 10:00']],
    expected: { stopped: '10-07 10:00', elapsedSeconds: 0, verdict: 'met' },
  },
  {
    edge: 'a second before the cut-off is known',
    events: [...opened('10-07 10:00'), ['restored', '10-07 23:59:59']],
    asOf: '10-08 00:00',
    expected: { stopped: '10-07 23:59:59' },
  },
  {
    edge: 'at the cut-off is not',
    events: [...opened('10-07 10:00'), ['restored', '10-08 00:00']],
    asOf: '10-08 00:00',
    expected: { stopped: null },
  },
  { edge: 'a request has no measures', columns: { type: 'request' }, events: opened('10-07 10:00'), expected: null },
  { edge: 'a severity without promises has none', severity: 'low', events: opened('10-07 10:00'), expected: null },
  {
    edge: 'names of severities do not keep to the contract’s capitals',
    severity: 'HIGH',
    measure: 'restore',
    events: opened('10-07 10:00'),
    expected: { severity: 'high' },
  },
  { edge: 'opened before the first terms: nothing was promised', events: opened('03-31 23:59:59'), expected: null },
]);

edges('when a promise falls due', [
  {
    edge: 'always: by the wall clock',
    severity: 'critical',
    events: opened('10-09 17:00'),
    expected: { due: '10-09 21:00', calendar: null },
  },
  {
    edge: 'end-of-day: closing of the next business day',
    events: opened('10-09 17:00'),
    expected: { due: '10-13 18:00', calendar: 'jp' },
  },
  {
    edge: 'midnight: the end of that date',
    events: opened('10-09 17:00'),
    policies: { business_day: 'midnight' },
    expected: { due: '10-14 00:00' },
  },
  {
    edge: 'business-hours: nine open hours from the start',
    events: opened('10-09 17:00'),
    policies: { business_day: 'business-hours' },
    expected: { due: '10-13 17:00' },
  },
  {
    edge: 'business-hours, opened while closed: used up exactly at closing',
    events: opened('10-10 10:00'),
    policies: { business_day: 'business-hours' },
    expected: { due: '10-13 18:00' },
  },
  {
    edge: 'opened on a Saturday: the first business day after it',
    events: opened('10-10 10:00'),
    expected: { due: '10-13 18:00' },
  },
  {
    edge: '... received at the next opening: the one after that',
    events: opened('10-10 10:00'),
    policies: { received: 'next-opening' },
    expected: { due: '10-14 18:00' },
  },
  {
    edge: 'received before opening on a business day: that day',
    events: opened('10-08 07:00'),
    policies: { received: 'next-opening' },
    expected: { due: '10-09 18:00' },
  },
  {
    edge: 'received at the instant of opening is inside',
    events: opened('10-08 09:00'),
    policies: { received: 'next-opening' },
    expected: { due: '10-09 18:00' },
  },
  {
    edge: 'received at the instant of closing is outside',
    events: opened('10-08 18:00'),
    policies: { received: 'next-opening' },
    expected: { due: '10-13 18:00' },
  },
  {
    edge: 'received in the lunch break is the same day',
    events: opened('10-30 12:30'),
    policies: { received: 'next-opening' },
    expected: { due: '11-02 18:00' },
  },
  {
    edge: 'received changes nothing for a clock that always runs',
    severity: 'critical',
    events: opened('10-10 10:00'),
    policies: { received: 'next-opening' },
    expected: { due: '10-10 14:00' },
  },
  { edge: '2 business days', severity: 'medium', events: opened('10-09 17:00'), expected: { due: '10-14 18:00' } },
  {
    edge: 'PT8H in business time, over night',
    severity: 'office',
    events: opened('10-07 15:00'),
    expected: { due: '10-08 14:00' },
  },
  {
    edge: '... used up exactly at closing',
    severity: 'office',
    events: opened('10-07 10:00'),
    expected: { due: '10-07 18:00' },
  },
  {
    edge: '... with a lunch break',
    severity: 'office',
    events: opened('10-30 09:00'),
    expected: { due: '10-30 18:00' },
  },
  {
    edge: '... used up exactly when lunch begins',
    severity: 'office',
    events: opened('10-29 13:00'),
    expected: { due: '10-30 12:00' },
  },
  {
    edge: '0 seconds while open: at once',
    severity: 'office',
    measure: 'respond',
    events: opened('10-07 15:00'),
    expected: { due: '10-07 15:00' },
  },
  {
    edge: '0 seconds at the instant of opening: at once',
    severity: 'office',
    measure: 'respond',
    events: opened('10-07 09:00'),
    expected: { due: '10-07 09:00' },
  },
  {
    edge: '0 seconds while closed: at the next opening',
    severity: 'office',
    measure: 'respond',
    events: opened('10-09 19:00'),
    expected: { due: '10-13 09:00' },
  },
  {
    edge: 'no calendar known: a business clock cannot be judged',
    columns: { serviceId: 'unheard-of' },
    events: opened('10-07 10:00'),
    expected: null,
  },
  {
    edge: 'a service that the agreement does not name was promised nothing, not even by a clock that always runs',
    severity: 'critical',
    columns: { serviceId: 'unheard-of', siteId: 'tokyo' },
    events: opened('10-07 10:00'),
    expected: null,
  },
  {
    edge: 'the ticket’s own site stands in for a service that it does not name',
    columns: { serviceId: null, siteId: 'tokyo' },
    events: opened('10-07 10:00'),
    expected: { due: '10-08 18:00' },
  },
]);

edges('met, breached, running', [
  {
    edge: 'stopped exactly at the due instant is met',
    severity: 'critical',
    events: [...opened('10-07 10:00'), ['restored', '10-07 14:00']],
    expected: { verdict: 'met', marginSeconds: 0, decided: '10-07 14:00' },
  },
  {
    edge: 'a second later is breached, known since the due instant',
    severity: 'critical',
    events: [...opened('10-07 10:00'), ['restored', '10-07 14:00:01']],
    expected: { verdict: 'breached', marginSeconds: -1, decided: '10-07 14:00' },
  },
  {
    edge: 'open past due is a breach',
    severity: 'critical',
    events: opened('10-07 10:00'),
    asOf: '10-07 14:00:01',
    expected: { verdict: 'breached', stopped: null, decided: '10-07 14:00' },
  },
  {
    edge: 'open exactly at due still runs',
    severity: 'critical',
    events: opened('10-07 10:00'),
    asOf: '10-07 14:00',
    expected: { verdict: 'running', marginSeconds: 0, decided: null },
  },
  {
    edge: 'used up exactly at closing, stopped while closed: late',
    severity: 'office',
    events: [...opened('10-07 10:00'), ['resolved', '10-07 20:00']],
    expected: { verdict: 'breached', elapsedSeconds: 8 * HOUR },
  },
  {
    edge: 'elapsed is open time',
    events: [...opened('10-09 17:00'), ['restored', '10-13 10:00']],
    expected: { elapsedSeconds: 2 * HOUR, verdict: 'met' },
  },
  {
    edge: 'elapsed leaves the lunch break out',
    severity: 'office',
    events: [...opened('10-30 11:00'), ['resolved', '10-30 14:00']],
    expected: { elapsedSeconds: 2 * HOUR },
  },
  {
    edge: 'due at the last second of a month belongs to it',
    severity: 'critical',
    events: opened('10-31 19:59:59'),
    asOf: '11-01 00:00',
    expected: { due: '10-31 23:59:59', verdict: 'breached', decided: '10-31 23:59:59' },
  },
]);

const paused = (from: string, to: string | null, reason = 'client'): EventRow[] => [
  ['paused', from, reason],
  ...(to ? [['resumed', to] as EventRow] : []),
];

edges('pauses', [
  {
    edge: 'always: move the due instant by what they took',
    severity: 'critical',
    events: [...opened('10-07 10:00'), ...paused('10-07 11:00', '10-07 12:30'), ['restored', '10-07 15:00']],
    expected: { due: '10-07 15:30', pausedSeconds: 5400, elapsedSeconds: 3.5 * HOUR, verdict: 'met' },
  },
  {
    edge: 'respond never pauses',
    severity: 'critical',
    measure: 'respond',
    events: [...opened('10-07 10:00'), ...paused('10-07 10:10', '10-07 12:00')],
    expected: { due: '10-07 11:00', pausedSeconds: 0 },
  },
  {
    edge: 'business: only open time counts',
    events: [...opened('10-09 16:00'), ...paused('10-09 17:00', '10-13 10:00')],
    expected: { due: '10-14 11:00', pausedSeconds: 2 * HOUR },
  },
  {
    edge: 'business: a pause while closed moves nothing',
    events: [...opened('10-09 16:00'), ...paused('10-09 19:00', '10-12 10:00')],
    expected: { due: '10-13 18:00', pausedSeconds: 0 },
  },
  {
    edge: 'a reason that was not agreed does not stop the clock',
    severity: 'critical',
    events: [...opened('10-07 10:00'), ...paused('10-07 11:00', '10-07 12:00', 'vendor')],
    expected: { due: '10-07 14:00', pausedSeconds: 0 },
  },
  {
    edge: '... and does where the agreement names it',
    severity: 'critical',
    policies: { pause_reasons: ['client', 'vendor'] },
    events: [...opened('10-07 10:00'), ...paused('10-07 11:00', '10-07 12:00', 'Vendor')],
    expected: { due: '10-07 15:00', pausedSeconds: HOUR },
  },
  {
    edge: 'a pause without a reason does not',
    severity: 'critical',
    events: [...opened('10-07 10:00'), ['paused', '10-07 11:00'], ['resumed', '10-07 12:00']],
    expected: { due: '10-07 14:00' },
  },
  {
    edge: 'begun exactly at the due instant: still moves it',
    severity: 'critical',
    events: [...opened('10-07 10:00'), ...paused('10-07 14:00', '10-07 15:00')],
    expected: { due: '10-07 15:00' },
  },
  {
    edge: 'begun a second after it: moves nothing',
    severity: 'critical',
    events: [...opened('10-07 10:00'), ...paused('10-07 14:00:01', '10-07 15:00')],
    expected: { due: '10-07 14:00', pausedSeconds: 3599 },
  },
  {
    edge: 'a pause makes room for a later one',
    severity: 'critical',
    events: [
      ...opened('10-07 10:00'),
      ...paused('10-07 13:00', '10-07 14:30'),
      ...paused('10-07 15:00', '10-07 16:00'),
    ],
    expected: { due: '10-07 16:30' },
  },
  {
    edge: 'after the first that does not, none does',
    severity: 'critical',
    events: [
      ...opened('10-07 10:00'),
      ...paused('10-07 14:30', '10-07 15:00'),
      ...paused('10-07 15:30', '10-07 16:00'),
    ],
    expected: { due: '10-07 14:00' },
  },
  {
    edge: 'business: begun at closing when the time was just used up',
    severity: 'office',
    events: [...opened('10-07 10:00'), ...paused('10-07 18:00', '10-08 10:00')],
    expected: { due: '10-08 10:00' },
  },
  {
    edge: 'business: begun a second after closing: the clock had run out',
    severity: 'office',
    events: [...opened('10-07 10:00'), ...paused('10-07 18:00:01', '10-08 10:00')],
    expected: { due: '10-07 18:00' },
  },
  {
    edge: 'business: begun at the next opening: the clock had run out',
    severity: 'office',
    events: [...opened('10-07 10:00'), ...paused('10-08 09:00', '10-08 10:00')],
    expected: { due: '10-07 18:00' },
  },
  {
    edge: 'a change of the reason is the same pause, even from after the due instant',
    severity: 'office',
    events: [
      ...opened('10-07 10:00'),
      ['paused', '10-07 18:00', 'client'],
      ['paused', '10-07 20:00', 'client'],
      ['resumed', '10-08 10:00'],
    ],
    expected: { due: '10-08 10:00' },
  },
  {
    edge: 'a change to a reason that does not count ends it',
    severity: 'critical',
    events: [
      ...opened('10-07 10:00'),
      ['paused', '10-07 11:00', 'client'],
      ['paused', '10-07 12:00', 'vendor'],
      ['resumed', '10-07 13:00'],
    ],
    expected: { due: '10-07 15:00', pausedSeconds: HOUR },
  },
  {
    edge: 'never resumed: to the stop',
    severity: 'critical',
    events: [...opened('10-07 10:00'), ...paused('10-07 11:00', null), ['resolved', '10-07 16:00']],
    expected: { due: '10-07 19:00', pausedSeconds: 5 * HOUR, elapsedSeconds: HOUR },
  },
  {
    edge: '... or to the cut-off',
    severity: 'critical',
    events: [...opened('10-07 10:00'), ...paused('10-07 11:00', null)],
    asOf: '10-08 11:00',
    expected: { due: '10-08 14:00', verdict: 'running', elapsedSeconds: HOUR },
  },
  {
    edge: 'resumed twice: the second says nothing',
    severity: 'critical',
    events: [...opened('10-07 10:00'), ...paused('10-07 11:00', '10-07 12:00'), ['resumed', '10-07 13:00']],
    expected: { due: '10-07 15:00' },
  },
  {
    edge: 'paused and resumed in one second, not paused before: nothing',
    severity: 'critical',
    events: [...opened('10-07 10:00'), ['paused', '10-07 11:00', 'client'], ['resumed', '10-07 11:00']],
    expected: { due: '10-07 14:00', pausedSeconds: 0 },
  },
  {
    edge: '... paused before: the wait goes on',
    severity: 'critical',
    events: [
      ...opened('10-07 10:00'),
      ['paused', '10-07 11:00', 'client'],
      ['resumed', '10-07 12:00'],
      ['paused', '10-07 12:00', 'client'],
      ['resumed', '10-07 13:00'],
    ],
    expected: { due: '10-07 16:00' },
  },
  {
    edge: 'paused before the opening: paused from the opening on',
    severity: 'critical',
    events: [['paused', '10-07 09:00', 'client'], ...opened('10-07 10:00'), ['resumed', '10-07 11:00']],
    expected: { due: '10-07 15:00', pausedSeconds: HOUR },
  },
  {
    edge: 'overlaps the stop: only up to it',
    severity: 'critical',
    events: [
      ...opened('10-07 10:00'),
      ['paused', '10-07 11:00', 'client'],
      ['restored', '10-07 12:00'],
      ['resumed', '10-07 13:00'],
    ],
    expected: { due: '10-07 15:00', pausedSeconds: HOUR, elapsedSeconds: HOUR },
  },
]);

const changed = (at: string, to: string): EventRow => ['severity_changed', at, to];

edges('a severity that changes', [
  {
    edge: 'final: that at the stop, clock from the opening',
    severity: 'critical',
    measure: 'restore',
    events: [['opened', '10-07 10:00', 'medium'], changed('10-07 11:00', 'critical'), ['restored', '10-07 13:00']],
    expected: { severity: 'critical', due: '10-07 14:00', lateWhenRaised: false },
  },
  {
    edge: 'final: late when it was raised',
    severity: 'critical',
    measure: 'restore',
    events: [['opened', '10-07 10:00', 'medium'], changed('10-07 14:00:01', 'critical')],
    expected: { due: '10-07 14:00', verdict: 'breached', lateWhenRaised: true },
  },
  {
    edge: 'final: raised exactly at the due instant is not late',
    severity: 'critical',
    measure: 'restore',
    events: [['opened', '10-07 10:00', 'medium'], changed('10-07 14:00', 'critical')],
    expected: { lateWhenRaised: false },
  },
  {
    edge: 'final: a change after the stop changes nothing',
    severity: 'medium',
    measure: 'restore',
    events: [
      ['opened', '10-07 10:00', 'critical'],
      ['restored', '10-07 11:00'],
      changed('10-07 12:00', 'medium'),
      ['resolved', '10-07 13:00'],
    ],
    expected: { severity: 'critical', stopped: '10-07 11:00' },
  },
  {
    edge: 'final: respond looks at its own stop',
    severity: 'critical',
    measure: 'respond',
    events: [['opened', '10-07 10:00', 'medium'], ['responded', '10-07 12:00'], changed('10-07 13:00', 'critical')],
    expected: { severity: 'medium', verdict: 'met' },
  },
  {
    edge: 'initial: that of the opening',
    severity: 'critical',
    measure: 'resolve',
    policies: { severity_change: 'initial' },
    events: [['opened', '10-07 10:00', 'medium'], changed('10-07 11:00', 'critical')],
    expected: { severity: 'medium', due: '10-09 18:00' },
  },
  {
    edge: 'highest: lowered later does not help',
    severity: 'medium',
    measure: 'restore',
    policies: { severity_change: 'highest' },
    events: [['opened', '10-07 10:00', 'critical'], changed('10-07 11:00', 'medium'), ['restored', '10-07 15:00']],
    expected: { severity: 'critical', verdict: 'breached' },
  },
  {
    edge: 'neither restore nor resolve by its own stop: the later stop decides',
    severity: 'high',
    measure: 'restore',
    events: [
      ['opened', '10-07 10:00', 'medium'],
      ['restored', '10-07 11:00'],
      changed('10-07 12:00', 'high'),
      ['resolved', '10-07 13:00'],
    ],
    expected: { severity: 'high', stopped: '10-07 11:00' },
  },
  {
    edge: 'two changes in one second: the last row',
    severity: 'critical',
    measure: 'restore',
    events: [['opened', '10-07 10:00', 'medium'], changed('10-07 11:00', 'high'), changed('10-07 11:00', 'critical')],
    expected: { severity: 'critical' },
  },
  {
    edge: 'a change before the opening set the severity in which it was opened',
    severity: 'critical',
    measure: 'restore',
    events: [changed('10-07 09:00', 'critical'), ...opened('10-07 10:00')],
    expected: { severity: 'critical', lateWhenRaised: false },
  },
  {
    edge: 'changes that are not known yet',
    severity: 'critical',
    measure: 'resolve',
    asOf: '10-07 12:00',
    events: [['opened', '10-07 10:00', 'medium'], changed('10-07 13:00', 'critical')],
    expected: { severity: 'medium' },
  },
  {
    edge: 'lowered to one without promises',
    severity: 'low',
    measure: 'restore',
    events: [['opened', '10-07 10:00', 'critical'], changed('10-07 11:00', 'low'), ['restored', '10-07 12:00']],
    expected: null,
  },
]);

edges('reopenings', [
  {
    edge: 'continue: to the last stop, without the time it stood resolved',
    severity: 'critical',
    events: [
      ...opened('10-07 10:00'),
      ['resolved', '10-07 11:00'],
      ['reopened', '10-08 11:00'],
      ['resolved', '10-08 12:00'],
    ],
    expected: {
      stopped: '10-08 12:00',
      due: '10-08 14:00',
      elapsedSeconds: 2 * HOUR,
      verdict: 'met',
      decided: '10-08 12:00',
    },
  },
  {
    edge: 'continue: exactly 7 days after',
    severity: 'critical',
    events: [...opened('10-07 10:00'), ['resolved', '10-07 11:00'], ['reopened', '10-14 11:00']],
    expected: { stopped: null, due: '10-14 14:00' },
  },
  {
    edge: 'a second later: a cycle of its own',
    severity: 'critical',
    cycle: 2,
    events: [...opened('10-07 10:00'), ['resolved', '10-07 11:00'], ['reopened', '10-14 11:00:01']],
    expected: { started: '10-14 11:00:01', due: '10-14 15:00:01' },
  },
  {
    edge: '... and the first stands as it was',
    severity: 'critical',
    cycle: 1,
    events: [...opened('10-07 10:00'), ['resolved', '10-07 11:00'], ['reopened', '10-14 11:00:01']],
    expected: { stopped: '10-07 11:00', verdict: 'met' },
  },
  {
    edge: 'new-cycle: at once',
    severity: 'critical',
    cycle: 2,
    policies: newCycle,
    events: [...opened('10-07 10:00'), ['resolved', '10-07 11:00'], ['reopened', '10-07 12:00']],
    expected: { started: '10-07 12:00' },
  },
  {
    edge: 'respond in the second cycle',
    severity: 'critical',
    measure: 'respond',
    cycle: 2,
    policies: newCycle,
    events: [
      ...opened('10-07 10:00'),
      ['responded', '10-07 10:10'],
      ['resolved', '10-07 11:00'],
      ['reopened', '10-07 12:00'],
      ['responded', '10-07 12:20'],
    ],
    expected: { stopped: '10-07 12:20' },
  },
  {
    edge: 'respond is answered once for good where the cycle goes on',
    severity: 'critical',
    measure: 'respond',
    events: [
      ...opened('10-07 10:00'),
      ['resolved', '10-07 10:30'],
      ['reopened', '10-07 12:00'],
      ['responded', '10-07 12:20'],
    ],
    expected: { stopped: '10-07 10:30', verdict: 'met' },
  },
  {
    edge: 'breached before it was reopened: keeps due and verdict',
    severity: 'critical',
    events: [
      ...opened('10-07 10:00'),
      ['resolved', '10-07 15:00'],
      ['reopened', '10-08 10:00'],
      ['resolved', '10-08 10:05'],
    ],
    expected: { due: '10-07 14:00', verdict: 'breached', decided: '10-07 14:00' },
  },
  {
    edge: 'nothing had stopped: not a reopening',
    severity: 'critical',
    policies: newCycle,
    events: [...opened('10-07 10:00'), ['reopened', '10-07 11:00'], ['restored', '10-07 12:00']],
    expected: { stopped: '10-07 12:00', elapsedSeconds: 2 * HOUR },
  },
  {
    edge: 'reopened after the cut-off is not known',
    severity: 'critical',
    asOf: '10-08 00:00',
    events: [...opened('10-07 10:00'), ['resolved', '10-07 11:00'], ['reopened', '10-08 11:00']],
    expected: { stopped: '10-07 11:00', verdict: 'met' },
  },
  {
    edge: 'restored, never resolved, reopened after 10 days: resolve goes on',
    severity: 'medium',
    events: [...opened('10-07 10:00'), ['restored', '10-07 11:00'], ['reopened', '10-17 11:00']],
    expected: { started: '10-07 10:00', stopped: null },
  },
  {
    edge: 'resolved and reopened in one second: the stop comes first',
    severity: 'critical',
    cycle: 2,
    policies: newCycle,
    events: [...opened('10-07 10:00'), ['reopened', '10-07 11:00'], ['resolved', '10-07 11:00']],
    expected: { started: '10-07 11:00' },
  },
  {
    edge: 'a pause in the second stretch counts too',
    severity: 'critical',
    events: [
      ...opened('10-07 10:00'),
      ['resolved', '10-07 11:00'],
      ['reopened', '10-07 12:00'],
      ...paused('10-07 12:30', '10-07 13:00'),
    ],
    expected: { due: '10-07 15:30', pausedSeconds: 1800 },
  },
]);

const agreed = {
  id: 'x-7',
  target: { ticket: 'T-9' },
  from: null,
  to: null,
  reason: localText({ ja: '合意', en: 'agreed' }),
  approved_by: 'client',
  approved_at: '2026-11-01',
};

edges('what is left out', [
  {
    edge: 'cancelled by an event: at that instant',
    severity: 'critical',
    events: [...opened('10-07 10:00'), ['cancelled', '10-07 10:30']],
    expected: { verdict: 'excluded', decided: '10-07 10:30', due: '10-07 14:00' },
  },
  {
    edge: 'cancelled after the cut-off: not yet',
    severity: 'critical',
    asOf: '10-07 10:15',
    events: [...opened('10-07 10:00'), ['cancelled', '10-07 10:30']],
    expected: { verdict: 'running' },
  },
  {
    edge: 'cancelled by status: at closed_at',
    severity: 'critical',
    columns: { status: 'Cancelled', closedAt: jst('10-07 11:00') },
    events: opened('10-07 10:00'),
    expected: { verdict: 'excluded', decided: '10-07 11:00' },
  },
  {
    edge: 'cancelled by status alone: always was',
    severity: 'critical',
    columns: { status: 'canceled' },
    events: opened('10-07 10:00'),
    expected: { verdict: 'excluded', decided: '10-07 10:00' },
  },
  {
    edge: 'a duplicate: when it was resolved',
    severity: 'critical',
    columns: { duplicateOf: 'T-1' },
    events: [...opened('10-07 10:00'), ['resolved', '10-07 18:00']],
    expected: { verdict: 'excluded', decided: '10-07 18:00', due: '10-07 14:00' },
  },
  {
    edge: 'named by an approved exclusion',
    severity: 'critical',
    columns: { ticketId: 'T-9' },
    exclusions: [agreed],
    events: opened('10-07 10:00'),
    expected: { verdict: 'excluded', decided: '10-07 10:00' },
  },
  {
    edge: '... of another ticket',
    severity: 'critical',
    columns: { ticketId: 'T-8' },
    exclusions: [agreed],
    events: opened('10-07 10:00'),
    expected: { verdict: 'breached' },
  },
]);

edges('dates without a time', [
  {
    edge: 'a target of hours has no data from days, be they the same day',
    severity: 'critical',
    columns: days({ openedAt: '10-05', resolvedAt: '10-05' }),
    expected: { verdict: 'no-data', decided: '10-05 00:00' },
  },
  {
    edge: 'nor an open one: it began at some time of that day',
    severity: 'critical',
    columns: days({ openedAt: '10-05' }),
    expected: { verdict: 'no-data', decided: '10-05 00:00' },
  },
  {
    edge: 'opened at a time and restored on a day: what stopped it has no time',
    severity: 'critical',
    columns: { openedAt: jst('10-05 09:00'), restoredAt: jst('10-06 00:00'), datedInstants: [jst('10-06 00:00')] },
    expected: { verdict: 'no-data', decided: '10-06 00:00' },
  },
  {
    edge: 'another day of the same ticket does not matter to a measure with times',
    severity: 'critical',
    columns: {
      openedAt: jst('10-05 09:00'),
      restoredAt: jst('10-05 10:00'),
      closedAt: jst('10-06 00:00'),
      datedInstants: [jst('10-06 00:00')],
    },
    expected: { verdict: 'met', stopped: '10-05 10:00' },
  },
  {
    edge: 'a business day: Friday to Tuesday, Monday being a holiday, is the last day on time',
    columns: days({ openedAt: '10-09', restoredAt: '10-13' }),
    expected: { verdict: 'met', due: '10-13 18:00' },
  },
  {
    edge: 'the day after is late',
    columns: days({ openedAt: '10-09', restoredAt: '10-14' }),
    expected: { verdict: 'breached' },
  },
  {
    edge: 'counted in opening hours, days are counted by their dates all the same',
    columns: days({ openedAt: '10-05', restoredAt: '10-06' }),
    policies: { business_day: 'business-hours' },
    expected: { verdict: 'met', due: '10-06 18:00' },
  },
]);
