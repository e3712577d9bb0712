/** Reads contract.yaml of a workspace into a checked Contract. */
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
 */
export function readContract(workspaceDir: string): Contract {
  const file = readYamlFile(workspaceDir, 'contract.yaml');
  if (!file) {
    throw new SlaError({
      what: 'There is no contract.yaml here, so this folder is not a workspace.',
      where: workspaceDir,
      fix: 'Name the folder with --workspace DIR, or make one to start from: sla init DIR',
    });
  }
  const { value, problems } = validate(file, contractSchema);
  const all = [...problems, ...checkContract(file, workspaceDir)];
  if (value === null || all.length > 0) throw new SlaError(all);
  return normaliseContract(value, file);
}
