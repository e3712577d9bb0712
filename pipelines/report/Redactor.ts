/**
 * The client's edition: names of people, mail addresses, telephone numbers and the columns that the agreement lists are
 * masked in everything that a PDF carries. Who signs the report, and how its provider is reached, stays.
 */

import { SlaError } from '../errors.ts';

/** What stands where something was masked; every font has it. */
export const mask = '■■■';

const mail = /[\w.+-]+[@＠][\w-]+(?:\.[\w-]+)+/gu;
/**
 * What may be a telephone number, as Japan (0x-xxxx-xxxx, with or without brackets) and others (+65 6123 4567) write them; a
 * date or an id does not begin with 0 or +.
 */
const phone =
  /(?<![\w.-])(?:\+\d{1,3}[-. ]?\(?\d{1,4}\)?(?:[-. ]?\d{2,4}){1,3}|0\d{1,4}[-(（]\d{1,4}[-)）]\d{3,4}|0[5789]0\d{8})(?![\w-])/gu;
/** Shorter ones are figures with a sign. */
const isPhone = (found: string) => found.replaceAll(/\D/g, '').length >= 9;

/** Keys of a report that hold what an export column held, where they are not called alike. */
const keysOfColumns: Record<string, readonly string[]> = {
  support_level: ['level'],
  category: ['category', 'key'],
  asset_id: ['assetId'],
  job_id: ['jobId'],
};

export interface Masks {
  /** People. */
  names: readonly string[];
  /** Columns of the exports whose values are masked. */
  columns: readonly string[];
  /** What stays as it is, whatever it looks like. */
  keep: readonly string[];
}

export class Redactor {
  private readonly names: RegExp | null;
  private readonly keys: ReadonlySet<string>;
  private readonly columns: ReadonlySet<string>;
  private readonly keep: ReadonlySet<string>;
  /** Values of masked columns that were met: they are masked wherever else they stand. */
  private readonly met = new Set<string>();

  constructor({ names, columns, keep }: Masks) {
    this.keep = new Set(keep);
    this.columns = new Set(columns);
    this.keys = new Set(columns.flatMap((column) => keysOfColumns[column] ?? [camel(column)]));
    const people = names.filter((name) => name.length > 1 && !keep.some((kept) => kept.includes(name)));
    this.names =
      people.length === 0
        ? null
        : new RegExp(
            people
              .sort((a, b) => b.length - a.length)
              .map(nameOf)
              .join('|'),
            'gu',
          );
  }

  /** One text with everything masked that it must not say. */
  text(text: string): string {
    if (this.keep.has(text)) return text;
    const kept = (found: string) => (this.keep.has(found) ? found : mask);
    // Whole values first: what is masked inside of one would hide it.
    const valueless = [...this.met].reduce((rest, value) => rest.replaceAll(value, mask), text);
    const plain = valueless.replace(mail, kept).replace(phone, (found) => (isPhone(found) ? kept(found) : found));
    return this.names ? plain.replace(this.names, mask) : plain;
  }

  /** A copy of anything made of plain data with its texts masked; `keys` of listed columns as a whole. */
  data<Data>(data: Data): Data {
    this.meet(data, this.keys);
    return this.walk(data, this.keys) as Data;
  }

  /** The same of data whose keys are columns of exports. */
  rows<Data>(data: Data): Data {
    this.meet(data, this.columns);
    return this.walk(data, this.columns) as Data;
  }

  /** What of a finished text would still have to be masked; null when nothing is left. */
  remains(text: string): string | null {
    for (const found of text.matchAll(mail)) if (!this.keep.has(found[0])) return found[0];
    for (const found of text.matchAll(phone)) if (isPhone(found[0]) && !this.keep.has(found[0])) return found[0];
    const named = this.names ? new RegExp(this.names.source, 'u').exec(text) : null;
    if (named) return named[0];
    return [...this.met].find((value) => text.includes(value)) ?? null;
  }

  /** Values shorter than this are masked in their own place alone: they may mean something else elsewhere. */
  private static readonly tellingLength = 4;

  private meet(value: unknown, keys: ReadonlySet<string>, isListed = false): void {
    if (typeof value === 'string') {
      if (isListed && value.length >= Redactor.tellingLength && !this.keep.has(value)) this.met.add(value);
    } else if (Array.isArray(value)) for (const inner of value) this.meet(inner, keys, isListed);
    else if (value !== null && typeof value === 'object')
      for (const [key, inner] of Object.entries(value)) this.meet(inner, keys, keys.has(key));
  }

  /** A text in two languages under a listed key was written by the service manager, not exported: it is read as any other. */
  private walk(value: unknown, keys: ReadonlySet<string>, isListed = false): unknown {
    if (typeof value === 'string') return isListed && !this.keep.has(value) ? mask : this.text(value);
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map((inner) => this.walk(inner, keys, isListed));
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, this.walk(inner, keys, keys.has(key))]),
    );
  }
}

/** @throws SlaError when something that is masked still stands in a file that a PDF carries */
export function refuseRemains(redactor: Redactor, files: Record<string, string>): void {
  for (const [file, text] of Object.entries(files)) {
    const found = redactor.remains(text);
    if (found === null) continue;
    throw new SlaError({
      what: `The client's edition must not name ${JSON.stringify(found)}, but ${file} has it in a place that cannot be masked (an id, a file name).`,
      where: 'contract.yaml, redact',
      fix: 'Rename the export or the id that holds it, or let it stand: redact: { keep: [...] }. The internal edition: --audience internal',
      state: 'Nothing was written.',
    });
  }
}

function camel(column: string): string {
  return column.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** A name with or without the space between its parts; one of Latin letters only as whole words. */
function nameOf(name: string): string {
  const parts = name
    .trim()
    .split(/[\s\u3000]+/u)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const spaced = parts.join('[\\s\\u3000]*');
  return /^[\p{Script=Latin}\s.'-]+$/u.test(name) ? `(?<![\\p{L}\\p{N}])${spaced}(?![\\p{L}\\p{N}])` : spaced;
}
