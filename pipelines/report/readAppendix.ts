/**
 * Reads the appendix: approved exclusions, what the checks found, and the files that the figures came from.
 */
import type { LocalText } from '../contract/Contract.ts';
import { toolVersion } from '../toolVersion.ts';
import type { Finding } from '../warehouse/buildModels.ts';
import type { ReadContext } from './context.ts';
import { measureNames, severityName } from './names.ts';
import type { Appendix } from './ReportModel.ts';

/** Everything behind the figures that the client may ask for. */
export async function readAppendix(context: ReadContext): Promise<Appendix> {
  const { warehouse, run } = context;
  const sources = await warehouse.rows<{
    file: string;
    sha256: string;
    rows: number;
    rejected: number;
    table_name: string;
  }>(
    `select loads.file, loads.sha256, loads.row_count as rows, loads.table_name,
       (loads.rejected_count + (select count(distinct (cells.table_name, cells._row)) from staging.stg_rejected_cells as cells where cells._load = loads.load_id))::integer as rejected
     from staging.stg_loads as loads order by loads.ordinal`,
  );
  return {
    exclusions: await readExclusionRows(context),
    dataQuality: run.findings.map(({ check, rows }) => ({
      severity: check.severity === 'warn' ? 'warning' : check.severity,
      text: check.found,
      count: rows.length,
      examples: rows.slice(0, 3).map((row) => exampleOf(row, context)),
    })),
    rejectedRows: sources.map(({ rejected }) => rejected).reduce((sum, rejected) => sum + rejected, 0),
    sources: sources.map(({ file, sha256, rows, rejected, table_name }) => ({
      file,
      sha256,
      rows,
      rejected,
      table: table_name,
    })),
    terms: run.contract.terms.map((terms) => ({ effectiveFrom: terms.effective_from, text: sentenceOf(terms) })),
    tool: { version: toolVersion(), contractSha256: run.hashes.contract, modelsSha256: run.hashes.models },
  };
}

/** Whom and where: `INC-1（exports/tickets.csv 3行）`. What exactly is wrong there, `sla check` says. */
function exampleOf({ subject, file, row }: Finding['rows'][number], { language, serviceName }: ReadContext): string {
  const who = serviceName(subject)![language];
  if (file === null) return who;
  const where = row === null ? file : language === 'ja' ? `${file} 行${row}` : `${file}, row ${row}`;
  if (who === file) return where;
  return language === 'ja' ? `${who}（${where}）` : `${who} (${where})`;
}

async function readExclusionRows({
  warehouse,
  period,
  run,
  language,
  serviceName,
}: ReadContext): Promise<Appendix['exclusions']> {
  const costs = await warehouse.rows<{ exclusion_id: string; seconds: number }>(
    `select exclusion_id, sum(excluded_seconds)::bigint as seconds from marts.fct_exclusions where period_id = ${period} group by exclusion_id`,
  );
  const leftOut = await warehouse.rows<{ left_out_because: string }>(
    `select distinct left_out_because from marts.fct_left_out inner join run.rollups on fct_left_out.period_id = rollups.month_id where rollups.period_id = ${period} and is_counted`,
  );
  const { startsAt, endsAt } = run.periods.period;
  return run.exclusions
    .filter(({ id, target, from, to }) =>
      'service' in target
        ? (from ?? 0) < endsAt && (to ?? endsAt) > startsAt
        : leftOut.some(({ left_out_because }) => left_out_because === id),
    )
    .map(({ id, target, from, to, reason, approved_by, approved_at }) => ({
      id,
      target:
        'service' in target ? (target.service === '*' ? '*' : serviceName(target.service)![language]) : target.ticket,
      from,
      to,
      seconds: 'service' in target ? (costs.find(({ exclusion_id }) => exclusion_id === id)?.seconds ?? 0) : null,
      reason,
      approvedBy: approved_by,
      approvedAt: approved_at,
    }));
}

/** The promises of one version of the terms, as a sentence. */
function sentenceOf(terms: ReadContext['run']['contract']['terms'][number]): LocalText {
  const { availability, severities } = terms;
  const ja = severities
    .filter(({ measures }) => measures.length > 0)
    .map(
      ({ name, measures }) =>
        `${severityName(name).ja}：${measures.map(({ measure, within }) => `${measureNames[measure].ja} ${duration(within.text, 'ja')}`).join('・')}`,
    );
  const en = severities
    .filter(({ measures }) => measures.length > 0)
    .map(
      ({ name, measures }) =>
        `${severityName(name).en}: ${measures.map(({ measure, within }) => `${measureNames[measure].en} ${duration(within.text, 'en')}`).join(', ')}`,
    );
  return {
    ja: [`可用性 ${availability.target.text}%`, ...ja].join('、'),
    en: [`availability ${availability.target.text}%`, ...en].join('; '),
  };
}

/** `PT4H` as 4時間以内 or "within 4 h"; business days as written. */
function duration(text: string, language: 'ja' | 'en'): string {
  const days = /^(\d+) business days?$/.exec(text)?.[1];
  if (days) return language === 'ja' ? `${days}営業日以内` : `within ${text}`;
  const parts = [...text.matchAll(/(\d+)([DHMS])/g)].map(
    ([, number, unit]) => `${number}${units[language][unit as 'D' | 'H' | 'M' | 'S']}`,
  );
  return language === 'ja' ? `${parts.join('')}以内` : `within ${parts.join(' ')}`;
}

const units = { ja: { D: '日', H: '時間', M: '分', S: '秒' }, en: { D: ' d', H: ' h', M: ' min', S: ' s' } };
