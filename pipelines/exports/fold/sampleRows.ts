/** The samples of a file one by one, as SQL: for those who need more than its runs. */
import type { Warehouse } from '../../warehouse/Warehouse.ts';
import { conditionSql, epochColumn, textColumn } from '../mapping/columnSql.ts';
import { FieldSet } from '../mapping/FieldSet.ts';
import type { Source } from '../mapping/Source.ts';
import type { ColumnRule } from '../mapping/schema.ts';
import type { Input } from '../read/openBytes.ts';
import { readRecords } from '../read/readRecords.ts';

/**
 * A select of `row`, `service_id`, `at_s` (epoch seconds), `state`, `said` (in the export's own word) and `location` of every sample that can be read, or null
 * where the source fills no samples. It may read temporary files in `folder`, and lasts until the next call.
 */
export async function sampleRows(
  warehouse: Warehouse,
  input: Input,
  source: Source,
  folder: string,
): Promise<string | null> {
  const table = source.tables.find((each) => each.table.name === 'uptime_samples');
  if (!table) return null;
  const fields = new FieldSet();
  const rule = (name: string): ColumnRule => table.columns.get(name) ?? { value: '' };
  const service = textColumn(rule('service_id'), fields).value;
  const at = epochColumn(rule('checked_at'), fields, source.zone).value;
  const state = textColumn(rule('state'), fields);
  const location = textColumn(rule('location'), fields).value;
  const conditions = table.where.map((condition) => conditionSql(condition, fields));
  const records = await readRecords(warehouse, input, source, fields, folder);
  const texts = fields.requests.map((_, index) => `nullif(trim(f${index}), '') as f${index}`);
  return `with records as (select ${['_row', ...texts].join(', ')} from ${records.sql}),
    samples as (
      select _row as row, ${service} as service_id, ${at} as at_s, lower(${state.value}) as state, ${state.found} as said, coalesce(${location}, '') as location
      from records ${conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''}
    )
    select * from samples where state in ('up', 'down', 'unknown')`;
}
