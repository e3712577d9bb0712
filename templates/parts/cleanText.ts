/** Foreign text made printable. */

/**
 * Makes text that strangers typed safe to print. Idempotent.
 *
 * Kangxi radicals become the ideographs they look like, marks typed apart (か + ゛) are composed, exotic spaces and tabs
 * become a space, line ends become `\n`. Characters that would draw boxes or turn the line around are dropped: controls,
 * zero-width characters, byte order marks, direction overrides, variation selectors. Compatibility ideographs (髙, 﨑) and
 * half-width kana stay as typed, which is why the whole text is not put through NFKC.
 */
export function cleanText(text: string): string {
  if (plain.test(text)) return text;
  return text
    .replace(lineEnds, '\n')
    .replace(spaces, ' ')
    .replace(dropped, '')
    .replace(loneSurrogates, '\uFFFD')
    .replace(kangxiRadicals, (radical) => radical.normalize('NFKC'))
    .replace(marked, (letter) => letter.normalize('NFC'));
}

/** Printable ASCII, kana, common ideographs and full-width forms need no cleaning. */
const plain = /^[\x20-\x7E\u3000-\u3096\u309B-\u30FF\u4E00-\u9FFF\uFF01-\uFF9F\u2010-\u2015\u2018-\u2026]*$/;
const lineEnds = /\r\n|[\r\u0085\u2028\u2029\v\f]/g;
const spaces = /[\t\u00A0\u1680\u2000-\u200A\u202F\u205F]/g;
/** Invisible by definition, controls other than the line feed, and the skin tones of emoji. */
const dropped = /\p{Default_Ignorable_Code_Point}|\p{Cf}|(?!\n)\p{Cc}|[\u{1F3FB}-\u{1F3FF}]/gu;
const loneSurrogates = /\p{Surrogate}/gu;
const kangxiRadicals = /[\u2F00-\u2FD5]/g;
const marked = /\P{M}\p{M}+/gu;
