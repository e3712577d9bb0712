/**
 * Builds foldBytes.wasm from its source; with `--check`, into a temporary folder, and compares the bytes.
 *
 *     npm run wasm            npm run wasm -- --check
 *
 * The compiler is fetched from the registry for the occasion: nobody who only uses the program needs it.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../../packageRoot.ts';

const compiler = 'assemblyscript@0.28.20';
const options = ['-O3', '--converge', '--runtime', 'stub', '--noAssert'];
const room = join(packageRoot(), 'pipelines', 'exports', 'fold', 'bytes');
const committed = join(room, 'foldBytes.wasm');
const folder = mkdtempSync(join(tmpdir(), 'sla-wasm-'));
const built = join(folder, 'foldBytes.wasm');

try {
  const source = join(folder, 'foldBytes.ts');
  copyFileSync(join(room, 'assembly', 'foldBytes.ts'), source);
  const { status, stderr } = spawnSync(
    'npx',
    ['--yes', `--package=${compiler}`, 'asc', source, ...options, '-o', built],
    { cwd: folder, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`${compiler} failed: ${stderr}`);
  if (!process.argv.includes('--check')) copyFileSync(built, committed);
  else if (!readFileSync(built).equals(readFileSync(committed)))
    throw new Error('foldBytes.wasm is not what its source gives: run npm run wasm, and commit it');
  process.stdout.write(`foldBytes.wasm: ${readFileSync(built).length} bytes, as its source gives them\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
