/** Readers written as code meet files of strangers: whatever stands where a list or a text should, they end with records, rejects or a message. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SlaError } from '../../pipelines/errors.ts';
import { RecordFile } from '../../pipelines/exports/read/RecordFile.ts';
import { systemReaders } from '../../pipelines/exports/systems/index.ts';
import { temporaryFolder } from '../support/workspace.ts';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

const events: Json = {
  result: [
    {
      ...{ eventid: '1', clock: '1790812800', value: '1', severity: '5', objectid: '7', r_eventid: '2', name: 'Down' },
      ...{ hosts: [{ host: 'sap', name: 'SAP' }], tags: [{ tag: 'service', value: 'sap' }] },
    },
    { eventid: '2', clock: '1790813400', value: '0', objectid: '7', p_eventid: '1' },
  ],
};
const incidents: Json = {
  page: { id: 'x' },
  incidents: [
    {
      ...{
        id: 'a',
        name: 'a',
        impact: 'major',
        started_at: '2026-10-01T00:00:00Z',
        resolved_at: '2026-10-01T01:00:00Z',
      },
      components: [{ id: 'c', name: 'sap' }],
      incident_updates: [
        {
          display_at: '2026-10-01T00:00:00Z',
          affected_components: [{ code: 'c', name: 'sap', new_status: 'major_outage' }],
        },
      ],
    },
  ],
};
const cycles: Json = {
  key: 'A-1',
  values: [{ name: 'Time to resolution', completedCycles: [{ startTime: { epochMillis: 1 }, breached: true }] }],
};

/** The document with the value at each place replaced, one after the other. */
function* spoiled(document: Json, by: Json): Generator<Json> {
  yield by;
  if (document === null || typeof document !== 'object') return;
  if (Array.isArray(document))
    for (const [index, inner] of document.entries())
      for (const other of spoiled(inner, by)) yield document.with(index, other);
  else
    for (const [key, inner] of Object.entries(document))
      for (const other of spoiled(inner, by)) yield { ...document, [key]: other };
}

test.each([
  { reader: 'zabbix' as const, document: events },
  { reader: 'statuspage' as const, document: incidents },
  { reader: 'jira-sla' as const, document: cycles },
])('$reader: any value in place of any other is read, set aside or refused', async ({ reader, document }) => {
  const folder = temporaryFolder();
  const path = join(folder, 'export.json');
  let tried = 0;
  for (const by of [null, 5, 'x', true, [], {}, [null], [[]]])
    for (const other of spoiled(document, by as Json)) {
      writeFileSync(path, JSON.stringify(other));
      const sink = new RecordFile(join(folder, 'records.csv'));
      try {
        await systemReaders[reader](
          { path, file: 'exports/export.json' },
          [{ key: 'name', names: ['name'] }],
          sink,
          null,
        );
      } catch (error) {
        if (!(error instanceof SlaError)) throw new Error(`${JSON.stringify(other)}: ${String(error)}`);
      } finally {
        sink.close();
      }
      tried += 1;
    }
  expect(tried).toBeGreaterThan(60);
});
