/** The audit as PDF, read back: one page a measure, with its words, its clock and its rows. */

import { beforeAll, describe, expect, test } from 'vitest';
import { auditService } from '../../pipelines/audit/auditService.ts';
import { auditTickets } from '../../pipelines/audit/auditTickets.ts';
import { readSourceRows } from '../../pipelines/audit/readRawRows.ts';
import { localText } from '../../pipelines/contract/languages.ts';
import type { Run } from '../../pipelines/run/prepareRun.ts';
import { renderServiceAudit, renderTicketAudits } from '../../templates/audit.ts';
import { displayWidth } from '../../templates/auditText.ts';
import { auditVoiceOf } from '../../templates/auditVoice.ts';
import { copyForFile, runOf } from '../audit/runs.ts';
import { tooSmall } from './layout.ts';
import { elements, type PdfFacts, readPdf } from './readPdf.ts';

const workspace = copyForFile('scenarios/by-hand');
const provider = localText({ ja: '提供会社', en: 'Provider' });
let run: Run;
beforeAll(async () => {
  run = await runOf(workspace, '2026-10');
});

async function ticketPdf(ids: string[], language: 'ja' | 'en'): Promise<Uint8Array> {
  const audits = await auditTickets(run, ids);
  const sources = audits.flatMap(({ source, measures }) => [source, ...measures.flatMap(({ rows }) => rows)]);
  const rows = await readSourceRows(workspace, sources);
  return (await renderTicketAudits(audits, rows, { language, provider })).pdf;
}

/** Without spaces and line ends, which wrapping moves. */
function dense(text: string): string {
  return text.replaceAll(/\s/g, '');
}

describe('a ticket', () => {
  let en: PdfFacts;
  let ja: PdfFacts;
  beforeAll(async () => {
    en = await readPdf(await ticketPdf(['T-04', 'T-02'], 'en'));
    ja = await readPdf(await ticketPdf(['T-04', 'T-02'], 'ja'));
  });

  test('has a page a measure, the breach first, each named in the bookmarks', () => {
    expect(en.pages).toHaveLength(4);
    expect(en.outline.map(({ title }) => dense(title))).toEqual([
      'T-04Response',
      'T-04Restoration',
      'T-02Restoration',
      'T-02Response',
    ]);
    expect(ja.outline.map(({ title }) => dense(title))).toEqual(['T-04応答', 'T-04復旧', 'T-02復旧', 'T-02応答']);
  });

  test.each([
    { name: 'the verdict first', page: 1, en: '● Met, 0s to spare', ja: '● 達成　余裕 0秒' },
    { name: 'a breach by a second', page: 2, en: '■ Breached, 1s late', ja: '■ 期限超過　1秒' },
    {
      name: 'the sentence of the agreement',
      page: 1,
      en: "closing time of the 1st business day after the opening's date",
      ja: '受付当日は算入せず、1営業日目の終業時刻を期限とします',
    },
    {
      name: 'the due instant, and from where it was moved',
      page: 1,
      en: 'Due moved from 13 Oct 2026 18:00:00 to 14 Oct 2026 11:00:00: the clock stood still for 2h.',
      ja: '計測が止まった2時間（この目標の計測時間）の分、期限は2026/10/13 18:00:00から',
    },
    { name: 'a step', page: 1, en: 'waiting for the client (paused)', ja: 'お客様回答待ち（計測停止）' },
    {
      name: 'the file and its hash',
      page: 1,
      en: 'B　exports/ticket_events.csv　sha256',
      ja: 'B　exports/ticket_events.csv　sha256',
    },
    {
      name: 'that the warehouse agrees',
      page: 1,
      en: 'The warehouse (SQL) computes the same',
      ja: 'データウェアハウス（SQL）の計算と一致しています',
    },
  ])('$name', ({ page, en: english, ja: japanese }) => {
    expect(dense(en.pages[page]!)).toContain(dense(english));
    expect(dense(ja.pages[page]!)).toContain(dense(japanese));
  });

  test.each([
    {
      name: 'the due instant has its line after the stop that it let pass',
      page: 1,
      en: 'stopped: restored',
      later: "14 Oct 2026 11:00:00 Due closing time of the 1st business day after the start's date, moved",
    },
    {
      name: 'and before what ran over it: the step is cut there',
      page: 2,
      en: 'Due 4 h from the start',
      later: '1s',
    },
  ])('$name', ({ page, en: english, later }) => {
    const text = dense(en.pages[page]!);
    const [before, after] = [text.indexOf(dense(english)), text.lastIndexOf(dense(later))];
    expect(before).toBeGreaterThan(0);
    expect(after).toBeGreaterThan(before);
  });

  test('no key of the agreement and no ISO instant stands in a sentence', () => {
    for (const page of [...en.pages, ...ja.pages]) {
      const [own] = page.split(/sha256/);
      expect(own).not.toMatch(/business_day|severity_change|end-of-day|as_of|\d{4}-\d\d-\d\d \d\d:/);
    }
  });

  test('the rows stand there verbatim', async () => {
    const [audit] = await auditTickets(run, ['T-04']);
    const files = await readSourceRows(workspace, audit!.measures[1]!.rows);
    for (const { header, rows } of files) {
      for (const text of [header!, ...rows.map((row) => row.text)]) expect(dense(en.pages[1]!)).toContain(dense(text));
    }
  });

  test('is tagged: headings, tables with heads, and the clock with words for those who hear it', () => {
    expect(elements(en.structure, 'H1')).toHaveLength(4);
    expect(elements(en.structure, 'Figure').map(({ alt }) => alt)[1]).toMatch(
      /^Clock of Restoration for T-04\. Started 9 Oct 2026 17:00:00, due 14 Oct 2026 11:00:00, restored/,
    );
    expect(elements(en.structure, 'TH').length).toBeGreaterThan(20);
    expect([en.language, ja.language]).toEqual(['en-GB', 'ja-JP']);
  });

  test('the same audit gives the same bytes', async () => {
    expect(Buffer.from(await ticketPdf(['T-04'], 'ja')).equals(Buffer.from(await ticketPdf(['T-04'], 'ja')))).toBe(
      true,
    );
  });

  test('no text stands over the edge, none is under 7 points', () => {
    expect([...tooSmall(en), ...tooSmall(ja)]).toEqual([]);
    for (const boxes of en.boxes.concat(ja.boxes)) {
      for (const { x, width, isTurned } of boxes) if (!isTurned) expect(x + width).toBeLessThan(595.28 - 50);
    }
  });
});

