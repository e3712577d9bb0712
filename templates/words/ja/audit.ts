/** The words of the audit in Japanese. The model for every other language. */
import type { RawRows } from '../../../pipelines/audit/readRawRows.ts';
import { isReceivedLater, type Promised, type Standing } from '../../../pipelines/audit/TicketAudit.ts';
import type { AvailabilityTerms } from '../../../pipelines/contract/Contract.ts';
import type { AuditSpeech } from '../ReasonWords.ts';
import { readingNames } from './readingNames.ts';
import reasons from './reasons.ts';

type Names<K extends string = string> = Record<K, string>;

const ja = {
  title: 'SLA判定の根拠',
  serviceTitle: '稼働率判定の根拠',
  severities: { critical: '重大', high: '高', medium: '中', low: '低' } as Names,
  measures: { respond: '応答', restore: '復旧', resolve: '解決' } as Names,
  verbs: { respond: '応答', restore: '復旧', resolve: '解決' } as Names,
  cycle: (number: number) => `（再オープン後 ${number}回目）`,
  verdicts: {
    met: '達成',
    breached: '期限超過',
    running: '計測中',
    excluded: '対象外',
    'no-data': 'データなし',
  } as Names<'met' | 'breached' | 'running' | 'excluded' | 'no-data'>,
  toSpare: (verdict: string, margin: string) => `${verdict}　余裕 ${margin}`,
  late: (verdict: string, late: string) => `${verdict}　${late}`,
  lateAndOpen: (verdict: string, late: string, asOf: string) => `${verdict}　未完了（${asOf}時点で${late}超過）`,
  dueIn: (verdict: string, left: string, asOf: string) => `${verdict}　${asOf}時点で残り${left}`,
  because: (verdict: string, reason: string) => `${verdict}　${reason}`,
  noMeasures: '計測する指標はありません',
  standing: {
    'not-an-incident': (type: string) => `種別が「${type}」のためです。対象はインシデントのみです。`,
    'not-yet-open': () => 'この時点ではまだ受付前です。',
    'nothing-promised': () => '契約に目標がないか、計測を開始できません。',
  } as Record<Exclude<Standing, 'judged'>, (type: string) => string>,
  asOf: (at: string) => `${at}時点`,
  zone: (zone: string) => `時刻は${zone}で示します。`,
  head: {
    agreement: '契約条件',
    started: '開始',
    due: '期限',
    stopped: '完了',
    elapsed: '計測時間',
    paused: '計測停止',
    margin: '余裕',
    steps: '計測の内訳',
    from: '開始',
    to: '終了',
    kind: '計測',
    length: '長さ',
    why: '理由',
    evidence: '根拠',
    policies: '別の算入方法による差異',
    elsewhere: 'チケットシステムの表示値との差異',
    remarks: 'データの確認事項',
    rows: 'エクスポートの原文',
    row: '行',
    text: 'ファイルの記載',
    service: 'サービス',
    site: '拠点',
    severity: '重大度',
    ticket: 'チケット',
    asOf: '基準時点',
    check: '突合',
  },
  kinds: { running: '計測', paused: '計測停止', closed: '時間外', resolved: '解決済み' } as Names,
  legend: {
    running: '計測中',
    late: '超過',
    paused: '計測停止（お客様回答待ちなど）',
    closed: '営業時間外',
    resolved: '解決済み（再オープン前）',
  },
  events: {
    opened: '受付',
    responded: '応答',
    restored: '復旧',
    resolved: '解決',
    closed: 'クローズ',
    reopened: '再オープン',
    cancelled: '取消',
  } as Names,
  stoppedBy: (event: string) => `${event}により計測終了`,
  waitsSinceBeforeDue: (verdict: string) => `${verdict}（期限より前から保留中）`,
  wasLateOn: (due: string) => `${due}の時点で期限を超過していました`,
  stillRunning: (at: string) => `${at}時点で計測中`,
  moved: (from: string, by: string, to: string) =>
    `計測が止まった${by}（この目標の計測時間）の分、期限は${from}から${to}に繰り下がります。`,
  /** How the due instant comes about, in the line of the steps that marks it. */
  dueBecause: (promise: Promised, isMoved: boolean, say: AuditSpeech) => {
    const { within, calendar } = promise;
    const end =
      within.kind === 'duration'
        ? `開始から${calendar ? '営業時間で' : ''}${say.within(within.text)}後`
        : lastDay(promise, within.days, '開始当日');
    const notes = [
      ...(within.kind === 'business-days' && isReceivedLater(promise)
        ? ['営業時間外の開始は次の始業時刻に繰り下げ']
        : []),
      ...(isMoved ? ['計測が止まっていた分を繰り下げ'] : []),
    ];
    return notes.length === 0 ? end : `${end}（${notes.join('、')}）`;
  },
  sums: (running: string, paused: string, resolved: string | null) =>
    [running, `計測停止 ${paused}`, ...(resolved ? [`解決済み ${resolved}`] : [])].join('、'),
  dueFlag: (at: string) => `期限 ${at}`,
  stopFlag: (event: string, at: string) => `${event} ${at}`,
  openFlag: (at: string) => `未完了 ${at}時点`,
  alt: (ticket: string, measure: string, start: string, due: string, stop: string) =>
    `${ticket}の${measure}の計測。開始${start}、期限${due}、${stop}。`,
  severityChange: (severity: string, at: string) => `${at}から重大度は「${severity}」です。`,
  lateWhenRaised: (severity: string) =>
    `重大度を「${severity}」に引き上げた時点で、この目標の期限をすでに過ぎていました。`,
  sentence,
  policy: (policy: string, value: string, outcome: string) =>
    policy === 'response'
      ? `応答の記録より先の復旧・解決を応答とみなす場合、${outcome}。`
      : `「${readingNames[`${policy} ${value}`]}」とする場合、${outcome}。`,
  wouldBe: {
    met: (margin: string) => `達成（余裕 ${margin}）となります`,
    breached: (margin: string) => `期限超過（${margin}）となります`,
    running: () => 'まだ計測中となります',
    excluded: () => '対象外となります',
    'no-data': () => 'データなしとなります',
    none: () => 'この指標はありません',
    month: (to: string, from: string | null) => `${to}度の実績となります${from ? `（現在は${from}度）` : ''}`,
    noMonth: (from: string | null) => `まだどの月の実績にもなりません${from ? `（現在は${from}度）` : ''}`,
  },
  elsewhere: (desk: string, metric: string, shown: string, verdict: string, because: string) =>
    `${desk}（${metric}）：${shown}、${verdict}。${because}`,
  otherMeasure: (measure: string) => `現在は目標のない${measure}`,
  agrees: (period: string, asOf: string) =>
    `データウェアハウス（SQL）の計算と一致しています（最新の突合は${period}度、${asOf}時点）。`,
  agreesService: 'データウェアハウス（SQL）の秒数、割合、判定と一致しています。',
  notCompared: '計算済みのどの月にもこのチケットがないため、データウェアハウスと突き合わせる値はありません。',
  disagrees:
    'データウェアハウス（SQL）の計算と一致しません。どちらかが誤りです。解明するまで数値を使わないでください。',
  difference: (what: string, reference: string, warehouse: string) =>
    `${what}：参照計算 ${reference}、データウェアハウス ${warehouse}`,
  file: (state: RawRows['state']) =>
    ({
      unchanged: '',
      changed: '読み込み後にファイルが変わったため、原文は表示しません',
      gone: 'ファイルがないため、原文を表示できません',
      opaque: 'この形式のファイルの行は、文字として表示できません',
    })[state],
  rowOf: (row: number) => `${row}行目`,
  contractRule: 'contract.yaml',
  exclusionsFile: 'exclusions.yaml',
  noRow: '行番号不明',
  fromRuns: {
    warehouse: '監視データのファイルがないか変更されているため、その部分は読み込み時の要約から判定し、行は示しません。',
    lake: '監視データは保管先で集約されているため、その部分は取り込んだ要約から判定し、行は示しません。',
  },
  availability: {
    met: (percent: string, target: string) => `達成　${percent}%（目標 ${target}%）`,
    missed: (percent: string, target: string) => `未達　${percent}%（目標 ${target}%）`,
    verdicts: { met: '達成', missed: '未達' },
    none: '該当なし　計算の対象となる時間がありません',
    budgetLeft: (left: string) => `停止許容時間の残りは${left}です。`,
    overspent: (over: string) => `停止許容時間を${over}超過しました。`,
    sum: '算出過程',
    seconds: '秒',
    time: '時間',
    window: '対象期間（サービスの提供期間と基準時点まで）',
    maintenance: (counted: boolean): string => (counted ? 'うち計画停止（稼働として算入）' : '計画停止'),
    excluded: '承認済みの除外',
    agreed: 'サービス提供時間',
    unknown: {
      excluded: '監視データのない時間（計算から除く）',
      up: 'うち監視データのない時間（稼働として算入）',
      down: 'うち監視データのない時間（停止として算入）',
    } as Names<AvailabilityTerms['unknown']>,
    base: '算出の母数',
    lost: '算入停止時間',
    lostWithUnknown: '算入停止時間と監視データのない時間',
    available: '稼働時間',
    ratio: (available: string, base: string, exact: string, shown: string) =>
      `${available} ÷ ${base} ＝ ${exact} %。小数第4位以下を切り捨て、切り上げることはありません：${shown}%。`,
    verdict: (target: string, lost: string, budget: string, met: boolean) =>
      `目標${target}%で許容される停止は${budget}秒、算入する停止は${lost}秒のため、${met ? '達成' : '未達'}です。`,
    outages: '停止',
    noOutages: '停止はありません。',
    counted: '算入時間',
    notCounted: '不算入の時間と理由',
    inMaintenance: (time: string) => `計画停止中 ${time}`,
    inExclusion: (time: string) => `承認済みの除外 ${time}`,
    short: (time: string) => `${time}（最短停止時間未満のため不算入）`,
    outside: (time: string) => `対象期間外 ${time}`,
    ongoing: '基準時点で停止中',
    spans: '計画停止・除外・監視データのない時間',
    noSpans: '該当なし',
    kind: '区分',
    kinds: { maintenance: '計画停止', excluded: '除外', unknown: 'データなし' } as Names<
      'maintenance' | 'excluded' | 'unknown'
    >,
    monitors: '監視ツールの表示値との差異',
    monitor: '監視ツール',
    figure: '表示',
    agreementLine: '本契約',
    agreementSays: (unknown: AvailabilityTerms['unknown'], maintenance: AvailabilityTerms['maintenance']) =>
      `計画停止は${maintenance === 'excluded' ? 'サービス提供時間に含めず' : '稼働として算入し'}、承認済みの除外は除き、監視データのない時間は${{ excluded: '計算から除き', up: '稼働として算入し', down: '停止として算入し' }[unknown]}、切り捨てて表示します。`,
    noFigure: '表示なし',
    atStake: (maintenance: string, down: string, excluded: string, unknown: string) =>
      `この期間は、計画停止 ${maintenance}（うち停止 ${down}）、承認済みの除外 ${excluded}（監視ツールには反映されません）、監視データなし ${unknown}です。`,
    policies: '監視データのない時間の扱いによる差異',
    policyLine: (unknown: string, percent: string, met: string, turns: boolean) =>
      `${unknown}場合は${percent}（${met}）${turns ? '。判定が変わります' : ''}`,
    gap: (interval: string, gap: string) =>
      `監視間隔は${interval}です。${gap}を超えて途切れた時間は「監視データなし」とします。`,
    downWhen: (count: number) => `${count}か所以上で停止した場合に停止とします。`,
    legend: { down: '停止', maintenance: '計画停止', excluded: '除外', unknown: 'データなし' },
    alt: (service: string, outages: number) =>
      `${service}の対象期間を縮尺で示した図。停止${outages}件、計画停止、除外、監視データのない時間。`,
  },
  reasons,
};

