/** Reads contract.yaml of a workspace into a checked Contract. */
import { join } from 'node:path';
import { SlaError } from '../errors.ts';
import type { Contract } from './Contract.ts';
import { checkContract } from './checkContract.ts';
import { normaliseContract } from './normaliseContract.ts';
import { contractSchema } from './schema.ts';
import { readYamlFile, validate } from './yamlFile.ts';

/**
 * The agreement of a workspace folder.
 *
 * Everything that is wrong with the file is reported at once, as one {@link SlaError} with a problem for each
 * place: line, key path, the value found, what was expected and an example. Nothing is guessed.
 *
 * @param folder where the file lies, if not in the workspace; calendars' files are those of the workspace all the same
 */
export function readContract(workspaceDir: string, folder = workspaceDir, name = 'contract.yaml'): Contract {
  const file = readYamlFile(folder, name);
  if (!file) {
    throw new SlaError({
      what:
        folder === workspaceDir
          ? 'There is no contract.yaml here, so this folder is not a workspace.'
          : 'There is no such agreement.',
      where: folder === workspaceDir ? workspaceDir : join(folder, name),
      fix:
        folder === workspaceDir
          ? 'Name the folder with --workspace DIR, or make one to start from: sla init DIR'
          : 'Name the file of the other agreement.',
    });
  }
  const { value, problems } = validate(file, contractSchema);
  const all = [...problems, ...checkContract(file, workspaceDir)];
  if (value === null || all.length > 0) throw new SlaError(all);
  return normaliseContract(value, file);
}
