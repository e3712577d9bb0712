/** What a table consists of. */
import type { Tone } from './status.ts';

export interface Column {
  head: string;
  /** Numbers stand right, words left. */
  align?: 'left' | 'right' | 'center';
  /**
   * `fit`: as wide as the widest cell, never broken while there is room. A number: points. `{ grow }`: a share of the
   * width that is left.
   */
  width: 'fit' | number | { grow: number };
  /** The cells of this column head their rows. */
  rowHead?: boolean;
}

export interface RichCell {
  text: string;
  weight?: 'regular' | 'bold';
  color?: string;
  /** Colour of the ground behind the text; what it says must be said without it as well. */
  tint?: string;
  /** A second, smaller line. */
  sub?: string;
  /** Prints the text as a state: symbol, word, colour. */
  tone?: Tone;
  /** Name of the place that the cell leads to. */
  link?: string;
}

export type Cell = string | RichCell;

/** `group` spans the table as a sub-header; `total` is set off by a rule. */
export interface Row {
  cells: readonly Cell[];
  kind?: 'row' | 'group' | 'total';
  /** Name of the place, for links to this row. */
  destination?: string;
}
