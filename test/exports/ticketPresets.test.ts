import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { byPreset, failure, fixture, load } from './loading.ts';

/** Redmine and Backlog write CP932 in Japanese; the fixture is kept as UTF-8 so that it can be read. */
function cp932(name: string): Buffer {
  return execFileSync('iconv', ['-f', 'UTF-8', '-t', 'CP932//TRANSLIT'], { input: fixture(name) });
}

describe('ServiceNow', () => {
  test('list CSV: display values, repeated comment columns, a line end within quotes, a date that does not exist', async () => {
    const { rows, rejects, notices } = await load(
      { 'incident.csv': fixture('servicenow-incident.csv') },
      byPreset('servicenow-incident', 'zone: Asia/Tokyo\nservices: { SAP-PRD-01: sap }'),
    );
    expect(await rows('tickets')).toEqual([
      {
        ticket_id: 'INC0010001',
        type: 'incident',
        service_id: 'sap',
        severity: 'critical',
        title: 'Cannot log in to ERP, "urgent"',
        status: 'resolved',
        opened_at: '2026-10-05T00:12:00Z',
        resolved_at: '2026-10-05T02:40:31Z',
        updated_at: '2026-10-05T02:40:31Z',
        group: 'SAP L2',
        _row: 2,
      },
      {
        ticket_id: 'INC0010002',
        type: 'incident',
        service_id: 'CRM-WEB',
        severity: 'medium',
        title: 'Slow CRM',
        status: 'on hold',
        opened_at: '2026-10-06T08:59:59Z',
        updated_at: '2026-10-06T23:00:00Z',
        group: 'CRM L1',
        _row: 3,
      },
      {
        ticket_id: 'INC0010003',
        type: 'incident',
        severity: 'planning',
        title: 'Opened by mistake',
        status: 'cancelled',
        opened_at: '2026-10-07T01:00:00Z',
        closed_at: '2026-10-07T01:05:00Z',
        updated_at: '2026-10-07T01:05:00Z',
        _row: 4,
      },
    ]);
    expect(await rejects()).toEqual(['5 opened_at "2026-10-32 10:00:00": not a date and time as yyyy-MM-dd HH:mm:ss']);
    expect(await rows('vendor_verdicts')).toMatchObject([
      { ticket_id: 'INC0010001', measure: 'resolve', verdict: 'met', value: 'true' },
      { verdict: 'breached' },
      { verdict: 'met' },
    ]);
    expect(await notices()).toContain('service_id "CRM-WEB" is in no map: kept as it is in 1 rows');
  });
  test('without a zone the list is not read: nobody knows where its clock hangs', async () => {
    expect(
      await failure({ 'incident.csv': fixture('servicenow-incident.csv') }, byPreset('servicenow-incident')),
    ).toContain('nothing says in which time zone');
  });
  test('REST JSON: raw values in UTC, display objects, and no column that is not mapped', async () => {
    const { rows, warehouse } = await load(
      { 'incident.json': fixture('servicenow-incident-rest.json') },
      byPreset('servicenow-incident-rest'),
    );
    expect(await rows('tickets')).toMatchObject([
      {
        ticket_id: 'INC1',
        service_id: 'SAP',
        severity: 'critical',
        status: 'resolved',
        opened_at: '2026-10-05T00:12:00Z',
        resolved_at: '2026-10-05T02:40:31Z',
        _row: 1,
      },
      { ticket_id: 'INC2', severity: 'medium', status: 'cancelled', opened_at: '2026-10-05T00:00:00Z', _row: 2 },
    ]);
    expect(JSON.stringify(await warehouse.rows('select * from raw.tickets'))).not.toContain('secret');
  });
  test('event log: collapsed to tickets; null is ?; the last row counts; pauses, reopening and severity from the changes', async () => {
    const { rows, notices } = await load(
      { 'log.csv': fixture('servicenow-event-log.csv') },
      byPreset('servicenow-event-log', 'zone: UTC'),
    );
    expect(await rows('tickets')).toEqual([
      {
        ticket_id: 'INC1',
        type: 'incident',
        severity: 'high',
        title: 'Symptom 72',
        category: 'Category 55',
        status: 'closed',
        opened_at: '2016-02-29T01:16:00Z',
        resolved_at: '2016-03-01T09:00:00Z',
        closed_at: '2016-03-05T12:00:00Z',
        updated_at: '2016-03-05T12:00:00Z',
        group: 'Group 57',
        _row: 10,
      },
      {
        ticket_id: 'INC2',
        type: 'incident',
        service_id: 'srv',
        severity: 'low',
        status: 'new',
        opened_at: '2016-12-31T23:59:00Z',
        updated_at: '2017-01-01T00:00:00Z',
        _row: 12,
      },
    ]);
    const events = (await rows('ticket_events')).map(({ at, event, value, _row }) =>
      [_row, String(at).slice(5, 16), event, value ?? ''].join(' ').trim(),
    );
    expect(events.sort()).toEqual([
      '10 03-05T12:00 closed',
      '2 02-29T01:16 opened medium',
      '4 02-29T03:00 paused client',
      '4 02-29T03:00 severity_changed high',
      '6 02-29T04:00 resumed',
      '7 02-29T11:29 resolved',
      '8 02-29T12:00 reopened',
      '9 03-01T09:00 resolved',
    ]);
    expect(await notices()).toContain('1 rows repeat number, sys_mod_count: the last of each counts');
  });
  test('task_sla: one verdict a ticket and measure; cancelled and running ones say nothing', async () => {
    const { rows } = await load(
      { 'task_sla.csv': fixture('servicenow-task-sla.csv') },
      byPreset('servicenow-task-sla'),
    );
    expect(
      (await rows('vendor_verdicts')).map(({ ticket_id, measure, verdict }) => [ticket_id, measure, verdict]),
    ).toEqual([
      ['INC0010001', 'respond', 'met'],
      ['INC0010001', 'resolve', 'breached'],
      ['INC0010003', 'resolve', 'breached'],
    ]);
  });
});

