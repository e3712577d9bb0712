/** The cover: for whom, about which period, by whom, which version, and who signs. */

import type { LocalText } from '../../pipelines/contract/Contract.ts';
import type { ReportModel } from '../../pipelines/report/ReportModel.ts';
import { formatMonth, formatPeriod } from '../format.ts';
import type { ReportDocument, TextStyle } from '../parts/document.ts';
import { heading } from '../parts/heading.ts';
import { signBoxes } from '../parts/signBoxes.ts';
import { table } from '../parts/table.ts';
import { truncateText, wrapText } from '../parts/text.ts';
import { colour, page, type } from '../theme.ts';
import { type Voice, voiceOf } from '../voice.ts';

/** Draws the first page. */
export function cover(doc: ReportDocument, report: ReportModel): void {
  const voice = voiceOf(report);
  const { words, text } = voice;
  doc.artifact(() => {
    doc.pdf.rect(0, 0, page.width, 9).fill(colour.brand);
    doc.pdf.rect(0, 9, page.width, 1.6).fill(colour.brandDeep);
  });
  doc.tag('Sect', () => {
    doc.y = 86;
    lines(doc, words.honorific(text(report.document.client)), { size: 14, weight: 'bold' }, 22);
    doc.y = 176;
    doc.bookmark(words.month, 1);
    lines(doc, words.month, { ...type.title, weight: 'bold' }, type.title.leading, 'H1');
    doc.y += 4;
    const { startsAt, endsAt, timezone, id } = report.period;
    const month = formatMonth(id, report.language);
    lines(doc, words.cover.month(month), { size: 17, weight: 'bold', color: colour.brandDeep }, 27);
    doc.y += 6;
    lines(doc, formatPeriod(startsAt, endsAt, timezone, report.language), { size: 10.5, color: colour.body }, 17);
    if (report.document.state !== 'issued') unissued(doc, report, voice);
    const rise = riseOf(report);
    doc.y = Math.max(doc.y + 34, 300 - Math.min(rise, 30));
    facts(doc, report, voice);
    doc.y = Math.max(doc.y + 26, 478 - Math.min(rise, 60));
    signatures(doc, report, voice);
    revisions(doc, report, voice);
  });
  contents(doc, voice);
}

/** Sections with their pages, where the cover has room for all of them. */
function contents(doc: ReportDocument, { words }: Voice): void {
  const top = doc.y + 8;
  doc.drawAtEnd((sections) => {
    const leading = 13.5;
    const rows = Math.ceil(sections.length / 2);
    if (top + 20 + rows * leading > page.height - 40) return;
    doc.mark('P', () => doc.line(words.pages.contents, doc.left, top + 10, { ...type.h3, weight: 'bold' }));
    const half = doc.width / 2 - 10;
    doc.tag('TOC', () => {
      for (const [index, { title, number, destination }] of sections.entries()) {
        const x = doc.left + (index < rows ? 0 : half + 20);
        const y = top + 18 + (index % rows) * leading;
        const style = { size: 8.4, color: colour.body };
        const box = { x, y, width: half, height: leading };
        const shown = truncateText(doc.fonts, title, 'regular', style.size, half - 26);
        doc.tag('TOCI', () =>
          doc.link(destination, box, title, () => {
            doc.line(shown, x, y + 9.5, style);
            doc.line(String(number), x + half - doc.widthOf(String(number), style), y + 9.5, style);
          }),
        );
      }
    });
  });
}

function lines(doc: ReportDocument, text: string, style: TextStyle, leading: number, role = 'P'): void {
  const wrapped = wrapText(doc.fonts, text, style.weight ?? 'regular', style.size, doc.width);
  doc.mark(role, () => {
    for (const [index, line] of wrapped.entries()) doc.line(line, doc.left, doc.y + (index + 0.75) * leading, style);
  });
  doc.y += wrapped.length * leading;
}

/** That this is a draft or an interim report: the cover has neither header nor footer to say so. */
function unissued(doc: ReportDocument, { document, period }: ReportModel, { words, date, clock }: Voice): void {
  const asOf = `${date(period.asOf)} ${clock(period.asOf)}`;
  const text = document.state === 'draft' ? words.draft : words.provisional(asOf);
  lines(doc, text, { size: 9.5, weight: 'bold', color: colour.warn }, 17);
}

