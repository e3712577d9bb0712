/** Turns a validated contract.yaml into the Contract that the rest of the program sees: defaults filled in, texts as numbers. */

import { startOfDate } from '../calendar/wallClock.ts';
import type {
  CalendarRules,
  Contract,
  DocumentDetails,
  KpiTerms,
  MeasureTerms,
  OpeningSpan,
  Policies,
  Provider,
  Service,
  SeverityTerms,
  Terms,
  Weekday,
} from './Contract.ts';
import { firstLanguage, localText } from './languages.ts';
import {
  type CalendarAsWritten,
  type ContractAsWritten,
  type LocalTextAsWritten,
  measureNames,
  type ServiceAsWritten,
  type TermsAsWritten,
} from './schema.ts';
import {
  parseClock,
  parseDateSpan,
  parseDuration,
  parseInstant,
  parseOpeningSpan,
  parsePercentage,
  parseWithin,
} from './values.ts';
import type { YamlFile } from './yamlFile.ts';

/** `file` is asked for the order of the severities, which is their rank. */
export function normaliseContract(written: ContractAsWritten, file: YamlFile): Contract {
  const { timezone } = written;
  return {
    provider: providerOf(written.provider),
    client: { id: written.client.id, name: localText(written.client.name) },
    timezone,
    language: written.language ?? firstLanguage,
    document: documentOf(written.document ?? {}),
    sites: written.sites.map((site) => ({ ...site, name: localText(site.name) })),
    calendars: Object.fromEntries(Object.entries(written.calendars).map(([id, rules]) => [id, calendarOf(rules)])),
    services: written.services.map(serviceOf),
    terms: written.terms.map((terms, index) => termsOf(terms, timezone, file.keysAt(['terms', index, 'severities']))),
    kpis: (written.kpis ?? []).map((kpis) => kpisOf(kpis, timezone)),
    review: {
      repeat_incidents: written.review?.repeat_incidents ?? 3,
      capacity_limit_quarters: written.review?.capacity_limit_quarters ?? 2,
      problem_root_cause_within_seconds: seconds(written.review?.problem_root_cause_within ?? 'P30D'),
      change_incident_window_seconds: seconds(written.review?.change_incident_window ?? 'PT24H'),
    },
    near_miss: {
      share_percent: written.near_miss?.share ?? 10,
      least_seconds: seconds(written.near_miss?.least ?? 'PT5M'),
      budget_percent: written.near_miss?.budget ?? 75,
    },
    names: written.names ?? {},
    acceptance: acceptanceOf(written.acceptance),
    audience: written.audience ?? 'internal',
    redact: {
      names: written.redact?.names ?? [],
      columns: written.redact?.columns ?? [],
      keep: written.redact?.keep ?? [],
    },
  };
}

function acceptanceOf(written: ContractAsWritten['acceptance']): Contract['acceptance'] {
  if (!written) return null;
  const within = parseWithin(written.within)!;
  return within.kind === 'business-days' ? { days: within.days, calendar: written.calendar } : null;
}

function providerOf({ name, contacts = {} }: ContractAsWritten['provider']): Provider {
  const { support, emergency, service_manager: manager } = contacts;
  return {
    name: localText(name),
    contacts: {
      ...(support !== undefined && { support }),
      ...(emergency !== undefined && { emergency }),
      ...(manager !== undefined && { service_manager: { ...manager, name: localText(manager.name) } }),
    },
  };
}

function documentOf(written: NonNullable<ContractAsWritten['document']>): DocumentDetails {
  const optional = (text: LocalTextAsWritten | undefined) => (text === undefined ? null : localText(text));
  return {
    contract_number: written.contract_number ?? null,
    classification: optional(written.classification),
    prepared_by: optional(written.prepared_by),
    reviewed_by: optional(written.reviewed_by),
    approved_by: optional(written.approved_by),
  };
}

