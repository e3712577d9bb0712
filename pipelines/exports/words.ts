/**
 * The words of ticket systems, in the languages that they are exported in: what a type, a status and a severity mean
 * where neither sources.yaml nor a preset says it. Case, accents, surrounding space, `_` and `-` make no difference.
 *
 * Only words that mean one thing everywhere stand here. "Urgent" is the highest of four in one system and the second of
 * five in another, "Task" is work or a wish: such words stay unknown, and the data check asks for them.
 */

export const ticketTypes = ['incident', 'request', 'problem', 'change'] as const;
export type TicketType = (typeof ticketTypes)[number];

/** What a status says of a ticket: work goes on, it waits, it is done, finished, or was no case at all. */
export const statusKinds = ['open', 'waiting', 'resolved', 'closed', 'cancelled'] as const;
export type StatusKind = (typeof statusKinds)[number];

/** The severities whose words are known; a contract that names others is matched by its own names alone. */
const severityClasses = ['critical', 'high', 'medium', 'low'] as const;
export type SeverityClass = (typeof severityClasses)[number];

export const typeWords: Record<TicketType, readonly string[]> = {
  incident: [
    ...['incident', 'incidents', '[System] Incident', 'incident report', 'major incident', 'security incident'],
    ...[
      'bug',
      'bugs',
      'defect',
      'fault',
      'failure',
      'error',
      'errors',
      'erro',
      'erros',
      'outage',
      'malfunction',
      'service interruption',
    ],
    ...['インシデント', 'セキュリティインシデント', '重大インシデント', '障害', '重大障害', 'システム障害', '障害対応'],
    ...['障害報告', '障害連絡', '障害受付', '故障', 'トラブル', '不具合', 'バグ', '事故'],
    ...['Störung', 'Stoerung', 'Störungsmeldung', 'Vorfall', 'Fehler', 'Ausfall'],
    ...['incidente', 'incidentes', 'incidencia', 'incidencias', 'incidência', 'avería', 'fallo', 'falha', 'defeito'],
    ...['panne', 'anomalie', 'guasto', 'malfunzionamento', 'anomalia', 'incidenti', 'storing', 'incidenten', 'fout'],
    ...['事件', '事故单', '缺陷', '错误', '장애', '사고', '인시던트', '결함'],
  ],
  request: [
    ...[
      'request',
      'requests',
      'service request',
      'service requests',
      '[System] Service request',
      'request for service',
    ],
    ...['[System] Service request with approvals', 'request for information', 'support', 'question', 'inquiry'],
    ...['enquiry', 'query', 'feature', 'feature request', 'new feature', 'improvement', 'enhancement', 'wish'],
    ...[
      '依頼',
      '作業依頼',
      'サービス依頼',
      'サービス要求',
      'サービスリクエスト',
      'リクエスト',
      '要求',
      '要望',
      '改善要望',
    ],
    ...[
      '申請',
      '問合せ',
      '問い合わせ',
      '問合わせ',
      'お問い合わせ',
      'お問合せ',
      '質問',
      '照会',
      '相談',
      'サポート',
      '機能',
      '改善',
    ],
    ...['Anfrage', 'Serviceanfrage', 'Service-Anfrage', 'Anforderung', 'Frage', 'Unterstützung', 'Funktion'],
    ...['requisição', 'requisições', 'solicitação', 'solicitações', 'pedido', 'dúvida', 'suporte', 'requerimento'],
    ...['solicitud', 'solicitudes', 'petición', 'requerimiento', 'consulta', 'soporte', 'pregunta'],
    ...['demande', 'demandes', 'demande de service', 'requête', 'assistance', 'richiesta', 'richieste', 'domanda'],
    ...[
      'verzoek',
      'serviceverzoek',
      'aanvraag',
      'serviceaanvraag',
      'vraag',
      '请求',
      '服务请求',
      '需求',
      '支持',
      '요청',
    ],
    ...['서비스 요청', '문의', '지원'],
  ],
  problem: [
    ...['problem', 'problems', '[System] Problem', '問題', '問題管理', '問題記録', 'problema', 'problemas', 'problème'],
    ...['problèmes', 'Probleme', 'problemi', 'probleem', '问题', '문제'],
  ],
  change: [
    ...[
      'change',
      'changes',
      '[System] Change',
      'change request',
      'request for change',
      'rfc',
      '変更',
      '変更要求',
      '変更管理',
    ],
    ...[
      '変更依頼',
      '変更申請',
      'Änderung',
      'Änderungsantrag',
      'mudança',
      'mudanças',
      'cambio',
      'cambios',
      'changement',
    ],
    ...['cambiamento', 'wijziging', 'wijzigingsverzoek', '变更', '변경'],
  ],
};

