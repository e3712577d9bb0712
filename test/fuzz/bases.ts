/** Every kind of input as systems write it, in a form that can be changed as text, and how that becomes the bytes of a file. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import initSqlJs, { type SqlJsStatic } from 'sql.js';
import { packageRoot } from '../../pipelines/packageRoot.ts';
import { quote, Warehouse } from '../../pipelines/warehouse/Warehouse.ts';
import { makeKey } from '../support/testKeys.ts';

export interface Base {
  /** As the counts name it. */
  kind: string;
  /** Who reads it: the loader, the readers of the agreement, or `sla verify`. */
  readBy: 'load' | 'agreement' | 'verify';
  /** Below the workspace. */
  file: string;
  /** What is changed as text; of an issued PDF its bytes, one character each. */
  text: string;
  /** sources.yaml, where the file needs an entry. */
  sources?: string;
  pack: (text: string) => Uint8Array | Promise<Uint8Array>;
}

/** What packs the bases: a database that writes Parquet, one that writes SQLite, and a report that was issued. */
export class Workshop {
  readonly bases: readonly Base[];
  /** Workspace of the issued report, without its exports. */
  readonly issued: string;
  private readonly folder: string;
  private readonly warehouse: Warehouse;

  private constructor(folder: string, warehouse: Warehouse, issued: string, bases: readonly Base[]) {
    this.folder = folder;
    this.warehouse = warehouse;
    this.issued = issued;
    this.bases = bases;
  }

  static async open(): Promise<Workshop> {
    const folder = mkdtempSync(join(tmpdir(), 'sla-fuzz-workshop-'));
    const warehouse = await Warehouse.open({ path: ':memory:', threads: 1 });
    const issued = await issueReport(folder);
    const bases = [
      ...textBases,
      ...packedBases(folder, warehouse, await initSqlJs()),
      ...agreementBases(),
      ...issuedBases(issued),
    ];
    return new Workshop(folder, warehouse, issued, bases);
  }

