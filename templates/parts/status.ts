/** A state as symbol, word and colour together, so that it reads in black and white too. */

import { colour } from '../theme.ts';

export type Tone = 'good' | 'warn' | 'bad' | 'none';

/** What stands before the word. */
export const symbol: Record<Tone, string> = { good: '●', warn: '▲', bad: '■', none: '－' };

export const toneColour: Record<Tone, string> = {
  good: colour.good,
  warn: colour.warn,
  bad: colour.bad,
  none: colour.none,
};

/** `● 良好`; a state that is neither good nor bad is its word alone. */
export function statusText(tone: Tone, word: string): string {
  return tone === 'none' ? word : `${symbol[tone]} ${word}`;
}
