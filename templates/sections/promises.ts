/** Every promise of the agreement on one page: target, what was reached, the difference, six months, and what was missed. */
import type { PromiseRow, ReportModel } from '../../pipelines/report/ReportModel.ts';
import { dash, formatDifference } from '../format.ts';
import type { Cell, Column, Row } from '../parts/cells.ts';
import type { ReportDocument } from '../parts/document.ts';
import { note } from '../parts/note.ts';
import { paragraph } from '../parts/paragraph.ts';
import { part, section } from '../parts/section.ts';
import { symbol } from '../parts/status.ts';
import { table } from '../parts/table.ts';
import { toneOf, type Voice, voiceOf } from '../voice.ts';

/** @param carried what the summary's page had no room for */
export function promises(doc: ReportDocument, report: ReportModel, carried: readonly (() => void)[] = []): void {
  const voice = voiceOf(report);
  const { words } = voice;
  section(doc, { title: words.pages.promises.title, destination: 'section:attainment', newPage: true }, () => {
    if (report.promises.length === 0) paragraph(doc, words.none);
    else promiseTables(doc, report, voice);
    for (const draw of carried) draw();
  });
}

function promiseTables(doc: ReportDocument, report: ReportModel, voice: Voice): void {
  const { words } = voice;
  const known = words.pages.promises;
  paragraph(doc, known.lead, { keepWithNext: true });
  table(doc, { columns: columns(voice), rows: report.promises.map((row) => line(row, report, voice)), after: 5 });
  note(doc, known.rule);
  const isEmpty = report.balance.length === 0 || !report.data.hasTickets;
  part(doc, known.balance, isEmpty, words.none, () => books(doc, report, voice));
}

function columns({ words }: Voice): Column[] {
  const { head, pages } = words;
  return [
    { head: pages.promises.promise, width: { grow: 1 }, rowHead: true },
    { head: head.target, width: 'fit', align: 'right' },
    { head: head.actual, width: 'fit', align: 'right' },
    { head: pages.promises.difference, width: 'fit', align: 'right' },
    { head: head.previous, width: 'fit', align: 'right' },
    { head: pages.promises.strip, width: 'fit', align: 'center' },
    { head: head.verdict, width: 'fit' },
    { head: pages.promises.comment, width: { grow: 1.25 } },
  ];
}

function line(row: PromiseRow, report: ReportModel, voice: Voice): Row {
  const { words, percent, count, within } = voice;
  const known = words.pages.promises;
  const { severity, measure, cases } = row;
  const { method } = report.availability.overall;
  const name =
    severity === null
      ? known.availability(words.attainment.overall[method] ?? method)
      : known.ofTickets(voice.severity(severity), voice.measure(measure));
  return {
    cells: [
      { text: name, ...(row.within === null ? {} : { sub: within(row.within) }) },
      target(row, voice),
      {
        text: percent(row.percent),
        weight: 'bold',
        ...(cases ? { sub: known.cases(count(cases.met), count(cases.of)) } : {}),
      },
      formatDifference(row.differenceMilli),
      percent(row.previousPercent),
      row.strip.map((status) => symbol[status === null ? 'none' : toneOf[status]]).join(''),
      verdict(row, voice),
      missed(row, report, voice),
    ],
  };
}

function target({ severity, targetPercent }: PromiseRow, { words }: Voice): string {
  const known = words.pages.promises;
  if (severity === null) return targetPercent === null ? known.perService : `${targetPercent}%`;
  return targetPercent === null ? known.everyCase : known.atLeast(targetPercent);
}

function verdict({ status, missed }: PromiseRow, { words }: Voice): Cell {
  if (status === null) return { text: words.none, tone: 'none' };
  const link = missed > 0 ? { link: 'section:breaches' } : {};
  return { text: words.pages.promises.verdicts[status], tone: toneOf[status], ...link };
}

/** The gravest miss of the promise, and how many more there are. */
function missed({ severity, measure, missed: all }: PromiseRow, report: ReportModel, voice: Voice): string {
  const { words, text, duration, count } = voice;
  const known = words.pages;
  if (all === 0) return dash;
  if (severity === null) {
    const [first] = report.availabilityMisses;
    return first ? known.promises.andMore(text(first.name), count(all - 1)) : dash;
  }
  const [first] = [...report.breaches.shown].filter((row) => row.severity === severity && row.measure === measure);
  if (!first) return dash;
  const late = first.stoppedAt === null ? known.stillOpen : known.late;
  const said = known.ticketMissed(first.ticketId, late('', duration(first.lateSeconds)));
  return known.promises.andMore(said, count(all - 1));
}

const came = ['carried_in', 'opened', 'reopened_or_revised', 'moved_in'] as const;
const became = [
  ...(['met', 'breached', 'excluded', 'no_data', 'no_longer_promised', 'moved_out', 'carried_over'] as const),
];

/** The books: what came in on the left equals what became of it on the right. */
function books(doc: ReportDocument, { balance }: ReportModel, { words, severity, measure, count }: Voice): void {
  const known = words.pages.promises;
  // A term that no row has says nothing; the two ends of the books always stand.
  const isUsed = (term: (typeof came | typeof became)[number]) =>
    term === 'carried_in' || term === 'carried_over' || balance.some((row) => row[term] !== 0);
  const [left, right] = [came.filter(isUsed), became.filter(isUsed)];
  const used = [...left, ...right];
  const heads = (terms: typeof used) => terms.map((term) => known.balanceHeads[term]);
  table(doc, {
    columns: [
      { head: known.promise, width: { grow: 1 }, rowHead: true },
      ...used.map((term) => ({ head: known.balanceHeads[term], width: 'fit', align: 'right' }) as const),
    ],
    rows: balance.map((row) => ({
      cells: [known.ofTickets(severity(row.severity), measure(row.measure)), ...used.map((term) => count(row[term]))],
    })),
    density: 'compact',
    after: 5,
  });
  const hasMoved = isUsed('moved_in') || isUsed('moved_out');
  note(doc, known.balanceRule(heads(left), heads(right), hasMoved));
}
