/** The quarterly review as slides, one a point, each only where it has something to say. */
import type { ReviewModel } from '../pipelines/report/review/ReviewModel.ts';
import type { SheetNumber } from '../pipelines/report/writeWorkbook.ts';
import { paretoLabel, trendCharts } from './charts/reviewCharts.ts';
import { dash, formatMonth } from './format.ts';
import { statusText } from './parts/status.ts';
import { type ReviewVoice, reviewVoiceOf } from './reviewVoice.ts';
import { windowSpan } from './sections/maintenance.ts';
import { worstFirst } from './sections/services.ts';
import { lateOf } from './sections/summaryBlocks.ts';
import { type Slide, type SlideTable, writeDeck } from './slides/deck.ts';
import type { SlideChart } from './slides/SlideChart.ts';
import { noneOf, toneOf } from './voice.ts';
import { tell } from './words/SummaryWords.ts';

/** Bytes of the .pptx file. */
export async function renderQuarterlySlides(report: ReviewModel): Promise<Uint8Array> {
  const { words } = reviewVoiceOf(report);
  const { number, client, state } = report.document;
  const voice = reviewVoiceOf(report);
  const title = words.marked[state](words.monthOf(formatMonth(report.period.id, report.language)));
  const foot = [words.clientHeader(voice.text(client)), words.numbered[state](number), words.issue(report.document)];
  return await writeDeck(quarterlySlides(report), title, foot.filter(Boolean).join('　'));
}

/** What is on the slides; what is not applicable is named in one line of the first. */
export function quarterlySlides(report: ReviewModel): Slide[] {
  const voice = reviewVoiceOf(report);
  const points = [decisions, kpis, services, trend, causes, events, actions, risks, proposals, targets, dates];
  const all = points.map((point) => point(report, voice));
  const has = ({ table, lines, charts }: Slide) =>
    (table?.rows.length ?? 0) + (lines?.length ?? 0) + (charts?.length ?? 0) > 0;
  const missing = all.filter((slide) => !has(slide)).map(({ title }) => title);
  const shown = [verdict(report, voice), ...all.filter(has)];
  if (missing.length > 0) shown[0]!.lines!.push(noneOf(voice)(missing));
  return shown;
}

function verdict(report: ReviewModel, voice: ReviewVoice): Slide {
  const { words, speech, text } = voice;
  const { said } = words.summary;
  const { status, reasons, figures } = report.summary;
  const { client, provider, state } = report.document;
  const marks = { draft: [words.draft], interim: [words.provisional(voice.time(report.period.asOf))], issued: [] };
  return {
    title: words.marked[state](words.monthOf(formatMonth(report.period.id, report.language))),
    lines: [
      words.honorific(text(client)),
      text(provider),
      ...marks[state],
      words.colonJoin(words.summary.overall, statusText(toneOf[status], said.states[status])),
      said.verdict(figures, report.period.isRunning, speech),
      said.decidedBy(reasons.map((reason) => tell(said.reasons, reason, speech))),
    ],
  };
}

function grid(heads: string[], widths: number[], rows: string[][], { words, count }: ReviewVoice): SlideTable {
  return { heads, widths, rows, cut: (shown, all) => words.incidents.more(count(shown), count(all)) };
}

function decisions({ summary }: ReviewModel, voice: ReviewVoice): Slide {
  const { words, text, localDate } = voice;
  const known = words.pages.summary;
  const rows = summary.decisions.map(({ title, cost, effect, due }) => [
    text(title),
    [cost, effect].flatMap((each) => (each === null ? [] : [text(each)])).join('\n') || dash,
    localDate(due),
    known.boxes,
  ]);
  const heads = [words.improvements.proposal, known.costAndEffect, known.answerBy, known.answer];
  return { title: known.decision, table: grid(heads, [5, 3, 1.6, 1.8], rows, voice) };
}

