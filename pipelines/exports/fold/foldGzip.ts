/**
 * Tells whether a .gz is whole: unpacks it and lets its own length and checksum speak.
 */
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';

/** False when the file ends early or its checksum is wrong; other errors of reading are thrown. */
export async function verifyGzip(path: string): Promise<boolean> {
  const unpacked = createReadStream(path, { highWaterMark: 1 << 20 }).pipe(createGunzip({ chunkSize: 1 << 20 }));
  try {
    for await (const _ of unpacked);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.startsWith('Z_')) return false;
    throw error;
  }
}
