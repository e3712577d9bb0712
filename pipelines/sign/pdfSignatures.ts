/** Finds the signatures of a PDF in its bytes: what each covers, and what it holds. */

export interface PdfSignature {
  /** The bytes that it covers, in their order. */
  signedBytes: Uint8Array;
  /** The hexadecimal digits between `<` and `>`, and where they begin. */
  contents: string;
  contentsAt: number;
  /** Whether it vouches for the file to its last byte: nothing was added behind it. */
  isWhole: boolean;
}

/** In the order of the file. A byte range that does not leave out exactly the signature's own place is no signature. */
export function signaturesIn(bytes: Uint8Array): PdfSignature[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = buffer.toString('latin1');
  return [...text.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)].flatMap((match) => {
    const [start, first, second, last] = match.slice(1).map(Number) as [number, number, number, number];
    const contentsAt = start + first + 1;
    const contents = text.slice(contentsAt, second - 1);
    const leavesOutItself = text[start + first] === '<' && text[second - 1] === '>' && /^[0-9A-Fa-f]*$/.test(contents);
    if (start !== 0 || !leavesOutItself || second + last > bytes.length) return [];
    return [
      {
        signedBytes: Buffer.concat([buffer.subarray(0, first), buffer.subarray(second, second + last)]),
        contents,
        contentsAt,
        isWhole: second + last === bytes.length,
      },
    ];
  });
}
