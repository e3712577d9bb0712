/**
 * An experiment, not a part of the test run: does a test notice, and name, each check and mart that finds nothing?
 *
 *     npm run silence                      each check and mart alone (long: a test run for each)
 *     npm run silence -- --at-once         all checks, then all marts (two test runs)
 *     npm run silence -- fct_backups       these alone
 *
 * A silenced file selects the same columns `limit 0`; it is put back whatever happens.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../pipelines/packageRoot.ts';
import { type ModelFile, readModelFiles } from '../../pipelines/warehouse/models.ts';

const given = process.argv.slice(2);
const models = readModelFiles().filter(({ layer }) => layer === 'checks' || layer === 'marts');
const chosen = models.filter(
  ({ name }) => given.every((argument) => argument.startsWith('--')) || given.includes(name),
);
const rounds = given.includes('--at-once')
  ? (['checks', 'marts'] as const).map((layer) => chosen.filter((model) => model.layer === layer))
  : chosen.map((model) => [model]);

const unnoticed: string[] = [];
for (const round of rounds.filter(({ length }) => length > 0)) {
  const failed = failuresWithout(round);
  for (const { name } of round) {
    const notices = failed.filter((title) => title.includes(name));
    if (notices.length === 0) unnoticed.push(name);
    process.stdout.write(`${notices.length > 0 ? 'noticed  ' : 'UNNOTICED'} ${name}\n`);
  }
}
process.stdout.write(`${chosen.length - unnoticed.length} of ${chosen.length} are noticed by a test that names them\n`);
process.exitCode = unnoticed.length > 0 ? 1 : 0;

/** Titles of the tests that fail when these models select nothing. */
function failuresWithout(silenced: ModelFile[]): string[] {
  const kept = silenced.map(({ file }) => ({ path: join(packageRoot(), file), text: '' }));
  for (const each of kept) each.text = readFileSync(each.path, 'utf8');
  try {
    for (const { path, text } of kept) writeFileSync(path, withoutRows(text));
    const { stdout } = spawnSync(
      'npx',
      ['vitest', 'run', '--reporter=json', 'test/sql/checks.test.ts', 'test/sql/models.test.ts'],
      { cwd: packageRoot(), encoding: 'utf8', maxBuffer: 1 << 28 },
    );
    const report = JSON.parse(stdout.slice(stdout.indexOf('{"'))) as {
      testResults: { assertionResults: { status: string; fullName: string }[] }[];
    };
    return report.testResults.flatMap(({ assertionResults }) =>
      assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
    );
  } finally {
    for (const { path, text } of kept) writeFileSync(path, text);
  }
}

/** The same columns and headers, and no row. */
function withoutRows(sql: string): string {
  const lines = sql.split('\n');
  const body = lines.findIndex((line) => !line.startsWith('--'));
  return [...lines.slice(0, body), 'select * from (', ...lines.slice(body), ') as silenced limit 0', ''].join('\n');
}
