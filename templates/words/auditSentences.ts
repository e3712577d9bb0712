/** The reference engine explains itself in English; these are its sentences in Japanese. A test holds them complete. */

type Rule = [pattern: RegExp, japanese: (...found: string[]) => string];

/** Why a step of a clock is what it is. */
export function translateStep(sentence: string): string {
  return translate(sentence, STEPS);
}

/** What was odd about the data. Instants and values stay as they are quoted. */
export function translateRemark(sentence: string): string {
  return translate(sentence, REMARKS);
}

/** What happened to a ticket, as a past participle of the English sentences. */
const happened: Record<string, string> = {
  opened: '受付',
  responded: '応答',
  restored: '復旧',
  resolved: '解決',
  closed: 'クローズ',
  reopened: '再オープン',
  paused: '保留',
};
const named = (event: string) => happened[event] ?? event;

const STEPS: Rule[] = [
  [/^running since the ticket was (\w+)$/, (event) => `${named(event!)}から計測`],
  [/^running again after the pause$/, () => '保留解除により計測を再開'],
  [
    /^running again: the pause ended when the ticket was (\w+)$/,
    (event) => `${named(event!)}により保留が終わり、計測を再開`,
  ],
  [
    /^(.+) does not stop this clock$/,
    (pause) => `${translateStep(pause!).replace(/（計測停止）$/, '')}（この計測は止めません）`,
  ],
  [/^waiting for the client \(paused\)$/, () => 'お客様回答待ち（計測停止）'],
  [/^waiting for the vendor \(paused\)$/, () => 'ベンダー回答待ち（計測停止）'],
  [/^paused \(no reason given\)$/, () => '理由の記載がない保留（計測停止）'],
  [/^paused \((.+)\)$/s, (reason) => `保留：${reason}（計測停止）`],
  [/^stood (\w+) until it was reopened$/, (event) => `${named(event!)}済み（再オープンまで計測停止）`],
  [/^outside business hours \(calendar ([^:)]+)\)$/, (calendar) => `営業時間外（カレンダー ${calendar}）`],
  [
    /^outside business hours \(calendar ([^:)]+): (.+)\)$/s,
    (calendar, days) => `営業時間外（カレンダー ${calendar}：${closedDays(days!)}）`,
  ],
];

const REMARKS: Rule[] = [
  [
    /^The ticket has no instant of opening, so no clock can start\.$/,
    () => '受付日時がないため、計測を開始できません。',
  ],
  [
    /^Opened again at (\S+); the first opening, (\S+), counts\.$/,
    (again, first) => `${again}にも受付の記録があります。最初の受付（${first}）を採用します。`,
  ],
  [
    /^It was (\w+) at (\S+), before it was opened at (\S+); this does not count\.$/,
    (event, at, opened) => `受付（${opened}）より前の${at}に${named(event!)}の記録があります。計測には使いません。`,
  ],
  [
    /^Column severity says "(.*)", the last change says "(.*)"; the events count\.$/s,
    (column, change) => `列 severity は「${column}」、最後の変更は「${change}」です。イベントを採用します。`,
  ],
  [
    /^Column (\w+) says (\S+), the events say (.+); the events count\.$/,
    (column, at, events) => `列 ${column} は${at}、イベントは${events}です。イベントを採用します。`,
  ],
  [
    /^Closed at (\S+) without having been resolved; the closing stands in for it\.$/,
    (at) => `解決の記録がないまま${at}にクローズされています。クローズを解決とみなします。`,
  ],
  [
    /^Reopened at (\S+) although it was neither restored, resolved nor closed; this does not count\.$/,
    (at) => `復旧・解決・クローズの前に、${at}に再オープンの記録があります。計測には使いません。`,
  ],
  [/^Paused at (\S+) and not resumed by (\S+)\.$/, (at, until) => `${at}に保留され、${until}まで解除されていません。`],
  [
    /^Paused at (\S+) while paused since (\S+); only the reason changes\.$/,
    (at, since) => `${since}からの保留中に、${at}にも保留の記録があります。理由だけを改めます。`,
  ],
  [
    /^The ticket has no severity; it is counted and has no verdict\.$/,
    () => '重大度がありません。件数には含め、判定はしません。',
  ],
  [
    /^The agreement promises nothing for severity "(.*)"; it is counted and has no verdict\.$/s,
    (severity) => `重大度「${severity}」には契約の約束がありません。件数には含め、判定はしません。`,
  ],
  [/^Paused without a reason; the clock goes on\.$/, () => '理由のない保留のため、計測は止めません。'],
  [
    /^Paused for "(.*)", a reason that the agreement does not know; the clock goes on\.$/s,
    (reason) => `保留の理由「${reason}」は契約にないため、計測は止めません。`,
  ],
  [
    /^Neither the service nor the ticket names a site with a calendar; measures in business time have no verdict\.$/,
    () => 'サービスにもチケットにもカレンダーのある拠点がないため、営業時間で測る指標は判定しません。',
  ],
];

function translate(sentence: string, rules: readonly Rule[]): string {
  for (const [pattern, japanese] of rules) {
    const found = pattern.exec(sentence);
    if (found) return japanese(...found.slice(1));
  }
  return sentence;
}

/** Notes of the calendar: names of holidays, and two words of the contract. */
function closedDays(notes: string): string {
  return notes
    .split(', ')
    .map((note) => ({ closed: '休業', dates: '臨時の営業時間' })[note] ?? note)
    .join('、');
}
