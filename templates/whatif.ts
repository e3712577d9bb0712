/** What another agreement would have said, as text: what turns first, then what else differs. */
import type { Contract, Language } from '../pipelines/contract/Contract.ts';
import { parsePeriod } from '../pipelines/period.ts';
import { printableLine } from '../pipelines/printable.ts';
import type {
  Held,
  PeriodWhatIf,
  ServiceSaid,
  ServiceWhatIf,
  TicketWhatIf,
  WhatIf,
} from '../pipelines/whatif/WhatIf.ts';
import { type Voice, voiceOf } from './voice.ts';
import en from './words/en/whatif.ts';
import ja, { type WhatIfWords } from './words/ja/whatif.ts';

/** Outages of a service that are named; the rest is counted. */
const mostOutages = 5;

interface Speech {
  known: WhatIfWords;
  voice: Voice;
  nameOf: (serviceId: string) => string;
}

export function whatIfText({ asked, periods, turns }: WhatIf, contract: Contract, language: Language): string {
  const { known, voice } = speechOf(periods[0]!.period, contract, language);
  const blocks = periods.flatMap((period) => ['', ...periodLines(period, speechOf(period.period, contract, language))]);
  return text([
    known.asked(asked.join(known.join)),
    turns === 0 ? known.nothing : known.turns(voice.count(turns)),
    ...blocks,
  ]);
}

/** Service by service, the lowest first. */
export function heldText({ periods, services }: Held, contract: Contract, language: Language): string {
  const { known, voice, nameOf } = speechOf(periods[0]!, contract, language);
  const sorted = [...services].sort((a, b) => Number(a.held_percent ?? -1) - Number(b.held_percent ?? -1));
  const isEmpty = (period: string) => services.every((each) => each.periods_without_data.includes(period));
  const empty = periods.filter(isEmpty);
  const lines = sorted.map(({ service_id, held_percent, worst_period, lost_seconds, base_seconds, ...more }) => {
    const held =
      held_percent === null || worst_period === null
        ? known.heldByNone
        : known.heldBy(held_percent, worst_period, voice.count(lost_seconds ?? 0), voice.count(base_seconds ?? 0));
    const own = more.periods_without_data.filter((period) => !isEmpty(period));
    return `  ${[nameOf(service_id), held, ...(own.length > 0 ? [known.without(own.join(known.join))] : [])].join('  ')}`;
  });
  const last = empty.length > 0 ? [known.without(empty.join(known.join))] : [];
  return text([known.held(periods[0]!, periods.at(-1)!), ...lines, ...last]);
}

function speechOf(period: string, contract: Contract, language: Language): Speech {
  const { kind, startsAt } = parsePeriod(period, contract.timezone);
  const voice = voiceOf({ language, period: { kind, startsAt, timezone: contract.timezone } });
  const names = new Map(contract.services.map(({ id, name }) => [id, voice.text(name)]));
  return { known: { ja, en }[language], voice, nameOf: (id) => names.get(id) ?? id };
}

function periodLines({ period, overall, availability, sla, tickets }: PeriodWhatIf, speech: Speech): string[] {
  const { known, voice } = speech;
  const said = (each: PeriodWhatIf['overall']['before']) =>
    known.said(known.status[each.status] ?? each.status, each.availability_percent);
  const [before, after] = [said(overall.before), said(overall.after)];
  if (before === after && availability.length + sla.length + tickets.length === 0) return [known.unchanged(period)];
  const cases = (each: PeriodWhatIf['sla'][number]['before']) =>
    each === null
      ? known.absent
      : known.cases(voice.count(each.met), voice.count(each.breached), each.attainment_percent);
  const others = availability.filter((each) => !isNews(each)).length;
  return [
    period,
    ...(before === after ? [] : [line(known.overall, known.arrow(before, after), overall.turns)]),
    ...availability.filter(isNews).flatMap((each) => serviceLines(each, speech)),
    ...(others > 0 ? [line(known.others(voice.count(others)), known.sameVerdict, false)] : []),
    ...sla.map((each) =>
      line(
        voice.words.pages.promises.ofTickets(voice.severity(each.severity), voice.measure(each.measure)),
        known.arrow(cases(each.before), cases(each.after)),
        each.turns,
      ),
    ),
    ...tickets.map((each) => ticketLine(each, speech)),
  ];
}

/** Another verdict, or other seconds: another target alone is no news. */
function isNews({ before, after, turns }: ServiceWhatIf): boolean {
  return (
    turns ||
    before?.lost_seconds !== after?.lost_seconds ||
    before?.availability_percent !== after?.availability_percent
  );
}

/** What turns is marked. */
function line(name: string, says: string, turns: boolean): string {
  return `${turns ? '* ' : '  '}${name}  ${says}`;
}

function serviceLines(
  { service_id, before, after, turns, outages }: ServiceWhatIf,
  { known, voice, nameOf }: Speech,
): string[] {
  const said = (each: ServiceSaid | null) =>
    each === null
      ? known.absent
      : known.service(
          known.status[each.status] ?? each.status,
          each.availability_percent,
          each.target_percent,
          voice.exact(each.lost_seconds),
          voice.exact(each.budget_seconds),
        );
  const seconds = (instant: string) => Date.parse(instant) / 1000;
  const named = outages
    .slice(0, mostOutages)
    .map(({ started_at, ended_at, counted_seconds }) =>
      known.outage(voice.time(seconds(started_at)), voice.time(seconds(ended_at)), voice.exact(counted_seconds)),
    );
  const more = outages.length - named.length;
  return [
    line(nameOf(service_id), known.arrow(said(before), said(after)), turns),
    ...[...named, ...(more > 0 ? [known.moreOutages(voice.count(more))] : [])].map((each) => `      ${each}`),
  ];
}

function ticketLine({ ticket_id, measure, after, late_seconds }: TicketWhatIf, { known, voice }: Speech): string {
  const late = voice.exact(late_seconds);
  return `      ${ticket_id}  ${voice.measure(measure)}  ${after === 'breached' ? known.nowBreached(late) : known.nowKept(late)}`;
}

function text(lines: readonly string[]): string {
  return `${lines.map(printableLine).join('\n')}\n`;
}
