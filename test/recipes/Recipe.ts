/** What a change looks like that follows a recipe of CONTRIBUTING.md. */
import { dirname } from 'node:path';

/** From the text of a file to its new text; null: there was no such file. */
export type Edit = (text: string | null) => string;

/** The types of the program, or tests: a file, and words of their titles. */
export type Proof = 'types' | { test: string; title?: string };

export interface Recipe {
  /** The heading in CONTRIBUTING.md. */
  title: string;
  steps: { file: string; edit: Edit }[];
  /** Arguments of npm that the recipe ends with. */
  writes: string[][];
  /** Red where these steps, by their files, or what is written last, were left out. */
  red: { without: string[]; proof: Proof }[];
  /** Green when all is done. */
  green: Proof[];
}

/** In the recipe a file is written in backticks, or the folder in which a new one stands. */
export function isNamed(recipe: string, file: string): boolean {
  return [file, `${dirname(file)}/`].some((path) => recipe.includes(`\`${path}\``));
}

/** A new file. */
export const file =
  (content: string): Edit =>
  (text) => {
    if (text !== null) throw new Error('the file is there already');
    return content;
  };

/** Puts text before what stands there once. */
export const before =
  (place: string, added: string): Edit =>
  (text) =>
    at(text, place, `${added}${place}`);

/** Puts text behind what stands there once. */
export const after =
  (place: string, added: string): Edit =>
  (text) =>
    at(text, place, `${place}${added}`);

/** One edit, then the next. */
export const both =
  (first: Edit, second: Edit): Edit =>
  (text) =>
    second(first(text));

/** Puts text at the end. */
export const last =
  (added: string): Edit =>
  (text) =>
    `${text}${added}`;

function at(text: string | null, place: string, put: string): string {
  const parts = (text ?? '').split(place);
  if (parts.length !== 2) throw new Error(`"${place}" stands there ${parts.length - 1} times, not once`);
  return parts.join(put);
}
