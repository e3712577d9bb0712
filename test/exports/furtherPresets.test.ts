/** Presets that are made from documentation alone: each reads a made-up ticket of the documented shape, to the second. */
import { expect, test } from 'vitest';
import { byPreset, load } from './loading.ts';

/** The same ticket throughout: opened 09:00:30, answered 09:10:00, resolved 11:00:00 on 5 October 2026, UTC. */
const opened = Date.UTC(2026, 9, 5, 9, 0, 30);
const tickets: { preset: string; file: string; more?: string; content: unknown; expected: Record<string, string> }[] = [
  {
    preset: 'zammad-api',
    file: 'a.json',
    content: [
      {
        number: '10001',
        title: 'Mail',
        state: 'closed',
        priority: '3 high',
        group: 'sap',
        created_at: '2026-10-05T09:00:30.123Z',
        first_response_at: '2026-10-05T09:10:00.000Z',
        close_at: '2026-10-05T11:00:00.000Z',
        updated_at: '2026-10-05T11:00:00.000Z',
      },
    ],
    expected: { ticket_id: '10001', severity: 'high', status: 'closed', service_id: 'sap' },
  },
  {
    preset: 'freshdesk',
    file: 'a.json',
    content: [
      {
        id: 7,
        type: 'Incident',
        priority: 4,
        status: 4,
        subject: 'Mail',
        created_at: '2026-10-05T09:00:30Z',
        updated_at: '2026-10-05T11:00:00Z',
        fr_escalated: true,
        stats: { first_responded_at: '2026-10-05T09:10:00Z', resolved_at: '2026-10-05T11:00:00Z' },
      },
    ],
    expected: { ticket_id: '7', severity: 'critical', status: 'resolved', type: 'Incident' },
  },
  {
    preset: 'topdesk',
    file: 'a.json',
    content: [
      {
        number: 'I 2610 001',
        briefDescription: 'Mail',
        callType: { name: 'Incident' },
        priority: { name: 'P1' },
        object: { name: 'sap' },
        processingStatus: { name: 'Closed' },
        callDate: '2026-10-05T11:00:30.000+0200',
        responseDate: '2026-10-05T11:10:00.000+0200',
        completedDate: '2026-10-05T13:00:00.000+0200',
      },
    ],
    expected: { ticket_id: 'I 2610 001', severity: 'P1', service_id: 'sap', type: 'Incident' },
  },
  {
    preset: 'connectwise-psa',
    file: 'a.json',
    content: [
      {
        id: 42,
        summary: 'Mail',
        type: { name: 'Incident' },
        priority: { name: 'Priority 2 - High' },
        status: { name: 'Closed' },
        dateEntered: '2026-10-05T09:00:30Z',
        dateResponded: '2026-10-05T09:10:00Z',
        dateResolved: '2026-10-05T11:00:00Z',
      },
    ],
    expected: { ticket_id: '42', severity: '2 - High', type: 'Incident' },
  },
  {
    preset: 'autotask',
    file: 'a.json',
    content: {
      items: [
        {
          ticketNumber: 'T20261005.0001',
          title: 'Mail',
          ticketType: 2,
          priority: 4,
          status: 5,
          createDate: '2026-10-05T09:00:30Z',
          firstResponseDateTime: '2026-10-05T09:10:00Z',
          resolvedDateTime: '2026-10-05T11:00:00Z',
        },
      ],
      pageDetails: { count: 1 },
    },
    expected: { ticket_id: 'T20261005.0001', severity: 'critical', status: 'closed', type: 'incident' },
  },
  {
    preset: 'halopsa',
    file: 'a.json',
    content: {
      record_count: 1,
      tickets: [
        {
          id: 9,
          summary: 'Mail',
          tickettype_name: 'Incident',
          priority: { name: 'High' },
          status_name: 'Closed',
          dateoccurred: '2026-10-05T09:00:30.157',
          responsedate: '2026-10-05T09:10:00',
          dateclosed: '2026-10-05T11:00:00',
        },
      ],
    },
    expected: { ticket_id: '9', severity: 'High', type: 'Incident' },
  },
  {
    preset: 'servicedesk-plus',
    file: 'a.json',
    content: {
      requests: [
        {
          id: '100',
          display_id: '12',
          subject: 'Mail',
          is_service_request: false,
          priority: { name: 'High' },
          status: { name: 'Closed' },
          created_time: { value: String(opened), display_value: '?' },
          responded_time: { value: String(opened + 570_000) },
          resolved_time: { value: String(opened + 7_170_000) },
        },
      ],
      list_info: { row_count: 1 },
    },
    expected: { ticket_id: '12', severity: 'High', type: 'incident' },
  },
  {
    preset: 'jira-rss',
    file: 'a.xml',
    content:
      '<rss version="0.92"><channel><title>Search</title><item><summary>Mail</summary><key id="1">A-1</key><type id="1">Incident</type><priority id="2">High</priority><status id="6">Closed</status><component>sap</component><created>Mon, 5 Oct 2026 18:00:30 +0900</created><resolved>Mon, 5 Oct 2026 20:00:00 +0900</resolved></item></channel></rss>',
    expected: { ticket_id: 'A-1', severity: 'high', service_id: 'sap', type: 'Incident' },
  },
];

test.each(tickets)('$preset', async ({ preset, file, content, expected }) => {
  const { rows, rejects } = await load(
    { [file]: typeof content === 'string' ? content : JSON.stringify(content) },
    byPreset(preset),
  );
  expect(await rejects()).toEqual([]);
  const times = { opened_at: '2026-10-05T09:00:30Z', resolved_at: '2026-10-05T11:00:00Z' };
  const responded = preset === 'jira-rss' ? {} : { responded_at: '2026-10-05T09:10:00Z' };
  expect(await rows('tickets')).toMatchObject([{ ...expected, ...times, ...responded }]);
});

test('a cell that names two services is a row each, and ids lose the space of their thousands', async () => {
  const { rows } = await load(
    { 'a.csv': 'ID;Host;At\n52 267;erp-01 crm-01;2026-10-05T00:00:00Z\n52 268;;2026-10-05T00:00:00Z\n' },
    `version: 1
sources:
  - files: "exports/**"
    table: maintenance
    columns:
      window_id: { from: ID, remove: " " }
      service_id: { from: Host, split: "[ ,;、]+", map: { erp-01: sap, crm-01: crm }, default: "*" }
      starts_at: At
`,
  );
  expect((await rows('maintenance')).map(({ window_id, service_id, _row }) => [window_id, service_id, _row])).toEqual([
    ['52267', 'sap', 2],
    ['52267', 'crm', 2],
    ['52268', '*', 3],
  ]);
});
