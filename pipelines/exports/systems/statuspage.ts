/**
 * Reads incidents and scheduled maintenances of Statuspage: /api/v2/incidents.json, scheduled-maintenances.json,
 * summary.json, or a bare list of them.
 *
 * An incident says in its updates which state each component had: it was down for the part that was an outage, not for the
 * part that was watched afterwards. No mapping can walk through the updates of a component in their order.
 *
 * Fields: incident, component, component_id, key (incident and component), name, impact, kind (`incident`, or
 * `maintenance`), status (operational, degraded_performance, partial_outage, major_outage, under_maintenance), start, end
 * (empty while it lasts). A component that no update names has the state that Statuspage gives the impact: critical a major
 * outage, major and minor a partial one. Row numbers count the components of the incidents from 1.
 */
import { JsonSplitter } from '../read/jsonSplitter.ts';
import { type Input, openBytes } from '../read/openBytes.ts';
import type { FieldRequest, RecordFile } from '../read/RecordFile.ts';
import { unreadable } from '../read/unreadable.ts';
import { namedWriter, objectsOf } from './NamedWriter.ts';

interface Component {
  id?: string;
  code?: string;
  name?: string;
}
interface Update {
  display_at?: string | null;
  created_at?: string | null;
  affected_components?: (Component & { new_status?: string })[] | null;
}
interface Incident {
  id?: string;
  name?: string;
  impact?: string;
  started_at?: string | null;
  created_at?: string | null;
  resolved_at?: string | null;
  scheduled_for?: string | null;
  scheduled_until?: string | null;
  components?: Component[] | null;
  incident_updates?: Update[] | null;
}
interface Answer extends Incident {
  incidents?: Incident[];
  scheduled_maintenances?: Incident[];
}
interface State {
  status: string;
  start: string;
  end: string | null;
}

/** @throws SlaError for a file that holds neither incidents nor an empty list of them. */
export async function readStatuspageRecords(input: Input, request: FieldRequest[], sink: RecordFile): Promise<void> {
  const write = namedWriter(request, sink);
  const incidents = await incidentsOf(input, sink);
  const count = { row: 0, nameless: 0, stateless: 0 };
  for (const incident of incidents) {
    const components = componentsOf(incident);
    if (components.size === 0) count.nameless += 1;
    for (const [id, { name }] of components) {
      count.row += 1;
      const about = {
        incident: incident.id,
        component: name,
        component_id: id,
        key: `${incident.id}/${id}`,
        name: incident.name,
        impact: incident.impact,
        kind: isMaintenance(incident) ? 'maintenance' : 'incident',
      };
      const said = isMaintenance(incident) ? null : statesOf(incident, id, name);
      if (said === null && !isMaintenance(incident)) count.stateless += 1;
      for (const state of said ?? [stateOfImpact(incident)]) write(count.row, { ...about, ...state });
    }
  }
  sink.counted = incidents.length;
  if (count.nameless > 0) sink.notices.push(`${count.nameless} incidents name no component and were left out`);
  if (count.stateless > 0)
    sink.notices.push(
      `${count.stateless} components of incidents have no state in any update: the incident's impact stands for it, from its start to its end`,
    );
}

async function incidentsOf(input: Input, sink: RecordFile): Promise<Incident[]> {
  const incidents: Incident[] = [];
  let values = 0;
  const splitter = new JsonSplitter([], input.file, (bytes) => {
    values += 1;
    const answer = parse(bytes);
    const lists = [answer?.incidents, answer?.scheduled_maintenances].filter((list) => Array.isArray(list));
    if (answer && lists.length > 0) incidents.push(...lists.flatMap((list) => objectsOf(list)));
    else if (answer?.id !== undefined && (answer.components !== undefined || answer.incident_updates !== undefined))
      incidents.push(answer);
    else
      sink.rejects.push({
        row: values,
        column: null,
        value: bytes.toString('utf8', 0, 600).slice(0, 200),
        reason: 'no incident of Statuspage, and no list of them',
      });
  });
  for await (const chunk of (await openBytes(input)).chunks) splitter.push(chunk);
  const torn = splitter.end();
  if (torn || splitter.isTorn || (values > 0 && incidents.length === 0 && sink.rejects.length === values))
    throw unreadable(
      input.file,
      torn || splitter.isTorn ? 'The file was cut off, or is no JSON.' : 'The file holds no incident of Statuspage.',
      'Save the answer of /api/v2/incidents.json again, whole.',
    );
  return incidents;
}

/** Components of an incident by id: those that it lists, and those that only its updates name. */
function componentsOf({ components, incident_updates }: Incident): Map<string, Component> {
  const found = new Map<string, Component>();
  const affected = objectsOf(incident_updates).flatMap(({ affected_components }) => objectsOf(affected_components));
  const names = new Set<string | undefined>();
  for (const component of [...objectsOf(components), ...affected]) {
    const id = component.id ?? component.code ?? component.name ?? '';
    if (!found.has(id) && !names.has(component.name)) found.set(id, component);
    names.add(component.name);
  }
  return found;
}

/** The states of a component as the updates say them, one that says the same as before changes nothing; null: no update names it. */
function statesOf({ incident_updates, resolved_at }: Incident, id: string, name: string | undefined): State[] | null {
  const changes = objectsOf(incident_updates).flatMap(({ display_at, created_at, affected_components }) => {
    const status = objectsOf(affected_components).find(
      (each) => (each.code ?? each.id) === id || each.name === name,
    )?.new_status;
    const at = display_at ?? created_at;
    return status && at ? [{ status, at }] : [];
  });
  changes.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  if (changes.length === 0) return null;
  const states: State[] = [];
  for (const { status, at } of changes) {
    const last = states.at(-1);
    if (last?.status === status) continue;
    if (last) last.end = at;
    states.push({ status, start: at, end: null });
  }
  const last = states.at(-1);
  if (last) last.end = resolved_at ?? null;
  // An update after the resolving (a post-mortem) begins nothing that the resolving would end.
  return states.filter(({ start, end }) => end === null || Date.parse(start) < Date.parse(end));
}

const statusOfImpact: Record<string, string> = {
  critical: 'major_outage',
  major: 'partial_outage',
  minor: 'partial_outage',
  none: 'operational',
};

function stateOfImpact(incident: Incident): State {
  if (isMaintenance(incident))
    return {
      status: 'under_maintenance',
      start: incident.scheduled_for ?? incident.started_at ?? incident.created_at ?? '',
      end: incident.scheduled_until ?? incident.resolved_at ?? null,
    };
  return {
    status: statusOfImpact[incident.impact ?? ''] ?? incident.impact ?? '',
    start: incident.started_at ?? incident.created_at ?? '',
    end: incident.resolved_at ?? null,
  };
}

function isMaintenance({ impact, scheduled_for }: Incident): boolean {
  return impact === 'maintenance' || Boolean(scheduled_for);
}

function parse(bytes: Buffer): Answer | null {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return value !== null && typeof value === 'object' ? (value as Answer) : null;
  } catch {
    return null;
  }
}
