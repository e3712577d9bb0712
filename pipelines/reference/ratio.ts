/** Exact fractions, so that no verdict ever hangs on a floating point. */

/** `denominator` is above zero. */
export interface Ratio {
  numerator: bigint;
  denominator: bigint;
}

export function ratio(numerator: number | bigint, denominator: number | bigint): Ratio {
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
}

export function add(a: Ratio, b: Ratio): Ratio {
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

/** Below zero, zero or above, as a is less than, equal to or more than b. */
export function compare(a: Ratio, b: Ratio): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The whole part, for ratios that are not negative. */
export function floor({ numerator, denominator }: Ratio): number {
  return Number(numerator / denominator);
}

/** As a percentage, floored: 0.9999999 with three decimals is `99.999`, never `100.000`. */
export function percentFloored({ numerator, denominator }: Ratio, decimals = 3): string {
  return withDecimals((numerator * 10n ** BigInt(decimals + 2)) / denominator, decimals);
}

/** As a percentage, rounded half up: what other systems print, and our own reports never do. */
export function percentRounded({ numerator, denominator }: Ratio, decimals: number): string {
  return withDecimals((2n * numerator * 10n ** BigInt(decimals + 2) + denominator) / (2n * denominator), decimals);
}

function withDecimals(scaled: bigint, decimals: number): string {
  const scale = 10n ** BigInt(decimals);
  return `${scaled / scale}.${String(scaled % scale).padStart(decimals, '0')}`;
}
