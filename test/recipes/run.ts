/**
 * An experiment, not a part of the test run: is each recipe of CONTRIBUTING.md followed by hand what it says?
 *
 *     npm run recipes                    all that recipes.ts follows (some minutes)
 *     npm run recipes -- 'A KPI'         this one
 *
 * In a copy of the repository the change is made. Every file that it touches must be named in the recipe; what the recipe
 * calls red must be red while a step is left out; all must be green at the end.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../pipelines/packageRoot.ts';
import { isNamed, type Proof, type Recipe } from './Recipe.ts';
import { recipes } from './recipes.ts';

const root = packageRoot();
const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
const copy = mkdtempSync(join(tmpdir(), 'sla-recipes-'));
const chosen = process.argv.slice(2);
const faults: string[] = [];

try {
  makeCopy();
  for (const recipe of recipes.filter(({ title }) => chosen.length === 0 || chosen.includes(title))) follow(recipe);
} finally {
  rmSync(copy, { recursive: true, force: true });
}
for (const fault of faults) process.stdout.write(`${fault}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;

/** The repository as it lies there, what is not committed yet included. */
function makeCopy(): void {
  run('git', ['clone', '-q', '--shared', root, copy], root);
  const changed = run('git', ['ls-files', '-mo', '--exclude-standard'], root).stdout.split('\n').filter(Boolean);
  for (const file of changed) {
    if (existsSync(join(root, file))) cpSync(join(root, file), join(copy, file));
    else rmSync(join(copy, file), { force: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  writeFileSync(join(copy, '.git', 'info', 'exclude'), 'node_modules\n');
  run('git', ['add', '-A'], copy);
  run(
    'git',
    ['-c', 'user.name=x', '-c', 'user.email=x@localhost', 'commit', '-qm', 'as it lies', '--allow-empty'],
    copy,
  );
  run('npm', ['run', 'build'], copy);
}

function follow(recipe: Recipe): void {
  const told = page.split(/^## /m).find((part) => part.startsWith(`${recipe.title}\n`)) ?? '';
  const fault = (text: string) => faults.push(`${recipe.title}: ${text}`);
  for (const { without, proof } of recipe.red) {
    change(recipe, without);
    report(recipe, `red without ${without.join(', ')}`, !holds(proof), fault);
    undo();
  }
  change(recipe, []);
  const touched = run('git', ['status', '--porcelain', '-uall'], copy)
    .stdout.split('\n')
    .filter(Boolean)
    .map((line) => line.slice(3));
  for (const file of touched.filter((file) => !isNamed(told, file)))
    fault(`it touches ${file}, which it does not name`);
  for (const proof of recipe.green) report(recipe, `green: ${spelt(proof)}`, holds(proof), fault);
  undo();
}

/** Makes the change, but for the steps of these files and what these commands write. */
function change({ steps, writes }: Recipe, without: readonly string[]): void {
  for (const { file, edit } of steps.filter(({ file }) => !without.includes(file))) {
    const path = join(copy, file);
    writeFileSync(path, edit(existsSync(path) ? readFileSync(path, 'utf8') : null));
  }
  // What is written last is written by what was built; types that are wrong still emit.
  run('npm', ['run', 'build'], copy);
  for (const command of writes)
    if (!without.includes(`npm ${command.slice(0, 2).join(' ')}`)) run('npm', command, copy);
}

function undo(): void {
  run('git', ['checkout', '-q', '.'], copy);
  run('git', ['clean', '-fdq'], copy);
}

function holds(proof: Proof): boolean {
  if (proof === 'types') return run('npx', ['tsc', '--noEmit'], copy).status === 0;
  const title = proof.title === undefined ? [] : ['-t', proof.title];
  return run('npx', ['vitest', 'run', proof.test, ...title], copy).status === 0;
}

function spelt(proof: Proof): string {
  return proof === 'types' ? 'types' : [proof.test, proof.title].filter(Boolean).join(', ');
}

function report({ title }: Recipe, what: string, isSo: boolean, fault: (text: string) => void): void {
  process.stdout.write(`${isSo ? 'yes' : 'NO '}  ${title}: ${what}\n`);
  if (!isSo) fault(`not ${what}`);
}

function run(program: string, given: string[], cwd: string): { status: number | null; stdout: string } {
  return spawnSync(program, given, { cwd, encoding: 'utf8', maxBuffer: 1 << 28 });
}