export default ja;
export type AuditWords = typeof ja;

function sentence(severity: string, measure: string, promise: Promised, say: AuditSpeech): string {
  const { within, calendar, policies } = promise;
  const verb = ja.verbs[measure] ?? measure;
  const promised = `${severity}：${say.within(within.text)}以内に${verb}`;
  const pauses = measure === 'respond' ? '保留中も計測は止まりません。' : pausesOf(policies.pause_reasons);
  if (!calendar) return `${promised}。24時間365日計測します。${pauses}`;

  const name = `カレンダー ${calendar.id}${calendar.site ? `・${say.text(calendar.site)}` : ''}`;
  if (within.kind === 'duration') return `${promised}（${name}の営業時間で計測）。${pauses}`;
  const received = isReceivedLater(promise) ? '営業時間外の受付は、次の始業時刻に受け付けたものとします。' : '';
  return `${promised}（${name}）。${lastDay(promise, within.days, '受付当日')}を期限とします。${received}${pauses}`;
}

/** The end of the last of some business days, counted from the day that is named. */
function lastDay({ calendar, policies }: Promised, days: number, first: string): string {
  const day = `${first}は算入せず、${days}営業日目`;
  return {
    'end-of-day': `${day}の終業時刻`,
    midnight: `${day}の24時`,
    'business-hours': `開始から営業時間で${hours(days * (calendar?.dayLengthSeconds ?? 0))}後`,
  }[policies.business_day];
}

function pausesOf(reasons: readonly string[]): string {
  const names: Names = { client: 'お客様回答待ち', vendor: 'ベンダー回答待ち', other: 'その他の保留' };
  const waiting = reasons.map((reason) => names[reason] ?? reason).join('、');
  return reasons.length === 0 ? '保留中も計測は止まりません。' : `${waiting}の間は計測を止めます。`;
}

function hours(seconds: number): string {
  const minutes = Math.floor((seconds % 3600) / 60);
  return `${Math.floor(seconds / 3600)}時間${minutes > 0 ? `${minutes}分` : ''}`;
}