test('a ticket without measures has one page that says why', async () => {
  const [row] = await run.warehouse.rows<{ id: string }>(
    `select ticket_id as id from staging.stg_tickets where type = 'request' limit 1`,
  );
  const { pages } = await readPdf(await ticketPdf([row!.id], 'en'));
  expect(pages).toHaveLength(1);
  expect(pages[0]).toMatch(/No measures[\s\S]*only incidents do/);
});

test('a ticket raised by a warehouse that disagrees is loud', async () => {
  const [audit] = await auditTickets(run, ['T-02']);
  const warehouse = { ...audit!.warehouse, differences: [{ what: 'restore: due_at', reference: 'a', warehouse: 'b' }] };
  const { pdf } = await renderTicketAudits([{ ...audit!, warehouse }], [], { language: 'ja', provider });
  const { pages } = await readPdf(pdf);
  expect(dense(pages[0]!)).toContain('一致しません。どちらかが誤りです。');
  expect(dense(pages[0]!)).toContain('restore:due_at：参照計算a、データウェアハウスb');
});

describe('a service', () => {
  test.each(['en', 'ja'] as const)('%s: verdict, sum, spans and rows', async (language) => {
    const audit = await auditService(run, 'web');
    const { pdf } = await renderServiceAudit(audit, { language, provider });
    const text = dense((await readPdf(pdf)).pages.join(''));
    const words =
      language === 'en'
        ? [
            '■ Missed: 99.873% against 99.9%',
            'The downtime budget is overspent by 11m 39s.',
            'Agreed service time',
            '10m in maintenance',
          ]
        : [
            '■ 未達　99.873%（目標 99.9%）',
            '停止許容時間を11分39秒超過しました。',
            'サービス提供時間',
            '計画停止中 10分',
          ];
    for (const word of [...words, '2,661,900', '3,360', 'exports/uptime_states_web.csv'])
      expect(text).toContain(dense(word));
    for (const { rows } of audit.rows) for (const row of rows) expect(text).toContain(dense(row.text));
  });
});

test.each([
  { exported: [], says: false, edge: 'a client without any monitor of its own' },
  { exported: ['Zabbix'], says: true, edge: 'one whose exports are of Zabbix' },
])('what Zabbix would print is told to $edge: $says', async ({ exported, says }) => {
  const audit = await auditService(run, 'web');
  const monitors = audit.monitors.map((each) => ({ ...each, isExported: exported.includes(each.monitor) }));
  const { pdf } = await renderServiceAudit({ ...audit, monitors }, { language: 'ja', provider });
  const text = dense((await readPdf(pdf)).pages.join(''));
  expect([text.includes('監視ツールの表示値との差異'), text.includes('Zabbix')]).toEqual([says, says]);
  expect(text).not.toContain('Icinga');
});

test.each([
  { zone: 'Asia/Tokyo', at: '2026-03-01T00:00:00Z', says: '2026/03/01 09:00:00', edge: 'one offset all year' },
  {
    zone: 'America/New_York',
    at: '2026-11-01T06:30:00Z',
    says: '2026/11/01 01:30:00 -05:00',
    edge: 'an hour that comes twice',
  },
  {
    zone: 'Africa/Casablanca',
    at: '2026-03-22T02:30:00Z',
    says: '2026/03/22 03:30:00 +01:00',
    edge: 'changed in Ramadan, alike in January and July',
  },
])('an instant on a page in $zone, $edge: $says', ({ zone, at, says }) => {
  expect(auditVoiceOf('ja', zone, 'page').full(Date.parse(at) / 1000)).toBe(says);
});

test.each([
  { text: 'abc', width: 3 },
  { text: '復旧', width: 4 },
  { text: 'カレンダー jp', width: 13 },
  { text: '𠮷川 誠', width: 7 },
  { text: 'ｶﾅ', width: 2 },
])('"$text" takes $width columns of a terminal', ({ text, width }) => {
  expect(displayWidth(text)).toBe(width);
});
