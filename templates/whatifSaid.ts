/** How the pieces of a what-if are said, at the terminal as in a report. */
import type { Language } from '../pipelines/contract/Contract.ts';
import type { PeriodWhatIf, ServiceSaid, ServiceWhatIf, TicketWhatIf } from '../pipelines/whatif/WhatIf.ts';
import type { Voice } from './voice.ts';
import { wordsIn } from './words/index.ts';
import type { WhatIfWords } from './words/ja/whatif.ts';

/** Outages of a service that are named; the rest is counted. */
const mostOutages = 5;

export interface Speech {
  known: WhatIfWords;
  voice: Voice;
  nameOf: (serviceId: string) => string;
}

export function whatIfWords(language: Language): WhatIfWords {
  return wordsIn[language].whatif;
}

/** Another verdict, or other seconds: another target alone is no news. */
export function isNews({ before, after, turns }: ServiceWhatIf): boolean {
  return (
    turns ||
    before?.lost_seconds !== after?.lost_seconds ||
    before?.availability_percent !== after?.availability_percent
  );
}

export function overallSaid({ status, availability_percent }: PeriodWhatIf['overall']['before'], { known }: Speech) {
  return known.said(known.status[status] ?? status, availability_percent);
}

export function serviceSaid(said: ServiceSaid | null, { known, voice }: Speech): string {
  if (said === null) return known.absent;
  return known.service(
    known.status[said.status] ?? said.status,
    said.availability_percent,
    said.target_percent,
    voice.exact(said.lost_seconds),
    voice.exact(said.budget_seconds),
  );
}

export function casesSaid(said: PeriodWhatIf['sla'][number]['before'], { known, voice }: Speech): string {
  if (said === null) return known.absent;
  return known.cases(voice.count(said.met), voice.count(said.breached), said.attainment_percent);
}

export function promiseSaid({ severity, measure }: PeriodWhatIf['sla'][number], { voice }: Speech): string {
  return voice.words.pages.promises.ofTickets(voice.severity(severity), voice.measure(measure));
}

/** The longest, one a line. */
export function outageLines({ outages }: ServiceWhatIf, { known, voice }: Speech): string[] {
  const seconds = (instant: string) => Date.parse(instant) / 1000;
  const named = outages
    .slice(0, mostOutages)
    .map(({ started_at, ended_at, counted_seconds }) =>
      known.outage(voice.time(seconds(started_at)), voice.time(seconds(ended_at)), voice.exact(counted_seconds)),
    );
  const more = outages.length - named.length;
  return [...named, ...(more > 0 ? [known.moreOutages(voice.count(more))] : [])];
}

export function ticketSaid({ after, late_seconds }: TicketWhatIf, { known, voice }: Speech): string {
  const late = voice.exact(late_seconds);
  return after === 'breached' ? known.nowBreached(late) : known.nowKept(late);
}
