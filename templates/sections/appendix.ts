/** The appendix: what the words mean, what was left out and who approved it, how good the data is, where it came from. */

import type { Appendix, FindingExample, ReportModel } from '../../pipelines/report/ReportModel.ts';
import { dash } from '../format.ts';
import type { ReportDocument } from '../parts/document.ts';
import { note } from '../parts/note.ts';
import { paragraph } from '../parts/paragraph.ts';
import { part, section } from '../parts/section.ts';
import { table } from '../parts/table.ts';
import { glossaryRows } from '../policySentences.ts';
import { type Voice, voiceOf } from '../voice.ts';
import { foundBy } from '../words/findings.ts';

export function appendix(doc: ReportDocument, report: ReportModel): void {
  const voice = voiceOf(report);
  const { words, count } = voice;
  const { exclusions, dataQuality, terms, rejectedRows } = report.appendix;
  const known = words.appendix;
  doc.numbers.startAppendix();
  section(doc, { title: known.glossary, destination: 'section:appendix' }, () => {
    glossary(doc, report, voice);
    part(doc, known.agreement, terms.length === 0, words.none, () => agreement(doc, report, voice));
  });
  section(doc, { title: known.exclusions, destination: 'section:exclusions' }, () => {
    if (exclusions.length === 0) paragraph(doc, words.none);
    else exclusionList(doc, report, voice);
  });
  section(doc, { title: known.quality, destination: 'section:data-quality' }, () => {
    const rejected = rejectedRows === 0 ? known.noneRejected : known.rejected(count(rejectedRows));
    paragraph(doc, rejected, { keepWithNext: dataQuality.length > 0 });
    if (dataQuality.length > 0) findings(doc, report, voice);
  });
  section(doc, { title: known.evidence, destination: 'section:evidence' }, () => evidence(doc, report, voice));
}

function glossary(doc: ReportDocument, report: ReportModel, voice: Voice): void {
  const { appendix: known } = voice.words;
  table(doc, {
    columns: [
      { head: known.term, width: 118, rowHead: true },
      { head: known.meaning, width: { grow: 1 } },
    ],
    rows: glossaryRows(report, voice).map((cells) => ({ cells: [...cells] })),
  });
}

function agreement(doc: ReportDocument, { appendix: { terms } }: ReportModel, voice: Voice): void {
  const { words, localDate } = voice;
  table(doc, {
    columns: [
      { head: words.appendix.effective, width: 118, rowHead: true },
      { head: words.appendix.condition, width: { grow: 1 } },
    ],
    rows: terms.map((term) => ({ cells: [localDate(term.effectiveFrom), promises(term, voice)] })),
  });
}

/** `可用性 99.9%、重大：応答 1時間以内・復旧 4時間以内`. */
function promises({ targetPercent, promises: all }: Appendix['terms'][number], voice: Voice): string {
  const { words, severity, measure, within } = voice;
  const known = words.appendix.promises;
  const promised = all
    .filter(({ measures }) => measures.length > 0)
    .map(({ severity: name, measures }) =>
      known.severity(
        severity(name),
        measures.map((each) => known.measure(measure(each.measure), within(each.within))).join(known.joinMeasures),
      ),
    );
  return [known.availability(targetPercent), ...promised].join(known.join);
}

function exclusionList(doc: ReportDocument, { appendix: { exclusions } }: ReportModel, voice: Voice): void {
  const { words, text, localDate } = voice;
  const { appendix: known, head } = words;
  table(doc, {
    columns: [
      { head: known.exclusionId, width: 'fit', rowHead: true },
      { head: known.exclusionTarget, width: 140 },
      { head: head.reason, width: { grow: 1 } },
      { head: known.approval, width: 92 },
    ],
    rows: exclusions.map((exclusion) => ({
      cells: [
        exclusion.id,
        {
          text: exclusion.target === '*' ? words.maintenance.allServices : exclusion.target,
          sub: span(exclusion, voice),
        },
        text(exclusion.reason),
        { text: exclusion.approvedBy, sub: localDate(exclusion.approvedAt) },
      ],
    })),
  });
}

function span({ from, to, seconds }: Appendix['exclusions'][number], voice: Voice): string {
  const { words, time, clock, exact, isSameDay } = voice;
  const end = from !== null && to !== null && isSameDay(from, to) ? clock(to) : time(to);
  const when = from === null && to === null ? words.appendix.wholePeriod : words.range(time(from), end);
  return seconds === null ? when : words.appendix.excludedFor(when, exact(seconds));
}

function findings(
  doc: ReportDocument,
  { appendix: { dataQuality } }: ReportModel,
  { words, language, count }: Voice,
): void {
  const { appendix: known, head } = words;
  const tones = { error: 'bad', warning: 'warn', note: 'none' } as const;
  table(doc, {
    columns: [
      { head: head.status, width: 'fit' },
      { head: known.finding, width: { grow: 1 } },
      { head: head.count, width: 'fit', align: 'right' },
      { head: known.examples, width: { grow: 1.85 } },
    ],
    rows: dataQuality.map(({ severity, check, count: times, examples }) => ({
      cells: [
        { text: known.severity[severity], tone: tones[severity] },
        foundBy(check, language),
        count(times),
        examples.length === 0 ? dash : examples.map((each) => example(each, words)).join('\n'),
      ],
    })),
  });
}

/** `INC-1（exports/tickets.csv 3行目）`. */
function example({ who, file, row }: FindingExample, { appendix: known }: Voice['words']): string {
  const where = file === null ? null : row === null ? file : known.inRow(file, String(row));
  return who === null || where === null ? (who ?? where ?? dash) : known.whereIs(who, where);
}

/** Files that the list names before it leaves the others to manifest.json. */
const mostFiles = 100;

function evidence(doc: ReportDocument, { appendix: { sources, tool } }: ReportModel, { words, count }: Voice): void {
  const { appendix: known } = words;
  // The newest are the report's own; those before them stand behind its trends.
  const shown = sources.slice(-mostFiles);
  paragraph(doc, known.evidenceLead, { keepWithNext: true });
  if (shown.length < sources.length) {
    paragraph(doc, known.moreFiles(count(shown.length), count(sources.length)), { keepWithNext: true });
  }
  table(doc, {
    columns: [
      { head: known.file, width: { grow: 1 }, rowHead: true },
      { head: known.rows, width: 'fit', align: 'right' },
      { head: known.rejectedRows, width: 'fit', align: 'right' },
      { head: known.hash, width: 'fit' },
    ],
    rows: shown.map(({ file, sha256, rows, rejected }) => ({ cells: [file, count(rows), count(rejected), sha256] })),
    density: 'dense',
    after: 6,
  });
  note(
    doc,
    `${known.tool(tool.version)}\n${known.contractHash} ${tool.contractSha256}\n${known.modelsHash} ${tool.modelsSha256}`,
  );
}
