/**
 * The documents that are made from the code, as texts: the map of the models, and the command line's help.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProgram, type Handlers } from '../commands/program.ts';
import { packageRoot } from '../packageRoot.ts';
import { type Layer, readModelFiles } from '../warehouse/models.ts';

export interface GeneratedDocument {
  /** Path below the package. */
  file: string;
  content: string;
}

/** sql/README.md whole, and README.md with its help section replaced. */
export function generatedDocuments(): GeneratedDocument[] {
  const readme = readFileSync(join(packageRoot(), 'README.md'), 'utf8');
  return [
    { file: 'sql/README.md', content: modelMap() },
    { file: 'README.md', content: replaceSection(readme, 'help', `\`\`\`text\n${helpText()}\n\`\`\``) },
  ];
}

/** Help of the program and of every command, as printed. */
export function helpText(): string {
  const program = createProgram({} as Handlers, () => undefined).configureHelp({ helpWidth: 110 });
  const commands = program.commands.map((command) =>
    command.configureHelp({ helpWidth: 110 }).helpInformation().trim(),
  );
  return [program.helpInformation().trim(), ...commands].join('\n\n');
}

const headings: Record<Layer, string> = {
  staging: 'staging: rename, cast, validate; one model per raw table',
  intermediate: 'intermediate: merge, clip, pair up spans',
  marts: 'marts: facts that reports read',
  checks: 'checks: selects that must find nothing',
};

function modelMap(): string {
  const models = readModelFiles();
  const sections = (Object.keys(headings) as Layer[]).map((layer) => {
    const rows = models.filter((model) => model.layer === layer);
    const columns = layer === 'checks' ? ['Check', 'Claim', 'Severity'] : ['Model', 'What it is for', 'Grain'];
    const cells = rows.map(({ name, purpose, grain, severity }) => [
      `[${name}](${layer}/${name}.sql)`,
      purpose,
      layer === 'checks' ? severity : grain.join(', '),
    ]);
    return [
      `## ${headings[layer]}`,
      '',
      tableRow(columns),
      tableRow(columns.map(() => '---')),
      ...cells.map(tableRow),
    ].join('\n');
  });
  return `# The SQL models\n\nMade by \`npm run docs\` from the first lines of each file. Data moves one way: raw, staging, intermediate, marts.\nEach file is one select that can be pasted into the DuckDB shell.\n\n${sections.join('\n\n')}\n`;
}

function tableRow(cells: string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** Replaces what stands between `<!-- name -->` and `<!-- /name -->`. */
function replaceSection(text: string, name: string, content: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [start, end] = [text.indexOf(open), text.indexOf(close)];
  if (start < 0 || end < 0) throw new Error(`README.md has no section ${open} ... ${close}`);
  return `${text.slice(0, start + open.length)}\n${content}\n${text.slice(end)}`;
}