describe('Jira Service Management', () => {
  test('CSV: English months, noon and midnight, repeated columns, remaining time as verdict only', async () => {
    const { rows } = await load(
      { 'jira.csv': fixture('jira-service-management.csv') },
      byPreset('jira-service-management', 'zone: Asia/Tokyo'),
    );
    expect(await rows('tickets')).toEqual([
      {
        ticket_id: 'ITSM-1',
        type: 'incident',
        service_id: 'mail',
        severity: 'critical',
        title: 'Mail, down',
        status: 'Resolved',
        opened_at: '2026-02-25T13:17:00Z',
        responded_at: '2026-02-25T13:32:00Z',
        resolved_at: '2026-02-25T16:02:00Z',
        updated_at: '2026-02-25T16:02:00Z',
        _row: 2,
      },
      {
        ticket_id: 'ITSM-2',
        type: 'request',
        severity: 'medium',
        title: 'Password',
        status: 'Waiting for customer',
        opened_at: '2026-02-28T15:00:00Z',
        updated_at: '2026-03-01T00:00:00Z',
        _row: 3,
      },
      {
        ticket_id: 'ITSM-3',
        type: 'incident',
        service_id: 'mail',
        severity: 'low',
        title: 'Obsolete',
        status: 'cancelled',
        opened_at: '2026-03-01T03:30:00Z',
        updated_at: '2026-03-01T03:31:00Z',
        _row: 4,
      },
    ]);
    expect(
      (await rows('vendor_verdicts')).map(
        ({ ticket_id, measure, verdict, value }) => `${ticket_id} ${measure} ${verdict} ${value}`,
      ),
    ).toEqual([
      'ITSM-1 respond met 00:45',
      'ITSM-1 resolve breached -1:30',
      'ITSM-2 respond met 3:10',
      'ITSM-3 respond breached -0:10',
      'ITSM-3 resolve breached -0:05',
    ]);
  });
  test('SLA JSON: the request from the link, cycles as resolving and reopening, a running cycle without a verdict', async () => {
    const { rows } = await load({ 'sla.json': fixture('jira-sla.json') }, byPreset('jira-sla'));
    const events = (await rows('ticket_events')).map(({ ticket_id, event, at }) => `${ticket_id} ${event} ${at}`);
    expect(events.sort()).toEqual([
      'ITSM-1 reopened 2026-09-21T19:46:40Z',
      'ITSM-1 reopened 2026-09-22T18:00:00Z',
      'ITSM-1 resolved 2026-09-21T17:00:00Z',
      'ITSM-1 resolved 2026-09-22T15:13:20Z',
      'ITSM-1 responded 2026-09-21T14:23:20Z',
    ]);
    expect(
      (await rows('vendor_verdicts')).map(({ measure, verdict, value }) => `${measure} ${verdict} ${value}`),
    ).toEqual(['respond met 1', 'resolve met 1', 'resolve breached 2']);
  });
});

