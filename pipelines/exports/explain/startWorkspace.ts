/**
 * A workspace to start from: the files of fixtures/start/, with what is known of the client and what the exports tell.
 */

import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isSeq, parseDocument } from 'yaml';
import type { Language } from '../../contract/Contract.ts';
import { askedLanguages, inAnyLanguage } from '../../contract/languages.ts';
import { newServices } from '../../contract/newServices.ts';
import { placeholdersOf } from '../../contract/placeholders.ts';
import { isTimezone } from '../../contract/values.ts';
import { SlaError } from '../../errors.ts';
import { packageRoot } from '../../packageRoot.ts';
import { findExports } from '../load/findExports.ts';
import { explainFile, patternOf } from './explain.ts';
import { openPlaces } from './propose.ts';
import type { Agreement } from './proposeTable.ts';
import { addServices, writeEntry } from './writeEntry.ts';

export interface Start {
  client: string | null;
  timezone: string | null;
  language: Language | null;
  /** Folder of exports to begin with. */
  from: string | null;
}

export interface Started {
  /** Paths of the files that were written. */
  files: string[];
  /** Words of the contract that are left to fill in. */
  blanks: number;
  /** Places of sources.yaml that are left open. */
  places: number;
  /** What is to be said of exports that nothing could be proposed for. */
  unread: string[];
}

/** @throws SlaError when the folder holds anything but exports/, and for values that cannot be; nothing is written then. */
export async function startWorkspace(folder: string, start: Start): Promise<Started> {
  const target = resolve(folder);
  const exports = join(target, 'exports');
  const from = start.from === null ? null : resolve(start.from);
  refuseUnusable(target, from, start);
  mkdirSync(exports, { recursive: true });
  mkdirSync(join(target, 'commentary'), { recursive: true });
  cpSync(join(packageRoot(), 'fixtures', 'start'), target, { recursive: true });
  if (from !== null && from !== exports) cpSync(from, exports, { recursive: true });
  const found = from === null ? { services: [], places: 0, unread: [] } : await proposeAll(target);
  fillContract(join(target, 'contract.yaml'), start, found.services);
  const files = ['contract.yaml', 'exclusions.yaml', 'sources.yaml'].map((name) => join(target, name));
  return { files, blanks: placeholdersOf(target).length, places: found.places, unread: found.unread };
}

function refuseUnusable(target: string, from: string | null, { timezone }: Start): void {
  const state = 'Nothing was written.';
  if (existsSync(target) && readdirSync(target).some((name) => !name.startsWith('.') && name !== 'exports'))
    throw new SlaError({
      what: 'The folder is not empty.',
      where: target,
      fix: 'Name a new folder, for example: sla init acme',
      state,
    });
  if (from !== null && !(existsSync(from) && statSync(from).isDirectory()))
    throw new SlaError({
      what: 'There is no such folder.',
      where: from,
      fix: 'Name the folder of the exports, for example: --from exports/',
      state,
    });
  if (timezone !== null && !isTimezone(timezone))
    throw new SlaError({
      what: `"${timezone}" is no time zone.`,
      where: '--timezone',
      fix: 'Write an IANA name, for example Asia/Tokyo or Asia/Singapore.',
      state,
    });
}

/** Writes an entry for every kind of file, and collects the services that they name. */
async function proposeAll(
  workspace: string,
): Promise<{ services: { name: string; id: string }[]; places: number; unread: string[] }> {
  const services = new Map<string, string>();
  const unread: string[] = [];
  const seen = new Set<string>();
  let places = 0;
  const { files } = await findExports(workspace);
  for (const { file, path } of files) {
    const agreement: Agreement = {
      services: [...services.keys()],
      names: new Map([...services].map(([id, name]) => [name, id])),
      severities: ['critical', 'high', 'medium', 'low'],
      site: 'tokyo',
    };
    const isFirst = !seen.has(patternOf(file));
    try {
      const { entry, services: fresh, unsure, preset, tried } = await explainFile(path, file, agreement);
      for (const { id, name } of fresh) services.set(id, name);
      const renamed = Object.fromEntries(fresh.filter(({ id, name }) => id !== name).map(({ id, name }) => [name, id]));
      if (!isFirst) addServices(workspace, patternOf(file), renamed);
      if (!isFirst) continue;
      seen.add(patternOf(file));
      if (entry.length > 0) writeEntry(workspace, entry, unsure);
      places += openPlaces(entry);
      if (entry.length === 0 && preset === null && tried === null)
        unread.push(`${file}: ${unsure[0] ?? 'nothing can be proposed'}`);
    } catch (error) {
      if (!(error instanceof SlaError)) throw error;
      unread.push(`${file}: ${error.problems[0]!.what}`);
    }
  }
  return { services: [...services].map(([id, name]) => ({ id, name })), places, unread };
}

/** Puts what is known into the contract; its comments stay. */
function fillContract(
  path: string,
  { client, timezone, language }: Start,
  services: { name: string; id: string }[],
): void {
  const document = parseDocument(readFileSync(path, 'utf8'));
  if (client !== null) {
    document.setIn(['client', 'id'], newServices([client], [], '')[0]!.id.toLowerCase());
    for (const asked of askedLanguages) document.setIn(['client', 'name', asked], client);
  }
  if (language !== null) document.set('language', language);
  if (timezone !== null && timezone !== 'Asia/Tokyo') moveTo(document, timezone);
  const list = document.get('services');
  if (services.length > 0 && isSeq(list)) {
    const site = String(document.getIn(['sites', 0, 'id']));
    list.items = services.map(({ id, name }) => {
      const { line } = newServices([name], [], site)[0]!;
      const entry = parseDocument(line.slice(2)).toJS() as Record<string, unknown>;
      return document.createNode({ ...entry, id }, { flow: true }) as (typeof list.items)[number];
    });
  }
  writeFileSync(path, document.toString({ lineWidth: 0 }));
}

/** The site and its calendar go where the months are cut; public holidays are known of Japan and Singapore. */
function moveTo(document: ReturnType<typeof parseDocument>, timezone: string): void {
  const place = timezone.split('/').at(-1)!;
  const id = place.toLowerCase().replaceAll('_', '-');
  document.set('timezone', timezone);
  document.setIn(
    ['sites', 0],
    document.createNode({ id, name: inAnyLanguage(place), calendar: 'local' }, { flow: true }),
  );
  const calendar = document.getIn(['calendars', 'jp'], true);
  document.deleteIn(['calendars', 'jp']);
  document.setIn(['calendars', 'local'], calendar);
  document.setIn(['calendars', 'local', 'timezone'], timezone);
  const holidays = timezone === 'Asia/Singapore' ? [{ preset: 'sg' }] : [];
  document.setIn(['calendars', 'local', 'holidays'], document.createNode(holidays, { flow: true }));
  document.setIn(['services', 0, 'site'], id);
  document.setIn(['terms', 0, 'maintenance', 0, 'timezone'], timezone);
}
