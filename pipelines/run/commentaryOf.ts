/** The words of the reported period, as far as a report as of that instant may know them. */
import { DateTime } from 'luxon';
import { localDateOf } from '../calendar/wallClock.ts';
import { type Commentary, noCommentary } from '../contract/readCommentary.ts';
import type { Period } from '../period.ts';
import type { CommentaryKeys } from './writeContractTables.ts';

/**
 * Withholds the words of a report that is cut off before its period's end if they were written after the cut-off, or if
 * they do not say when and the period has ended since: they speak of what such a report cannot know.
 *
 * @param now epoch seconds of the command line's clock
 */
export function commentaryKnownAt(
  commentary: Commentary,
  period: Period,
  asOf: number,
  now: number,
  timezone: string,
): { commentary: Commentary; withheldBecause: string | null } {
  const isEmpty = JSON.stringify(commentary) === JSON.stringify(noCommentary);
  if (isEmpty || asOf >= period.endsAt) return { commentary, withheldBecause: null };
  const { writtenOn } = commentary;
  const lastDay = localDateOf(asOf, timezone);
  if (writtenOn !== null) {
    if (writtenOn <= lastDay) return { commentary, withheldBecause: null };
    return { commentary: noCommentary, withheldBecause: `written on ${writtenOn}, after ${lastDay}` };
  }
  if (now < period.endsAt) return { commentary, withheldBecause: null };
  return { commentary: noCommentary, withheldBecause: `no written_on, and ${period.id} has ended since ${lastDay}` };
}

/** What the commentary speaks of. */
export function keysOf(commentary: Commentary, withheldBecause: string | null, timezone: string): CommentaryKeys {
  const isComplete = ({ cause, immediate, lasting }: Commentary['breaches'][string]) =>
    cause !== null && immediate !== null && lasting !== null;
  const services = Object.entries(commentary.availability);
  return {
    breaches: Object.entries(commentary.breaches).map(([ticketId, words]) => ({
      ticketId,
      isComplete: isComplete(words),
    })),
    availability: services.map(([serviceId, words]) => ({
      serviceId,
      isComplete: isComplete(words),
      hasWords: Object.values({ ...words, outages: null }).some((value) => value !== null),
    })),
    outages: services.flatMap(([serviceId, { outages }]) =>
      Object.keys(outages).map((written) => ({ serviceId, startedAt: minuteOf(written, timezone), written })),
    ),
    withheldBecause,
  };
}

/** The instant of a local minute, `2026-10-21T13:04`. */
export function minuteOf(written: string, timezone: string): number {
  return DateTime.fromISO(written, { zone: timezone }).toUnixInteger();
}
