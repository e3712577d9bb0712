/** What changed in the exported rows between two versions, in Japanese. */

/** Names of tables and columns; others stand as they are exported. */
const restatement = {
  changed: (name: string, cells: string, place: string) => `元データを訂正：${name} ${cells}（${place}）`,
  added: (name: string, table: string, cells: string, place: string) =>
    `元データを追加：${name} ${table} ${cells}（${place}）`,
  removed: (name: string, table: string, cells: string, place: string) =>
    `元データから削除：${name} ${table} ${cells}（${place}）`,
  place: (file: string, row: number) => `${file} ${row}行目`,
  more: (rows: number) => `ほか${rows}行は restatement.json に記録`,
  empty: '（空欄）',
  join: '、',
  tables: {
    tickets: 'チケット',
    ticket_events: '履歴',
    uptime_states: '監視状態',
    uptime_samples: '監視結果',
    maintenance: '計画停止',
  } as Record<string, string>,
  columns: {
    type: '種別',
    service_id: 'サービス',
    site_id: '拠点',
    severity: '重大度',
    category: '分類',
    status: '状態',
    opened_at: '発生',
    responded_at: '応答',
    restored_at: '復旧',
    resolved_at: '解決',
    closed_at: 'クローズ',
    updated_at: '更新',
    support_level: '対応レベル',
    group: '担当グループ',
    duplicate_of: '重複元',
    at: '日時',
    event: '内容',
    value: '値',
    started_at: '開始',
    ended_at: '終了',
    starts_at: '開始',
    ends_at: '終了',
    first_at: '開始',
    last_at: '終了',
    state: '状態',
    reason: '理由',
    location: '監視拠点',
    approved_at: '承認日時',
    approved_by: '承認者',
  } as Record<string, string>,
};

export type RestatementWords = typeof restatement;
export default restatement;
