/** Tickets and their events on staging: what is typed, what is set aside and why, and which of several exports counts. */
import { describe, expect, test } from 'vitest';
import { buildModel } from '../support/buildModel.ts';
import type { TableRow } from '../support/insertRows.ts';

const OPENED = '2026-10-01T09:00:00+09:00';
const at = (text: string): number => Date.parse(text) / 1000;
const load = (id: number, zone: string | null = null): TableRow => ({
  load_id: id,
  file: `tickets-${id}.csv`,
  table_name: 'tickets',
  zone,
  ordinal: id,
});

/** Versions of tickets from raw rows; load 1 and 2 name no zone, load 3 is Tokyo. */
const versions = async (rows: TableRow[]) =>
  await buildModel('stg_ticket_versions', {
    'staging.stg_ticket_words': [
      { kind: 'type', word: '障害', meaning: 'incident' },
      { kind: 'status', word: '取消', meaning: 'cancelled' },
      { kind: 'severity', word: '高', meaning: 'High' },
    ],
    'staging.stg_loads': [load(1), load(2), load(3, 'Asia/Tokyo')],
    'raw.tickets': rows.map((row, index) => ({
      ticket_id: 'T-1',
      opened_at: OPENED,
      _load: 1,
      _row: index + 2,
      ...row,
    })),
  });

describe('tickets', () => {
  test.each<{ edge: string; row: TableRow; expected: TableRow }>([
    { edge: 'an empty type is an incident', row: { type: null }, expected: { type: 'incident' } },
    {
      edge: 'types and states in lower case',
      row: { type: 'Incident', status: 'CLOSED' },
      expected: { type: 'incident', status: 'closed' },
    },
    {
      edge: 'words as they are understood',
      row: { type: '障害', status: '取消', severity: '高' },
      expected: { type: 'incident', status: 'cancelled', severity: 'High' },
    },
    {
      edge: 'words that nobody knows as they are written',
      row: { type: 'Task', status: 'Parked', severity: '至急' },
      expected: { type: 'task', status: 'parked', severity: '至急' },
    },
    { edge: 'instants as UTC seconds', row: {}, expected: { opened_at: at('2026-10-01T00:00:00Z') } },
    {
      edge: 'the zone of the file where there is no offset',
      row: { opened_at: '2026-10-01T09:00:00', _load: 3 },
      expected: { opened_at: at('2026-10-01T00:00:00Z') },
    },
    {
      edge: 'of a date the day alone is known: its midnight in the zone of the file',
      row: { opened_at: '2026-10-01', resolved_at: '2026-10-02', _load: 3 },
      expected: {
        opened_at: at('2026-09-30T15:00:00Z'),
        dated_instants: [at('2026-09-30T15:00:00Z'), null, null, at('2026-10-01T15:00:00Z'), null] as never,
      },
    },
    {
      edge: 'a stop on the day of an opening with a time is not before it',
      row: { opened_at: '2026-10-01T09:00:00+09:00', resolved_at: '2026-10-01', _load: 3 },
      expected: { resolved_at: at('2026-10-01T00:00:00Z') },
    },
    {
      edge: 'a stop on the day before is',
      row: { opened_at: '2026-10-02T09:00:00+09:00', resolved_at: '2026-10-01', _load: 3 },
      expected: { resolved_at: at('2026-09-30T15:00:00Z') },
    },
    { edge: 'with times nothing is dated', row: {}, expected: { dated_instants: null } },
    { edge: 'an empty instant is unknown', row: { resolved_at: null }, expected: { resolved_at: null } },
  ])('$edge', async ({ row, expected }) => {
    expect((await versions([row]))[0]).toMatchObject(expected);
  });

  test.each<{ edge: string; rows: TableRow[]; expected: string[] }>([
    {
      edge: 'the newest by updated_at',
      rows: [
        { title: 'new', updated_at: '2026-10-03T00:00:00Z' },
        { title: 'old', updated_at: '2026-10-02T00:00:00Z' },
      ],
      expected: ['new', 'old'],
    },
    {
      edge: 'one with updated_at before one without',
      rows: [
        { title: 'with', updated_at: '2026-10-02T00:00:00Z' },
        { title: 'without', _load: 2 },
      ],
      expected: ['with', 'without'],
    },
    {
      edge: 'without updated_at: the later load',
      rows: [
        { title: 'first', _load: 1 },
        { title: 'second', _load: 2 },
      ],
      expected: ['second', 'first'],
    },
    {
      edge: 'in one load: the later row',
      rows: [{ title: 'first' }, { title: 'second' }],
      expected: ['second', 'first'],
    },
    {
      edge: 'an unreadable row takes no part',
      rows: [{ title: 'good' }, { title: 'bad', resolved_at: 'soon' }],
      expected: ['good'],
    },
    {
      edge: 'nor does one without an opening',
      rows: [{ title: 'good' }, { title: 'bad', opened_at: null }],
      expected: ['good'],
    },
  ])('which of several rows counts: $edge', async ({ rows, expected }) => {
    const found = await versions(rows);
    expect(found.map(({ title }) => title)).toEqual(expected);
    expect(found.map(({ version }) => version)).toEqual(expected.map((_, index) => index + 1));
  });
});

