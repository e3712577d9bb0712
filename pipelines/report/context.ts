/**
 * What every part of the report model is read with: the run, and how ids become names.
 */

import type { Language, LocalText } from '../contract/Contract.ts';
import { inAnyLanguage } from '../contract/languages.ts';
import { previousPeriod } from '../period.ts';
import type { Run } from '../run/prepareRun.ts';
import { quote, type Warehouse } from '../warehouse/Warehouse.ts';

export interface ReadContext {
  run: Run;
  warehouse: Warehouse;
  /** Of the report; what is exported in one language only stays as it is. */
  language: Language;
  /** SQL literals of the reported period, the one before (null without data), and the last month of the report. */
  period: string;
  previousId: string | null;
  previous: string;
  lastMonth: string;
  /** Months of the trend, earliest first. */
  trendIds: string[];
  serviceName: (id: string | null) => LocalText | null;
  siteName: (id: string | null) => LocalText;
}

/** Collects what the readers share. */
export function readContext(run: Run, language: Language = run.contract.language): ReadContext {
  const { contract, periods } = run;
  const previousId = previousPeriod(periods.period, contract.timezone).id;
  const hasPrevious =
    periods.period.kind === 'month'
      ? periods.months.some(({ id }) => id === previousId)
      : isQuarterKnown(previousId, run);
  const services = new Map(contract.services.map(({ id, name }) => [id, name]));
  const sites = new Map(contract.sites.map(({ id, name }) => [id, name]));
  return {
    run,
    warehouse: run.warehouse,
    language,
    period: quote(periods.period.id),
    previousId: hasPrevious ? previousId : null,
    previous: quote(hasPrevious ? previousId : ''),
    lastMonth: quote(periods.months.at(-1)!.id),
    // A month that has not begun has no figures: it is not drawn as one without incidents.
    trendIds: periods.months
      .filter(({ startsAt }) => startsAt < periods.asOf)
      .slice(-12)
      .map(({ id }) => id),
    serviceName: (id) => (id === null ? null : (services.get(id) ?? inAnyLanguage(id))),
    siteName: (id) => (id === null ? inAnyLanguage('') : (sites.get(id) ?? inAnyLanguage(id))),
  };
}

function isQuarterKnown(quarterId: string, { periods, contract }: Run): boolean {
  const known = new Set(periods.months.map(({ id }) => id));
  return (
    previousPeriod(periods.period, contract.timezone).id === quarterId &&
    previousPeriod(periods.period, contract.timezone).months.some((id) => known.has(id))
  );
}
