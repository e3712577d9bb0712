/**
 * Kills the process at the n-th change that it makes to files: loaded before a program (`node --import`), with KILL_AT in the
 * environment. Without it the changes are counted, and their number is written to KILL_COUNT, a file.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const at = Number(process.env.KILL_AT ?? 0);
let changes = 0;

/** Before the change, so that the last one that was made stands whole. */
function count() {
  changes += 1;
  if (changes === at) process.kill(process.pid, 'SIGKILL');
}

for (const name of [
  'writeFileSync',
  'renameSync',
  'linkSync',
  'rmSync',
  'copyFileSync',
  'mkdirSync',
  'writeSync',
  'unlinkSync',
]) {
  const original = fs[name];
  fs[name] = (...args) => {
    // Output to the terminal is no file.
    if (name !== 'writeSync' || args[0] > 2) count();
    return original(...args);
  };
}
syncBuiltinESMExports();

if (process.env.KILL_COUNT)
  process.on('exit', () => {
    const file = fs.openSync(process.env.KILL_COUNT, 'w');
    fs.writeSync(file, String(changes));
  });
