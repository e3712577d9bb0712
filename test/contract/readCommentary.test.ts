import { expect, test } from 'vitest';
import { localText } from '../../pipelines/contract/languages.ts';
import { noCommentary, readCommentary } from '../../pipelines/contract/readCommentary.ts';
import { problemsOf, workspaceOf } from './workspace.ts';

const read = (yaml: string, period = '2026-10') =>
  readCommentary(workspaceOf({ 'commentary/2026-10.yaml': yaml }), period);
const empty = noCommentary;

test.each([
  { edge: 'no file for the period', yaml: 'summary: x\n', period: '2026-09' },
  { edge: 'an empty file', yaml: '', period: '2026-10' },
  { edge: 'only a version', yaml: 'version: 1\n', period: '2026-10' },
  { edge: 'keys without values', yaml: 'version: 1\nsummary:\npoints:\nbreaches:\n', period: '2026-10' },
])('$edge: nothing to add', ({ yaml, period }) => {
  expect(read(yaml, period)).toEqual(empty);
});

const nothing = {
  ...{ detected: null, affected: null, cause: null, immediate: null },
  ...{ lasting: null, owner: null, due: null, status: null },
};

test('everything that can be said', () => {
  const commentary = read(`version: 1
summary: { ja: 概ね良好でした。, en: A good month. }
points: [One, { ja: 二, en: Two }]
decisions: [Renew the firewall, { title: Faster line, cost: '10', effect: No failed backups, due: 2026-11-13 }]
breaches:
  INC-1: { detected: Alarm, affected: Sales, status: ordered, cause: Disk, immediate: Restart, lasting: Replace, owner: 佐藤, due: 2026-11-30 }
  "17": { cause: Power }
availability:
  sap: { cause: Memory, outages: { "2026-10-21T13:04": { ja: 電源, en: Power } } }
written_on: 2026-11-02
improvements: [{ title: Alerts, why: Noise, owner: L2, due: 2026-12-15, status: proposed }]
actions: [{ title: Backup test, status: late, reason: Vendor }, { title: Patch }]
`);
  expect(commentary).toEqual({
    writtenOn: '2026-11-02',
    availability: {
      sap: {
        ...nothing,
        cause: localText({ ja: 'Memory', en: 'Memory' }),
        outages: { '2026-10-21T13:04': localText({ ja: '電源', en: 'Power' }) },
      },
    },
    summary: localText({ ja: '概ね良好でした。', en: 'A good month.' }),
    points: [localText({ ja: 'One', en: 'One' }), localText({ ja: '二', en: 'Two' })],
    decisions: [
      { title: localText({ ja: 'Renew the firewall', en: 'Renew the firewall' }), cost: null, effect: null, due: null },
      {
        title: localText({ ja: 'Faster line', en: 'Faster line' }),
        cost: localText({ ja: '10', en: '10' }),
        effect: localText({ ja: 'No failed backups', en: 'No failed backups' }),
        due: '2026-11-13',
      },
    ],
    breaches: {
      'INC-1': {
        detected: localText({ ja: 'Alarm', en: 'Alarm' }),
        affected: localText({ ja: 'Sales', en: 'Sales' }),
        status: localText({ ja: 'ordered', en: 'ordered' }),
        cause: localText({ ja: 'Disk', en: 'Disk' }),
        immediate: localText({ ja: 'Restart', en: 'Restart' }),
        lasting: localText({ ja: 'Replace', en: 'Replace' }),
        owner: localText({ ja: '佐藤', en: '佐藤' }),
        due: '2026-11-30',
      },
      '17': { ...nothing, cause: localText({ ja: 'Power', en: 'Power' }) },
    },
    improvements: [
      {
        title: localText({ ja: 'Alerts', en: 'Alerts' }),
        why: localText({ ja: 'Noise', en: 'Noise' }),
        owner: localText({ ja: 'L2', en: 'L2' }),
        due: '2026-12-15',
        status: localText({ ja: 'proposed', en: 'proposed' }),
      },
    ],
    actions: [
      {
        title: localText({ ja: 'Backup test', en: 'Backup test' }),
        why: null,
        owner: null,
        due: null,
        status: 'late',
        reason: localText({ ja: 'Vendor', en: 'Vendor' }),
      },
      {
        title: localText({ ja: 'Patch', en: 'Patch' }),
        why: null,
        owner: null,
        due: null,
        status: 'open',
        reason: null,
      },
    ],
  });
});

test.each([
  {
    edge: 'an unknown key',
    yaml: 'sumary: x\n',
    what: 'Unknown key "sumary". Did you mean "summary"?',
    where: 'commentary/2026-10.yaml, line 1, sumary',
  },
  {
    edge: 'a status that is not known',
    yaml: 'actions: [{ title: x, status: closed }]\n',
    what: '"closed" is not a valid value of actions[0].status.',
    where: 'commentary/2026-10.yaml, line 1, actions[0].status',
  },
  {
    edge: 'a date that does not exist',
    yaml: 'breaches:\n  INC-1: { due: 2026-11-31 }\n',
    what: '"2026-11-31" is not a valid value of breaches.INC-1.due.',
    where: 'commentary/2026-10.yaml, line 2, breaches.INC-1.due',
  },
  {
    edge: 'a proposal without title',
    yaml: 'improvements:\n  - { why: x }\n',
    what: 'improvements[0].title is missing.',
    where: 'commentary/2026-10.yaml, line 2, improvements[0].title',
  },
  {
    edge: 'points that are no list',
    yaml: 'points: one\n',
    what: '"one" is not a valid value of points.',
    where: 'commentary/2026-10.yaml, line 1, points',
  },
])('$edge: $what', ({ yaml, what, where }) => {
  expect(problemsOf(() => read(yaml))).toMatchObject([{ what, where }]);
});

test('a comma that cuts a text in two is explained', () => {
  expect(problemsOf(() => read('summary: { ja: x, en: late, but restored }\n'))).toMatchObject([
    { what: 'Unknown key "but restored" in summary.', fix: expect.stringContaining('Inside { } a comma ends a text') },
  ]);
});
