/** Records that stand within others: objects keyed by id, what is around a list, XML and feeds, one file for several tables. */
import { expect, test } from 'vitest';
import { byPreset, failure, load } from './loading.ts';

const tickets = (records: string, columns: string): string => `version: 1
sources:
  - files: "exports/**"
    table: tickets
    records: "${records}"
    columns: { ${columns} }
`;

// Each file holds two tickets, T-1 and T-2, of the service sap.
test.each([
  {
    edge: 'an object whose keys are the ids',
    file: 'a.json',
    content: '{"T-1": {"at": "2026-10-05T00:00:00Z", "s": "sap"}, "T-2": {"at": "2026-10-06T00:00:00Z", "s": "sap"}}',
    sources: tickets('{}', 'ticket_id: $key, opened_at: at, service_id: s'),
  },
  {
    edge: 'such an object further down, and a key of the outermost object',
    file: 'a.json',
    content:
      '{"name": "sap", "data": {"incidents": {"T-1": {"at": "2026-10-05T00:00:00Z"}, "T-2": {"at": "2026-10-06T00:00:00Z"}}}}',
    sources: tickets('data.incidents{}', 'ticket_id: $key, opened_at: at, service_id: ../../name'),
  },
  {
    edge: 'a plain value for each key',
    file: 'a.json',
    content: '{"T-1": "2026-10-05T00:00:00Z", "T-2": "2026-10-06T00:00:00Z"}',
    sources: tickets('{}', 'ticket_id: $key, opened_at: value, service_id: { value: sap }'),
  },
  {
    edge: 'a key of the outermost object that stands behind the list',
    file: 'a.json',
    content:
      '{"results": [{"id": "T-1", "at": "2026-10-05T00:00:00Z"}, {"id": "T-2", "at": "2026-10-06T00:00:00Z"}], "name": "sap"}',
    sources: tickets('results[]', 'ticket_id: id, opened_at: at, service_id: ../name'),
  },
  {
    edge: 'several answers one after another, each with its own surroundings',
    file: 'a.json',
    content:
      '{"issue": {"id": "T-1", "s": "sap", "log": [{"at": "2026-10-05T00:00:00Z"}]}}\n{"issue": {"id": "T-2", "s": "sap", "log": [{"at": "2026-10-06T00:00:00Z"}]}}',
    sources: tickets('issue.log[]', 'ticket_id: ../id, opened_at: at, service_id: ../s'),
  },
  {
    edge: 'an object of a list that is known by its name, not by its place',
    file: 'a.json',
    content:
      '[{"id": "T-1", "at": "2026-10-05T00:00:00Z", "f": [{"name": "Kind", "v": ["x"]}, {"name": "Service", "v": ["sap"]}]}, {"id": "T-2", "at": "2026-10-06T00:00:00Z", "f": [{"name": "Service", "v": ["sap"]}]}]',
    sources: tickets('[]', 'ticket_id: id, opened_at: at, service_id: f.name=Service.v.0'),
  },
  {
    edge: 'XML: elements and attributes',
    file: 'a.xml',
    content:
      '<?xml version="1.0"?><list><ticket id="T-1"><at>2026-10-05T00:00:00Z</at><service name="sap"/></ticket><ticket id="T-2"><at><![CDATA[2026-10-06T00:00:00Z]]></at><service name="sap"/></ticket></list>',
    sources: tickets('list.ticket[]', 'ticket_id: id, opened_at: at, service_id: service.name'),
  },
  {
    edge: 'a feed: an element with attributes reads as its text, a name space belongs to the name',
    file: 'feed.xml',
    content:
      '<rss version="2.0"><channel><title>sap</title><item><key id="1">T-1</key><dc:date>2026-10-05T00:00:00Z</dc:date></item><item><key id="2">T-2</key><dc:date>2026-10-06T00:00:00Z</dc:date></item></channel></rss>',
    sources: tickets('rss.channel.item[]', 'ticket_id: key, opened_at: dc:date, service_id: ../title'),
  },
])('$edge', async ({ file, content, sources }) => {
  const { rows, rejects } = await load({ [file]: content }, sources);
  expect(await rejects()).toEqual([]);
  expect(await rows('tickets')).toEqual([
    { ticket_id: 'T-1', opened_at: '2026-10-05T00:00:00Z', service_id: 'sap', _row: 1 },
    { ticket_id: 'T-2', opened_at: '2026-10-06T00:00:00Z', service_id: 'sap', _row: 2 },
  ]);
});

