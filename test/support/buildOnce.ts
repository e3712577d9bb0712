/** Compiles the program once before the tests, because some of them start it as its users do. */
import { spawnSync } from 'node:child_process';
import { packageRoot } from '../../pipelines/packageRoot.ts';

/** Type errors do not stop the tests: `npm run check` reports them. */
export default function buildOnce(): void {
  spawnSync('npx', ['tsc', '-p', 'tsconfig.build.json'], { cwd: packageRoot(), stdio: 'ignore' });
}
