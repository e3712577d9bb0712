/** The lines and sums of a service's audit, in words: shared by its text and its PDF. */
import type { MonthAudit, OutageAudit, ServiceAudit, SpanAudit } from '../../pipelines/audit/ServiceAudit.ts';
import { percentFloored, ratio } from '../../pipelines/reference/ratio.ts';
import type { AuditVoice } from '../auditVoice.ts';
import { dash, formatPercent } from '../format.ts';
import type { Tone } from '../parts/status.ts';

/** The verdict of the period, and what is left of the downtime budget. */
export function headline(
  { figures, terms }: ServiceAudit,
  { words, duration }: AuditVoice,
): { tone: Tone; verdict: string; budget: string | null } {
  const { availabilityPercent, met, budgetLeftSeconds: left } = figures;
  const known = words.availability;
  const target = terms.at(-1)?.target.text ?? dash;
  if (availabilityPercent === null || met === null) return { tone: 'none', verdict: known.none, budget: null };
  return {
    tone: met ? 'good' : 'bad',
    verdict: (met ? known.met : known.missed)(availabilityPercent, target),
    budget: left < 0 ? known.overspent(duration(-left)) : known.budgetLeft(duration(left)),
  };
}

/** How time without samples becomes unknown. */
export function termsLine(
  { checkIntervalSeconds, terms, downWhen }: ServiceAudit,
  { words, duration }: AuditVoice,
): string {
  const gap = (terms.at(-1)?.terms.max_gap ?? 1) * checkIntervalSeconds;
  const known = words.availability;
  return known.gap(duration(checkIntervalSeconds), duration(gap)) + (downWhen > 1 ? known.downWhen(downWhen) : '');
}

export interface SumLine {
  /** `−` takes from the line above, `=` adds up, `·` is a part that changes nothing. */
  sign: '' | '−' | '=' | '·';
  label: string;
  seconds: number;
}

/** From the period to the available seconds, line by line; each `=` is what stands above it. */
export function sumLines({ figures, terms }: ServiceAudit, { words }: AuditVoice): SumLine[] {
  const known = words.availability;
  const { maintenance, unknown } = terms.at(-1)?.terms ?? { maintenance: 'excluded', unknown: 'excluded' };
  const isOut = figures.agreedSeconds !== figures.windowSeconds - figures.excludedSeconds || maintenance === 'excluded';
  const base = figures.baseSeconds;
  return [
    { sign: '', label: known.window, seconds: figures.windowSeconds },
    { sign: isOut ? '−' : '·', label: known.maintenance(!isOut), seconds: figures.maintenanceSeconds },
    { sign: '−', label: known.excluded, seconds: figures.excludedSeconds },
    { sign: '=', label: known.agreed, seconds: figures.agreedSeconds },
    { sign: unknown === 'excluded' ? '−' : '·', label: known.unknown[unknown], seconds: figures.unknownSeconds },
    { sign: '=', label: known.base, seconds: base },
    {
      sign: '−',
      label: figures.lostSeconds > figures.downSeconds ? known.lostWithUnknown : known.lost,
      seconds: figures.lostSeconds,
    },
    { sign: '=', label: known.available, seconds: base - figures.lostSeconds },
  ];
}

/** The division that leads to the printed percentage, and the verdict on whole seconds. */
export function exactPercent({ figures, terms }: ServiceAudit, { words, count }: AuditVoice): string {
  const { baseSeconds, lostSeconds, availabilityPercent, budgetSeconds, met } = figures;
  const exact = ratio(baseSeconds - lostSeconds, baseSeconds);
  const digits = percentFloored(exact, 9);
  const isWhole = (exact.numerator * 10n ** 11n) % exact.denominator === 0n;
  const known = words.availability;
  const division = known.ratio(
    count(baseSeconds - lostSeconds),
    count(baseSeconds),
    isWhole ? digits.replace(/\.?0+$/, '') : `${digits}…`,
    availabilityPercent ?? '',
  );
  const budget = known.verdict(terms.at(-1)?.target.text ?? '', count(lostSeconds), count(budgetSeconds), met === true);
  return `${division} ${budget}`;
}

/** Where the seconds of an outage went that do not count. */
export function notCountedLine(outage: OutageAudit, { words, duration }: AuditVoice): string {
  const known = words.availability;
  const parts = [
    outage.maintenanceSeconds > 0 ? known.inMaintenance(duration(outage.maintenanceSeconds)) : '',
    outage.excludedSeconds > 0 ? known.inExclusion(duration(outage.excludedSeconds)) : '',
    outage.shortSeconds > 0 ? known.short(duration(outage.shortSeconds)) : '',
    outage.outsideSeconds > 0 ? known.outside(duration(outage.outsideSeconds)) : '',
    outage.isOngoing ? known.ongoing : '',
  ];
  return parts.filter(Boolean).join(', ');
}

/** Files with the rows that bound a span: `uptime_samples_sap.csv: 10696, 10697`. */
export function sourcesOf(
  span: Pick<SpanAudit, 'sources'> & { kind?: SpanAudit['kind'] },
  { words }: AuditVoice,
): string {
  const files = new Map<string, number[]>();
  for (const { file, row } of span.sources) files.set(file, [...(files.get(file) ?? []), row]);
  if (files.size > 0) return [...files].map(([file, rows]) => `${baseName(file)}: ${rows.join(', ')}`).join('\n');
  if (span.kind === 'maintenance') return words.contractRule;
  return span.kind === 'excluded' ? words.exclusionsFile : words.noRow;
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

/** The agreement's figure, then those of the monitors: name, figure, reason. */
export function monitorRows(audit: ServiceAudit, { words, monitor: because }: AuditVoice): [string, string, string][] {
  const known = words.availability;
  const terms = audit.terms.at(-1)?.terms;
  const agreed: [string, string, string][] = terms
    ? [
        [
          known.agreementLine,
          formatPercent(audit.figures.availabilityPercent),
          known.agreementSays(terms.unknown, terms.maintenance),
        ],
      ]
    : [];
  return [
    ...agreed,
    ...audit.monitors.map(({ monitor, shown }): [string, string, string] => [
      monitor,
      shown === null ? known.noFigure : shown.replaceAll(/(\d+\.\d+)/g, '$1%'),
      because(monitor),
    ]),
  ];
}

/** Other ways to treat unknown time, where there is any. */
export function alternativeLines(
  { figures, unknownPolicies }: MonthAudit,
  { words, unknownSaid }: AuditVoice,
): string[] {
  if (figures.unknownSeconds === 0) return [];
  const known = words.availability;
  return unknownPolicies.map(({ unknown, availabilityPercent, met, turnsVerdict }) =>
    known.policyLine(
      unknownSaid[unknown],
      formatPercent(availabilityPercent),
      met === null ? dash : met ? known.verdicts.met : known.verdicts.missed,
      turnsVerdict,
    ),
  );
}
