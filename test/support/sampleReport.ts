/** A report model made by hand, for tests of templates: plausible, and of any size. No figure of it is computed. */

import type { AvailabilityTerms, LocalText } from '../../pipelines/contract/Contract.ts';
import { localText } from '../../pipelines/contract/languages.ts';
import { listed } from '../../pipelines/report/Listed.ts';
import type {
  AvailabilityRow,
  BalanceRow,
  BreachDetail,
  Kpi,
  LeftOut,
  OpenMeasure,
  PromiseRow,
  ReportModel,
  SummaryEvent,
  TicketRow,
  WrittenWords,
} from '../../pipelines/report/ReportModel.ts';

import { POLICIES } from '../reference/build.ts';

export interface SampleSize {
  language?: 'ja' | 'en';
  services?: number;
  breaches?: number;
  /** Months of the trend. */
  months?: number;
}

/** A month with some of everything. */
export function sampleReport(size: SampleSize = {}): ReportModel {
  const { language = 'ja', services: serviceCount = names.length, breaches: breachCount = 4, months = 12 } = size;
  const trendIds = Array.from({ length: months }, (_, index) => monthId(index - months + 1));
  const services = Array.from({ length: serviceCount }, (_, index) => service(index, months));
  const breaches = Array.from({ length: breachCount }, (_, index) => breach(index));
  return {
    language,
    period: {
      id: '2026-10',
      kind: 'month',
      timezone: 'Asia/Tokyo',
      startsAt,
      endsAt,
      asOf: endsAt,
      isRunning: false,
      previousId: '2026-09',
      trendIds,
    },
    document: {
      client: both('髙﨑＆パートナーズ株式会社', 'Takasaki & Partners Co., Ltd.'),
      provider: both('みらいマネージドサービス株式会社', 'Mirai Managed Services'),
      contacts: {
        support: 'support@serviceprovider.com',
        emergency: '0120-XXXX-XXX',
        serviceManager: both('山田 太郎', 'Taro Yamada'),
        serviceManagerEmail: 'taro.yamada@serviceprovider.com',
      },
      number: 'SLR-ACME-2026-10',
      state: 'issued',
      version: '1.0',
      issuedAt: endsAt,
      issuedBy: null,
      contractNumber: '運用保守契約 第2026-118号',
      classification: both('社外秘（お客様限り）', 'Confidential'),
      preparedBy: both('徳永', 'Tokunaga'),
      reviewedBy: both('𠮷田', 'Yoshida'),
      approvedBy: null,
      revisions: [{ version: '1.0', issuedAt: endsAt, changes: [both('初版発行', 'First issue')] }],
    },
    data: { hasTickets: true, isMonitored: true },
    summary: {
      status: 'action',
      reasons: [
        { kind: 'gravest-breached', severity: 'critical', breaches: 1 },
        { kind: 'attainment-far-below', severity: 'critical', measure: 'restore', percent: '80.000', target: '95' },
      ],
      figures: {
        months: 1,
        monthsWithTickets: 1,
        monthsMonitored: 1,
        services: 14,
        servicesJudged: 13,
        servicesMet: 11,
        servicesMissed: 2,
        met: 164,
        judged: 164 + breachCount,
        attainmentPercent: '97.619',
        breaches: breachCount,
        breachedTickets: breachCount,
      },
      kpis: [
        kpi('availability', '99.951', '99.9', '99.962', 'attention', 'availability', { met: 11, of: 13 }),
        kpi('respond', '99.404', '95', '99.120', 'good', 'attainment', { met: 167, of: 168 }),
        kpi('restore', '97.115', null, '98.304', 'attention', 'attainment', { met: 101, of: 104 }),
        kpi('incidents', '168', null, '152', null, 'incidents'),
        kpi('breaches', String(breachCount), '0', '1', 'action', 'breaches'),
        kpi('mttr', null, null, 7560, null, 'incidents'),
      ],
      points: [
        {
          kind: 'written',
          text: both(
            'VPN接続：証明書更新時の設定反映漏れにより、10月14日に2時間の通信断が発生しました。恒久対策は11月28日に完了予定です。',
            'VPN: a certificate renewal missed one gateway; access was interrupted for two hours on 14 October.',
          ),
          anchor: 'service:svc-4',
        },
        {
          kind: 'written',
          text: both(
            'ファイル共有：夜間バッチの遅延により稼働率が目標を下回りました。',
            'File sharing missed its target.',
          ),
          anchor: 'service:svc-2',
        },
        {
          kind: 'written',
          text: both('変更12件はすべて予定どおり完了しました。', 'All 12 changes were completed as planned.'),
          anchor: 'section:problems',
        },
      ],
      decisions: [
        {
          title: both(
            'VPNクライアントの更新（対象83台）を11月21日までに実施いただけますか。',
            'Please update 83 VPN clients by 21 November.',
          ),
          cost: null,
          effect: both('接続障害の再発防止', 'No more lost connections'),
          due: '2026-11-13',
        },
      ],
      events: listed(events(breaches), breachCount),
      risks: [{ kind: 'capacity', resource: 'ログ領域', reachesLimitOn: '2027-02-01', anchor: 'section:operations' }],
      comment: both(
        '年末の変更凍結に向けて、11月中に証明書の棚卸しを完了します。',
        'We will finish the certificate inventory before the change freeze.',
      ),
    },
    availability: {
      overall: {
        method: 'pooled',
        percent: '99.951',
        targetPercent: '99.9',
        met: true,
        previousPercent: '99.962',
        trendPercent: trendIds.map(() => '99.950'),
      },
      services,
      byCategory: (['application', 'server', 'network', 'storage'] as const).map((category, index) => ({
        category,
        percent: `99.9${4 + index}1`,
        previousPercent: `99.9${5 + index}0`,
        services: 3,
        missed: index % 2,
      })),
      bySite: [
        {
          siteId: 'tokyo',
          name: both('東京', 'Tokyo'),
          percent: '99.948',
          previousPercent: '99.970',
          services: 10,
          missed: 2,
        },
        {
          siteId: 'singapore',
          name: both('シンガポール', 'Singapore'),
          percent: '99.981',
          previousPercent: null,
          services: 4,
          missed: 0,
        },
      ],
      calendar: services.map(({ serviceId, name }, row) => ({
        serviceId,
        name,
        days: Array.from({ length: 31 }, (_, day) => ({
          date: `2026-10-${String(day + 1).padStart(2, '0')}`,
          downSeconds: row === 5 && day < 9 ? null : downtime(row, day),
          unknownSeconds: row % 5 === 1 && day === 20 ? 1800 : 0,
          maintenanceSeconds: day === 16 ? 14_400 : 0,
        })),
      })),
      holidays: ['2026-10-12'],
      burnDowns: services.slice(0, 3).map(({ serviceId, budgetSeconds }, at) => ({
        serviceId,
        budgetSeconds,
        leftSeconds: budgetSeconds - (at + 1) * 1800,
        days: Array.from({ length: 31 }, (_, index) => ({
          date: `2026-10-${String(index + 1).padStart(2, '0')}`,
          leftSeconds: index < 20 ? budgetSeconds : budgetSeconds - (at + 1) * 1800,
          maintenanceSeconds: index === 16 ? 14_400 : 0,
        })),
      })),
      outages: services.slice(0, 12).map(({ serviceId, name }, index) => ({
        serviceId,
        name,
        startedAt: startsAt + index * 2 * day + 3600 * 9,
        endedAt: index === 11 ? null : startsAt + index * 2 * day + 3600 * 9 + 754 * (index + 1),
        totalSeconds: 754 * (index + 1),
        countedSeconds: index === 3 ? 0 : 754 * (index + 1),
        notCountedBecause: index === 3 ? ('maintenance' as const) : null,
        ticketId: index % 3 === 0 ? `INC-20261${index}` : null,
        cause: index === 4 ? both('証明書の更新漏れ', 'a certificate was not renewed') : null,
        reason: index === 5 ? 'HTTP 503' : null,
      })),
      policy: { maintenance: 'excluded', unknown: 'excluded', maxGap: 3, minimumOutageSeconds: 0 },
      parts: [],
    },
    promises: promises(),
    balance: balance(),
    nearMissRules: { share_percent: 10, least_seconds: 300, budget_percent: 75 },
    readings: {
      services: [
        {
          ...{ serviceId: 'sap', name: both('ERP', 'ERP'), value: 'down', isMet: true, percent: '99.932' },
          ...{ wouldBeMet: false, otherPercent: '99.871' },
        },
      ],
      clocks: listed([
        {
          ...{
            ticketId: 'INC-2026402',
            severity: 'high',
            measure: 'restore',
            cycle: 1,
            verdict: 'breached',
            marginSeconds: -2400,
          },
          ...{
            readings: [{ policy: 'business_day', value: 'midnight' }],
            otherVerdict: 'met',
            otherMarginSeconds: 19_200,
          },
        },
        {
          ...{
            ticketId: 'INC-2026403',
            severity: 'critical',
            measure: 'restore',
            cycle: 1,
            verdict: 'met',
            marginSeconds: 0,
          },
          ...{
            readings: [{ policy: 'severity_change', value: 'initial' }],
            otherVerdict: 'running',
            otherMarginSeconds: 60,
          },
        },
      ]),
      walked: 3000,
      decided: 4120,
    },
    nearMisses: listed([
      {
        ...{ ticketId: 'INC-2026401', title: '印刷不可', severity: 'high', measure: 'respond' as const },
        ...{ serviceName: null, marginSeconds: 0, allowedSeconds: 7200 },
      },
    ]),
    attainment: {
      rows: severities.slice(0, 3).flatMap((severity, rank) =>
        (['respond', rank === 2 ? 'resolve' : 'restore'] as const).map((measure) => ({
          severity,
          severityRank: rank,
          measure,
          within:
            measure === 'respond'
              ? (['PT1H', 'PT2H', 'PT4H'][rank] ?? '')
              : (['PT4H', '1 business day', '2 business days'][rank] ?? ''),
          met: rank === 0 ? 4 : 20 * rank,
          breached: measure === 'respond' ? 0 : rank === 0 ? 1 : 2,
          carriedOver: rank,
          excluded: 0,
          percent: measure === 'respond' ? '100.000' : rank === 0 ? '80.000' : '95.238',
          previousPercent: rank === 0 ? null : '97.500',
          previousMet: 10,
          previousBreached: 0,
          trend: trendIds.map((_, index) =>
            (index + rank) % 5 === 4
              ? { met: 0, breached: 0, percent: null }
              : { met: 19, breached: 1, percent: `9${(index * 3 + rank * 2) % 9}.500` },
          ),
        })),
      ),
      totals: [
        { measure: 'respond', met: 84, breached: 0, percent: '100.000', isFarBelow: false, previousPercent: '99.120' },
        {
          measure: 'fixed',
          met: 80,
          breached: breachCount,
          percent: '95.238',
          isFarBelow: false,
          previousPercent: '97.402',
        },
        {
          measure: 'all',
          met: 164,
          breached: breachCount,
          percent: '97.619',
          isFarBelow: false,
          previousPercent: '98.304',
        },
      ],
      previousBreached: 1,
    },
    incidents: {
      severities: severities.map((severity, rank) => ({
        severity,
        severityRank: rank,
        opened: [5, 27, 64, 72][rank] ?? 0,
        resolved: [5, 25, 60, 75][rank] ?? 0,
        backlog: rank * 2,
        previousOpened: [3, 29, 60, 60][rank] ?? 0,
        trendOpened: trendIds.map((_, index) => ([5, 27, 64, 72][rank] ?? 0) - ((index * 7) % (rank * 5 + 3))),
        mttaMedianSeconds: 600 * (rank + 1),
        mttaP90Seconds: 1500 * (rank + 1),
        mttrMedianSeconds: rank === 3 ? null : 7200 * (rank + 1),
        mttrP90Seconds: rank === 3 ? null : 13_500 * (rank + 1),
      })),
      totals: {
        opened: 168,
        resolved: 165,
        backlog: 12,
        cancelled: 3,
        duplicates: 4,
        requests: 141,
        previousOpened: 152,
        previousResolved: 155,
        previousBacklog: 9,
        reopened: 5,
        reopenPercent: '3.030',
        firstLevel: 96,
        firstLevelOf: 165,
        firstLevelPercent: '58.181',
        mttaMedianSeconds: 754,
        mttaMeanSeconds: 1310,
        mttaP90Seconds: 3100,
        mttrMedianSeconds: 10_912,
        mttrMeanSeconds: 21_400,
        mttrP90Seconds: 58_000,
        previousMttaMedianSeconds: 812,
        previousMttaMeanSeconds: 1290,
        previousMttaP90Seconds: 3000,
        previousMttrMedianSeconds: 11_000,
        previousMttrMeanSeconds: 20_700,
        previousMttrP90Seconds: 61_000,
        previousMtbfSeconds: 201_000,
        previousFirstLevel: 90,
        previousFirstLevelOf: 155,
        previousFirstLevelPercent: '58.064',
        previousReopened: 4,
        previousReopenPercent: '2.580',
        previousCancelled: 2,
        previousDuplicates: 0,
        previousRequests: 138,
        mttrMedianHours: '3.0',
        previousMttrMedianHours: '3.0',
        mtbfSeconds: 190_000,
      },
      backlogByAge: (['0-1', '2-7', '8-30', '31+'] as const).map((band, index) => ({
        band,
        count: 6 - index,
      })),
      byService: services.slice(0, 15).map(({ serviceId, name }, index) => ({
        serviceId,
        name,
        opened: 30 - index,
        previousOpened: 28,
        breached: index % 4 === 0 ? 1 : 0,
      })),
      byCategory: [
        { category: '性能', opened: 60 },
        { category: '接続', opened: 48 },
      ],
      byLevel: [
        { level: 'L1', opened: 96 },
        { level: 'L2', opened: 60 },
        { level: 'L3', opened: 12 },
      ],
      bySite: [
        { siteId: 'tokyo', name: both('東京', 'Tokyo'), opened: 120, breached: 3 },
        { siteId: 'singapore', name: both('シンガポール', 'Singapore'), opened: 48, breached: 1 },
      ],
      repeats: [
        {
          serviceId: 'svc-4',
          name: both('VPN接続', 'VPN'),
          category: '接続',
          count: 11,
          ticketIds: Array.from({ length: 11 }, (_, index) => `INC-2026${200 + index}`),
        },
      ],
      major: listed(Array.from({ length: 12 }, (_, index) => ticket(index))),
      reopenedTickets: listed([ticket(3)]),
      leftOut: listed([
        {
          ticketId: 'INC-2026999',
          because: { kind: 'exclusion', id: 'EX-1', reason: both('お客様都合の停止', 'client request') },
          approvedBy: '鈴木 部長',
        },
      ]),
    },
    availabilityMisses: services
      .filter(({ met }) => met === false)
      .slice(0, 2)
      .map(({ serviceId, name, siteName, percent }, index) => ({
        serviceId,
        name,
        siteName,
        percent: percent ?? '',
        targetPercent: '99.9',
        lostSeconds: 7230,
        budgetSeconds: 2664,
        overSeconds: 4566,
        outages: 2,
        longestOutageSeconds: 5400,
        ticketIds: index === 0 ? ['INC-202610'] : [],
        commentary: breach(index).commentary,
      })),
    breaches: listed(breaches, breachCount),
    openMeasures: listed(
      Array.from(
        { length: 6 },
        (_, index): OpenMeasure => ({
          ticketId: `INC-20263${index}`,
          title: titles[index % titles.length] ?? '',
          severity: severities[index % 3] ?? '',
          measure: 'restore',
          serviceName: both('SAP S/4HANA', 'SAP S/4HANA'),
          startedAt: endsAt - 9 * 3600 - index * 3600,
          dueAt: endsAt + (index - 1) * 5400,
          leftSeconds: (index - 1) * 5400,
          isPaused: index === 3,
          isCarriedOver: index > 2,
        }),
      ),
    ),
    escalations: {
      levels: [
        { level: 'L2', tickets: 60, previousTickets: 58 },
        { level: 'L3', tickets: 12, previousTickets: 15 },
        { level: 'manager', tickets: 2, previousTickets: 0 },
      ],
      tickets: listed([
        {
          ticketId: 'INC-20261',
          title: titles[0] ?? '',
          severity: 'critical',
          level: 'manager',
          at: startsAt + 13 * day,
        },
      ]),
    },
    problems: {
      opened: 3,
      resolved: 2,
      open: 5,
      knownErrors: 2,
      rootCauseOnTime: 2,
      rootCauseDue: 3,
      rootCausePercent: '66.666',
      rows: [
        {
          problemId: 'PRB-0031',
          title: 'VPN証明書の更新手順に確認工程がない',
          serviceName: both('VPN接続', 'VPN'),
          openedAt: startsAt + 14 * day,
          rootCauseAt: startsAt + 20 * day,
          resolvedAt: null,
          status: 'open',
          knownError: true,
          ageSeconds: 17 * day,
          relatedTickets: ['INC-202612', 'INC-202615'],
        },
      ],
    },
    changes: {
      total: 12,
      done: 12,
      success: 10,
      failed: 1,
      rolledBack: 1,
      cancelled: 0,
      emergency: 2,
      successPercent: '83.333',
      emergencyPercent: '16.666',
      previousSuccessPercent: null,
      rows: ['success', 'failed', 'rolled-back', null].map((outcome, index) => ({
        changeId: `CHG-010${index}`,
        title: 'ファイアウォール規則の追加',
        serviceName: both('ファイアウォール', 'Firewall'),
        kind: index === 1 ? 'emergency' : 'normal',
        plannedStartAt: startsAt + index * 5 * day,
        plannedEndAt: startsAt + index * 5 * day + 7200,
        actualStartAt: startsAt + index * 5 * day + 300,
        actualEndAt: startsAt + index * 5 * day + 9000,
        outcome,
        overrunSeconds: index === 1 ? 1800 : null,
        incidentsAfter: index === 2 ? ['INC-202618'] : [],
      })),
    },
    maintenance: {
      done: [
        window('regular-2026-10-17', 16, 0),
        { ...window('MW-0042', 22, 900), isRegular: false, serviceName: both('VPN接続', 'VPN') },
      ],
      planned: [{ ...window('regular-2026-11-21', 51, 0), overrunSeconds: null }],
    },
    security: {
      bySeverity: [
        { severity: 'critical', due: 12, appliedOnTime: 11, late: 1, open: 0, percent: '91.666' },
        { severity: 'high', due: 30, appliedOnTime: 28, late: 1, open: 1, percent: '93.333' },
      ],
      compliancePercent: '92.857',
      previousCompliancePercent: '95.000',
      pastDue: [
        {
          assetId: 'srv-tk-012',
          serviceName: both('Linuxサーバー', 'Linux servers'),
          severity: 'high',
          dueAt: startsAt + 9 * day,
          appliedAt: null,
        },
      ],
    },
    backups: {
      jobs: ['daily-sap', 'daily-crm', 'cloud-weekly'].map((jobId, index) => ({
        jobId,
        serviceName: both('ローカルバックアップ', 'Local backup'),
        runs: 31,
        success: 31 - index,
        failed: index,
        percent: index === 0 ? '100.000' : '96.774',
        previousPercent: '100.000',
      })),
      runs: 93,
      success: 90,
      percent: '96.774',
      previousPercent: '100.000',
    },
    capacity: [
      {
        serviceId: 'svc-0',
        serviceName: both('SAP S/4HANA', 'SAP S/4HANA'),
        resource: 'disk /data',
        usedPercent: '78.400',
        previousUsedPercent: '75.100',
        peakPercent: '79.000',
        reachesLimitOn: '2027-03-14',
        status: 'attention',
      },
      {
        serviceId: 'svc-1',
        serviceName: both('CRM', 'CRM'),
        resource: 'memory',
        usedPercent: '52.000',
        previousUsedPercent: '52.300',
        peakPercent: '61.000',
        reachesLimitOn: null,
        status: 'good',
      },
    ],
    improvements: [
      {
        title: both('証明書の期限監視を自動化する', 'Watch certificate expiry'),
        why: both('VPN停止の再発防止', 'VPN outage'),
        owner: '山田',
        due: '2026-11-28',
        status: '承認待ち',
        origin: 'person',
      },
      {
        origin: 'rule',
        found: {
          kind: 'capacity',
          service: both('SAP', 'SAP'),
          resource: 'disk',
          usedPercent: '93.100',
          reachesLimitOn: '2027-03-04',
          quarters: 2,
        },
      },
    ],
    appendix: {
      objections: { entries: [], accepted: [] },
      policies: [{ from: '2026-04-01', policies: POLICIES, availability: AVAILABILITY }],
      exclusions: [
        {
          id: 'EX-012',
          target: 'VPN接続',
          from: startsAt + 10 * day,
          to: startsAt + 10 * day + 5400,
          seconds: 5400,
          reason: both('お客様設備の停電作業', 'power work on client premises'),
          approvedBy: '鈴木 一郎',
          approvedAt: '2026-10-08',
        },
      ],
      dataQuality: [
        {
          severity: 'error',
          check: { name: 'rows__can_be_read', purpose: 'Every row can be read.' },
          count: 2,
          examples: [{ who: 'INC-1', file: 'exports/tickets.csv', row: 48 }],
        },
        {
          severity: 'warning',
          check: { name: 'services__are_monitored', purpose: 'Every service is monitored.' },
          count: 5,
          examples: [],
        },
      ],
      rejectedRows: 2,
      sources: [
        {
          file: 'exports/2026-10/tickets.csv',
          sha256: '7592da09143c01ec3259a36d35789898334d67ac15aaddf5bdf0de8c24fa35aa',
          rows: 342,
          rejected: 2,
          table: 'tickets',
        },
        {
          file: 'exports/2026-10/uptime_samples.csv.gz',
          sha256: 'e4b489ef73e246bb0b68e4f4424d2209cc613d16ae9178406e3a6c04ef250953',
          rows: 624_960,
          rejected: 0,
          table: 'uptime_samples',
        },
      ],
      terms: [
        {
          effectiveFrom: '2026-04-01',
          targetPercent: '99.9',
          promises: [{ severity: 'critical', measures: [{ measure: 'respond', within: 'PT1H' }] }],
        },
      ],
      tool: { version: '0.1.0', contractSha256: 'a'.repeat(64), modelsSha256: 'b'.repeat(64) },
    },
  };
}

