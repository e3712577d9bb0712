/** Where the incidents came from, and the figures that stand once for the whole period. */

import type { ReportModel } from '../../pipelines/report/ReportModel.ts';
import { dash } from '../format.ts';
import type { ReportDocument } from '../parts/document.ts';
import { table } from '../parts/table.ts';
import type { Voice } from '../voice.ts';

/** Figures that stand once for the whole month, beside those of the month before. */
export function totals(
  doc: ReportDocument,
  { incidents }: ReportModel,
  { words, count, percent, duration }: Voice,
): void {
  const known = words.incidents;
  const { totals: all } = incidents;
  const share = (rate: string | null, part: number | null, whole: number | null) =>
    rate === null || part === null || whole === null ? dash : known.share(percent(rate), count(part), count(whole));
  const rows: [string, string, string][] = [
    [known.mtta, duration(all.mttaMedianSeconds), duration(all.previousMttaMedianSeconds)],
    [known.mttaMean, duration(all.mttaMeanSeconds), duration(all.previousMttaMeanSeconds)],
    [known.mtta90, duration(all.mttaP90Seconds), duration(all.previousMttaP90Seconds)],
    [known.mttr, duration(all.mttrMedianSeconds), duration(all.previousMttrMedianSeconds)],
    [known.mttrMean, duration(all.mttrMeanSeconds), duration(all.previousMttrMeanSeconds)],
    [known.mttr90, duration(all.mttrP90Seconds), duration(all.previousMttrP90Seconds)],
    [known.mtbf, duration(all.mtbfSeconds), duration(all.previousMtbfSeconds)],
    [
      known.firstLevel,
      share(all.firstLevelPercent, all.firstLevel, all.firstLevelOf),
      share(all.previousFirstLevelPercent, all.previousFirstLevel, all.previousFirstLevelOf),
    ],
    [
      known.reopenRate,
      share(all.reopenPercent, all.reopened, all.resolved),
      share(all.previousReopenPercent, all.previousReopened, all.previousResolved),
    ],
    [known.requests, count(all.requests), count(all.previousRequests)],
    [known.cancelled, count(all.cancelled), count(all.previousCancelled)],
    [known.duplicates, count(all.duplicates), count(all.previousDuplicates)],
  ];
  table(doc, {
    columns: [
      { head: known.item, width: { grow: 1 }, rowHead: true },
      { head: words.head.actual, width: 150, align: 'right' },
      { head: words.head.previous, width: 150, align: 'right' },
    ],
    rows: rows.map((cells) => ({ cells })),
    density: 'compact',
  });
}

/** By site, category, level and age: one line each. Services stand in the table of services. */
export function breakdown(doc: ReportDocument, { incidents }: ReportModel, voice: Voice): void {
  const { words, text, count } = voice;
  const known = words.incidents;
  const { bySite, byCategory, byLevel, backlogByAge } = incidents;
  const groups: [string, [string, number][]][] = [
    [known.bySite, bySite.map((row) => [text(row.name), row.opened])],
    [known.byCategory, byCategory.map((row) => [row.category, row.opened])],
    [known.byLevel, byLevel.map((row) => [words.escalations.levels[row.level] ?? row.level, row.opened])],
    [known.byAge, backlogByAge.map((row) => [known.ages[row.band], row.count])],
  ];
  table(doc, {
    columns: [
      { head: known.item, width: 118, rowHead: true },
      { head: words.head.count, width: { grow: 1 } },
    ],
    rows: groups
      .filter(([, entries]) => entries.some(([, number]) => number > 0))
      .map(([title, entries]) => ({
        cells: [title, entries.map(([label, number]) => `${label} ${count(number)}`).join(words.join)],
      })),
    density: 'compact',
  });
}