function kpis({ review }: ReviewModel, voice: ReviewVoice): Slide {
  const { words, kpiValue } = voice;
  const known = voice.review.kpis;
  const worst = { missed: 0, attention: 1, met: 2 };
  const judged = review.kpis.filter(({ target, direction }) => target !== null && direction !== null);
  const rows = judged
    .toSorted((a, b) => (a.verdict ? worst[a.verdict] : 1.5) - (b.verdict ? worst[b.verdict] : 1.5))
    .map((kpi) => [
      voice.kpi(kpi),
      known.target(kpiValue(kpi, kpi.target), kpi.direction!),
      kpi.value === null ? known.noData : kpiValue(kpi, kpi.value),
      kpi.verdict === null
        ? dash
        : statusText(
            ({ met: 'good', attention: 'warn', missed: 'bad' } as const)[kpi.verdict],
            known.verdicts[kpi.verdict],
          ),
      kpiValue(kpi, kpi.previous),
    ]);
  const heads = [known.kpi, words.head.target, words.head.actual, words.head.verdict, words.head.previous];
  return { title: known.title, table: grid(heads, [4, 2, 2, 1.6, 2], rows, voice) };
}

function services({ review, language }: ReviewModel, voice: ReviewVoice): Slide {
  const { words, text, percent, duration, verdict: judge } = voice;
  const known = voice.review.trend;
  const said = (met: boolean | null) => {
    const cell = judge(met);
    return typeof cell === 'string' ? cell : statusText(cell.tone ?? 'none', cell.text);
  };
  const rows = worstFirst(review.services).map((service) => [
    text(service.name),
    `${service.targetPercent}%`,
    ...service.monthPercents.map(percent),
    percent(service.percent),
    service.downSeconds === 0 ? '0' : duration(service.downSeconds),
    service.budgetUsedPercent === null ? known.nothing : percent(service.budgetUsedPercent),
    said(service.met),
  ]);
  const months = review.months.map(({ id }) => formatMonth(id, language));
  const heads = [
    words.head.service,
    words.head.target,
    ...months,
    words.head.actual,
    known.down,
    known.budgetUsed,
    words.head.verdict,
  ];
  return {
    title: words.availability.title,
    table: grid(heads, [3, 1.2, ...months.map(() => 1.4), 1.3, 1.5, 1.5, 1.3], rows, voice),
  };
}

function trend(report: ReviewModel, voice: ReviewVoice): Slide {
  const { words, review } = voice;
  const periods = report.review.trend;
  const share = (text: string | null): SheetNumber | null =>
    text === null ? null : { value: Number(`${text}e-2`), format: '0.000%' };
  const categories = periods.map(({ id }) => formatMonth(id, report.language));
  const series = [
    [{ name: words.attainment.availability, values: periods.map((each) => share(each.availabilityPercent)) }],
    [
      { name: words.measures['respond'] ?? '', values: periods.map((each) => share(each.respondPercent)) },
      { name: words.attainment.restoreOrResolve, values: periods.map((each) => share(each.fixedPercent)) },
    ],
  ];
  const charts = trendCharts(report).map(
    ({ title, alt }, index): SlideChart => ({
      kind: 'line',
      title,
      alt,
      over: review.month,
      categories,
      series: series[index]!,
      format: '0.000%',
      max: 1,
    }),
  );
  const filled = charts.filter((chart) => chart.series.some(({ values }) => values.some((value) => value !== null)));
  return { title: review.trend.title, charts: filled };
}

/** Causes on the slide; the rest is in the table beside the report. */
const mostCauses = 8;

function causes({ review }: ReviewModel, voice: ReviewVoice): Slide {
  const { words, count, duration, percent } = voice;
  const known = voice.review.pain;
  const own = review.paretos.filter(({ dimension }) => dimension === 'cause');
  const charts = own.map(({ measured, rows }): SlideChart => {
    const shown = rows.slice(0, mostCauses);
    const format = measured === 'downtime' ? '[h]:mm:ss' : '0';
    const label = (row: (typeof shown)[number]) => row.key || paretoLabel('cause', row, voice);
    const [first] = shown;
    return {
      kind: 'bar',
      title: known[measured],
      alt: known.alt(
        known[measured],
        first ? paretoLabel('cause', first, voice) : '',
        first ? `${first.cumulativePercent}%` : '',
      ),
      over: known.cause,
      categories: shown.map(label),
      series: [
        {
          name: known[measured],
          values: shown.map(({ amount }) => ({ value: measured === 'downtime' ? amount / 86_400 : amount, format })),
        },
      ],
      format,
    };
  });
  const rows = own.flatMap(({ measured, rows: found }) =>
    found.map((row) => [
      paretoLabel('cause', row, voice),
      known[measured],
      measured === 'downtime' ? duration(row.amount) : count(row.amount),
      percent(row.cumulativePercent),
    ]),
  );
  if (rows.length === 0) return { title: known.title };
  return {
    title: known.title,
    charts,
    table: grid([known.cause, words.head.kind, words.head.actual, known.share], [4, 1.6, 1.6, 1.5], rows, voice),
  };
}

