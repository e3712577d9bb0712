/**
 * The part of CanvasRenderingContext2D that Chart.js draws with, recorded and then written as PDF paths and text.
 *
 * Drawing is recorded first, so that `clearRect` can take back what a redraw replaces. Paths are kept in page
 * coordinates; curves are always cubic, since PDFKit's own `arc` and `quadraticCurveTo` draw something else.
 */

import { arcCurves, type Matrix, multiply, type PathOp, pathOps, scaleOf, transformPoint } from './canvasPath.ts';
import { type CanvasColour, parseColour } from './cssColour.ts';
import type { TextStyle } from './document.ts';
import type { Pdf } from './pdfkit.ts';

/** What the canvas needs of its document to write text. */
export interface TextTarget {
  pdf: Pdf;
  widthOf(text: string, style: TextStyle): number;
  line(text: string, x: number, y: number, style: TextStyle): number;
}

type Cap = 'butt' | 'round' | 'square';
type Join = 'miter' | 'round' | 'bevel';

interface Shape {
  kind: 'fill' | 'stroke';
  clips: readonly PathOp[][];
  path: PathOp[];
  colour: CanvasColour;
  evenOdd: boolean;
  pen: { width: number; cap: Cap; join: Join; miter: number; dash: number[]; phase: number };
}

interface Words {
  kind: 'text';
  clips: readonly PathOp[][];
  text: string;
  x: number;
  y: number;
  matrix: Matrix;
  style: TextStyle;
  colour: CanvasColour;
}

type Entry = Shape | Words;

const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** A drawing surface of `width` x `height` points. */
export class PdfCanvas {
  readonly canvas: { width: number; height: number; style: Record<string, string>; getContext: () => PdfCanvas };
  fillStyle = '#000000';
  strokeStyle = '#000000';
  lineWidth = 1;
  lineCap: Cap = 'butt';
  lineJoin: Join = 'miter';
  miterLimit = 10;
  lineDashOffset = 0;
  globalAlpha = 1;
  font = '10px sans-serif';
  textAlign = 'start';
  textBaseline = 'alphabetic';
  private dash: readonly number[] = [];
  private matrix: Matrix = identity;
  private clips: readonly PathOp[][] = [];
  private readonly target: TextTarget;
  private entries: Entry[] = [];
  private path: PathOp[] = [];
  private readonly stack: Partial<PdfCanvas>[] = [];

  constructor(target: TextTarget, width: number, height: number) {
    this.target = target;
    this.canvas = { width, height, style: {}, getContext: () => this };
  }

  // --- state ---

  save(): void {
    const { fillStyle, strokeStyle, lineWidth, lineCap, lineJoin, miterLimit, lineDashOffset, globalAlpha } = this;
    const { font, textAlign, textBaseline, dash, matrix, clips } = this;
    const pen = { fillStyle, strokeStyle, lineWidth, lineCap, lineJoin, miterLimit, lineDashOffset, globalAlpha };
    this.stack.push({ ...pen, font, textAlign, textBaseline, ...{ dash, matrix, clips } });
  }

  restore(): void {
    Object.assign(this, this.stack.pop());
  }

  setLineDash(dash: readonly number[]): void {
    const doubled = dash.length % 2 === 1 ? [...dash, ...dash] : [...dash];
    this.dash = doubled.some((length) => length > 0) ? doubled : [];
  }

  getLineDash(): number[] {
    return [...this.dash];
  }

  // --- transforms ---

  transform(a: number, b: number, c: number, d: number, e: number, f: number): void {
    this.matrix = multiply(this.matrix, [a, b, c, d, e, f]);
  }

  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void {
    this.matrix = [a, b, c, d, e, f];
  }

  resetTransform(): void {
    this.matrix = identity;
  }

  translate(x: number, y: number): void {
    this.transform(1, 0, 0, 1, x, y);
  }

  scale(x: number, y: number): void {
    this.transform(x, 0, 0, y, 0, 0);
  }

