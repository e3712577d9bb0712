/** The tables of a report's pages as sheets of a workbook: the same figures and heads, as numbers that a spreadsheet can use. */

import { cutOf } from '../pipelines/report/Listed.ts';
import type { ReportModel } from '../pipelines/report/ReportModel.ts';
import type { Review, ReviewModel } from '../pipelines/report/review/ReviewModel.ts';
import type { SheetValue, WorkbookTable } from '../pipelines/report/writeWorkbook.ts';
import { formatMonth, localSeconds } from './format.ts';
import { reviewVoiceOf } from './reviewVoice.ts';
import { worstFirst } from './sections/services.ts';
import { type Voice, voiceOf } from './voice.ts';
import { wordsIn } from './words/index.ts';

/** Only those with rows, in the order of the pages; `id` is the name by which a formula finds the table. */
export function pageSheets(report: ReportModel): WorkbookTable[] {
  const voice = voiceOf(report);
  const isReview = 'review' in report;
  return [
    promises(report, voice),
    ...(isReview ? [kpis(report as ReviewModel), months(report as ReviewModel, voice)] : []),
    services(report, voice),
    outages(report, voice),
    breaches(report, voice),
  ].filter(({ rows }) => rows.length > 0);
}

function promises({ promises: rows, availability }: ReportModel, voice: Voice): WorkbookTable {
  const { words, severity, measure, within } = voice;
  const known = words.pages.promises;
  const { head } = words;
  return {
    id: 'page_promises',
    name: known.title,
    columns: [
      known.promise,
      head.promise,
      head.target,
      head.actual,
      known.balanceHeads.met,
      head.count,
      known.difference,
      head.previous,
      head.verdict,
    ],
    rows: rows.map((row) => [
      row.severity === null
        ? known.availability(words.attainment.overall[availability.overall.method] ?? availability.overall.method)
        : known.ofTickets(severity(row.severity), measure(row.measure)),
      row.within === null ? null : within(row.within),
      percent(row.targetPercent),
      percent(row.percent),
      row.cases?.met ?? null,
      row.cases?.of ?? null,
      row.differenceMilli === null ? null : { value: row.differenceMilli / 1000, format: '+0.000;-0.000;0.000' },
      percent(row.previousPercent),
      row.status === null ? words.none : known.verdicts[row.status],
    ]),
  };
}

function kpis(report: ReviewModel): WorkbookTable {
  const { review, words, kpi: nameOf } = reviewVoiceOf(report);
  const known = review.kpis;
  const { head } = words;
  return {
    id: 'page_kpis',
    name: known.title,
    columns: [known.kpi, head.target, known.attention, head.actual, head.verdict, head.previous],
    rows: report.review.kpis.map((kpi) => {
      const figure = (value: string | null): SheetValue =>
        kpi.unit === 'percent' ? percent(value) : decimal(value, known.units[kpi.unit]);
      return [
        nameOf(kpi),
        figure(kpi.target),
        figure(kpi.attention),
        figure(kpi.value),
        kpi.verdict === null ? null : known.verdicts[kpi.verdict],
        figure(kpi.previous),
      ];
    }),
  };
}

function months({ review, language }: ReviewModel, { words, text }: Voice): WorkbookTable {
  const { trend } = wordsIn[language].review;
  const verdict = (met: boolean | null) => (met === null ? null : met ? words.met : words.missed);
  return {
    id: 'page_months',
    name: trend.budget,
    columns: [
      words.head.service,
      words.head.target,
      ...review.months.map(({ id }) => formatMonth(id, language)),
      words.head.actual,
      trend.down,
      trend.budgetUsed,
      words.head.verdict,
    ],
    rows: review.services.map((service: Review['services'][number]) => [
      text(service.name),
      percent(service.targetPercent),
      ...service.monthPercents.map(percent),
      percent(service.percent),
      duration(service.downSeconds),
      percent(service.budgetUsedPercent),
      verdict(service.met),
    ]),
  };
}

