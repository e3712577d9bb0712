/**
 * The raw tables: every generic export as text, each row with the load it came with and its row number.
 */

import { installMacros } from '../../warehouse/models.ts';
import { identifier, type Warehouse } from '../../warehouse/Warehouse.ts';
import { genericTables } from '../genericTables.ts';

/** Raised when raw tables change shape: an older warehouse is then emptied and loaded anew. */
const schemaVersion = 4;

/** Creates what is missing, and the formulas that loading shares with the models. A warehouse of another shape is emptied: exports/ holds everything it held. */
export async function ensureRawSchema(warehouse: Warehouse): Promise<void> {
  await installMacros(warehouse);
  await warehouse.run(
    'create schema if not exists raw; create table if not exists raw.schema_version (version integer)',
  );
  const [found] = await warehouse.rows<{ version: number }>('select version from raw.schema_version');
  if (found?.version === schemaVersion) return;
  await warehouse.transaction(async () => {
    for (const { name } of await warehouse.rows<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'raw' and table_name <> 'schema_version'`,
    )) {
      await warehouse.run(`drop table raw.${identifier(name)}`);
    }
    await warehouse.run(rawTables());
    await warehouse.run(`delete from raw.schema_version; insert into raw.schema_version values (${schemaVersion})`);
  });
}

function rawTables(): string {
  const copies = genericTables
    .filter(({ name }) => name !== 'uptime_samples')
    .map(({ name, columns }) => {
      const texts = columns.map((column) => `${identifier(column)} varchar`).join(', ');
      return `create table raw.${name} (${texts}, _load integer, _row bigint)`;
    });
  return [
    // One row for each table that a file (or a member of an archive) fills. `ordinal` is the order of the paths: the later
    // one wins where updated_at does not decide. `source_key` names the mapping, so that another one reads the file anew.
    `create table raw.loads (load_id integer primary key, file varchar, sha256 varchar, table_name varchar, zone varchar,
       row_count bigint, rejected_count bigint, bytes bigint, columns varchar[], ordinal integer, fold_gaps varchar, loaded_at varchar,
       format varchar, source_key varchar, member varchar, source_id varchar, rows_kind varchar, is_otherwise_up boolean,
       ends_at_last_line boolean, exported_at bigint, covers_from bigint, covers_until bigint, is_apart boolean,
       tells_responses boolean)`,
    // Services of which the files of a source interleave, and their runs over all of those files (refoldSeries.ts).
    'create table raw.series (source_id varchar, service_id varchar, loads varchar)',
    `create table raw.series_runs (source_id varchar, service_id varchar, location varchar, state varchar, first_at bigint,
       last_at bigint, samples bigint, _load integer)`,
    // Services that the map of a source, or its `covers`, names: they may be covered without a row.
    'create table raw.named_services (service_id varchar, _load integer)',
    // Of sources that write at least once a day: spans without two days of silence, first to last line.
    'create table raw.heard (first_at bigint, last_at bigint, _load integer)',
    'create table raw.rejects (_load integer, _row bigint, column_name varchar, value varchar, reason varchar)',
    // kind: column, unmapped, left-out, duplicate, row-cap, encoding, assumed, unknown-service, rejects, unread-samples
    // (of rows that lie elsewhere). `row_count` where it counts rows.
    'create table raw.notices (_load integer, kind varchar, message varchar, column_name varchar, value varchar, row_count bigint)',
    // What the exporting system thought of its own targets (met, breached), and the text that said so: shown, never used.
    'create table raw.vendor_verdicts (ticket_id varchar, measure varchar, verdict varchar, value varchar, _load integer, _row bigint)',
    // States that end in another file than they begin in, and the ends: a row of the first kind stands on the state's own row.
    'create table raw.state_ends (state_id varchar, ended_by varchar, object_id varchar, started_at varchar, ended_at varchar, _load integer, _row bigint)',
    // Samples are not copied: runs of equal state, with the instants of their first and last sample in epoch seconds.
    `create table raw.uptime_runs (service_id varchar, location varchar, state varchar, first_at bigint, last_at bigint,
       samples bigint, _load integer)`,
    ...copies,
  ].join(';\n');
}