test.each([
  {
    edge: 'XML whose records nobody named',
    file: 'tickets.xml',
    content: '<a><b/><b/></a>',
    says: ['The file is XML', 'records: issues.issue[]'],
  },
  {
    edge: 'XML that holds its records elsewhere',
    file: 'a.xml',
    content: '<a><b/><b/></a>',
    sources: tickets('x.y[]', 'ticket_id: id, opened_at: at'),
    says: ['no records at "x.y[]"', 'records: a.b[]'],
  },
  {
    edge: 'XML with entities',
    file: 'a.xml',
    content: '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    sources: tickets('a.b[]', 'ticket_id: id, opened_at: at'),
    says: ['document type'],
  },
  {
    edge: 'an object keyed by id that is read as a list',
    file: 'a.json',
    content: '{"INC-1": {"at": "2026-10-05T00:00:00Z"}, "INC-2": {"at": "2026-10-06T00:00:00Z"}}',
    sources: tickets('[]', 'ticket_id: id, opened_at: at'),
    says: ['an object of 2 records under their keys ("INC-1", ...)', 'records: "{}"', 'ticket_id: $key'],
  },
  {
    edge: 'an old workbook',
    file: 'tickets.xls',
    content: Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]),
    says: ['Excel 97 to 2003 (.xls)', 'save it as "Excel workbook (.xlsx)"'],
  },
])('$edge is refused with the way out', async ({ file, content, sources, says }) => {
  const message = await failure({ [file]: content }, sources);
  for (const text of says) expect(message).toContain(text);
});

/** Two issues as Redmine's API answers, put together; the second was never touched. */
const issues = JSON.stringify({
  issues: [
    {
      id: 1,
      tracker: { id: 1, name: 'Bug' },
      status: { id: 2, name: 'In Progress' },
      priority: { id: 4, name: 'Urgent' },
      category: { id: 1, name: 'sap' },
      subject: 'Mail down',
      created_on: '2026-10-05T00:00:30Z',
      updated_on: '2026-10-07T00:00:00Z',
      closed_on: '2026-10-06T00:00:00Z',
      journals: [
        {
          id: 1,
          user: { id: 5, name: 'Sato' },
          created_on: '2026-10-05T00:30:00Z',
          details: [
            { property: 'attr', name: 'status_id', old_value: '1', new_value: '2' },
            { property: 'attr', name: 'priority_id', old_value: '2', new_value: '4' },
          ],
        },
        {
          id: 2,
          user: { id: 5, name: 'Sato' },
          created_on: '2026-10-05T01:00:00Z',
          details: [{ name: 'status_id', old_value: '2', new_value: '4' }],
        },
        { id: 3, user: { id: 6, name: 'Hanako' }, created_on: '2026-10-05T02:00:00Z', details: [] },
        {
          id: 4,
          user: { id: 5, name: 'Sato' },
          created_on: '2026-10-05T03:00:00Z',
          details: [{ name: 'status_id', old_value: '4', new_value: '3' }],
        },
        {
          id: 5,
          user: { id: 5, name: 'Sato' },
          created_on: '2026-10-07T00:00:00Z',
          details: [{ name: 'status_id', old_value: '3', new_value: '2' }],
        },
      ],
    },
    {
      id: 2,
      tracker: { name: 'Support' },
      status: { name: 'New' },
      priority: { name: 'Low' },
      subject: 'How',
      created_on: '2026-10-06T00:00:00Z',
      journals: [],
    },
  ],
  total_count: 2,
});

test('one file feeds several tables: issues, and the changes in their journals', async () => {
  const { rows, report } = await load({ 'issues.json': issues }, byPreset('redmine-api'));
  expect(report.loaded.map(({ table, rows: n }) => [table, n])).toEqual([
    ['tickets', 2],
    ['ticket_events', 7],
  ]);
  expect(await rows('tickets')).toMatchObject([
    { ticket_id: '1', type: 'Bug', service_id: 'sap', severity: 'high', opened_at: '2026-10-05T00:00:30Z' },
    { ticket_id: '2', type: 'Support', severity: 'low', status: 'New' },
  ]);
  const events = (await rows('ticket_events')).map(({ ticket_id, at, event, value }) =>
    [ticket_id, String(at).slice(8, 16), event, value ?? ''].join(' ').trim(),
  );
  expect(events.sort()).toEqual([
    '1 05T00:00 opened medium',
    '1 05T00:30 responded',
    '1 05T00:30 severity_changed high',
    '1 05T01:00 paused client',
    '1 05T03:00 resolved',
    '1 05T03:00 resumed',
    '1 07T00:00 reopened',
  ]);
});

test('a list of issues without journals has tickets alone, and lacks no column', async () => {
  const { report } = await load(
    { 'issues.json': issues.replace(/"journals":\[\{.*?\}\]\}\]/, '"journals":[]') },
    byPreset('redmine-api'),
  );
  expect(report.loaded.map(({ table, rows: n }) => [table, n])).toEqual([
    ['tickets', 2],
    ['ticket_events', 0],
  ]);
});
