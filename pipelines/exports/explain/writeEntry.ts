/** Puts a proposed entry into sources.yaml; what stands there, comments included, stays as it is written. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isSeq, parseDocument } from 'yaml';
import { SlaError } from '../../errors.ts';

/**
 * @param entry lines of YAML for the list `sources:`
 * @param asks what each "?" asks for: written above the entry as comments
 * @throws SlaError when another entry has these files already, or the file cannot take one; it is left as it was then.
 */
export function writeEntry(workspace: string, entry: readonly string[], asks: readonly string[]): void {
  const path = join(workspace, 'sources.yaml');
  const document = parseDocument(existsSync(path) ? readFileSync(path, 'utf8') : 'version: 1\nsources: []\n');
  const sources = document.get('sources');
  if (document.errors.length > 0 || !isSeq(sources))
    throw refused(
      'sources.yaml has no list "sources:" that an entry could join.',
      'Correct the file first: sla load names what is wrong in it.',
    );
  const added = parseDocument(entry.join('\n'));
  const node = isSeq(added.contents) ? added.contents.items[0] : null;
  const files = isMap(node) ? node.get('files') : null;
  if (sources.items.some((other) => isMap(other) && other.get('files') === files))
    throw refused(
      `An entry for ${String(files)} stands in sources.yaml already.`,
      'Change that entry by hand, or delete it first.',
    );
  if (isMap(node) && asks.length > 0)
    node.commentBefore = asks.map((ask) => ` ${ask.replaceAll(/\s+/g, ' ')}`).join('\n');
  sources.flow = false;
  sources.add(node);
  writeFileSync(`${path}.writing`, document.toString({ lineWidth: 0, flowCollectionPadding: true }));
  renameSync(`${path}.writing`, path);
}

/** Adds names of services to the entry of these files: a later file of the same kind knows more of them. */
export function addServices(workspace: string, files: string, services: Record<string, string>): void {
  const path = join(workspace, 'sources.yaml');
  const document = parseDocument(readFileSync(path, 'utf8'));
  const sources = document.get('sources');
  const entry = isSeq(sources)
    ? sources.items.find((other) => isMap(other) && other.get('files') === files)
    : undefined;
  if (!isMap(entry)) return;
  if (!isMap(entry.get('services'))) entry.set('services', document.createNode({}, { flow: true }));
  for (const [name, id] of Object.entries(services)) entry.setIn(['services', name], id);
  writeFileSync(path, document.toString({ lineWidth: 0 }));
}

function refused(what: string, fix: string): SlaError {
  return new SlaError({ what, where: 'sources.yaml', fix, state: 'sources.yaml is as it was.' });
}
