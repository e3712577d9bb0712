/** Writes a file beside its place, makes sure that it lies on the disk, and renames it: it is there whole or not at all. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

/** Replaces a file, or makes it. */
export function writeWhole(path: string, content: string): void {
  const beside = `${path}.${process.pid}.writing`;
  try {
    const file = openSync(beside, 'w');
    try {
      writeSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