/** day_length defaults to the opening time of the longest weekday. */
function calendarOf(written: CalendarAsWritten): CalendarRules {
  const weekly: Partial<Record<Weekday, OpeningSpan[]>> = {};
  for (const [day, spans] of Object.entries(written.weekly)) weekly[day as Weekday] = spansOf(spans ?? []);
  const openMinutes = Object.values(weekly).map((spans) =>
    spans.reduce((sum, span) => sum + span.closes - span.opens, 0),
  );
  return {
    timezone: written.timezone,
    weekly,
    day_length_seconds: written.day_length ? seconds(written.day_length) : Math.max(...openMinutes) * 60,
    holidays: (written.holidays ?? []).map((source) => (typeof source === 'string' ? { date: source } : source)),
    closed: (written.closed ?? []).map((span) => parseDateSpan(span)!),
    dates: Object.fromEntries(Object.entries(written.dates ?? {}).map(([date, spans]) => [date, spansOf(spans)])),
  };
}

function spansOf(texts: readonly string[]): OpeningSpan[] {
  return texts.map((text) => parseOpeningSpan(text)!);
}

function serviceOf(written: ServiceAsWritten): Service {
  const { id, category, site, check_interval = 'PT1M', target, from, until, down_when = 1 } = written;
  return {
    id,
    name: localText(written.name),
    category,
    site,
    check_interval_seconds: seconds(check_interval),
    target: target == null ? null : parsePercentage(target)!,
    from: from == null ? null : parseInstant(from)!,
    until: until == null ? null : parseInstant(until)!,
    down_when,
  };
}

function termsOf(written: TermsAsWritten, timezone: string, severityOrder: readonly string[]): Terms {
  const { effective_from, availability, maintenance = [], severities = {}, policies = {} } = written;
  return {
    effective_from,
    effective_from_s: startOfDate(effective_from, timezone),
    availability: {
      target: parsePercentage(availability.target)!,
      maintenance: availability.maintenance ?? 'excluded',
      unknown: availability.unknown ?? 'excluded',
      max_gap: availability.max_gap ?? 3,
      minimum_outage_seconds: seconds(availability.minimum_outage ?? 'PT0S'),
      overall: availability.overall ?? 'pooled',
    },
    maintenance: maintenance.map(({ start, duration, except = {}, ...rule }) => ({
      ...rule,
      except: Object.fromEntries(
        Object.entries(except).map(([date, moved]) => [
          date,
          moved === null
            ? null
            : { date: moved.length === 5 ? date : moved.slice(0, 10), start: parseClock(moved.slice(-5))! },
        ]),
      ),
      start: parseClock(start)!,
      duration_seconds: seconds(duration),
    })),
    severities: severityOrder.map((name, rank) => severityOf(name, rank, severities[name]!)),
    policies: policiesOf(policies),
  };
}

function severityOf(
  name: string,
  rank: number,
  written: NonNullable<TermsAsWritten['severities']>[string],
): SeverityTerms {
  const measures = measureNames.flatMap((measure): MeasureTerms[] => {
    const promise = written[measure];
    if (!promise) return [];
    const within = parseWithin(promise.within)!;
    return [{ measure, within, clock: promise.clock ?? (within.kind === 'business-days' ? 'business' : 'always') }];
  });
  return { name, rank, measures };
}

function policiesOf(written: NonNullable<TermsAsWritten['policies']>): Policies {
  return {
    business_day: written.business_day ?? 'end-of-day',
    received: written.received ?? 'immediate',
    severity_change: written.severity_change ?? 'final',
    reopen: { mode: written.reopen?.mode ?? 'continue', within_seconds: seconds(written.reopen?.within ?? 'P7D') },
    pause_reasons: written.pause_reasons ?? ['client'],
    attribution: written.attribution ?? 'decided',
  };
}

function kpisOf(written: NonNullable<ContractAsWritten['kpis']>[number], timezone: string): KpiTerms {
  const targets = Object.entries(written.targets).map(([name, kpi]) => [
    name,
    { target: kpi.target, direction: kpi.direction ?? ('higher' as const), attention: kpi.attention ?? null },
  ]);
  const { effective_from } = written;
  return {
    effective_from,
    effective_from_s: startOfDate(effective_from, timezone),
    targets: Object.fromEntries(targets),
  };
}

function seconds(duration: string): number {
  return parseDuration(duration)!;
}