/** A month in which nothing was promised and nothing happened. */
export function emptyReport(language: 'ja' | 'en' = 'ja'): ReportModel {
  const report = sampleReport({ language, services: 0, breaches: 0, months: 1 });
  return {
    ...report,
    document: { ...report.document, contractNumber: null, classification: null, reviewedBy: null, preparedBy: null },
    summary: {
      ...report.summary,
      status: 'good',
      reasons: [{ kind: 'all-kept' }],
      points: [],
      decisions: [],
      comment: null,
    },
    availability: {
      ...report.availability,
      overall: { ...report.availability.overall, percent: null, met: null, previousPercent: null },
      byCategory: [],
      bySite: [],
    },
    promises: [],
    balance: [],
    readings: { services: [], clocks: listed<never>([]), walked: 0, decided: 0 },
    nearMisses: listed<never>([]),
    attainment: { ...report.attainment, rows: [], totals: [] },
    incidents: {
      ...report.incidents,
      severities: [],
      backlogByAge: [],
      byService: [],
      byCategory: [],
      byLevel: [],
      bySite: [],
      repeats: [],
      major: listed<TicketRow>([]),
      reopenedTickets: listed<TicketRow>([]),
      leftOut: listed<LeftOut>([]),
    },
    openMeasures: listed<OpenMeasure>([]),
    escalations: { levels: [], tickets: listed<never>([]) },
    problems: { ...report.problems, rows: [] },
    changes: { ...report.changes, total: 0, rows: [] },
    maintenance: { done: [], planned: [] },
    security: { ...report.security, bySeverity: [], pastDue: [] },
    backups: { ...report.backups, jobs: [] },
    capacity: [],
    improvements: [],
    appendix: { ...report.appendix, exclusions: [], dataQuality: [], rejectedRows: 0, terms: [] },
  };
}

