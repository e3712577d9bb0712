/**
 * Reads the history of an Upptime monitor: every committed revision of history/<site>.yml, one JSON line each
 * (`git log` of the folder, with the keys commit, committed_at, path and yml).
 *
 * Fields: site (the file's name), url, status (up, down, degraded), checked_at (lastUpdated), committed_at.
 * A revision is written when the state changes, and once a day: its state holds until the next one.
 */
import { parse } from 'yaml';
import { JsonSplitter } from '../read/jsonSplitter.ts';
import { type Input, openBytes } from '../read/openBytes.ts';
import type { FieldRequest, RecordFile } from '../read/RecordFile.ts';
import { unreadable } from '../read/unreadable.ts';
import { namedWriter } from './NamedWriter.ts';

/** Row numbers count the revisions from 1. */
export async function readUpptimeRecords(input: Input, request: FieldRequest[], sink: RecordFile): Promise<void> {
  const write = namedWriter(request, sink);
  let row = 0;
  const splitter = new JsonSplitter([], input.file, (bytes) => {
    row += 1;
    try {
      const { path, committed_at, yml } = JSON.parse(bytes.toString('utf8')) as {
        path: string;
        committed_at: string;
        yml: string;
      };
      const { url, status, lastUpdated } = parse(yml) as { url?: string; status?: string; lastUpdated?: string };
      if (typeof path !== 'string' || !status) throw new Error('no path or status');
      write(row, {
        site: path.replace(/^.*\//, '').replace(/\.ya?ml$/, ''),
        url: url ?? null,
        status,
        checked_at: lastUpdated ?? null,
        committed_at,
      });
    } catch {
      sink.rejects.push({
        row,
        column: null,
        value: bytes.toString('utf8', 0, 600).slice(0, 200),
        reason: 'no revision of an Upptime history file',
      });
    }
  });
  for await (const chunk of (await openBytes(input)).chunks) splitter.push(chunk);
  const torn = splitter.end();
  if (torn)
    sink.rejects.push({
      row: row + 1,
      column: null,
      value: torn.toString('utf8', 0, 600).slice(0, 200),
      reason: 'the file ends in the middle of this record',
    });
  if (row === 0)
    throw unreadable(
      input.file,
      'The file holds no revision.',
      'Write one JSON line a revision: {"path": "history/site.yml", "committed_at": "...", "yml": "..."}',
    );
}
