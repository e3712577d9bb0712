/** Writes slides as a .pptx file: native text, tables and charts, 16:9. The same deck gives the same bytes. */
import { type Zippable, zipSync } from 'fflate';
import { writeWorkbook } from '../../pipelines/report/writeWorkbook.ts';
import { colour } from '../theme.ts';
import { chartXml } from './chartXml.ts';
import type { SlideChart } from './SlideChart.ts';
import { declared, escaped, frame, hex, namespaces, relationships, textBox, theme } from './xml.ts';

export interface SlideTable {
  heads: string[];
  /** Shares of the width. */
  widths: number[];
  rows: string[][];
  /** Said below where not all rows fit. */
  cut: (shown: number, all: number) => string;
}

export interface Slide {
  title: string;
  lines?: string[];
  table?: SlideTable;
  charts?: SlideChart[];
}

/** EMU: 914,400 an inch, 12,700 a point. */
export const slideSize = { width: 12_192_000, height: 6_858_000 } as const;
const point = 12_700;
const margin = 500_000;
const inner = slideSize.width - 2 * margin;
const bodyTop = 1_150_000;
const bodyBottom = slideSize.height - 480_000;
const cell = { size: 11, leading: 15.5, padding: 8, mostLines: 3 } as const;

/** @param foot stands on every slide: whose deck it is, which version, and that it is a draft */
export async function writeDeck(slides: readonly Slide[], title: string, foot: string): Promise<Uint8Array> {
  const parts: Record<string, string | Uint8Array> = { ...frame(title, slides.length), 'ppt/theme/theme1.xml': theme };
  const charts = slides.flatMap((slide) => slide.charts ?? []);
  for (const [index, slide] of slides.entries()) {
    const own = (slide.charts ?? []).map((chart) => charts.indexOf(chart) + 1);
    parts[`ppt/slides/slide${index + 1}.xml`] = slideXml(slide, foot, index + 1);
    parts[`ppt/slides/_rels/slide${index + 1}.xml.rels`] = relationships([
      ['slideLayout', '../slideLayouts/slideLayout1.xml'],
      ...own.map((number): [string, string] => ['chart', `../charts/chart${number}.xml`]),
    ]);
  }
  for (const [index, chart] of charts.entries()) {
    parts[`ppt/charts/chart${index + 1}.xml`] = chartXml(chart);
    parts[`ppt/charts/_rels/chart${index + 1}.xml.rels`] = relationships([
      ['package', `../embeddings/chart${index + 1}.xlsx`],
    ]);
    parts[`ppt/embeddings/chart${index + 1}.xlsx`] = await writeWorkbook([
      {
        name: 'Sheet1',
        columns: [chart.over, ...chart.series.map(({ name }) => name)],
        rows: chart.categories.map((name, row) => [name, ...chart.series.map(({ values }) => values[row] ?? null)]),
      },
    ]);
  }
  return packed(parts, charts.length);
}

function packed(parts: Record<string, string | Uint8Array>, charts: number): Uint8Array {
  const names = Object.keys(parts).sort();
  const types = names.filter((name) => name.endsWith('.xml')).map((name) => [name, contentType(name)] as const);
  const overrides = types.map(([name, type]) => `<Override PartName="/${name}" ContentType="${type}"/>`).join('');
  const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const xlsx = charts > 0 ? `<Default Extension="xlsx" ContentType="${sheet}"/>` : '';
  const list = `${declared}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${xlsx}${overrides}</Types>`;
  const files: Zippable = {};
  // Readers look for the list of types first; a fixed time keeps the bytes the same.
  for (const [name, content] of [
    ['[Content_Types].xml', list] as const,
    ...names.map((name) => [name, parts[name]!] as const),
  ])
    files[name] = [
      typeof content === 'string' ? new TextEncoder().encode(content) : content,
      { mtime: new Date(1980, 0, 1) },
    ];
  return zipSync(files, { level: 6 });
}

function contentType(name: string): string {
  const office = 'application/vnd.openxmlformats-officedocument';
  if (name.startsWith('docProps/')) return 'application/vnd.openxmlformats-package.core-properties+xml';
  if (name.includes('/theme/')) return `${office}.theme+xml`;
  if (name.includes('/charts/')) return `${office}.drawingml.chart+xml`;
  const kind =
    name === 'ppt/presentation.xml' ? 'presentation.main' : /\/(slideMaster|slideLayout|slide)\d/.exec(name)![1];
  return `${office}.presentationml.${kind}+xml`;
}

function slideXml(slide: Slide, foot: string, number: number): string {
  const title = clip(slide.title, inner / point, 24, 1);
  const { text, bottom } = lines(slide);
  const right = slide.charts && slide.table ? inner * 0.52 : 0;
  const shapes = [
    textBox({
      id: 2,
      name: 'Title',
      x: margin,
      y: 330_000,
      width: inner,
      height: 700_000,
      size: 24,
      bold: true,
      color: colour.brandDeep,
      lines: [title],
      isTitle: true,
    }),
    text,
    ...(slide.charts ?? []).map((chart, index, all) =>
      chartFrame(chart, index, {
        x: margin + (right ? 0 : (inner / all.length) * index),
        y: bottom + (right ? ((bodyBottom - bottom) / all.length) * index : 0),
        width: right ? inner * 0.46 : inner / all.length - 100_000,
        height: (bodyBottom - bottom) / (right ? all.length : 1) - 60_000,
      }),
    ),
    slide.table ? tableXml(slide.table, slide.title, { x: margin + right, y: bottom, width: inner - right }) : '',
    textBox({
      id: 90,
      name: 'Foot',
      x: margin,
      y: slideSize.height - 400_000,
      width: inner - 800_000,
      height: 300_000,
      size: 9,
      color: colour.muted,
      lines: [clip(foot, (inner - 800_000) / point, 9, 1)],
    }),
    textBox({
      id: 91,
      name: 'Number',
      x: slideSize.width - margin - 700_000,
      y: slideSize.height - 400_000,
      width: 700_000,
      height: 300_000,
      size: 9,
      color: colour.muted,
      lines: [String(number)],
      align: 'r',
    }),
  ];
  return `${declared}<p:sld ${namespaces}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>${shapes.join('')}</p:spTree></p:cSld></p:sld>`;
}

