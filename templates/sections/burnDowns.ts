/** The downtime budgets of services at risk over the days of the period, two charts a row. */
import type { ReportModel } from '../../pipelines/report/ReportModel.ts';
import type { BurnDown } from '../../pipelines/report/readBurnDowns.ts';
import { burnDownChart } from '../charts/burnDown.ts';
import { drawChartRow } from '../parts/chart.ts';
import type { ReportDocument } from '../parts/document.ts';
import { heading } from '../parts/heading.ts';
import { note } from '../parts/note.ts';
import { type Voice, voiceOf } from '../voice.ts';

/** Points; two charts stand side by side. */
const height = 96;

/** Nothing where no budget is at risk: a chart that says that all is well says nothing. */
export function burnDowns(doc: ReportDocument, report: ReportModel): void {
  const all = report.availability.burnDowns;
  if (all.length === 0) return;
  const voice = voiceOf(report);
  const known = voice.words.pages.services;
  heading(doc, 2, known.burnDown);
  for (let index = 0; index < all.length; index += 2) {
    const charts = all.slice(index, index + 2).map((each) => chartOf(each, report, voice));
    drawChartRow(doc, charts, height);
  }
  note(doc, known.burnDownRule);
}

function chartOf(burnDown: BurnDown, { availability, period }: ReportModel, voice: Voice) {
  const { words, text, exact } = voice;
  const { serviceId, budgetSeconds, leftSeconds: left, days } = burnDown;
  const service = availability.services.find((each) => each.serviceId === serviceId);
  const title = service ? text(service.name) : serviceId;
  return {
    title,
    alt: words.pages.services.burnDownAlt(title, exact(budgetSeconds), exact(left)),
    configuration: burnDownChart({
      days: days.map(({ date }) => dayLabel(date, period.kind)),
      leftMinutes: days.map((day) => day.leftSeconds / 60),
      budgetMinutes: budgetSeconds / 60,
      greyed: days.map(({ maintenanceSeconds }) => maintenanceSeconds > 0),
      words: { axis: words.pages.services.burnDownAxis },
    }),
  };
}

/** `17` in a month, `8/17` in a quarter. */
function dayLabel(date: string, kind: 'month' | 'quarter'): string {
  const [, month, day] = date.split('-').map(Number);
  return kind === 'month' ? String(day) : `${month}/${day}`;
}
