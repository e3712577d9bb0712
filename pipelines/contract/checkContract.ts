/** What a schema cannot say about contract.yaml: names that must exist, orders that must hold, promises that must make sense. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../errors.ts';
import { maskableColumns } from '../exports/genericTables.ts';
import { parseDate, parseInstant, parseOpeningSpan } from './values.ts';
import { type Path, problemAt, quote, suggest, type YamlFile } from './yamlFile.ts';

/**
 * Problems between values. It looks at the file as written, so that it can run beside the schema and all
 * problems come at once; whatever has the wrong shape is the schema's to report and is passed over here.
 */
export function checkContract(file: YamlFile, workspaceDir: string): Problem[] {
  const contract = record(file.value);
  const sites = list(contract['sites']).map(record);
  const services = list(contract['services']).map(record);
  const terms = list(contract['terms']).map(record);
  const calendars = Object.keys(record(contract['calendars']));
  const siteIds = texts(sites.map((site) => site['id']));
  const serviceIds = texts(services.map((service) => service['id']));

  return [
    ...atLeastOne(file, contract, 'sites', 'services', 'terms'),
    ...unique(file, 'sites', sites, 'id'),
    ...unique(file, 'services', services, 'id'),
    ...known(file, sites, 'sites', 'calendar', calendars, 'calendars'),
    ...known(file, services, 'services', 'site', siteIds, 'sites'),
    ...knownColumns(file, list(record(contract['redact'])['columns'])),
    ...knownCalendar(file, record(contract['acceptance']), calendars),
    ...services.flatMap((service, index) => lifeInOrder(file, service, ['services', index])),
    ...Object.entries(record(contract['calendars'])).flatMap(([name, rules]) =>
      checkCalendar(file, record(rules), ['calendars', name], workspaceDir),
    ),
    ...datesInOrder(file, 'terms', terms),
    ...datesInOrder(file, 'kpis', list(contract['kpis']).map(record)),
    ...terms.flatMap((entry, index) => checkTerms(file, entry, ['terms', index], serviceIds)),
  ];
}

function knownColumns(file: YamlFile, columns: unknown[]): Problem[] {
  return columns.flatMap((column, index) =>
    typeof column !== 'string' || maskableColumns.includes(column)
      ? []
      : [
          problemAt(
            file,
            ['redact', 'columns', index],
            `${quote(column)} is no column that can be masked.${suggest(column, maskableColumns)}`,
            `Known columns: ${maskableColumns.join(', ')}`,
          ),
        ],
  );
}

function knownCalendar(file: YamlFile, { calendar }: Fields, calendars: string[]): Problem[] {
  if (typeof calendar !== 'string' || calendars.includes(calendar)) return [];
  return [unknownName(file, ['acceptance', 'calendar'], calendar, calendars, 'calendars')];
}

function checkCalendar(file: YamlFile, rules: Fields, path: Path, workspaceDir: string): Problem[] {
  const spans = (key: string) =>
    Object.entries(record(rules[key])).flatMap(([day, hours]) => spansInOrder(file, list(hours), [...path, key, day]));
  const missingFiles = list(rules['holidays']).flatMap((source, index) => {
    const name = record(source)['file'];
    return typeof name === 'string' && !existsSync(join(workspaceDir, name))
      ? [
          problemAt(
            file,
            [...path, 'holidays', index, 'file'],
            `There is no holiday file ${quote(name)} in the workspace.`,
            'Put the file there, or correct the path (it is relative to the folder of contract.yaml).',
          ),
        ]
      : [];
  });
  const isNeverOpen = Object.values(record(rules['weekly'])).every((hours) => list(hours).length === 0);
  const neverOpen =
    isNeverOpen && rules['weekly'] !== undefined
      ? [
          problemAt(
            file,
            [...path, 'weekly'],
            'This calendar is never open.',
            'Give at least one weekday its hours, for example mon: ["09:00-18:00"]',
          ),
        ]
      : [];
  return [...spans('weekly'), ...spans('dates'), ...neverOpen, ...missingFiles];
}

