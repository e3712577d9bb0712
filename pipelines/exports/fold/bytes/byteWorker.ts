/** The thread that folds one range of a file. */
import { parentPort, workerData } from 'node:worker_threads';
import { foldRange, type RangeRequest } from './foldRange.ts';

parentPort!.postMessage(foldRange(workerData as RangeRequest));
