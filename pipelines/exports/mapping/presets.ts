/** The presets: mappings for the systems that people really have, one YAML file each. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readYamlFile, validate } from '../../contract/yamlFile.ts';
import { SlaError } from '../../errors.ts';
import { packageRoot } from '../../packageRoot.ts';
import { type Preset, presetSchema } from './schema.ts';

/** Folder of the presets: data of the package, read where it stands, not compiled. */
export function presetFolder(): string {
  return join(packageRoot(), 'pipelines', 'exports', 'presets');
}

/** Names of all presets, in order. */
export function presetNames(): string[] {
  return readdirSync(presetFolder())
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.replace(/\.yaml$/, ''))
    .sort();
}

/** A preset with what it inherits, or null if there is none of this name. @throws SlaError when its file is wrong. */
export function readPreset(name: string): Preset | null {
  const known = cache.get(name);
  if (known) return known;
  if (!/^[a-z0-9-]+$/.test(name) || !existsSync(join(presetFolder(), `${name}.yaml`))) return null;
  const file = readYamlFile(presetFolder(), `${name}.yaml`)!;
  const { value: own, problems } = validate(file, presetSchema);
  if (own === null) throw new SlaError(problems);
  const preset = own.extends ? { ...readPreset(own.extends), ...own } : own;
  cache.set(name, preset);
  return preset;
}

const cache = new Map<string, Preset>();