describe('Redmine', () => {
  test('Japanese, CP932: without being told; dates without seconds; rejected and duplicate tickets; a priority nobody mapped', async () => {
    const { rows, notices } = await load(
      { 'issues.csv': cp932('redmine.utf8.csv') },
      byPreset('redmine', 'zone: Asia/Tokyo'),
    );
    expect(await rows('tickets')).toEqual([
      {
        ticket_id: '101',
        type: '障害',
        service_id: 'sap',
        severity: 'critical',
        title: '基幹システム①に接続できない',
        status: '終了',
        opened_at: '2024-01-15T00:30:00Z',
        closed_at: '2024-01-16T01:00:00Z',
        updated_at: '2024-01-16T01:00:00Z',
        _row: 2,
      },
      {
        ticket_id: '102',
        type: '障害',
        service_id: 'crm',
        severity: 'medium',
        title: '画面表示, 崩れ',
        status: '却下',
        opened_at: '2024-01-15T14:59:00Z',
        closed_at: '2024-01-16T01:05:00Z',
        updated_at: '2024-01-16T01:05:00Z',
        duplicate_of: '101',
        _row: 3,
      },
      {
        ticket_id: '103',
        type: '依頼',
        severity: '最優先',
        title: '権限追加 ? さん',
        status: '新規',
        opened_at: '2024-01-16T23:00:00Z',
        updated_at: '2024-01-16T23:00:00Z',
        _row: 4,
      },
    ]);
    expect(await notices()).toEqual(
      expect.arrayContaining([
        'severity "最優先" is in no map: kept as it is in 1 rows',
        expect.stringContaining('read as CP932'),
      ]),
    );
  });
});

describe('Backlog', () => {
  test('Japanese headers, as many comment columns as there are comments, no time of resolving', async () => {
    const { rows } = await load({ 'backlog.csv': cp932('backlog.utf8.csv') }, byPreset('backlog', 'zone: Asia/Tokyo'));
    expect(await rows('tickets')).toEqual([
      {
        ticket_id: 'OPS-1',
        type: 'incident',
        service_id: 'sap',
        category: 'sap',
        severity: 'high',
        title: 'ログイン不可',
        status: 'closed',
        opened_at: '2026-10-01T00:00:05Z',
        updated_at: '2026-10-02T01:00:00Z',
        _row: 2,
      },
      {
        ticket_id: 'OPS-2',
        type: 'incident',
        service_id: 'sap',
        category: 'sap',
        severity: 'medium',
        title: '印刷不可',
        status: 'open',
        opened_at: '2026-10-03T00:00:00Z',
        updated_at: '2026-10-03T00:00:00Z',
        _row: 3,
      },
    ]);
  });
});

describe('Zendesk', () => {
  test('incremental export: repeated rows, first reply as minutes after the creation, no priority', async () => {
    const { rows, warehouse } = await load({ 'zendesk.json': fixture('zendesk.json') }, byPreset('zendesk'));
    expect(await rows('tickets')).toEqual([
      {
        ticket_id: '35436',
        type: 'incident',
        severity: 'critical',
        title: 'Mail',
        status: 'resolved',
        opened_at: '2026-10-01T00:00:00Z',
        responded_at: '2026-10-01T00:42:00Z',
        resolved_at: '2026-10-01T02:00:00Z',
        updated_at: '2026-10-01T02:00:00Z',
        _row: 2,
      },
      {
        ticket_id: '35437',
        title: 'How',
        status: 'new',
        opened_at: '2026-10-02T00:00:00Z',
        updated_at: '2026-10-02T00:00:00Z',
        _row: 3,
      },
    ]);
    expect(JSON.stringify(await warehouse.rows('select * from raw.tickets'))).not.toContain('secret');
  });
  test('metric events: pauses of the requester wait time, and breaches for display', async () => {
    const { rows } = await load(
      { 'events.json': fixture('zendesk-metric-events.json') },
      byPreset('zendesk-metric-events'),
    );
    expect(
      (await rows('ticket_events')).map(({ _row, event, value, at }) =>
        [_row, event, value ?? '', String(at).slice(11, 16)].join(' '),
      ),
    ).toEqual(['4 responded  01:10', '6 paused client 02:00', '7 resumed  03:00', '9 resolved  04:00']);
    expect(await rows('vendor_verdicts')).toMatchObject([{ ticket_id: '5', measure: 'respond', verdict: 'breached' }]);
  });
});