export const statusWords: Record<StatusKind, readonly string[]> = {
  open: [
    ...[
      'new',
      'open',
      'opened',
      'active',
      'assigned',
      'in progress',
      'work in progress',
      'wip',
      'processing',
      'accepted',
    ],
    ...[
      'acknowledged',
      'triggered',
      'reopened',
      're-opened',
      'working',
      'started',
      'investigating',
      'escalated',
      'unassigned',
      'to do',
    ],
    ...[
      'processing (assigned)',
      'in process',
      'logged',
      'registered',
      'received',
      'doing',
      'under investigation',
      'triage',
    ],
    ...[
      'awaiting assignment',
      'work started',
      'in review',
      'implementing',
      'in treatment',
      'backlog',
      'ready',
      'created',
    ],
    ...[
      '新規',
      '未対応',
      '未着手',
      '着手',
      '着手済み',
      '受付',
      '受付済',
      '受付済み',
      '対応中',
      '処理中',
      '作業中',
      '進行中',
    ],
    ...[
      '調査中',
      '確認中',
      'オープン',
      '再オープン',
      '未解決',
      '継続',
      '継続中',
      '起票',
      '割当済',
      '割当済み',
      '担当割当済み',
    ],
    ...[
      'アサイン済み',
      'エスカレーション',
      'エスカレーション中',
      '未完了',
      '再開',
      '復旧作業中',
      '進捗中',
      '登録',
      '登録済み',
      '未処理',
    ],
    ...[
      'Neu',
      'Offen',
      'In Bearbeitung',
      'Zugewiesen',
      'Aktiv',
      'Angenommen',
      'In Arbeit',
      'Wiedereröffnet',
      'Begonnen',
    ],
    ...['In Bearbeitung (zugewiesen)', 'In Bearbeitung (geplant)', 'Gestartet', 'Erneut geöffnet'],
    ...[
      'novo',
      'nova',
      'aberto',
      'aberta',
      'em andamento',
      'em atendimento',
      'em tratamento',
      'em progresso',
      'atribuído',
    ],
    ...[
      'em atendimento (atribuído)',
      'processando (atribuído)',
      'em execução',
      'reaberto',
      'em análise',
      'ativo',
      'registrado',
    ],
    ...[
      'nuevo',
      'nueva',
      'abierto',
      'abierta',
      'en curso',
      'en curso (asignado)',
      'en curso (asignada)',
      'en progreso',
    ],
    ...['asignado', 'asignada', 'en proceso', 'reabierto', 'en tratamiento', 'activo', 'en trámite'],
    ...[
      'nouveau',
      'nouvelle',
      'ouvert',
      'ouverte',
      'en cours',
      'en cours (attribué)',
      'en cours (planifié)',
      'attribué',
    ],
    ...['assigné', 'en traitement', 'rouvert', 'actif', 'travail en cours', 'à faire', 'pris en charge'],
    ...[
      'nuovo',
      'nuova',
      'aperto',
      'aperta',
      'in corso',
      'in corso (assegnato)',
      'assegnato',
      'in lavorazione',
      'riaperto',
    ],
    ...['nieuw', 'in behandeling', 'toegewezen', 'in uitvoering', 'heropend', 'actief', 'aangemeld'],
    ...[
      '新建',
      '打开',
      '进行中',
      '处理中',
      '已分配',
      '已受理',
      '重新打开',
      '反馈处理中',
      '신규',
      '진행',
      '진행중',
      '진행 중',
      '처리중',
    ],
    ...['처리 중', '할당됨', '접수', '재오픈'],
  ],
  waiting: [
    ...['on hold', 'hold', 'pending', 'waiting', 'paused', 'suspended', 'awaiting', 'feedback', 'stalled', 'blocked'],
    ...[
      'waiting for customer',
      'waiting on customer',
      'waiting for support',
      'waiting for approval',
      'waiting for vendor',
    ],
    ...[
      'awaiting user info',
      'awaiting customer',
      'awaiting caller',
      'awaiting vendor',
      'awaiting evidence',
      'deferred',
    ],
    ...['awaiting problem', 'awaiting change', 'waiting for third party', 'waiting on third party', 'pending customer'],
    ...[
      'pending vendor',
      'pending reminder',
      'pending auto close+',
      'pending auto close-',
      'planned',
      'processing (planned)',
    ],
    ...['pending close', 'scheduled', 'waiting customer', 'pending approval', 'onhold', 'wait', 'waiting for user'],
    ...[
      '保留',
      '保留中',
      '回答待ち',
      '顧客回答待ち',
      'お客様回答待ち',
      '顧客確認待ち',
      '確認待ち',
      '連絡待ち',
      '待機',
      '待機中',
      '待ち',
    ],
    ...[
      'ペンディング',
      '中断',
      '中断中',
      'フィードバック',
      '承認待ち',
      'ベンダー待ち',
      'ベンダー回答待ち',
      '停止中',
      '一時停止',
    ],
    ...[
      '経過観察',
      '経過観察中',
      '様子見',
      '保留 (期限付)',
      'サポート待ち',
      '顧客待ち',
      '顧客からの回答待ち',
      '計画済み',
    ],
    ...['Wartend', 'Warten', 'Ausstehend', 'Zurückgestellt', 'In Wartestellung', 'Warten zur Erinnerung', 'Angehalten'],
    ...[
      'warten auf erfolgreich schließen',
      'warten auf erfolglos schließen',
      'Wartet auf Kunde',
      'Geplant',
      'Rückfrage',
    ],
    ...[
      'pendente',
      'em espera',
      'aguardando',
      'aguardando cliente',
      'aguardando usuário',
      'suspenso',
      'suspensa',
      'planejado',
    ],
    ...[
      'aguardando fornecedor',
      'aguardando aprovação',
      'em atendimento (planejado)',
      'processando (planejado)',
      'pausado',
    ],
    ...[
      'pendiente',
      'en espera',
      'esperando',
      'esperando al cliente',
      'en curso (planificado)',
      'en curso (planificada)',
    ],
    ...['suspendido', 'en pausa', 'planificado', 'a la espera', 'en attente', 'suspendu', 'planifié', 'mis en attente'],
    ...[
      'in attesa',
      'sospeso',
      'in sospeso',
      'pianificato',
      'in corso (pianificato)',
      'in de wacht',
      'wachtend',
      'wacht',
    ],
    ...[
      'in wacht',
      'wachten op klant',
      'gepland',
      'opgeschort',
      '挂起',
      '暂停',
      '等待',
      '等待客户',
      '反馈',
      '대기',
      '보류',
      '의견',
    ],
  ],
  resolved: [
    ...[
      'resolved',
      'solved',
      'fixed',
      'restored',
      'answered',
      'fulfilled',
      'resolved pending closure',
      'work completed',
    ],
    ...[
      '解決',
      '解決済',
      '解決済み',
      '処理済',
      '処理済み',
      '対応済',
      '対応済み',
      '対応完了',
      '復旧',
      '復旧済',
      '復旧済み',
      '回答済',
    ],
    ...['回答済み', '修正済み', 'クローズ待ち', '完了報告待ち'],
    ...[
      'Gelöst',
      'Behoben',
      'resolvido',
      'resolvida',
      'solucionado',
      'solucionada',
      'resuelto',
      'resuelta',
      'résolu',
      'résolue',
    ],
    ...['risolto', 'risolta', 'opgelost', '已解决', '해결', '해결됨', '해결 완료'],
  ],
  closed: [
    ...[
      'closed',
      'close',
      'done',
      'complete',
      'completed',
      'finished',
      'closed complete',
      'closed incomplete',
      'archived',
    ],
    ...['closed successful', 'closed unsuccessful', 'closed with workaround', 'closed skipped', 'closed (resolved)'],
    ...[
      '終了',
      '完了',
      '完了済',
      '完了済み',
      'クローズ',
      'クローズ済',
      'クローズ済み',
      'クローズ (成功)',
      'クローズ (失敗)',
      'クローズド',
    ],
    ...['完了クローズ', '終結', '済', '済み', '終了済み', '完結'],
    ...[
      'Geschlossen',
      'Abgeschlossen',
      'Erledigt',
      'erfolgreich geschlossen',
      'erfolglos geschlossen',
      'Beendet',
      'Fertig',
    ],
    ...[
      'fechado',
      'fechada',
      'encerrado',
      'encerrada',
      'concluído',
      'concluída',
      'finalizado',
      'finalizada',
      'fechado com êxito',
    ],
    ...[
      'fechado sem êxito',
      'fechado com sucesso',
      'fechado sem sucesso',
      'cerrado',
      'cerrada',
      'completado',
      'terminado',
    ],
    ...[
      'cerrado con éxito',
      'cerrado sin éxito',
      'cerrado exitosamente',
      'hecho',
      'listo',
      'clos',
      'close',
      'fermé',
      'fermée',
    ],
    ...[
      'clôturé',
      'clôturée',
      'terminé',
      'terminée',
      'clos avec succès',
      'chiuso',
      'chiusa',
      'completato',
      'completata',
    ],
    ...[
      'gesloten',
      'afgesloten',
      'afgehandeld',
      'gereed',
      'voltooid',
      '关闭',
      '已关闭',
      '已完成',
      '完成',
      '완료',
      '종료',
      '닫힘',
    ],
  ],
  cancelled: [
    ...[
      'cancelled',
      'canceled',
      'rejected',
      'withdrawn',
      'declined',
      'merged',
      'removed',
      'deleted',
      'invalid',
      'duplicate',
    ],
    ...['void', 'spam', 'closed cancelled', 'closed canceled', 'closed rejected'],
    ...[
      '却下',
      '却下済み',
      '取消',
      '取消し',
      '取り消し',
      '取消済',
      '取消済み',
      'キャンセル',
      'キャンセル済み',
      '取下げ',
      '取り下げ',
      '中止',
    ],
    ...['結合済', '結合済み', '統合済み', '重複', '無効', '削除済', '削除済み', '棄却', '対応不要', '誤登録'],
    ...[
      'Abgebrochen',
      'Abgelehnt',
      'Storniert',
      'Zurückgezogen',
      'Zusammengefasst',
      'Verworfen',
      'Gelöscht',
      'Duplikat',
    ],
    ...[
      'cancelado',
      'cancelada',
      'rejeitado',
      'rejeitada',
      'recusado',
      'agrupado',
      'removido',
      'mesclado',
      'duplicado',
    ],
    ...['rechazado', 'rechazada', 'anulado', 'anulada', 'annulé', 'annulée', 'rejeté', 'rejetée', 'refusé', 'fusionné'],
    ...[
      'annullato',
      'annullata',
      'rifiutato',
      'respinto',
      'unito',
      'geannuleerd',
      'afgewezen',
      'ingetrokken',
      'samengevoegd',
    ],
    ...['取消', '已取消', '已拒绝', '拒绝', '已合并', '취소', '거절', '반려'],
  ],
};

