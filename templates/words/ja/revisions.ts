/** Lines of the history of revisions (改訂履歴) in Japanese: what another version rests on. */
import report from './report.ts';

const severityOf = (name: string) => report.severities[name.toLowerCase()] ?? name;
const measureOf = (name: string) => report.measures[name] ?? name;

const revisions = {
  first: '初版発行',
  figures: '集計値を更新（figures.json に記録）',
  agreement: (file: string) => `契約条件の設定を変更：${file}`,
  holidays: '祝日の一覧を更新',
  objections: '異議申立とその回答を記載',
  commentary: (file: string) => `総評・原因などの記載を変更：${file}`,
  exportAdded: (file: string) => `エクスポートを追加：${file}`,
  exportReplaced: (file: string) => `エクスポートを差替：${file}`,
  exportRemoved: (file: string) => `エクスポートを削除：${file}`,
  models: '算出プログラムを更新',
  edition: (language: string) => `${language}版を追加`,
  masked: '個人名などを伏せたお客様向けの版に変更',
  unmasked: '個人名などを伏せない社内向けの版に変更',
  availability: (service: string, changes: readonly string[]) => `稼働率 ${service}：${changes.join('、')}`,
  downtime: (change: string) => `停止 ${change}`,
  attainment: (severity: string, measure: string, change: string) =>
    `SLA達成率 ${severityOf(severity)}・${measureOf(measure)}：${change}`,
  /** A share, and the cases behind it. */
  share: (percent: string, met: number, all: number) => `${percent}（${met}／${all}）`,
  breachAdded: (ticket: string, measure: string) => `SLA未達を追加：${ticket} ${measureOf(measure)}`,
  breachWithdrawn: (ticket: string, measure: string) => `SLA未達を取消：${ticket} ${measureOf(measure)}`,
  cutOff: (change: string) => `集計時点：${change}`,
};

export type RevisionWords = typeof revisions;
export default revisions;
