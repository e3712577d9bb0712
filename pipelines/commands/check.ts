/**
 * `sla check`: what was rejected, unmapped, missing, overlapping or cut off, before anybody sends a report.
 */
import { prepareRun, type Run, type RunRequest } from '../run/prepareRun.ts';

/** Loads, builds and checks a period; writes no report. Close the run's warehouse. */
export async function check(request: RunRequest): Promise<Run> {
  return await prepareRun(request);
}
