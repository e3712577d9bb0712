import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { explainFile, renderExplanation } from '../../pipelines/exports/explain/explain.ts';
import { fixture, load, workspaceOf } from './loading.ts';

const cp932 = (text: string | Buffer): Buffer =>
  execFileSync('iconv', ['-f', 'UTF-8', '-t', 'CP932//TRANSLIT'], { input: text });

async function explained(name: string, content: string | Uint8Array): Promise<string> {
  const workspace = workspaceOf({ [name]: content });
  return renderExplanation(await explainFile(`${workspace}/exports/${name}`, `exports/${name}`));
}

// The preset is told by the marks of its export.
test.each([
  { file: 'incident.csv', content: fixture('servicenow-incident.csv'), preset: 'servicenow-incident' },
  { file: 'incident.json', content: fixture('servicenow-incident-rest.json'), preset: 'servicenow-incident-rest' },
  { file: 'log.csv', content: fixture('servicenow-event-log.csv'), preset: 'servicenow-event-log' },
  { file: 'task_sla.csv', content: fixture('servicenow-task-sla.csv'), preset: 'servicenow-task-sla' },
  { file: 'jira.csv', content: fixture('jira-service-management.csv'), preset: 'jira-service-management' },
  { file: 'sla.json', content: fixture('jira-sla.json'), preset: 'jira-sla' },
  { file: 'issues.csv', content: cp932(fixture('redmine.utf8.csv')), preset: 'redmine' },
  { file: 'backlog.csv', content: fixture('backlog.utf8.csv'), preset: 'backlog' },
  { file: 'zendesk.json', content: fixture('zendesk.json'), preset: 'zendesk' },
  { file: 'log.xes', content: fixture('xes.xes'), preset: 'xes' },
  { file: 'freshservice.json', content: fixture('freshservice.json'), preset: 'freshservice' },
  { file: 'otrs.csv', content: fixture('znuny.csv'), preset: 'znuny' },
  {
    file: 'range.json',
    content: '{"status":"success","data":{"resultType":"matrix","result":[]}}',
    preset: 'prometheus',
  },
  {
    file: 'logs.csv',
    content: 'Monitor,Monitor URL,Event,Date-Time,Reason,Duration,Duration (in mins.)\n',
    preset: 'uptimerobot',
  },
  {
    file: 'nagios.log',
    content: '[1790812800] SERVICE ALERT: sap;crm;CRITICAL;HARD;3;timeout\n',
    preset: 'nagios-log',
  },
  { file: 'maintenance.ics', content: 'BEGIN:VCALENDAR\nEND:VCALENDAR\n', preset: 'icalendar' },
])('$file looks like $preset', async ({ file, content, preset }) => {
  expect(await explained(file, content)).toContain(`format: ${preset}\n`);
});

test('what only a person knows is left open, and the entry is refused until it is filled in', async () => {
  const text = await explained('issues-2026-10.csv', cp932(fixture('redmine.utf8.csv')));
  expect(text).toContain(
    '- files: "exports/**/issues-*.csv"\n    format: redmine\n    encoding: cp932\n    zone: "?"\n',
  );
  expect(text).toContain('the time zone of "2024/01/15 09:30"');
});

test('a day that could be a month is never guessed; one that cannot is told', async () => {
  const csv = (date: string): string => `Ticket ID,Summary,Priority,Created\n1,x,P1,${date}\n`;
  expect(await explained('export.csv', csv('3/4/2026 09:00'))).toContain('opened_at: { from: Created, format: "?" }');
  expect(await explained('export.csv', csv('3/4/2026 09:00'))).toContain(
    '"3/4/2026 09:00" is read by d/M/yyyy HH:mm and by M/d/yyyy HH:mm',
  );
  expect(await explained('export.csv', csv('13/4/2026 09:00'))).toContain(
    'opened_at: { from: Created, format: "d/M/yyyy HH:mm" }',
  );
});

test('a Japanese list that nobody knows: columns by their names; the filled-in proposal loads', async () => {
  const csv = '管理番号,件名,優先度,受付日時,復旧日時,担当グループ\n7,停止,高,2026/10/01 09:00,2026/10/01 10:00,基盤\n';
  const text = await explained('台帳.csv', cp932(csv));
  expect(text).toContain('ticket_id: 管理番号');
  expect(text).toContain('severity: { from: 優先度, map: { 高: "?" } }');
  const entry = text
    .split('\n')
    .filter((line) => /^ {2}(- | {2})/.test(line))
    .filter((line) => !/^ {2}- (the|severity|opened|restored)/.test(line))
    .join('\n');
  const sources = `version: 1\nsources:\n${entry.replace('zone: "?"', 'zone: Asia/Tokyo').replace('高: "?"', '高: high')}\n`;
  const { rows } = await load({ '台帳.csv': cp932(csv) }, sources);
  expect(await rows('tickets')).toMatchObject([
    {
      ticket_id: '7',
      severity: 'high',
      opened_at: '2026-10-01T00:00:00Z',
      restored_at: '2026-10-01T01:00:00Z',
      group: '基盤',
    },
  ]);
});
