/** Reads a YAML file of the workspace, and turns what a validator found into problems with line, key and example. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { closest, distance } from 'fastest-levenshtein';
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLParseError,
} from 'yaml';
import type { z } from 'zod';
import { type Problem, SlaError } from '../errors.ts';
import { expectationOf, expectations } from './expectations.ts';

export type Path = readonly PropertyKey[];

export interface YamlFile {
  /** Relative to the workspace, as errors name it. */
  name: string;
  /** The content as plain values, not yet validated. */
  value: unknown;
  /** Line of the value at a path, or of the nearest thing around it that exists. With `key`: the line of its key. */
  lineOf(path: Path, at?: 'key' | 'value'): number;
  /** Keys of the mapping at a path in the order of the file (JavaScript would move keys like "1" to the front). */
  keysAt(path: Path): string[];
}

/** Null if there is no such file. Text that is no YAML, or has a key twice, is an error. */
export function readYamlFile(workspaceDir: string, name: string): YamlFile | null {
  const path = join(workspaceDir, name);
  if (!existsSync(path)) return null;
  const lines = new LineCounter();
  const document = parseDocument(decode(bytesOf(path), name), { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    throw new SlaError(
      document.errors.map((error) => ({
        what: `${name} is not valid YAML: ${plainly(error)}`,
        where: `${name}, line ${lines.linePos(error.pos[0]).line}`,
        fix: 'Indent with spaces only, write each key once, and put quotes around text that holds ": " or " #".',
      })),
    );
  }

  refuseAliases(document, name, (node) => lines.linePos(node.range?.[0] ?? 0).line);

  const resolve = (node: unknown): unknown => (isAlias(node) ? node.resolve(document) : node);
  const pairOf = (node: unknown, key: PropertyKey): Pair | undefined =>
    isMap(node) ? node.items.find((pair) => keyText(pair) === String(key)) : undefined;
  const child = (node: unknown, key: PropertyKey): unknown =>
    resolve(isSeq(node) ? node.items[Number(key)] : pairOf(node, key)?.value);
  const at = (path: Path): unknown => path.reduce(child, resolve(document.contents));

  return {
    name,
    value: plainValue(document, name),
    lineOf(path, which = 'value') {
      for (let length = path.length; length >= 0; length--) {
        const key =
          length > 0 && which === 'key' ? pairOf(at(path.slice(0, length - 1)), path[length - 1]!)?.key : null;
        const node = (key ?? at(path.slice(0, length))) as Node | undefined;
        if (node?.range) return lines.linePos(node.range[0]).line;
      }
      return 1;
    },
    keysAt(path) {
      const node = at(path);
      return isMap(node) ? node.items.map(keyText) : [];
    },
  };
}

/** What the parser says, where it speaks to programmers. */
function plainly({ code, message }: YAMLParseError): string {
  if (code === 'MULTIPLE_DOCS') return 'it holds a second document behind "---"; only one is read';
  if (code === 'RESOURCE_EXHAUSTION') return 'it is nested too deeply';
  return message;
}

/** An alias (*name) must mean something that stands before it, and not around it. */
function refuseAliases(document: Document, name: string, lineOf: (node: Node) => number): void {
  visit(document, {
    Alias: (_, alias, ancestors) => {
      const meant = alias.resolve(document);
      if (meant !== undefined && !ancestors.includes(meant)) return;
      throw new SlaError({
        what: `The alias *${alias.source} ${meant === undefined ? `means nothing: no &${alias.source} stands before it` : 'means the very thing that it stands in'}.`,
        where: `${name}, line ${lineOf(alias)}`,
        fix: 'Write the value out in its place, or put quotes around text that begins with "*".',
      });
    },
  });
}

function plainValue(document: Document, name: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    throw new SlaError({
      what: 'The aliases (*name) of the file repeat each other more than a hundred times.',
      where: name,
      fix: 'Write the values out in their places.',
    });
  }
}

/**
 * The content as the schema types it, or everything that is wrong with it, each problem with line, key, found value,
 * expectation and example.
 */
export function validate<Schema extends z.ZodType>(
  file: YamlFile,
  schema: Schema,
): { value: z.infer<Schema>; problems: [] } | { value: null; problems: Problem[] } {
  const result = schema.safeParse(file.value);
  if (result.success) return { value: result.data, problems: [] };
  const leaves = result.error.issues.flatMap((issue) => leavesOf(issue, []));
  const misspelt = leaves.flatMap(misspeltKeys);
  const problems = leaves
    .filter(({ path }) => !misspelt.includes(pathText(path)))
    .flatMap((leaf) => problemsOf(file, leaf));
  return { value: null, problems };
}

/** A problem at a path of the file, in the words of the other problems. */
export function problemAt(file: YamlFile, path: Path, what: string, fix: string): Problem {
  return { what, where: whereOf(file, path), fix };
}

