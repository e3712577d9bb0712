/** What another agreement would have said, as text: what turns first, then what else differs. */
import type { Contract, Language } from '../pipelines/contract/Contract.ts';
import { parsePeriod } from '../pipelines/period.ts';
import { printableLine } from '../pipelines/printable.ts';
import type { Held, PeriodWhatIf, ServiceWhatIf, TicketWhatIf, WhatIf } from '../pipelines/whatif/WhatIf.ts';
import { voiceOf } from './voice.ts';
import {
  casesSaid,
  isNews,
  outageLines,
  overallSaid,
  promiseSaid,
  type Speech,
  serviceSaid,
  ticketSaid,
  whatIfWords,
} from './whatifSaid.ts';

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
  return { known: whatIfWords(language), voice, nameOf: (id) => names.get(id) ?? id };
}

function periodLines({ period, overall, availability, sla, tickets }: PeriodWhatIf, speech: Speech): string[] {
  const { known, voice } = speech;
  const [before, after] = [overallSaid(overall.before, speech), overallSaid(overall.after, speech)];
  if (before === after && availability.length + sla.length + tickets.length === 0) return [known.unchanged(period)];
  const others = availability.filter((each) => !isNews(each)).length;
  return [
    period,
    ...(before === after ? [] : [line(known.overall, known.arrow(before, after), overall.turns)]),
    ...availability.filter(isNews).flatMap((each) => serviceLines(each, speech)),
    ...(others > 0 ? [line(known.others(voice.count(others)), known.sameVerdict, false)] : []),
    ...sla.map((each) =>
      line(
        promiseSaid(each, speech),
        known.arrow(casesSaid(each.before, speech), casesSaid(each.after, speech)),
        each.turns,
      ),
    ),
    ...tickets.map((each) => ticketLine(each, speech)),
  ];
}

/** What turns is marked. */
function line(name: string, says: string, turns: boolean): string {
  return `${turns ? '* ' : '  '}${name}  ${says}`;
}

function serviceLines(each: ServiceWhatIf, speech: Speech): string[] {
  const { known, nameOf } = speech;
  const says = known.arrow(serviceSaid(each.before, speech), serviceSaid(each.after, speech));
  return [
    line(nameOf(each.service_id), says, each.turns),
    ...outageLines(each, speech).map((outage) => `      ${outage}`),
  ];
}

function ticketLine(each: TicketWhatIf, speech: Speech): string {
  return `      ${each.ticket_id}  ${speech.voice.measure(each.measure)}  ${ticketSaid(each, speech)}`;
}

function text(lines: readonly string[]): string {
  return `${lines.map(printableLine).join('\n')}\n`;
}