  close(): void {
    this.warehouse.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const day = (n: number): string => `2026-10-${String(1 + (n % 28)).padStart(2, '0')}`;
const rows = (count: number, row: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => row(n)).join('\n');
const asText = (text: string): Uint8Array => Buffer.from(text);
const preset = (file: string, format: string): string =>
  `version: 1\nsources:\n  - { files: "exports/${file}*", format: ${format} }\n`;

const tickets = `ticket_id,type,service_id,severity,title,opened_at,resolved_at\n${rows(12, (n) => `F-${n},incident,sap,high,"Mail, ""slow"" ${n}",${day(n)}T09:00:00+09:00,${day(n)}T1${n % 10}:00:00+09:00`)}\n`;
const events = `ticket_id,at,event,value\n${rows(8, (n) => `F-${n},${day(n)}T09:00:00+09:00,${['opened', 'responded', 'restored', 'severity_changed'][n % 4]},${n % 4 === 3 ? 'low' : ''}`)}\n`;
const samples = `service_id,checked_at,state,latency_ms,location\n${rows(40, (n) => `sap,${day(0)}T00:${String(n).padStart(2, '0')}:00Z,${n % 7 === 0 ? 'down' : 'up'},${n},tokyo`)}\n`;
const states = `service_id,started_at,ended_at,state,reason\n${rows(6, (n) => `sap,${day(n)}T00:00:00Z,${day(n)}T01:00:00Z,down,"line\n${n}"`)}\n`;
const capacity = `service_id,resource,measured_at,used,limit\n${rows(6, (n) => `sap,disk${n},${day(n)}T00:00:00Z,${n}.5,100`)}\n`;
const backups = `job_id,service_id,started_at,ended_at,outcome,bytes\n${rows(6, (n) => `B-${n},sap,${day(n)}T00:00:00Z,${day(n)}T01:00:00Z,success,${n * 1000}`)}\n`;
const objects = Array.from({ length: 8 }, (_, n) => ({
  ticket_id: `F-${n}`,
  severity: 'high',
  title: `日本 ${n}`,
  opened_at: `${day(n)}T09:00:00Z`,
}));
const ics = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${rows(3, (n) => `BEGIN:VEVENT\r\nUID:e${n}\r\nDTSTART:202610${10 + n}T000000Z\r\nDTEND:202610${10 + n}T010000Z\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nSUMMARY:Work\r\nEND:VEVENT\r`)}\nEND:VCALENDAR\r\n`;
const xes = `<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0">\n${rows(3, (n) => `<trace><string key="concept:name" value="C-${n}"/><event><string key="concept:name" value="Accepted"/><string key="lifecycle:transition" value="In Progress"/><date key="time:timestamp" value="${day(n)}T09:00:00+09:00"/></event></trace>`)}\n</log>\n`;
const zabbix = JSON.stringify({
  result: Array.from({ length: 4 }, (_, n) => ({
    eventid: String(n),
    clock: String(1_790_812_800 + n * 60),
    value: String(n % 2),
    severity: '5',
    objectid: '7',
    r_eventid: String(n + 1),
    hosts: [{ host: 'sap' }],
  })),
});
const epochs = `id,at\n${rows(8, (n) => `${n},${1_790_812_800 + n * 3600}`)}\n`;
const epochSources =
  'version: 1\nsources:\n  - { files: "exports/epochs*", table: tickets, columns: { ticket_id: id, opened_at: { from: at, epoch: s } } }\n';

const load = (kind: string, file: string, text: string, sources?: string): Base => ({
  kind,
  readBy: 'load',
  file: `exports/${file}`,
  text,
  ...(sources ? { sources } : {}),
  pack: asText,
});

const textBases: Base[] = [
  load('CSV', 'tickets.csv', tickets),
  load('CSV', 'ticket_events.csv', events),
  load('CSV', 'uptime_samples.csv', samples),
  load('CSV', 'uptime_states.csv', states),
  load('CSV', 'capacity.csv', capacity),
  load('CSV', 'backups.csv', backups),
  load('CSV', 'epochs.csv', epochs, epochSources),
  load('JSON', 'tickets.json', JSON.stringify(objects, null, 1)),
  load('JSON', 'zabbix.json', zabbix, preset('zabbix', 'zabbix')),
  load('NDJSON', 'tickets.ndjson', objects.map((each) => JSON.stringify(each)).join('\n')),
  load('iCalendar', 'calendar.ics', ics, preset('calendar', 'icalendar')),
  load('XES', 'log.xes', xes, preset('log', 'xes')),
];

/** Tables whose cells stand between tabs, a row a line: a cell that is changed is a cell of the table that is written. */
const tableOf = (text: string): string[][] => {
  const table = text.split('\n').map((line) => line.split('\t'));
  const width = Math.max(...table.map((row) => row.length));
  return table.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? ''));
};
const ticketTable = tickets.trimEnd().replaceAll('"Mail, ""slow""', 'Mail').replaceAll('"', '').replaceAll(',', '\t');
const sampleTable = samples.trimEnd().replaceAll(',', '\t');

function packedBases(folder: string, warehouse: Warehouse, sqlite: SqlJsStatic): Base[] {
  const parquet = async (text: string): Promise<Uint8Array> => {
    const [header, ...body] = tableOf(text);
    const names = header!.map(
      (name, index) => `"${name.replaceAll(/["\0]/g, '')}${index > 0 && header!.indexOf(name) < index ? index : ''}"`,
    );
    const values = body.map((row) => `(${row.map((cell) => quote(cell)).join(', ')})`).join(', ');
    const path = join(folder, 'packed.parquet');
    const select =
      values === ''
        ? `select ${names.map((name) => `'' as ${name}`).join(', ')} where false`
        : `from (values ${values}) as t(${names.join(', ')})`;
    try {
      await warehouse.run(`copy (${select}) to ${quote(path)} (format parquet)`);
      return readFileSync(path);
    } catch {
      return Buffer.from(text); // a header that no Parquet file can have
    }
  };
  const database = (text: string): Uint8Array => {
    const [header, ...body] = tableOf(text);
    const made = new sqlite.Database();
    try {
      const names = header!.map(
        (name, index) => `"${name.replaceAll('"', '')}${header!.indexOf(name) < index ? index : ''}"`,
      );
      made.run(`create table tickets (${names.join(', ')})`);
      for (const row of body) made.run(`insert into tickets values (${row.map(() => '?').join(', ')})`, row);
      return made.export();
    } catch {
      return Buffer.from(text);
    } finally {
      made.close();
    }
  };
  const query =
    'version: 1\nsources:\n  - { files: "exports/fuzz*", table: tickets, query: "select rowid as row_id, * from tickets" }\n';
  return [
    { ...load('Parquet', 'tickets.parquet', ticketTable), pack: parquet },
    { ...load('Parquet', 'uptime_samples.parquet', sampleTable), pack: parquet },
    { ...load('SQLite', 'fuzz.db', ticketTable, query), pack: database },
    {
      ...load('XLSX', 'tickets.xlsx', sheetOf(ticketTable)),
      pack: (text) => zipSync({ ...workbookParts, 'xl/worksheets/sheet1.xml': strToU8(text) }),
    },
  ];
}

