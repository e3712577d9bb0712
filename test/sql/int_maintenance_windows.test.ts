/** Which maintenance windows take time out of the agreed service time, and for which services. */
import { expect, test } from 'vitest';
import { buildModel } from '../support/buildModel.ts';
import type { TableRow } from '../support/insertRows.ts';

const row = (given: TableRow): TableRow => ({
  window_id: 'w',
  service_id: 'sap',
  starts_at: 100,
  ends_at: 200,
  is_approved: true,
  _load: 1,
  _row: 2,
  ordinal: 1,
  ...given,
});

test.each<{ edge: string; exported?: TableRow[]; regular?: TableRow[]; expected: [string, number, number][] }>([
  { edge: 'approved', exported: [row({})], expected: [['sap', 100, 200]] },
  { edge: 'not approved', exported: [row({ is_approved: false })], expected: [] },
  {
    edge: '* is every service',
    exported: [row({ service_id: '*' })],
    expected: [
      ['crm', 100, 200],
      ['sap', 100, 200],
    ],
  },
  { edge: 'a service that the contract does not name', exported: [row({ service_id: 'gone' })], expected: [] },
  {
    edge: 'exported again: the later load replaces it',
    exported: [row({}), row({ ends_at: 300, ordinal: 2, _load: 2 })],
    expected: [['sap', 100, 300]],
  },
  { edge: 'without length', exported: [row({ ends_at: 100 })], expected: [] },
  { edge: 'ends before it starts', exported: [row({ ends_at: 50 })], expected: [] },
  {
    edge: 'regular ones need no approval',
    regular: [{ window_id: 'regular/2026-10-17', service_id: '*', starts_at: 5, ends_at: 9 }],
    expected: [
      ['crm', 5, 9],
      ['sap', 5, 9],
    ],
  },
])('$edge', async ({ exported = [], regular = [], expected }) => {
  const rows = await buildModel('int_maintenance_windows', {
    'contract.services': [{ service_id: 'crm' }, { service_id: 'sap' }],
    'staging.stg_maintenance': exported,
    'calendar.maintenance_windows': regular,
  });
  expect(rows.map(({ service_id, starts_at, ends_at }) => [service_id, starts_at, ends_at])).toEqual(expected);
});
