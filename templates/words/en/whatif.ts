/** What another agreement would have said, in English. */
import type { WhatIfWords } from '../ja/whatif.ts';

const whatif: WhatIfWords = {
  title: 'What other terms would have said',
  lead: 'These are no verdicts: the same data of this quarter, judged under the terms below. All else is as agreed.',
  promise: 'Promise',
  agreed: 'As agreed',
  other: 'Under other terms',
  turned: 'turns',
  ticketsThatTurn: 'Clocks that turn',
  moreTickets: (shown, all) => `${shown} of ${all} are shown`,
  asked: (said) => `What if: ${said}`,
  nothing: 'No verdict would be another one.',
  turns: (count) => `Promises that turn: ${count}`,
  unchanged: (period) => `${period}: no verdict and no count differs`,
  overall: 'Availability overall',
  said: (status, percent) => (percent === null ? status : `${status} ${percent}%`),
  service: (status, percent, target, lost, budget) =>
    `${status} ${percent === null ? '-' : `${percent}%`} (target ${target}%, down ${lost} of ${budget})`,
  others: (services) => `${services} other services`,
  sameVerdict: 'another target or budget, the same verdict',
  absent: 'not promised',
  arrow: (before, after) => `${before} -> ${after}`,
  cases: (met, breached, percent) => `${met} on time, ${breached} late${percent === null ? '' : ` (${percent}%)`}`,
  outage: (from, to, counted) => `outage ${from} to ${to}, counted ${counted}`,
  moreOutages: (more) => `and ${more} more outages`,
  nowBreached: (late) => `on time -> ${late} late`,
  nowKept: (late) => `${late} late -> on time, or not promised`,
  status: {
    met: 'met',
    missed: 'missed',
    'no-data': 'no data',
    'on-course': 'on course',
    'at-risk': 'at risk',
    lost: 'lost',
  },
  held: (from, to) =>
    `Availability target that each service would have held in every period from ${from} to ${to} (three decimals)`,
  heldBy: (percent, worst, lost, base) => `${percent}%  worst: ${worst} (${lost} of ${base} s down)`,
  heldByNone: 'no data',
  without: (periods) => `without data: ${periods}`,
  join: ', ',
};

export default whatif;
