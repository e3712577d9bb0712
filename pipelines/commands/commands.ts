/** The commands, in the order in which the help lists them. */
import { audit } from './audit.ts';
import { check } from './check.ts';
import type { Command } from './command.ts';
import { commentary } from './commentary.ts';
import { figures } from './figures.ts';
import { fold } from './fold.ts';
import { init } from './init.ts';
import { issue } from './issue.ts';
import { load } from './load.ts';
import { monthly } from './monthly.ts';
import { outlook } from './outlook.ts';
import { quarterly } from './quarterly.ts';
import { sign } from './sign.ts';
import { status } from './status.ts';
import { verify } from './verify.ts';
import { whatif } from './whatif.ts';

export const commands: readonly Command[] = [
  init,
  load,
  fold,
  check,
  monthly,
  quarterly,
  issue,
  sign,
  status,
  figures,
  audit,
  outlook,
  whatif,
  commentary,
  verify,
];
