/** The words of the quarterly review in Japanese, and those of the monthly report that speak of a month. */

import type { KpiName } from '../../../pipelines/report/review/kpiNames.ts';
import pages from './pages.ts';
import type { Words } from './report.ts';

/** What reads differently where the period is a quarter. */
export const quarter = {
  month: '四半期サービスレビュー報告書',
  monthOf: (quarter: string) => `四半期サービスレビュー報告書（${quarter}）`,
  head: { previous: '前四半期' },
  cover: { month: (quarter: string) => quarter },
  summary: {
    previous: (previous: string) => `前四半期 ${previous}`,
    noPrevious: '前四半期のデータなし',
    points: '当四半期のトピックス',
  },
  pages: {
    promises: {
      ...pages.promises,
      balanceHeads: { ...pages.promises.balanceHeads, carried_in: '前期繰越', carried_over: '次期繰越' },
    },
  },
  attainment: {
    lead: '契約で定めたサービスレベルごとに、目標、当四半期の実績、前四半期の実績、判定を示します。四半期の値は、3か月の秒数と件数を合算して求めます。月ごとの百分率の平均ではありません。',
    rule: '達成率＝期限内÷（期限内＋期限超過）。小数第4位以下は切り捨てます。対象がない場合は「－」と表示し、平均には含めません。「繰越」は報告時点で期限前かつ未完了の件数、「除外」は承認を得て集計対象外とした件数です。',
    alt: (measure: string, lines: string) => `${measure}の達成率の月別推移。当四半期は${lines}。`,
  },
  incidents: {
    alt: (total: string) => `重大度別のインシデント発生件数を月ごとに積み上げた棒グラフ。当四半期は合計${total}件。`,
    totals: '当四半期の合計',
    reopenedLead: (all: string, listed: string) =>
      listed === '0'
        ? `当四半期に再オープンしたインシデントは${all}件です。以前に結果を報告したものはありません。`
        : `当四半期に再オープンしたインシデントは${all}件です。このうち、以前に結果を報告した${listed}件を示します。`,
    major: '重大インシデント',
  },
  breaches: {
    lead: (count: string, previous: string | null) =>
      `当四半期に確定したSLA未達は${count}件${previous === null ? '' : `（前四半期${previous}件）`}です。未完了のものは、現在の状況を示します。`,
    none: '当四半期に確定したSLA未達はありません。',
  },
  openMeasures: { carried: '翌四半期へ繰越' },
  problems: { successRate: (percent: string, previous: string) => `変更成功率${percent}（前四半期${previous}）。` },
  maintenance: { done: '当四半期の実績' },
  operations: {
    compliance: (percent: string, previous: string) => `期限内適用率${percent}（前四半期${previous}）。`,
    backupRate: (success: string, runs: string, percent: string, previous: string) =>
      `${runs}回のうち${success}回成功（成功率${percent}、前四半期${previous}）。`,
    used: '期末',
  },
} satisfies { [Section in keyof Words]?: Partial<Words[Section]> };

export type QuarterWords = typeof quarter;

