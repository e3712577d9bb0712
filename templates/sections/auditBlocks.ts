/** Blocks that all audits share: the verdict, a line of facts, remarks, the rows as exported. */
import type { RawRows } from '../../pipelines/audit/readRawRows.ts';
import type { SourceRow } from '../../pipelines/reference/exported.ts';
import type { AuditVoice } from '../auditVoice.ts';
import { cleanText } from '../parts/cleanText.ts';
import type { ReportDocument, TextStyle } from '../parts/document.ts';
import { heading } from '../parts/heading.ts';
import { bullets, paragraph } from '../parts/paragraph.ts';
import { statusText, type Tone, toneColour } from '../parts/status.ts';
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

/** `A` for the first file of these rows, `B` for the next: what a step names instead of a path. */
export function letterOf(rows: readonly SourceRow[], file: string): string {
  const files = [...new Set(rows.map((row) => row.file))];
  return String.fromCharCode(65 + (files.indexOf(file) % 26));
}

/** The rows as they stand in their files, each file with its hash; set small, so that a measure keeps to its page. */
export function rawRows(
  doc: ReportDocument,
  files: readonly RawRows[],
  { words }: AuditVoice,
  lettered: readonly SourceRow[] = [],
): void {
  if (files.length === 0) return;
  heading(doc, 3, words.head.rows, { bookmark: false });
  for (const { file, sha256, state, header, rows } of files) {
    const letter = lettered.length > 0 ? `${letterOf(lettered, file)}　` : '';
    const title = `${letter}${file}　sha256 ${sha256.slice(0, 12)}…${state === 'unchanged' ? '' : `　${words.file(state)}`}`;
    const head = header === null ? [] : [{ row: 1, text: header, color: colour.muted }];
    doc.ensureSpace(rowLeading * 3);
    rowLines(doc, '', title, { weight: 'bold', color: colour.brandDeep });
    for (const { row, text, ...look } of [...head, ...rows]) rowLines(doc, String(row), text, look);
    doc.gap(4);
  }
}

const rowLeading = 9.9;
const rowSize = 7;
const numberWidth = 30;

/** One row of a file: its number, then its text over as many lines and pages as it takes. */
function rowLines(doc: ReportDocument, number: string, text: string, look: Pick<TextStyle, 'weight' | 'color'>): void {
  const style: TextStyle = { size: rowSize, color: colour.body, ...look };
  const indent = number === '' ? 0 : numberWidth + 7;
  const lines = filledLines(doc, text, style, doc.width - indent);
  doc.tag('P', () => {
    for (const [index, line] of lines.entries()) {
      doc.ensureSpace(rowLeading);
      const base = doc.y + rowLeading / 2 + rowSize * 0.38;
      doc.content(() => {
        if (index === 0 && number !== '') {
          doc.line(number, doc.left + numberWidth - doc.widthOf(number, style), base, {
            ...style,
            color: colour.muted,
          });
        }
        doc.line(line, doc.left + indent, base, style);
      });
      doc.y += rowLeading;
    }
  });
}

/** Lines filled to the edge: a row of a file has no words to keep whole. */
function filledLines(doc: ReportDocument, text: string, style: TextStyle, width: number): string[] {
  return cleanText(text)
    .split('\n')
    .flatMap((paragraph) => {
      const lines = [''];
      let used = 0;
      for (const character of paragraph) {
        const needed = doc.widthOf(character, style);
        if (used + needed > width) {
          lines.push('');
          used = 0;
        }
        lines[lines.length - 1] += character;
        used += needed;
      }
      return lines;
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
