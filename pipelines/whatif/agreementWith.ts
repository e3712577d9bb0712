/** Another agreement to ask: keys of the workspace's own set to other values, or a file of its own. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { type Document, isMap, isScalar, isSeq, parse, parseDocument } from 'yaml';
import type { Contract } from '../contract/Contract.ts';
import { readContract } from '../contract/readContract.ts';
import { suggest } from '../contract/yamlFile.ts';
import { type Problem, SlaError } from '../errors.ts';

/** Keys that stand in every term: `availability.target` is that of each of them. */
const termKeys = ['availability', 'maintenance', 'severities', 'policies'];

type Place = (string | number)[];

/**
 * The workspace's agreement with some keys changed. `availability.target=99.95` changes every term, `services.sap.target=99.5`
 * the service of that id; values are read as in the file.
 *
 * @param option under which they were given
 * @throws SlaError for what is no KEY=VALUE, for a key that does not exist (with the nearest), and for a value that the
 *   agreement may not have.
 */
export function agreementWith(workspace: string, sets: readonly string[], option = '--set'): Contract {
  readContract(workspace);
  const document = parseDocument(readFileSync(join(workspace, 'contract.yaml'), 'utf8'));
  for (const set of sets) apply(document, set, option);
  const folder = mkdtempSync(join(tmpdir(), 'sla-agreement-'));
  try {
    writeFileSync(join(folder, 'contract.yaml'), document.toString());
    return readContract(workspace, folder);
  } catch (error) {
    throw error instanceof SlaError ? new SlaError(error.problems.map((each) => ofOption(each, option))) : error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The file as it stands was read before, so that what is wrong came with the option: no line of the file holds it. */
function ofOption({ where, ...problem }: Problem, option: string): Problem {
  return { ...problem, where: where?.replace(/^contract\.yaml(, line \d+)?/, option) ?? option };
}

/** @throws SlaError if the file is no agreement, or that of another client. */
export function agreementOf(workspace: string, file: string): Contract {
  const path = resolve(file);
  const contract = readContract(workspace, dirname(path), basename(path));
  const own = readContract(workspace);
  if (contract.client.id !== own.client.id)
    throw new SlaError({
      what: `That is the agreement of another client: ${contract.client.id}, and not ${own.client.id}.`,
      where: file,
      fix: 'Name an agreement of this client, or the workspace of the other one with --workspace.',
      state: 'Nothing was written.',
    });
  return contract;
}

function apply(document: Document, set: string, option: string): void {
  const at = set.indexOf('=');
  if (at < 1)
    throw new SlaError({
      what: `"${set}" sets nothing.`,
      where: option,
      fix: `Write a key and its value: ${option} availability.target=99.95`,
      state: 'Nothing was written.',
    });
  const [key, text] = [set.slice(0, at).trim(), set.slice(at + 1).trim()];
  for (const place of placesOf(document, key.split('.'))) {
    requirePlace(document, place, key, option);
    document.setIn(place, document.createNode(parse(text)));
  }
}

/** Where a key stands: in each of the terms, or in the one place that its path names. */
function placesOf(document: Document, segments: string[]): Place[] {
  if (!termKeys.includes(segments[0]!)) return [named(document, segments)];
  const terms = document.get('terms');
  return isSeq(terms) ? terms.items.map((_, index) => named(document, ['terms', String(index), ...segments])) : [];
}

/** The path with names of listed things (`services.sap`) turned into their place in the list. */
function named(document: Document, segments: string[]): Place {
  const place: Place = [];
  for (const segment of segments) {
    const around = document.getIn(place, true);
    if (!isSeq(around)) place.push(segment);
    else {
      const index = around.items.findIndex((item) => isMap(item) && String(item.get('id')) === segment);
      place.push(index >= 0 ? index : /^\d+$/.test(segment) ? Number(segment) : segment);
    }
  }
  return place;
}

/** All but the last step of the way must be there; whether the last one may be, the schema says. */
function requirePlace(document: Document, place: Place, key: string, option: string): void {
  for (let length = 1; length <= place.length; length += 1) {
    const around = document.getIn(place.slice(0, length - 1), true);
    const step = place[length - 1]!;
    const known = namesIn(around);
    const isOpen = length === place.length && isMap(around) && !isNamesOnly(place.slice(0, length - 1));
    if (typeof step === 'number' ? isSeq(around) && step < around.items.length : known.includes(step) || isOpen)
      continue;
    throw new SlaError({
      what: `The agreement has no key ${key}: there is no "${step}".${suggest(String(step), length === 1 ? [...known, ...termKeys] : known)}`,
      where: option,
      fix: `Known there: ${(length === 1 ? [...known, ...termKeys] : known).join(', ')}`,
      state: 'Nothing was written.',
    });
  }
}

/** Below these, keys are names: a new one would be another thing, not another value. */
function isNamesOnly(place: Place): boolean {
  return ['severities', 'calendars'].includes(String(place.at(-1)));
}

function namesIn(node: unknown): string[] {
  if (isMap(node)) return node.items.map(({ key }) => String(isScalar(key) ? key.value : key));
  if (isSeq(node)) return node.items.flatMap((item) => (isMap(item) && item.has('id') ? [String(item.get('id'))] : []));
  return [];
}