const reviewJa = {
  quarter: '四半期',
  month: '月',
  kpis: {
    title: 'KPI達成状況',
    kpi: 'KPI',
    trend: '推移',
    attention: '要注意',
    parts: '内訳',
    target: (value: string, direction: 'higher' | 'lower') =>
      direction === 'higher' ? `${value}以上` : `${value}以下`,
    rule: '目標は期末日に有効な値です。判定：● 達成＝目標を満たし、要注意の基準も満たす。▲ 要注意＝目標は満たすが、要注意の基準（早めに手を打つための、目標より厳しい値）に届かない。■ 未達＝目標を満たさない。推移：↑・↓は前四半期の値より増えた・減ったことを、色と語はそれが望ましい方向かどうかを示します。差が少しでもあれば矢印を付け、同じ値のときだけ→とします。判定と推移は切り捨て前の整数の比で決めます。',
    definitions:
      'MTTA・MTTRは月次報告書と同じく中央値です。平均値は参考として併記します（平均値は3か月の合計秒数÷合計件数）。MTBFは全サービスの稼働時間÷停止回数、キャパシティ余裕は最も余裕の少ないリソースの期末値です。',
    verdicts: { met: '達成', attention: '要注意', missed: '未達' },
    better: '改善',
    worse: '悪化',
    noTarget: '目標なし',
    noData: 'データなし',
    unknown: (kpi: string) => `${kpi}（定義のないKPI）`,
    of: (part: string, whole: string) => `${part}／${whole}件`,
    partial: (months: string) => `前四半期は${months}か月分のデータとの比較です。`,
    running: '当四半期はまだ終わっていません。件数は前四半期の3か月分と、そのままでは比べられません。',
    names: {
      availability: '稼働率（全体）',
      mtta_minutes: 'MTTA（応答まで・中央値）',
      mtta_mean_minutes: 'MTTA（平均）',
      mttr_hours: 'MTTR（復旧まで・中央値）',
      mttr_mean_hours: 'MTTR（平均）',
      mtbf_hours: 'MTBF（停止の間隔）',
      incidents: 'インシデント発生件数',
      incidents_resolved: 'インシデント解決件数',
      requests: 'サービス要求件数',
      first_level_resolution: '一次解決率（L1）',
      reopen_rate: '再オープン率',
      backlog: '未解決件数（期末）',
      backlog_over_30_days: '31日以上未解決の件数',
      backlog_oldest_days: '最も古い未解決の経過日数',
      escalations_l2: 'エスカレーション（L2）',
      escalations_l3: 'エスカレーション（L3）',
      escalations_manager: 'エスカレーション（マネージャー）',
      problem_root_cause_on_time: '根本原因の期限内特定率',
      change_success: '変更成功率',
      emergency_change_share: '緊急変更の割合',
      patch_compliance: 'パッチ期限内適用率',
      backup_success: 'バックアップ成功率',
      capacity_headroom: 'キャパシティ余裕',
    } satisfies Record<KpiName, string>,
    attainment: (severity: string, measure: string) => `${measure}SLA達成率（${severity}）`,
    groups: {
      service: 'サービスレベル',
      speed: '応答・復旧の速さ',
      volume: '件数・品質',
      practice: '運用プロセス',
      other: 'その他の目標',
    },
    units: { percent: '%', minutes: '分', hours: '時間', days: '日', count: '件' },
  },
  trend: {
    title: '四半期・月別の推移',
    lead: '四半期の稼働率は3か月の秒数を、達成率は件数を合算した値です。',
    compare: '四半期と月の比較',
    period: '期間',
    quarters: '四半期（直近4期まで）',
    months: '月（直近12か月まで）',
    partial: (months: string) => `※${months}か月分`,
    current: '当四半期',
    missed: '未達サービス',
    down: '停止時間',
    budgetUsed: '許容使用率',
    respond: '応答達成率',
    fixed: '復旧・解決達成率',
    breaches: '期限超過',
    opened: '発生',
    availabilityChart: '稼働率（全体）の月別推移',
    availabilityAlt: (from: string, to: string, value: string) =>
      `${from}から${to}までの稼働率の折れ線グラフ。当四半期は${value}。`,
    attainmentChart: '達成率の月別推移',
    attainmentAlt: (from: string, to: string) =>
      `${from}から${to}までの応答達成率と復旧・解決達成率の折れ線グラフ。値は下の表にあります。`,
    axis: (from: string) => `縦軸は${from}%から`,
    axisPlain: '稼働率（%）',
    budget: '停止許容時間の使用状況',
    budgetLead: '停止許容時間の使用率です。月の欄は、使用率50%以上、75%以上、100%超（太字、未達）の順に濃く示します。',
    allowed: (budget: string) => `許容 ${budget}`,
    total: '全サービス合計',
    nothing: '許容なし',
    margins: '期限までの余裕',
    marginsLead:
      '期限内に完了した対応の完了時に、許容時間のうち残っていた割合です。「下位10%」は、余裕の少ない順に並べて10%目にあたる対応の余裕で、10件に1件はこの値以下です。',
    promises: '目標（当四半期）',
    kept: '期限内',
    near: 'うち期限間際',
    median: '余裕（中央値）',
    worstTenth: '余裕（下位10%）',
    before: '前期',
  },
  gaps: {
    title: 'データの範囲についての注意',
    missing: (months: string) => `${months}はデータがありません。当四半期の数値は、ほかの月だけの集計です。`,
    notMonitored: (months: string) => `${months}は監視データがありません。稼働率は、ほかの月だけの集計です。`,
    noTickets: (months: string) => `${months}はチケットが1件もありません。`,
    notBegun: (months: string) => `${months}は、まだ始まっていません。`,
    partialQuarter: (quarter: string, months: string) =>
      `${quarter}は${months}か月分のデータです。四半期どうしの比較では、その差にご注意ください。`,
    terms: (dates: string) =>
      `${dates}に契約条件が改定されています。稼働率とSLAは、それぞれの期間の条件で判定しています。`,
    noData: (kpis: string) => `目標があるのに実績データのないKPI：${kpis}`,
  },
  pain: {
    title: '改善が必要な領域',
    lead: 'どこに停止と期限超過が集中しているかを、多い順に示します。折れ線は上位からの累積割合です。',
    dimension: {
      service: 'サービス別',
      category: 'インシデントの分類別',
      cause: '原因別（問題レコード・変更）',
    },
    downtime: '停止時間',
    breaches: 'SLA未達',
    axis: { downtime: '停止時間（時間）', breaches: 'SLA未達（件）' },
    cumulative: '累積（%）',
    unexplained: {
      service: 'サービス不明',
      category: '分類なし',
      cause: '問題レコード・変更との関連なし',
    },
    alt: (what: string, first: string, share: string) =>
      `${what}のパレート図。最も多いのは${first}で、全体の${share}です。`,
    limited: (shown: string, all: string) => `全${all}項目のうち上位${shown}項目を示します。`,
    none: '当四半期に該当する停止・期限超過はありません。',
    cause: '原因',
    share: '累積',
    causeRule:
      '原因は、問題レコードの関連チケット、または直後に障害が起きた失敗・切り戻しの変更から判定します。自由記述の文章は集計しません。',
    repeats: '繰り返し発生しているインシデント',
    repeatRule: (threshold: string, all: string, shown: string) =>
      `同じサービス・同じ分類で、四半期に${threshold}件以上発生した組み合わせは${all}組です。期限超過の多い順、停止の長い順、件数の順に上位${shown}組を示します。`,
    before: '前四半期',
    problem: '問題レコード',
    noProblem: 'なし',
    hoursTitle: '曜日・時間帯別の発生件数',
    hoursLead: (zone: string) =>
      `インシデントの発生時刻を、契約の時間帯（${zone}）の曜日と時刻で集計しました。数字は件数です。`,
    hoursAlt: (weekday: string, hour: string, count: string) =>
      `曜日と時間帯ごとのインシデント発生件数を色の濃さで示す図。最も多いのは${weekday}の${hour}時台で${count}件です。`,
    weekdays: ['月', '火', '水', '木', '金', '土', '日'],
    hour: '時',
    outages: '長時間の停止（上位10件）',
    counted: '停止時間（算入分）',
    costliest: '影響の大きかったチケット（10件まで）',
    costRule:
      '影響＝停止時間（算入分）＋期限を過ぎた時間（暦時間）。重大度の高い順、影響の大きい順に並べ、最も遅れた指標の計測を示します。',
    down: '停止',
    late: '期限超過',
    cost: '影響合計',
    clockOf: (ticket: string, measure: string) => `${ticket}　${measure}`,
    stillInTime: (measure: string, at: string, left: string) => `未${measure} ${at}時点（期限まで${left}）`,
    inTime: (measure: string, at: string, left: string) => `${measure} ${at}（期限まで${left}）`,
  },
  breaches: {
    lead: '原因と対策は、サービスマネージャーが記入したものです。「未記入」は、まだ記入がないことを示します。',
    lasting: '恒久対策・担当・期限',
    gradeAndMeasure: (severity: string, measure: string) => `${severity}・${measure}`,
    noOwner: '担当 未記入',
    noDue: '期限 未記入',
    due: (date: string) => `期限 ${date}`,
  },
  followUp: {
    title: '前四半期のアクションのフォローアップ',
    lead: '前四半期のレビューで合意したアクションと改善提案の結果です。',
    none: '前四半期に合意したアクションはありません。',
    action: 'アクション',
    due: '期限（当初）',
    dueNow: (due: string) => `現在 ${due}`,
    outcome: '結果',
    reason: '理由・補足',
    reasonMissing: '理由 未記入',
    isNew: '当四半期に追加',
    outcomes: { done: '完了', open: '対応中', late: '遅延', dropped: '見送り', unreported: '報告なし' },
  },
  targets: {
    title: 'KPI目標の改定',
    none: '前四半期から改定された目標はありません。',
    from: '改定前',
    to: '改定後',
  },
  proposals: {
    more: (count: string) => `このほかに、データに基づく提案が${count}件あります（data/review_proposals.csv）。`,
  },
};

export type ReviewWords = typeof reviewJa;
export default reviewJa;
