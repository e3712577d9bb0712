/** The summary page in Japanese. */
import type { SummaryWords } from '../SummaryWords.ts';

const summary: SummaryWords = {
  states: {
    good: '達成',
    attention: '一部未達',
    action: '重要な未達あり',
    unknown: '判定できない目標あり',
  },
  decidedBy: (reasons) =>
    `評価の根拠：${reasons.join('、')}。サービスごとと全体の稼働率、重大度ごとの応答・復旧・解決のすべての目標から判定しています。`,
  reasons: {
    'overall-missed': () => '全体の稼働率が目標未達',
    'gravest-breached': ({ severity, breaches }, say) =>
      `最も重い重大度「${say.severity(severity)}」のSLA未達${say.count(breaches)}件`,
    'attainment-far-below': ({ severity, measure, percent, target }, say) =>
      `「${say.severity(severity)}」の${say.measure(measure)}達成率${percent}%（${target === null ? '9割未満' : `目標${target}%`}）`,
    'services-missed': ({ missed, judged }, say) =>
      `稼働率目標の未達${say.count(missed)}サービス（判定した${say.count(judged)}サービス中）`,
    breached: ({ breaches }, say) => `SLA未達${say.count(breaches)}件`,
    'still-running': () => '対象期間の途中（稼働率は期間の終了後に判定）',
    'services-not-judged': ({ judged, of }, say) =>
      `監視データがなく稼働率を判定できないサービスあり（${say.count(of)}サービス中${say.count(judged)}サービスを判定）`,
    'months-not-monitored': ({ monitored, of }, say) =>
      `監視データのない月あり（${say.count(of)}か月中${say.count(monitored)}か月分）`,
    'no-tickets': ({ months, of }, say) =>
      months === 0
        ? 'チケットのデータなし'
        : `チケットのデータのない月あり（${say.count(of)}か月中${say.count(months)}か月分）`,
    'nothing-promised': () => '判定の対象となる目標なし',
    'all-kept': () => '未達なし',
  },
  verdict: (figures, isRunning, { count }) => {
    const { services, servicesJudged, servicesMet, monthsWithTickets, attainmentPercent } = figures;
    const availability = () => {
      if (services === 0) return '稼働率の対象となるサービスはありません。';
      if (servicesJudged === 0 && isRunning && figures.monthsMonitored > 0)
        return '対象期間の途中のため、稼働率はまだ判定していません。';
      if (servicesJudged === 0) return '監視データがないため、稼働率を算出できません。';
      if (servicesJudged < services)
        return `稼働率は${count(services)}サービス中${count(servicesJudged)}サービスを判定し、${count(servicesMet)}サービスで目標を達成しました。`;
      if (servicesMet === servicesJudged)
        return services === 1
          ? '稼働率目標を達成しました。'
          : `稼働率目標は全${count(services)}サービスで達成しました。`;
      return `稼働率目標は${count(servicesJudged)}サービス中${count(servicesMet)}サービスで達成しました。`;
    };
    const { breaches, breachedTickets } = figures;
    const tickets = () => {
      if (monthsWithTickets === 0) return 'チケットのデータがないため、SLA達成率を算出できません。';
      if (attainmentPercent === null) return 'SLAの対象となる実績はありませんでした。';
      const rate = `SLA達成率は${attainmentPercent}%（${count(figures.met)}／${count(figures.judged)}件）です。`;
      if (breaches === 0) return `${rate}SLA未達はありません。`;
      return `${rate}SLA未達は${count(breaches)}件${breachedTickets === breaches ? '' : `（チケット${count(breachedTickets)}件）`}です。`;
    };
    return availability() + tickets();
  },
  cards: {
    availability: '稼働率（全体）',
    respond: '応答SLA達成率',
    restore: '復旧・解決SLA達成率',
    incidents: 'インシデント件数',
    breaches: 'SLA未達',
    mttr: '復旧までの時間（中央値）',
  },
  casesUnit: '件',
  everyCase: '目標 全件期限内',
  cases: (met, of) => `${met}／${of}`,
  noData: 'データなし',
  points: {
    written: ({ text }, say) => say.text(text),
    'service-missed': ({ name, percent, target, more }, say) =>
      `${say.text(name)}の稼働率は${percent}%で、目標${target}%を下回りました${more > 0 ? `（ほか${say.count(more)}サービス）` : ''}。`,
    'ticket-breached': ({ ticketId, title, measures, more }, say) =>
      `${ticketId}「${title}」が${measures.map(say.measure).join('・')}の期限を超過しました${more > 0 ? `（ほか${say.count(more)}チケット）` : ''}。`,
    'unapproved-maintenance': ({ windowId, name, downSeconds, more }, say) =>
      `承認のない保守${windowId === '' ? '' : ` ${windowId}`}（${say.text(name)}）により、${say.duration(downSeconds)}停止しました${more > 0 ? `（ほか${say.count(more)}件）` : ''}。`,
    'patches-overdue': ({ patches, oldestDueAt }, say) =>
      `期限を過ぎて未適用のパッチが${say.count(patches)}件あります（最も古い期限：${say.date(oldestDueAt)}）。`,
    capacity: ({ resource, reachesLimitOn }, say) =>
      `${resource}は${say.date(reachesLimitOn)}頃に上限に達する見込みです。`,
    'near-misses': ({ measures, ticketId, measure, marginSeconds }, say) =>
      `期限間際に完了した対応が${say.count(measures)}件あります（最小の余裕：${ticketId}の${say.measure(measure)} ${say.exact(marginSeconds)}）。`,
    'budget-nearly-used': ({ name, leftSeconds, budgetSeconds }, say) =>
      `${say.text(name)}の停止許容時間の残りは${say.exact(leftSeconds)}です（許容${say.exact(budgetSeconds)}）。`,
    'open-measures': ({ measures }, say) => `期限のある対応のうち、${say.count(measures)}件が継続中です。`,
    'no-monitoring': () => '監視データがないため、稼働率を判定できません。',
    'no-tickets': () => 'チケットのデータがないため、応答・復旧・解決を判定できません。',
    'unknown-types': ({ types }, say) => `種別が不明なチケット（${say.count(types)}種別）は集計に含まれていません。`,
    'all-kept': ({ incidents }, say) =>
      incidents === 0
        ? 'インシデントの発生はなく、すべての目標を判定し、未達はありません。'
        : `インシデントは${say.count(incidents)}件で、すべての目標を判定し、未達はありません。`,
    cause: ({ label, share }, say) => `当四半期の停止時間の${share}%は、${say.text(label)}に起因します。`,
    kpis: ({ judged, met, attention, missed }, say) =>
      `目標のあるKPI ${say.count(judged)}項目のうち、達成${say.count(met)}、要注意${say.count(attention)}、未達${say.count(missed)}です。`,
    actions: ({ earlier, outcomes }, say) => {
      const counted = Object.entries(outcomes).filter(([, number]) => number > 0);
      const named = counted.map(([outcome, number]) => `${names[outcome]}${say.count(number)}件`);
      return `前四半期に合意したアクション${say.count(earlier)}件は、${named.join('、')}です。`;
    },
  },
  outcomes: { done: '完了', open: '対応中', late: '遅延', dropped: '見送り', unreported: '報告なし' },
};
const names: Record<string, string> = summary.outcomes;

export default summary;
