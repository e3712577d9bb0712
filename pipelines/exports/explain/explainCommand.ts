/** The command that proposes how to read a file, ready to paste. */
import { join, relative, resolve } from 'node:path';
import { shellWord } from '../../shellWord.ts';

/** @param file below the workspace: `exports/otrs.csv`; the command names it as seen from where the user stands. */
export function explainCommand(workspace: string, file: string): string {
  const named = relative('', workspace) === '' ? '' : ` --workspace ${shellWord(seenFromHere(workspace))}`;
  return `sla load --explain${named} ${shellWord(seenFromHere(join(workspace, file)))}`;
}

/** The shorter of the two ways to name a path. */
function seenFromHere(path: string): string {
  const [near, far] = [relative('', path), resolve(path)];
  return near.length <= far.length ? near : far;
}