describe('XES', () => {
  test('a trace is a ticket; waits pause, another wait changes the reason only; offsets change with the clocks', async () => {
    const { rows } = await load({ 'log.xes': fixture('xes.xes') }, byPreset('xes'));
    expect(await rows('tickets')).toMatchObject([
      {
        ticket_id: '1-1',
        service_id: 'PROD582',
        severity: 'high',
        status: 'closed',
        opened_at: '2012-03-25T00:59:42Z',
        updated_at: '2012-04-01T03:00:00Z',
        _row: 5,
      },
    ]);
    const events = (await rows('ticket_events')).map(({ _row, event, value, at }) =>
      [_row, event, value ?? '', at].join(' '),
    );
    expect(events.sort()).toEqual([
      '1 opened medium 2012-03-25T00:59:42Z',
      '2 paused client 2012-03-25T01:00:00Z',
      '2 severity_changed high 2012-03-25T01:00:00Z',
      '3 paused vendor 2012-03-25T02:00:00Z',
      '4 resolved  2012-03-25T03:00:00Z',
      '4 resumed  2012-03-25T03:00:00Z',
      '5 closed  2012-04-01T03:00:00Z',
    ]);
  });
  test.each([
    {
      name: 'a billion laughs',
      xml: '<?xml version="1.0"?><!DOCTYPE log [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><log><trace/></log>',
      says: 'document type',
    },
    { name: 'a file that was cut off', xml: '<log><trace><event><string key="a" value="b"/>', says: 'not well-formed' },
    { name: 'elements nested without end', xml: `<log>${'<list>'.repeat(200)}`, says: 'nested deeper than 100' },
    { name: 'no log at all', xml: '<html></html>', says: 'holds no event' },
  ])('$name is refused', async ({ xml, says }) => {
    expect(await failure({ 'log.xes': xml }, byPreset('xes'))).toContain(says);
  });
});

test('Freshservice: statuses and priorities are numbers; 0 seconds is not resolved; a custom status is reported', async () => {
  const { rows, notices } = await load({ 'fs.json': fixture('freshservice.json') }, byPreset('freshservice'));
  expect(await rows('tickets')).toMatchObject([
    {
      ticket_id: '7',
      severity: 'critical',
      status: 'resolved',
      responded_at: '2026-10-01T00:20:00Z',
      resolved_at: '2026-10-01T03:00:00Z',
    },
    { ticket_id: '8', severity: 'low', status: '6' },
  ]);
  expect((await rows('tickets'))[1]).not.toHaveProperty('resolved_at');
  expect(await notices()).toContain('status "6" is in no map: kept as it is in 1 rows');
  expect(await rows('vendor_verdicts')).toMatchObject([{ ticket_id: '7', measure: 'respond', verdict: 'breached' }]);
});

test('GLPI: semicolons, French headers', async () => {
  const { rows } = await load({ 'glpi.csv': fixture('glpi.csv') }, byPreset('glpi', 'zone: Europe/Paris'));
  expect(await rows('tickets')).toMatchObject([
    {
      ticket_id: '1204',
      severity: 'critical',
      title: 'Messagerie indisponible; urgent',
      opened_at: '2026-10-01T07:00:00Z',
      resolved_at: '2026-10-01T09:30:00Z',
    },
  ]);
});

test('Znuny: merged tickets do not count; a negative difference is a breach of the system', async () => {
  const { rows } = await load({ 'otrs.csv': fixture('znuny.csv') }, byPreset('znuny', 'zone: UTC'));
  expect(await rows('tickets')).toMatchObject([
    { ticket_id: '2026100110000012', severity: 'high', responded_at: '2026-10-01T09:10:00Z' },
    { status: 'merged' },
  ]);
  expect((await rows('vendor_verdicts')).map(({ measure, verdict }) => `${measure} ${verdict}`)).toEqual([
    'respond met',
    'resolve breached',
  ]);
});