/** ` Did you mean "sap"?`, or nothing if no name is near. */
export function suggest(name: string, known: readonly string[]): string {
  if (known.length === 0) return '';
  const nearest = closest(name, known);
  const edits = distance(name, nearest);
  return edits < name.length && edits <= Math.max(2, Math.floor(name.length / 3)) ? ` Did you mean "${nearest}"?` : '';
}

/** `terms[0].severities.high`. */
function pathText(path: Path): string {
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}${text ? '.' : ''}${String(key)}`),
    '',
  );
}

/** A value as an error quotes it: short, on one line. */
export function quote(value: unknown): string {
  const text = typeof value === 'string' ? `"${value}"` : (JSON.stringify(value) ?? 'nothing');
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** An issue that is not made of others, with its path from the root of the file. */
interface Leaf {
  issue: z.core.$ZodIssue;
  path: Path;
}

function leavesOf(issue: z.core.$ZodIssue, base: Path): Leaf[] {
  const path = [...base, ...issue.path];
  const branch = issue.code === 'invalid_union' ? fittingBranch(issue.errors) : null;
  return branch ? branch.flatMap((inner) => leavesOf(inner, path)) : [{ issue, path }];
}

function problemsOf(file: YamlFile, { issue, path }: Leaf): Problem[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(file, path, key, issue.message));
  const isKey = issue.code === 'invalid_key';
  const found = isKey ? path.at(-1) : valueAt(file.value, path);
  const name = pathText(isKey ? path.slice(0, -1) : path) || 'the file';
  const { expected, example } = expectationFor(issue);
  if (found === undefined) {
    return [problemAt(file, path, `${name} is missing.`, `Add it: expected ${expected}, for example ${example}`)];
  }
  const isChoice = issue.code === 'invalid_value' && typeof found === 'string';
  const hint = isChoice ? suggest(found, issue.values.map(String)) : '';
  const what = `${quote(found)} is not a valid ${isKey ? 'key in' : 'value of'} ${name}.${hint}`;
  return [problemAt(file, path, what, `Expected ${expected}, for example ${example}`)];
}

/** The branch of a union that the value was meant for: the one of its outer type with the fewest issues, if there is one. */
function fittingBranch(branches: z.core.$ZodIssue[][]): z.core.$ZodIssue[] | null {
  const isInside = (issue: z.core.$ZodIssue) => issue.path.length > 0 || issue.code === 'unrecognized_keys';
  const fitting = branches.filter((issues) => issues.every(isInside)).sort((a, b) => a.length - b.length);
  const [best, second] = fitting;
  return best && best.length !== second?.length ? best : null;
}

/** Paths of the keys that unknown keys were probably meant to be; that those are missing need not be said as well. */
function misspeltKeys({ issue, path }: Leaf): string[] {
  if (issue.code !== 'unrecognized_keys') return [];
  const known = issue.message.split(',');
  return issue.keys.flatMap((key) => (suggest(key, known) ? [pathText([...path, closest(key, known)])] : []));
}

function unknownKey(file: YamlFile, path: Path, key: string, knownKeys: string): Problem {
  const known = knownKeys.split(',');
  const where = `${file.name}, line ${file.lineOf([...path, key], 'key')}, ${pathText([...path, key])}`;
  const what = `Unknown key "${key}"${path.length > 0 ? ` in ${pathText(path)}` : ''}.${suggest(key, known)}`;
  const isRestOfText = /\s/.test(key) && valueAt(file.value, [...path, key]) === null;
  const fix = isRestOfText
    ? 'Inside { } a comma ends a text: put quotes around the whole text, for example { en: "late, but restored" }'
    : `Known keys here: ${known.join(', ')}`;
  return { what, where, fix };
}

function expectationFor(issue: z.core.$ZodIssue): { expected: string; example: string } {
  if (issue.code === 'invalid_value' && !expectationOf(issue.message)) {
    return { expected: `one of ${issue.values.join(', ')}`, example: String(issue.values[0]) };
  }
  const message = issue.code === 'invalid_key' ? issue.issues[0]?.message : issue.message;
  return expectationOf(message ?? issue.message) ?? { expected: issue.message, example: expectations.text.example };
}

function whereOf(file: YamlFile, path: Path): string {
  const line = `${file.name}, line ${file.lineOf(path)}`;
  return path.length > 0 ? `${line}, ${pathText(path)}` : line;
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      inner !== null && typeof inner === 'object' ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );
}

function keyText(pair: Pair): string {
  return String(isScalar(pair.key) ? pair.key.value : pair.key);
}

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    // Node leaves the path out when it is a folder.
    throw error instanceof Error ? Object.assign(error, { path }) : error;
  }
}

function decode(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new SlaError({
      what: `${name} is not UTF-8 text.`,
      where: name,
      fix: 'Save it as UTF-8 (in the editor: "Save with encoding", UTF-8).',
    });
  }
}