function services(report: ReportModel, { words, text, language }: Voice): WorkbookTable {
  const { head, pages, availability } = words;
  const known = pages.services;
  const second = wordsIn[language].figures.measured[2];
  return {
    id: 'page_services',
    name: known.title,
    columns: [
      head.service,
      head.target,
      known.percent,
      head.previous,
      availability.agreed,
      known.down,
      head.count,
      known.left,
      known.coverage,
      head.verdict,
    ],
    rows: worstFirst(report.availability.services).map((row) => [
      text(row.name),
      percent(row.targetPercent),
      percent(row.percent),
      percent(row.previousPercent),
      duration(row.agreedSeconds),
      row.percent === null ? null : duration(row.downSeconds),
      row.percent === null ? null : row.outages,
      // A spreadsheet shows no time below zero: what may be overspent stands in seconds.
      row.percent === null ? null : { value: row.budgetLeftSeconds, format: `#,##0"${second}";-#,##0"${second}"` },
      percent(row.coveragePercent),
      row.met === null ? null : row.met ? words.met : words.missed,
    ]),
  };
}

function outages(report: ReportModel, { words, text, zone }: Voice): WorkbookTable {
  const { head, availability: known } = words;
  return {
    id: 'page_outages',
    name: words.pages.services.outageList,
    columns: [head.service, head.from, head.to, known.total, known.counted, head.ticket, head.reason],
    rows: report.availability.outages.map((outage) => [
      text(outage.name),
      instant(outage.startedAt, zone),
      instant(outage.endedAt, zone),
      duration(outage.totalSeconds),
      duration(outage.countedSeconds),
      outage.ticketId,
      outage.cause === null ? outage.reason : text(outage.cause),
    ]),
  };
}

function breaches(report: ReportModel, voice: Voice): WorkbookTable {
  const { words, text, severity, measure, zone, count } = voice;
  const { head, breaches: known, pages } = words;
  const cut = cutOf(report.breaches);
  return {
    id: 'page_breaches',
    name: known.title,
    columns: [
      head.ticket,
      head.severity,
      head.measure,
      head.title,
      head.service,
      head.from,
      head.due,
      head.to,
      known.late,
      pages.misses.cause,
      pages.misses.lasting,
      head.owner,
    ],
    rows: [
      ...report.breaches.shown.map((row): SheetValue[] => [
        row.ticketId,
        severity(row.severity),
        measure(row.measure),
        row.title,
        row.serviceName === null ? null : text(row.serviceName),
        instant(row.startedAt, zone),
        instant(row.dueAt, zone),
        instant(row.stoppedAt, zone),
        duration(row.lateSeconds),
        row.commentary.cause === null ? null : text(row.commentary.cause),
        row.commentary.lasting === null ? null : text(row.commentary.lasting),
        row.commentary.owner,
      ]),
      ...(cut ? [[words.moreInData(count(cut.shown), count(cut.of))]] : []),
    ],
  };
}

/**
 * A floored text as a share of one, shown with as many decimals as the text has: nothing is left for the spreadsheet to
 * round, so what it shows is what the page prints.
 */
function percent(text: string | null): SheetValue {
  return text === null ? null : { value: Number(`${text}e-2`), format: `0${zeros(text)}%` };
}

function decimal(text: string | null, unit: string): SheetValue {
  return text === null ? null : { value: Number(text), format: `#,##0${zeros(text)}"${unit}"` };
}

function zeros(text: string): string {
  return text.replace(/^[^.]*/, '').replaceAll(/\d/g, '0');
}

/** Whole seconds, none of them below zero, as hours that go on beyond a day. */
function duration(seconds: number): SheetValue {
  return { value: seconds / 86_400, format: '[h]:mm:ss' };
}

/** The wall clock of the report's zone, as the days since 1899-12-30 that spreadsheets count. */
function instant(at: number | null, zone: string): SheetValue {
  return at === null ? null : { value: localSeconds(at, zone) / 86_400 + 25_569, format: 'yyyy-mm-dd hh:mm:ss' };
}
