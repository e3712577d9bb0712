/**
 * Reads the appendix: approved exclusions, what the checks found, and the files that the figures came from.
 */
import { standingOf } from '../issue/acceptance.ts';
import { toolVersion } from '../toolVersion.ts';
import type { Finding } from '../warehouse/buildModels.ts';
import type { ReadContext } from './context.ts';
import type { Issue } from './Issue.ts';
import type { FctLeftOut, FctSources } from './marts.ts';
import type { Appendix, FindingExample } from './ReportModel.ts';

/** Everything behind the figures that the client may ask for. */
export async function readAppendix(context: ReadContext, issue: Issue): Promise<Appendix> {
  const { warehouse, run } = context;
  const sources = await warehouse.rows<FctSources>(
    `select * from marts.fct_sources where period_id = ${context.period} order by ordinal, load_id`,
  );
  return {
    exclusions: await readExclusionRows(context),
    objections: { entries: run.objections.objections, accepted: acceptedVersions(run, issue) },
    dataQuality: await readDataQuality(context),
    rejectedRows: sources.map(({ rejected }) => rejected).reduce((sum, rejected) => sum + rejected, 0),
    sources: sources.map(({ file, sha256, rows, rejected, table_name }) => ({
      file,
      sha256,
      rows,
      rejected,
      table: table_name,
    })),
    terms: run.contract.terms.map(({ effective_from, availability, severities }) => ({
      effectiveFrom: effective_from,
      targetPercent: availability.target.text,
      promises: severities.map(({ name, measures }) => ({
        severity: name,
        measures: measures.map(({ measure, within }) => ({ measure, within: within.text })),
      })),
    })),
    policies: policiesInForce(context),
    tool: { version: toolVersion(), contractSha256: run.hashes.contract, modelsSha256: run.hashes.models },
  };
}

/** Versions before this one that the client took; what a draft says of them does not hang on the day on which it is made. */
function acceptedVersions(
  { objections, contract, workspace }: ReadContext['run'],
  { revisions, issuedAt }: Issue,
): Appendix['objections']['accepted'] {
  return revisions
    .slice(0, -1)
    .flatMap<{ version: string; by: string | null; on: string }>(({ version, issuedAt: at }, index) => {
      const until = revisions[index + 1]!.issuedAt ?? issuedAt ?? at!;
      const standing = standingOf({ version, issuedAt: at!, until }, objections, contract, workspace, until);
      if (standing.kind === 'accepted') return [{ version, by: standing.by, on: standing.on }];
      return standing.kind === 'deemed' ? [{ version, by: null, on: standing.on }] : [];
    });
}

/** What the checks found in rows that were known at the cut-off. Rows of later months change nothing in a report of this one. */
async function readDataQuality(context: ReadContext): Promise<Appendix['dataQuality']> {
  const { warehouse, run, period } = context;
  const found: Appendix['dataQuality'] = [];
  for (const { check } of run.findings) {
    const rows = await warehouse.rows<Finding['rows'][number] & { of: number }>(
      `with found as (${check.sql}),
       known as (
         select loads.file, rows.row, min(rows.known_at) as known_at
         from intermediate.int_row_instants as rows inner join staging.stg_loads as loads on rows.load_id = loads.load_id
         where loads.file in (select file from found)
         group by loads.file, rows.row
       )
       select found.subject, found.file, found.row, found.detail, (count(*) over ())::integer as "of"
       from found left join known on found.file = known.file and found.row = known.row
       where coalesce(known.known_at < ${run.periods.asOf}, true)
         and (found.file is null or found.file not in (select file from staging.stg_loads)
           or found.file in (select file from marts.fct_sources where period_id = ${period}))
       order by found.subject, found.file, found.row, found.detail limit 3`,
    );
    if (rows.length === 0) continue;
    found.push({
      severity: check.severity === 'warn' ? 'warning' : check.severity,
      check: { name: check.name, purpose: check.purpose },
      count: rows[0]!.of,
      examples: rows.map((row) => exampleOf(row, context)),
    });
  }
  return found;
}

/** Whom and where. What exactly is wrong there, `sla check` says. */
function exampleOf(
  { subject, file, row }: Finding['rows'][number],
  { language, serviceName }: ReadContext,
): FindingExample {
  const who = serviceName(subject)![language];
  return { who: who === file ? null : who, file, row };
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
  const leftOut = await warehouse.rows<FctLeftOut>(
    `select distinct left_out_because from marts.fct_left_out where period_id = ${period} and is_counted`,
  );
  const { startsAt, endsAt } = run.periods.period;
  return run.exclusions
    .filter(({ id, target, from, to }) =>
      // One of a whole ticket is listed where it left something out, any other where it took time of the period.
      'service' in target || from !== null || to !== null
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

/** The policies of the terms that hold on some day of the period. */
function policiesInForce({ run: { contract, periods } }: ReadContext): Appendix['policies'] {
  const { startsAt, endsAt } = periods.period;
  return contract.terms
    .filter((terms, index) => {
      const until = contract.terms[index + 1]?.effective_from_s ?? Number.POSITIVE_INFINITY;
      return terms.effective_from_s < endsAt && until > startsAt;
    })
    .map(({ effective_from, policies, availability }) => ({ from: effective_from, policies, availability }));
}
