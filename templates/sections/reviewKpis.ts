/** Every KPI beside its target: value, verdict, and whether it moved the right way. */

import type { ReviewKpi, ReviewModel } from '../../pipelines/report/review/ReviewModel.ts';
import { dash } from '../format.ts';
import type { Cell, Row } from '../parts/cells.ts';
import type { ReportDocument } from '../parts/document.ts';
import { note } from '../parts/note.ts';
import { paragraph } from '../parts/paragraph.ts';
import { section } from '../parts/section.ts';
import { table } from '../parts/table.ts';
import { type ReviewVoice, reviewVoiceOf } from '../reviewVoice.ts';
import { colour } from '../theme.ts';

export function reviewKpis(doc: ReportDocument, report: ReviewModel): void {
  const voice = reviewVoiceOf(report);
  const { words } = voice;
  const known = voice.review.kpis;
  section(doc, { title: known.title, destination: 'section:kpis', newPage: true }, () => {
    if (report.period.isRunning) paragraph(doc, known.running, { color: colour.warn, keepWithNext: true });
    const before = report.review.quarters.find(({ id }) => id === report.period.previousId);
    if (before && before.months < 3)
      paragraph(doc, known.partial(voice.count(before.months)), { color: colour.warn, keepWithNext: true });
    table(doc, {
      columns: [
        { head: known.kpi, width: { grow: 1 }, rowHead: true },
        { head: words.head.target, width: 'fit', align: 'right' },
        { head: known.attention, width: 'fit', align: 'right' },
        { head: words.head.actual, width: 'fit', align: 'right' },
        { head: known.parts, width: 'fit', align: 'right' },
        { head: words.head.verdict, width: 'fit' },
        { head: words.head.previous, width: 'fit', align: 'right' },
        { head: known.trend, width: 'fit' },
      ],
      rows: sectionsOf(report.review.kpis).flatMap(([name, own]) => [
        { kind: 'group' as const, cells: [known.groups[name]] },
        ...own.map((kpi) => kpiRow(kpi, voice)),
      ]),
      after: 5,
    });
    note(doc, known.rule);
    note(doc, known.definitions);
  });
}

/** The sections of the table, each with its KPIs, in the order in which the mart lists them. */
function sectionsOf(kpis: readonly ReviewKpi[]): [ReviewKpi['section'], ReviewKpi[]][] {
  const names = new Set(kpis.map(({ section }) => section));
  return [...names].map((name) => [name, kpis.filter(({ section }) => section === name)]);
}

function kpiRow(kpi: ReviewKpi, voice: ReviewVoice): Row {
  const { review, kpiValue, count } = voice;
  const known = review.kpis;
  const parts =
    kpi.numerator === null || kpi.denominator === null ? null : known.of(count(kpi.numerator), count(kpi.denominator));
  const detail = parts ?? kpi.subject;
  return {
    cells: [
      voice.kpi(kpi),
      targetCell(kpi, voice),
      kpi.target === null || kpi.attention === null ? dash : kpiValue(kpi, kpi.attention),
      kpi.value === null
        ? { text: known.noData, color: colour.muted }
        : { text: kpiValue(kpi, kpi.value), weight: kpi.verdict === 'missed' ? 'bold' : 'regular' },
      detail ?? '',
      verdictCell(kpi, voice),
      kpiValue(kpi, kpi.previous),
      trendCell(kpi, voice),
    ],
  };
}

function targetCell(kpi: ReviewKpi, { review, kpiValue }: ReviewVoice): Cell {
  if (kpi.target === null || kpi.direction === null) return { text: review.kpis.noTarget, color: colour.muted };
  return review.kpis.target(kpiValue(kpi, kpi.target), kpi.direction);
}

function verdictCell({ verdict }: ReviewKpi, { review }: ReviewVoice): Cell {
  if (verdict === null) return { text: dash, tone: 'none' };
  const tone = ({ met: 'good', attention: 'warn', missed: 'bad' } as const)[verdict];
  return { text: review.kpis.verdicts[verdict], tone };
}

/** The arrow says which way the value went; colour and word, whether that is good. */
function trendCell({ trend, isBetter }: ReviewKpi, { review }: ReviewVoice): Cell {
  if (trend === null) return dash;
  const arrow = { up: '↑', down: '↓', flat: '→' }[trend];
  if (isBetter === null) return arrow;
  return {
    text: `${arrow} ${isBetter ? review.kpis.better : review.kpis.worse}`,
    color: isBetter ? colour.good : colour.bad,
  };
}
