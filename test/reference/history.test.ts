import { describe, expect, test } from 'vitest';
import { localText } from '../../pipelines/contract/languages.ts';
import type { RemarkReason } from '../../pipelines/reference/reasons.ts';
import { type EventRow, jst, judge, measureOf, type TicketRow, tokyo } from './build.ts';

const opened: EventRow = ['opened', '10-07 10:00'];

describe('events win over columns', () => {
  test.each<{ edge: string; row: TicketRow; stop: string | null }>([
    {
      edge: 'columns alone',
      row: { columns: { openedAt: jst('10-07 10:00'), restoredAt: jst('10-07 11:00') } },
      stop: '10-07 11:00',
    },
    {
      edge: 'an event and a column that differ',
      row: { events: [opened, ['restored', '10-07 12:00']], columns: { restoredAt: jst('10-07 11:00') } },
      stop: '10-07 12:00',
    },
    {
      edge: 'an event of another kind: the column stands in',
      row: { events: [opened, ['responded', '10-07 10:30']], columns: { restoredAt: jst('10-07 11:00') } },
      stop: '10-07 11:00',
    },
    {
      edge: 'an event after as_of wins as well: nothing is known yet',
      row: {
        events: [opened, ['restored', '10-09 12:00']],
        columns: { restoredAt: jst('10-07 11:00') },
        asOf: '10-08 00:00',
      },
      stop: null,
    },
    {
      edge: 'a column after as_of is not known',
      row: { events: [opened], columns: { restoredAt: jst('10-09 11:00') }, asOf: '10-08 00:00' },
      stop: null,
    },
    {
      edge: 'at as_of is not known yet',
      row: { events: [opened, ['restored', '10-08 00:00']], asOf: '10-08 00:00' },
      stop: null,
    },
    {
      edge: 'a second before it is',
      row: { events: [opened, ['restored', '10-07 23:59:59']], asOf: '10-08 00:00' },
      stop: '10-07 23:59:59',
    },
    {
      edge: 'never restored: resolved stands in',
      row: { events: [opened, ['resolved', '10-07 13:00']] },
      stop: '10-07 13:00',
    },
    { edge: 'neither: closed stands in', row: { events: [opened, ['closed', '10-07 14:00']] }, stop: '10-07 14:00' },
  ])('$edge', ({ row, stop }) => {
    expect(tokyo(measureOf({ severity: 'critical', ...row }, 'restore').stoppedAt)).toBe(stop);
  });
});

describe('respond stops at the first response, else when restored, resolved or closed', () => {
  test.each<{ edge: string; events: EventRow[]; stop: string | null }>([
    {
      edge: 'the first of two responses',
      events: [
        ['responded', '10-07 10:40'],
        ['responded', '10-07 10:20'],
      ],
      stop: '10-07 10:20',
    },
    {
      edge: 'restored without a response',
      events: [
        ['restored', '10-07 11:00'],
        ['resolved', '10-07 12:00'],
      ],
      stop: '10-07 11:00',
    },
    { edge: 'a response before the opening is none', events: [['responded', '10-07 09:59']], stop: null },
    { edge: 'a response at the opening is one', events: [['responded', '10-07 10:00']], stop: '10-07 10:00' },
  ])('$edge', ({ events, stop }) => {
    expect(tokyo(measureOf({ severity: 'critical', events: [opened, ...events] }, 'respond').stoppedAt)).toBe(stop);
  });
});

