/** The sample, every ticket and service of all its months: the two engines agree, and the special tickets read as meant. */
import { beforeAll, describe, expect, test } from 'vitest';
import { auditService } from '../../pipelines/audit/auditService.ts';
import { auditTickets } from '../../pipelines/audit/auditTickets.ts';
import type { TicketAudit } from '../../pipelines/audit/TicketAudit.ts';
import type { Run } from '../../pipelines/run/prepareRun.ts';
import { ticketsText } from '../../templates/auditText.ts';
import { copyForFile, runOf } from './runs.ts';

const workspace = copyForFile('sample');
let run: Run;
let audits: TicketAudit[];
beforeAll(async () => {
  run = await runOf(workspace, '2026-10');
  const ids = await run.warehouse.rows<{ id: string }>('select ticket_id as id from staging.stg_tickets order by id');
  audits = await auditTickets(
    run,
    ids.map(({ id }) => id),
  );
});

describe('tickets', () => {
  test('all of them, in each month that holds them: SQL and reference agree', () => {
    expect(audits.length).toBeGreaterThan(1500);
    expect(
      audits.flatMap(({ ticketId, warehouse }) => warehouse.differences.map((each) => ({ ticketId, ...each }))),
    ).toEqual([]);
  });

  test('the months compared are all that were computed', () => {
    const compared = new Set(audits.map(({ warehouse }) => warehouse.periodId));
    expect([...compared].filter((month) => month !== null).sort()).toEqual(run.periods.months.map(({ id }) => id));
  });

  test.each<{ ticket: string; shows: string; says: RegExp[] }>([
    {
      ticket: 'INC-2026-001649',
      shows: 'a holiday that does not count',
      says: [
        /Restoration: ■ Breached, 35m late/,
        /High: restore within 1 business day, calendar jp \(Tokyo\): closing time of the 1st business day/,
        /outside business hours \(calendar jp: .*スポーツの日\)/,
      ],
    },
    {
      ticket: 'INC-2026-001650',
      shows: 'what another way to count business days would have said',
      says: [
        /Restoration: ● Met, 20m to spare/,
        /With another reading \(a business day is its opening hours\) this would be breached, 40m late\./,
      ],
    },
    {
      ticket: 'INC-2026-001651',
      shows: 'the due instant where the calendar lives',
      says: [/calendar sg \(Singapore\)/, /Due +2026-10-12 19:00:00 \+09:00, 2026-10-12 18:00:00 \+08:00/],
    },
    {
      ticket: 'INC-2026-001583',
      shows: 'a pause that moved the due instant',
      says: [
        /Due moved from 2026-10-07 18:00:00 \+09:00 to 2026-10-08 18:00:00 \+09:00: the clock stood still for 9h\./,
        /waiting for the client \(paused\)/,
      ],
    },
    {
      ticket: 'INC-2026-001664',
      shows: 'a reopening',
      says: [/stood resolved 23h/, /stood resolved until it was reopened/],
    },
    { ticket: 'INC-2026-001559', shows: 'a second cycle', says: [/Resolution \(cycle 2\)|Restoration \(cycle 2\)/] },
    {
      ticket: 'INC-2026-001675',
      shows: 'a vendor pause',
      says: [/waiting for the vendor \(paused\) does not stop this clock/],
    },
    {
      ticket: 'INC-2026-001688',
      shows: 'an approved exclusion of a part of its life, which stops the clock like a pause',
      says: [/Resolution: ● Met/, /paused.*exclusion EX-2026-004, approved by 𠮷川 誠/],
    },
    {
      ticket: 'INC-2026-001716',
      shows: 'a ticket late when it was raised',
      says: [/Severity High from 2026-10-21/, /Already past this promise's due instant when it was raised to High/],
    },
    { ticket: 'INC-2026-001746', shows: 'a duplicate', says: [/Excluded: a duplicate of INC-/] },
    { ticket: 'INC-2026-001750', shows: 'a cancelled ticket', says: [/Excluded: the ticket was cancelled/] },
    {
      ticket: 'INC-2026-001598',
      shows: 'a column that contradicts its event',
      says: [/Column resolved_at says 2026-\d\d-\d\d [\d:]+ \+09:00, the events say/, /tickets-2026-10\.csv: row 88/],
    },
    { ticket: 'INC-2026-001764', shows: 'a stop in the very second', says: [/● Met, 0s to spare/] },
    {
      ticket: 'INC-2026-001780',
      shows: 'a response that was never recorded',
      says: [/Response: .*\n[\s\S]*stopped: restored/],
    },
    {
      ticket: 'INC-2026-001333',
      shows: 'a severity policy that would turn the verdict',
      says: [/With another reading \(judged by the severity at the opening\) this would be breached/],
    },
    {
      ticket: 'INC-2026-001541',
      shows: 'the month that it counts in',
      says: [
        /With another reading \(a measure counts in the month of the resolution\) this would count in October 2026 instead of September 2026\./,
      ],
    },
  ])('$ticket shows $shows', ({ ticket, says }) => {
    const text = ticketsText(
      audits.filter(({ ticketId }) => ticketId === ticket),
      'en',
    );
    for (const pattern of says) expect(text).toMatch(pattern);
  });

  test('in Japanese', () => {
    const text = ticketsText(
      audits.filter(({ ticketId }) => ticketId === 'INC-2026-001649'),
      'ja',
    );
    expect(text).toContain('復旧: ■ 期限超過　35分');
    expect(text).toContain(
      '高：1営業日以内に復旧（カレンダー jp・東京）。受付当日は算入せず、1営業日目の終業時刻を期限とします',
    );
    expect(text).toContain('高：2時間以内に応答。24時間365日計測します。保留中も計測は止まりません。');
    expect(text).toContain('営業時間外（カレンダー jp：スポーツの日）');
    expect(text).toContain('データウェアハウス（SQL）の計算と一致しています');
  });
});

describe('services', () => {
  const kinds = ['sap', 'sg-linux-aws', 'sg-firewall', 'sqlserver', 'mysql', 'backup-cloud', 'firewall', 'switch-core'];

  test('October, from samples: SQL and reference agree on a service of each kind', async () => {
    for (const service of kinds) {
      const audit = await auditService(run, service);
      expect([service, audit.differences, audit.evidence]).toEqual([service, [], 'files']);
    }
  });

  test('the third quarter, from states: they agree, and the outage across midnight counts in both months', async () => {
    const quarter = await runOf(copyForFile('sample'), '2026-Q3');
    for (const service of kinds)
      expect([service, (await auditService(quarter, service)).differences]).toEqual([service, []]);
    const audit = await auditService(quarter, 'sqlserver');
    expect(audit.months.map(({ periodId }) => periodId)).toEqual(['2026-07', '2026-08', '2026-09']);
    expect(audit.months.map(({ figures }) => figures.downSeconds)).toEqual([0, 1_140, 1_590]);
    expect(audit.figures.downSeconds).toBe(2_730);
  });

  test('the row of the gap is the one that the sample names', async () => {
    const audit = await auditService(run, 'sg-linux-aws');
    const gap = audit.months[0]!.spans.find(({ kind }) => kind === 'unknown');
    expect(gap).toMatchObject({ seconds: 44 * 60 });
    expect(gap!.sources.map(({ row }) => row)).toContain(32_586);
  });
});