function checkTerms(file: YamlFile, terms: Fields, path: Path, serviceIds: string[]): Problem[] {
  const rules = list(terms['maintenance']).map(record);
  return [
    ...unique(file, [...path, 'maintenance'], rules, 'id'),
    ...rules.flatMap((rule, index) =>
      texts(list(rule['services'])).flatMap((id, at) =>
        serviceIds.includes(id)
          ? []
          : [unknownName(file, [...path, 'maintenance', index, 'services', at], id, serviceIds, 'services')],
      ),
    ),
    ...Object.entries(record(terms['severities'])).flatMap(([name, measures]) =>
      Object.entries(record(measures)).flatMap(([measure, promise]) =>
        businessDaysHaveNoAlwaysClock(file, record(promise), [...path, 'severities', name, measure, 'clock']),
      ),
    ),
  ];
}

function businessDaysHaveNoAlwaysClock(file: YamlFile, promise: Fields, path: Path): Problem[] {
  const within = promise['within'];
  if (promise['clock'] !== 'always' || typeof within !== 'string' || !within.includes('business day')) return [];
  const fix =
    'Leave clock out (business days are counted in the calendar of the site), or promise a duration: within: P1D';
  return [problemAt(file, path, `"always" does not go with ${quote(within)}: business days need a calendar.`, fix)];
}

function spansInOrder(file: YamlFile, spans: unknown[], path: Path): Problem[] {
  return spans.slice(1).flatMap((text, index) => {
    const before = parseOpeningSpan(String(spans[index]));
    const span = parseOpeningSpan(String(text));
    if (!before || !span || before.closes <= span.opens) return [];
    const what = `${quote(text)} begins before ${quote(spans[index])} has ended.`;
    return [
      problemAt(
        file,
        [...path, index + 1],
        what,
        'Write the spans in order, without overlap: ["09:00-12:00", "13:00-18:00"]',
      ),
    ];
  });
}

function datesInOrder(file: YamlFile, key: string, entries: Fields[]): Problem[] {
  return entries.slice(1).flatMap((entry, index) => {
    const before = entries[index]!['effective_from'];
    const date = entry['effective_from'];
    if (!isDate(before) || !isDate(date) || before < date) return [];
    const what = before === date ? `Two ${key} begin on ${date}.` : `${key} of ${date} stand after those of ${before}.`;
    return [
      problemAt(
        file,
        [key, index + 1, 'effective_from'],
        what,
        `Write ${key} in the order of their dates, one for each date.`,
      ),
    ];
  });
}

function lifeInOrder(file: YamlFile, service: Fields, path: Path): Problem[] {
  const from = parseInstant(String(service['from']));
  const until = parseInstant(String(service['until']));
  if (from === null || until === null || from < until) return [];
  return [
    problemAt(
      file,
      [...path, 'until'],
      `The service ends at ${quote(service['until'])}, before it begins.`,
      'Write an until after from, or leave it out while the service lives.',
    ),
  ];
}

function atLeastOne(file: YamlFile, contract: Fields, ...keys: string[]): Problem[] {
  return keys.flatMap((key) =>
    Array.isArray(contract[key]) && contract[key].length === 0
      ? [problemAt(file, [key], `${key} is empty.`, `List at least one entry under ${key}:`)]
      : [],
  );
}

function unique(file: YamlFile, at: string | Path, entries: Fields[], key: string): Problem[] {
  const path = typeof at === 'string' ? [at] : at;
  const ids = entries.map((entry) => entry[key]);
  return ids.flatMap((id, index) =>
    typeof id === 'string' && ids.indexOf(id) < index
      ? [
          problemAt(
            file,
            [...path, index, key],
            `The id ${quote(id)} is used twice.`,
            'Give each entry an id of its own.',
          ),
        ]
      : [],
  );
}

function known(file: YamlFile, entries: Fields[], list: string, key: string, names: string[], kind: string): Problem[] {
  return entries.flatMap((entry, index) => {
    const name = entry[key];
    return typeof name !== 'string' || names.includes(name)
      ? []
      : [unknownName(file, [list, index, key], name, names, kind)];
  });
}

function unknownName(file: YamlFile, path: Path, name: string, names: string[], kind: string): Problem {
  const fix = names.length > 0 ? `Known ${kind}: ${names.join(', ')}` : `Define it under ${kind}:`;
  return problemAt(
    file,
    path,
    `There is no ${quote(name)} among the ${kind} of the contract.${suggest(name, names)}`,
    fix,
  );
}

type Fields = Record<string, unknown>;

function record(value: unknown): Fields {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Fields) : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function texts(values: unknown[]): string[] {
  return values.filter((value) => typeof value === 'string');
}

function isDate(value: unknown): value is string {
  return typeof value === 'string' && parseDate(value) !== null;
}
