/** How things are counted, in Japanese, by the policies in force. Examples: opening hours 9:00 to 18:00, Monday to Friday. */
import type { Policies } from '../../../pipelines/contract/Contract.ts';
import type { PolicyWords } from '../PolicyWords.ts';

const businessDay: Record<Policies['business_day'], string> = {
  'end-of-day':
    '受付当日は算入せず（初日不算入）、N営業日目の終業時刻までを指します。例：金曜日17:00受付で1営業日以内なら、期限は月曜日18:00です。',
  midnight:
    '受付当日は算入せず（初日不算入）、N営業日目の24時までを指します。例：金曜日17:00受付で1営業日以内なら、期限は月曜日24:00です。',
  'business-hours':
    '営業時間だけを算入し、1営業日を1日の営業時間の長さとします。例：金曜日17:00受付で1営業日以内なら、期限は月曜日17:00です。',
};

const received: Record<Policies['received'], string> = {
  immediate:
    '営業時間外の受付も、その時刻に受け付けたものとします。例：土曜日10:00受付で1営業日以内なら、期限は月曜日のうちです。',
  'next-opening':
    '営業時間外の受付は、次の始業時刻に受け付けたものとします。例：土曜日10:00受付は月曜日9:00の受付とみなし、1営業日以内なら、期限は火曜日のうちです。',
};

const severityChange: Record<Policies['severity_change'], string> = {
  final:
    '完了した時点の重大度で判定します。例：低で受け付け、高に上げ、中に下げてから完了した場合は、中の目標で判定します。',
  initial:
    '受付時の重大度で判定します。例：低で受け付け、高に上げ、中に下げてから完了した場合は、低の目標で判定します。',
  highest:
    '最も重かった重大度で判定します。例：低で受け付け、高に上げ、中に下げてから完了した場合は、高の目標で判定します。',
};

const waits: Record<string, string> = { client: 'お客様回答待ち', vendor: 'ベンダー回答待ち', other: 'その他の保留' };

const attribution: Record<Policies['attribution'], string> = {
  decided: '期限を過ぎて未完了のものは、期限の属する月の期限超過として算入します。',
  opened: '結果は、発生した月の実績として計上します。期限を過ぎて未完了のものも、発生した月の期限超過とします。',
  resolved:
    '結果は、完了した月の実績として計上します。期限を過ぎて未完了のものは、完了するまで期限超過に算入しません。',
};

const agreed: PolicyWords['agreed'] = {
  excluded: '計画停止と承認済みの除外を引いた時間',
  'counts-as-up': '承認済みの除外を引いた時間（計画停止は稼働として含む）',
};

const policies: PolicyWords = {
  from: (date, meaning) => `${date}から：${meaning}`,
  attribution,
  agreed,
  entries: [
    {
      term: 'サービス提供時間',
      says: (_, { maintenance }) =>
        `対象期間から${agreed[maintenance]}です。サービスの提供開始前と終了後は含みません。例：31日の月に4時間の計画停止がある場合は、${maintenance === 'excluded' ? '740時間' : '744時間'}です。`,
    },
    {
      term: '監視データのない時間',
      says: (_, { unknown }) =>
        `監視の記録が途切れ、稼働・停止を判定できない時間です。${
          {
            excluded: '計算から除きます。例：100時間のうち10時間の記録がなく1時間停止した場合は、89÷90で98.888%です。',
            up: '稼働として算入します。例：100時間のうち10時間の記録がなく1時間停止した場合は、99÷100で99.000%です。',
            down: '停止として算入します。例：100時間のうち10時間の記録がなく1時間停止した場合は、89÷100で89.000%です。',
          }[unknown]
        }扱いにより判定が変わる場合は明記します。`,
    },
    {
      term: '営業日',
      says: ({ business_day }) =>
        `拠点のカレンダーで営業時間のある日です。「N営業日以内」は、${businessDay[business_day]}`,
    },
    {
      term: '営業時間外の受付',
      // Counted in opening hours alone, it makes no difference when a ticket came in while closed.
      says: ({ business_day, received: rule }) =>
        business_day === 'business-hours'
          ? '営業時間だけを算入するため、次の始業時刻から計測します。例：土曜日10:00受付で1営業日以内なら、期限は月曜日18:00です。'
          : received[rule],
    },
    {
      term: '保留',
      says: ({ pause_reasons }) =>
        pause_reasons.length === 0
          ? '保留中も計測は止まりません。例：お客様の回答を2時間待っても、期限は変わりません。'
          : `${pause_reasons.map((reason) => waits[reason] ?? reason).join('・')}の間は、復旧・解決の計測を止めます（応答は止めません）。例：${waits[pause_reasons[0]!] ?? pause_reasons[0]}が2時間あれば、期限は2時間延びます。ほかの理由の保留では止まりません。`,
    },
    { term: '重大度の変更', says: ({ severity_change }) => severityChange[severity_change] },
    {
      term: '再オープン',
      says: ({ reopen }) => {
        const days = Math.floor(reopen.within_seconds / 86_400);
        return reopen.mode === 'new-cycle'
          ? '解決後の再オープンは、新しい計測として別に判定します。例：解決の翌日に再オープンすると、その時点から新しい期限を起算します。'
          : `解決から${days}日以内の再オープンは、同じ計測の続きです。解決していた時間は算入しません。例：解決の${days}日後ちょうどの再オープンは続きから計測し、それより後は新しい計測とします。`;
      },
    },
    {
      term: '結果の計上月',
      says: ({ attribution: rule }) =>
        ({
          decided:
            '計測の結果は、結果が確定した月に一度だけ計上します。期限内は完了した月、期限超過は期限を迎えた月です。例：10月に発生し、期限が11月、完了が12月の期限超過は、11月に計上します。',
          opened:
            '計測の結果は、発生した月に一度だけ計上します。例：10月に発生し、期限が11月、完了が12月の期限超過は、10月に計上します。',
          resolved:
            '計測の結果は、完了した月に一度だけ計上します。例：10月に発生し、期限が11月、完了が12月の期限超過は、12月に計上します。',
        })[rule],
    },
  ],
};

export default policies;