export const severityWords: Record<SeverityClass, readonly string[]> = {
  critical: [
    ...['critical', 'very high', 'p1', 'priority 1', 's1', 'sev1', 'sev 1', 'severity 1', 'emergency', 'immediate'],
    ...[
      '緊急',
      '重大',
      '致命的',
      '最高',
      '今すぐ',
      'クリティカル',
      '非常に高い',
      'kritisch',
      'sehr hoch',
      'crítico',
      'crítica',
    ],
    ...[
      'muito alta',
      'muito alto',
      'muy alta',
      'muy alto',
      'critique',
      'très haute',
      'très élevée',
      'critico',
      'critica',
    ],
    ...['molto alta', 'molto alto', 'kritiek', 'zeer hoog', '紧急', '严重', '긴급', '심각'],
  ],
  high: [
    ...[
      'high',
      'p2',
      'priority 2',
      's2',
      'sev2',
      'sev 2',
      'severity 2',
      '高',
      '高い',
      '大',
      'ハイ',
      'hoch',
      'alta',
      'alto',
    ],
    ...['haute', 'élevée', 'élevé', 'elevata', 'elevato', 'hoog', '높음'],
  ],
  medium: [
    ...[
      'medium',
      'moderate',
      'normal',
      'p3',
      'priority 3',
      's3',
      'sev3',
      'sev 3',
      'severity 3',
      '中',
      '中程度',
      '普通',
      '通常',
    ],
    ...[
      'ミディアム',
      '標準',
      'mittel',
      'mäßig',
      'média',
      'médio',
      'media',
      'medio',
      'moderada',
      'moderado',
      'moyenne',
      'moyen',
    ],
    ...['modérée', 'moderata', 'normale', 'gemiddeld', 'normaal', 'gematigd', '一般', '보통', '중간'],
  ],
  low: [
    ...[
      'low',
      'very low',
      'p4',
      'priority 4',
      's4',
      'sev4',
      'sev 4',
      'severity 4',
      '低',
      '低い',
      '小',
      '軽微',
      '最低',
      'ロー',
    ],
    ...[
      'niedrig',
      'sehr niedrig',
      'gering',
      'baixa',
      'baixo',
      'muito baixa',
      'baja',
      'bajo',
      'muy baja',
      'basse',
      'faible',
    ],
    ...['très basse', 'bassa', 'basso', 'molto bassa', 'laag', 'zeer laag', '낮음'],
  ],
};

