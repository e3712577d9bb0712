/**
 * `sla init`: a workspace to start from.
 */

import { relative } from 'node:path';
import type { Language } from '../contract/Contract.ts';
import { firstLanguage, languages } from '../contract/languages.ts';
import { command, optional, type Parameter, required } from './command.ts';

const language: Parameter<Language | null> = {
  takes: '<language>',
  about: `${languages.join(' or ')}: language of the reports (default: ${firstLanguage})`,
  choices: languages,
  read: (given) => (given as Language | undefined) ?? null,
};

export const init = command({
  name: 'init',
  summary: 'make a workspace to start from: a contract to fill in, and a folder for exports',
  help: `With --from, the contract names the services that the exports name, and sources.yaml how each file is read; what only
you can know is a "?" there. Words of the contract that are still to be filled in are refused by sla monthly.`,
  arguments: { dir: required('<dir>', 'new or empty folder, or one that holds nothing but exports/') },
  options: {
    client: optional('<name>', 'name of the client, as the reports print it'),
    timezone: optional('<zone>', 'zone in which months are cut, for example Asia/Singapore (default: Asia/Tokyo)'),
    language,
    from: optional('<folder>', 'exports to begin with: copied into exports/, looked at, and written into the files'),
  },
  run: async ({ dir, ...given }, { say, tell }) => {
    const { startWorkspace } = await import('../exports/explain/startWorkspace.ts');
    const { files, blanks, places, unread } = await startWorkspace(dir, given);
    for (const file of files) say(relative('', file));
    for (const line of unread) tell(line);
    if (places > 0) tell(`sources.yaml holds ${places} "?": replace each; the comment above it says what it asks for.`);
    tell(`contract.yaml holds ${blanks} words to fill in; sla check lists them, and sla monthly refuses them.`);
    tell(`Then run: sla check --workspace ${dir}`);
    return 0;
  },
});
