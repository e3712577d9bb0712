/**
 * Measures how well an outlook foretells: of the months of the sample, and of real histories that are beside the repository.
 *
 *     npm run build && node .build/test/bench/forecast.js
 *
 * Prints the rows of the table in sql/DECISIONS.md.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forecastRows } from './forecasts.ts';
import { histories, workspaceOf } from './histories.ts';

for (const history of histories) {
  const folder = mkdtempSync(join(tmpdir(), 'sla-forecast-'));
  try {
    const rows = workspaceOf(history, folder) ? await forecastRows(history, folder) : [];
    const said =
      rows.length > 0
        ? rows
        : Object.values(history.titles).map((title) => `| ${title} | skipped: not in ../shared/data |`);
    for (const row of said) console.log(row);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
