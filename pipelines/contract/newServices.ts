/** Entries for `services:` of contract.yaml, made from the names that exports give them. */

export interface NewService {
  /** As the export writes it. */
  name: string;
  id: string;
  /** The entry, one line of YAML. */
  line: string;
}

/** Entries for contract.yaml, one for each name that exports give a service. An id has no spaces, and is not taken yet. */
export function newServices(names: readonly string[], taken: readonly string[], site: string): NewService[] {
  const used = new Set(taken);
  return names.map((name) => {
    const id = freeId(name, used);
    used.add(id);
    const words = JSON.stringify(name);
    const line = `- { id: ${JSON.stringify(id)}, name: { ja: ${words}, en: ${words} }, category: application, site: ${site}, check_interval: PT1M }`;
    return { name, id, line };
  });
}

function freeId(name: string, used: ReadonlySet<string>): string {
  if (/^[\p{L}\p{N}_][\p{L}\p{N}_.:-]{0,99}$/u.test(name) && !used.has(name)) return name;
  const plain =
    name
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_.-]+/gu, '-')
      .replaceAll(/^[-.]+|[-.]+$/g, '')
      .slice(0, 60) || 'service';
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? plain : `${plain}-${n}`;
    if (!used.has(id)) return id;
  }
}
