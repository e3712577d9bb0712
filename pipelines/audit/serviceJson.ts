/** The audit of a service as JSON: an interface, snake_case, instants in ISO 8601 with Z, percentages as displayed. */

import en from '../../templates/words/en/reasons.ts';
import { say } from '../../templates/words/ReasonWords.ts';
import { isoInstant } from '../isoInstant.ts';
import type { Availability, Span } from '../reference/ServiceEvidence.ts';
import type { RawRows } from './readRawRows.ts';
import type { MonthAudit, OutageAudit, ServiceAudit, SpanAudit } from './ServiceAudit.ts';
import { sourceJson, speech } from './ticketJson.ts';

/**
 * One object: `figures` of the period under the names of figures.json with `lost_seconds`; `months` with the `outages`
 * and `spans` (maintenance, excluded, unknown) that lead to them; `monitors`: what other systems print; `warehouse`:
 * whether the SQL agrees; `rows`: the rows that bound the spans, verbatim.
 */
export function serviceJson(audit: ServiceAudit): object {
  return {
    service_id: audit.serviceId,
    period: audit.periodId,
    timezone: audit.timezone,
    as_of: isoInstant(audit.asOf),
    terms: audit.terms.map(({ from, to, terms, target }) => ({
      ...{
        from: isoInstant(from),
        to: isoInstant(to),
        target_percent: target.text,
        maintenance: terms.maintenance,
        unknown: terms.unknown,
      },
      ...{ max_gap: terms.max_gap, minimum_outage_seconds: terms.minimum_outage_seconds },
    })),
    figures: figuresJson(audit.figures),
    months: audit.months.map(monthJson),
    monitors: audit.monitors.map(({ monitor, shown }) => ({
      monitor,
      availability_percent: shown,
      because: en.monitor[monitor],
    })),
    warehouse: { agrees: audit.differences.length === 0, differences: audit.differences },
    evidence: audit.evidence,
    rows: audit.rows.map(rowsJson),
  };
}

function figuresJson(figures: Availability): object {
  return {
    window_seconds: figures.windowSeconds,
    maintenance_seconds: figures.maintenanceSeconds,
    excluded_seconds: figures.excludedSeconds,
    agreed_seconds: figures.agreedSeconds,
    down_seconds: figures.downSeconds,
    unknown_seconds: figures.unknownSeconds,
    base_seconds: figures.baseSeconds,
    lost_seconds: figures.lostSeconds,
    availability_percent: figures.availabilityPercent,
    met: figures.met,
    status: figures.status,
    outages: figures.outages,
    longest_outage_seconds: figures.longestOutageSeconds,
    budget_seconds: figures.budgetSeconds,
    budget_left_seconds: figures.budgetLeftSeconds,
  };
}

function monthJson({ periodId, asOf, figures, outages, spans, unknownPolicies }: MonthAudit): object {
  return {
    period: periodId,
    as_of: isoInstant(asOf),
    figures: figuresJson(figures),
    outages: outages.map(outageJson),
    spans: spans.map(spanJson),
    unknown_policies: unknownPolicies.map(({ unknown, availabilityPercent, met, turnsVerdict }) => ({
      ...{ unknown, availability_percent: availabilityPercent, met, turns_verdict: turnsVerdict },
    })),
  };
}

function outageJson(outage: OutageAudit): object {
  return {
    ...spanOf(outage),
    seconds: outage.to - outage.from,
    ongoing: outage.isOngoing,
    counted_seconds: outage.countedSeconds,
    maintenance_seconds: outage.maintenanceSeconds,
    excluded_seconds: outage.excludedSeconds,
    short_seconds: outage.shortSeconds,
    outside_seconds: outage.outsideSeconds,
    ticket_id: outage.ticketId,
    sources: outage.sources.map(sourceJson),
  };
}

function spanJson(span: SpanAudit): object {
  const { kind, seconds, counts, because, sources } = span;
  return {
    ...spanOf(span),
    kind,
    seconds,
    counts,
    because: say(en.span, because, speech),
    sources: sources.map(sourceJson),
  };
}

function spanOf({ from, to }: Span): object {
  return { from: isoInstant(from), to: isoInstant(to) };
}

function rowsJson({ file, sha256, state, header, rows }: RawRows): object {
  return { file, sha256, state, header, rows };
}
