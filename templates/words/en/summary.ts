/** The summary page in English. */
import type { SummaryWords } from '../SummaryWords.ts';

const summary: SummaryWords = {
  states: {
    good: 'All promises kept',
    attention: 'Partly missed',
    action: 'Grave misses',
    unknown: 'Not all could be judged',
  },
  decidedBy: (reasons) =>
    `Decided by: ${reasons.join('; ')}. All promises count: availability of each service and as a whole; response, restoration and resolution of each severity.`,
  reasons: {
    'overall-missed': () => 'availability as a whole is below its target',
    'gravest-breached': ({ severity, breaches }, say) =>
      `${breaches === 1 ? '1 SLA breach' : `${say.count(breaches)} SLA breaches`} of the gravest severity, ${say.severity(severity)}`,
    'attainment-far-below': ({ severity, measure, percent, target }, say) =>
      `${say.severity(severity)} ${say.measure(measure).toLowerCase()} was on time in ${percent}% (${target === null ? 'fewer than nine in ten' : `target ${target}%`})`,
    'services-missed': ({ missed, judged }, say) =>
      `${say.count(missed)} of the ${say.count(judged)} services judged missed ${missed === 1 ? 'its' : 'their'} availability target`,
    breached: ({ breaches }, say) => (breaches === 1 ? '1 SLA breach' : `${say.count(breaches)} SLA breaches`),
    'still-running': () => 'the period has not ended (availability is judged at its end)',
    'services-not-judged': ({ judged, of }, say) =>
      `only ${say.count(judged)} of ${say.count(of)} services could be judged, the others have no monitoring data`,
    'months-not-monitored': ({ monitored, of }, say) =>
      `only ${say.count(monitored)} of ${say.count(of)} months have monitoring data`,
    'no-tickets': ({ months, of }, say) =>
      months === 0
        ? 'there are no ticket data'
        : `only ${say.count(months)} of ${say.count(of)} months have ticket data`,
    'nothing-promised': () => 'nothing is promised that could be judged',
    'all-kept': () => 'nothing was missed',
  },
  verdict: (figures, isRunning, { count }) => {
    const { services, servicesJudged, servicesMet, monthsWithTickets, attainmentPercent } = figures;
    const availability = () => {
      if (services === 0) return 'No service is promised an availability.';
      if (servicesJudged === 0 && isRunning && figures.monthsMonitored > 0)
        return 'Availability is not judged before the period has ended.';
      if (servicesJudged === 0) return 'There are no monitoring data, so availability has no figure.';
      if (servicesJudged < services)
        return `Of ${count(services)} services ${count(servicesJudged)} could be judged; ${count(servicesMet)} met their availability target.`;
      if (servicesMet === servicesJudged)
        return services === 1
          ? 'The service met its availability target.'
          : `All ${count(services)} services met their availability target.`;
      return `${count(servicesMet)} of ${count(servicesJudged)} services met their availability target.`;
    };
    const { breaches, breachedTickets } = figures;
    const tickets = () => {
      if (monthsWithTickets === 0) return 'There are no ticket data, so SLA attainment has no figure.';
      if (attainmentPercent === null) return 'No measure was due.';
      const rate = `SLA attainment was ${attainmentPercent}% (${count(figures.met)} of ${count(figures.judged)}).`;
      if (breaches === 0) return `${rate} There was no SLA breach.`;
      const number = breaches === 1 ? 'There was 1 SLA breach' : `There were ${count(breaches)} SLA breaches`;
      const on = breachedTickets === 1 ? '1 ticket' : `${count(breachedTickets)} tickets`;
      return `${rate} ${number}${breachedTickets === breaches ? '' : ` (on ${on})`}.`;
    };
    return `${availability()} ${tickets()}`;
  },
  cards: {
    availability: 'Availability (overall)',
    respond: 'Response SLA',
    restore: 'Restore/resolve SLA',
    incidents: 'Incidents opened',
    breaches: 'SLA breaches',
    mttr: 'Time to restore (median)',
  },
  casesUnit: '',
  everyCase: 'Target: every case on time',
  cases: (met, of) => `${met} of ${of}`,
  noData: 'no data',
  points: {
    written: ({ text }, say) => say.text(text),
    'service-missed': ({ name, percent, target, more }, say) =>
      `${say.text(name)}: availability ${percent}%, below the target of ${target}%${more > 0 ? ` (and ${say.count(more)} more)` : ''}.`,
    'ticket-breached': ({ ticketId, title, measures, more }, say) =>
      `${ticketId} “${title}” missed its deadline (${measures.map((each) => say.measure(each).toLowerCase()).join(', ')})${more > 0 ? `, as did ${say.count(more)} more` : ''}.`,
    'unapproved-maintenance': ({ windowId, name, downSeconds, more }, say) =>
      `Maintenance without approval${windowId === '' ? '' : ` ${windowId}`} cost ${say.text(name)} ${say.duration(downSeconds)} of downtime${more > 0 ? ` (and ${say.count(more)} more)` : ''}.`,
    'patches-overdue': ({ patches, oldestDueAt }, say) =>
      `${patches === 1 ? '1 patch is' : `${say.count(patches)} patches are`} past the date and not applied; the oldest was due ${say.date(oldestDueAt)}.`,
    capacity: ({ resource, reachesLimitOn }, say) =>
      `${resource} is expected to reach its limit around ${say.date(reachesLimitOn)}.`,
    'near-misses': ({ measures, ticketId, measure, marginSeconds }, say) =>
      `${say.count(measures)} ${measures === 1 ? 'promise was' : 'promises were'} kept by a narrow margin (the narrowest: ${ticketId}, ${say.measure(measure)}, ${say.exact(marginSeconds)}).`,
    'budget-nearly-used': ({ name, leftSeconds, budgetSeconds }, say) =>
      `${say.text(name)} has ${say.exact(leftSeconds)} left of its downtime budget of ${say.exact(budgetSeconds)}.`,
    'open-measures': ({ measures }, say) =>
      measures === 1 ? '1 measure is still running.' : `${say.count(measures)} measures are still running.`,
    'no-monitoring': () => 'There are no monitoring data, so availability cannot be judged.',
    'no-tickets': () => 'There are no ticket data, so response, restoration and resolution cannot be judged.',
    'unknown-types': ({ types }, say) =>
      types === 1
        ? 'Tickets of a type that is not understood are in no figure.'
        : `Tickets of ${say.count(types)} types that are not understood are in no figure.`,
    'all-kept': ({ incidents }, say) =>
      incidents === 0
        ? 'There was no incident; every promise was judged and none was missed.'
        : `Incidents opened: ${say.count(incidents)}; every promise was judged and none was missed.`,
    cause: ({ label, share }, say) => `${share}% of the downtime of the quarter goes back to ${say.text(label)}.`,
    kpis: ({ judged, met, attention, missed }, say) =>
      `Of ${say.count(judged)} KPIs with a target, ${say.count(met)} were met, ${say.count(attention)} need attention, ${say.count(missed)} were missed.`,
    actions: ({ earlier, outcomes }, say) => {
      const counted = Object.entries(outcomes).filter(([, number]) => number > 0);
      const named = counted.map(([outcome, number]) => `${say.count(number)} ${names[outcome]}`);
      return `Of ${say.count(earlier)} actions agreed in the quarter before: ${named.join(', ')}.`;
    },
  },
  outcomes: { done: 'done', open: 'open', late: 'late', dropped: 'dropped', unreported: 'without a report' },
};
const names: Record<string, string> = summary.outcomes;

export default summary;