/** The gravest, as the report orders them. */
const mostEvents = 3;

function events({ summary }: ReviewModel, voice: ReviewVoice): Slide {
  const { words, text, exact, localDate, severity } = voice;
  const known = words.pages.summary;
  const rows = [...summary.events.shown].slice(0, mostEvents).map((event) => {
    const { cause, lasting, owner, due } = event.commentary;
    return [
      event.kind === 'service' ? text(event.name) : `${event.ticketId}\n${event.title}`,
      event.kind === 'service'
        ? known.down(exact(event.lostSeconds), exact(event.budgetSeconds))
        : words.colonJoin(severity(event.severity), lateOf(event, voice)),
      [cause, lasting].flatMap((each) => (each === null ? [] : [text(each)])).join('\n') || words.notWritten,
      [owner, due === null ? null : localDate(due)].filter((each) => each !== null).join('\n') || words.notWritten,
    ];
  });
  const more = summary.events.of - rows.length;
  return {
    title: known.events,
    ...(more > 0 ? { lines: [words.incidents.more(voice.count(rows.length), voice.count(summary.events.of))] } : {}),
    table: grid([known.event, known.effect, known.remedy, known.follow], [3, 3, 4.4, 1.8], rows, voice),
  };
}

function actions({ review }: ReviewModel, voice: ReviewVoice): Slide {
  const { words, text, localDate } = voice;
  const known = voice.review.followUp;
  const rows = review.followUp.map((action) => [
    text(action.title),
    action.owner ?? words.notWritten,
    action.promisedDue === null ? words.notWritten : localDate(action.promisedDue),
    known.outcomes[action.outcome],
    action.reason === null ? dash : text(action.reason),
  ]);
  return {
    title: known.title,
    table: grid(
      [known.action, words.head.owner, known.due, known.outcome, known.reason],
      [4, 1.6, 1.8, 1.2, 3],
      rows,
      voice,
    ),
  };
}

function risks({ summary }: ReviewModel, { words, speech }: ReviewVoice): Slide {
  return {
    title: words.pages.summary.risks,
    lines: summary.risks.map((risk) => tell(words.summary.said.points, risk, speech)),
  };
}

function proposals({ improvements }: ReviewModel, voice: ReviewVoice): Slide {
  const { words, text, localDate } = voice;
  const known = words.improvements;
  const rows = improvements.flatMap((each) =>
    each.origin === 'person'
      ? [
          [
            text(each.title),
            text(each.why),
            each.owner ?? words.notWritten,
            each.due === null ? words.notWritten : localDate(each.due),
          ],
        ]
      : [],
  );
  return {
    title: known.title,
    table: grid([known.proposal, known.why, words.head.owner, words.head.due], [4, 4.5, 1.6, 1.8], rows, voice),
  };
}

function targets({ review }: ReviewModel, voice: ReviewVoice): Slide {
  const { kpi, kpiValue } = voice;
  const known = voice.review.targets;
  const value = (
    of: Parameters<typeof kpi>[0] & { unit: 'percent' | 'minutes' | 'hours' | 'days' | 'count' },
    text: string | null,
  ) => (text === null ? voice.review.kpis.noTarget : kpiValue(of, text));
  const rows = review.targetChanges.map(({ kpi: changed, from, to }) => [
    kpi(changed),
    value(changed, from),
    value(changed, to),
  ]);
  return { title: known.title, table: grid([voice.review.kpis.kpi, known.from, known.to], [4, 2, 2], rows, voice) };
}

function dates({ maintenance }: ReviewModel, voice: ReviewVoice): Slide {
  const { words, text } = voice;
  const rows = maintenance.planned.map((window) => [
    windowSpan(window, voice),
    window.serviceName === null ? words.maintenance.allServices : text(window.serviceName),
  ]);
  return { title: words.pages.summary.dates, table: grid([words.head.date, words.head.service], [3, 5], rows, voice) };
}
