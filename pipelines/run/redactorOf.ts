/** Gathers what the client's edition of a run masks: the people that the exports and the words of the workspace name. */
import type { LocalText } from '../contract/Contract.ts';
import { Redactor } from '../report/Redactor.ts';
import type { Run } from './prepareRun.ts';

export type Audience = 'client' | 'internal';

/**
 * Null for the internal edition, which masks nothing.
 *
 * @param issuedBy who approves: the name stands on the cover
 */
export async function redactorOf(run: Run, audience: Audience, issuedBy: string | null): Promise<Redactor | null> {
  const { contract } = run;
  if (audience === 'internal') return null;
  const { names, columns, keep } = contract.redact;
  const listed = [...names, ...(await peopleOfExports(run)), ...peopleOfWords(run)];
  const all = listed.flatMap((name) => [name, ...Object.values(contract.names[name] ?? {})]);
  return new Redactor({
    names: [...new Set(all.map((name) => name.trim()))],
    columns,
    keep: [...keep, ...onTheCover(run), ...(issuedBy === null ? [] : [issuedBy])],
  });
}

async function peopleOfExports({ warehouse }: Run): Promise<string[]> {
  const rows = await warehouse.rows<{ name: string }>(
    `select approved_by as name from staging.stg_maintenance where approved_by is not null
     union select approved_by from staging.stg_changes where approved_by is not null order by all`,
  );
  return rows.map(({ name }) => name);
}

function peopleOfWords({ exclusions, objections: { objections, acceptances }, commentary }: Run): string[] {
  const both = (text: LocalText | null) => (text === null ? [] : Object.values(text));
  const told = [...Object.values(commentary.breaches), ...Object.values(commentary.availability)];
  const owned = [...told, ...commentary.improvements, ...commentary.actions];
  return [
    ...exclusions.map(({ approved_by }) => approved_by),
    ...objections.flatMap(({ by, decidedBy }) => [by, ...(decidedBy === null ? [] : [decidedBy])]),
    ...acceptances.map(({ by }) => by),
    ...owned.flatMap(({ owner }) => both(owner)),
  ];
}

/** Who makes and signs the report, who it is for, how the provider is reached, and what services are called. */
function onTheCover({ contract: { provider, client, document, services, sites } }: Run): string[] {
  const { support, emergency, service_manager: manager } = provider.contacts;
  const texts = [
    provider.name,
    client.name,
    document.prepared_by,
    document.reviewed_by,
    document.approved_by,
    manager?.name,
    ...services.map(({ name }) => name),
    ...sites.map(({ name }) => name),
  ];
  return [
    ...texts.flatMap((text) => (text ? Object.values(text) : [])),
    ...[support, emergency, manager?.email].filter((contact) => contact !== undefined),
  ];
}
