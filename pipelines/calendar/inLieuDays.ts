/** Singapore's rule for holidays that fall on a Sunday. */
import { addDays, weekdayOf } from './wallClock.ts';

/**
 * Days in lieu that a list of holidays leaves out: for each Sunday, the next day that is no holiday itself (Monday
 * as a rule; Tuesday after a Chinese New Year of Sunday and Monday), as the Holidays Act has it.
 *
 * A list may name them already, as "... (Observed)", "in lieu" or "Public Holiday", or by repeating the name of the
 * Sunday on the Monday; then nothing is added. Chinese New Year is the one holiday of two days, so its second day
 * repeats the name without being in lieu.
 */
export function inLieuDays(holidays: ReadonlyMap<string, string>): Map<string, string> {
  const added = new Map<string, string>();
  for (const [sunday, name] of [...holidays].sort()) {
    if (weekdayOf(sunday) !== 7) continue;
    let day = addDays(sunday, 1);
    while (added.has(day) || isHolidayOfItsOwn(holidays.get(day), name)) day = addDays(day, 1);
    if (!holidays.has(day)) added.set(day, `${name} (in lieu)`);
  }
  return added;
}

function isHolidayOfItsOwn(name: string | undefined, sundaysName: string): boolean {
  if (name === undefined || /lieu|observ|substitut|^public holiday$/i.test(name)) return false;
  return name !== sundaysName || /chinese|lunar/i.test(name);
}
