/** Whether there is anything to report on; if not, first what lies under exports/ and was not read. */
import { localDateOf } from '../calendar/wallClock.ts';
import type { Contract } from '../contract/Contract.ts';
import { type Problem, SlaError } from '../errors.ts';
import { explainCommand } from '../exports/explain/explainCommand.ts';
import type { LoadReport } from '../exports/load/loadExports.ts';
import type { Period } from '../period.ts';
import type { Warehouse } from '../warehouse/Warehouse.ts';
import { type DataExtent, forever } from './dataExtent.ts';

/**
 * @throws SlaError for a period that no loaded row reaches: files that nothing says how to read and rows that were set
 * aside come before the missing data, for they are where the data may be.
 */
export async function requireData(
  warehouse: Warehouse,
  workspace: string,
  loads: LoadReport,
  period: Period,
  { first, last }: DataExtent,
  contract: Contract,
): Promise<void> {
  if (first !== null && last !== null && period.startsAt <= last && period.endsAt > first) return;
  const notRead = [...unknownFiles(loads, workspace), ...(await setAside(warehouse, workspace))];
  const found =
    first === null || last === null
      ? `No tickets and no monitoring data are loaded${notRead.length > 0 ? ' besides' : ''}.`
      : `The exports that are loaded reach from ${localDateOf(first, contract.timezone)} ${last >= forever ? 'on' : `to ${localDateOf(last, contract.timezone)}`}.`;
  throw new SlaError(
    [
      ...notRead,
      {
        what: `There is no data for ${period.id}. ${found}`,
        where: 'exports/',
        fix:
          notRead.length > 0
            ? `Mend what is named above; if that is not all of ${period.id}, export the rest into exports/${period.id}/. Then run the command again.`
            : `Export the tickets and the monitoring of ${period.id} into exports/${period.id}/, then run the command again.`,
        state: 'No report was written; earlier reports are as they were.',
      },
    ],
    1,
  );
}

/** Files are listed one by one up to this many. */
const listed = 10;

function unknownFiles({ unknown, unread }: LoadReport, workspace: string): Problem[] {
  const problems: Problem[] = unknown.slice(0, listed).map((file) => ({
    what: `Nothing says how to read ${file}: it has no entry in sources.yaml, and its name begins with no table's name.`,
    where: file,
    fix: `This looks at it and proposes the entry:\n${explainCommand(workspace, file)}`,
  }));
  if (unknown.length > listed)
    problems.push({
      what: `Nothing says how to read ${unknown.length - listed} further files, for example ${unknown[listed]!}.`,
    });
  return [...problems, ...unread.map(({ file, why }) => ({ what: `${file} was not read: ${why}.`, where: file }))];
}

interface SetAside {
  file: string;
  rows: number;
  read: number;
  row: number;
  column: string | null;
  value: string | null;
  reason: string;
}

/** Files with rows that were set aside, and generic ones of which no opening instant can be read. */
async function setAside(warehouse: Warehouse, workspace: string): Promise<Problem[]> {
  const files = await warehouse.rows<SetAside>(`
    with cells as (
      select _load, _row, column_name, value, reason from raw.rejects
      union all
      select _load, _row, 'opened_at', opened_at, 'is no date and time with an offset' from raw.tickets
      inner join raw.loads on _load = load_id where opened_at is not null and instant(opened_at, zone) is null
      union all
      select _load, _row, 'at', "at", 'is no date and time with an offset' from raw.ticket_events
      inner join raw.loads on _load = load_id where "at" is not null and instant("at", zone) is null
      union all
      select _load, _row, 'started_at', started_at, 'is no date and time with an offset' from raw.uptime_states
      inner join raw.loads on _load = load_id where started_at is not null and instant(started_at, zone) is null
    ), firsts as (
      select *, count(*) over (partition by _load) as cells,
        (select count(distinct _row) from cells as others where others._load = cells._load) as n
      from cells
      qualify row_number() over (partition by _load order by _row, column_name) = 1
    )
    select loads.file, firsts.n as rows, loads.row_count as read, firsts._row as row, firsts.column_name as "column",
      firsts.value, firsts.reason
    from firsts inner join raw.loads on firsts._load = loads.load_id order by loads.ordinal`);
  return files.slice(0, listed).map(({ file, rows, read, row, column, value, reason }) => ({
    what: `${rows} ${rows === 1 ? 'row' : 'rows'} of ${file} ${rows === 1 ? 'was' : 'were'} set aside${read === 0 ? ', and no other is left' : ''}. The first: ${value === null ? '' : `"${value.slice(0, 80)}" `}${reason}.`,
    where: `${file}, row ${row}${column === null ? '' : `, column ${column}`}`,
    fix: `Correct the cells in the export, or the zone or date_format of the file in sources.yaml. This shows what reads them:\n${explainCommand(workspace, file)}`,
  }));
}