describe('events', () => {
  test.each<{ edge: string; row: TableRow; expected: TableRow[] }>([
    {
      edge: 'typed',
      row: { event: 'Paused', value: 'client' },
      expected: [{ event: 'paused', value: 'client', happened_at: at('2026-10-01T00:00:00Z') }],
    },
    { edge: 'an unknown event is set aside', row: { event: 'dreamt' }, expected: [] },
    { edge: 'an unreadable instant is set aside', row: { at: 'noon' }, expected: [] },
    { edge: 'no ticket is set aside', row: { ticket_id: null }, expected: [] },
  ])('$edge', async ({ row, expected }) => {
    const rows = await buildModel('stg_ticket_events', {
      'staging.stg_loads': [load(1)],
      'raw.ticket_events': [{ ticket_id: 'T-1', at: OPENED, event: 'opened', value: null, _load: 1, _row: 2, ...row }],
    });
    expect(rows).toMatchObject(expected);
    expect(rows).toHaveLength(expected.length);
  });
});

test('words: those of tickets and of severity changes, once each; a severity of the agreement means itself', async () => {
  const rows = await buildModel('stg_ticket_words', {
    'contract.severities': [
      { term_id: 1, severity: 'High', severity_key: 'high', severity_rank: 1 },
      { term_id: 1, severity: 'P3', severity_key: 'p3', severity_rank: 2 },
      { term_id: 2, severity: 'High', severity_key: 'high', severity_rank: 1 },
    ],
    'raw.tickets': [
      { ticket_id: 'T-1', type: '障害', status: 'Closed', severity: 'HIGH' },
      { ticket_id: 'T-2', type: '障害', status: null, severity: 'p3' },
      { ticket_id: 'T-3', type: 'Task', status: '保留', severity: '低' },
    ],
    'raw.ticket_events': [
      { ticket_id: 'T-1', event: 'severity_changed', value: '高' },
      { ticket_id: 'T-1', event: 'paused', value: 'client' },
    ],
  });
  expect(rows.map(({ kind, word, meaning }) => `${kind} ${word}: ${meaning}`)).toEqual([
    'severity HIGH: High',
    'severity p3: P3',
    'severity 低: null', // the agreement names no severity "low"
    'severity 高: High',
    'status Closed: closed',
    'status 保留: waiting',
    'type Task: null',
    'type 障害: incident',
  ]);
});

// The staged tables of this test hold what staging would leave: load 1 complete, load 2 with a row missing.
describe('rejected cells', () => {
  const tickets = (rows: TableRow[]): TableRow[] =>
    rows.map((row, index) => ({
      ticket_id: `T-${index}`,
      opened_at: OPENED,
      responded_at: null,
      _load: 2,
      _row: index + 2,
      ...row,
    }));
  const rejected = async (rows: TableRow[], staged: number) =>
    await buildModel('stg_rejected_cells', {
      'staging.stg_loads': [load(1), load(2)],
      'raw.tickets': tickets(rows),
      'staging.stg_ticket_versions': Array.from({ length: staged }, (_, index) => ({
        ticket_id: `T-${index}`,
        version: 1,
        _load: 2,
        _row: index + 2,
      })),
    });

  test.each<{ edge: string; row: TableRow; expected: TableRow[] }>([
    {
      edge: 'one bad cell',
      row: { resolved_at: '31/02/2025 14:00' },
      expected: [{ column_name: 'resolved_at', value: '31/02/2025 14:00', reason: 'not a date and time' }],
    },
    {
      edge: 'two in one row',
      row: { opened_at: null, closed_at: '2026-10-01T09:00:00' },
      expected: [
        { column_name: 'closed_at', reason: 'no offset from UTC, and sources.yaml names no zone' },
        { column_name: 'opened_at', reason: 'is empty' },
      ],
    },
    { edge: 'no id', row: { ticket_id: null }, expected: [{ column_name: 'ticket_id', reason: 'is empty' }] },
  ])('$edge', async ({ row, expected }) => {
    const rows = await rejected([{}, row], 1);
    expect(rows).toMatchObject(expected.map((cell) => ({ table_name: 'tickets', _load: 2, _row: 3, ...cell })));
    expect(rows).toHaveLength(expected.length);
  });

  test('a load of which all rows are staged has none', async () => {
    expect(await rejected([{}, {}], 2)).toEqual([]);
  });
});
