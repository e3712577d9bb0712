/** Names by which exports call the columns of the generic tables. The product's own names need no entry here. */

/** Spelt apart by spaces, in lower case: {@link spelling} brings every header to this form. */
const synonyms: Record<string, Record<string, string>> = {
  tickets: {
    ticket_id: `ticket|ticket no|ticket number|ticket key|incident id|incident no|incident number|case id|case no|case number|issue id|issue key
      |request id|request number|id|no|number|key|#|ticket#|incident#|case#|sys id|チケット番号|チケットno|チケットid|インシデント番号|インシデントid|案件番号
      |案件id|管理番号|管理no|受付番号|受付no|受付id|問合せ番号|問い合わせ番号|問合せno|番号|課題キー|キー
      |reference|ref|case reference|call id|call number|call no|incident|issue no|issue number|work order|tkt|iid|id chamado|número do chamado|protocolo|número de ticket|número de incidencia|id incidencia|numéro|n ticket|numéro de ticket|ticketnummer|vorgangsnummer|numero|nummer|talep no|工单号|工单编号|编号|접수번호|티켓번호`,
    type: `ticket type|issue type|request type|record type|work item type|tracker|kind|チケット種別|種別|種類|区分|トラッカー|問合せ種別|tipo|typ
      |record|class|tipo de chamado|tipo de solicitação|tipo de incidencia|type de demande|vorgangsart|ticketart|工单类型|类型|유형`,
    service_id: `service|service name|services|system|system name|systems|application|applications|application name|configuration item|ci|cmdb ci
      |business service|component|components|affected service|affected system|affected ci|対象サービス|対象システム|対象機器|サービス|サービス名|システム
      |システム名|機器|機器名|構成アイテム|servicio|serviço|dienst
      |repository|repo|project|project name|product|product name|app|module|business application|service offering|impacted service|affected application|asset|server|host|hostname|device|sistema|serviço afetado|aplicação|aplicativo|produto|aplicación|servicio afectado|système|service concerné|anwendung|system name|servizio|业务系统|系统|服务|시스템|서비스`,
    severity: `priority|severity|prio|urgency|impact|優先度|重要度|緊急度|深刻度|影響度|重大度|prioridad|prioridade|priorität|priorité|urgência|urgencia|优先级|우선순위
      |priority level|priority name|ticket priority|incident priority|sev|criticality|criticidade|gravidade|criticidad|gravedad|gravité|criticité|dringlichkeit|schweregrad|priorità|prioriteit|priorytet|öncelik`,
    title: `subject|summary|short description|title|name|件名|題名|タイトル|要約|概要|標題|título|titulo|titre|titel|betreff|resumen|assunto|sujet|thema|主题|제목
      |issue|issue summary|short desc|problem|description|request title|descrição|descripción|oggetto|onderwerp|temat|konu|标题`,
    category: `カテゴリ|カテゴリー|分類|categoria|categoría|kategorie`,
    status: `state|ticket status|ticket state|incident state|ステータス|状態|状況|estado|statut
      |current status|status name|resolution status|situação|situación|stato|durum|工单状态`,
    opened_at: `opened|opened on|opened date|opened time|open date|open time|date opened|created|created at|created on|created date|created time|create date|create time
      |creation date|creation time|date created|sys created on|reported|reported at|reported on|reported date|submitted|submitted at|submit date|start date
      |作成日時|作成日|登録日時|登録日|受付日時|受付日|発生日時|発生日|起票日時|起票日|受信日時|受付時刻|発生時刻|criado|creado|criado em|fecha de creación
      |data de abertura|erstellt|erstellt am|angelegt|date de création|date d ouverture|créé|créé le|aberto|abertura|创建于|创建时间|등록|생성일
      |logged|logged at|logged on|date logged|raised|raised at|raised on|date raised|received|received at|date received|ticket created|ticket created at|incident date|issue date|request date|reported time|timestamp|published at|date|datetime|data de criação|data criação|data abertura|aberto em|fecha de apertura|fecha creación|fecha apertura|abierto|ouvert le|date d ouverture|date création|erstelldatum|eröffnet|eröffnet am|anlagedatum|data di apertura|data apertura|aangemaakt|aangemaakt op|openingsdatum|data utworzenia|oluşturma tarihi|提交时间|접수일시|등록일시|data|fecha|datum|日付|日時|日期|날짜`,
    responded_at: `first response|first response at|first response time|first response date|first reply|first reply at|first responded at|responded
      |response at|response date|acknowledged at|acknowledged|work start|初回応答日時|一次回答日時|応答日時|回答日時|初回回答日時|対応開始日時|対応開始日|着手日時
      |ack time|acknowledged time|time acknowledged|first contact|response timestamp|primeira resposta|data da primeira resposta|primera respuesta|première réponse|erste antwort|首次响应时间|响应时间|최초응답`,
    restored_at: `restored|restored on|recovered|recovered at|service restored at|復旧日時|復旧日|回復日時|復旧時刻
      |restored time|recovery time|service restored|恢复时间|복구일시`,
    resolved_at: `resolved|resolved on|resolution date|resolution time|date resolved|resolved date|solved|solved at|solved on|fixed at|解決日時|解決日
      |対応完了日時|fecha de resolución|data da solução|data de solução|gelöst|gelöst am|date de résolution
      |resolve date|resolve time|resolved time|date of resolution|fix date|solution date|solved time|resolvido em|data de resolução|data resolução|fecha resolución|resuelto|résolu le|lösungsdatum|gelöst am|data risoluzione|opgelost op|解决时间|처리일시`,
    closed_at: `closed|closed on|close date|close time|closed date|date closed|completed|completed at|completed on|end date|完了日時|完了日|終了日時|終了日
      |クローズ日時|クローズ日|fechado|cerrado|fermé|结束日期|완료일시|geschlossen|abgeschlossen|geschlossen am|clôturé
      |finished|finished at|finished on|finished date|finish date|finish time|done|done at|done date|completion date|completion time|closing date|date completed|closed time|data de fechamento|data fechamento|fechado em|data de encerramento|encerrado em|data de conclusão|fecha de cierre|fecha cierre|date de clôture|date clôture|fermé le|abschlussdatum|schließdatum|data chiusura|data di chiusura|gesloten op|sluitdatum|data zamknięcia|kapanış tarihi|关闭时间|完成时间|종료일시|완료일시`,
    updated_at: `updated|updated on|last updated|last update|last updated at|last modified|last modified date|modified|modified at|modified on|changed
      |sys updated on|aktualisiert|mis à jour|更新于|更新时间|업데이트|更新日時|更新日|最終更新日時|最終更新日`,
    group: `assignment group|assigned group|support group|team|assigned team|queue|担当グループ|グループ|担当チーム|担当部署|チーム
      |resolver group|owner group|helpdesk|equipe|equipo|grupo|grupo de atribuição|équipe|groupe|gruppe|bearbeitergruppe|gruppo|behandelaarsgroep|处理组|담당그룹`,
    support_level: `tier|level|対応レベル|サポートレベル`,
    duplicate_of: `duplicate|duplicates|重複元`,
    site_id: `site|拠点`,
  },
  uptime_samples: {
    service_id: `service|service name|monitor|monitor name|name|host|hostname|host name|check|check name|target|endpoint|url|site|website|site name|job|instance
      |サービス|サービス名|監視対象|監視項目|ホスト名|ホスト|対象`,
    checked_at: `timestamp|timestamp utc|time|time utc|date|datetime|date time|date time utc|checked|check time|checked on|created at|recorded at|measured at|at|ts
      |日時|時刻|監視日時|確認日時|チェック日時|計測日時`,
    state: `status|is up|isup|up|result|available|is available|alive|is alive|online|is online|healthy|ok|success|reachable|状態|結果|ステータス|監視結果|死活`,
    latency_ms: `latency|response time|response time ms|response ms|responsetime|resp time ms|ping|ping ms|rtt|rtt ms|elapsed ms|duration ms|応答時間|応答時間 ms`,
    location: `region|probe|agent|node|拠点|監視元`,
  },
  uptime_states: {
    service_id: `service|service name|monitor|monitor name|name|host|hostname|host name|component|check|target|system|system name|サービス|サービス名|システム|システム名|対象|対象システム|ホスト名`,
    started_at: `start|start time|start date|started|started on|begin|began|begins|from|since|down at|went down|down since|outage start|開始|開始日時|開始時刻|発生日時|停止日時|障害発生日時`,
    ended_at: `end|end time|end date|ended|ended on|finish|finished|to|until|up at|came up|recovered at|resolved at|restored at|outage end|終了|終了日時|終了時刻|復旧日時|回復日時`,
    state: `status|type|event|状態|ステータス`,
    reason: `cause|message|error|details|description|summary|title|原因|理由|内容|件名`,
    location: `region|probe|拠点`,
  },
  maintenance: {
    window_id: `id|window|maintenance id|number|番号|作業番号|管理番号|no`,
    service_id: `service|service name|system|component|name|サービス|サービス名|システム|システム名|対象|対象システム`,
    starts_at: `start|start time|start date|starts|scheduled start|planned start|begin|from|scheduled for|開始|開始日時|予定開始|予定開始日時|作業開始|作業開始日時`,
    ends_at: `end|end time|end date|ends|scheduled end|planned end|finish|to|until|scheduled until|終了|終了日時|予定終了|予定終了日時|作業終了|作業終了日時`,
    approved_at: `approved|approval date|approved on|承認日|承認日時`,
    approved_by: `approver|approved by|承認者`,
    change_id: `change|change number|rfc|変更番号`,
  },
};

