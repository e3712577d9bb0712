/** The appendix: what the words mean, what was left out and who approved it, how good the data is, where it came from. */

import type { Appendix, ReportModel } from '../../pipelines/report/ReportModel.ts';
import { dash } from '../format.ts';
import type { ReportDocument } from '../parts/document.ts';
import { note } from '../parts/note.ts';
import { paragraph } from '../parts/paragraph.ts';
import { part, section } from '../parts/section.ts';
import { table } from '../parts/table.ts';
import { type Voice, voiceOf } from '../voice.ts';

export function appendix(doc: ReportDocument, report: ReportModel): void {
  const voice = voiceOf(report);
  const { words, count } = voice;
  const { exclusions, dataQuality, terms, rejectedRows } = report.appendix;
  const known = words.appendix;
  doc.numbers.startAppendix();
  section(doc, { title: known.glossary, destination: 'section:appendix', newPage: true }, () => {
    glossary(doc, voice);
    part(doc, known.agreement, terms.length === 0, words.none, () => agreement(doc, report, voice));
  });
  section(doc, { title: known.exclusions, destination: 'section:exclusions' }, () => {
    if (exclusions.length === 0) paragraph(doc, words.none);
    else exclusionList(doc, report, voice);
  });
  section(doc, { title: known.quality, destination: 'section:data-quality' }, () => {
    paragraph(doc, known.rejected(count(rejectedRows)), { keepWithNext: dataQuality.length > 0 });
    if (dataQuality.length > 0) findings(doc, report, voice);
  });
  section(doc, { title: known.evidence, destination: 'section:evidence' }, () => evidence(doc, report, voice));
}

function glossary(doc: ReportDocument, { words }: Voice): void {
  const { appendix: known } = words;
  table(doc, {
    columns: [
      { head: known.term, width: 118, rowHead: true },
      { head: known.meaning, width: { grow: 1 } },
    ],
    rows: known.terms.map((cells) => ({ cells })),
  });
}

function agreement(doc: ReportDocument, { appendix: { terms } }: ReportModel, { words, text, localDate }: Voice): void {
  table(doc, {
    columns: [
      { head: words.appendix.effective, width: 118, rowHead: true },
      { head: words.appendix.condition, width: { grow: 1 } },
    ],
    rows: terms.map((term) => ({ cells: [localDate(term.effectiveFrom), text(term.text)] })),
  });
}

function exclusionList(doc: ReportDocument, { appendix: { exclusions } }: ReportModel, voice: Voice): void {
  const { words, text, exact, localDate } = voice;
  const { appendix: known, head } = words;
  table(doc, {
    columns: [
      { head: known.exclusionId, width: 'fit', rowHead: true },
      { head: known.exclusionTarget, width: 'fit' },
      { head: known.span, width: 'fit' },
      { head: known.duration, width: 'fit', align: 'right' },
      { head: head.reason, width: { grow: 1 } },
      { head: known.approval, width: 'fit' },
    ],
    rows: exclusions.map((exclusion) => ({
      cells: [
        exclusion.id,
        exclusion.target === '*' ? words.maintenance.allServices : exclusion.target,
        span(exclusion, voice),
        exact(exclusion.seconds),
        text(exclusion.reason),
        { text: exclusion.approvedBy, sub: localDate(exclusion.approvedAt) },
      ],
    })),
  });
}

function span({ from, to }: Appendix['exclusions'][number], { time }: Voice): string {
  return from === null && to === null ? dash : `${time(from)}～${time(to)}`;
}

function findings(
  doc: ReportDocument,
  { appendix: { dataQuality } }: ReportModel,
  { words, text, count }: Voice,
): void {
  const { appendix: known, head } = words;
  const tones = { error: 'bad', warning: 'warn', note: 'none' } as const;
  table(doc, {
    columns: [
      { head: head.status, width: 'fit' },
      { head: known.finding, width: { grow: 1.4 } },
      { head: head.count, width: 'fit', align: 'right' },
      { head: known.examples, width: { grow: 1 } },
    ],
    rows: dataQuality.map(({ severity, text: finding, count: times, examples }) => ({
      cells: [
        { text: known.severity[severity], tone: tones[severity] },
        text(finding),
        count(times),
        examples.length === 0 ? dash : examples.join('\n'),
      ],
    })),
  });
}

function evidence(doc: ReportDocument, { appendix: { sources, tool } }: ReportModel, { words, count }: Voice): void {
  const { appendix: known } = words;
  paragraph(doc, known.evidenceLead, { keepWithNext: true });
  table(doc, {
    columns: [
      { head: known.file, width: { grow: 1 }, rowHead: true },
      { head: known.rows, width: 'fit', align: 'right' },
      { head: known.rejectedRows, width: 'fit', align: 'right' },
      { head: known.hash, width: 176 },
    ],
    rows: sources.map(({ file, sha256, rows, rejected, table: name }) => ({
      cells: [{ text: file, sub: name }, count(rows), count(rejected), sha256],
    })),
    after: 6,
  });
  note(
    doc,
    `${known.tool(tool.version)}\n${known.contractHash} ${tool.contractSha256}\n${known.modelsHash} ${tool.modelsSha256}`,
  );
}
