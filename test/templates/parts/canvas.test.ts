import { describe, expect, test } from 'vitest';
import { PdfCanvas, type TextTarget } from '../../../templates/parts/canvas.ts';
import { arcCurves } from '../../../templates/parts/canvasPath.ts';
import { parseColour } from '../../../templates/parts/cssColour.ts';

/** Records what reaches the PDF, operator by operator, and the text with its style. */
function recorder() {
  const calls: string[] = [];
  const pdf: Record<string, unknown> = new Proxy(
    {},
    {
      get:
        (_, name) =>
        (...args: unknown[]) => {
          const shown = args.map((arg) =>
            typeof arg === 'number' ? Math.round(arg * 100) / 100 : JSON.stringify(arg),
          );
          calls.push(`${String(name)} ${shown.join(' ')}`.trim());
          return pdf;
        },
    },
  );
  const target = {
    pdf,
    widthOf: (text: string, { size }: { size: number }) => text.length * size,
    line: (text: string, x: number, y: number, style: object) => {
      calls.push(`text ${text} ${x} ${Math.round(y * 100) / 100} ${JSON.stringify(style)}`);
      return 0;
    },
  } as unknown as TextTarget;
  const canvas = new PdfCanvas(target, 100, 50);
  return {
    canvas,
    written: () => {
      calls.length = 0;
      canvas.writeTo(0, 0);
      return calls;
    },
  };
}

describe('the canvas that Chart.js draws on', () => {
  test('clearing takes back what was drawn', () => {
    const { canvas, written } = recorder();
    canvas.fillRect(0, 0, 10, 10);
    canvas.clearRect(0, 0, 100, 50);
    expect(written()).toEqual(['save', 'translate 0 0', 'restore']);
  });

  test('a part cannot be cleared', () => {
    expect(() => recorder().canvas.clearRect(0, 0, 10, 10)).toThrow('whole canvas');
  });

  test('paths take the transformation in force at each point', () => {
    const { canvas, written } = recorder();
    canvas.translate(10, 20);
    canvas.scale(2, 2);
    canvas.beginPath();
    canvas.moveTo(1, 1);
    canvas.lineTo(2, 1);
    canvas.lineWidth = 3;
    canvas.stroke();
    expect(written()).toEqual(expect.arrayContaining(['moveTo 12 22', 'lineTo 14 22', 'lineWidth 6', 'stroke']));
  });

  test('a quadratic curve is written as the cubic that it is', () => {
    const { canvas, written } = recorder();
    canvas.beginPath();
    canvas.moveTo(0, 0);
    canvas.quadraticCurveTo(30, 60, 60, 0);
    canvas.stroke();
    expect(written()).toContain('bezierCurveTo 20 40 40 40 60 0');
  });

  test('a clip holds until it is restored', () => {
    const { canvas, written } = recorder();
    canvas.save();
    canvas.beginPath();
    canvas.rect(0, 0, 5, 5);
    canvas.clip();
    canvas.fillRect(0, 0, 10, 10);
    canvas.restore();
    canvas.fillRect(0, 0, 20, 20);
    const calls = written();
    expect(calls.filter((call) => call === 'clip')).toHaveLength(1);
    expect(calls.filter((call) => call === 'save')).toHaveLength(calls.filter((call) => call === 'restore').length);
    expect(calls.indexOf('clip')).toBeLessThan(calls.indexOf('lineTo 10 0'));
    expect(calls.slice(calls.indexOf('lineTo 10 0')).filter((call) => call === 'restore').length).toBeGreaterThan(2);
  });

  test('dashes, transparency and saved styles', () => {
    const { canvas, written } = recorder();
    canvas.setLineDash([3, 1, 2]);
    expect(canvas.getLineDash()).toEqual([3, 1, 2, 3, 1, 2]);
    canvas.save();
    canvas.setLineDash([]);
    canvas.strokeStyle = 'rgba(255, 0, 0, 0.5)';
    canvas.globalAlpha = 0.5;
    canvas.restore();
    expect([canvas.strokeStyle, canvas.globalAlpha, canvas.getLineDash().length]).toEqual(['#000000', 1, 6]);
    canvas.strokeStyle = 'rgba(255, 0, 0, 0.5)';
    canvas.strokeRect(0, 0, 5, 5);
    expect(written()).toEqual(
      expect.arrayContaining(['opacity 0.5', 'strokeColor "#ff0000"', 'dash [3,1,2,3,1,2] {"phase":0}']),
    );
  });

  test('text is placed by its alignment, with size and weight of the font', () => {
    const { canvas, written } = recorder();
    canvas.font = 'bold 10px "Noto Sans JP"';
    canvas.textAlign = 'right';
    canvas.textBaseline = 'top';
    canvas.fillText('99.9', 50, 20);
    expect(written()).toContain('text 99.9 10 28.8 {"size":10,"weight":"bold","color":"#000000"}');
    expect(canvas.measureText('99.9')['width']).toBe(40);
  });

  test('turned text is written through a matrix', () => {
    const { canvas, written } = recorder();
    canvas.translate(10, 10);
    canvas.rotate(-Math.PI / 2);
    canvas.fillText('件数', 0, 0);
    expect(written()).toContain('transform 0 -1 1 0 10 10');
  });

  test.each([
    { name: 'patterns', draw: (canvas: PdfCanvas) => canvas.createPattern() },
    { name: 'images', draw: (canvas: PdfCanvas) => canvas.drawImage() },
    { name: 'gradients', draw: (canvas: PdfCanvas) => canvas.createLinearGradient() },
    { name: 'outlined text', draw: (canvas: PdfCanvas) => canvas.strokeText() },
  ])('$name are refused', ({ draw }) => {
    expect(() => draw(recorder().canvas)).toThrow();
  });
});

test.each([
  { name: 'a quarter', start: 0, end: Math.PI / 2, back: false, to: [0, 10], curves: 1 },
  { name: 'a full circle', start: 0, end: 2 * Math.PI, back: false, to: [10, 0], curves: 4 },
  { name: 'more than a full circle', start: 0, end: 9 * Math.PI, back: false, to: [10, 0], curves: 4 },
  { name: 'backwards a quarter', start: 0, end: -Math.PI / 2, back: true, to: [0, -10], curves: 1 },
  { name: 'the long way round', start: 0, end: -Math.PI / 2, back: false, to: [0, -10], curves: 3 },
])('arc: $name', ({ start, end, back, to, curves }) => {
  const [from, ...drawn] = arcCurves({ x: 0, y: 0, rx: 10, ry: 10, turn: 0, start, end, back });
  expect(from).toEqual([10, 0]);
  expect(drawn).toHaveLength(curves);
  const last = drawn.at(-1) ?? [];
  expect(last[4]).toBeCloseTo(to[0] ?? 0);
  expect(last[5]).toBeCloseTo(to[1] ?? 0);
});

test.each([
  { text: '#abc', hex: '#aabbcc', alpha: 1 },
  { text: '#AABBCC80', hex: '#aabbcc', alpha: 128 / 255 },
  { text: 'rgba(0,0,0,0.1)', hex: '#000000', alpha: 0.1 },
  { text: 'rgb(255 255 255 / 0.5)', hex: '#ffffff', alpha: 0.5 },
  { text: 'transparent', hex: '#000000', alpha: 0 },
])('colour $text', ({ text, hex, alpha }) => {
  expect(parseColour(text, 1)).toEqual({ hex, alpha });
});

test('an unknown colour is refused', () => {
  expect(() => parseColour('hsl(1,2%,3%)', 1)).toThrow('hsl');
});
