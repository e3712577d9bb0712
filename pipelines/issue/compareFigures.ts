/**
 * Says in words what changed between two issues of a report: one line a figure.
 */
import { dash, formatDateTime, formatExactDuration } from '../../templates/format.ts';
import { inAnyLanguage, type LocalText } from '../contract/languages.ts';
import type { Figures } from '../report/figures.ts';
import { revised } from './revised.ts';

/** How services are called, and the zone in which instants are told. */
export interface Naming {
  services: readonly { id: string; name: LocalText }[];
  timezone: string;
}

/** Lines for the history of revisions: what changed and nothing else, in the client's names and units; empty when no figure changed. */
export function compareFigures(
  before: Figures,
  after: Figures,
  naming: Naming = { services: [], timezone: after.timezone },
): LocalText[] {
  return [
    ...compareAvailability(before, after, naming),
    ...compareAttainment(before, after),
    ...compareBreaches(before, after),
    ...compareCutOff(before, after, naming),
  ];
}

function compareAvailability(before: Figures, after: Figures, { services }: Naming): LocalText[] {
  const ids = new Set([...before.availability, ...after.availability].map(({ service_id }) => service_id));
  return [...ids].flatMap((id) => {
    const old = before.availability.find(({ service_id }) => service_id === id);
    const now = after.availability.find(({ service_id }) => service_id === id);
    const [from, to] = [percent(old?.availability_percent), percent(now?.availability_percent)];
    const [was, is] = [old?.down_seconds ?? 0, now?.down_seconds ?? 0];
    if (from === to && was === is) return [];
    const name = services.find((service) => service.id === id)?.name ?? inAnyLanguage(id);
    return [
      revised(({ availability, downtime }, language) => {
        const down = (seconds: number) => formatExactDuration(seconds, language);
        return availability(name[language], [
          ...(from === to ? [] : [change(from, to)]),
          ...(was === is ? [] : [downtime(change(down(was), down(is)))]),
        ]);
      }),
    ];
  });
}

function compareAttainment(before: Figures, after: Figures): LocalText[] {
  return after.sla.flatMap((now) => {
    const old = before.sla.find(({ severity, measure }) => severity === now.severity && measure === now.measure);
    if (old?.met === now.met && old.breached === now.breached) return [];
    return [
      revised(({ attainment, share }) => {
        const said = (row: typeof now | undefined): string =>
          row ? share(percent(row.attainment_percent), row.met, row.met + row.breached) : dash;
        return attainment(now.severity, now.measure, change(said(old), said(now)));
      }),
    ];
  });
}

function compareBreaches(before: Figures, after: Figures): LocalText[] {
  const key = ({ ticket_id, measure }: Figures['breaches'][number]): string => `${ticket_id} ${measure}`;
  const added = after.breaches.filter((breach) => !before.breaches.some((old) => key(old) === key(breach)));
  const gone = before.breaches.filter((breach) => !after.breaches.some((now) => key(now) === key(breach)));
  return [
    ...added.map(({ ticket_id, measure }) => revised((words) => words.breachAdded(ticket_id, measure))),
    ...gone.map(({ ticket_id, measure }) => revised((words) => words.breachWithdrawn(ticket_id, measure))),
  ];
}

function compareCutOff(before: Figures, after: Figures, { timezone }: Naming): LocalText[] {
  if (before.as_of === after.as_of) return [];
  return [
    revised(({ cutOff }, language) => {
      const at = (iso: string) => formatDateTime(Date.parse(iso) / 1000, timezone, language);
      return cutOff(change(at(before.as_of), at(after.as_of)));
    }),
  ];
}

function change(before: string, after: string): string {
  return `${before} → ${after}`;
}

/** `99.932%`; a dash where nothing was promised. */
function percent(text: string | null | undefined): string {
  return text == null ? dash : `${text}%`;
}