/** A word as it is looked up: without case, Latin accents, full-width forms, and with one space for each `_`, `-`. */
export function plainWord(text: string): string {
  const spaced = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')
    .trim();
  return withoutNumber(spaced).replaceAll(/[à-ɏ]/g, (letter) => letter.normalize('NFD').replaceAll(/\p{M}/gu, ''));
}

/** "1 - Critical" and "3: normal" say in words what their number says. */
function withoutNumber(text: string): string {
  return text.replace(/^\d+ ?[.:)]? (?=\D)/, '');
}

/** What a text means in one of the tables above, or null: `wordMeaning(statusWords, 'Geschlossen')` is `closed`. */
export function wordMeaning<Meaning extends string>(
  words: Record<Meaning, readonly string[]>,
  text: string,
): Meaning | null {
  const word = plainWord(text);
  const meanings = Object.entries(words) as [Meaning, readonly string[]][];
  return meanings.find(([, known]) => known.some((other) => plainWord(other) === word))?.[0] ?? null;
}

/**
 * What a longer text is about, by the words in it that mean something: `Falha de integração` is an incident. Null where none
 * does, and where two would mean different things.
 */
export function meaningInside<Meaning extends string>(
  words: Record<Meaning, readonly string[]>,
  text: string,
): Meaning | null {
  const plain = ` ${plainWord(text).replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `;
  const stands = (word: string): boolean => word.length > 2 && plain.includes(` ${plainWord(word)} `);
  const found = (Object.entries(words) as [Meaning, readonly string[]][]).filter(([, known]) => known.some(stands));
  return found.length === 1 ? found[0]![0] : null;
}

