/** Workspaces for the review: a small agreement, and exports made from a seed or by hand. */
import { join } from 'node:path';
import { stringify } from 'yaml';
import { temporaryFolder, writeFiles } from './workspace.ts';

export interface ReviewWorkspace {
  /** Further keys of contract.yaml; `terms` are added after the first. */
  contract?: { terms?: object[]; kpis?: object[]; review?: object };
  /** By path below the workspace. */
  files: Record<string, string>;
}

const week = {
  mon: ['09:00-18:00'],
  tue: ['09:00-18:00'],
  wed: ['09:00-18:00'],
  thu: ['09:00-18:00'],
  fri: ['09:00-18:00'],
};
const name = (text: string) => ({ ja: text, en: text });

/** Terms like those of the product's agreement, from a date on. */
export const termsFrom = (effectiveFrom: string, target = 99.9) => ({
  effective_from: effectiveFrom,
  availability: {
    target,
    maintenance: 'excluded',
    unknown: 'excluded',
    max_gap: 3,
    minimum_outage: 'PT0S',
    overall: 'pooled',
  },
  maintenance: [
    {
      id: 'regular',
      rrule: 'FREQ=MONTHLY;BYDAY=+3SA',
      start: '00:00',
      duration: 'PT4H',
      timezone: 'Asia/Tokyo',
      services: '*',
    },
  ],
  severities: {
    critical: { respond: { within: 'PT1H', clock: 'always' }, restore: { within: 'PT4H', clock: 'always' } },
    high: { respond: { within: 'PT2H', clock: 'always' }, restore: { within: '1 business day' } },
    low: {},
  },
  policies: {
    business_day: 'end-of-day',
    received: 'immediate',
    severity_change: 'final',
    reopen: { mode: 'continue', within: 'P7D' },
    pause_reasons: ['client'],
    attribution: 'decided',
  },
});

/** Writes a workspace into a folder, by default one of its own, which is removed when the test is over. */
export function reviewWorkspace({ contract = {}, files }: ReviewWorkspace, folder = temporaryFolder()): string {
  const { terms = [], ...others } = contract;
  writeFiles(folder, {
    'contract.yaml': stringify({
      version: 1,
      provider: { name: name('Provider') },
      client: { id: 'q', name: name('Client') },
      timezone: 'Asia/Tokyo',
      language: 'en',
      sites: [{ id: 'tokyo', name: name('Tokyo'), calendar: 'jp' }],
      calendars: { jp: { timezone: 'Asia/Tokyo', weekly: week, day_length: 'PT9H', holidays: [{ preset: 'jp' }] } },
      services: ['web', 'db'].map((id) => ({
        id,
        name: name(id),
        category: 'application',
        site: 'tokyo',
        check_interval: 'PT1M',
      })),
      terms: [termsFrom('2026-04-01'), ...terms],
      ...others,
    }),
    'sources.yaml': 'version: 1\nsources: []\n',
    ...Object.fromEntries(Object.entries(files).map(([file, text]) => [join(file), text])),
  });
  return folder;
}

/** Six months of exports, April to September, the same for the same seed: much of it across the ends of months. */
export function generatedExports(seed: number): Record<string, string> {
  const random = randomOf(seed);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  const from = Date.UTC(2026, 2, 31, 15) / 1000;
  const until = Date.UTC(2026, 8, 30, 15) / 1000;
  const somewhen = () => from + Math.floor(random() * (until - from));
  const iso = (at: number) => new Date(at * 1000).toISOString().replace('.000', '');
  const tickets = [
    'ticket_id,type,service_id,site_id,severity,title,category,status,opened_at,responded_at,restored_at,resolved_at',
  ];
  const events = ['ticket_id,at,event,value,actor'];
  for (let number = 0; number < 400; number += 1) {
    const id = `T-${number}`;
    const opened = somewhen();
    const responded = opened + Math.floor(random() * 9000);
    const restored = responded + Math.floor(random() * random() * 20 * 86_400);
    const stands = restored < until;
    const status = random() < 0.03 ? 'cancelled' : stands ? 'closed' : 'open';
    tickets.push(
      [
        id,
        pick(['incident', 'incident', 'incident', 'request']),
        pick(['web', 'db']),
        'tokyo',
        pick(['critical', 'high', 'low']),
        id,
        pick(['batch', 'disk', 'network']),
        status,
        iso(opened),
        responded < until ? iso(responded) : '',
        stands ? iso(restored) : '',
        stands ? iso(restored) : '',
      ].join(','),
    );
    if (random() < 0.3)
      events.push(`${id},${iso(Math.min(until - 1, responded + 60))},escalated,${pick(['L2', 'L3', 'manager'])},x`);
    if (random() < 0.1) events.push(`${id},${iso(Math.min(until - 1, responded + 50 * 86_400))},escalated,L2,x`);
  }
  const states = ['service_id,started_at,ended_at,state,reason'];
  for (const service of ['web', 'db']) {
    let at = from;
    while (at < until) {
      const upUntil = Math.min(until, at + Math.floor(random() * 12 * 86_400));
      const downUntil = Math.min(until, upUntil + Math.floor(random() * 40_000));
      states.push(
        `${service},${iso(at)},${iso(upUntil)},up,`,
        `${service},${iso(upUntil)},${iso(downUntil)},${pick(['down', 'down', 'unknown'])},`,
      );
      at = downUntil + 1;
    }
  }
  const changes = [
    'change_id,service_id,title,kind,planned_start_at,planned_end_at,actual_start_at,actual_end_at,outcome,approved_by',
  ];
  const problems = [
    'problem_id,service_id,title,opened_at,root_cause_at,resolved_at,status,known_error,related_tickets',
  ];
  const patches = ['asset_id,service_id,severity,released_at,due_at,applied_at'];
  const backups = ['job_id,service_id,started_at,ended_at,outcome,bytes'];
  for (let number = 0; number < 60; number += 1) {
    const at = somewhen();
    changes.push(
      `C-${number},web,c,${pick(['standard', 'normal', 'emergency'])},${iso(at)},${iso(at + 3600)},${iso(at)},${iso(at + 4000)},${pick(['success', 'failed', 'rolled-back', 'cancelled'])},x`,
    );
    const cause = at + Math.floor(random() * 60 * 86_400);
    problems.push(
      `P-${number},db,p,${iso(at)},${cause < until ? iso(cause) : ''},${random() < 0.5 && cause < until ? iso(cause + 60) : ''},open,false,T-${number * 3};T-${number * 3 + 1}`,
    );
    patches.push(
      `A-${number},web,${pick(['critical', 'high'])},${iso(at - 86_400 * 20)},${iso(at)},${random() < 0.9 ? iso(at + Math.floor((random() - 0.7) * 86_400 * 20)) : ''}`,
    );
    backups.push(`B-${number},db,${iso(at)},${iso(at + 60)},${pick(['success', 'success', 'failed'])},1`);
  }
  const file = (rows: string[]) => `${rows.join('\n')}\n`;
  return {
    'exports/tickets.csv': file(tickets),
    'exports/ticket_events.csv': file(events),
    'exports/uptime_states.csv': file(states),
    'exports/changes.csv': file(changes),
    'exports/problems.csv': file(problems),
    'exports/patches.csv': file(patches),
    'exports/backups.csv': file(backups),
  };
}

/** A small generator of numbers from 0 to 1 (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
