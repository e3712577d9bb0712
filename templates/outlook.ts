/** The outlook as blocks of lines, for a terminal and for a page in a browser. */
import type { Language, LocalText } from '../pipelines/contract/Contract.ts';
import type { OpenClock, Outlook, OutlookAttainment, OutlookService } from '../pipelines/outlook/Outlook.ts';
import { printableLine } from '../pipelines/printable.ts';
import { formatMonth } from './format.ts';
import { burnDownSvg } from './outlookBurnDown.ts';
import { type Voice, voiceOf } from './voice.ts';
import { wordsIn } from './words/index.ts';
import type { OutlookWords } from './words/ja/outlook.ts';

interface Block {
  title: string;
  /** The first cell is what the line is about. */
  lines: { status: string | null; cells: string[] }[];
}

interface Speech {
  known: OutlookWords;
  voice: Voice;
  outlook: Outlook;
}

/** Plain text, a block a kind of promise; what is lost or at risk comes first within each. */
export function outlookText(outlook: Outlook, client: LocalText, language: Language): string {
  const { head, blocks, rule } = blocksOf(outlook, client, language);
  const lines = blocks.flatMap(({ title, lines }) => [
    '',
    title,
    ...lines.map(({ status, cells }) => `  ${status === null ? '' : `[${status}] `}${cells.join('  ')}`),
  ]);
  return `${[...head, ...lines, '', rule].map(printableLine).join('\n')}\n`;
}

/** One page that needs nothing else: no script, no style from elsewhere. */
export function outlookHtml(outlook: Outlook, client: LocalText, language: Language): string {
  const { head, blocks, rule } = blocksOf(outlook, client, language);
  const rows = (block: Block) =>
    block.lines
      .map(
        ({ status, cells }) =>
          `<tr>${[status ?? '', ...cells].map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`,
      )
      .join('\n');
  const [first, ...others] = blocks.map(
    (block) => `<h2>${escaped(block.title)}</h2>\n<table>\n${rows(block)}\n</table>`,
  );
  const sections = [first, ...burnDowns(outlook, language), ...others];
  return `<!DOCTYPE html>
<html lang="${language}">
<head><meta charset="utf-8"><title>${escaped(head[0]!)}</title>
<style>body{font-family:sans-serif;margin:2em;max-width:60em}td{padding:.2em 1em .2em 0;vertical-align:top}td:first-child{white-space:nowrap;font-weight:bold}</style></head>
<body>
<h1>${escaped(head[0]!)}</h1>
${head
  .slice(1)
  .map((line) => `<p>${escaped(line)}</p>`)
  .join('\n')}
${sections.join('\n')}
<p>${escaped(rule)}</p>
</body>
</html>
`;
}

/** A picture for each service whose budget is at risk. */
function burnDowns(outlook: Outlook, language: Language): string[] {
  const voice = voiceOf({ language, period: outlook.period });
  const known = voice.words.pages.services;
  const pictures = outlook.burnDowns.map((burnDown) => {
    const service = outlook.services.find(({ serviceId }) => serviceId === burnDown.serviceId);
    const name = service ? voice.text(service.name) : burnDown.serviceId;
    const label = escaped(
      known.burnDownAlt(name, voice.exact(burnDown.budgetSeconds), voice.exact(burnDown.leftSeconds)),
    );
    return `<h3>${escaped(name)}</h3>\n${burnDownSvg(burnDown, outlook.period, label)}`;
  });
  if (pictures.length === 0) return [];
  return [`<h2>${escaped(known.burnDown)}</h2>\n${pictures.join('\n')}\n<p>${escaped(known.burnDownRule)}</p>`];
}

function blocksOf(outlook: Outlook, client: LocalText, language: Language) {
  const voice = voiceOf({ language, period: outlook.period });
  const speech: Speech = { known: wordsIn[language].outlook, voice, outlook };
  const { known } = speech;
  const { id, kind, endsAt } = outlook.period;
  const period = kind === 'month' ? voice.words.cover.month(formatMonth(id, language)) : id;
  return {
    head: [
      known.title(period, voice.text(client)),
      known.asOf(voice.time(outlook.asOf), voice.time(endsAt)),
      known.status[outlook.status],
    ],
    blocks: [availability(speech), attainment(speech), clocks(speech), maintenance(speech), missing(speech)],
    rule: known.rule,
  };
}

function orNone(title: string, lines: Block['lines'], { known }: Speech): Block {
  return { title, lines: lines.length > 0 ? lines : [{ status: null, cells: [known.none] }] };
}

