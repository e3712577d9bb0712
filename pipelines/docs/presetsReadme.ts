/** Writes README.md of this folder: the presets, what each was verified against, and what each cannot tell. */
import { presetNames, readPreset } from '../exports/mapping/presets.ts';

const evidence = {
  'real file': 'a real file, written by others, with its totals',
  'documented example': 'the documented format, with an example of our own after it',
  'documentation only': 'the documentation only',
} as const;

/** The text of pipelines/exports/README.md. */
export function presetsReadme(): string {
  const rows = presetNames().map((name) => {
    const { about } = readPreset(name)!;
    return `| [\`${name}\`](presets/${name}.yaml) | ${cell(about.system)} | ${cell(about.export)} | ${evidence[about.verified]} | ${(about.gaps ?? []).map(cell).join('<br>')} |`;
  });
  return `# Exports

How a file under \`exports/\` becomes rows of the warehouse:

    file -> records (clean UTF-8 text, true row numbers) -> mapping -> raw.<table> -> staging

- \`read/\` reads bytes: encodings, CSV, JSON, logs, Excel, SQLite, archives, and the limits of all of them.
- \`systems/\` reads what no mapping can describe, one file a system.
- \`mapping/\` is the language of \`sources.yaml\` and of the presets, and turns it into SQL.
- \`presets/\` holds one mapping a system. An entry names it with \`format:\`, and what stands beside it wins.

Row numbers are those that Excel shows for CSV and sheets (the header is row 1), the line for logs and JSON lines, and the
number of the record for other JSON. A link is what it leads to, under its own name; a file whose name begins with a dot is
never read, and \`sla load\` says so. Only mapped columns are read. A value that cannot be read sets its row aside in
\`raw.rejects\`; a value that no map knows is kept and counted in \`raw.notices\`. A clock whose zone nobody named is never read.

| Preset | System | Export | Verified against | Known gaps |
|---|---|---|---|---|
${rows.join('\n')}

This table is made from the headers of the presets by \`npm run docs\`.
`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