/** The text above tables and charts, at most as many lines as leave room for them. */
function lines({ lines: said = [], table, charts }: Slide): { text: string; bottom: number } {
  if (said.length === 0) return { text: '', bottom: bodyTop };
  const size = table || charts ? 13 : 16;
  const most = table || charts ? 3 : 6;
  const shown = said
    .slice(0, most === 3 ? 3 : 8)
    .map((line) => clip(line, inner / point - 20, size, most === 3 ? 1 : 2));
  const used = shown.reduce((sum, line) => sum + linesOf(line, inner / point - 20, size) * size * 1.5 + 4, 8);
  const height = Math.min(used * point, bodyBottom - bodyTop);
  return {
    text: textBox({
      id: 3,
      name: 'Text',
      x: margin,
      y: bodyTop,
      width: inner,
      height,
      size,
      color: colour.body,
      lines: shown,
    }),
    bottom: bodyTop + height,
  };
}

interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

function chartFrame(chart: SlideChart, index: number, place: Place): string {
  return `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="${10 + index}" name="${escaped(chart.title)}" descr="${escaped(chart.alt)}"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>${xfrm(place)}<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="rId${index + 2}"/></a:graphicData></a:graphic></p:graphicFrame>`;
}

function xfrm({ x, y, width, height }: Place): string {
  return `<p:xfrm><a:off x="${Math.round(x)}" y="${Math.round(y)}"/><a:ext cx="${Math.round(width)}" cy="${Math.round(height)}"/></p:xfrm>`;
}

/** As many rows as there is room for; below them, how many of how many. */
function tableXml(
  { heads, widths, rows, cut }: SlideTable,
  alt: string,
  { x, y, width }: Omit<Place, 'height'>,
): string {
  const whole = widths.reduce((sum, share) => sum + share, 0);
  const columns = widths.map((share) => Math.floor((width * share) / whole));
  const room = (column: number) => columns[column]! / point - 2 * cell.padding;
  const clipped = [heads, ...rows].map((row) =>
    row.map((text, column) => clip(text, room(column), cell.size, cell.mostLines)),
  );
  const heights = clipped.map((row) => {
    const most = Math.max(...row.map((text, column) => linesOf(text, room(column), cell.size)));
    return Math.round((most * cell.leading + 8) * point);
  });
  let height = 0;
  const fitting = clipped.filter((_, index) => {
    height += heights[index]!;
    return y + height <= bodyBottom - 300_000;
  });
  const shown = fitting.length - 1;
  const used = heights.slice(0, fitting.length).reduce((sum, each) => sum + each, 0);
  const body = fitting
    .map((row, index) => `<a:tr h="${heights[index]}">${row.map((text) => cellXml(text, index)).join('')}</a:tr>`)
    .join('');
  const grid = columns.map((each) => `<a:gridCol w="${each}"/>`).join('');
  const note =
    shown < rows.length
      ? textBox({
          id: 60,
          name: 'Note',
          x,
          y: y + used,
          width,
          height: 280_000,
          size: 9,
          color: colour.muted,
          lines: [cut(shown, rows.length)],
        })
      : '';
  return `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="50" name="Table" descr="${escaped(alt)}"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>${xfrm({ x, y, width, height: used })}<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr firstRow="1"/><a:tblGrid>${grid}</a:tblGrid>${body}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>${note}`;
}

function cellXml(text: string, row: number): string {
  const lined = text
    .split('\n')
    .map(
      (line) =>
        `<a:p><a:r><a:rPr sz="${cell.size * 100}"${row === 0 ? ' b="1"' : ''}><a:solidFill><a:srgbClr val="${hex(colour.ink)}"/></a:solidFill></a:rPr><a:t>${escaped(line)}</a:t></a:r></a:p>`,
    );
  const line = `<a:lnB w="6350"><a:solidFill><a:srgbClr val="${hex(colour.rule)}"/></a:solidFill></a:lnB>`;
  const fill = row === 0 ? `<a:solidFill><a:srgbClr val="${hex(colour.head)}"/></a:solidFill>` : '<a:noFill/>';
  return `<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>${lined.join('')}</a:txBody><a:tcPr marL="76200" marR="76200" marT="38100" marB="38100">${line}${fill}</a:tcPr></a:tc>`;
}

/** Width in points: a Japanese letter is as wide as it is high, others take at most two thirds. */
export function estimatedWidth(text: string, size: number): number {
  return [...text].reduce((sum, char) => sum + (char.codePointAt(0)! > 0xff ? size : size * 0.62), 0);
}

function linesOf(text: string, width: number, size: number): number {
  return text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(estimatedWidth(line, size) / (width * 0.94))), 0);
}

/** A text that takes at most so many lines of a width in points. */
function clip(text: string, width: number, size: number, most: number): string {
  if (linesOf(text, width, size) <= most) return text;
  const letters = [...text];
  while (letters.length > 1 && linesOf(`${letters.join('')}…`, width, size) > most) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}