function availability(speech: Speech): Block {
  const { known, voice, outlook } = speech;
  const { overall, services } = outlook;
  const whole =
    overall.budgetSeconds === null || overall.lostSeconds === null
      ? []
      : [known.down(voice.exact(overall.lostSeconds), voice.exact(overall.budgetSeconds))];
  const first = {
    status: known.status[overall.status],
    cells: [known.overall, voice.percent(overall.percent), ...whole],
  };
  // What lost nothing yet and is on course is counted; each has its whole budget left.
  const untouched = services.filter(({ status, lostSeconds }) => status === 'on-course' && lostSeconds === 0);
  const others = services.filter((service) => !untouched.includes(service));
  const last = { status: known.status['on-course'], cells: [known.untouched(voice.count(untouched.length))] };
  return {
    title: known.availability,
    lines: [first, ...others.map((service) => serviceLine(service, speech)), ...(untouched.length > 0 ? [last] : [])],
  };
}

function serviceLine(service: OutlookService, { known, voice, outlook }: Speech): Block['lines'][number] {
  const { status, lostSeconds, budgetSeconds, leftSeconds, usedPercent, gonePercent } = service;
  const name = voice.text(service.name);
  if (status === 'no-data') return { status: known.status[status], cells: [name, known.noBudget] };
  const left =
    leftSeconds < 0
      ? known.over(voice.exact(-leftSeconds))
      : known.mayBeDown(voice.exact(leftSeconds), voice.time(outlook.period.endsAt));
  const used = usedPercent === null || gonePercent === null ? [] : [known.used(usedPercent, gonePercent)];
  const down = known.down(voice.exact(lostSeconds), voice.exact(budgetSeconds));
  return { status: known.status[status], cells: [name, left, [down, ...used].join(known.join)] };
}

function attainment(speech: Speech): Block {
  return orNone(
    speech.known.attainment,
    speech.outlook.attainment.map((row) => attainmentLine(row, speech)),
    speech,
  );
}

function attainmentLine(row: OutlookAttainment, { known, voice }: Speech): Block['lines'][number] {
  const { severity, measure, targetPercent, met, breached, open, mayMiss, mustMeet, status } = row;
  const ahead =
    status === 'lost'
      ? known.cannotBeMet
      : mustMeet !== null
        ? known.mustMeet(voice.count(mustMeet))
        : known.mayMiss(voice.count(mayMiss));
  return {
    status: known.status[status],
    cells: [
      voice.words.pages.promises.ofTickets(voice.severity(severity), voice.measure(measure)),
      targetPercent === null ? known.everyCase : known.target(targetPercent),
      known.cases(voice.count(met), voice.count(breached), voice.count(open)),
      ...(open === 0 && mustMeet === null && status !== 'lost' ? [] : [ahead]),
    ],
  };
}

function clocks(speech: Speech): Block {
  return orNone(
    speech.known.clocks,
    speech.outlook.clocks.map((clock) => ({ status: null, cells: clockCells(clock, speech) })),
    speech,
  );
}

function clockCells(clock: OpenClock, { known, voice }: Speech): string[] {
  const { ticketId, title, severity, measure, dueAt, leftSeconds, state, waitsFor } = clock;
  const waits = waitsFor === null ? known.waitsUnnamed : (known.waits[waitsFor] ?? waitsFor);
  const when = {
    overdue: () => known.overdue(voice.time(dueAt), voice.exact(-leftSeconds)),
    paused: () => known.pausedUntil(voice.time(dueAt), voice.exact(leftSeconds), waits),
    running: () => known.dueBy(voice.time(dueAt), voice.exact(leftSeconds)),
  }[state]();
  return [
    ticketId,
    voice.words.pages.promises.ofTickets(voice.severity(severity), voice.measure(measure)),
    when,
    ...(title === null ? [] : [title]),
  ];
}

function maintenance(speech: Speech): Block {
  const { known, voice, outlook } = speech;
  const names = new Map(outlook.services.map(({ serviceId, name }) => [serviceId, voice.text(name)]));
  const lines = outlook.maintenance.map(({ windowId, startsAt, endsAt, serviceIds, isApproved, isRegular }) => ({
    status: null,
    cells: [
      voice.words.range(voice.time(startsAt), voice.time(endsAt)),
      isRegular ? voice.words.maintenance.regular : windowId || voice.words.maintenance.extra,
      serviceIds.length >= names.size || serviceIds.includes('*')
        ? voice.words.maintenance.allServices
        : serviceIds.map((id) => names.get(id) ?? id).join(known.join),
      isApproved ? known.approved : known.unapproved,
    ],
  }));
  return orNone(known.maintenance, lines, speech);
}

function missing(speech: Speech): Block {
  const { known, voice, outlook } = speech;
  const lines = outlook.missing.map(({ name, knownUntil }) => ({
    status: null,
    cells: [
      name === null ? known.tickets : voice.text(name),
      knownUntil === null ? known.neverKnown : known.knownUntil(voice.time(knownUntil)),
    ],
  }));
  return orNone(known.missing, lines, speech);
}

function escaped(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return printableLine(text).replace(/[&<>"]/g, (sign) => entities[sign]!);
}
