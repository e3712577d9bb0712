/**
 * The commands as a person at the terminal types them: what each states becomes arguments, options and help.
 */
import { Argument, type CommanderError, Option, Command as ProgramCommand } from 'commander';
import { toolVersion } from '../toolVersion.ts';
import type { Command, Parameter } from './command.ts';
import { commands } from './commands.ts';

/** Called with the command that was typed, and the values of its arguments and options by name. */
export type Run = (command: Command, given: Record<string, unknown>) => Promise<void>;

/** Builds the command line. @throws CommanderError for help (exit code 0) and for wrong use. */
export function createProgram(run: Run): ProgramCommand {
  const program = new ProgramCommand('sla')
    .description('Reports, month by month, whether a managed service kept its promises: from exports to a PDF.')
    .version(toolVersion(), '--version', 'print the version')
    .helpOption('--help', 'print this help')
    .helpCommand(false)
    .showHelpAfterError('Run "sla --help" to see the commands.')
    .exitOverride((error: CommanderError) => {
      throw error;
    })
    .addHelpText('after', `\n${exitCodes}`);
  for (const command of commands) addCommand(program, command, run);
  return program;
}

export const exitCodes = `Exit codes: 0 done; 1 the data needs attention (the report is written unless said otherwise);
2 wrong use or unreadable input.`;

function addCommand(program: ProgramCommand, command: Command, run: Run): void {
  const added = program.command(command.name).description(command.summary).helpOption('--help', 'print this help');
  for (const parameter of Object.values(command.arguments)) {
    added.addArgument(new Argument(parameter.takes, parameter.about));
  }
  for (const [name, parameter] of Object.entries(command.options)) added.addOption(optionOf(name, parameter));
  if (command.help) added.addHelpText('after', `\n${command.help}`);
  added.action(async (...typed: unknown[]) => {
    const values = added.opts();
    const given = [
      ...Object.entries(command.arguments).map(([name, { read }], place) => [name, read(typed[place])]),
      ...Object.entries(command.options).map(([name, { read }]) => [name, read(values[name])]),
    ];
    await run(command, Object.fromEntries(given));
  });
}

function optionOf(name: string, { takes, about, choices, byDefault, isRepeated }: Parameter<unknown>): Option {
  const written = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const option = new Option(`--${written} ${takes}`.trim(), about);
  if (choices) option.choices(choices);
  if (isRepeated) option.argParser((value, given: string[] | undefined) => [...(given ?? []), value]);
  if (byDefault !== undefined) option.default(byDefault);
  return option;
}
