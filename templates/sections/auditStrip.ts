/** The period of a service to scale: a band of time with what was down, planned, excluded or not seen. */
import type { ServiceAudit } from '../../pipelines/audit/ServiceAudit.ts';
import type { AuditVoice } from '../auditVoice.ts';
import type { ReportDocument, TextStyle } from '../parts/document.ts';
import { type Box, figure } from '../parts/figure.ts';
import { hatch } from '../parts/hatch.ts';
import { timeTicks } from '../parts/timeAxis.ts';
import { colour, series, type } from '../theme.ts';

type Fill = 'down' | 'maintenance' | 'excluded' | 'unknown';

/** Spans shorter than a hair's breadth are drawn as one, so that no outage vanishes. */
const hair = 0.9;

export function periodStrip(doc: ReportDocument, audit: ServiceAudit, voice: AuditVoice): void {
  const known = voice.words.availability;
  const outages = audit.months.flatMap((month) => month.outages);
  const spans = audit.months.flatMap((month) => month.spans);
  const { from, to } = audit.period;
  const alt = known.alt(voice.text(audit.name), outages.length);
  figure(doc, { height: 47, alt, after: 4 }, (box) => {
    const bar = { ...box, y: box.y + 4, height: 17 };
    const at = (instant: number) => bar.x + ((Math.min(Math.max(instant, from), to) - from) / (to - from)) * bar.width;
    const piece = (span: { from: number; to: number }) => ({
      ...bar,
      x: at(span.from),
      width: Math.max(hair, at(span.to) - at(span.from)),
    });
    doc.pdf.rect(bar.x, bar.y, bar.width, bar.height).fill(series.pale);
    for (const span of spans) fill(doc, span.kind, piece(span));
    for (const outage of outages) fill(doc, 'down', { ...piece(outage), y: bar.y - 3, height: bar.height + 6 });
    axis(doc, bar, at, audit, voice);
  });
  legend(doc, known.legend);
}

function fill(doc: ReportDocument, kind: Fill, box: Box): void {
  if (kind === 'down') doc.pdf.rect(box.x, box.y, box.width, box.height).fill(series.red);
  else if (kind === 'maintenance') hatch(doc, box, series.blue, colour.paper);
  else if (kind === 'excluded') hatch(doc, box, series.amber, colour.paper, 4);
  else doc.pdf.rect(box.x, box.y, box.width, box.height).fill(series.grey);
}

function axis(
  doc: ReportDocument,
  bar: Box,
  at: (instant: number) => number,
  { period }: ServiceAudit,
  voice: AuditVoice,
): void {
  const bottom = bar.y + bar.height + 4;
  const style: TextStyle = { size: 7, color: colour.muted };
  doc.pdf
    .lineWidth(0.5)
    .moveTo(bar.x, bottom)
    .lineTo(bar.x + bar.width, bottom)
    .stroke(colour.rule);
  for (const tick of timeTicks(period.from, period.to - 1, voice.zone, voice.language, 16)) {
    const x = at(tick.at);
    doc.pdf
      .lineWidth(0.5)
      .moveTo(x, bottom)
      .lineTo(x, bottom + 2.5)
      .stroke(colour.rule);
    const text = tick.date || tick.label;
    const width = doc.widthOf(text, style);
    doc.line(text, Math.min(Math.max(x - width / 2, bar.x), bar.x + bar.width - width), bottom + 10, style);
  }
}

function legend(doc: ReportDocument, words: Record<Fill, string>): void {
  const style: TextStyle = { size: type.small.size, color: colour.muted };
  doc.ensureSpace(18);
  const y = doc.y;
  doc.mark('P', () => {
    let x = doc.left;
    for (const kind of ['down', 'maintenance', 'excluded', 'unknown'] as const) {
      fill(doc, kind, { x, y: y + 2, width: 16, height: 8 });
      x += 20;
      x += doc.line(words[kind], x, y + 9, style) + 14;
    }
  });
  doc.y = y + 16;
}