/** One spelling of a header: `openedAt`, `opened_at`, `Opened-At` and `Ｏｐｅｎｅｄ　ａｔ` are "opened at"; accents make no other name. */
export function spelling(header: string): string {
  return header
    .normalize('NFKC')
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036F]/g, '')
    .normalize('NFC')
    .replaceAll(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}#]+/gu, ' ')
    .trim();
}

/** Words that join others and mean nothing by themselves, in the main languages. */
const joining = new Set(
  'de da do das dos del la le les el du des d l em en di della van der den die das of the a on at am um le in für'.split(
    ' ',
  ),
);

/** The words of a spelling in whatever order, without those that only join: "data_abertura" is "data de abertura", "id_ticket" "ticket id". */
function wordsOf(text: string): string {
  const words = text.split(' ').filter((word) => !joining.has(word));
  return words.length < 2 ? text : words.sort().join(' ');
}

/** How well a header names a column: 2 for the product's own name, 1 for a usual one, 0 for another. `sys_` and what surrounds a record go. */
export function nameMatch(table: string, column: string, header: string): 0 | 1 | 2 {
  const [last = ''] = header.split(/[./]/).slice(-1);
  if (header === '$key') return keyColumns[table] === column ? 1 : 0;
  const spellings = [spelling(header), ...(/^\.\.\/|\w\.\w/.test(header) ? [spelling(last)] : [])];
  if (spellings.includes(spelling(column))) return 2;
  const own = wordsOf(spelling(column));
  return spellings.some((text) => placeOf(table, column, text) >= 0 || wordsOf(text) === own) ? 1 : 0;
}

/** Of two headers that both fit, the one that stands earlier among the usual names is meant. */
export function nameRank(table: string, column: string, header: string): number {
  if (spelling(header) === spelling(column)) return -1;
  const place = placeOf(table, column, spelling(header));
  return place < 0 ? 1000 : place;
}

/** Where a spelling stands among the usual names; -1: nowhere. As it is written, else word for word. */
function placeOf(table: string, column: string, text: string): number {
  const names = known(table, column);
  const place = names.indexOf(text);
  return place >= 0 || !text.includes(' ') ? place : names.map(wordsOf).indexOf(wordsOf(text));
}

/** What the key of an object of records names, unless a column inside does. */
const keyColumns: Record<string, string> = {
  tickets: 'ticket_id',
  uptime_samples: 'service_id',
  uptime_states: 'state_id',
  maintenance: 'window_id',
  problems: 'problem_id',
  changes: 'change_id',
};

const cache = new Map<string, string[]>();

function known(table: string, column: string): string[] {
  const key = `${table}.${column}`;
  const found = cache.get(key) ?? (synonyms[table]?.[column] ?? '').split('|').map((name) => spelling(name));
  cache.set(key, found);
  return found.filter((name) => name !== '');
}
