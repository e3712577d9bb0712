/** Text broken into lines as Japanese and English typography want it. */

import LineBreaker from 'linebreak';
import { cleanText } from './cleanText.ts';
import type { FontBook, Weight } from './fonts.ts';

/**
 * Where a line may end, as offsets into the text, the text's own end included: Unicode line breaking (UAX #14) with the
 * rules of Japanese typography that it lacks: no line begins with ～ or ―, none ends with ＃, and no number is parted
 * from its unit (99|分).
 */
export function breakOffsets(text: string): number[] {
  const offsets: number[] = [];
  // 〜 U+301C is known to the tables as a character that begins no line; its full-width twin is not.
  const breaker = new LineBreaker(text.replaceAll('～', '〜'));
  for (let at = breaker.nextBreak(); at; at = breaker.nextBreak()) {
    if (at.position === text.length || !isForbidden(text, at.position)) offsets.push(at.position);
  }
  return offsets;
}

/**
 * Breaks a text into lines no wider than `width` points. A word wider than a whole line is cut between characters.
 * Line feeds break always; an empty text is one empty line.
 */
export function wrapText(fonts: FontBook, text: string, weight: Weight, size: number, width: number): string[] {
  const lines: string[] = [];
  for (const paragraph of cleanText(text).split('\n')) {
    if (fonts.width(paragraph, weight, size) <= width) lines.push(paragraph.trimEnd());
    else wrapParagraph(lines, paragraph, width, (part) => fonts.width(part, weight, size));
  }
  return lines;
}

/** Cuts a text to a width and ends it with … where it was cut. */
export function truncateText(fonts: FontBook, text: string, weight: Weight, size: number, width: number): string {
  const line = cleanText(text).replaceAll('\n', ' ');
  if (fonts.width(line, weight, size) <= width) return line;
  const characters = [...line];
  const cut = (length: number) => characters.slice(0, length).join('');
  // The title of an audit of hundreds of tickets stands in the head of every page: it is halved, not shortened by letters.
  let [fitting, tooLong] = [0, characters.length];
  while (tooLong - fitting > 1) {
    const middle = (fitting + tooLong) >> 1;
    if (fonts.width(`${cut(middle)}…`, weight, size) > width) tooLong = middle;
    else fitting = middle;
  }
  return `${cut(fitting).trimEnd()}…`;
}

const unitAfterNumber = /[0-9０-９%％][\p{Script=Han}か]/u;

function isForbidden(text: string, at: number): boolean {
  const before = text[at - 1] ?? '';
  const after = text[at] ?? '';
  return after === '～' || after === '〜' || after === '―' || before === '＃' || unitAfterNumber.test(before + after);
}

function wrapParagraph(lines: string[], text: string, width: number, measure: (part: string) => number): void {
  let line = '';
  let used = 0;
  let from = 0;
  for (const to of breakOffsets(text)) {
    const part = text.slice(from, to);
    const visible = measure(part.trimEnd());
    if (line && used + visible > width) {
      lines.push(line.trimEnd());
      line = '';
      used = 0;
    }
    if (visible > width) {
      const pieces = cutWord(part, width, measure);
      lines.push(...pieces.slice(0, -1));
      line = pieces.at(-1) ?? '';
      used = measure(line);
    } else {
      line += part;
      used += measure(part);
    }
    from = to;
  }
  if (line.trim()) lines.push(line.trimEnd());
}

/** As many characters a piece as fit; how many is found by halving, since long words are hashes and paths. */
function cutWord(word: string, width: number, measure: (part: string) => number): string[] {
  const characters = [...word];
  const pieces: string[] = [];
  let from = 0;
  while (from < characters.length) {
    let fits = 1;
    let tooMany = characters.length - from + 1;
    while (tooMany - fits > 1) {
      const middle = (fits + tooMany) >> 1;
      if (measure(characters.slice(from, from + middle).join('')) <= width) fits = middle;
      else tooMany = middle;
    }
    pieces.push(characters.slice(from, from + fits).join(''));
    from += fits;
  }
  return pieces;
}
