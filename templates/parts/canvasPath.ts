/** The geometry under the canvas: matrices, arcs as cubic curves, and paths written as PDF operators. */

import type { Pdf } from './pdfkit.ts';

/** a, b, c, d, e, f as in CSS: x' = a x + c y + e, y' = b x + d y + f. */
export type Matrix = readonly [number, number, number, number, number, number];

/** Move, line, cubic curve, close; points in page coordinates. */
export interface PathOp {
  op: 'm' | 'l' | 'c' | 'h';
  points: readonly number[];
}

export interface Arc {
  x: number;
  y: number;
  rx: number;
  ry: number;
  turn: number;
  start: number;
  end: number;
  /** Drawn counterclockwise. */
  back: boolean;
}

/** The product of two matrices: `inner` is applied first. */
export function multiply(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [A, B, C, D, E, F] = inner;
  return [a * A + c * B, b * A + d * B, a * C + c * D, b * C + d * D, a * E + c * F + e, b * E + d * F + f];
}

export function transformPoint([a, b, c, d, e, f]: Matrix, x: number, y: number): [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** By how much a matrix makes lines thicker. */
export function scaleOf([a, b, c, d]: Matrix): number {
  return Math.sqrt(Math.abs(a * d - b * c));
}

/** The starting point of an arc, then one cubic curve per quarter turn at most. */
export function arcCurves(arc: Arc): number[][] {
  const sweep = sweepOf(arc);
  const count = Math.max(1, Math.ceil(Math.abs(sweep) / (Math.PI / 2) - 1e-9));
  const step = sweep / count;
  const handle = (4 / 3) * Math.tan(step / 4);
  const curves: number[][] = [onArc(arc, Math.cos(arc.start), Math.sin(arc.start))];
  for (let index = 0; index < count; index++) {
    const from = arc.start + index * step;
    const to = from + step;
    curves.push([
      ...onArc(arc, Math.cos(from) - handle * Math.sin(from), Math.sin(from) + handle * Math.cos(from)),
      ...onArc(arc, Math.cos(to) + handle * Math.sin(to), Math.sin(to) - handle * Math.cos(to)),
      ...onArc(arc, Math.cos(to), Math.sin(to)),
    ]);
  }
  return curves;
}

export function pathOps(pdf: Pdf, path: readonly PathOp[]): void {
  for (const { op, points } of path) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = points;
    if (op === 'm') pdf.moveTo(a, b);
    else if (op === 'l') pdf.lineTo(a, b);
    else if (op === 'c') pdf.bezierCurveTo(a, b, c, d, e, f);
    else pdf.closePath();
  }
}

/** A canvas arc never turns more than once, and goes the long way round when its ends are given the wrong way. */
function sweepOf({ start, end, back }: Arc): number {
  const full = 2 * Math.PI;
  const sweep = end - start;
  if (back ? sweep <= -full : sweep >= full) return back ? -full : full;
  const positive = ((sweep % full) + full) % full;
  if (!back) return positive;
  return positive === 0 ? 0 : positive - full;
}

function onArc({ x, y, rx, ry, turn }: Arc, cos: number, sin: number): [number, number] {
  const dx = rx * cos;
  const dy = ry * sin;
  return [x + dx * Math.cos(turn) - dy * Math.sin(turn), y + dx * Math.sin(turn) + dy * Math.cos(turn)];
}
