import { SlaError } from '../errors.ts';

/** @throws SlaError unless exactly one of --set, --contract and --held asks something. */
export function requireOneQuestion({
  set,
  contract,
  held,
}: {
  set: string[];
  contract: string | null;
  held: string | null;
}): void {
  const asked = [set.length > 0, contract !== null, held !== null].filter(Boolean).length;
  if (asked !== 1)
    throw new SlaError({
      what: asked === 0 ? 'Nothing is asked: the agreement is the one that is.' : 'Several things are asked at once.',
      where: '--set, --contract, --held',
      fix: 'Ask one thing: --set KEY=VALUE (as often as needed), --contract FILE, or --held availability.target',
      state: 'Nothing was written.',
    });
  if (held !== null && held !== 'availability.target')
    throw new SlaError({
      what: `Which ${held} would have been held cannot be told.`,
      where: '--held',
      fix: 'Ask for availability.target; for other keys try values with --set.',
      state: 'Nothing was written.',
    });
}