  rotate(angle: number): void {
    this.transform(Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle), 0, 0);
  }

  // --- paths ---

  beginPath(): void {
    this.path = [];
  }

  closePath(): void {
    if (this.path.length > 0) this.path.push({ op: 'h', points: [] });
  }

  moveTo(x: number, y: number): void {
    this.add('m', x, y);
  }

  lineTo(x: number, y: number): void {
    this.add(this.path.length === 0 ? 'm' : 'l', x, y);
  }

  bezierCurveTo(ax: number, ay: number, bx: number, by: number, x: number, y: number): void {
    if (this.path.length === 0) this.moveTo(ax, ay);
    this.add('c', ax, ay, bx, by, x, y);
  }

  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void {
    if (this.path.length === 0) this.moveTo(cx, cy);
    const [fromX, fromY] = this.path.at(-1)?.points.slice(-2) ?? [0, 0];
    const [controlX, controlY] = transformPoint(this.matrix, cx, cy);
    const [toX, toY] = transformPoint(this.matrix, x, y);
    const third = (from: number, to: number) => from + ((to - from) * 2) / 3;
    const points = [
      third(fromX ?? 0, controlX),
      third(fromY ?? 0, controlY),
      third(toX, controlX),
      third(toY, controlY),
      toX,
      toY,
    ];
    this.path.push({ op: 'c', points });
  }

  arc(x: number, y: number, radius: number, start: number, end: number, counterclockwise = false): void {
    this.ellipse(x, y, radius, radius, 0, start, end, counterclockwise);
  }

  ellipse(x: number, y: number, rx: number, ry: number, turn: number, start: number, end: number, back = false): void {
    const [first, ...curves] = arcCurves({ x, y, rx, ry, turn, start, end, back });
    if (!first) return;
    this.lineTo(first[0] ?? 0, first[1] ?? 0);
    for (const [ax = 0, ay = 0, bx = 0, by = 0, toX = 0, toY = 0] of curves) {
      this.bezierCurveTo(ax, ay, bx, by, toX, toY);
    }
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.moveTo(x, y);
    this.lineTo(x + width, y);
    this.lineTo(x + width, y + height);
    this.lineTo(x, y + height);
    this.closePath();
  }

  // --- drawing ---

  fill(rule?: 'nonzero' | 'evenodd'): void {
    this.record('fill', this.path, this.fillStyle, rule === 'evenodd');
  }

  stroke(): void {
    this.record('stroke', this.path, this.strokeStyle);
  }

  clip(): void {
    this.clips = [...this.clips, this.path];
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.record('fill', this.rectPath(x, y, width, height), this.fillStyle);
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    this.record('stroke', this.rectPath(x, y, width, height), this.strokeStyle);
  }

  /** Takes back all that was drawn; a part of the surface cannot be cleared. */
  clearRect(x: number, y: number, width: number, height: number): void {
    const [left, top] = transformPoint(this.matrix, x, y);
    const [right, bottom] = transformPoint(this.matrix, x + width, y + height);
    if (left > 0.01 || top > 0.01 || right < this.canvas.width - 0.01 || bottom < this.canvas.height - 0.01) {
      throw new Error('Only the whole canvas can be cleared.');
    }
    this.entries = [];
  }

  fillText(text: string, x: number, y: number): void {
    if (String(text) === '') return;
    const style = parseFont(this.font);
    const width = this.target.widthOf(String(text), style);
    const { textAlign, textBaseline, matrix, clips } = this;
    const shift = textAlign === 'center' ? width / 2 : textAlign === 'right' || textAlign === 'end' ? width : 0;
    const drop = style.size * (baselines[textBaseline] ?? 0);
    const colour = parseColour(this.fillStyle, this.globalAlpha);
    this.entries.push({ kind: 'text', clips, text: String(text), x: x - shift, y: y + drop, matrix, style, colour });
  }

  /** Chart.js outlines text only where it is asked to; a PDF reader could not select such text. */
  strokeText(): void {
    throw new Error('Outlined text is not drawn in a PDF.');
  }

  measureText(text: string): Record<string, number> {
    const style = parseFont(this.font);
    const width = this.target.widthOf(String(text), style);
    const ascent = style.size * 0.88;
    const descent = style.size * 0.12;
    return {
      width,
      actualBoundingBoxLeft: 0,
      actualBoundingBoxRight: width,
      actualBoundingBoxAscent: ascent,
      actualBoundingBoxDescent: descent,
      fontBoundingBoxAscent: ascent,
      fontBoundingBoxDescent: descent,
    };
  }

  createPattern(): never {
    throw new Error('Patterns are bitmaps and have no place in a vector chart.');
  }

  drawImage(): never {
    throw new Error('Images have no place in a vector chart.');
  }

  createLinearGradient(): never {
    throw new Error('Gradients are not drawn; use a plain colour.');
  }

  createRadialGradient(): never {
    throw new Error('Gradients are not drawn; use a plain colour.');
  }

  /** Writes what was recorded, with the upper left corner at (`x`, `y`). */
  writeTo(x: number, y: number): void {
    const { pdf } = this.target;
    pdf.save();
    pdf.translate(x, y);
    let clips: readonly PathOp[][] = [];
    for (const entry of this.entries) {
      if (entry.clips !== clips) {
        if (clips.length > 0) pdf.restore();
        clips = entry.clips;
        if (clips.length > 0) pdf.save();
        for (const clip of clips) {
          pathOps(pdf, clip);
          pdf.clip();
        }
      }
      if (entry.kind === 'text') this.writeText(entry);
      else this.writeShape(entry);
    }
    if (clips.length > 0) pdf.restore();
    pdf.restore();
  }

  private add(op: PathOp['op'], ...points: number[]): void {
    const moved: number[] = [];
    for (let index = 0; index < points.length; index += 2) {
      moved.push(...transformPoint(this.matrix, points[index] ?? 0, points[index + 1] ?? 0));
    }
    this.path.push({ op, points: moved });
  }

  private rectPath(x: number, y: number, width: number, height: number): PathOp[] {
    const before = this.path;
    this.path = [];
    this.rect(x, y, width, height);
    const path = this.path;
    this.path = before;
    return path;
  }

  private record(kind: 'fill' | 'stroke', path: readonly PathOp[], style: string, evenOdd = false): void {
    const { matrix, clips, lineWidth, lineCap, lineJoin, miterLimit, dash, lineDashOffset, globalAlpha } = this;
    const colour = parseColour(style, globalAlpha);
    if (path.length === 0 || colour.alpha === 0 || (kind === 'stroke' && !(lineWidth > 0))) return;
    const scale = scaleOf(matrix);
    const pen = {
      width: lineWidth * scale,
      cap: lineCap,
      join: lineJoin,
      miter: miterLimit,
      dash: dash.map((length) => length * scale),
      phase: lineDashOffset * scale,
    };
    this.entries.push({ kind, clips, path: [...path], colour, evenOdd, pen });
  }

  private writeShape({ kind, path, colour, evenOdd, pen }: Shape): void {
    const { pdf } = this.target;
    pdf.save();
    if (colour.alpha < 1) pdf.opacity(colour.alpha);
    if (kind === 'stroke') {
      pdf.lineWidth(pen.width).lineCap(pen.cap).lineJoin(pen.join).miterLimit(pen.miter).strokeColor(colour.hex);
      if (pen.dash.length > 0)
        pdf.dash(pen.dash.map((length) => Math.max(length, 0.01)) as never, { phase: pen.phase });
    } else {
      pdf.fillColor(colour.hex);
    }
    pathOps(pdf, path);
    if (kind === 'stroke') pdf.stroke();
    else pdf.fill(evenOdd ? 'even-odd' : 'non-zero');
    pdf.restore();
  }

  private writeText({ text, x, y, matrix, style, colour }: Words): void {
    const { pdf } = this.target;
    pdf.save();
    if (colour.alpha < 1) pdf.opacity(colour.alpha);
    pdf.transform(...matrix);
    this.target.line(text, x, y, { ...style, color: colour.hex });
    pdf.restore();
  }
}

/** How far below the given point the baseline lies, in ems: Japanese type sits in a square from -0.12 to 0.88. */
const baselines: Record<string, number> = {
  alphabetic: 0,
  top: 0.88,
  hanging: 0.88,
  middle: 0.37,
  bottom: -0.12,
  ideographic: -0.12,
};

/** Size and weight of a CSS font; the family is always the report's own. */
function parseFont(font: string): TextStyle & { weight: 'regular' | 'bold' } {
  const size = Number(/(\d+(?:\.\d+)?)px/.exec(font)?.[1] ?? 10);
  return { size, weight: /\b(?:bold|[6-9]00)\b/.test(font) ? 'bold' : 'regular' };
}