const AVAILABILITY: AvailabilityTerms = {
  target: { text: '99.9', numerator: 999, denominator: 1000 },
  maintenance: 'excluded',
  unknown: 'excluded',
  max_gap: 3,
  minimum_outage_seconds: 0,
  overall: 'pooled',
};

const day = 86_400;
/** 2026-10-01 and 2026-11-01, local midnight in Tokyo. */
const startsAt = Date.UTC(2026, 8, 30, 15) / 1000;
const endsAt = Date.UTC(2026, 9, 31, 15) / 1000;
const severities = ['critical', 'high', 'medium', 'low'];

const names: [string, string][] = [
  ['SAP S/4HANA', 'SAP S/4HANA'],
  ['顧客管理（CRM）', 'CRM'],
  ['ファイル共有', 'File sharing'],
  ['MySQL データベース', 'MySQL'],
  ['VPN接続', 'VPN'],
  ['SQL Server', 'SQL Server'],
  ['Linuxサーバー（オンプレミス）', 'Linux servers, on premises'],
  ['Windowsサーバー（Azure）', 'Windows servers, Azure'],
  ['ファイアウォール（東京）', 'Firewall, Tokyo'],
  ['ルーター（シンガポール）', 'Router, Singapore'],
  ['コアスイッチ', 'Core switch'],
  ['ローカルバックアップ', 'Local backup'],
  ['クラウドバックアップ（AWS）', 'Cloud backup, AWS'],
  ['髙﨑支店 勤怠管理', 'Attendance, Takasaki branch'],
];