/** The tables as SQL: macros `ticket_type`, `status_kind`, `severity_class` of a text (null: not known), over `plain_word`. */
export function wordMacros(): string {
  return [
    `-- As plainWord of pipelines/exports/words.ts; the characters of ${accents.from.length} folded letters stand in it.
create or replace macro plain_word(word) as
    regexp_replace(trim(regexp_replace(translate(lower(word), '${accents.from}', '${accents.to}'), '[\\s\\x{3000}_-]+', ' ', 'g')), '^[0-9]+ ?[.:)]? ([^0-9])', '\\1')`,
    macro('ticket_type', typeWords),
    macro('status_kind', statusWords),
    macro('severity_class', severityWords),
    '',
  ].join(';\n');
}

function macro(name: string, words: Record<string, readonly string[]>): string {
  const cases = Object.entries(words).map(([meaning, known]) => {
    const list = [...new Set(known.map(plainWord))].map((word) => `'${word.replaceAll("'", "''")}'`);
    return `when plain_word(word) in (${list.join(', ')}) then '${meaning}'`;
  });
  return `create or replace macro ${name}(word) as case ${cases.join(' ')} end`;
}

/** Small letters that SQL folds one by one, as JavaScript folds them: Latin with accents, and full-width forms. */
const accents = foldedLetters();

function foldedLetters(): { from: string; to: string } {
  const letters = [...range(0xe0, 0x24f), ...range(0xff01, 0xff5e)].map((code) => String.fromCodePoint(code));
  const folded = letters
    .filter((letter) => letter === letter.toLowerCase())
    .map((letter) => [letter, letter.normalize('NFKD').replaceAll(/\p{M}/gu, '')] as const)
    .filter(([letter, plain]) => plain.length === 1 && plain !== letter && plain !== "'");
  return { from: folded.map(([letter]) => letter).join(''), to: folded.map(([, plain]) => plain).join('') };
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
