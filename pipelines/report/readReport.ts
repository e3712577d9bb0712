/**
 * Marts to ReportModel: the only place where rows become objects.
 */
import type { Language } from '../contract/Contract.ts';
import type { Run } from '../run/prepareRun.ts';
import { readContext } from './context.ts';
import type { Issue } from './Issue.ts';
import { namesIn } from './namesIn.ts';
import type { DocumentFacts, ReportModel } from './ReportModel.ts';
import { readAppendix } from './readAppendix.ts';
import { readAttainment } from './readAttainment.ts';
import { readAvailability } from './readAvailability.ts';
import { readAvailabilityMisses } from './readAvailabilityMisses.ts';
import { readBreaches, readNearMisses, readOpenMeasures } from './readBreaches.ts';
import { readEscalations } from './readEscalations.ts';
import { readImprovements } from './readImprovements.ts';
import { readIncidents } from './readIncidents.ts';
import {
  readBackups,
  readCapacity,
  readChanges,
  readMaintenance,
  readProblems,
  readSecurity,
} from './readPractices.ts';
import { readBalance, readPromises } from './readPromises.ts';
import { readReadings } from './readReadings.ts';
import { readSummary } from './readSummary.ts';

/** Everything that a template may see, in one plain object. */
export async function readReport(run: Run, issue: Issue, language: Language): Promise<ReportModel> {
  const context = readContext(run, language);
  const { period, asOf } = run.periods;
  const sections = {
    availability: await readAvailability(context),
    attainment: await readAttainment(context),
    promises: await readPromises(context),
    balance: await readBalance(context),
    incidents: await readIncidents(context),
    availabilityMisses: await readAvailabilityMisses(context),
    breaches: await readBreaches(context),
    nearMisses: await readNearMisses(context),
    nearMissRules: run.contract.near_miss,
    readings: await readReadings(context),
    openMeasures: await readOpenMeasures(context),
    escalations: await readEscalations(context),
    problems: await readProblems(context),
    changes: await readChanges(context),
    maintenance: await readMaintenance(context),
    security: await readSecurity(context),
    backups: await readBackups(context),
    capacity: await readCapacity(context),
    appendix: await readAppendix(context, issue),
  };
  const summary = await readSummary(context, sections);
  const report: ReportModel = {
    language,
    period: {
      id: period.id,
      kind: period.kind,
      timezone: run.contract.timezone,
      startsAt: period.startsAt,
      endsAt: period.endsAt,
      asOf,
      isRunning: asOf < period.endsAt,
      previousId: context.previousId,
      trendIds: context.trendIds,
    },
    document: documentFacts(run, issue),
    data: { hasTickets: summary.figures.monthsWithTickets > 0, isMonitored: summary.figures.monthsMonitored > 0 },
    summary,
    improvements: await readImprovements(context),
    ...sections,
  };
  return namesIn(report, run.contract.names, language);
}

/** `SLR-ACME-2026-10`: the number under which a report is filed. */
export function documentNumber({ contract, periods }: Run): string {
  return `SLR-${contract.client.id.toUpperCase()}-${periods.period.id}`;
}

function documentFacts(run: Run, { state, version, issuedAt, issuedBy, revisions }: Issue): DocumentFacts {
  const { contract } = run;
  const { provider, client, document } = contract;
  const { contacts } = provider;
  return {
    client: client.name,
    provider: provider.name,
    contacts: {
      support: contacts.support ?? null,
      emergency: contacts.emergency ?? null,
      serviceManager: contacts.service_manager?.name ?? null,
      serviceManagerEmail: contacts.service_manager?.email ?? null,
    },
    number: documentNumber(run),
    state,
    version,
    issuedAt,
    issuedBy,
    contractNumber: document.contract_number,
    classification: document.classification,
    preparedBy: document.prepared_by,
    reviewedBy: document.reviewed_by,
    approvedBy: document.approved_by,
    revisions,
  };
}
