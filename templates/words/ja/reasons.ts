/** Reasons in Japanese. */
import type { TicketEventKind } from '../../../pipelines/reference/exported.ts';
import type { ReasonWords } from '../ReasonWords.ts';

/** What happened to a ticket, as a noun. */
const happened: Record<TicketEventKind, string> = {
  opened: '受付',
  responded: '応答',
  assigned: '割り当て',
  escalated: 'エスカレーション',
  restored: '復旧',
  resolved: '解決',
  closed: 'クローズ',
  reopened: '再オープン',
  paused: '保留',
  resumed: '保留解除',
  severity_changed: '重大度の変更',
  cancelled: '取消',
};

const reasons: ReasonWords = {
  step: {
    running: ({ since }) => {
      if (since === 'opened' || since === 'reopened') return `${happened[since]}から計測`;
      return since === 'resumed' ? '保留解除により計測を再開' : `${happened[since]}により保留が終わり、計測を再開`;
    },
    paused: ({ by }) => `${pause(by)}（計測停止）`,
    'paused-in-vain': ({ by }) => `${pause(by)}（この計測は止めません）`,
    'excluded-time': ({ id, approvedBy, reason }, { text }) =>
      `承認済みの除外 ${id}（承認者 ${approvedBy}）：${text(reason)}（計測停止）`,
    stood: ({ event }) => `${happened[event]}済み（再オープンまで計測停止）`,
    closed: ({ calendar, days }) =>
      `営業時間外（カレンダー ${calendar}${days.length > 0 ? `：${days.map(closedDay).join('、')}` : ''}）`,
  },
  remark: {
    'no-opening': () => '受付日時がないため、計測を開始できません。',
    'two-openings': ({ again, first }, { instant }) =>
      `${instant(again)}にも受付の記録があります。最初の受付（${instant(first)}）を採用します。`,
    'before-opening': ({ event, at, openedAt }, { instant }) =>
      `受付（${instant(openedAt)}）より前の${instant(at)}に${happened[event]}の記録があります。計測には使いません。`,
    'events-contradict-columns': (reason, { instant }) =>
      reason.of === 'severity'
        ? `列 severity は「${reason.says}」、最後の変更は「${reason.lastChange}」です。イベントを採用します。`
        : `列 ${reason.column} は${instant(reason.says)}、イベントは${reason.events.map(instant).join(', ')}です。イベントを採用します。`,
    'closed-without-resolved': ({ at }, { instant }) =>
      `解決の記録がないまま${instant(at)}にクローズされています。クローズを解決とみなします。`,
    'reopened-without-stop': ({ at }, { instant }) =>
      `復旧・解決・クローズの前に、${instant(at)}に再オープンの記録があります。計測には使いません。`,
    'pause-without-end': ({ at, asOf }, { instant }) =>
      `${instant(at)}に保留され、${instant(asOf)}まで解除されていません。`,
    'pause-within-pause': ({ at, since }, { instant }) =>
      `${instant(since)}からの保留中に、${instant(at)}にも保留の記録があります。理由だけを改めます。`,
    'pause-reason-unknown': ({ reason }) =>
      reason === null
        ? '理由のない保留のため、計測は止めません。'
        : `保留の理由「${reason}」は契約にないため、計測は止めません。`,
    'severity-unknown': (reason) => {
      if (reason.of === 'change') return '変更後の重大度が空のため、この変更は採用しません。';
      return reason.severity === null
        ? '重大度がありません。件数には含め、判定はしません。'
        : `重大度「${reason.severity}」には契約の目標がありません。件数には含め、判定はしません。`;
    },
    'calendar-unknown': () =>
      'サービスにもチケットにもカレンダーのある拠点がないため、営業時間で測る指標は判定しません。',
    'status-says-open': ({ status }) =>
      `完了日時の記録がありますが、ステータスは「${status}」です。再オープンされた（日時の記録なし）とみなし、計測を続けます。`,
    'day-alone': () =>
      'エクスポートに時刻のない日付があります。1日未満の目標はデータなしとし、日数の目標は日付で判定します。',
    'status-without-instant': ({ status }) =>
      `ステータスは「${status}」ですが、その日時の記録がありません。データなしとし、判定しません。`,
  },
  excluded: {
    cancelled: () => '取り消されたチケットのため',
    duplicate: ({ of }) => `${of}の重複のため`,
    exclusion: ({ id, approvedBy, reason }, { text }) =>
      `承認済みの除外 ${id}（承認者 ${approvedBy}）：${text(reason)}`,
  },
  span: {
    maintenance: ({ windowIds, counts }) =>
      `計画停止 ${windowIds.join(' + ')}${counts === 'available' ? '（稼働として算入）' : ''}`,
    exclusion: ({ id, approvedBy, reason }, { text }) => `除外 ${id}（承認者 ${approvedBy}）：${text(reason)}`,
    unknown: ({ counts }) =>
      ({
        lost: '監視データなし（停止として算入）',
        available: '監視データなし（稼働として算入）',
        'not-at-all': '監視データなし（計算から除く）',
      })[counts],
  },
  monitor: {
    Icinga:
      'Icinga はメンテナンス時間を稼働として分母に残し、データのない時間は直前の状態が続くものとみなし、四捨五入して表示します。',
    Zabbix: 'Zabbix は除外ダウンタイムを分母から除きますが、データのない時間を稼働とみなします。',
    'Nagios / Thruk':
      'Nagios / Thruk は計画停止中の停止も停止として算入し、不明時間を全体比では稼働以外とし、既知時間比では除き、四捨五入して表示します。',
    'Uptime Kuma':
      'Uptime Kuma は時間ではなくチェックの回数を数え、メンテナンス中のチェックを稼働とし、チェックのない時間を無視し、四捨五入して表示します。',
    Checkmk:
      'Checkmk はサービス時間外を契約と同じく除きますが、監視されなかった時間を分母に残し稼働とはせず、四捨五入して表示します。',
    Upptime:
      'Upptime はメンテナンスを考慮せず、データのない時間を稼働とし、UTC の日ごとに分へ四捨五入し、割合も四捨五入して表示します。',
  },
  desk: {
    Zendesk:
      'Zendesk は保留中（お客様回答待ち）に限ってリクエスタの待機時間を止め、再オープン後も合算し、1営業日を営業時間の長さとして数え、分単位で表示し、合意済みの除外を考慮しません。',
    ServiceNow:
      'ServiceNow は理由を問わず保留中（On Hold）に完了までの計測を止め、1営業日を営業時間の長さとして数え、目標時間をちょうど使い切ったものも未達とし、割合を四捨五入して表示し、合意済みの除外を考慮しません。',
    'ConnectWise PSA':
      'ConnectWise PSA は理由を問わず待機（Waiting）状態の時間を数えず、再オープン後も計測を続け、1営業日を営業時間の長さとして数え、分単位で表示し、合意済みの除外を考慮しません。',
  },
};

export default reasons;

function pause(by: string | null): string {
  if (by === null) return '理由の記載がない保留';
  return { client: 'お客様回答待ち', vendor: 'ベンダー回答待ち' }[by] ?? `保留：${by}`;
}

/** Notes of the calendar: names of holidays, and two words of the contract. */
function closedDay(note: string): string {
  return { closed: '休業', dates: '臨時の営業時間' }[note] ?? note;
}