const titles = [
  '［監視］SAP受注登録の応答が30秒を超える',
  'VPN証明書の有効期限切れによる接続不可',
  '夜間バッチ遅延のためファイル共有が利用できない（全拠点）',
  'メールが届かない：A&B商事様宛 😀',
];

function both(ja: string, en: string): LocalText {
  return localText({ ja, en });
}

function monthId(offset: number): string {
  const month = 9 + offset;
  const year = 2026 + Math.floor(month / 12);
  return `${year}-${String((((month % 12) + 12) % 12) + 1).padStart(2, '0')}`;
}

function kpi(
  id: Kpi['id'],
  value: Kpi['value'],
  target: string | null,
  previous: Kpi['previous'],
  status: Kpi['status'],
  anchor: string,
  cases: Kpi['cases'] = null,
): Kpi {
  return { id, value, without: 'cases', target, cases, previous, status, anchor: `section:${anchor}` };
}

function service(index: number, months: number): AvailabilityRow {
  const [ja, en] = names[index % names.length] ?? ['', ''];
  const suffix = index < names.length ? '' : ` ${Math.floor(index / names.length) + 1}`;
  const isNew = index === 5;
  const met = isNew ? null : index % 9 !== 2 && index % 9 !== 4;
  const isTokyo = index % 4 !== 1;
  return {
    serviceId: `svc-${index}`,
    name: both(ja + suffix, en + suffix),
    category: (['application', 'application', 'storage', 'server', 'network'] as const)[index % 5] ?? 'server',
    siteId: isTokyo ? 'tokyo' : 'singapore',
    siteName: isTokyo ? both('東京', 'Tokyo') : both('シンガポール', 'Singapore'),
    windowSeconds: 2_678_400,
    maintenanceSeconds: 14_400,
    excludedSeconds: 0,
    agreedSeconds: 2_664_000,
    downSeconds: met === false ? 7230 : index * 31,
    unknownSeconds: 0,
    baseSeconds: 2_664_000,
    percent: isNew ? null : met ? `99.9${((index * 37) % 90) + 10}` : `99.7${((index * 13) % 90) + 10}`,
    targetPercent: '99.9',
    met,
    outages: index % 4,
    longestOutageSeconds: index * 19,
    budgetSeconds: 2664,
    budgetLeftSeconds: met === false ? -4566 : 2664 - index * 31,
    coveragePercent: '99.998',
    previousPercent: index === 0 ? null : '99.962',
    previousMet: true,
    turnedByUnknownPolicy: index === 3 ? ['down'] : [],
    mtbfSeconds: null,
    mttrSeconds: null,
    trendPercent: Array.from({ length: months }, () => '99.950'),
  };
}

