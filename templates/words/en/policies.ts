/** How things are counted, in English, by the policies in force. Examples: opening hours 9:00 to 18:00, Monday to Friday. */
import type { Policies } from '../../../pipelines/contract/Contract.ts';
import type { PolicyWords } from '../PolicyWords.ts';

const businessDay: Record<Policies['business_day'], string> = {
  'end-of-day':
    'the closing time of the N-th business day after the day of opening, which is not counted. Opened Friday 17:00, within 1 business day: due Monday 18:00.',
  midnight:
    'the end of the N-th business day after the day of opening, which is not counted. Opened Friday 17:00, within 1 business day: due Monday 24:00.',
  'business-hours':
    'N times the opening hours of a day, counted in opening hours alone. Opened Friday 17:00, within 1 business day: due Monday 17:00.',
};

const received: Record<Policies['received'], string> = {
  immediate:
    'What comes in while closed counts as received at that time. Opened Saturday 10:00, within 1 business day: due on Monday.',
  'next-opening':
    'What comes in while closed counts as received at the next opening. Opened Saturday 10:00 counts as Monday 9:00; within 1 business day: due on Tuesday.',
};

const severityChange: Record<Policies['severity_change'], string> = {
  final:
    'The severity at the stop decides. Opened as low, raised to high, lowered to medium, then solved: the target of medium.',
  initial:
    'The severity at the opening decides. Opened as low, raised to high, lowered to medium, then solved: the target of low.',
  highest:
    'The gravest severity that it had decides. Opened as low, raised to high, lowered to medium, then solved: the target of high.',
};

const attribution: Record<Policies['attribution'], string> = {
  decided: 'An open ticket past its deadline is a breach of the month in which it fell due.',
  opened: 'Outcomes count in the month of the opening, and so does an open ticket past its deadline.',
  resolved: 'Outcomes count in the month of the stop; an open ticket past its deadline is no breach before it stops.',
};

const agreed: PolicyWords['agreed'] = {
  excluded: 'less planned maintenance and approved exclusions',
  'counts-as-up': 'less approved exclusions; planned maintenance is in it, as up',
};

const policies: PolicyWords = {
  from: (date, meaning) => `From ${date}: ${meaning}`,
  attribution,
  agreed,
  entries: [
    {
      term: 'Agreed service time',
      says: (_, { maintenance }) =>
        `The period ${agreed[maintenance]}, within the life of the service. A month of 31 days with 4 hours of maintenance: ${maintenance === 'excluded' ? '740' : '744'} hours.`,
    },
    {
      term: 'No monitoring data',
      says: (_, { unknown }) =>
        `Time in which monitoring saw neither up nor down. ${
          {
            excluded: 'It is left out. Of 100 hours, 10 without data and 1 down: 89 ÷ 90, 98.888%.',
            up: 'It counts as up. Of 100 hours, 10 without data and 1 down: 99 ÷ 100, 99.000%.',
            down: 'It counts as down. Of 100 hours, 10 without data and 1 down: 89 ÷ 100, 89.000%.',
          }[unknown]
        } Where another way would turn a verdict, the report says so.`,
    },
    {
      term: 'Business day',
      says: ({ business_day }) =>
        `A date with opening hours in the calendar of the site. “Within N business days” means by ${businessDay[business_day]}`,
    },
    {
      term: 'Opened while closed',
      says: ({ business_day, received: rule }) =>
        business_day === 'business-hours'
          ? 'Opening hours alone are counted, from the next opening on. Opened Saturday 10:00, within 1 business day: due Monday 18:00.'
          : received[rule],
    },
    {
      term: 'Pauses',
      says: ({ pause_reasons }) =>
        pause_reasons.length === 0
          ? 'No pause stops a clock. Waiting two hours for the client moves no deadline.'
          : `Restoration and resolution stand still while waiting for: ${pause_reasons.join(', ')} (response never does). Two hours of waiting for the ${pause_reasons[0]} move the deadline by two hours; pauses for other reasons move nothing.`,
    },
    { term: 'Change of severity', says: ({ severity_change }) => severityChange[severity_change] },
    {
      term: 'Reopening',
      says: ({ reopen }) => {
        const days = Math.floor(reopen.within_seconds / 86_400);
        return reopen.mode === 'new-cycle'
          ? 'A reopening begins a clock of its own, judged on its own. Reopened the day after: a new deadline from then on.'
          : `A reopening within ${days} days goes on with the same clock; the time that it stood resolved does not count. Reopened exactly ${days} days after: the same clock; later: a new one.`;
      },
    },
    {
      term: 'Attribution',
      says: ({ attribution: rule }) =>
        ({
          decided:
            'Each measure counts once, in the month in which its outcome became known. Opened in October, due in November, solved in December: a breach of November.',
          opened:
            'Each measure counts once, in the month of its opening. Opened in October, due in November, solved in December: a breach of October.',
          resolved:
            'Each measure counts once, in the month of its stop. Opened in October, due in November, solved in December: a breach of December.',
        })[rule],
    },
  ],
};

export default policies;
