/**
 * What a command is: its name, its arguments, the options that it honours, and what it does with them.
 *
 * `sla --help` reads every file of this folder that states a command, so each imports the program's work when it runs.
 */

import type { Language } from '../contract/Contract.ts';
import { languages } from '../contract/languages.ts';
import type { Progress } from '../run/prepareRun.ts';

/** 0 done, 1 the data needs attention. What ends with 2 (wrong use, unreadable input) is thrown as an SlaError. */
export type Outcome = 0 | 1;

/** Where a command speaks, and its only clock; `cli.ts` makes it. */
export interface Terminal {
  /** Epoch seconds at which the program was started. */
  now: number;
  /** A line of results on standard output. */
  say: (line: string) => void;
  /** Results as they are, on standard output. */
  write: (content: string | Uint8Array) => void;
  /** A message on standard error; nothing under --quiet. */
  tell: (line: string) => void;
  /** Does the work with a progress bar where a person is watching. */
  withProgress: <T>(work: (progress: Progress) => Promise<T>) => Promise<T>;
}

/** An argument or an option: how it is written, what it means, and the value that a command gets for it. */
export interface Parameter<Value> {
  /** `<dir>` asks for a value, `[period]` takes one, `[files...]` takes several, '' is a switch. */
  takes: string;
  about: string;
  choices?: readonly string[];
  byDefault?: string;
  /** Each time that it is given adds a value. */
  isRepeated?: boolean;
  /** The value of a switch is true where it was given; undefined stands for what was not given. */
  read: (given: unknown) => Value;
}

type Parameters = Record<string, Parameter<unknown>>;
type Values<Of extends Parameters> = { [Name in keyof Of]: ReturnType<Of[Name]['read']> };

export interface Command {
  name: string;
  /** One line for the list of commands. */
  summary: string;
  /** What the summary has no room for, printed below the options. */
  help?: string;
  /** By name, in the order in which they are typed. */
  arguments: Parameters;
  /** By name: `asOf` is written --as-of. An option that is not here is refused. */
  options: Parameters;
  run: (given: Record<string, unknown>, terminal: Terminal) => Promise<Outcome>;
}

/** States a command; what `run` gets has the types of its arguments and options. */
export function command<Arguments extends Parameters, Options extends Parameters>(
  stated: Omit<Command, 'arguments' | 'options' | 'run'> & {
    arguments: Arguments;
    options: Options;
    run: (given: Values<Arguments> & Values<Options>, terminal: Terminal) => Promise<Outcome>;
  },
): Command {
  return stated as unknown as Command;
}

/** An argument that must be there. */
export function required(takes: `<${string}>`, about: string): Parameter<string> {
  return { takes, about, read: String };
}

/** An argument or the value of an option that may be missing. */
export function optional(takes: `[${string}]` | `<${string}>`, about: string): Parameter<string | null> {
  return { takes, about, read: (given) => (given as string | undefined) ?? null };
}

export function several(takes: `[${string}...]`, about: string): Parameter<string[]> {
  return { takes, about, read: (given) => given as string[] };
}

/** An option that may be given several times, with one value each time. */
export function repeated(takes: `<${string}>`, about: string): Parameter<string[]> {
  return { takes, about, isRepeated: true, read: (given) => (given as string[] | undefined) ?? [] };
}

export function flag(about: string): Parameter<boolean> {
  return { takes: '', about, read: (given) => given === true };
}

/** One of a few words. */
export function oneOf<const Word extends string>(
  takes: `<${string}>`,
  about: string,
  choices: readonly Word[],
  byDefault: Word,
): Parameter<Word> {
  return { takes, about, choices, byDefault, read: (given) => given as Word };
}

/** The options that several commands honour; each command names its own. */
export const workspace: Parameter<string> = {
  takes: '<dir>',
  about: 'folder with contract.yaml and exports/',
  byDefault: '.',
  read: String,
};
export const out = optional('<dir>', 'folder to write into (default: reports/ of the workspace)');
export const lang = language("language of what is printed (default: the contract's)");
/** Of what is said at the terminal, where nothing else is written. */
export const spokenLang = language('language of the findings (default: en)');
export const asOf = optional(
  '<instant>',
  "look at nothing that happened later (default: the period's end, or now while it runs)",
);
export const quiet = flag('print results and errors only');
const by = optional('<name>', 'who approves the issue');
const at = optional('<date>', 'date or instant of issue (default: now)');
/** For whom; null: what the agreement says. */
const audience: Parameter<'client' | 'internal' | null> = {
  takes: '<who>',
  about:
    "client: mask people, mail addresses, telephone numbers and listed columns; internal: nothing (default: the contract's)",
  choices: ['client', 'internal'],
  read: (given) => (given as 'client' | 'internal' | undefined) ?? null,
};
const withEvidence = flag('carry the exported rows that are counted inside the issued PDF');
const charts = flag('also write the charts as PNG, for slides and mail');

/** Of a quarter: `sla monthly` does not know it, `sla issue` refuses it for a month. */
export const slides = flag(
  'also write the review of a quarter as slides (.pptx), with charts and tables that can be edited',
);

/** What every command that writes a report honours. */
export const reportOptions = { workspace, out, lang, quiet, charts, audience, withEvidence, by, at };
/** What those honour that begin with the exports. */
export const draftOptions = { ...reportOptions, asOf, issue: flag('issue it in one go, without a draft; needs --by') };

function language(about: string): Parameter<Language | null> {
  return {
    takes: '<language>',
    about,
    choices: languages,
    read: (given) => (given as Language | undefined) ?? null,
  };
}
