/** Files as systems write them, and what happens to files on their way: the same seed gives the same cases. */
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';

export interface FuzzCase {
  /** Below exports/. */
  file: string;
  bytes: Uint8Array;
  /** sources.yaml, where the file needs an entry. */
  sources?: string;
  /** What was done to it. */
  steps: string[];
}

/** Numbers below 1 from a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const day = (n: number): string => `2026-10-${String(1 + (n % 28)).padStart(2, '0')}`;
const rows = (count: number, row: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => row(n)).join('\n');
const tickets = `ticket_id,type,service_id,severity,title,opened_at,resolved_at\n${rows(12, (n) => `T-${n},incident,sap,high,"Mail, ""slow"" ${n}",${day(n)}T09:00:00+09:00,${day(n)}T1${n % 10}:00:00+09:00`)}\n`;
const samples = `service_id,checked_at,state,latency_ms,location\n${rows(40, (n) => `sap,${day(0)}T00:${String(n).padStart(2, '0')}:00Z,${n % 7 === 0 ? 'down' : 'up'},${n},tokyo`)}\n`;
const objects = Array.from({ length: 8 }, (_, n) => ({
  ticket_id: `T-${n}`,
  severity: 'high',
  title: `日本 ${n}`,
  opened_at: `${day(n)}T09:00:00Z`,
}));
const preset = (format: string, more = ''): string =>
  `version: 1\nsources:\n  - { files: "exports/**", format: ${format}${more} }\n`;
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
const states = `service_id,started_at,ended_at,state,reason\n${rows(6, (n) => `sap,${day(n)}T00:00:00Z,${day(n)}T01:00:00Z,down,"line\n${n}"`)}\n`;
const epochs = `id,at\n${rows(8, (n) => `${n},${1_790_812_800 + n * 3600}`)}\n`;
const epochSources =
  'version: 1\nsources:\n  - { files: "exports/**", table: tickets, columns: { ticket_id: id, opened_at: { from: at, epoch: s } } }\n';

interface Base {
  file: string;
  text: string;
  sources?: string;
}

const bases: Base[] = [
  { file: 'tickets.csv', text: tickets },
  { file: 'uptime_samples.csv', text: samples },
  { file: 'uptime_states.csv', text: states },
  { file: 'tickets.json', text: JSON.stringify(objects, null, 1) },
  { file: 'tickets.ndjson', text: objects.map((each) => JSON.stringify(each)).join('\n') },
  { file: 'calendar.ics', text: ics, sources: preset('icalendar') },
  { file: 'log.xes', text: xes, sources: preset('xes') },
  { file: 'zabbix.json', text: zabbix, sources: preset('zabbix') },
  { file: 'epochs.csv', text: epochs, sources: epochSources },
];

/** Cells that programs, people and attackers put where others are expected. */
const cells = [
  '',
  '0',
  '-1',
  '1e308',
  'NaN',
  'Infinity',
  '99999999999999999999',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '-000001-01-01T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '2026-13-45',
  '=cmd()',
  "'; drop table x; --",
  '\0',
  '\\u0000',
  '"',
  '""',
  '\r',
  '\n',
  '\uFEFF',
  '\uD800',
  '\u202E',
  '💥',
  '\u001b[2J',
  '__proto__',
  '../../etc/passwd',
  '%s%n',
  '[]',
  '{}',
  'null',
  'true',
  'x'.repeat(3000),
  'Ｔ－１',
  'INTERVAL=0',
];

type Random = () => number;
const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

/** What is done to the text: each names itself and gives another text. */
const mutations: Record<string, (text: string, random: Random) => string> = {
  'another cell': (text, random) => replaceToken(text, pick(random, cells), random),
  'a line twice': (text, random) => edited(text, random, (line) => [line, line]),
  'a line gone': (text, random) => edited(text, random, () => []),
  'a line cut': (text, random) => edited(text, random, (line) => [line.slice(0, Math.floor(random() * line.length))]),
  'lines in another order': (text, random) =>
    text
      .split('\n')
      .sort(() => random() - 0.5)
      .join('\n'),
  'cut off': (text, random) => text.slice(0, Math.floor(random() * text.length)),
  'a stray character': (text, random) => inserted(text, pick(random, cells), random),
  'a delimiter': (text, random) =>
    inserted(text, pick(random, [',', ';', '\t', '"', '[', ']', '{', '}', ':', '<', '>', '&']), random),
  'other line ends': (text) => text.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n'),
  'a mark at the beginning': (text) => `\uFEFF${text}`,
  'a number out of range': (text, random) =>
    text.replace(/\d{4,}/, pick(random, ['0', '99999999999999999999', '1e99', '-1'])),
};

function replaceToken(text: string, cell: string, random: Random): string {
  const tokens = [...text.matchAll(/[\w:+.-]+/g)];
  if (tokens.length === 0) return cell;
  const { 0: token, index } = pick(random, tokens);
  return text.slice(0, index) + cell + text.slice(index! + token.length);
}

function edited(text: string, random: Random, edit: (line: string) => string[]): string {
  const lines = text.split('\n');
  const at = Math.floor(random() * lines.length);
  return [...lines.slice(0, at), ...edit(lines[at]!), ...lines.slice(at + 1)].join('\n');
}

function inserted(text: string, what: string, random: Random): string {
  const at = Math.floor(random() * (text.length + 1));
  return text.slice(0, at) + what + text.slice(at);
}

/** How the text becomes bytes; damage to packed files is done to the bytes. */
const wraps: Record<string, (text: string, file: string) => { file: string; bytes: Uint8Array }> = {
  plain: (text, file) => ({ file, bytes: Buffer.from(text) }),
  'as latin1': (text, file) => ({ file, bytes: Buffer.from(text, 'latin1') }),
  'as UTF-16': (text, file) => ({ file, bytes: Buffer.from(`\uFEFF${text}`, 'utf16le') }),
  gzip: (text, file) => ({ file: `${file}.gz`, bytes: gzipSync(text) }),
  zip: (text, file) => ({ file: `${file.replace(/\.\w+$/, '')}.zip`, bytes: zipSync({ [file]: strToU8(text) }) }),
};

/** One case: a base, up to three mutations, and sometimes another wrapping or a flipped byte. */
export function mutate(random: Random): FuzzCase {
  const base = pick(random, bases);
  const steps: string[] = [];
  let text = base.text;
  for (let count = Math.floor(random() * 3); count >= 0; count -= 1) {
    const name = pick(random, Object.keys(mutations));
    text = mutations[name]!(text, random);
    steps.push(name);
  }
  const wrap = random() < 0.7 ? 'plain' : pick(random, Object.keys(wraps));
  const { file, bytes } = wraps[wrap]!(text, base.file);
  if (wrap !== 'plain') steps.push(wrap);
  const flipped = Uint8Array.from(bytes);
  if (random() < 0.15 && flipped.length > 0) {
    flipped[Math.floor(random() * flipped.length)]! ^= 1 << Math.floor(random() * 8);
    steps.push('a flipped bit');
  }
  return { file, bytes: flipped, steps, ...(base.sources ? { sources: base.sources } : {}) };
}
