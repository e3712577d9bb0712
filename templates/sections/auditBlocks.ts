/** Blocks that all audits share: the verdict, a line of facts, remarks, the rows as exported. */
import type { RawRows } from '../../pipelines/audit/readRawRows.ts';
import type { SourceRow } from '../../pipelines/clock/TicketHistory.ts';
import type { AuditVoice } from '../auditVoice.ts';
import type { ReportDocument } from '../parts/document.ts';
import { heading } from '../parts/heading.ts';
import { bullets, paragraph } from '../parts/paragraph.ts';
import { statusText, type Tone, toneColour } from '../parts/status.ts';
import { type Row, table } from '../parts/table.ts';
import { wrapText } from '../parts/text.ts';
import { colour, type } from '../theme.ts';

/** The answer first: a tinted band with the verdict in large letters and small print below. */
export function verdictBand(doc: ReportDocument, tone: Tone, verdict: string, lines: readonly string[]): void {
  const big = { size: 14, weight: 'bold', color: toneColour[tone] } as const;
  const inner = doc.width - 26;
  const head = wrapText(doc.fonts, statusText(tone, verdict), 'bold', big.size, inner);
  const small = lines.flatMap((line) => wrapText(doc.fonts, line, 'regular', type.body.size, inner));
  const height = head.length * 21 + small.length * type.body.leading + 15;
  doc.ensureSpace(height + 8);
  const top = doc.y;
  doc.artifact(() => {
    doc.pdf.rect(doc.left, top, doc.width, height).fill(colour.panel);
    doc.pdf.rect(doc.left, top, 3.4, height).fill(toneColour[tone]);
  });
  doc.mark('P', () => {
    for (const [row, line] of head.entries()) doc.line(line, doc.left + 14, top + 7 + row * 21 + 15.5, big);
  });
  const below = top + 7 + head.length * 21;
  doc.mark('P', () => {
    for (const [row, line] of small.entries()) {
      doc.line(line, doc.left + 14, below + row * type.body.leading + 11.2, {
        size: type.body.size,
        color: colour.body,
      });
    }
  });
  doc.y = top + height + 8;
}

/** Sentences under a heading; nothing where there are none. */
export function remarks(doc: ReportDocument, title: string, sentences: readonly string[]): void {
  if (sentences.length === 0) return;
  heading(doc, 3, title, { bookmark: false });
  bullets(
    doc,
    sentences.map((text) => ({ text })),
    { style: type.small },
  );
}

/** Whether the warehouse agrees: small when it does, loud when it does not. */
export function crossCheck(doc: ReportDocument, lines: readonly string[], agrees: boolean): void {
  const [first = '', ...rest] = lines;
  paragraph(
    doc,
    first,
    agrees ? { style: type.small, color: colour.muted, after: 4 } : { weight: 'bold', color: colour.bad, after: 2 },
  );
  remarksOf(doc, rest);
}

/** The rows as they stand in their files, each file with its hash. */
export function rawRows(doc: ReportDocument, files: readonly RawRows[], { words }: AuditVoice): void {
  if (files.length === 0) return;
  heading(doc, 3, words.head.rows, { bookmark: false });
  const rows = files.flatMap(({ file, sha256, state, header, rows }): Row[] => [
    {
      kind: 'group',
      cells: [`${file}　sha256 ${sha256.slice(0, 12)}…${state === 'unchanged' ? '' : `　${words.file(state)}`}`],
    },
    ...(header === null ? [] : [{ cells: ['1', { text: header, color: colour.muted }] }]),
    ...rows.map(({ row, text }) => ({ cells: [String(row), text] })),
  ]);
  table(doc, {
    columns: [
      { head: words.head.row, width: 38, align: 'right' },
      { head: words.head.text, width: { grow: 1 } },
    ],
    rows,
  });
}

/** Of rows by file only those that a measure rests on. */
export function rowsOf(files: readonly RawRows[], sources: readonly SourceRow[]): RawRows[] {
  return files
    .map((file) => ({
      ...file,
      rows: file.rows.filter(({ row }) => sources.some((source) => source.file === file.file && source.row === row)),
    }))
    .filter(({ file }) => sources.some((source) => source.file === file));
}

function remarksOf(doc: ReportDocument, sentences: readonly string[]): void {
  bullets(
    doc,
    sentences.map((text) => ({ text })),
    { style: type.small },
  );
}
