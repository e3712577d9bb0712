/** When a client took an issued report: counted by hand on a calendar with a holiday and a weekend in it. */

import { expect, test } from 'vitest';
import { localText } from '../../pipelines/contract/languages.ts';
import { readContract } from '../../pipelines/contract/readContract.ts';
import { nothingObjected, type Objection } from '../../pipelines/contract/readObjections.ts';
import { standingOf } from '../../pipelines/issue/acceptance.ts';
import { type PeriodStatus, withClient } from '../../pipelines/issue/readStatus.ts';
import { contractYaml, workspaceOf } from '../contract/workspace.ts';

const weekly = 'weekly: { mon: ["09:00-12:00", "13:00-18:00"], sat: ["22:00-24:00"] }';
const everyWeekday = `weekly: { ${['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => `${day}: ["09:00-18:00"]`).join(', ')} }`;
const workspace = workspaceOf({
  'contract.yaml': `${contractYaml.replace(weekly, everyWeekday)}acceptance: { within: 4 business days, calendar: jp }\n`,
});
const contract = readContract(workspace);
const at = (iso: string) => Date.parse(iso) / 1000;
const objection = (raisedOn: string, decision: Objection['decision'] = null): Objection => ({
  id: 'O',
  period: '2026-10',
  about: { ticket: 'T' },
  claim: localText({ ja: 'x', en: 'x' }),
  by: 'B',
  raisedOn,
  decision,
  reason: null,
  decidedBy: null,
  decidedOn: null,
  exclusion: null,
  correction: null,
});

// Issued on Friday the 30th. Saturday the 31st is open by its date, Tuesday the 3rd is Culture Day: the 31st, 2nd, 4th, 5th.
const version = { version: '1.0', issuedAt: at('2026-10-30T18:00:00+09:00'), until: null };

test.each([
  { edge: 'on the day of issue', now: '2026-10-30T19:00', is: { kind: 'pending', until: '2026-11-05', daysLeft: 4 } },
  { edge: 'on the holiday', now: '2026-11-03T10:00', is: { kind: 'pending', until: '2026-11-05', daysLeft: 2 } },
  { edge: 'on the last day', now: '2026-11-05T23:59', is: { kind: 'pending', until: '2026-11-05', daysLeft: 1 } },
  { edge: 'the midnight after', now: '2026-11-06T00:00', is: { kind: 'deemed', on: '2026-11-05' } },
  {
    edge: 'objected on the last day',
    now: '2026-11-09T00:00',
    raised: [objection('2026-11-05')],
    is: { kind: 'objected', open: 1, decided: 0 },
  },
  {
    edge: 'an answered objection is no acceptance',
    now: '2026-11-09T00:00',
    raised: [objection('2026-11-05', 'rejected')],
    is: { kind: 'objected', open: 0, decided: 1 },
  },
  {
    edge: 'objected a day late',
    now: '2026-11-09T00:00',
    raised: [objection('2026-11-06')],
    is: { kind: 'deemed', on: '2026-11-05' },
  },
  {
    edge: 'an objection to the version before',
    now: '2026-11-09T00:00',
    raised: [objection('2026-10-29')],
    is: { kind: 'deemed', on: '2026-11-05' },
  },
])('$edge: $is.kind', ({ now, raised = [], is }) => {
  const of = { objections: raised, acceptances: [] };
  expect(standingOf(version, of, contract, workspace, at(`${now}:00+09:00`))).toEqual(is);
});

test('an acceptance by name wins over an objection, and is of its version alone', () => {
  const acceptances = [{ period: '2026-10', version: '1.0', by: '佐藤', on: '2026-11-04' }];
  const of = { objections: [objection('2026-11-02')], acceptances };
  const now = at('2026-11-09T00:00:00+09:00');
  expect(standingOf(version, of, contract, workspace, now)).toEqual({ kind: 'accepted', by: '佐藤', on: '2026-11-04' });
  expect(standingOf({ ...version, version: '2.0' }, of, contract, workspace, now).kind).toBe('objected');
});

test('without a time in the agreement nobody accepts by saying nothing', () => {
  const now = at('2027-06-01T00:00:00Z');
  expect(standingOf(version, nothingObjected, { ...contract, acceptance: null }, workspace, now)).toEqual({
    kind: 'unanswered',
  });
});

test('a time that runs into a year without known holidays is said of that period alone', async () => {
  const issued = (period: string, issued_at: string) =>
    ({
      period,
      issued: { version: '1.0', issued_at },
      versions: 1,
      isDrafted: false,
      hasInterim: false,
    }) as PeriodStatus;
  const periods = [issued('2026-10', '2026-10-30T18:00:00+09:00'), issued('2099-10', '2099-10-30T18:00:00+09:00')];
  const standings = await withClient(workspace, periods, at('2026-10-30T19:00:00+09:00'));
  expect(standings.get('2026-10')).toMatchObject({ kind: 'pending', until: '2026-11-05' });
  expect(standings.get('2099-10')).toMatchObject({
    kind: 'open',
    because: expect.stringMatching(/holidays of 2099 are not known in calendar "jp".* file: calendars\/jp-2099\.csv/),
  });
});
