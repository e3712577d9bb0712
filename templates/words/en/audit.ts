/** The words of the audit in English. */
import { isReceivedLater, type Promised } from '../../../pipelines/audit/TicketAudit.ts';
import type { AuditWords } from '../ja/audit.ts';
import type { AuditSpeech } from '../ReasonWords.ts';
import { readingNames } from './readingNames.ts';
import reasons from './reasons.ts';

const en: AuditWords = {
  title: 'SLA audit',
  serviceTitle: 'Availability audit',
  severities: { critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low' },
  measures: { respond: 'Response', restore: 'Restoration', resolve: 'Resolution' },
  verbs: { respond: 'respond', restore: 'restore', resolve: 'resolve' },
  cycle: (number) => ` (cycle ${number})`,
  verdicts: { met: 'Met', breached: 'Breached', running: 'Running', excluded: 'Excluded', 'no-data': 'No data' },
  toSpare: (verdict, margin) => `${verdict}, ${margin} to spare`,
  late: (verdict, late) => `${verdict}, ${late} late`,
  lateAndOpen: (verdict, late, asOf) => `${verdict} and still open: ${late} late at ${asOf}`,
  dueIn: (verdict, left, asOf) => `${verdict}: ${left} left at ${asOf}`,
  because: (verdict, reason) => `${verdict}: ${reason}`,
  noMeasures: 'No measures',
  standing: {
    'not-an-incident': (type) => `A ${type} has no measures, only incidents do.`,
    'not-yet-open': () => 'The ticket had not been opened by then.',
    'nothing-promised': () => 'The agreement promises nothing for it, or no clock could be started.',
  },
  asOf: (at) => `as of ${at}`,
  zone: (zone) => `Times are ${zone}.`,
  head: {
    agreement: 'What was agreed',
    started: 'Started',
    due: 'Due',
    stopped: 'Stopped',
    elapsed: 'Clock ran',
    paused: 'Paused',
    margin: 'Margin',
    steps: 'The clock, step by step',
    from: 'From',
    to: 'To',
    kind: 'Clock',
    length: 'Length',
    why: 'Why',
    evidence: 'Evidence',
    policies: 'Under another policy',
    elsewhere: 'In the ticket system itself',
    remarks: 'What is odd about the data',
    rows: 'The rows as exported',
    row: 'Row',
    text: 'Text of the file',
    service: 'Service',
    site: 'Site',
    severity: 'Severity',
    ticket: 'Ticket',
    asOf: 'As of',
    check: 'Cross-check',
  },
  kinds: { running: 'running', paused: 'paused', closed: 'closed', resolved: 'resolved' },
  legend: {
    running: 'Running',
    late: 'Late',
    paused: 'Paused',
    closed: 'Outside business hours',
    resolved: 'Stood resolved',
  },
  events: {
    opened: 'opened',
    responded: 'responded',
    restored: 'restored',
    resolved: 'resolved',
    closed: 'closed',
    reopened: 'reopened',
    cancelled: 'cancelled',
  },
  stoppedBy: (event) => `stopped: ${event}`,
  waitsSinceBeforeDue: (verdict) => `${verdict}: it has been waiting since before it fell due`,
  wasLateOn: (due) => `was late on ${due}`,
  stillRunning: (at) => `still running at ${at}`,
  moved: (from, by, to) => `Due moved from ${from} to ${to}: the clock stood still for ${by}.`,
  dueBecause: (promise, isMoved, say) => {
    const { within, calendar } = promise;
    const end =
      within.kind === 'duration'
        ? `${say.within(within.text)}${calendar ? ' of opening time' : ''} from the start`
        : lastDay(promise, within.days, 'start');
    const isLater = within.kind === 'business-days' && isReceivedLater(promise);
    return `${end}${isLater ? '; a start while closed counts from the next opening' : ''}${isMoved ? ', moved by the time that the clock stood still' : ''}`;
  },
  sums: (running, paused, resolved) =>
    [running, `paused ${paused}`, ...(resolved ? [`stood resolved ${resolved}`] : [])].join(', '),
  dueFlag: (at) => `Due ${at}`,
  stopFlag: (event, at) => `${event} ${at}`,
  openFlag: (at) => `Open at ${at}`,
  alt: (ticket, measure, start, due, stop) =>
    `Clock of ${measure} for ${ticket}. Started ${start}, due ${due}, ${stop}.`,
  severityChange: (severity, at) => `Severity ${severity} from ${at}.`,
  lateWhenRaised: (severity) => `Already past this promise's due instant when it was raised to ${severity}.`,
  sentence,
  policy: (policy, value, outcome) =>
    policy === 'response'
      ? `If a restoration or resolution before the recorded response is taken for it, ${outcome}.`
      : `With another reading (${readingNames[`${policy} ${value}`]}) ${outcome}.`,
  wouldBe: {
    met: (margin) => `this would be met, ${margin} to spare`,
    breached: (margin) => `this would be breached, ${margin} late`,
    running: () => 'this would still be running',
    excluded: () => 'this would be excluded',
    'no-data': () => 'this would have no data',
    none: () => 'there would be no such measure',
    month: (to, from) => `this would count in ${to}${from ? ` instead of ${from}` : ''}`,
    noMonth: (from) => `this would not count in any month yet${from ? ` instead of in ${from}` : ''}`,
  },
  elsewhere: (desk, metric, shown, verdict, because) =>
    `${desk} (${metric}): ${shown}, ${verdict.toLowerCase()}. ${because}`,
  otherMeasure: (measure) => `${measure}, which is not promised as it stands`,
  agrees: (period, asOf) => `The warehouse (SQL) computes the same; last compared: ${period}, as known at ${asOf}.`,
  agreesService: 'The warehouse (SQL) computes the same seconds, percentage and verdict.',
  notCompared: 'None of the computed months holds this ticket, so there is nothing in the warehouse to compare with.',
  disagrees: 'THE WAREHOUSE DISAGREES. One of the two is wrong: do not use the figure before this is cleared up.',
  difference: (what, reference, warehouse) => `${what}: reference ${reference}, warehouse ${warehouse}`,
  file: (state) =>
    ({
      unchanged: '',
      changed: 'the file has changed since it was loaded: its rows are not shown',
      gone: 'the file has gone: its rows cannot be shown',
      opaque: 'the rows of this kind of file cannot be shown as text',
    })[state],
  rowOf: (row) => `row ${row}`,
  contractRule: 'contract.yaml',
  exclusionsFile: 'exclusions.yaml',
  noRow: 'row not known',
  fromRuns: {
    warehouse:
      'An export of samples has gone or changed: its part is judged from what was kept of it, and has no rows.',
    lake: 'Samples were folded where they lie: their part is judged from the runs that came back, and has no rows.',
  },
  availability: {
    met: (percent, target) => `Met: ${percent}% against ${target}%`,
    missed: (percent, target) => `Missed: ${percent}% against ${target}%`,
    verdicts: { met: 'met', missed: 'missed' },
    none: 'No figure: no second of the period counts',
    budgetLeft: (left) => `${left} of the downtime budget is left.`,
    overspent: (over) => `The downtime budget is overspent by ${over}.`,
    sum: 'The sum',
    seconds: 'Seconds',
    time: 'h m s',
    window: 'Period, within the life of the service and up to the cut-off',
    maintenance: (counted) => (counted ? 'of which planned maintenance (counts as up)' : 'planned maintenance'),
    excluded: 'approved exclusions',
    agreed: 'Agreed service time',
    unknown: {
      excluded: 'time without monitoring data (left out)',
      up: 'of which without monitoring data (counts as up)',
      down: 'of which without monitoring data (counts as down)',
    },
    base: 'Base',
    lost: 'downtime that counts',
    lostWithUnknown: 'downtime that counts, and time without monitoring data',
    available: 'Available',
    ratio: (available, base, exact, shown) =>
      `${available} ÷ ${base} = ${exact} %. Cut off after three decimals, never rounded up: ${shown}%.`,
    verdict: (target, lost, budget, met) =>
      `The target of ${target}% leaves ${budget} s that may be lost; ${lost} s are lost: ${met ? 'met' : 'missed'}.`,
    outages: 'Outages',
    noOutages: 'No outage.',
    counted: 'Counted',
    notCounted: 'Why the rest does not count',
    inMaintenance: (time) => `${time} in maintenance`,
    inExclusion: (time) => `${time} in an approved exclusion`,
    short: (time) => `${time}: too short to count`,
    outside: (time) => `${time} outside the period`,
    ongoing: 'still down at the cut-off',
    spans: 'Maintenance, exclusions and time without data',
    noSpans: 'None.',
    kind: 'Kind',
    kinds: { maintenance: 'Maintenance', excluded: 'Excluded', unknown: 'No data' },
    monitors: 'What a monitor would say',
    monitor: 'Monitor',
    figure: 'Figure',
    agreementLine: 'The agreement',
    agreementSays: (unknown, maintenance) =>
      `Planned maintenance ${maintenance === 'excluded' ? 'is not agreed service time' : 'counts as up'}, approved exclusions are left out, time without data ${{ excluded: 'is left out', up: 'counts as up', down: 'counts as down' }[unknown]}; cut off, never rounded.`,
    noFigure: 'no figure',
    atStake: (maintenance, down, excluded, unknown) =>
      `In this period: maintenance ${maintenance} (down for ${down} of it), approved exclusions ${excluded} (no monitor knows them), without data ${unknown}.`,
    policies: 'Other ways to treat time without data',
    policyLine: (unknown, percent, met, turns) =>
      `With ${unknown}: ${percent} (${met})${turns ? ', which would turn the verdict' : ''}`,
    gap: (interval, gap) => `Checked every ${interval}; without a sample for more than ${gap} nothing is known.`,
    downWhen: (count) => ` Down when ${count} locations are.`,
    legend: { down: 'Down', maintenance: 'Maintenance', excluded: 'Excluded', unknown: 'No data' },
    alt: (service, outages) =>
      `The period to scale: ${outages} outages of ${service}, maintenance, exclusions and time without data.`,
  },
  reasons,
};

export default en;

function sentence(severity: string, measure: string, promise: Promised, say: AuditSpeech): string {
  const { within, clock, calendar, policies } = promise;
  const promised = `${severity}: ${en.verbs[measure] ?? measure} within ${say.within(within.text)}`;
  const pauses = measure === 'respond' ? 'Pauses never stop this clock.' : pausesOf(policies.pause_reasons);
  if (!calendar) return `${promised}, round the clock. ${pauses}`;

  const name = `calendar ${calendar.id}${calendar.site ? ` (${say.text(calendar.site)})` : ''}`;
  if (within.kind === 'duration') return `${promised} of opening time, ${name}. ${pauses}`;
  const received = isReceivedLater(promise)
    ? ' What comes in while closed counts as received at the next opening.'
    : '';
  return `${promised}${clock === 'always' ? ' (counted in business days)' : ''}, ${name}: ${lastDay(promise, within.days, 'opening')}.${received} ${pauses}`;
}

/** The end of the last of some business days, counted from the date of what is named. */
function lastDay({ calendar, policies }: Promised, days: number, first: string): string {
  const day = `the ${ordinal(days)} business day after the ${first}'s date`;
  return {
    'end-of-day': `closing time of ${day}`,
    midnight: `24:00 of ${day}`,
    'business-hours': `${hours(days * (calendar?.dayLengthSeconds ?? 0))} of opening time from the start`,
  }[policies.business_day];
}

function pausesOf(reasons: readonly string[]): string {
  return reasons.length === 0
    ? 'No pause stops the clock.'
    : `The clock stands still while waiting for: ${reasons.join(', ')}.`;
}

function hours(seconds: number): string {
  const minutes = Math.floor((seconds % 3600) / 60);
  return `${Math.floor(seconds / 3600)} h${minutes > 0 ? ` ${minutes} min` : ''}`;
}

function ordinal(n: number): string {
  const tens = n % 100;
  const ending = tens >= 11 && tens <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${ending}`;
}
