import { expect, test } from 'vitest';
import { localText } from '../../pipelines/contract/languages.ts';
import { readContract } from '../../pipelines/contract/readContract.ts';
import { readExclusions } from '../../pipelines/contract/readExclusions.ts';
import { contractYaml, problemsOf, workspaceOf } from './workspace.ts';

const read = (yaml: string | null) => {
  const dir = workspaceOf({ 'contract.yaml': contractYaml, ...(yaml === null ? {} : { 'exclusions.yaml': yaml }) });
  return readExclusions(dir, readContract(dir));
};
const entry = (more = '', span = 'from: "2026-10-05T22:00:00+09:00", to: "2026-10-05T23:30:00+09:00"') =>
  `- { id: E1, ${more || 'target: sap'}, ${span}${span && ', '}reason: 停電, approved_by: 山田, approved_at: 2026-10-06 }\n`;

test.each([
  { edge: 'no file', yaml: null, count: 0 },
  { edge: 'an empty file', yaml: '# nothing yet\n', count: 0 },
  { edge: 'a bare list', yaml: entry(), count: 1 },
  { edge: 'an empty list', yaml: '[]', count: 0 },
  { edge: 'with a version', yaml: `version: 1\nexclusions:\n${entry()}`, count: 1 },
])('$edge: $count exclusions', ({ yaml, count }) => {
  expect(read(yaml)).toHaveLength(count);
});

test('an exclusion with its instants and its approver', () => {
  expect(read(entry())).toEqual([
    {
      id: 'E1',
      target: { service: 'sap' },
      from: Date.UTC(2026, 9, 5, 13) / 1000,
      to: Date.UTC(2026, 9, 5, 14, 30) / 1000,
      reason: localText({ ja: '停電', en: '停電' }),
      approved_by: '山田',
      approved_at: '2026-10-06',
    },
  ]);
});

test.each([
  { edge: 'a service by name', target: 'target: { service: crm }', expected: { service: 'crm' } },
  { edge: 'all services', target: 'target: "*"', expected: { service: '*' } },
  { edge: 'a ticket by name', target: 'target: { ticket: sap }', expected: { ticket: 'sap' } },
  { edge: 'a known service as plain text', target: 'target: sap', expected: { service: 'sap' } },
  { edge: 'anything else as plain text is a ticket', target: 'target: INC-17', expected: { ticket: 'INC-17' } },
])('target: $edge', ({ target, expected }) => {
  expect(read(entry(target))[0]?.target).toEqual(expected);
});

test('a ticket needs no span: all of it is left out', () => {
  expect(read(entry('target: INC-17', ''))).toMatchObject([{ from: null, to: null }]);
});

const valid = entry();
test.each([
  {
    edge: 'no approver',
    yaml: valid.replace('approved_by: 山田, ', ''),
    what: '[0].approved_by is missing.',
    where: 'exclusions.yaml, line 1, [0].approved_by',
  },
  {
    edge: 'an empty approver',
    yaml: valid.replace('approved_by: 山田', 'approved_by: " "'),
    what: '" " is not a valid value of [0].approved_by.',
    where: 'exclusions.yaml, line 1, [0].approved_by',
  },
  {
    edge: 'a typo',
    yaml: valid.replace('reason:', 'reasn:'),
    what: 'Unknown key "reasn" in [0]. Did you mean "reason"?',
    where: 'exclusions.yaml, line 1, [0].reasn',
  },
  {
    edge: 'an unknown service',
    yaml: entry('target: { service: spa }'),
    what: 'There is no service "spa" in the contract. Did you mean "sap"?',
    where: 'exclusions.yaml, line 1, [0].target.service',
  },
  {
    edge: 'a service without span',
    yaml: entry('target: sap', ''),
    what: 'The exclusion of service "sap" has no from.',
    where: 'exclusions.yaml, line 1, [0].from',
  },
  {
    edge: 'a ticket with half a span',
    yaml: entry('target: INC-17', 'from: "2026-10-05T22:00:00Z"'),
    what: 'This exclusion has no to.',
    where: 'exclusions.yaml, line 1, [0].to',
  },
  {
    edge: 'a span the wrong way round',
    yaml: entry('target: sap', 'from: "2026-10-05T22:00:00Z", to: "2026-10-05T22:00:00Z"'),
    what: 'The exclusion ends at "2026-10-05T22:00:00Z", not after it begins at "2026-10-05T22:00:00Z".',
    where: 'exclusions.yaml, line 1, [0].to',
  },
  {
    edge: 'an instant without offset',
    yaml: entry('target: sap', 'from: 2026-10-05 22:00, to: "2026-10-05T23:00:00Z"'),
    what: '"2026-10-05 22:00" is not a valid value of [0].from.',
    where: 'exclusions.yaml, line 1, [0].from',
  },
  {
    edge: 'an id twice',
    yaml: `version: 1\nexclusions:\n${valid}${valid}`,
    what: 'The id "E1" is used twice.',
    where: 'exclusions.yaml, line 4, exclusions[1].id',
  },
  {
    edge: 'a version that is not known',
    yaml: `version: 2\nexclusions:\n${valid}`,
    what: '2 is not a valid value of version.',
    where: 'exclusions.yaml, line 1, version',
  },
])('$edge: $what', ({ yaml, what, where }) => {
  expect(problemsOf(() => read(yaml))).toMatchObject([{ what, where }]);
});
