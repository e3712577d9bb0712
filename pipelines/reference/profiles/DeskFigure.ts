/** What the profiles of ticket systems share: the clock of a ticket under their rules, and the figure that it yields. */
import type { Contract, MeasureName, Policies, Within } from '../../contract/Contract.ts';
import { termsAt } from '../../contract/termsAt.ts';
import { judgeTicket } from '../judgeTicket.ts';
import { withPolicy } from '../policySensitivity.ts';
import type { JudgeContext, MeasureResult, TicketHistory, Verdict } from '../TicketHistory.ts';

export type DeskName = 'Zendesk' | 'ServiceNow' | 'ConnectWise PSA';

/** The figure that a ticket system would show; why it is not the agreement's is said by its name, in `templates/words/`. */
export interface DeskFigure {
  desk: DeskName;
  /** The system's own name of the figure, as its exports and its API spell it. */
  metric: string;
  measure: MeasureName;
  cycle: number;
  /** Seconds that its clock ran, and that the target allows. */
  countedSeconds: number;
  allowedSeconds: number;
  /** As the system displays it, with its own rounding. */
  shown: string;
  verdict: Verdict;
  /** Due less stop under its rules, wall-clock seconds; negative when late. */
  marginSeconds: number;
}

export interface DeskProfile {
  desk: DeskName;
  /** Begins the name of each preset that reads its exports. */
  preset: string;
  metricOf: (measure: MeasureName) => string;
  /** Which pauses stop its clock of a completion; none stops that of a response, as agreed. */
  pausedBy: 'client' | 'all';
  /** Null: as agreed. */
  reopen: Policies['reopen']['mode'] | null;
  /** A clock that reaches its target has missed it; without, it has kept it. */
  missesOnTheSecond: boolean;
  show: (clock: DeskClock) => string;
}

export interface DeskClock {
  countedSeconds: number;
  allowedSeconds: number;
  /** Around the clock, opening hours or not, without the pauses. */
  actualSeconds: number;
}

/**
 * The clocks of a ticket as the system counts them: business days are lengths of opening time, since it knows targets in time
 * alone; a change of priority takes the new target from the opening on; nobody's approved exclusion is known to it.
 * Starts, stops, calendars and targets are those of the agreement. Without data there is no figure.
 */
export function figuresOf(profile: DeskProfile, history: TicketHistory, context: JudgeContext): DeskFigure[] {
  const contract = contractOf(profile, context.contract);
  const paused = profile.pausedBy === 'all' ? pausedByClient(history) : history;
  const judged = (each: Contract) =>
    judgeTicket(paused, { ...context, contract: each, exclusions: [] }).measures.filter(
      ({ verdict }) => verdict !== 'no-data',
    );
  const aroundTheClock = judged(withoutHours(contract));
  return judged(contract).map((result) => {
    const actual = aroundTheClock.find(({ measure, cycle }) => measure === result.measure && cycle === result.cycle);
    return figureOf(profile, result, actual?.elapsedSeconds ?? result.elapsedSeconds, context);
  });
}

function figureOf(
  profile: DeskProfile,
  result: MeasureResult,
  actualSeconds: number,
  { contract, calendars }: JudgeContext,
): DeskFigure {
  const { measure, cycle, elapsedSeconds: countedSeconds, verdict, marginSeconds } = result;
  const dayLength = result.calendar === null ? 0 : calendars[result.calendar]!.dayLengthSeconds;
  const within = promisedWithin(contract, result);
  const allowedSeconds = within.kind === 'duration' ? within.seconds : within.days * dayLength;
  const missed = profile.missesOnTheSecond && verdict === 'met' && countedSeconds >= allowedSeconds;
  return {
    desk: profile.desk,
    metric: profile.metricOf(measure),
    measure,
    cycle,
    countedSeconds,
    allowedSeconds,
    shown: profile.show({ countedSeconds, allowedSeconds, actualSeconds }),
    verdict: missed ? 'breached' : verdict,
    marginSeconds,
  };
}

function promisedWithin({ terms }: Contract, { measure, severity, startedAt }: MeasureResult): Within {
  const { measures } = termsAt(terms, startedAt)!.severities.find(({ name }) => name === severity)!;
  return measures.find((each) => each.measure === measure)!.within;
}

function contractOf({ reopen }: DeskProfile, contract: Contract): Contract {
  const changed = withPolicy(contract, {
    business_day: 'business-hours',
    received: 'immediate',
    severity_change: 'final',
    pause_reasons: ['client'],
  });
  if (reopen === null) return changed;
  const terms = changed.terms.map((each) => ({
    ...each,
    policies: { ...each.policies, reopen: { ...each.policies.reopen, mode: reopen } },
  }));
  return { ...changed, terms };
}

/** For a system whose pause knows no reason. */
function pausedByClient(history: TicketHistory): TicketHistory {
  return {
    ...history,
    events: history.events.map((event) => (event.event === 'paused' ? { ...event, value: 'client' } : event)),
  };
}

/** The same clocks around the clock; how long they ran hangs on no target. */
function withoutHours(contract: Contract): Contract {
  const always = { clock: 'always' as const, within: { text: '', kind: 'duration' as const, seconds: 0 } };
  return {
    ...contract,
    terms: contract.terms.map((terms) => ({
      ...terms,
      severities: terms.severities.map((severity) => ({
        ...severity,
        measures: severity.measures.map((each) => ({ ...each, ...always })),
      })),
    })),
  };
}

/** `450 / 480 min`: minutes that have passed, of those that the target allows. */
export function wholeMinutes({ countedSeconds, allowedSeconds }: DeskClock): string {
  return `${Math.floor(countedSeconds / 60)} / ${Math.floor(allowedSeconds / 60)} min`;
}