/** Label and value, one line each, between two rules. */
function facts(doc: ReportDocument, { document }: ReportModel, { words, text, date }: Voice): void {
  const { cover } = words;
  const { contacts } = document;
  const all: [string, string | null][] = [
    [cover.number, joined([words.numbered[document.state](document.number), words.issue(document)])],
    [cover.contract, document.contractNumber],
    [cover.issued, document.issuedAt === null ? cover.notIssued : date(document.issuedAt)],
    [cover.approver, document.issuedBy],
    [cover.classification, document.classification && text(document.classification)],
    [cover.provider, text(document.provider)],
    [cover.manager, contacts.serviceManager && joined([text(contacts.serviceManager), contacts.serviceManagerEmail])],
    [cover.contacts, joined([contacts.support, contacts.emergency && `${cover.emergency} ${contacts.emergency}`])],
  ];
  const rows = all.filter((row): row is [string, string] => row[1] !== null && row[1] !== '');
  const leading = 17;
  const top = doc.y;
  doc.artifact(() => {
    for (const y of [top, top + rows.length * leading + 14]) {
      doc.pdf.lineWidth(0.6).moveTo(doc.left, y).lineTo(doc.right, y).stroke(colour.rule);
    }
  });
  doc.tag('L', () => {
    for (const [index, [label, value]] of rows.entries()) {
      const y = top + 19 + index * leading;
      const style = { size: 9.2, color: colour.body };
      const shown = truncateText(doc.fonts, value, 'regular', style.size, doc.width - 96);
      doc.tag('LI', () => {
        doc.mark('Lbl', () => doc.line(label, doc.left, y, { size: 8.4, color: colour.muted }));
        doc.mark('LBody', () => doc.line(shown, doc.left + 96, y, style));
      });
    }
  });
  doc.y = top + rows.length * leading + 14;
}

function joined(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join('　');
}

function signatures(doc: ReportDocument, { document }: ReportModel, { words, text }: Voice): void {
  const { approvedBy, reviewedBy, preparedBy } = document;
  const name = (person: typeof approvedBy) => (person ? text(person) : '');
  receipt(doc, words);
  signBoxes(doc, [
    { role: words.cover.approved, name: document.issuedBy ?? name(approvedBy) },
    { role: words.cover.reviewed, name: name(reviewedBy) },
    { role: words.cover.prepared, name: name(preparedBy) },
  ]);
}

/** Where the client confirms that the report has come: to the left of the seals. */
function receipt(doc: ReportDocument, { pages }: Voice['words']): void {
  const box = { x: doc.left, y: doc.y, width: 190, height: 76 };
  doc.artifact(() => {
    doc.pdf.rect(box.x, box.y, box.width, 17).fill(colour.panel);
    doc.pdf.lineWidth(0.6).rect(box.x, box.y, box.width, box.height).stroke(colour.rule);
  });
  const head = { size: type.table.size, weight: 'bold' as const };
  doc.mark('P', () => doc.line(pages.received, box.x + 8, box.y + 11.6, head));
  doc.mark('P', () =>
    doc.line(pages.receivedBy, box.x + 8, box.y + box.height - 6, { size: type.small.size, color: colour.muted }),
  );
}

function revisions(doc: ReportDocument, { document }: ReportModel, voice: Voice): void {
  if (document.revisions.length === 0) return;
  const { words, date } = voice;
  doc.y += 6;
  heading(doc, 3, words.cover.revisions, { bookmark: false });
  table(doc, {
    columns: [
      { head: words.cover.revision, width: 'fit' },
      { head: words.cover.revisedOn, width: 'fit' },
      { head: words.cover.changes, width: { grow: 1 } },
    ],
    rows: document.revisions.map(({ version, issuedAt, changes }) => ({
      cells: [version, issuedAt === null ? words.cover.notIssued : date(issuedAt), changesOf(changes, voice)],
    })),
  });
}

/** Lines of one revision on the cover; manifest.json has them all. */
const mostChanges = 6;

function changesOf(changes: readonly LocalText[], { words, text, count }: Voice): string {
  const shown = changes.slice(0, mostChanges).map(text);
  if (shown.length < changes.length) shown.push(words.cover.moreChanges(count(shown.length), count(changes.length)));
  return shown.join('\n');
}

/** Points by which the cover moves up when the history at its foot is long. */
function riseOf({ document }: ReportModel): number {
  const lines = document.revisions.map(({ changes }) => Math.min(changes.length, mostChanges + 1));
  return Math.max(0, lines.reduce((sum, count) => sum + count * type.table.leading + 6, 0) - 72);
}
