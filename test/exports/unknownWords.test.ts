/** A value that decides whether a ticket counts is understood, or an error with the line that mends it: nothing vanishes. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { judge, workspaceWith } from './judging.ts';

const header = 'ticket_id,type,service_id,severity,status,opened_at,responded_at,restored_at,resolved_at,closed_at';
/** Answered after six hours and resolved after fifteen days: two breaches of `high`. */
const times =
  '2026-10-05T09:00:00+09:00,2026-10-05T15:00:00+09:00,,2026-10-20T09:00:00+09:00,2026-10-20T09:00:00+09:00';
const ticket = (id: string, type: string, severity = 'high', status = 'closed'): string =>
  `${id},${type},office,${severity},${status},${times}`;
const generic = (rows: string[]): Record<string, string> => ({ 'tickets.csv': `${header}\n${rows.join('\n')}\n` });
/** Ids of the tickets that were judged. */
const judged = (verdicts: string[]): string[] => [...new Set(verdicts.map((verdict) => verdict.split(' ')[0]!))];

test('tickets.csv without an entry: the words of every language that a system is exported in', async () => {
  const incidents = [
    ['インシデント', '高', '完了'],
    ['障害', 'P2', '解決済み'],
    ['Incidents', '2 - High', 'Closed'],
    ['Bug', 'HIGH', 'Done'],
    ['Störung', 'Hoch', 'erfolgreich geschlossen'],
    ['Incidente', 'Alta', 'Encerrado'],
    ['Incidencia', 'alta', 'Cerrado'],
    ['Incident', 'Haute', 'Clos'],
    ['', 'high', ''],
  ];
  const others = [
    '依頼',
    '問い合わせ',
    'Requisição',
    'Solicitacao',
    'Demande',
    'Anfrage',
    'Service Request',
    '問題',
    'Change',
  ];
  const cancelled = ['却下', 'キャンセル', 'merged', 'Abgelehnt', 'Annulé', 'Cancelado'];
  const rows = [
    ...incidents.map(([type, severity, status], index) => ticket(`I${index}`, type!, severity, status)),
    ...others.map((type, index) => ticket(`R${index}`, type)),
    ...cancelled.map((status, index) => ticket(`C${index}`, 'incident', 'high', status)),
  ];
  const { verdicts, attainment, found } = await judge(workspaceWith(generic(rows)));
  expect(judged(verdicts)).toEqual(incidents.map((_, index) => `I${index}`));
  expect(attainment).toEqual({ 'high respond': [0, incidents.length], 'high restore': [0, incidents.length] });
  for (const column of ['type', 'status', 'severity']) expect(found(`tickets__${column}_is_known`)).toEqual([]);
  expect(found('tickets__words_are_the_contracts')).toContain(
    '障害 | null, row null | type "障害" is read as incident',
  );
});

test('what nobody knows is an error that names value, row and count, and its line works as it is pasted', async () => {
  const rows = [
    ticket('T-1', 'ServiceNow'),
    ticket('T-2', 'ServiceNow'),
    ticket('T-3', '"say ""hi"": it"'),
    ticket('T-4', 'incident', '至急'),
    ticket('T-5', 'incident', 'high', 'Zurück an Absender'),
    ticket('T-6', 'incident', 'Low'),
  ];
  const folder = workspaceWith(generic(rows));
  const first = await judge(folder);
  expect(first.attainment).toEqual({ 'high respond': [0, 1], 'high restore': [0, 1] });
  expect(first.found('tickets__type_is_known')).toEqual([
    'say "hi": it | exports/tickets.csv, row 4 | 1 ticket left out, first T-3; add   types: { "say \\"hi\\": it": incident }',
    'servicenow | exports/tickets.csv, row 2 | 2 tickets left out, first T-1; add   types: { "servicenow": incident }',
  ]);
  expect(first.found('tickets__severity_is_known')).toEqual([
    '至急 | exports/tickets.csv, row 5 | 1 ticket, first T-4; add   severities: { "至急": critical }',
  ]);
  expect(first.found('tickets__status_is_known')).toEqual([
    'zurück an absender | exports/tickets.csv, row 6 | 1 ticket, first T-5; add   statuses: { "zurück an absender": open }',
  ]);

  const lines = ['type', 'severity', 'status'].map((column) =>
    first.found(`tickets__${column}_is_known`).map((line) => /; add {3}(\w+): \{ (.*) \}$/.exec(line)!.slice(1)),
  );
  const keys = lines.map((found) => `    ${found[0]![0]}: { ${found.map(([, pair]) => pair).join(', ')} }`);
  writeFileSync(
    join(folder, 'sources.yaml'),
    `version: 1\nsources:\n  - files: "exports/**/tickets*.csv"\n${keys.join('\n')}\n`,
  );
  const second = await judge(folder);
  for (const column of ['type', 'status', 'severity']) expect(second.found(`tickets__${column}_is_known`)).toEqual([]);
  expect(judged(second.verdicts)).toEqual(['T-1', 'T-2', 'T-3', 'T-4', 'T-5']);

  // What sources.yaml says wins over the words that are known.
  writeFileSync(
    join(folder, 'sources.yaml'),
    'version: 1\nsources:\n  - { files: "exports/**", types: { ServiceNow: request, incident: problem } }\n',
  );
  expect((await judge(folder)).verdicts).toEqual([]);
});

test('a ticket in several rows of one file is said and counted; one in two files is a correction', async () => {
  const rows = [
    ticket('T-1', 'incident'),
    ticket('T-2', 'incident'),
    ticket('T-1', 'incident', 'medium'),
    ticket('T-1', 'incident'),
  ];
  const { found, verdicts } = await judge(
    workspaceWith({ ...generic(rows), 'tickets-2.csv': `${header}\n${ticket('T-2', 'incident')}\n` }),
  );
  expect(found('tickets__stand_in_one_row')).toEqual([
    'exports/tickets.csv | exports/tickets.csv, row 2 | 1 ticket stands in 3 rows, T-1 in 3',
  ]);
  expect(judged(verdicts)).toEqual(['T-1', 'T-2']);
});
