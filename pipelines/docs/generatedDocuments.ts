/**
 * The documents that are made from the code, as texts: the map of the models and the types of their rows, the table of
 * presets, and the command line's help.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProgram, exitCodes } from '../commands/createProgram.ts';
import { readContract } from '../contract/readContract.ts';
import { packageRoot } from '../packageRoot.ts';
import { type Layer, type ModelFile, readModelFiles } from '../warehouse/models.ts';
import { shapesUnder } from './emptyWarehouse.ts';
import { presetsReadme } from './presetsReadme.ts';
import { columnTables, rowTypes } from './rowTypes.ts';

export interface GeneratedDocument {
  /** Path below the package. */
  file: string;
  content: string;
}

/** The map of the models, the table of presets and the page of the commands whole, and README.md with its list of commands replaced. */
export async function generatedDocuments(): Promise<GeneratedDocument[]> {
  const shapes = await shapesUnder(readContract(join(packageRoot(), 'fixtures/start')));
  const readme = readFileSync(join(packageRoot(), 'README.md'), 'utf8');
  return [
    { file: 'sql/README.md', content: modelMap(columnTables(shapes, tableRow)) },
    { file: 'pipelines/exports/README.md', content: presetsReadme() },
    { file: 'pipelines/commands/README.md', content: commandPage() },
    { file: 'pipelines/report/marts.ts', content: rowTypes(shapes) },
    { file: 'pipelines/report/review/kpiNames.ts', content: kpiNames() },
    { file: 'README.md', content: replaceSection(readme, 'commands', commandList()) },
  ];
}

/** The KPIs that fct_kpis defines, as a type: one that a language has no name for does not compile. */
function kpiNames(): string {
  const { sql } = readModelFiles().find(({ name }) => name === 'fct_kpis')!;
  const [, defined = ''] = /from \(values([\s\S]*?)\) as kpis/.exec(sql) ?? [];
  const names = [...defined.matchAll(/^ *\('(\w+)'/gm)].map(([, name]) => `  | '${name}'`);
  return `/** The KPIs that sql/marts/fct_kpis.sql defines. Made by \`npm run docs\`. */\nexport type KpiName =\n${names.join('\n')};\n`;
}

/** Every command with its help as printed; a link can lead to each. */
function commandPage(): string {
  const sections = program().commands.map(
    (command) => `## ${command.name()}\n\n\`\`\`text\n${helpOf(command)}\n\`\`\``,
  );
  return `# The commands\n\nMade by \`npm run docs\` from the files of this folder: each states one command, and takes no option but its own.\n\n${exitCodes}\n\n${sections.join('\n\n')}\n`;
}

function commandList(): string {
  const rows = program().commands.map((command) => [`\`sla ${command.name()}\``, command.description()]);
  return ['', tableRow(['Command', 'Does']), tableRow(['---', '---']), ...rows.map(tableRow), ''].join('\n');
}

const program = () => createProgram(async () => undefined);

/** The help as printed, with what stands below the options. */
function helpOf(command: ReturnType<typeof program>): string {
  let text = '';
  command.configureOutput({ writeOut: (part) => (text += part) }).configureHelp({ helpWidth: 110 });
  command.outputHelp();
  return text.trim();
}

const headings: Record<Layer, string> = {
  staging: 'staging: rename, cast, validate; one model per raw table',
  intermediate: 'intermediate: merge, clip, pair up spans',
  marts: 'marts: facts that reports read',
  checks: 'checks: selects that must find nothing',
};

/** @param columns what the columns of the marts say */
function modelMap(columns: string): string {
  const models: ModelFile[] = readModelFiles();
  const sections = (Object.keys(headings) as Layer[]).map((layer) => {
    const rows = models.filter((model) => model.layer === layer);
    const heads = layer === 'checks' ? ['Check', 'Claim', 'Severity'] : ['Model', 'What it is for', 'Grain'];
    const cells = rows.map(({ name, purpose, grain, severity }) => [
      `[${name}](${layer}/${name}.sql)`,
      purpose,
      layer === 'checks' ? severity : grain.join(', '),
    ]);
    return [
      `## ${headings[layer]}`,
      '',
      tableRow(heads),
      tableRow(heads.map(() => '---')),
      ...cells.map(tableRow),
    ].join('\n');
  });
  const lead = [
    'Made by `npm run docs` from the first lines of each file. Data moves one way: raw, staging, intermediate, marts.',
    'Each file is one select that can be pasted into the DuckDB shell. A new check is its file in `checks/` (claim, severity,',
    'fix) and one line a language in `templates/words/<language>/findings.ts`: what a report says that it found.',
  ].join('\n');
  return `# The SQL models\n\n${lead}\n\n${sections.join('\n\n')}\n\n## The columns of the marts\n\n${columns}\n`;
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
