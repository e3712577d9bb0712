/** What another agreement would have said of the same data: promise by promise, before and after. */
import type { AvailabilityStatus } from '../reference/ServiceEvidence.ts';

/** Instants in ISO 8601 UTC, seconds as integers, percentages as displayed: the interface of `sla whatif --format json`. */
export interface WhatIf {
  /** What was asked: the keys that were set, or the file of the other agreement. */
  asked: string[];
  periods: PeriodWhatIf[];
  /** Promises whose verdict is another one. */
  turns: number;
}

export interface PeriodWhatIf {
  period: string;
  as_of: string;
  overall: { before: AvailabilitySaid; after: AvailabilitySaid; turns: boolean };
  /** Services of which anything differs. */
  availability: ServiceWhatIf[];
  /** Rows of attainment that differ. */
  sla: { severity: string; measure: string; before: SlaSaid | null; after: SlaSaid | null; turns: boolean }[];
  /** Measures that are a breach under one of the two agreements alone, by ticket. */
  tickets: TicketWhatIf[];
}

interface AvailabilitySaid {
  status: AvailabilityStatus;
  availability_percent: string | null;
}

export interface ServiceSaid extends AvailabilitySaid {
  target_percent: string;
  lost_seconds: number;
  budget_seconds: number;
}

export interface ServiceWhatIf {
  service_id: string;
  before: ServiceSaid | null;
  after: ServiceSaid | null;
  turns: boolean;
  /** Of a service that turns: its outages with what counts of each under the other agreement, the longest first. */
  outages: { started_at: string; ended_at: string; counted_seconds: number }[];
}

interface SlaSaid {
  met: number;
  breached: number;
  attainment_percent: string | null;
}

export interface TicketWhatIf {
  ticket_id: string;
  measure: string;
  cycle: number;
  before: 'breached' | 'kept';
  after: 'breached' | 'kept';
  due_at: string;
  stopped_at: string | null;
  /** Of the breach, under the agreement that makes it one. */
  late_seconds: number;
}

/** Which target each service would have held in every one of the periods. */
export interface Held {
  periods: string[];
  services: {
    service_id: string;
    /** The highest target in thousandths of a percent that no period would have missed; null without any figure. */
    held_percent: string | null;
    worst_period: string | null;
    lost_seconds: number | null;
    base_seconds: number | null;
    /** Periods without a figure are in no answer. */
    periods_without_data: string[];
  }[];
}
