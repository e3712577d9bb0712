/** How the ways to count that the trade knows are named in Japanese: a policy of the agreement with its value. */
export const readingNames: Record<string, string> = {
  'business_day end-of-day': '営業日は終業時刻まで',
  'business_day midnight': '営業日は24時まで',
  'business_day business-hours': '営業日は営業時間の長さで算入',
  'received immediate': '時間外の受付もその時刻から',
  'received next-opening': '時間外の受付は次の始業時刻から',
  'severity_change final': '完了時の重大度で判定',
  'severity_change initial': '受付時の重大度で判定',
  'severity_change highest': '最も重かった重大度で判定',
  'pause_reasons none': '保留中も計測を止めない',
  'pause_reasons client': 'お客様回答待ちだけで計測を止める',
  'pause_reasons client, vendor, other': 'すべての保留で計測を止める',
  'system Zendesk': 'Zendesk の算入方法',
  'system ServiceNow': 'ServiceNow の算入方法',
  'system ConnectWise PSA': 'ConnectWise PSA の算入方法',
  'response restoration': '応答の記録より先の復旧・解決を応答とする',
  'attribution decided': '判定が決まった月の実績とする',
  'attribution opened': '受付した月の実績とする',
  'attribution resolved': '解決した月の実績とする',
};

/** Time without monitoring data, by how it is counted. */
export const unknownReadings = {
  excluded: '監視データのない時間を除く',
  up: '監視データのない時間を稼働とする',
  down: '監視データのない時間を停止とする',
};
