/** Tells in which encoding a text was written that is no UTF-8, by what it holds: letters that make words of a language. */

export const encodings = [
  ...(['utf-8', 'cp932', 'utf-16le', 'utf-16be', 'euc-jp', 'iso-2022-jp', 'windows-1252', 'windows-1250'] as const),
  ...(['windows-1251', 'iso-8859-2', 'iso-8859-15', 'koi8-r', 'gb18030', 'big5', 'euc-kr'] as const),
] as const;

/** An encoding that exports come in. ISO 8859-1 is read as windows-1252, which holds it. */
export type TextEncoding = (typeof encodings)[number];

/** Turns bytes into text, chunk by chunk. @throws TypeError for bytes that the encoding does not know. */
export interface Decoder {
  decode: (bytes?: Uint8Array, options?: { stream?: boolean }) => string;
}

/** CP932 is called shift_jis by TextDecoder (which reads its extensions ①, ㈱, 髙); windows-1252 it reads as Latin-1. */
export function decoderOf(encoding: TextEncoding, fatal = true): Decoder {
  if (encoding !== 'windows-1252') return new TextDecoder(encoding === 'cp932' ? 'shift_jis' : encoding, { fatal });
  return {
    decode: (bytes = new Uint8Array()) =>
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
        .toString('latin1')
        .replaceAll(/[\u0080-\u009f]/g, (letter) => windows1252[letter.charCodeAt(0) - 0x80]!),
  };
}

