/** What rows of tickets, events and samples tell, in the plainest way: for a second way to every KPI. */
import { judgeTicket } from '../../pipelines/reference/judgeTicket.ts';
import { readHistories } from '../../pipelines/report/readHistories.ts';
import type { Run } from '../../pipelines/run/prepareRun.ts';
import { instantOf, type RawRow, rawRows } from './rawRows.ts';

/** Epoch seconds, half-open. */
export interface Span {
  from: number;
  to: number;
}

/** A ticket as known just before an instant. */
export interface Story {
  id: string;
  type: string;
  service: string;
  category: string;
  openedAt: number;
  respondedAt: number | null;
  /** Since its last reopening. */
  restoredAt: number | null;
  resolvedAt: number | null;
  reopenings: number[];
  isFirstLevel: boolean;
  isLeftOut: boolean;
}

function groupBy(rows: readonly RawRow[], keyOf: (row: RawRow) => string): Map<string, RawRow[]> {
  const groups = new Map<string, RawRow[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

const cache = new Map<number, Story[]>();

/** All tickets opened before `until`; what happened later is not looked at. */
export function storiesOf(tickets: readonly RawRow[], events: readonly RawRow[], until: number): Story[] {
  const known = cache.get(until);
  if (known) return known;
  const newest = new Map<string, RawRow>();
  for (const row of tickets) {
    const before = newest.get(row['ticket_id']!);
    const isKnown = instantOf(row['updated_at'])! < until;
    if (!before || isKnown) newest.set(row['ticket_id']!, row);
  }
  const byTicket = groupBy(events, ({ ticket_id }) => ticket_id!);
  const stories = [...newest].flatMap(([id, row]) => {
    const story = storyOf(row, byTicket.get(id) ?? [], until);
    return story.openedAt < until ? [story] : [];
  });
  cache.set(until, stories);
  return stories;
}

function storyOf(row: RawRow, all: readonly RawRow[], until: number): Story {
  const events = all
    .map(({ at, event, value }) => ({ at: instantOf(at)!, event: event!, value: value! }))
    .filter(({ at }) => at < until)
    .toSorted((a, b) => a.at - b.at);
  const columnOf = (kind: string, column: string) => {
    const at = instantOf(row[column]);
    // A kind that has an event, also a later one, is told by its events alone.
    return all.some(({ event }) => event === kind) || at === null || at >= until
      ? []
      : [{ at, event: kind, value: '' }];
  };
  const facts = [
    ...events,
    ...columnOf('responded', 'responded_at'),
    ...columnOf('restored', 'restored_at'),
    ...columnOf('resolved', 'resolved_at'),
    ...columnOf('closed', 'closed_at'),
  ].toSorted((a, b) => a.at - b.at);
  const openedAt = events.find(({ event }) => event === 'opened')?.at ?? instantOf(row['opened_at'])!;
  const story: Story = {
    id: row['ticket_id']!,
    type: row['type']!,
    service: row['service_id']!,
    category: row['category']!,
    openedAt,
    respondedAt: facts.find(({ event }) => event === 'responded')?.at ?? null,
    restoredAt: null,
    resolvedAt: null,
    reopenings: [],
    isFirstLevel: row['support_level'] === 'L1' && !facts.some(({ event }) => event === 'escalated'),
    isLeftOut:
      row['duplicate_of'] !== '' || facts.some(({ event }) => event === 'cancelled') || row['status'] === 'cancelled',
  };
  let closedAt: number | null = null;
  for (const { at, event } of facts) {
    if (event === 'restored') story.restoredAt ??= at;
    else if (event === 'resolved') story.resolvedAt ??= at;
    else if (event === 'closed') closedAt ??= at;
    else if (event === 'reopened' && (story.restoredAt ?? story.resolvedAt ?? closedAt) !== null) {
      story.reopenings.push(at);
      story.restoredAt = story.resolvedAt = closedAt = null;
    }
  }
  story.resolvedAt ??= closedAt;
  return story;
}

const MINUTE = 60;
const HOLDS = 3 * MINUTE;
const measured = new Map<string, { base: number; lost: number; outages: number }>();

/**
 * Second by second from the samples of a month: a sample holds until the next, three minutes at most; the third Saturday's
 * four hours, approved windows and exclusions are no agreed time.
 */
export function secondsInRaw(folder: string, span: Span): { base: number; lost: number; outages: number } {
  const key = `${span.from}`;
  const known = measured.get(key);
  if (known) return known;
  const samples = groupBy(rawRows(folder, 'uptime_samples'), ({ service_id }) => service_id!);
  const windows = rawRows(folder, 'maintenance');
  const total = { base: 0, lost: 0, outages: 0 };
  for (const [service, rows] of samples) {
    const isOut = new Uint8Array(span.to - span.from);
    for (const { from, to } of [...notAgreed(service), ...windowsOf(windows, service)])
      isOut.fill(1, Math.max(from - span.from, 0), Math.max(to - span.from, 0));
    const inOrder = rows
      .map(({ checked_at, state }) => ({ at: instantOf(checked_at)!, isDown: state === 'down' }))
      .toSorted((a, b) => a.at - b.at);
    let isCounted = false;
    for (const [index, { at, isDown }] of inOrder.entries()) {
      const until = Math.min(inOrder[index + 1]?.at ?? at + HOLDS, at + HOLDS);
      if (!isDown) isCounted = false;
      for (let second = Math.max(at, span.from); second < Math.min(until, span.to); second += 1) {
        if (isOut[second - span.from]) continue;
        total.base += 1;
        if (!isDown) continue;
        total.lost += 1;
        if (!isCounted) total.outages += 1;
        isCounted = true;
      }
    }
  }
  measured.set(key, total);
  return total;
}

const tokyo = (text: string) => Date.parse(`${text}+09:00`) / 1000;

/** The regular window of October and the exclusion of exclusions.yaml that names a service in it. */
function notAgreed(service: string): Span[] {
  const regular = { from: tokyo('2026-10-17T00:00:00'), to: tokyo('2026-10-17T04:00:00') };
  const power = { from: tokyo('2026-10-25T09:00:00'), to: tokyo('2026-10-25T13:00:00') };
  return service === 'switch-core' ? [regular, power] : [regular];
}

/** Windows without an approval, or with one given after they began, are none. */
function windowsOf(windows: readonly RawRow[], service: string): Span[] {
  return windows.flatMap(({ service_id, starts_at, ends_at, approved_at }) => {
    const [from, to, approved] = [starts_at, ends_at, approved_at].map(instantOf);
    return service_id === service && approved != null && approved <= from! ? [{ from: from!, to: to! }] : [];
  });
}

/**
 * Met, and met or missed, by the reference engine: of each severity and measure what is decided at the end of a span, and is not
 * what stood at its beginning (attribution: decided).
 */
export async function judgedAgain(run: Run): Promise<(kpi: string, span: Span) => [met: number, judged: number]> {
  const { contract, exclusions, calendars, warehouse } = run;
  const ids = await warehouse.rows<{ id: string }>('select ticket_id as id from staging.stg_tickets');
  const histories = await readHistories(
    warehouse,
    ids.map(({ id }) => id),
  );
  const known = new Map<number, Set<string>>();
  const standingAt = (asOf: number): Set<string> => {
    const before = known.get(asOf);
    if (before) return before;
    const context = { contract, exclusions, calendars: calendars.calendars, asOf };
    const standing = histories.flatMap((history) =>
      judgeTicket(history, context).measures.map(({ severity, measure, cycle, verdict }) =>
        [`attainment_${severity}_${measure}`, history.ticketId, cycle, verdict].join(' '),
      ),
    );
    known.set(asOf, new Set(standing));
    return known.get(asOf)!;
  };
  return (kpi, { from, to }) => {
    const isOf = (each: string) => each.startsWith(`${kpi} `) && !standingAt(from).has(each);
    const decided = [...standingAt(to)].filter(isOf);
    const met = decided.filter((each) => each.endsWith(' met')).length;
    return [met, met + decided.filter((each) => each.endsWith(' breached')).length];
  };
}
