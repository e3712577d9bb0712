import { expect, test } from 'vitest';
import { localText } from '../../pipelines/contract/languages.ts';
import { readContract } from '../../pipelines/contract/readContract.ts';
import { readExclusions } from '../../pipelines/contract/readExclusions.ts';
import { readObjections } from '../../pipelines/contract/readObjections.ts';
import { contractYaml, problemsOf, workspaceOf } from './workspace.ts';

const exclusions =
  '- { id: EX-1, target: { ticket: INC-1 }, reason: 停電, approved_by: 山田, approved_at: 2026-11-06 }\n';
const read = (yaml: string | null) => {
  const dir = workspaceOf({
    'contract.yaml': contractYaml,
    'exclusions.yaml': exclusions,
    ...(yaml === null ? {} : { 'objections.yaml': yaml }),
  });
  const contract = readContract(dir);
  return readObjections(dir, contract, readExclusions(dir, contract));
};
const told = ', reason: 届いていた, decided_by: 田中, decided_on: 2026-11-06';
const entry = (more = '', about = '{ ticket: INC-1 }') =>
  `  - { id: O-1, period: 2026-10, about: ${about}, claim: 期限内に復旧した, by: 佐藤, raised_on: 2026-11-05${more} }\n`;
const file = (...entries: string[]) => `version: 1\nobjections:\n${entries.join('')}`;

test('no file, nothing objected', () => {
  expect(read(null)).toEqual({ objections: [], acceptances: [] });
});

test('an objection with all that was decided, and an acceptance', () => {
  const yaml = `${file(entry(`, decision: accepted${told}, exclusion: EX-1`))}acceptances:\n  - { period: 2026-09, version: "1.0", by: 佐藤, on: 2026-10-09 }\n`;
  expect(read(yaml)).toEqual({
    objections: [
      {
        id: 'O-1',
        period: '2026-10',
        about: { ticket: 'INC-1' },
        claim: localText({ ja: '期限内に復旧した', en: '期限内に復旧した' }),
        by: '佐藤',
        raisedOn: '2026-11-05',
        decision: 'accepted',
        reason: localText({ ja: '届いていた', en: '届いていた' }),
        decidedBy: '田中',
        decidedOn: '2026-11-06',
        exclusion: 'EX-1',
        correction: null,
      },
    ],
    acceptances: [{ period: '2026-09', version: '1.0', by: '佐藤', on: '2026-10-09' }],
  });
});

test.each([
  { about: '{ service: sap }', expected: { service: 'sap', outage: null } },
  { about: '{ service: sap, outage: "2026-10-21T13:04" }', expected: { service: 'sap', outage: '2026-10-21T13:04' } },
  { about: '{ figure: 稼働率 SAP }', expected: { figure: localText({ ja: '稼働率 SAP', en: '稼働率 SAP' }) } },
])('about $about', ({ about, expected }) => {
  expect(read(file(entry('', about))).objections[0]!.about).toEqual(expected);
});

test.each([
  { edge: 'an id twice', yaml: file(entry(), entry()), what: 'The id "O-1" is used twice.' },
  {
    edge: 'a service that is not in the contract',
    yaml: file(entry('', '{ service: sapp }')),
    what: 'There is no service "sapp" in the contract. Did you mean "sap"?',
  },
  {
    edge: 'a decision without reason and author',
    yaml: file(entry(', decision: rejected')),
    what: 'The decision has no reason, no decided_by, no decided_on.',
  },
  { edge: 'a reason without a decision', yaml: file(entry(', reason: x')), what: 'reason without a decision.' },
  {
    edge: 'accepted, and nothing carries it out',
    yaml: file(entry(`, decision: partly${told}`)),
    what: 'Nothing carries out what was accepted.',
  },
  {
    edge: 'carried out by an exclusion that is not there',
    yaml: file(entry(`, decision: accepted${told}, exclusion: EX-2`)),
    what: 'There is no exclusion "EX-2" in exclusions.yaml. Did you mean "EX-1"?',
  },
  {
    edge: 'decided before it was raised',
    yaml: file(entry(`, decision: rejected${told.replace('2026-11-06', '2026-11-04')}`)),
    what: 'It was decided on 2026-11-04, before it was raised.',
  },
  { edge: 'no period', yaml: file(entry()).replace('2026-10,', 'October,'), what: /is not a valid value of/ },
])('$edge: named', ({ yaml, what }) => {
  const [problem] = problemsOf(() => read(yaml));
  if (typeof what === 'string') expect(problem!.what).toBe(what);
  else expect(problem!.what).toMatch(what);
  expect(problem!.where).toMatch(/^objections\.yaml, line \d+/);
});
