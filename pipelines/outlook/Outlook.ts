/** What can still be saved: a running period, promise by promise, at a cut-off. */
import type { LocalText } from '../contract/Contract.ts';
import type { AvailabilityStatus } from '../reference/ServiceEvidence.ts';
import type { BurnDown } from '../report/readBurnDowns.ts';

/** Instants in UTC epoch seconds, percentages as displayed (floored), null where there is no figure. */
export interface Outlook {
  period: { id: string; kind: 'month' | 'quarter'; startsAt: number; endsAt: number; timezone: string };
  asOf: number;
  /** The worst of all promises. */
  status: OutlookStatus;
  overall: {
    status: AvailabilityStatus;
    percent: string | null;
    targetPercent: string | null;
    lostSeconds: number | null;
    budgetSeconds: number | null;
  };
  /** The least budget left first. */
  services: OutlookService[];
  /** Budgets of the services that are lost, at risk or three quarters used, day by day up to the cut-off. */
  burnDowns: BurnDown[];
  /** By the contract's order of severities. */
  attainment: OutlookAttainment[];
  /** The least time left first. */
  clocks: OpenClock[];
  /** What is planned until the period ends. */
  maintenance: PlannedWork[];
  /** What has not arrived: services that are known until less than a day ago are not in it. */
  missing: { serviceId: string | null; name: LocalText | null; knownUntil: number | null }[];
}

export type OutlookStatus = 'lost' | 'at-risk' | 'on-course' | 'no-data';

export interface OutlookService {
  serviceId: string;
  name: LocalText;
  status: AvailabilityStatus;
  percent: string | null;
  targetPercent: string;
  lostSeconds: number;
  /** What the targets allow of the whole period. */
  budgetSeconds: number;
  leftSeconds: number;
  /** Shares of the budget and of the period's agreed time, in percent; null where there is none. */
  usedPercent: string | null;
  gonePercent: string | null;
}

export interface OutlookAttainment {
  severity: string;
  measure: string;
  within: string | null;
  /** Null: every case. */
  targetPercent: string | null;
  met: number;
  breached: number;
  open: number;
  /** How many of those that are open may still be missed. */
  mayMiss: number;
  /** How many more, beyond those that are open, must all be met; null: none, or none would help. */
  mustMeet: number | null;
  status: OutlookStatus;
}

export interface OpenClock {
  ticketId: string;
  title: string | null;
  serviceId: string | null;
  severity: string;
  measure: string;
  cycle: number;
  /** By when it must stop; moves on while it is paused. */
  dueAt: number;
  leftSeconds: number;
  state: 'running' | 'paused' | 'overdue';
  /** For whom it waits, as exported: what ends that restarts the clock. */
  waitsFor: string | null;
}

interface PlannedWork {
  windowId: string;
  startsAt: number;
  endsAt: number;
  serviceIds: string[];
  /** Whether it is taken out (or counts as up); without approval its downtime counts. */
  isApproved: boolean;
  /** Of the agreement's own windows. */
  isRegular: boolean;
}
