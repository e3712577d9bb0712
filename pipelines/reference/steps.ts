/** The steps of the audit: the stretches of a clock, cut by opening hours where it runs in a business calendar. */
import type { Calendar, OpenSpan } from '../calendar/Calendar.ts';
import type { StepReason } from './reasons.ts';
import type { Stretch } from './stretches.ts';
import type { Step, StepKind } from './TicketHistory.ts';

/**
 * Steps that cover the stretches without gap or overlap. Time outside opening hours is `closed`, also while paused;
 * time stood resolved stays `resolved`. So the running seconds add up to what the clock ran.
 */
export function stepsOf(stretches: readonly Stretch[], calendar: Calendar | null): Step[] {
  return stretches.flatMap((stretch) =>
    calendar && stretch.kind !== 'resolved' ? cutByHours(stretch, calendar) : [step(stretch)],
  );
}

/** Seconds of all steps of one kind. */
export function secondsOf(steps: readonly Step[], kind: StepKind): number {
  return steps.reduce((sum, each) => (each.kind === kind ? sum + each.seconds : sum), 0);
}

function cutByHours(stretch: Stretch, calendar: Calendar): Step[] {
  const steps: Step[] = [];
  let cursor = stretch.from;
  const closedUntil = (to: number) => {
    if (cursor < to) steps.push(step({ ...stretch, from: cursor, to }, 'closed', closedReason(calendar, cursor, to)));
  };
  for (const { opensAt, closesAt } of openSpans(calendar, stretch.from, stretch.to)) {
    const from = Math.max(opensAt, stretch.from);
    const to = Math.min(closesAt, stretch.to);
    closedUntil(from);
    const before = steps.at(-1);
    if (before && before.kind !== 'closed') steps[steps.length - 1] = step({ ...stretch, from: before.from, to });
    else steps.push(step({ ...stretch, from, to }));
    cursor = to;
  }
  closedUntil(stretch.to);
  return steps;
}

function openSpans(calendar: Calendar, from: number, to: number): OpenSpan[] {
  return daysBetween(calendar, from, to)
    .flatMap((day) => day.spans)
    .filter(({ opensAt, closesAt }) => opensAt < to && closesAt > from);
}

function closedReason(calendar: Calendar, from: number, to: number): StepReason {
  const closed = daysBetween(calendar, from, to).filter(({ spans }) => spans.length === 0);
  const notes = closed.flatMap(({ note }) => (note === null ? [] : [note]));
  return { kind: 'closed', calendar: calendar.id, days: [...new Set(notes)] };
}

function daysBetween({ days }: Calendar, from: number, to: number): Calendar['days'] {
  const first = days[0];
  if (!first) return [];
  // Local days are 23 to 25 hours long, give or take a clock change: a guess by 24 hours, two days early.
  const guess = Math.max(0, Math.floor((from - first.startsAt) / 86_400) - 2);
  const found: Calendar['days'] = [];
  for (let index = guess; index < days.length && days[index]!.startsAt < to; index += 1) {
    if (days[index]!.endsAt > from) found.push(days[index]!);
  }
  return found;
}

function step({ from, to, because, source, kind }: Stretch, as: StepKind = kind, why: StepReason = because): Step {
  return { from, to, kind: as, seconds: to - from, because: why, source };
}
