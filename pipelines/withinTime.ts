/** Work that a stranger's pattern or query can make endless, with an end. */
import { Script } from 'node:vm';
import { SlaError } from './errors.ts';

const call = new Script('work()');

/**
 * Does the work, all of it in one go, or stops it: a regular expression that tries every way, a query that never ends.
 *
 * @param late what was asked of whom when the time was over: `where` is asked then, so that it can name the row
 * @throws SlaError after that many seconds of the clock; whatever the work throws comes through.
 */
export function withinTime<T>(
  seconds: number,
  work: () => T,
  late: { where: () => string; what: string; fix: string },
): T {
  try {
    return call.runInNewContext({ work }, { timeout: seconds * 1000 }) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new SlaError({
      what: `${late.what} for more than ${seconds} seconds, and was stopped.`,
      where: late.where(),
      fix: late.fix,
      state: 'Nothing of this file was loaded; the warehouse is as it was.',
    });
  }
}
