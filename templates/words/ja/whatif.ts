/** What another agreement would have said, in Japanese. */
const whatif = {
  title: '契約条件を変えた場合の試算',
  lead: '実際の判定ではありません。当四半期の同じデータを、次の条件で判定し直した結果です。ほかの条件は契約のとおりです。',
  promise: '目標',
  agreed: '契約のとおり',
  other: '仮の条件',
  turned: '判定が変わる',
  ticketsThatTurn: '判定が変わる対応',
  moreTickets: (shown: string, all: string) => `全${all}件のうち${shown}件を表示`,
  asked: (said: string) => `仮の契約条件：${said}`,
  nothing: '判定の変わる目標はありません。',
  turns: (count: string) => `判定の変わる目標：${count}件`,
  unchanged: (period: string) => `${period}：判定・件数の変更なし`,
  overall: '全体の稼働率',
  said: (status: string, percent: string | null) => (percent === null ? status : `${status} ${percent}%`),
  service: (status: string, percent: string | null, target: string, lost: string, budget: string) =>
    `${status} ${percent === null ? '－' : `${percent}%`}（目標${target}%、停止${lost}／許容${budget}）`,
  others: (services: string) => `ほか${services}サービス`,
  sameVerdict: '目標・許容時間のみ変更、判定は同じ',
  absent: '対象外',
  arrow: (before: string, after: string) => `${before} → ${after}`,
  cases: (met: string, breached: string, percent: string | null) =>
    `期限内${met}件・期限超過${breached}件${percent === null ? '' : `（${percent}%）`}`,
  outage: (from: string, to: string, counted: string) => `停止 ${from}～${to}　算入 ${counted}`,
  moreOutages: (more: string) => `ほか${more}件の停止`,
  nowBreached: (late: string) => `期限内 → ${late}超過`,
  nowKept: (late: string) => `${late}超過 → 期限内または対象外`,
  status: {
    met: '達成',
    missed: '未達',
    'no-data': 'データなし',
    'on-course': '順調',
    'at-risk': '要注意',
    lost: '未達確定',
  } as Record<string, string>,
  held: (from: string, to: string) => `${from}～${to}のすべての期間で達成できた稼働率目標（サービス別、小数第3位まで）`,
  heldBy: (percent: string, worst: string, lost: string, base: string) =>
    `${percent}%　最低の期間 ${worst}（停止${lost}秒／算出の母数${base}秒）`,
  heldByNone: 'データなし',
  without: (periods: string) => `データのない期間：${periods}`,
  join: '、',
};

export type WhatIfWords = typeof whatif;
export default whatif;
