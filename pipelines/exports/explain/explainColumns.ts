/** Names by which ticket lists, in Japanese and English, call the columns of a ticket. */

export interface KnownColumn {
  /** Of the generic table `tickets`. */
  column: string;
  names: RegExp[];
  isInstant?: boolean;
  /** Its values need a map to words of the contract. */
  isValue?: boolean;
}

export const knownColumns: KnownColumn[] = [
  {
    column: 'ticket_id',
    names: [
      /^(ticket|incident|case|issue|request)?[ _-]?(id|no\.?|number|key|#)$/i,
      /^#$/,
      /^(チケット|インシデント|案件|管理|受付|問合せ|問い合わせ)?(番号|No\.?|ID)$/i,
    ],
  },
  { column: 'type', names: [/^(ticket|issue|request)?[ _-]?type$/i, /^(種別|種類|区分|トラッカー)$/] },
  {
    column: 'service_id',
    names: [
      /^(service|system|application|configuration item|ci|component)s?$/i,
      /^(対象)?(サービス|システム|機器)(名)?$/,
    ],
  },
  {
    column: 'severity',
    names: [/^(priority|severity|impact)$/i, /^(優先度|重要度|緊急度|深刻度|影響度|重大度)$/],
    isValue: true,
  },
  {
    column: 'title',
    names: [/^(title|subject|summary|short description|name)$/i, /^(件名|題名|タイトル|要約|概要|標題)$/],
  },
  { column: 'category', names: [/^category$/i, /^(カテゴリー?|分類)$/] },
  { column: 'status', names: [/^(status|state)$/i, /^(ステータス|状態|状況)$/] },
  {
    column: 'opened_at',
    names: [
      /^(opened|created|reported|open|creation)( (at|on|date|time))?$/i,
      /^(作成|登録|受付|発生|起票|受信)(日時?|時刻)$/,
    ],
    isInstant: true,
  },
  {
    column: 'responded_at',
    names: [
      /^(first )?(response|responded|reply)( (at|on|date|time))?$/i,
      /^(初回|一次)?(応答|回答|対応開始|着手)(日時?|時刻)$/,
    ],
    isInstant: true,
  },
  {
    column: 'restored_at',
    names: [/^(restored|recovered)( (at|on|date|time))?$/i, /^(復旧|回復)(日時?|時刻)$/],
    isInstant: true,
  },
  {
    column: 'resolved_at',
    names: [/^(resolved|resolution|solved)( (at|on|date|time))?$/i, /^(解決|対応完了)(日時?|時刻)$/],
    isInstant: true,
  },
  {
    column: 'closed_at',
    names: [/^(closed|close|completed)( (at|on|date|time))?$/i, /^(完了|終了|クローズ)(日時?|時刻)?$/],
    isInstant: true,
  },
  {
    column: 'updated_at',
    names: [/^(last )?(updated|update|modified)( (at|on|date|time))?$/i, /^(最終)?更新(日時?|時刻)$/],
    isInstant: true,
  },
  { column: 'group', names: [/^(assignment )?group|team$/i, /^(担当)?(グループ|チーム|部署)$/] },
];
