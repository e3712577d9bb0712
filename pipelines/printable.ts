/** Text of strangers on a terminal: what would move its cursor, colour it or turn it round is shown, never done. */

/** One line: control characters (line ends too) and marks of direction become �. */
export function printableLine(text: string): string {
  return text.replaceAll(/\p{Cc}|\p{Bidi_Control}/gu, '\uFFFD');
}

/** Several lines: as {@link printableLine}, but line ends and tabs stay. */
export function printable(text: string): string {
  return text.replaceAll(/(?![\n\t])\p{Cc}|\p{Bidi_Control}/gu, '\uFFFD');
}
