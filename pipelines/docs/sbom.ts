/**
 * Prints the SBOM (CycloneDX) of what the program needs at run time, from package-lock.json.
 *
 *     npm run --silent sbom > sbom.cdx.json
 *
 * It is what `npm sbom` says of all packages, less those that only development needs: `--omit dev` drops those too that both
 * need. Left out is what would differ from run to run and from machine to machine, all of it optional in CycloneDX: a random
 * serial number, the time, the version of npm, the name of the folder.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../packageRoot.ts';

interface Bom {
  serialNumber?: string;
  metadata: { component: { 'bom-ref': string } };
  components: { 'bom-ref': string }[];
  dependencies: { ref: string; dependsOn: string[] }[];
}

const root = packageRoot();
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, { version: string; dev?: boolean }>;
};
const { serialNumber: _, metadata, components, dependencies, ...head } = sbomOfAll();
const needed = new Set([
  metadata.component['bom-ref'],
  ...Object.entries(packages)
    .filter(([path, { dev }]) => path && !dev)
    .map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`),
]);
const sbom = {
  ...head,
  metadata: { component: { ...metadata.component, name: 'sla-report' } },
  components: components.filter((component) => needed.has(component['bom-ref'])),
  dependencies: dependencies
    .filter(({ ref }) => needed.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => needed.has(other)) })),
};
process.stdout.write(`${JSON.stringify(sbom, null, 2)}\n`);

function sbomOfAll(): Bom {
  const asked = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
  const { status, stdout, stderr } = spawnSync('npm', asked, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`npm sbom failed: ${stderr}`);
  return JSON.parse(stdout) as Bom;
}