const nothingWritten: WrittenWords = {
  ...{
    detected: null,
    affected: null,
    cause: null,
    immediate: null,
    lasting: null,
    owner: null,
    due: null,
    status: null,
  },
};

function events(breaches: readonly BreachDetail[]): SummaryEvent[] {
  return breaches.map(({ ticketId, title, severity, serviceName, commentary, measure, lateSeconds, stoppedAt }) => ({
    kind: 'ticket',
    ...{ ticketId, title, severity, serviceName, commentary, anchor: `ticket:${ticketId}` },
    late: [{ measure, seconds: lateSeconds, isOpen: stoppedAt === null }],
  }));
}

function promises(): PromiseRow[] {
  const row = (severity: string | null, measure: PromiseRow['measure'], within: string | null): PromiseRow => ({
    ...{ severity, measure, within, targetPercent: '99.9', percent: '95.238', cases: { met: 20, of: 21 }, missed: 1 },
    ...{ differenceMilli: -4662, previousPercent: '97.500', status: 'action' as const },
    strip: ['good', 'good', null, 'attention', 'good', 'action'],
  });
  return [
    row(null, 'availability', null),
    row('critical', 'respond', 'PT1H'),
    row('high', 'restore', '1 business day'),
  ];
}

function balance(): BalanceRow[] {
  return (['respond', 'restore'] as const).map((measure) => ({
    ...{ severity: 'critical', measure, carried_in: 1, opened: 20, reopened_or_revised: 1, moved_in: 1, met: 20 },
    ...{ breached: 1, excluded: 0, no_data: 0, no_longer_promised: 0, moved_out: 0, carried_over: 2 },
  }));
}

