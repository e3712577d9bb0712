/**
 * The commands and options as a person at the terminal sees them.
 */
import { Command, type CommanderError, InvalidArgumentError, Option } from 'commander';
import type { Language } from '../contract/Contract.ts';
import { toolVersion } from '../toolVersion.ts';
import type { AuditFormat } from './audit.ts';
import type { FigureFormat } from './figures.ts';

/** Options that every command takes. */
export interface Globals {
  workspace: string;
  out: string | null;
  lang: Language | null;
  asOf: string | null;
  quiet: boolean;
  charts: boolean;
}

/** What each command does; every handler returns its exit code. */
export interface Handlers {
  init: (folder: string) => Promise<number>;
  load: (files: string[], isExplained: boolean, globals: Globals) => Promise<number>;
  check: (period: string | null, globals: Globals) => Promise<number>;
  monthly: (period: string | null, globals: Globals) => Promise<number>;
  quarterly: (period: string | null, globals: Globals) => Promise<number>;
  figures: (period: string, format: FigureFormat, globals: Globals) => Promise<number>;
  audit: (what: string[], service: string | null, format: AuditFormat, globals: Globals) => Promise<number>;
  verify: (manifest: string, globals: Globals) => Promise<number>;
}

/** Builds the command line. `done` gets the exit code; wrong use ends with 2. */
export function createProgram(handlers: Handlers, done: (exitCode: number) => void): Command {
  const program = new Command('sla')
    .description('Reports, month by month, whether a managed service kept its promises: from exports to a PDF.')
    .version(toolVersion(), '--version', 'print the version')
    .helpOption('--help', 'print this help')
    .helpCommand(false)
    .showHelpAfterError('Run "sla --help" to see the commands.')
    .exitOverride((error) => exitOf(error, done))
    .addHelpText('after', exitCodes);
  program
    .command('init')
    .description('make a workspace to start from: a contract to fill in, and a folder for exports')
    .argument('<dir>', 'new or empty folder')
    .helpOption('--help', 'print this help')
    .action(async (folder: string) => done(await handlers.init(folder)));
  common(program.command('load'))
    .description('load new or changed exports into the warehouse; the same bytes again change nothing')
    .argument('[files...]', 'only these files below exports/ (default: all)')
    .option('--explain', 'load nothing: look at the files and propose how to read them')
    .action(async (files: string[], options) =>
      done(await handlers.load(files, options.explain === true, globalsOf(options))),
    );
  common(program.command('check'))
    .description('say what was rejected, unmapped, missing, overlapping or cut off')
    .argument('[period]', 'month (2026-10) or quarter (2026-Q3); default: the last full month')
    .action(async (period: string | undefined, options) =>
      done(await handlers.check(period ?? null, globalsOf(options))),
    );
  common(program.command('monthly'))
    .description('load, check, build and render the monthly report')
    .argument('[month]', 'for example 2026-10; default: the last full month')
    .option('--charts', 'also write the charts as PNG, for slides and mail')
    .action(async (month: string | undefined, options) =>
      done(await handlers.monthly(month ?? null, globalsOf(options))),
    );
  common(program.command('quarterly'))
    .description('the same for a quarter: the service review')
    .argument('[quarter]', 'for example 2026-Q3; default: the last full quarter')
    .option('--charts', 'also write the charts as PNG, for slides and mail')
    .action(async (quarter: string | undefined, options) =>
      done(await handlers.quarterly(quarter ?? null, globalsOf(options))),
    );
  common(program.command('figures'))
    .description('print the figures alone, for other programs')
    .argument('<period>', 'month (2026-10) or quarter (2026-Q3)')
    .addOption(new Option('--format <format>', 'how').choices(['json', 'csv', 'parquet', 'arrow']).default('json'))
    .action(async (period: string, options) =>
      done(await handlers.figures(period, options.format as FigureFormat, globalsOf(options))),
    );
  common(program.command('audit'))
    .description('show the clock of tickets, or the outages of a service, span by span, down to file and row')
    .argument('[what...]', 'ticket ids; with --service the period (default: the last full month)')
    .option('--service <id>', 'audit this service instead of tickets')
    .addOption(new Option('--format <format>', 'how').choices(['text', 'json', 'pdf']).default('text'))
    .action(async (what: string[], options) =>
      done(
        await handlers.audit(
          what,
          (options.service as string | undefined) ?? null,
          options.format as AuditFormat,
          globalsOf(options),
        ),
      ),
    );
  common(program.command('verify'))
    .description('rebuild a written report from the raw files and compare it figure by figure')
    .argument('<manifest>', 'for example reports/2026-10/manifest.json')
    .action(async (manifest: string, options) => done(await handlers.verify(manifest, globalsOf(options))));
  return program;
}

const exitCodes = `
Exit codes: 0 done; 1 the data needs attention (the report is written unless said otherwise);
2 wrong use or unreadable input.`;

/** The options of every command. */
function common(command: Command): Command {
  return command
    .option('--workspace <dir>', 'folder with contract.yaml and exports/', '.')
    .option('--out <dir>', 'folder to write into (default: reports/ of the workspace)')
    .option('--lang <language>', "ja or en (default: the contract's)", language)
    .option('--as-of <instant>', "look at nothing that happened later (default: the period's end, or now)")
    .option('--quiet', 'print results and errors only')
    .helpOption('--help', 'print this help');
}

function language(value: string): Language {
  if (value === 'ja' || value === 'en') return value;
  throw new InvalidArgumentError('Write ja or en.');
}

function globalsOf(options: Record<string, unknown>): Globals {
  return {
    workspace: (options['workspace'] as string | undefined) ?? '.',
    out: (options['out'] as string | undefined) ?? null,
    lang: (options['lang'] as Language | undefined) ?? null,
    asOf: (options['asOf'] as string | undefined) ?? null,
    quiet: options['quiet'] === true,
    charts: options['charts'] === true,
  };
}

/** Help and version end with 0; everything else that the parser refuses is wrong use. */
function exitOf(error: CommanderError, done: (exitCode: number) => void): never {
  done(error.exitCode === 0 ? 0 : 2);
  throw error;
}
