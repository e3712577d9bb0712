import { describe, expect, test } from 'vitest';
import { byPreset, failure, fixture, load, utf16 } from './loading.ts';

/** Every preset that reads a list as CSV, with the column that it cannot do without. */
const presets = [
  { preset: 'servicenow-incident', file: 'servicenow-incident.csv', zone: true, table: 'tickets', id: 'number' },
  { preset: 'servicenow-event-log', file: 'servicenow-event-log.csv', zone: true, table: 'tickets', id: 'number' },
  { preset: 'servicenow-task-sla', file: 'servicenow-task-sla.csv', zone: false, table: 'vendor_verdicts', id: 'task' },
  {
    preset: 'jira-service-management',
    file: 'jira-service-management.csv',
    zone: true,
    table: 'tickets',
    id: 'Issue key',
  },
  { preset: 'redmine', file: 'redmine.utf8.csv', zone: true, table: 'tickets', id: '#' },
  { preset: 'backlog', file: 'backlog.utf8.csv', zone: true, table: 'tickets', id: 'キー' },
  { preset: 'glpi', file: 'glpi.csv', zone: true, table: 'tickets', id: 'ID' },
  { preset: 'znuny', file: 'znuny.csv', zone: true, table: 'tickets', id: 'TicketNumber' },
];

describe.each(presets)('$preset', ({ preset, file, zone, table, id }) => {
  const csv = fixture(file)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  const delimiter = csv.includes(';"') ? ';' : ',';
  const sources = byPreset(preset, zone ? 'zone: Asia/Tokyo' : '');
  const rowsOf = async (content: string | Uint8Array): Promise<unknown[]> =>
    await (await load({ 'export.csv': content }, sources)).rows(table);

  // What changes nothing: the same rows, with the same numbers.
  test.each([
    { name: 'a byte-order mark', change: () => `\uFEFF${csv}` },
    { name: 'mixed line ends', change: () => csv.replace('\n', '\r\n') },
    { name: 'UTF-16', change: () => utf16(csv) },
    {
      name: 'an extra column',
      change: () =>
        recordsOf(csv)
          .map((record) => `extra${delimiter}${record}\n`)
          .join(''),
    },
    { name: 'a header in capitals', change: () => csv.replace(/^[^\n]*/, (header) => header.toUpperCase()) },
  ])('$name', async ({ change }) => {
    expect(await rowsOf(change())).toEqual(await rowsOf(csv));
  });

  test('a trailing total row is set aside, or means nothing; the tickets stay', async () => {
    const width = (csv.split('\n')[0] ?? '').split(delimiter).length;
    const total = `${['Total', ...new Array<string>(width - 1).fill('')].join(delimiter)}\n`;
    const before = (await rowsOf(csv)) as { ticket_id: string }[];
    const after = (await rowsOf(`${csv}${total}`)) as { ticket_id: string }[];
    expect(after.map(({ ticket_id }) => ticket_id)).toEqual(before.map(({ ticket_id }) => ticket_id));
  });

  test('a file that was cut off says in which row', async () => {
    const cut = csv.trimEnd();
    const { rejects } = await load(
      { 'export.csv': cut.slice(0, cut.lastIndexOf(delimiter, cut.length - 12)) },
      sources,
    );
    expect((await rejects()).join('\n')).toMatch(/the file ends in the middle of this row|a quote is never closed/);
  });

  test('without its id, or with a header in another language, it names what it looked for and how to map it', async () => {
    const foreign = csv.replace(
      new RegExp(`((?:^|[${delimiter}\n])"?)${id}("?[${delimiter}\n])`, 'm'),
      '$1Quuxnummer$2',
    );
    const message = await failure({ 'export.csv': foreign }, sources);
    expect(message).toContain(`"${id}"`);
    expect(message).toContain('Quuxnummer');
    expect(message).toContain('sources.yaml');
  });
});

/** Records of a CSV, line ends within quotes left alone. */
function recordsOf(csv: string): string[] {
  return csv.match(/(?:[^"\n]|"[^"]*")+/g) ?? [];
}
