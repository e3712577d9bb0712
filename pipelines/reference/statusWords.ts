/** What the word of a status says of a ticket: still to be done, done, or nothing that is known here. */

const OPEN = new Set(
  ['open', 'new', 'in progress', 'assigned', 'active', 'pending', 'on hold', 'waiting', 'reopened', 'feedback'].concat(
    [
      'waiting for client',
      'waiting for customer',
      'waiting for vendor',
      'awaiting assignment',
      'acknowledged',
      'triggered',
      'to do',
    ],
    [
      'work in progress',
      '新規',
      '未対応',
      '未着手',
      '処理中',
      '対応中',
      '進行中',
      '作業中',
      '保留',
      '保留中',
      '再オープン',
      'フィードバック',
    ],
  ),
);

const CLOSED = new Set(
  ['closed', 'resolved', 'done', 'solved', 'fixed', 'completed', 'complete', 'finished'].concat([
    'closed successful',
    'closed unsuccessful',
    '完了',
    '解決',
    '解決済み',
    '終了',
    '処理済み',
    '対応済み',
    'クローズ',
  ]),
);

/** Small and capital letters, underscores and hyphens make no difference. */
export function statusSays(status: string | null): 'open' | 'closed' | null {
  const word = (status ?? '').trim().toLowerCase().replace(/[_-]/g, ' ');
  if (OPEN.has(word)) return 'open';
  return CLOSED.has(word) ? 'closed' : null;
}