describe('defects of the data are reported with file and row', () => {
  test.each<{ remark: RemarkReason; row: TicketRow; source: number | 'ticket' }>([
    {
      remark: { kind: 'no-opening' },
      row: { events: [['restored', '10-07 11:00']] },
      source: 'ticket',
    },
    {
      remark: { kind: 'two-openings', again: jst('10-07 11:00'), first: jst('10-07 10:00') },
      row: { events: [['opened', '10-07 11:00'], opened] },
      source: 2,
    },
    {
      remark: { kind: 'before-opening', event: 'resolved', at: jst('10-07 09:00'), openedAt: jst('10-07 10:00') },
      row: { events: [opened, ['resolved', '10-07 09:00']] },
      source: 3,
    },
    {
      remark: {
        kind: 'events-contradict-columns',
        of: 'instant',
        column: 'restored_at',
        says: jst('10-07 11:00'),
        events: [jst('10-07 12:00')],
      },
      row: { events: [opened, ['restored', '10-07 12:00']], columns: { restoredAt: jst('10-07 11:00') } },
      source: 'ticket',
    },
    {
      remark: { kind: 'events-contradict-columns', of: 'severity', says: 'high', lastChange: 'critical' },
      row: { severity: 'high', events: [opened, ['severity_changed', '10-07 12:00', 'critical']] },
      source: 'ticket',
    },
    {
      remark: { kind: 'closed-without-resolved', at: jst('10-07 12:00') },
      row: { events: [opened, ['closed', '10-07 12:00']] },
      source: 3,
    },
    {
      remark: { kind: 'reopened-without-stop', at: jst('10-07 12:00') },
      row: { events: [opened, ['reopened', '10-07 12:00']] },
      source: 3,
    },
    {
      remark: { kind: 'pause-within-pause', at: jst('10-07 13:00'), since: jst('10-07 12:00') },
      row: {
        events: [
          opened,
          ['paused', '10-07 12:00', 'client'],
          ['paused', '10-07 13:00', 'client'],
          ['resumed', '10-07 14:00'],
        ],
      },
      source: 4,
    },
    {
      remark: { kind: 'severity-unknown', of: 'ticket', severity: 'low' },
      row: { severity: 'low', events: [opened] },
      source: 'ticket',
    },
    {
      remark: { kind: 'calendar-unknown' },
      row: { severity: 'high', events: [opened], columns: { serviceId: 'unheard-of' } },
      source: 'ticket',
    },
  ])('$remark.kind', ({ remark, row, source }) => {
    const { remarks } = judge({ severity: 'critical', ...row });
    const where =
      source === 'ticket'
        ? { file: 'tickets.csv', sha256: 't', row: 2 }
        : { file: 'events.csv', sha256: 'e', row: source };
    expect(remarks).toContainEqual({ ...remark, source: where });
  });

  test('a ticket in order has none', () => {
    const events: EventRow[] = [
      opened,
      ['responded', '10-07 10:10'],
      ['paused', '10-07 10:20', 'vendor'],
      ['resumed', '10-07 10:30'],
      ['restored', '10-07 11:00'],
      ['resolved', '10-07 12:00'],
      ['closed', '10-08 12:00'],
    ];
    expect(judge({ severity: 'critical', events }).remarks).toEqual([]);
  });

  test('a ticket that is opened after as_of does not exist yet, and that is no defect', () => {
    expect(judge({ events: [['opened', '10-09 10:00']], asOf: '10-08 00:00' })).toEqual({ measures: [], remarks: [] });
  });
});

describe('what is judged', () => {
  const verdicts = (row: TicketRow) =>
    judge({ severity: 'critical', ...row }).measures.map(({ measure, verdict }) => `${measure} ${verdict}`);

  test.each<{ edge: string; row: TicketRow; measures: string[] }>([
    {
      edge: 'an empty type is an incident',
      row: { events: [opened], columns: { type: '' } },
      measures: ['respond breached', 'restore breached'],
    },
    {
      edge: 'Incident, in any spelling',
      row: { events: [opened], columns: { type: 'INCIDENT' } },
      measures: ['respond breached', 'restore breached'],
    },
    { edge: 'a request has no measures', row: { events: [opened], columns: { type: 'request' } }, measures: [] },
    {
      edge: 'cancelled by an event',
      row: { events: [opened, ['cancelled', '10-07 11:00']] },
      measures: ['respond excluded', 'restore excluded'],
    },
    {
      edge: 'cancelled by an event after as_of: not yet',
      row: { events: [opened, ['cancelled', '10-09 11:00']], columns: { status: 'cancelled' }, asOf: '10-08 00:00' },
      measures: ['respond breached', 'restore breached'],
    },
    {
      edge: 'cancelled by its status',
      row: { events: [opened], columns: { status: 'Cancelled' } },
      measures: ['respond excluded', 'restore excluded'],
    },
    {
      edge: 'cancelled by its status, closed after as_of: not yet',
      row: { events: [opened], columns: { status: 'cancelled', closedAt: jst('10-09 11:00') }, asOf: '10-08 00:00' },
      measures: ['respond breached', 'restore breached'],
    },
    {
      edge: 'a duplicate',
      row: { events: [opened], columns: { duplicateOf: 'T-0' } },
      measures: ['respond excluded', 'restore excluded'],
    },
    {
      edge: 'excluded by agreement',
      row: {
        events: [opened],
        exclusions: [
          {
            id: 'x',
            target: { ticket: 'T-1' },
            from: null,
            to: null,
            reason: localText({ ja: '', en: '' }),
            approved_by: 'client',
            approved_at: '2026-10-08',
          },
        ],
      },
      measures: ['respond excluded', 'restore excluded'],
    },
    { edge: 'opened before the first terms', row: { events: [['opened', '03-31 23:59']] }, measures: [] },
    {
      edge: "without a service, the ticket's own site",
      row: { severity: 'medium', events: [opened], columns: { serviceId: null, siteId: 'tokyo' }, asOf: '10-07 11:00' },
      measures: ['respond running', 'resolve running'],
    },
    {
      edge: 'without any calendar, clocks that always run',
      row: { severity: 'high', events: [opened], columns: { serviceId: null } },
      measures: ['respond breached'],
    },
  ])('$edge', ({ row, measures }) => {
    expect(verdicts(row)).toEqual(measures);
  });
});
