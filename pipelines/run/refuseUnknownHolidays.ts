/**
 * Stops a report whose clocks run in a year of which no holidays are known: such a day is an error, not a working day.
 */
import { SlaError } from '../errors.ts';
import type { Run } from './prepareRun.ts';

/** @throws SlaError that names each calendar, year and a ticket concerned. `sla check` lists the same. */
export function refuseUnknownHolidays({ findings }: Run): void {
  const found = findings.find(({ check }) => check.name === 'calendars__know_their_holidays');
  if (!found) return;
  throw new SlaError(
    found.rows.map(({ detail }) => ({
      what: `A clock runs in a year whose holidays are not known: ${detail}.`,
      where: 'contract.yaml, calendars',
      fix: 'Add the holidays of that year to the calendar, for example: holidays: [{ preset: sg }, { file: calendars/sg-2027.csv }]',
      state: 'No report was written; earlier reports are as they were.',
    })),
  );
}
