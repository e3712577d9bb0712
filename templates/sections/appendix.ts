/** The appendix: what the words mean, what was left out and who approved it, how good the data is, where it came from. */

import { createHash } from 'node:crypto';
import type { Appendix, ReportModel } from '../../pipelines/report/ReportModel.ts';
import type { ReportDocument } from '../parts/document.ts';
import { note } from '../parts/note.ts';
import { paragraph } from '../parts/paragraph.ts';
import { type Part, part, section } from '../parts/section.ts';
import { table } from '../parts/table.ts';
import { glossaryRows } from '../policySentences.ts';
import { type Voice, voiceOf } from '../voice.ts';
import { foundBy } from '../words/findings.ts';
import { fullLists } from './fullLists.ts';
import { objections } from './objections.ts';

/**
 * @param manifest the file inside that names every source by its hash; null where none goes along
 * @param more a section before the full lists, and lists of a kind of report
 */
export function appendix(
  doc: ReportDocument,
  report: ReportModel,
  manifest: string | null,
  more: { before?: (doc: ReportDocument, report: ReportModel) => void; lists?: readonly Part[] } = {},
): void {
  const voice = voiceOf(report);
  const { words } = voice;
  const { exclusions, terms } = report.appendix;
  const known = words.appendix;
  doc.numbers.startAppendix();
  section(doc, { title: known.glossary, destination: 'section:appendix', newPage: true }, () => {
    glossary(doc, report, voice);
    part(doc, known.agreement, terms.length === 0, words.none, () => agreement(doc, report, voice));
  });
  section(doc, { title: known.exclusions, destination: 'section:exclusions' }, () => {
    if (exclusions.length === 0) paragraph(doc, words.none);
    else exclusionList(doc, report, voice);
  });
  more.before?.(doc, report);
  fullLists(doc, report, more.lists);
  section(doc, { title: known.evidence, destination: 'section:evidence' }, () =>
    evidence(doc, report, manifest, voice),
  );
  // Last, so that the lists stand in appendix C whether or not anybody objected.
  objections(doc, report);
}

function glossary(doc: ReportDocument, report: ReportModel, voice: Voice): void {
  const { appendix: known } = voice.words;
  table(doc, {
    columns: [
      { head: known.term, width: 118, rowHead: true },
      { head: known.meaning, width: { grow: 1 } },
    ],
    rows: glossaryRows(report, voice).map((cells) => ({ cells: [...cells] })),
    density: 'compact',
  });
}

function agreement(doc: ReportDocument, { appendix: { terms } }: ReportModel, voice: Voice): void {
  const { words, localDate } = voice;
  table(doc, {
    columns: [
      { head: words.appendix.effective, width: 118, rowHead: true },
      { head: words.appendix.condition, width: { grow: 1 } },
    ],
    density: 'compact',
    rows: terms.map((term) => ({ cells: [localDate(term.effectiveFrom), promises(term, voice)] })),
  });
}

/** `稼働率 99.9%、重大：応答 1時間以内・復旧 4時間以内`. */
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
    density: 'compact',
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

/** What the figures stand on: hashes, and how much of the data could not be used. */
function evidence(doc: ReportDocument, { appendix }: ReportModel, manifest: string | null, voice: Voice): void {
  const { words, count } = voice;
  const { tool, sources, rejectedRows, dataQuality } = appendix;
  const { evidence: known } = words.pages;
  paragraph(doc, words.appendix.evidenceLead, { keepWithNext: true });
  table(doc, {
    columns: [
      { head: words.appendix.file, width: 'fit', rowHead: true },
      { head: words.appendix.hash, width: { grow: 1 } },
    ],
    rows: [
      ...(manifest === null ? [] : [{ cells: [known.manifest, createHash('sha256').update(manifest).digest('hex')] }]),
      { cells: [known.contract, tool.contractSha256] },
      { cells: [known.program, tool.modelsSha256] },
    ],
    density: 'compact',
    after: 5,
  });
  const files = new Set(sources.map(({ file }) => file)).size;
  const rejected = rejectedRows === 0 ? words.appendix.noneRejected : words.appendix.rejected(count(rejectedRows));
  note(doc, [known.files(count(files)), rejected, words.appendix.tool(tool.version)].join(words.space));
  if (dataQuality.length === 0) note(doc, known.none);
  else findings(doc, dataQuality, voice);
}

/** What was found in the data, by count; the rows are `sla check`'s. */
function findings(doc: ReportDocument, dataQuality: Appendix['dataQuality'], { words, language, count }: Voice): void {
  const { appendix: known, head } = words;
  const tones = { error: 'bad', warning: 'warn', note: 'none' } as const;
  const of = (severity: keyof typeof tones) => count(dataQuality.filter((row) => row.severity === severity).length);
  paragraph(doc, words.pages.evidence.counts(of('error'), of('warning'), of('note')), { keepWithNext: true });
  table(doc, {
    columns: [
      { head: head.status, width: 'fit' },
      { head: known.finding, width: { grow: 1 } },
      { head: head.count, width: 'fit', align: 'right' },
    ],
    rows: dataQuality.map(({ severity, check, count: times }) => ({
      cells: [{ text: known.severity[severity], tone: tones[severity] }, foundBy(check, language), count(times)],
    })),
    density: 'compact',
  });
}
