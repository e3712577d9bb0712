/** What a quarter may lack: each gap is named by the checks and in the PDF; nothing is blank, NaN or divided by zero. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { writeQuarterly } from '../../pipelines/run/writeQuarterly.ts';
import { generatedExports, type ReviewWorkspace, reviewWorkspace, termsFrom } from '../support/reviewWorkspace.ts';
import { readPdf } from '../templates/readPdf.ts';

const all = generatedExports(7);

/** The exports without the rows that begin in these months (as UTC dates tell). */
function without(files: Record<string, string>, months: string[], only?: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).map(([file, text]) => {
      if (only && !file.includes(only)) return [file, text];
      const lines = text.split('\n').filter((line) => !months.some((month) => firstInstant(line).startsWith(month)));
      return [file, lines.join('\n')];
    }),
  );
}

/** The instant that opens a row's span; the header has none. */
function firstInstant(line: string): string {
  return /\d{4}-\d{2}-\d{2}T[\d:]+Z/.exec(line)?.[0] ?? '';
}

/** Exports whose states have nothing between two instants: each one that reaches into the gap ends where it begins. */
function statesWithout(from: string, until: string): Record<string, string> {
  const file = 'exports/uptime_states.csv';
  const kept = all[file]!.split('\n').flatMap((line) => {
    const [service, begins = '', ends = '', ...rest] = line.split(',');
    if (firstInstant(line) === '') return [line];
    return [
      ...(begins < from ? [[service, begins, ends < from ? ends : from, ...rest].join(',')] : []),
      ...(ends > until ? [[service, begins > until ? begins : until, ends, ...rest].join(',')] : []),
    ];
  });
  return { ...all, [file]: kept.join('\n') };
}

interface Gap {
  name: string;
  workspace: ReviewWorkspace;
  check: string;
  severity: 'warn' | 'note';
  prints: RegExp;
}

const kpi = (name: string, from = '2026-04-01') => ({
  effective_from: from,
  targets: { [name]: { target: 95, direction: 'higher' } },
});
const commentary = (text: string): Record<string, string> => ({
  ...all,
  'commentary/2026-Q3.yaml': `version: 1\n${text}`,
});

const gaps: Gap[] = [
  {
    name: 'a KPI target without data',
    workspace: {
      files: Object.fromEntries(Object.entries(all).filter(([file]) => !file.includes('backups'))),
      contract: { kpis: [kpi('backup_success')] },
    },
    check: 'review__kpi_targets_have_data',
    severity: 'warn',
    prints: /KPIs with a target but without data: Backup success/,
  },
  {
    name: 'a target of a KPI that does not exist',
    workspace: { files: all, contract: { kpis: [kpi('attainment_critcal_respond')] } },
    check: 'review__kpi_targets_have_data',
    severity: 'warn',
    prints: /attainment_critcal_respond \(no such KPI\)/,
  },
  {
    name: 'terms that change inside the quarter',
    workspace: { files: all, contract: { terms: [termsFrom('2026-08-10', 99.5)] } },
    check: 'review__terms_hold_throughout',
    severity: 'note',
    prints: /terms of the agreement changed on 10 Aug 2026/,
  },
  {
    name: 'KPI targets that change inside the quarter',
    workspace: { files: all, contract: { kpis: [kpi('change_success'), kpi('change_success', '2026-08-01')] } },
    check: 'review__terms_hold_throughout',
    severity: 'note',
    prints: /Change success/,
  },
  {
    name: 'an action without owner',
    workspace: { files: commentary('actions:\n  - { title: Mend the roof, due: 2026-12-01, status: open }\n') },
    check: 'review__actions_have_an_owner',
    severity: 'warn',
    prints: /Mend the roof[\s\S]*Not yet written/,
  },
  {
    name: 'an earlier action that nobody follows up',
    workspace: {
      files: {
        ...all,
        'commentary/2026-Q2.yaml':
          'version: 1\nactions:\n  - { title: Mend the roof, owner: A, due: 2026-08-01, status: open }\n',
      },
    },
    check: 'review__earlier_actions_are_followed_up',
    severity: 'warn',
    prints: /Mend the roof[\s\S]*No report/,
  },
  {
    name: 'a breach without countermeasure',
    workspace: { files: all },
    check: 'breaches__have_countermeasures',
    severity: 'warn',
    prints: /Not yet written/,
  },
  {
    name: 'a month without any ticket',
    workspace: { files: without(all, ['2026-08'], 'ticket') },
    check: 'review__months_have_tickets',
    severity: 'note',
    prints: /not a single ticket in August 2026/,
  },
];

