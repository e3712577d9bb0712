/** Exports as strangers write them, made from a seed, with the instants that they hold. */

import { execFileSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';

export interface Mutation {
  file: string;
  content: Uint8Array;
  table: 'tickets' | 'uptime_samples' | 'uptime_states';
  /** The opening instant of every row that can be read, as ISO 8601 in UTC; wall clocks hang in Tokyo. */
  instants: string[];
  /** Rows that nobody can read. */
  broken: number;
  edges: string[];
}

/** What is odd about a mutation, for messages. */
export function explainMutation({ table, edges, file }: Mutation): string {
  return `${file}: ${table.replace('uptime_', '')}, ${edges.join(', ')}`;
}

type Random = <T>(choices: readonly T[]) => T;

/** A linear congruential generator (Numerical Recipes): the same seed makes the same file everywhere. */
function randomOf(seed: number): { pick: Random; chance: (share: number) => boolean; int: (below: number) => number } {
  let state = (seed * 2654435761 + 12345) >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  for (let n = 0; n < 5; n += 1) next();
  const int = (below: number): number => Math.floor(next() * below);
  return { pick: (choices) => choices[int(choices.length)]!, chance: (share) => next() < share, int };
}

const spellings = {
  ticket_id: ['ticket_id', 'Ticket ID', 'ticketId', 'TICKET-ID', 'Number', 'Ticket No.', '管理番号', '#', 'Issue key'],
  opened_at: [
    'opened_at',
    'Opened At',
    'openedAt',
    'Created',
    'created-at',
    'Created Date',
    '受付日時',
    '作成日時',
    'sys_created_on',
  ],
  resolved_at: ['resolved_at', 'Resolved', 'resolvedAt', 'Resolution Date', '解決日時'],
  severity: ['severity', 'Priority', 'PRIORITY', '優先度'],
  title: ['title', 'Short description', 'short_description', 'Summary', '件名'],
  service_id: ['service_id', 'Service', 'serviceId', '対象システム', 'Configuration item'],
  checked_at: ['checked_at', 'timestamp', 'Timestamp (UTC)', 'checkedAt', 'time', '日時'],
  state: ['state', 'is_up', 'Status', 'isUp', '状態'],
  monitor: ['service_id', 'monitor', 'name', 'Host', 'url', '監視対象'],
  started_at: ['started_at', 'Start', 'start_time', 'Down at', '障害発生日時', 'startedAt'],
  ended_at: ['ended_at', 'End', 'end_time', 'Up at', '復旧日時', 'endedAt'],
} as const;

/** Ways to write an instant: by the parts of its wall clock in Tokyo, or of UTC where it says so. */
const pad = (value: number): string => String(value).padStart(2, '0');
type Clock = { y: number; M: number; d: number; h: number; m: number; s: number };
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const forms: { name: string; hasSeconds: boolean; write: (local: Clock, epoch: number) => string; isJson?: boolean }[] =
  [
    {
      name: 'iso offset',
      hasSeconds: true,
      write: (c) => `${c.y}-${pad(c.M)}-${pad(c.d)}T${pad(c.h)}:${pad(c.m)}:${pad(c.s)}+09:00`,
    },
    {
      name: 'iso utc',
      hasSeconds: true,
      write: (_, epoch) => new Date(epoch * 1000).toISOString().replace('.000Z', 'Z'),
    },
    {
      name: 'iso local',
      hasSeconds: true,
      write: (c) => `${c.y}-${pad(c.M)}-${pad(c.d)} ${pad(c.h)}:${pad(c.m)}:${pad(c.s)}`,
    },
    { name: 'slashes', hasSeconds: false, write: (c) => `${c.y}/${pad(c.M)}/${pad(c.d)} ${pad(c.h)}:${pad(c.m)}` },
    {
      name: 'slashes with seconds',
      hasSeconds: true,
      write: (c) => `${c.y}/${c.M}/${c.d} ${c.h}:${pad(c.m)}:${pad(c.s)}`,
    },
    { name: 'ambiguous d/M/yyyy', hasSeconds: false, write: (c) => `${c.d}/${c.M}/${c.y} ${pad(c.h)}:${pad(c.m)}` },
    {
      name: 'ambiguous M/d/yyyy pm',
      hasSeconds: false,
      write: (c) => `${c.M}/${c.d}/${c.y} ${c.h % 12 || 12}:${pad(c.m)} ${c.h < 12 ? 'AM' : 'PM'}`,
    },
    {
      name: 'dotted',
      hasSeconds: true,
      write: (c) => `${pad(c.d)}.${pad(c.M)}.${c.y} ${pad(c.h)}:${pad(c.m)}:${pad(c.s)}`,
    },
    {
      name: 'month names',
      hasSeconds: false,
      write: (c) =>
        `${pad(c.d)}/${months[c.M - 1]}/${String(c.y).slice(2)} ${c.h % 12 || 12}:${pad(c.m)} ${c.h < 12 ? 'AM' : 'PM'}`,
    },
    { name: 'kanji', hasSeconds: false, write: (c) => `${c.y}年${c.M}月${c.d}日 ${pad(c.h)}:${pad(c.m)}` },
    { name: 'epoch', hasSeconds: true, write: (_, epoch) => String(epoch) },
    { name: 'epoch ms', hasSeconds: true, write: (_, epoch) => `${epoch}000` },
  ];

/** The export of a seed. */
export function mutationOf(seed: number): Mutation {
  const random = randomOf(seed);
  const { pick, chance, int } = random;
  const table = (['tickets', 'uptime_samples', 'uptime_states'] as const)[seed % 3]!;
  const form = pick(forms);
  const edges: string[] = [form.name];
  const n = 3 + int(25);
  const start = Date.UTC(2026, 9, 1) / 1000;
  const times = Array.from({ length: n }, (_, index) => {
    const at =
      start +
      (table === 'uptime_samples' ? index * 60 : int(30 * 1440) * 60) +
      (form.hasSeconds && table === 'tickets' ? int(60) : 0);
    return at;
  });
  const write = (epoch: number): string => {
    const local = new Date((epoch + 9 * 3600) * 1000);
    return form.write(
      {
        y: local.getUTCFullYear(),
        M: local.getUTCMonth() + 1,
        d: local.getUTCDate(),
        h: local.getUTCHours(),
        m: local.getUTCMinutes(),
        s: local.getUTCSeconds(),
      },
      epoch,
    );
  };
  const nulls = chance(0.2) && table === 'tickets' ? pick(['-', 'N/A', 'なし']) : '';
  if (nulls) edges.push('nulls');
  const [header, rows] = rowsOf(table, times, write, nulls, random, edges);
  const instants = times.map((epoch) => new Date(epoch * 1000).toISOString().replace('.000Z', 'Z'));
  const name = { tickets: 'export', uptime_samples: 'log', uptime_states: 'outages' }[table];
  if (chance(0.25)) return asJson(name, table, header, rows, instants, random, edges);
  return asCsv(name, table, header, rows, instants, random, edges);
}

function rowsOf(
  table: Mutation['table'],
  times: number[],
  write: (epoch: number) => string,
  nulls: string,
  { pick, chance, int }: ReturnType<typeof randomOf>,
  edges: string[],
): [string[], string[][]] {
  const name = (key: keyof typeof spellings): string => pick(spellings[key]);
  if (table === 'uptime_samples') {
    const states = pick([
      ['1', '0'],
      ['up', 'down'],
      ['True', 'False'],
      ['OK', 'CRITICAL'],
      ['正常', '異常'],
    ] as const);
    const host = pick(['web', 'ERP (prod)', 'https://example.com/']);
    return [
      [name('checked_at'), name('monitor'), name('state')],
      times.map((at) => [write(at), host, chance(0.8) ? states[0] : states[1]]),
    ];
  }
  if (table === 'uptime_states') {
    return [
      [name('monitor'), name('started_at'), name('ended_at')],
      times.map((at) => [pick(['web', 'db']), write(at), write(at + 60 + int(100) * 60)]),
    ];
  }
  const severities = pick([
    ['High', 'Low'],
    ['1 - Critical', '3 - Medium'],
    ['P1', 'P2'],
    ['高', '低'],
  ] as const);
  const isRepeated = chance(0.15);
  if (isRepeated) edges.push('repeated ids');
  return [
    [name('ticket_id'), name('title'), name('severity'), name('service_id'), name('opened_at'), name('resolved_at')],
    times
      .map((at, index) => [
        `T-${index}`,
        pick(['VPN down', 'メール不達', 'a title']),
        pick(severities),
        pick(['erp', 'CRM', 'ERP (prod)']),
        write(at),
        chance(0.3) ? nulls : write(at + 3600),
      ])
      .flatMap((row, index) => (isRepeated && index === 0 ? [row] : [row])),
  ];
}

function asCsv(
  name: string,
  table: Mutation['table'],
  header: string[],
  rows: string[][],
  instants: string[],
  { pick, chance, int }: ReturnType<typeof randomOf>,
  edges: string[],
): Mutation {
  const delimiter = pick([',', ',', ';', '\t'] as const);
  if (delimiter === ';') edges.push('semicolon');
  const quoted = (cell: string): string =>
    cell.includes(delimiter) || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell;
  const lines = rows.map((row) => row.map(quoted).join(delimiter));
  const kept = [...instants];
  let broken = 0;
  if (chance(0.15) && rows.length > 6) {
    edges.push('broken row');
    broken = 1;
    const place = int(rows.length - 2) + 1;
    const spoilt = [...rows[place]!];
    const at = table === 'uptime_samples' ? 0 : table === 'tickets' ? 4 : 1;
    spoilt[at] = '2026-13-45 99:99';
    lines[place] = spoilt.map(quoted).join(delimiter);
    kept.splice(place, 1);
  }
  const hasHeader = !(table === 'uptime_samples' && chance(0.3));
  if (!hasHeader) edges.push('no header');
  if (hasHeader) lines.unshift(header.map(quoted).join(delimiter));
  if (hasHeader && chance(0.15)) {
    edges.push('title rows');
    lines.unshift('Monthly report', '');
  }
  const end = pick(['\n', '\r\n']);
  const text = lines.join(end) + (chance(0.8) ? end : '');
  const encoding = pick(['utf-8', 'utf-8', 'bom', 'utf-16', 'cp932'] as const);
  edges.push(encoding);
  const bytes =
    encoding === 'bom'
      ? Buffer.from(`\uFEFF${text}`)
      : encoding === 'utf-16'
        ? Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
        : encoding === 'cp932'
          ? execFileSync('iconv', ['-f', 'UTF-8', '-t', 'CP932'], { input: text })
          : Buffer.from(text);
  const isPacked = chance(0.1);
  if (isPacked) edges.push('gzip');
  return {
    file: `${name}-2026-10.${delimiter === '\t' ? 'tsv' : 'csv'}${isPacked ? '.gz' : ''}`,
    content: isPacked ? gzipSync(bytes) : bytes,
    table,
    instants: kept,
    broken,
    edges,
  };
}

function asJson(
  name: string,
  table: Mutation['table'],
  header: string[],
  rows: string[][],
  instants: string[],
  { pick }: ReturnType<typeof randomOf>,
  edges: string[],
): Mutation {
  edges.push('json');
  const records = rows.map((row) =>
    Object.fromEntries(row.map((cell, index) => [header[index]!, /^\d{10,13}$/.test(cell) ? Number(cell) : cell])),
  );
  const shape = pick(['array', 'nested', 'lines'] as const);
  edges.push(shape);
  const text =
    shape === 'lines'
      ? records.map((record) => JSON.stringify(record)).join('\n')
      : JSON.stringify(shape === 'array' ? records : { status: 'ok', data: { items: records } });
  return {
    file: `${name}.${shape === 'lines' ? 'ndjson' : 'json'}`,
    content: Buffer.from(text),
    table,
    instants,
    broken: 0,
    edges,
  };
}
