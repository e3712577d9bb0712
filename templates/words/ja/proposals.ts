/** Proposals that rules found, in Japanese. */
import type { LocalText } from '../../../pipelines/contract/Contract.ts';
import type { ProposalWords } from '../ProposalWords.ts';
import type { ReportSpeech } from '../SummaryWords.ts';

const named = (service: LocalText | null, say: ReportSpeech) =>
  service === null ? 'サービス未設定' : say.text(service);

const proposals: ProposalWords = {
  repeats: ({ service, category, cases, casesBefore, breachedTickets, downSeconds, examples }, say) => ({
    title: `${named(service, say)}の「${category}」に関する問題レコードの登録と根本原因の調査`,
    why: `直近3か月に${say.count(cases)}件（その前の3か月は${say.count(casesBefore)}件）発生していますが、問題レコードがありません。${breachedTickets > 0 ? `SLA未達${say.count(breachedTickets)}件。` : ''}${downSeconds > 0 ? `停止${say.duration(downSeconds)}。` : ''}直近：${examples.join('、')}`,
  }),
  capacity: ({ service, resource, usedPercent, reachesLimitOn, quarters }, say) => ({
    title: `${named(service, say)}「${resource}」の増設または使用量の削減`,
    why: `使用率は${usedPercent}%です。直近半年の傾向が続くと、${reachesLimitOn === null ? '近く' : `${say.date(reachesLimitOn)}頃に`}上限へ達します（基準：${say.count(quarters)}四半期以内）。`,
  }),
  site_drift: ({ site, cases, casesBefore, medianSeconds, medianSecondsBefore }, say) => ({
    title: `${say.text(site)}拠点の復旧手順と体制の見直し`,
    why: `復旧時間の中央値が、その前の3か月の${say.duration(medianSecondsBefore)}（${say.count(casesBefore)}件）から${say.duration(medianSeconds)}（${say.count(cases)}件）に延びました（基準：1.5倍超）。`,
  }),
  patches: ({ service, cases, oldestDueOn, examples }, say) => ({
    title: `${named(service, say)}の期限切れパッチの適用、または延期の承認`,
    why: `期限を過ぎて未適用のパッチが${say.count(cases)}件あります（${examples.join('、')}）。${oldestDueOn === null ? '' : `最も古い期限は${say.date(oldestDueOn)}です。`}`,
  }),
  root_cause: ({ problemId, service, title, ageSeconds, days, dueOn }, say) => ({
    title: `${problemId}の根本原因の調査の完了`,
    why: `${named(service, say)}「${title}」は登録から${say.days(ageSeconds)}経過していますが、根本原因は未特定です（契約上の期限は${say.count(days)}日以内${dueOn === null ? '' : `、${say.date(dueOn)}`}）。`,
  }),
};

export default proposals;