function downtime(row: number, dayIndex: number): number {
  if ((row * 7 + dayIndex * 3) % 23 !== 0 || row % 6 === 1) return 0;
  return [45, 400, 1500, 5000, 14_000, 40_000][(row + dayIndex) % 6] ?? 0;
}

function breach(index: number): BreachDetail {
  const begins = startsAt + (index % 28) * day + 32_400;
  const isBusiness = index % 3 === 1;
  const isOpen = index % 7 === 3;
  const due = begins + (isBusiness ? 86_400 : 21_600);
  const stop = due + 2580 + index * 600;
  const step = (from: number, to: number, kind: 'running' | 'paused' | 'closed') => ({
    from,
    to,
    kind,
    seconds: to - from,
    because: { kind: 'running' as const, since: 'opened' as const },
    source: null,
  });
  return {
    ticketId: `INC-20261${index}`,
    title: titles[index % titles.length] ?? '',
    severity: severities[index % 3] ?? 'high',
    measure: index % 3 === 2 ? 'resolve' : 'restore',
    cycle: index === 2 ? 2 : 1,
    within: isBusiness ? '1 business day' : 'PT4H',
    serviceName: both('VPN接続', 'VPN'),
    siteName: both('東京', 'Tokyo'),
    startedAt: begins,
    dueAt: due,
    stoppedAt: isOpen ? null : stop,
    lateSeconds: stop - due,
    lateRunningSeconds: isBusiness ? 1800 : stop - due,
    elapsedSeconds: 16_980,
    pausedSeconds: isBusiness ? 0 : 7200,
    lateWhenRaised: index === 1,
    steps: isBusiness
      ? [
          step(begins, begins + 32_400, 'running'),
          step(begins + 32_400, begins + 86_400, 'closed'),
          step(begins + 86_400, stop, 'running'),
        ]
      : [
          step(begins, begins + 3600, 'running'),
          step(begins + 3600, begins + 10_800, 'paused'),
          step(begins + 10_800, stop, 'running'),
        ],
    commentary:
      index % 2 === 0
        ? {
            detected: both('お客様からの連絡', 'Reported by the client'),
            affected: both('在宅勤務者 約80名', 'About 80 people at home'),
            cause: both(
              '証明書更新時の設定反映漏れ。手順書に確認工程がなかった。',
              'A renewed certificate was not rolled out.',
            ),
            immediate: both('手動で証明書を配布し、接続を復旧。', 'Distributed by hand.'),
            lasting: both(
              '期限監視と配布を自動化し、更新後の接続確認を手順に追加する。',
              'Automate watching and distribution.',
            ),
            owner: '山田',
            due: '2026-11-28',
            status: both('対応中', 'in progress'),
          }
        : nothingWritten,
  };
}

function ticket(index: number): TicketRow {
  const openedAt = startsAt + index * 2 * day + 40_000;
  return {
    ticketId: index < 3 ? `INC-20261${index}` : `INC-20264${index}`,
    title: titles[index % titles.length] ?? '',
    severity: severities[index % 2] ?? null,
    serviceName: both('SAP S/4HANA', 'SAP S/4HANA'),
    openedAt,
    respondedAt: openedAt + 900,
    restoredAt: index === 5 ? null : openedAt + 9000,
    resolvedAt: index === 5 ? null : openedAt + 20_000,
    status: index === 5 ? 'open' : 'closed',
    verdict: index < 3 ? 'breached' : index === 5 ? 'running' : 'met',
  };
}

function window(
  windowId: string,
  dayIndex: number,
  overrunSeconds: number,
): ReportModel['maintenance']['done'][number] {
  const from = startsAt + dayIndex * day;
  return {
    windowId,
    serviceName: null,
    startsAt: from,
    endsAt: from + 14_400,
    approvedBy: '鈴木 一郎',
    changeId: 'CHG-0100',
    isRegular: true,
    isApproved: true,
    approvedLaterAt: null,
    downSeconds: null,
    overrunSeconds,
  };
}
