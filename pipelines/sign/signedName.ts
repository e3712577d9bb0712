/** `reports/2026-10/monthly.ja.pdf` becomes `reports/2026-10/monthly.ja.signed.pdf`. */
export function signedName(file: string): string {
  return file.replace(/(\.pdf)?$/i, '.signed.pdf');
}
