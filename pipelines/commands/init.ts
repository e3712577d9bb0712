/**
 * `sla init`: a workspace to start from.
 */
import { relative } from 'node:path';
import { command, required } from './command.ts';

export const init = command({
  name: 'init',
  summary: 'make a workspace to start from: a contract to fill in, and a folder for exports',
  arguments: { dir: required('<dir>', 'new or empty folder') },
  options: {},
  run: async ({ dir }, { say, tell }) => {
    const { startWorkspace } = await import('../contract/startWorkspace.ts');
    for (const file of startWorkspace(dir)) say(relative('', file));
    tell(`Change contract.yaml, put exports into exports/, then run: sla check --workspace ${dir}`);
    return 0;
  },
});
