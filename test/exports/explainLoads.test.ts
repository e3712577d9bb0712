/**
 * What explain proposes without a "?" loads, row for row, and says what the file says: held over every fixture, and over
 * generated exports of which every instant is known.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type Explanation, explainFile } from '../../pipelines/exports/explain/explain.ts';
import { openPlaces } from '../../pipelines/exports/explain/propose.ts';
import { explainMutation, type Mutation, mutationOf } from './explainMutations.ts';
import { fixture, type Loaded, load, workspaceOf } from './loading.ts';

const agreement = { services: ['erp', 'crm'], severities: ['critical', 'high', 'medium', 'low'], site: 'tokyo' };

async function explained(name: string, content: string | Uint8Array): Promise<Explanation> {
  const workspace = workspaceOf({ [name]: content });
  return await explainFile(join(workspace, 'exports', name), `exports/${name}`, agreement);
}

/** The answers of somebody who knows the file; null where a "?" asks for more than a word. */
function filledIn(entry: readonly string[]): string | null {
  const text = entry
    .join('\n')
    .replace('zone: "?"', 'zone: Asia/Tokyo')
    .replace('on_reject: "?"', 'on_reject: keep-rest')
    .replace('keep: "?"', 'keep: last')
    .replace('duplicate_headers: "?"', 'duplicate_headers: first')
    .replace('service_id: { value: "?" }', 'service_id: { value: erp }')
    .replace('severity: { value: "?" }', 'severity: { value: high }')
    .replace('state: { value: "?" }', 'state: { value: down }')
    .replace(/^( {4}(severity|type|status|state|service_id): \{.*)$/gm, (line, _, column: string) => {
      const word = { severity: 'high', type: 'incident', status: 'open', state: 'up', service_id: 'erp' }[column]!;
      return line.replaceAll('"?"', word);
    });
  return text.includes('"?"') ? null : text;
}

async function loaded(
  name: string,
  content: string | Uint8Array,
  { entry, services }: Explanation,
): Promise<Loaded | null> {
  const filled = filledIn(entry);
  if (filled === null) return null;
  const ids = services.map(({ id }) => id);
  return await load({ [name]: content }, `version: 1\nsources:\n${filled.replaceAll(/^/gm, '  ')}\n`, [
    ...agreement.services,
    ...ids,
  ]);
}

/** The number of "?" of each fixture: it may only fall. */
const places: Record<string, number> = {
  'backlog.utf8.csv': 1,
  'freshservice.json': 0,
  'glpi.csv': 1,
  'jira-service-management.csv': 1,
  'jira-sla.json': 0,
  'redmine.utf8.csv': 1,
  'servicenow-event-log.csv': 1,
  'servicenow-incident-rest.json': 0,
  'servicenow-incident.csv': 2,
  'servicenow-task-sla.csv': 0,
  'xes.xes': 0,
  'zendesk-metric-events.json': 0,
  'zendesk.json': 0,
  'znuny.csv': 0,
};

describe('every fixture', () => {
  const folder = join(dirname(fileURLToPath(import.meta.url)), 'fixtures');
  test.each(readdirSync(folder).filter((file) => existsSync(join(folder, file)) && /\.\w+$/.test(file)))(
    '%s',
    async (file) => {
      const content = fixture(file);
      const explanation = await explained(file, content);
      const text = explanation.entry.join('\n');
      expect(text).not.toContain('undefined');
      expect(openPlaces(explanation.entry), text).toBe(places[file]);
      const result = await loaded(file, content, explanation);
      expect(result, 'every "?" is answered by a word').not.toBeNull();
      const rejects = await result!.rejects();
      if (!text.includes('on_reject: "?"')) expect(rejects).toEqual([]);
      else expect(rejects.length).toBeGreaterThan(0);
      expect(result!.report.loaded.reduce((sum, { rows }) => sum + rows, 0)).toBeGreaterThan(0);
    },
  );
});

/** Enough for every edge of the generator to meet most others. */
const mutations = 200;

describe('generated exports', () => {
  test.each(Array.from({ length: 20 }, (_, part) => part))(
    'part %i: nothing is lost, and nothing is read otherwise',
    { timeout: 600_000 },
    async (part) => {
      for (let seed = part; seed < mutations; seed += 20) await holds(mutationOf(seed));
    },
  );

  test('they meet the edges that they are made for', () => {
    const kinds = Array.from({ length: mutations }, (_, seed) => explainMutation(mutationOf(seed))).join('\n');
    for (const edge of [
      'title rows',
      'no header',
      'cp932',
      'semicolon',
      'broken row',
      'nulls',
      'epoch',
      'ambiguous',
      'repeated ids',
      'json',
      'nested',
      'samples',
      'states',
      'tickets',
    ])
      expect(kinds).toContain(edge);
  });
});

async function holds(mutation: Mutation): Promise<void> {
  const { file, content, table, instants, broken } = mutation;
  const explanation = await explained(file, content);
  const text = explanation.entry.join('\n');
  const about = `${explainMutation(mutation)}\n${text}\n${explanation.unsure.join('\n')}\n${Buffer.from(content).toString('utf8').slice(0, 600)}`;
  expect(text, about).not.toContain('undefined');
  expect(explanation.entry.length, about).toBeGreaterThan(0);
  expect(text, about).toContain(`table: ${table}`);
  const result = await loaded(file, content, explanation);
  if (result === null) return;
  const column = { tickets: 'opened_at', uptime_samples: 'first_at', uptime_states: 'started_at' }[table];
  const rejected = (await result.rejects()).length;
  if (!text.includes('on_reject: "?"')) expect(rejected, about).toBe(0);
  if (broken === 0) expect(text, about).not.toContain('on_reject');
  else expect(rejected, about).toBeGreaterThan(0);
  const rows = await result.rows(table === 'uptime_samples' ? 'uptime_runs' : table);
  if (table === 'uptime_samples') {
    const samples = rows.reduce((sum, row) => sum + Number(row['samples']), 0);
    expect(samples, about).toBe(instants.length);
    expect(Math.min(...rows.map((row) => Number(row['first_at']))), about).toBe(
      Math.min(...instants.map((iso) => Date.parse(iso) / 1000)),
    );
  } else expect(rows.map((row) => row[column]).sort(), about).toEqual([...instants].sort());
}

test('the fixtures that are counted are those that are there', () => {
  const folder = join(dirname(fileURLToPath(import.meta.url)), 'fixtures');
  expect(
    readdirSync(folder)
      .filter((file) => /\.\w+$/.test(file))
      .sort(),
  ).toEqual(Object.keys(places).sort());
  expect(readFileSync(join(folder, 'glpi.csv')).length).toBeGreaterThan(0);
});