function sheetOf(text: string): string {
  const body = tableOf(text).map(
    (row, y) =>
      `<row r="${y + 1}">${row.map((cell, x) => `<c r="${String.fromCharCode(65 + x)}${y + 1}" t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`,
  );
  return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>\n${body.join('\n')}\n</sheetData></worksheet>`;
}

const office = 'http://schemas.openxmlformats.org';
const workbookParts = {
  '[Content_Types].xml': strToU8(
    `<Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
  ),
  'xl/workbook.xml': strToU8(
    `<workbook xmlns="${office}/spreadsheetml/2006/main" xmlns:r="${office}/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ),
  'xl/_rels/workbook.xml.rels': strToU8(
    `<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  ),
};

const objections = `version: 1
objections:
  - id: OBJ-1
    period: 2026-10
    about: { ticket: INC-2026-001649 }
    received_at: "2026-11-05T10:00:00+09:00"
    by: 髙木 由紀子
    text: { ja: 復旧時刻が違います, en: The time of restoration is another one }
acceptances: []
`;

function agreementBases(): Base[] {
  const files = ['contract.yaml', 'exclusions.yaml', 'commentary/2026-10.yaml', 'calendars/sg-2026.csv'];
  const sample = join(packageRoot(), 'fixtures/sample');
  const base = (file: string, text: string): Base => ({ kind: 'YAML', readBy: 'agreement', file, text, pack: asText });
  return [
    ...files.map((file) => base(file, readFileSync(join(sample, file), 'utf8'))),
    base('contract.yaml', readFileSync(join(sample, 'contract.yaml'), 'utf8')),
    base('objections.yaml', objections),
    base(
      'sources.yaml',
      `${epochSources}  - { files: "exports/z*.json", format: zabbix, zone: Asia/Tokyo }\n  - files: "exports/**/t*.csv"\n    table: tickets\n    values: { severity: { P1: critical, P2: high } }\n`,
    ),
  ];
}

/** A small report of October, issued and signed, in a workspace that keeps its reports and its agreement alone. */
async function issueReport(folder: string): Promise<string> {
  const workspace = join(folder, 'issued');
  cpSync(join(packageRoot(), 'fixtures/scenarios/by-hand'), workspace, { recursive: true });
  const sla = (...args: string[]): void => {
    execFileSync(process.execPath, [join(packageRoot(), '.build/pipelines/cli.js'), ...args], {
      stdio: 'ignore',
      cwd: workspace,
    });
  };
  sla('issue', '2026-10', '--by', '山田太郎', '--at', '2026-11-02', '--workspace', workspace, '--lang', 'en');
  const { keyPem, certificatePem } = await makeKey('Fuzz');
  writeFileSync(join(folder, 'key.pem'), keyPem + certificatePem, { mode: 0o600 });
  sla('sign', join(workspace, 'reports/2026-10/monthly.en.pdf'), '--key', join(folder, 'key.pem'));
  for (const name of readdirSync(workspace))
    if (/^(exports$|warehouse)/.test(name)) rmSync(join(workspace, name), { recursive: true });
  mkdirSync(join(workspace, 'exports'));
  return workspace;
}

function issuedBases(workspace: string): Base[] {
  const base = (kind: string, file: string): Base => {
    const path = `reports/2026-10/${file}`;
    const coding = kind === 'manifest' ? 'utf8' : 'latin1';
    return {
      kind,
      readBy: 'verify',
      file: path,
      text: readFileSync(join(workspace, path), coding),
      pack: (text) => Buffer.from(text, coding),
    };
  };
  return [base('manifest', 'manifest.json'), base('PDF', 'monthly.en.pdf'), base('PDF', 'monthly.en.signed.pdf')];
}