/** What windows-1252 has in the place of the control characters of Latin-1; where it has nothing, they stay. */
const windows1252 = [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'];

/** How sure a guess is: of the letters that are no ASCII, the share that makes sense, 0 to 1. */
interface Guess {
  encoding: TextEncoding;
  sense: number;
}

/** Below this share of letters that make sense nothing is read on a guess. */
const enough = 0.7;

/**
 * The encoding of bytes that are no UTF-8, or null when none makes sense of them. A few thousand letters are enough, so
 * callers hand over the lines with such bytes alone.
 */
export function guessEncoding(bytes: Buffer): TextEncoding | null {
  const guesses = [...japaneseGuesses(bytes), ...singleByteGuesses(bytes), ...otherAsianGuesses(bytes)];
  // The earlier wins a tie: what most exports are, first.
  const best = guesses.reduce<Guess | null>(
    (found, guess) => (found && found.sense >= guess.sense ? found : guess),
    null,
  );
  return best && best.sense >= enough ? best.encoding : null;
}

/** Zero bytes at every other place: UTF-16 without its mark. */
export function guessUtf16(head: Buffer): 'utf-16le' | 'utf-16be' | null {
  let [even, odd] = [0, 0];
  for (const [index, byte] of head.entries())
    if (byte === 0) {
      if (index % 2 === 0) even += 1;
      else odd += 1;
    }
  if (head.length < 16) return null;
  const many = head.length / 5;
  if (odd > many && even < odd / 20) return 'utf-16le';
  return even > many && odd < even / 20 ? 'utf-16be' : null;
}

function decode(bytes: Buffer, encoding: TextEncoding): string | null {
  try {
    return decoderOf(encoding).decode(bytes);
  } catch {
    return null;
  }
}

function japaneseGuesses(bytes: Buffer): Guess[] {
  return (['cp932', 'euc-jp'] as const).flatMap((encoding) => {
    const text = decode(bytes, encoding);
    if (text === null) return [];
    // The same bytes are Korean as well, unless there is kana among them.
    const isSure = encoding === 'cp932' || /[\u3041-\u30ff]/u.test(text);
    return [{ encoding, sense: japaneseSense(text) * (isSure ? 1 : 0.8) }];
  });
}

/**
 * Japanese is kana, kanji of the first level and full-width signs, mostly in runs; what another encoding looks like is rare
 * kanji and half-width kana one at a time, between Latin letters.
 */
function japaneseSense(text: string): number {
  let [good, all] = [0, 0];
  for (const match of text.matchAll(/\P{ASCII}+/gu)) {
    const letters = [...match[0]];
    all += letters.length;
    const plain = letters.filter((letter) =>
      /[\u3000-\u30ff\uff00-\uff60\uffe0-\uffe6①-⑳ⅰ-ⅹⅠ-Ⅹ㈱㈲№→←↑↓○●◎□■△▲▽▼☆★※…‥―～]/u.test(letter),
    ).length;
    const halfWidth = letters.filter((letter) => /[\uff61-\uff9f]/u.test(letter)).length;
    const kanji = letters.filter((letter) => isCommonKanji(letter)).length;
    if (letters.length > 1)
      good += plain + kanji + (halfWidth === letters.length || plain + kanji === 0 ? 0 : halfWidth);
    if (letters.length > 2 && halfWidth === letters.length) good += halfWidth * 0.8;
    // A unit alone behind its number, as in dates, is as sure as a word.
    const isUnit = units.test(match[0]) && /\d/.test(text[match.index - 1] ?? '');
    if (letters.length === 1) good += isUnit ? 1 : plain + kanji * 0.6;
  }
  return all === 0 ? 0 : good / all;
}

/** Year, month, day, hour, minute, second, pieces, yen, times, people. */
const units = /^[\u5e74\u6708\u65e5\u6642\u5206\u79d2\u4ef6\u5186\u56de\u4eba]$/u;

/** Kanji of the first level of JIS X 0208, and the few beyond it that names and places have. */
function isCommonKanji(letter: string): boolean {
  return commonKanji().has(letter);
}

let known: Set<string> | undefined;

function commonKanji(): Set<string> {
  if (known) return known;
  const bytes: number[] = [];
  for (let lead = 0x88; lead <= 0x98; lead += 1)
    for (let trail = 0x40; trail <= 0xfc; trail += 1) if (trail !== 0x7f) bytes.push(lead, trail);
  const text = new TextDecoder('shift_jis').decode(Uint8Array.from(bytes));
  known = new Set([...text, ...'髙﨑彅濵德瀨淸迄迂遡謎餅葛祇辻噂鯖鰯']);
  return known;
}

/** The letters that languages of one encoding have beside ASCII, in small. */
const languages: [TextEncoding, string[]][] = [
  [
    'windows-1252',
    [
      'äöüß', // German
      'éèêëàâçîïôûùüœæÿ', // French
      'áéíóúüñ¿¡ºª', // Spanish
      'ãõçáéíóúâêôàüºª', // Portuguese
      'àèéìíîòóùú', // Italian
      'åäöæøé', // Danish, Norwegian, Swedish
      'éëïóöüèêáíúç', // Dutch
    ],
  ],
  ['windows-1250', ['ąćęłńóśźż', 'áčďéěíňóřšťúůýž', 'áéíóöőúüű', 'áäčďéíĺľňóôŕšťúýž', 'čćđšž', 'ăâîşţ']],
  ['iso-8859-2', ['ąćęłńóśźż', 'áčďéěíňóřšťúůýž', 'áéíóöőúüű', 'áäčďéíĺľňóôŕšťúýž', 'čćđšž', 'ăâîşţ']],
  ['windows-1251', ['абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўђјљњћџ№«»']],
  ['koi8-r', ['абвгдежзийклмнопрстуфхцчшщъыьэюяё']],
];

/** Signs that stand in any Western text and tell nothing of its language. */
const signs = /[\u2013\u2014\u2018-\u201e\u2022\u2026\u20ac£§©®°±²³µ·¹»«½¼¾×\u00a0´™]/u;

function singleByteGuesses(bytes: Buffer): Guess[] {
  return languages.flatMap(([encoding, alphabets]) => {
    const text = decode(bytes, encoding);
    if (text === null) return [];
    const senses = alphabets.map((alphabet) => senseOf(text, alphabet, encoding));
    return [{ encoding, sense: Math.max(...senses) }];
  });
}

/** The share of letters that the language has; a sign within a word counts against it, elsewhere it counts little. */
function senseOf(text: string, alphabet: string, encoding: TextEncoding): number {
  const isCyrillic = encoding === 'windows-1251' || encoding === 'koi8-r';
  const known = new Set(alphabet);
  let [good, all] = [0, 0];
  for (const match of text.matchAll(/\P{ASCII}/gu)) {
    const letter = match[0];
    const at = match.index;
    const [before, after] = [text[at - 1] ?? ' ', text[at + 1] ?? ' '];
    const small = letter.toLowerCase();
    const isInWord = /\p{L}/u.test(before) && /\p{L}/u.test(after);
    if (signs.test(letter) && !known.has(small)) {
      // "l’état" has its sign within a word; ³ or ± never stand there.
      const isFine = !isInWord || /[\u2019\u2018·]/u.test(letter);
      all += isFine ? 0.1 : 1;
      if (isFine) good += isCyrillic ? 0.05 : 0.09;
      continue;
    }
    all += 1;
    if (!known.has(small)) continue;
    // Capitals within a word of small letters are letters of another encoding.
    const isOdd = letter !== small && /\p{Ll}/u.test(before) && /\p{Ll}/u.test(after);
    // A Cyrillic letter stands beside others; a Latin one with an accent mostly beside plain ones.
    const isAlone = isCyrillic && !/\P{ASCII}/u.test(before) && !/\P{ASCII}/u.test(after);
    const isShouting = isCyrillic && letter !== small && /\p{Ll}/u.test(before);
    good += isOdd || isShouting ? 0 : isAlone ? 0.3 : /^[aeo]$/.test(letter) ? 0.9 : 1;
  }
  return all === 0 ? 0 : good / all;
}

/** Chinese and Korean: most of what they hold is common, and in runs. Only where Japanese makes no sense. */
function otherAsianGuesses(bytes: Buffer): Guess[] {
  return (['gb18030', 'euc-kr', 'big5'] as const).flatMap((encoding) => {
    const text = decode(bytes, encoding);
    if (text === null) return [];
    const letters = [...text].filter((letter) => letter > '\x7f');
    const common = letters.filter((letter) =>
      encoding === 'euc-kr'
        ? /[\uac00-\ud7a3\u3000-\u303f\uff00-\uffef]/u.test(letter)
        : commonChinese.has(letter) || /[\u3000-\u303f\uff00-\uffef]/u.test(letter),
    ).length;
    const runs = [...text.matchAll(/\P{ASCII}{2,}/gu)].reduce((sum, [run]) => sum + [...run].length, 0);
    if (letters.length === 0) return [];
    const share = encoding === 'euc-kr' ? common / letters.length : Math.min(1, (common / letters.length) * 3);
    return [{ encoding, sense: Math.min(share, runs / letters.length) * 0.95 }];
  });
}

/** Among the most frequent of Chinese, simplified and traditional, in texts of this kind. */
const commonChinese = new Set(
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严問題處理單號請求故障標題狀態優先開始結束時間'.split(
    '',
  ),
);