test.each(gaps)('$name', async ({ workspace, check, severity, prints }) => {
  const { text, checks } = await written(reviewWorkspace(workspace));
  expect(checks.find(({ name }) => name === check)?.severity).toBe(severity);
  expect(text).toMatch(prints);
  expect(text).not.toMatch(/NaN|undefined|Infinity|\[object/);
});

test('a month without monitoring: availability is that of the other months, and says so', async () => {
  // August in Tokyo.
  const files = statesWithout('2026-07-31T15:00:00Z', '2026-08-31T15:00:00Z');
  const { text, checks } = await written(reviewWorkspace({ files }));
  expect(checks.find(({ name }) => name === 'review__months_are_monitored')?.severity).toBe('warn');
  expect(text).toMatch(/There is no monitoring for August 2026/);
  expect(text).not.toMatch(/NaN|undefined|Infinity/);
});

test('a quarter with a missing month is that of its other months, and says so', async () => {
  // May to August only: the quarter that is reported lacks September, the one before it lacks April.
  const cut = (file: string): string => {
    const limit = '2026-08-31T15';
    const first = '2026-04-30T15';
    return all[file]!.split('\n')
      .filter((line) => firstInstant(line) === '' || (firstInstant(line) < limit && firstInstant(line) >= first))
      .map((line) =>
        line.replace(/(\d{4}-\d{2}-\d{2}T[\d:]+Z)/g, (instant) =>
          instant > '2026-08-31T14:59:59Z' ? '2026-08-31T14:59:59Z' : instant,
        ),
      )
      .join('\n');
  };
  const files = Object.fromEntries(Object.keys(all).map((file) => [file, cut(file)]));
  const { text, checks } = await written(reviewWorkspace({ files }));
  expect(checks.find(({ name }) => name === 'review__months_are_loaded')?.severity).toBe('warn');
  expect(text).toMatch(/There is no data for September 2026/);
  expect(text).toMatch(/April–June 2026 has data of 2 months only/);
  expect(text).not.toMatch(/NaN|undefined|Infinity/);
});

test('nothing found says so: no actions, no repeats, no proposals, no downtime', async () => {
  const files = {
    'exports/tickets.csv':
      'ticket_id,type,service_id,severity,opened_at,responded_at,restored_at,resolved_at\nT-1,incident,web,low,2026-08-03T01:00:00Z,2026-08-03T01:05:00Z,2026-08-03T02:00:00Z,2026-08-03T02:00:00Z\n',
    'exports/uptime_states.csv':
      'service_id,started_at,ended_at,state\nweb,2026-06-30T15:00:00Z,2026-09-30T15:00:00Z,up\ndb,2026-06-30T15:00:00Z,2026-09-30T15:00:00Z,up\n',
  };
  const { text, pages } = await written(reviewWorkspace({ files }));
  for (const words of [
    /No actions were agreed/,
    /no downtime and no breach/,
    /Improvement proposals\s*None/,
    /No target was revised/,
  ])
    expect(text).toMatch(words);
  expect(text).not.toMatch(/NaN|undefined|Infinity/);
  expect(pages).toBeLessThan(20);
});

async function written(
  workspace: string,
): Promise<{ text: string; pages: number; checks: { name: string; severity: string }[] }> {
  const request = {
    workspace,
    period: '2026-Q3',
    asOf: null,
    now: Date.UTC(2026, 10, 15) / 1000,
    out: null,
    language: 'en' as const,
    charts: false,
  };
  const { run, pdfs, pages } = await writeQuarterly(request);
  const facts = await readPdf(readFileSync(pdfs[0]!));
  return {
    text: facts.pages.join('\n'),
    pages,
    checks: run.findings.map(({ check }) => ({ name: check.name, severity: check.severity })),
  };
}
